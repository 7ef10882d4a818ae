//! Rule 6, delivered and never asked: an earlier delivery's question is due, and this draft does
//! not ask it.

use super::{Draft, Finding, Severity, calls};
use crate::domain::{Clock, Record, RequestState};
use crate::practice::{Numbers, life};

/// The rule's name.
pub const NAME: &str = "never_asked";

pub(super) fn check(
    draft: &Draft,
    record: &Record,
    numbers: &Numbers,
    clock: Clock,
    findings: &mut Vec<Finding>,
) {
    if draft.asks_due_question {
        return;
    }
    let today = clock.today();
    let due = record.requests.iter().find(|request| {
        life::state(request) == RequestState::Delivered
            && request.question_asked.is_none()
            && life::question_due(request, numbers).is_some_and(|due| due <= today)
    });
    // Where the same request already stands in the way, one reason is enough.
    let Some(request) = due.filter(|due| {
        !findings
            .iter()
            .any(|known| known.request.as_ref() == Some(&due.id))
    }) else {
        return;
    };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Remind,
        text: format!(
            "They have {} and were never asked whether it was what they were looking for.",
            calls(request.kind)
        ),
        request: Some(request.id.clone()),
        because: String::new(),
        instead: String::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, day, gives, known, record};
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn a_due_question_that_is_not_asked_is_reminded_of() {
        let mut record = record(&[Kind::Quote]);
        known(&mut record.requests[0]);
        check(&gives(&[]), &record, &[]);
        // Due three days after the delivery; the cases are judged on 2026-11-10.
        record.requests[0].delivered = Some((day("2026-11-08"), String::new()));
        check(&gives(&[]), &record, &[]);
        record.requests[0].delivered = Some((day("2026-11-07"), String::new()));
        check(&gives(&[]), &record, &[(NAME, Severity::Remind)]);
        let asks = Draft {
            asks_due_question: true,
            ..Draft::default()
        };
        check(&asks, &record, &[]);
        record.requests[0].question_asked = Some(day("2026-11-09"));
        check(&gives(&[]), &record, &[]);
    }
}
