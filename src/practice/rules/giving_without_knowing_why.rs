//! Rule 1, giving without knowing why: the draft delivers, and the request that it answers has
//! no purpose or no outcome.

use super::{Draft, Finding, Severity, answered, calls};
use crate::domain::{Record, Request};

/// The rule's name.
pub const NAME: &str = "giving_without_knowing_why";

pub(super) fn check(draft: &Draft, record: &Record, findings: &mut Vec<Finding>) {
    let requests = answered(draft, record);
    let because = || {
        draft
            .gives
            .first()
            .map(|(_, words)| words.clone())
            .unwrap_or_default()
    };
    for request in &requests {
        if let Some(text) = unknown(request) {
            let request = Some(request.id.clone());
            findings.push(Finding {
                rule: NAME,
                severity: Severity::Remind,
                text,
                request,
                because: because(),
                instead: String::new(),
            });
        }
    }
    // Something of a known kind that nobody recorded asking for. A file without a telling word
    // may be anything, so it is passed over.
    let unrecorded = draft
        .gives
        .iter()
        .filter_map(|(kind, words)| kind.map(|kind| (kind, words)))
        .find(|(kind, _)| !record.requests.iter().any(|request| request.kind == *kind));
    if let (true, Some((kind, words))) = (requests.is_empty(), unrecorded) {
        let text = format!(
            "You give {} and have not recorded why they ask.",
            calls(kind)
        );
        findings.push(Finding {
            rule: NAME,
            severity: Severity::Remind,
            text,
            request: None,
            because: words.clone(),
            instead: String::new(),
        });
    }
}

fn unknown(request: &Request) -> Option<String> {
    let what = calls(request.kind);
    match (
        request.purpose.is_empty(),
        request.outcome.if_yes.is_empty(),
    ) {
        (true, true) => Some(format!(
            "You give {what} without knowing why they ask, or what happens once they have it."
        )),
        (true, false) => Some(format!("You give {what} without knowing why they ask.")),
        (false, true) => Some(format!(
            "You give {what} and nothing is agreed about what happens then."
        )),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, gives, known, record};
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn an_unknown_purpose_or_outcome_is_reminded_of() {
        let mut record = record(&[Kind::Demo]);
        check(
            &gives(&[Some(Kind::Demo)]),
            &record,
            &[(NAME, Severity::Remind)],
        );
        check(&gives(&[None]), &record, &[(NAME, Severity::Remind)]);
        record.requests[0].purpose = "late shifts".to_owned();
        check(
            &gives(&[Some(Kind::Demo)]),
            &record,
            &[(NAME, Severity::Remind)],
        );
        known(&mut record.requests[0]);
        check(&gives(&[Some(Kind::Demo)]), &record, &[]);
    }

    #[test]
    fn a_gift_that_nobody_recorded_asking_for_is_reminded_of_when_its_kind_is_told() {
        let record = record(&[]);
        check(
            &gives(&[Some(Kind::Sample)]),
            &record,
            &[(NAME, Severity::Remind)],
        );
        check(&gives(&[None]), &record, &[]);
        check(&gives(&[]), &record, &[]);
    }
}
