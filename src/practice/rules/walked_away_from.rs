//! Rule 5, giving to a prospect that was walked away from, without a new fact. Reopening the deal
//! records the fact, and ends the rule.

use super::{Draft, Finding, Severity};
use crate::domain::{DealEnd, Record, spoken};

/// The rule's name.
pub const NAME: &str = "walked_away_from";

pub(super) fn check(draft: &Draft, record: &Record, findings: &mut Vec<Finding>) {
    let Some(ended) = record.deal().and_then(|deal| deal.ended.as_ref()) else {
        return;
    };
    let Some((_, words)) = draft.gives.first() else {
        return;
    };
    if ended.how == DealEnd::Won {
        return;
    }
    let how = match ended.how {
        DealEnd::WalkedAway => "You walked away from them",
        DealEnd::NotNow => "It was put off",
        _ => "This deal ended",
    };
    let why = if ended.words.is_empty() {
        String::new()
    } else {
        format!(": {}", ended.words.trim_end_matches('.'))
    };
    findings.push(Finding {
        rule: NAME,
        severity: Severity::Hold,
        text: format!(
            "{how} on {}{why}. What is new since then?",
            spoken(ended.on)
        ),
        request: None,
        because: words.clone(),
        instead: String::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::cases::{check, day, first, gives, insert, record};
    use super::*;
    use crate::domain::{Deal, DealId, Ended, Kind};

    #[test]
    fn giving_needs_a_new_fact() {
        let mut record = record(&[]);
        let mut deal = Deal::new(DealId::FIRST);
        deal.ended = Some(Ended {
            how: DealEnd::WalkedAway,
            on: day("2026-10-01"),
            words: "three dates missed".to_owned(),
            until: None,
        });
        insert(&mut record, deal);
        let gift = gives(&[Some(Kind::Demo)]);
        let why = ("giving_without_knowing_why", Severity::Remind);
        check(&gift, &record, &[(NAME, Severity::Hold), why]);
        check(&gives(&[]), &record, &[]);
        if let Some(ended) = &mut first(&mut record).ended {
            ended.how = DealEnd::Won;
        }
        check(&gift, &record, &[why]);
        first(&mut record).ended = None;
        check(&gift, &record, &[why]);
    }
}
