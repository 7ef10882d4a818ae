//! From the stored forms of an older schema to those of today, one step a version.
//!
//! | schema | what was different |
//! | --- | --- |
//! | 1 | `a/DAY` held everybody who needs a decision from that day on, and `n/X` the names of all whose identity begins with X, in one value each |
//! | 2 | `summary` held its `days` as an object of dates |

use super::{AGENDA, NAMES, SUMMARY, days};
use crate::domain::Day;
use crate::ledger::store::Items;
use serde_json::Value;
use std::collections::BTreeMap;

/// One write that brings a ledger to the next schema.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// To be written.
    pub items: Items,
    /// To be removed.
    pub gone: Vec<String>,
}

impl Step {
    /// Nothing but the summary as it is, to go on from.
    pub fn of(summary: Value) -> Self {
        let mut items = Items::new();
        items.insert(SUMMARY.to_owned(), summary);
        Self {
            items,
            gone: Vec::new(),
        }
    }
}

/// The step from schema 1 to 2: `old` is all of the agenda and of the names, `summary` the
/// summary's value. A value that cannot be read is removed; what stood in it is there again once the
/// indexes were made anew, as the summary then says.
pub fn from_1(old: Items, mut summary: Value) -> Step {
    let mut items = Items::new();
    let mut gone = Vec::new();
    let mut unread = false;
    for (key, value) in old {
        let front = match key.strip_prefix(AGENDA) {
            Some(day) if day.parse::<Day>().is_ok() => format!("{key}/"),
            None if key.chars().count() == NAMES.len() + 1 => NAMES.to_owned(),
            _ => continue,
        };
        let all = crate::domain::lean::from_value(value);
        unread |= all.is_err();
        let all: BTreeMap<String, Value> = all.unwrap_or_default();
        let names = front == NAMES;
        unread |= all.values().any(|one| names != one.is_string());
        items.extend(
            all.into_iter()
                .map(|(prospect, one)| (front.clone() + &prospect, one)),
        );
        gone.push(key);
    }
    if let Some(fields) = summary.as_object_mut() {
        fields.insert("schema".to_owned(), 2.into());
        if unread {
            fields.insert("rebuilding".to_owned(), true.into());
        }
    }
    items.insert(SUMMARY.to_owned(), summary);
    Step { items, gone }
}

/// The step from schema 2 to 3: `step` is what leads to 2, with the summary's value. Days that
/// cannot be read are none; they are there again once the indexes were made anew, as the summary
/// then says.
pub fn from_2(mut step: Step) -> Step {
    let summary = step.items.get_mut(SUMMARY);
    if let Some(fields) = summary.and_then(Value::as_object_mut) {
        let old = fields.remove("days").unwrap_or_default();
        let old: Result<BTreeMap<Day, u32>, _> = crate::domain::lean::from_value(old);
        if old.is_err() {
            fields.insert("rebuilding".to_owned(), true.into());
        }
        let days = days::written(&old.unwrap_or_default());
        fields.insert("days".to_owned(), days.into());
        fields.insert("schema".to_owned(), 3.into());
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::stored::{Entry, SCHEMA, Summary};
    use serde_json::json;

    fn items(value: Value) -> Items {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_list_becomes_a_value_for_each_prospect() {
        let dana = json!({"name": "Prospect", "need": "dark", "since": "2026-10-01", "request": null, "kind": null});
        let mo = json!({"name": "Other", "need": "unanswered", "since": "2026-10-02", "request": "2026", "kind": "demo"});
        let summary = json!({"schema": 1, "device": "abcdefgh", "counter": 7, "last_ms": 1_790_000_000_000_i64, "days": {"2026-10-08": 2}});
        let agenda = items(json!({
            "a/2026-10-08": {"prospect.test": dana, "other.test": mo},
            "a/2026-10-09": "damaged",
            "a/2026-10-10/done.test": mo,
            "n/p": {"prospect.test": "Prospect"},
            "n/done.test": "Done",
        }));
        let step = from_1(agenda, summary);
        let mut expected = items(json!({
            "a/2026-10-08/prospect.test": dana,
            "a/2026-10-08/other.test": mo,
            "n/prospect.test": "Prospect",
        }));
        expected.insert(
            SUMMARY.to_owned(),
            json!({"schema": 2, "device": "abcdefgh", "counter": 7, "last_ms": 1_790_000_000_000_i64, "days": {"2026-10-08": 2}, "rebuilding": true}),
        );
        assert_eq!(step.items, expected);
        assert_eq!(step.gone, ["a/2026-10-08", "a/2026-10-09", "n/p"]);
        serde_json::from_value::<Entry>(step.items["a/2026-10-08/other.test"].clone()).unwrap();
        let today = from_2(step);
        assert_eq!(today.gone, ["a/2026-10-08", "a/2026-10-09", "n/p"]);
        assert_eq!(today.items.len(), expected.len());
        let summary: Summary = serde_json::from_value(today.items[SUMMARY].clone()).unwrap();
        assert!(summary.rebuilding);
        assert_eq!(summary.count("2026-10-08".parse().unwrap()), 2);
    }

    fn check(days: &Value, text: &str, rebuilding: bool) {
        let mut old = json!({"schema": 2, "device": "abcdefgh", "counter": 7, "last_ms": 1_790_000_000_000_i64, "days": days, "sample_days": 3, "samples": ["sample.example"], "rebuilding": false});
        if days.is_null() {
            old.as_object_mut().unwrap().remove("days");
        }
        let new = json!({"schema": 3, "device": "abcdefgh", "counter": 7, "last_ms": 1_790_000_000_000_i64, "days": text, "sample_days": 3, "samples": ["sample.example"], "rebuilding": rebuilding});
        let step = from_2(Step::of(old));
        assert_eq!(step, Step::of(new.clone()), "{days}");
        let summary: Summary = crate::domain::lean::from_value(new).unwrap();
        assert_eq!(summary.schema, SCHEMA);
    }

    #[test]
    fn days_become_one_text() {
        check(&json!({}), "", false);
        check(
            &json!({"2026-10-24": 2, "2026-10-25": 3, "2030-10-25": 1}),
            "20750:2 3 1461:1",
            false,
        );
    }

    #[test]
    fn days_that_cannot_be_read_are_made_anew() {
        for bad in [
            json!(null),
            json!("20750:2"),
            json!([]),
            json!({"someday": 2}),
            json!({"2026-10-24": -2}),
        ] {
            check(&bad, "", true);
        }
    }

    #[test]
    fn a_summary_that_is_none_is_left() {
        let step = Step::of(json!("damaged"));
        assert_eq!(from_2(step), Step::of(json!("damaged")));
    }
}
