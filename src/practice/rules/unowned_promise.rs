//! Rule 7, an unowned promise: the draft promises something and names no day.

use super::{Draft, Finding, Severity};

/// The rule's name.
pub const NAME: &str = "unowned_promise";

pub(super) fn check(draft: &Draft, findings: &mut Vec<Finding>) {
    let Some(words) = draft.promises_undated.first() else {
        return;
    };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Remind,
        text: "You promise something and name no day. By when?".to_owned(),
        request: None,
        because: words.clone(),
        instead: String::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, record};
    use super::*;

    #[test]
    fn a_promise_without_a_day_is_reminded_of() {
        let promises = Draft {
            promises_undated: vec!["I will send the figures soon.".to_owned()],
            ..Draft::default()
        };
        check(&promises, &record(&[]), &[(NAME, Severity::Remind)]);
        check(&Draft::default(), &record(&[]), &[]);
    }
}
