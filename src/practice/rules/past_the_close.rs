//! Rule 4, past the close: they agreed to buy, or every criterion of the proof of concept is met,
//! and the draft offers more instead of asking for the order. More is what only delays a yes that
//! is there: one more demo, a longer pilot, "anything else you would like to see", people who had
//! no part in the decision.

use super::{Draft, Finding, Severity};
use crate::domain::{Deal, Kind, Proof, Record, Request, spoken_briefly};

/// The rule's name.
pub const NAME: &str = "past_the_close";

/// What may still be given after a yes: what the order itself needs.
const NEEDED: [Kind; 3] = [Kind::Quote, Kind::SecurityReview, Kind::Collateral];

pub(super) fn check(draft: &Draft, record: &Record, findings: &mut Vec<Finding>) {
    if draft.asks_for_order {
        return;
    }
    let Some((deal, why)) = closed(record) else {
        return;
    };
    let more = draft.offers_more.first().or_else(|| {
        let more = |kind: &Option<Kind>| kind.is_some_and(|kind| !NEEDED.contains(&kind));
        draft
            .gives
            .iter()
            .find(|(kind, _)| more(kind))
            .map(|(_, words)| words)
    });
    let Some(words) = more else { return };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Hold,
        text: format!("{why} Ask for the order instead of offering more."),
        request: None,
        because: words.clone(),
        instead: ask_for_order(record, deal),
    });
}

/// The deal that is closed but not won yet, and why it is: by agreement, or by a proof of concept
/// that passed.
pub fn closed(record: &Record) -> Option<(&Deal, String)> {
    let deal = record.deal().filter(|deal| deal.ended.is_none())?;
    if let Some((on, _)) = &deal.agreed {
        return Some((
            deal,
            format!("They agreed to buy on {}.", spoken_briefly(*on)),
        ));
    }
    proofs(record, deal).next().map(|_| {
        (
            deal,
            "Every criterion of the proof of concept is met.".to_owned(),
        )
    })
}

fn proofs<'r>(record: &'r Record, deal: &'r Deal) -> impl Iterator<Item = &'r Request> {
    record.requests.iter().filter(|request| {
        request.deal == deal.id && request.proof.as_ref().is_some_and(Proof::is_passed)
    })
}

/// The one line that asks for the order, with the outcome that they agreed to.
pub fn ask_for_order(record: &Record, deal: &Deal) -> String {
    let agreed = record
        .requests
        .iter()
        .rev()
        .filter(|request| request.deal == deal.id)
        .map(|request| request.outcome.if_yes.trim_end_matches('.'))
        .find(|outcome| !outcome.is_empty());
    match agreed {
        Some(outcome) => format!(
            "We had agreed on this: {outcome}. Shall we do that now? I send the order form today."
        ),
        None => "Shall we go ahead, then? I send the order form today.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, day, first, gives, insert, known, record};
    use super::*;
    use crate::domain::{Criterion, DealId};

    fn agreed(kinds: &[Kind]) -> Record {
        let mut record = record(kinds);
        record.requests.iter_mut().for_each(known);
        for request in &mut record.requests {
            request.delivered = Some((day("2026-11-09"), String::new()));
            request.answer = Some((crate::domain::Answer::Yes, String::new()));
        }
        insert(
            &mut record,
            Deal {
                agreed: Some((day("2026-11-09"), "let us do it".to_owned())),
                ..Deal::new(DealId::FIRST)
            },
        );
        record
    }

    fn offers(words: &str) -> Draft {
        Draft {
            offers_more: vec![words.to_owned()],
            ..Draft::default()
        }
    }

    #[test]
    fn more_is_held_once_they_agreed() {
        let record = agreed(&[Kind::Demo]);
        let hold = [(NAME, Severity::Hold)];
        check(
            &offers("Anything else you would like to see?"),
            &record,
            &hold,
        );
        check(&gives(&[Some(Kind::Demo)]), &record, &hold);
        let why = ("giving_without_knowing_why", Severity::Remind);
        check(&gives(&[Some(Kind::Quote)]), &record, &[why]);
        check(&gives(&[None]), &record, &[]);
        let asks = Draft {
            asks_for_order: true,
            ..offers("We throw in a second workshop.")
        };
        check(&asks, &record, &[]);
        check(&offers("One more demo?"), &self::record(&[]), &[]);
    }

    #[test]
    fn a_proof_that_passed_is_a_close() {
        let mut record = agreed(&[Kind::ProofOfConcept]);
        first(&mut record).agreed = None;
        check(&offers("Shall we run it two weeks longer?"), &record, &[]);
        record.requests[0].proof = Some(Proof {
            criteria: vec![Criterion {
                text: "under a minute".to_owned(),
                met: Some(true),
                words: String::new(),
            }],
            ..Proof::default()
        });
        check(
            &offers("Shall we run it two weeks longer?"),
            &record,
            &[(NAME, Severity::Hold)],
        );
        assert!(ask_for_order(&record, record.deal().unwrap()).contains("what then"));
    }
}
