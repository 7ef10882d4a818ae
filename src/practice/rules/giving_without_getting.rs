//! Rule 2, giving without getting: the request's outcome is agreed, and nothing is asked in return;
//! or what the prospect promised is overdue.

use super::{Draft, Finding, Severity, answered};
use crate::domain::{Clock, Record, RequestState, Side, spoken_briefly};
use crate::practice::life;

/// The rule's name.
pub const NAME: &str = "giving_without_getting";

pub(super) fn check(draft: &Draft, record: &Record, clock: Clock, findings: &mut Vec<Finding>) {
    let Some((_, words)) = draft.gives.first() else {
        return;
    };
    if draft.asks_in_return || draft.asks_for_order {
        return;
    }
    let today = clock.today();
    let owed = record
        .commitments
        .iter()
        .find(|one| one.owner == Side::Theirs && one.is_overdue(today));
    let agreed = || {
        answered(draft, record).into_iter().find(|request| {
            life::state(request) == RequestState::OutcomeAgreed
                && !record.commitments.iter().any(|one| {
                    one.owner == Side::Theirs && one.request.as_ref() == Some(&request.id)
                })
        })
    };
    let (text, request) = match (owed, owed.is_none().then(agreed).flatten()) {
        (Some(owed), _) => (
            format!(
                "They promised something for {} and have not done it: {}. Ask for it before you \
                 give more.",
                spoken_briefly(owed.due),
                owed.what
            ),
            owed.request.clone(),
        ),
        (None, Some(request)) => (
            "You give this and ask nothing in return. What do they do for it, and by when?"
                .to_owned(),
            Some(request.id.clone()),
        ),
        (None, None) => return,
    };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Remind,
        text,
        request,
        because: words.clone(),
        instead: String::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, day, gives, record};
    use super::*;
    use crate::domain::{Commitment, CommitmentId, Evidence, Kind, Outcome};

    fn agreed() -> Record {
        let mut record = record(&[Kind::Demo]);
        let request = &mut record.requests[0];
        request.purpose = "see the export".to_owned();
        request.evidence = Evidence::Said;
        request.outcome = Outcome {
            if_yes: "order 40 seats".to_owned(),
            if_no: "stop".to_owned(),
            date: Some(day("2026-11-30")),
            our_owner: "Robin".to_owned(),
            their_owner: "Dana".to_owned(),
        };
        record
    }

    fn promised(record: &mut Record, due: &str) {
        let request = record.requests.first().map(|request| request.id.clone());
        record.commitments.push(Commitment {
            id: CommitmentId::stored("c"),
            owner: Side::Theirs,
            what: "send the shift plan".to_owned(),
            due: day(due),
            request,
            fate: None,
        });
    }

    #[test]
    fn what_is_given_asks_for_something() {
        let remind = [(NAME, Severity::Remind)];
        let mut record = agreed();
        let gift = gives(&[Some(Kind::Demo)]);
        check(&gift, &record, &remind);
        let asks = Draft {
            asks_in_return: true,
            ..gift.clone()
        };
        check(&asks, &record, &[]);
        // The cases are judged on 2026-11-10.
        promised(&mut record, "2026-11-20");
        check(&gift, &record, &[]);
        record.commitments.clear();
        promised(&mut record, "2026-11-09");
        check(&gift, &record, &remind);
        check(&gives(&[]), &record, &[]);
    }
}
