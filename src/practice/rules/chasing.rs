//! Rule 8, chasing: the third follow-up in a row with no answer and nothing new in it. It proposes
//! the hard question instead.

use super::{Draft, Finding, Severity};
use crate::domain::Record;
use crate::practice::hard_question::{Tone, question};

/// The rule's name.
pub const NAME: &str = "chasing";

/// The mail that asked, and two that followed up on it: the draft is the third (practice, rule 8).
const WROTE_ALREADY: usize = 3;

pub(super) fn check(draft: &Draft, record: &Record, findings: &mut Vec<Finding>) {
    let nothing_new = draft.gives.is_empty() && !draft.asks_due_question && !draft.asks_for_order;
    let Some(words) = draft.chases.first().filter(|_| nothing_new) else {
        return;
    };
    if record.wrote.len() < WROTE_ALREADY {
        return;
    }
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Remind,
        text: format!(
            "This would be follow-up number {} in a row without an answer. Ask the hard question \
             instead.",
            record.wrote.len()
        ),
        request: None,
        because: words.clone(),
        instead: question(Tone::Plain, ""),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, gives, record};
    use super::*;
    use crate::domain::{Kind, Spoken};

    #[test]
    fn the_third_follow_up_with_nothing_new_is_reminded_of() {
        let mut record = record(&[]);
        let chases = Draft {
            chases: vec!["Just following up on my last mail.".to_owned()],
            ..Draft::default()
        };
        for day in 1..=3 {
            check(&chases, &record, &[]);
            record.wrote.push(Spoken {
                at_ms: day * 86_400_000,
                expects_answer: true,
            });
        }
        check(&chases, &record, &[(NAME, Severity::Remind)]);
        let gift = Draft {
            chases: chases.chases.clone(),
            ..gives(&[Some(Kind::Collateral)])
        };
        assert!(
            !super::super::judge(
                &gift,
                &record,
                &crate::practice::Manner::default(),
                super::super::cases::at("2026-11-10")
            )
            .iter()
            .any(|finding| finding.rule == NAME)
        );
        check(&Draft::default(), &record, &[]);
    }
}
