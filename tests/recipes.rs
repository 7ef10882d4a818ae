//! Holds every site's recipe to what lets it stay true: two ways that do not depend on each other
//! for each essential field, and for each way a name, a date and a source.

#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use askback::sites::{ESSENTIAL, ESSENTIAL_RECORD, SITES};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/sites/recipes")
}

fn recipes() -> Vec<(String, Value)> {
    let files = std::fs::read_dir(folder()).unwrap();
    let mut all: Vec<(String, Value)> = files
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn text<'r>(rule: &'r Value, key: &str) -> &'r str {
    rule.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every rule of a recipe: the objects with a `since`, and the path of the list they stand in.
fn rules<'r>(value: &'r Value, path: &str, found: &mut Vec<(String, &'r Value)>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("since") {
                found.push((path.to_owned(), value));
            }
            for (key, inner) in fields {
                rules(inner, &format!("{path}.{key}"), found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| rules(inner, path, found)),
        _ => {}
    }
}

/// What a rule depends on: the classes, ids and attributes that its selectors name. What stands in
/// a `:not(...)` only makes it narrower.
fn hooks(rule: &Value) -> BTreeSet<String> {
    let selectors = ["select", "container", "inner", "up", "frame"]
        .map(|key| text(rule, key))
        .join(" ");
    let mut parts = selectors.split(":not(");
    let mut wide = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        wide.push_str(part.split_once(')').map_or("", |(_, rest)| rest));
    }
    let mut found = BTreeSet::new();
    let mut hook = String::new();
    for c in wide.chars().chain([' ']) {
        let goes_on = hook.starts_with('[') || c.is_alphanumeric() || c == '-' || c == '_';
        if hook.is_empty() || !goes_on {
            found.extend((!hook.is_empty()).then(|| std::mem::take(&mut hook)));
            hook.extend(matches!(c, '.' | '#' | '[').then_some(c));
        } else {
            hook.push(c);
            if c == ']' {
                found.insert(std::mem::take(&mut hook));
            }
        }
    }
    let from = text(rule, "from");
    found.extend((!from.is_empty()).then(|| format!("the page's {from}")));
    found
}

/// Whether one can fail while the other holds: neither needs all that the other needs. A rule that
/// takes the scope itself needs nothing.
fn independent(one: &Value, other: &Value) -> bool {
    let (a, b) = (hooks(one), hooks(other));
    a != b && (a.is_empty() || b.is_empty() || (!a.is_subset(&b) && !b.is_subset(&a)))
}

#[test]
fn every_rule_has_a_name_a_date_and_a_source() {
    for (site, recipe) in recipes() {
        let mut all = Vec::new();
        rules(&recipe, "", &mut all);
        assert!(all.len() > 20, "{site} has {} rules", all.len());
        let mut seen = BTreeSet::new();
        for (path, rule) in all {
            let name = text(rule, "name");
            assert!(!name.is_empty(), "{site}{path}: a rule without a name");
            assert!(
                seen.insert((path.clone(), name)),
                "{site}{path}: two rules are called {name}"
            );
            assert!(
                !text(rule, "source").is_empty(),
                "{site}{path} {name}: where was it seen?"
            );
            let since = text(rule, "since");
            let mut parts = since.split('-');
            let digits = |part: Option<&str>, most: usize| {
                part.is_none_or(|part| {
                    part.len() == most && part.bytes().all(|b| b.is_ascii_digit())
                })
            };
            let dated =
                digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2);
            assert!(
                dated && parts.next().is_none(),
                "{site}{path} {name}: since {since:?}"
            );
        }
    }
}

/// A mail site has no records; a record has a title in place of a subject, and may have no mails.
fn is_optional(recipe: &Value, rules: &str) -> bool {
    let of_record = rules.starts_with("/record/");
    let of_mail = rules.starts_with("/fields/") || rules.starts_with("/messages/");
    let is_crm = recipe.get("record").is_some();
    (of_record && !is_crm) || (of_mail && is_crm)
}

#[test]
fn every_essential_field_has_two_independent_ways() {
    let mut lacking = Vec::new();
    for (site, recipe) in recipes() {
        let is_crm = recipe.get("record").is_some();
        let list = |rules: &str| recipe.pointer(rules).and_then(Value::as_array);
        let shows_mails = list("/messages/items").is_some_and(|items| !items.is_empty());
        let record = if is_crm { ESSENTIAL_RECORD } else { &[] };
        for essential in ESSENTIAL.iter().chain(record) {
            // A record has a title in place of a subject, and not every one has a time line.
            let of_mails = essential.rules.starts_with("/messages");
            if is_crm && (essential.field == "subject" || of_mails && !shows_mails) {
                continue;
            }
            let list = recipe.pointer(essential.rules).and_then(Value::as_array);
            let list = list.map_or(&[][..], Vec::as_slice);
            if list.is_empty() && is_optional(&recipe, essential.rules) {
                continue;
            }
            // Of the ways to send, the plain button; the others have no second way.
            let ways: Vec<&Value> = list
                .iter()
                .filter(|rule| rule.get("way").is_none_or(|way| way == "click"))
                .collect();
            let enough = ways.iter().enumerate().any(|(at, one)| {
                ways.iter()
                    .skip(at + 1)
                    .any(|other| independent(one, other))
            });
            if !enough {
                let hooks: Vec<_> = ways.iter().map(|rule| hooks(rule)).collect();
                lacking.push(format!("{site}{}: {hooks:?}", essential.rules));
            }
        }
    }
    assert!(
        lacking.is_empty(),
        "no two independent ways:\n{}",
        lacking.join("\n")
    );
}

#[test]
fn the_table_of_hosts_agrees_with_the_recipes() {
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    for (site, recipe) in recipes() {
        assert_eq!(text(&recipe, "site"), site);
        let hosts = recipe.get("hosts").and_then(Value::as_array).unwrap();
        let detect = recipe.get("detect").and_then(Value::as_array).unwrap();
        assert!(
            !hosts.is_empty() || !detect.is_empty(),
            "{site} is never chosen"
        );
        told.extend(
            hosts
                .iter()
                .map(|host| (site.clone(), host.as_str().unwrap().to_owned())),
        );
    }
    let listed = SITES
        .iter()
        .map(|site| (site.recipe.to_owned(), site.host.to_owned()));
    assert_eq!(told, listed.collect());
}

#[test]
fn independence_is_told_by_what_selectors_name() {
    let check = |one: &str, other: &str, expected: bool| {
        let rule = |select: &str| serde_json::json!({ "select": select });
        assert_eq!(
            independent(&rule(one), &rule(other)),
            expected,
            "{one} | {other}"
        );
    };
    check("[role=heading][title]", "[aria-level='2']", true);
    check(".ii.gt .a3s", ".a3s", false);
    check("h2.hP", ".ha h2", true);
    check("button.send", "a.send", false);
    check(".a:not(.b)", ".b", true);
    check(".a:not(.b)", ".a", false);
    check(":self", ".a", true);
}
