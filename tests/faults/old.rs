//! A ledger as an older Askback stored it.

use askback::ledger::store::Items;
use askback::ledger::stored::Summary;
use serde_json::{Map, Value, json};

/// Today's stored forms (schema 3) as schema 2 had them: dates in the summary.
pub fn as_schema_2(items: &mut Items) {
    if let Some(summary) = items.get_mut("summary") {
        let today: Summary = serde_json::from_value(summary.clone()).expect("today's form");
        summary["days"] = json!(today.days);
        summary["schema"] = 2.into();
    }
}

/// As schema 1 had them: also a value for each day of the agenda, and one for each first letter of
/// the names.
pub fn as_schema_1(items: &mut Items) {
    as_schema_2(items);
    let moved: Vec<String> = items
        .keys()
        .filter(|key| key.starts_with("a/") || key.starts_with("n/"))
        .cloned()
        .collect();
    for key in moved {
        let value = items.remove(&key).expect("it is there");
        let (front, prospect) = match key.strip_prefix("n/") {
            Some(prospect) => (&key[.."n/x".len()], prospect),
            None => key.rsplit_once('/').expect("a day and a prospect"),
        };
        let all = items
            .entry(front.to_owned())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(all) = all {
            all.insert(prospect.to_owned(), value);
        }
    }
    if let Some(summary) = items.get_mut("summary") {
        summary["schema"] = 1.into();
    }
}
