//! Rule 3, a second request while the first is open: while a request of a deal is delivered and
//! not confirmed, or its purpose is not clear, nothing is given for another one of that deal.
//! What one and the same draft gives together does not stand in its own way.

use super::{Draft, Finding, Severity, answered, calls};
use crate::domain::{Record, Request, RequestState};
use crate::practice::life;

/// The rule's name.
pub const NAME: &str = "second_request";

/// The request that stands in the way of giving for another one: delivered and not confirmed
/// comes before a purpose that is not clear. `candidate` is that other one, `None` when what is
/// given was never recorded; only requests recorded before it can stand in its way by their
/// purpose.
pub fn in_the_way<'r>(record: &'r Record, candidate: Option<&Request>) -> Option<&'r Request> {
    let own = candidate.map(|request| request.deal);
    let deal = own.or_else(|| record.deal().map(|deal| deal.id));
    let others = || {
        record.requests.iter().filter(move |other| {
            deal.is_none_or(|deal| other.deal == deal)
                && Some(&other.id) != candidate.map(|c| &c.id)
        })
    };
    others()
        .find(|other| life::state(other) == RequestState::Delivered)
        .or_else(|| {
            others()
                .take_while(|other| candidate.is_none_or(|candidate| other.id < candidate.id))
                .find(|other| life::state(other) == RequestState::Asked)
        })
}

/// Why a request stands in the way, in one plain sentence.
pub fn reason(open: &Request) -> String {
    let what = calls(open.kind);
    if life::state(open) == RequestState::Delivered {
        format!(
            "They have {what}, and you do not know yet whether it was what they were looking for."
        )
    } else {
        format!("They asked for {what} first, and you do not know yet why.")
    }
}

pub(super) fn check(draft: &Draft, record: &Record, findings: &mut Vec<Finding>) {
    let requests = answered(draft, record);
    let unrecorded = requests.is_empty() && draft.gives.iter().any(|(kind, _)| kind.is_some());
    let open = requests
        .iter()
        .find_map(|request| in_the_way(record, Some(request)))
        .or_else(|| {
            if unrecorded {
                in_the_way(record, None)
            } else {
                None
            }
        })
        .filter(|open| !requests.iter().any(|given| given.id == open.id));
    // The same thing over again is not a second request.
    let again = |open: &Request| {
        requests.is_empty()
            && draft
                .gives
                .iter()
                .all(|(kind, _)| kind.is_none_or(|kind| kind == open.kind))
    };
    let Some(open) = open.filter(|open| !again(open)) else {
        return;
    };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Hold,
        text: reason(open),
        request: Some(open.id.clone()),
        because: draft
            .gives
            .first()
            .map(|(_, words)| words.clone())
            .unwrap_or_default(),
        instead: String::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, day, gives, known, record};
    use super::*;
    use crate::domain::{Answer, DealId, Kind};

    #[test]
    fn a_delivered_and_unconfirmed_request_holds_the_next() {
        let mut record = record(&[Kind::Quote, Kind::Demo]);
        record.requests.iter_mut().for_each(known);
        record.requests[0].delivered = Some((day("2026-11-09"), String::new()));
        check(
            &gives(&[Some(Kind::Demo)]),
            &record,
            &[(NAME, Severity::Hold)],
        );
        // Never recorded: held all the same, and reminded of that as well.
        let unrecorded = crate::practice::rules::giving_without_knowing_why::NAME;
        let both = [(NAME, Severity::Hold), (unrecorded, Severity::Remind)];
        check(&gives(&[Some(Kind::Sample)]), &record, &both);
        // Another mail about the quote itself is no second request.
        check(&gives(&[Some(Kind::Quote)]), &record, &[]);
        record.requests[0].answer = Some((Answer::Yes, String::new()));
        check(&gives(&[Some(Kind::Demo)]), &record, &[]);
    }

    #[test]
    fn an_unclear_purpose_holds_what_was_asked_later_but_not_what_was_asked_before() {
        let mut record = record(&[Kind::Quote, Kind::Demo]);
        known(&mut record.requests[1]);
        check(
            &gives(&[Some(Kind::Demo)]),
            &record,
            &[(NAME, Severity::Hold)],
        );
        known(&mut record.requests[0]);
        record.requests[1].purpose.clear();
        check(&gives(&[Some(Kind::Quote)]), &record, &[]);
    }

    #[test]
    fn what_is_open_in_an_earlier_deal_holds_nothing_in_this_one() {
        let mut record = record(&[Kind::Quote, Kind::Demo]);
        record.requests.iter_mut().for_each(known);
        record.requests[0].delivered = Some((day("2026-11-09"), String::new()));
        record.requests[1].deal = DealId(2);
        check(&gives(&[Some(Kind::Demo)]), &record, &[]);
    }

    #[test]
    fn what_is_given_together_does_not_stand_in_its_own_way() {
        let mut record = record(&[Kind::Quote, Kind::Demo]);
        record.requests.iter_mut().for_each(known);
        check(&gives(&[Some(Kind::Demo), Some(Kind::Quote)]), &record, &[]);
    }

    #[test]
    fn a_partly_asks_for_another_round_and_holds_nothing_by_itself() {
        let mut record = record(&[Kind::Quote]);
        known(&mut record.requests[0]);
        record.requests[0].delivered = Some((day("2026-11-09"), String::new()));
        record.requests[0].answer = Some((Answer::Partly, "two-year price".to_owned()));
        check(&gives(&[Some(Kind::Quote)]), &record, &[]);
    }
}
