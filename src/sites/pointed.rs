//! Recipes that a rep made by pointing at a page, and what may be in one. They come from pages and
//! from files of colleagues, so everything that is not of the form is refused, with the reason.
//! They are data: a recipe names places in a page, and nothing in it is ever run.

use serde_json::{Map, Value};

/// The form's version.
const VERSION: u64 = 1;
/// The largest recipe, in bytes of JSON; the ones that pointing makes have 3,000 to 8,000.
const LARGEST: usize = 40_000;
/// The longest text in one, in bytes; those that pointing makes have up to 300.
const LONGEST: usize = 400;
/// The most ways to a field; pointing makes up to nine.
const MOST_WAYS: usize = 12;
/// What can be pointed at.
const FIELDS: &str =
    " frame composer_frame item subject from to date body composer editor recipients send ";
/// What a way goes by.
const KINDS: &str = " mark label around role place end class ";
/// How a value is taken from an element; else the name of an attribute.
const DERIVED: &str = " iso-time address after-label with-digits ";
/// Whom an element names.
const PARSED: &str = " person people recipients ";

/// Reads and checks a recipe.
///
/// # Errors
/// Why it is none, in plain words.
pub fn pointed(text: &str) -> Result<(String, Value), String> {
    if text.len() > LARGEST {
        return Err(no("it is too large"));
    }
    let recipe: Value = serde_json::from_str(text).map_err(|_| no("the file is not JSON"))?;
    let parts = recipe.as_object().ok_or_else(|| no("it has no parts"))?;
    if parts.get("askback_recipe").and_then(Value::as_u64) != Some(VERSION) {
        return Err(no("it does not say so, or it is of a newer Askback"));
    }
    only(parts, " askback_recipe host made shadow fields ")?;
    if parts
        .get("shadow")
        .is_some_and(|shadow| !shadow.is_boolean())
    {
        return Err(no_in("shadow", "is neither true nor false"));
    }
    let host = text_of(parts, "host").filter(|host| is_host(host));
    let host = host.ok_or_else(|| no("it names no site"))?.to_owned();
    if text_of(parts, "made").is_none() {
        return Err(no("it does not say when it was made"));
    }
    let fields = parts.get("fields").and_then(Value::as_object);
    let fields = fields.ok_or_else(|| no("it reads nothing"))?;
    only(fields, FIELDS)?;
    if !fields.contains_key("item") && !fields.contains_key("composer") {
        return Err(no("it reads nothing"));
    }
    for (field, ways) in fields {
        let ways = ways
            .as_array()
            .filter(|ways| !ways.is_empty() && ways.len() <= MOST_WAYS);
        let ways = ways.ok_or_else(|| no_in(field, "has no ways, or too many"))?;
        for way in ways {
            let way = way.as_object().ok_or_else(|| no_in(field, "has no ways"))?;
            check(way).map_err(|what| no_in(field, &what))?;
        }
    }
    Ok((host, recipe))
}

fn check(way: &Map<String, Value>) -> Result<(), String> {
    let listed = |key, list: &str| text_of(way, key).is_none_or(|text| is_in(text, list));
    if text_of(way, "kind").is_none() || !listed("kind", KINDS) {
        return Err("has a way of an unknown kind".to_owned());
    }
    if !listed("derive", DERIVED) || !listed("parse", PARSED) {
        return Err("takes its value in an unknown way".to_owned());
    }
    if text_of(way, "select").is_none_or(|select| select.matches(":has").count() > 2) {
        return Err("has a way that leads nowhere".to_owned());
    }
    for (key, value) in way {
        let fits = match (key.as_str(), value) {
            (
                "name" | "since" | "source" | "kind" | "select" | "take" | "label" | "holds"
                | "derive" | "parse",
                Value::String(text),
            ) => text.len() <= LONGEST,
            ("rise" | "next", Value::Number(count)) => count.as_u64().is_some_and(|n| n <= 8),
            ("frame", Value::Bool(_)) => true,
            _ => false,
        };
        if !fits {
            return Err([
                "holds what no recipe has: ",
                &key.chars().take(40).collect::<String>(),
            ]
            .concat());
        }
    }
    Ok(())
}

fn only(parts: &Map<String, Value>, list: &str) -> Result<(), String> {
    match parts.keys().find(|key| !is_in(key, list)) {
        Some(key) => Err(no_in(key, "is no part of one")),
        None => Ok(()),
    }
}

fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|each| each == word && !word.is_empty())
}

fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 253
        && host
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:[]_".contains(c))
}

fn text_of<'a>(parts: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    parts.get(key)?.as_str()
}

fn no(why: &str) -> String {
    [
        "This is no recipe of Askback: ",
        why,
        ". Nothing was changed.",
    ]
    .concat()
}

fn no_in(part: &str, why: &str) -> String {
    let part: String = part.chars().take(40).collect();
    no(&["\u{201c}", &part, "\u{201d} ", why].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r##"{"askback_recipe":1,"host":"mail.corp.test","made":"2026-11-22","fields":{
        "item":[{"name":"id","since":"2026-11-22","source":"pointed","kind":"mark","select":"#mail"}],
        "from":[{"name":"label","kind":"label","label":"From","rise":1,"next":1,"select":":scope","parse":"person"}],
        "body":[{"name":"place","kind":"place","select":":scope > iframe","frame":true}]}}"##;

    #[test]
    fn what_pointing_makes_is_taken() {
        assert_eq!(pointed(GOOD).unwrap().0, "mail.corp.test");
    }

    #[test]
    fn what_is_no_recipe_is_refused_with_the_reason() {
        let check = |text: &str, reason: &str| {
            let said = pointed(text).unwrap_err();
            assert!(said.contains(reason), "{said}");
        };
        check("", "not JSON");
        check("[]", "no parts");
        check(r#"{"site":"gmail"}"#, "does not say so");
        check(&GOOD.replace(":1,", ":2,"), "newer");
        check(
            &GOOD.replace("mail.corp.test", "https://x/"),
            "names no site",
        );
        check(&GOOD.replace("mail.corp.test", ""), "names no site");
        check(&GOOD.replace("\"item\"", "\"script\""), "script");
        check(&GOOD.replace("\"item\"", "\"to\""), "reads nothing");
        let shadow = |value: &str| GOOD.replacen(":1,", &format!(":1,\"shadow\":{value},"), 1);
        assert!(pointed(&shadow("true")).is_ok());
        check(&shadow("\"*\""), "shadow");
        check(
            &GOOD.replace("\"kind\":\"mark\"", "\"kind\":\"code\""),
            "unknown kind",
        );
        check(&GOOD.replace("\"source\"", "\"regex\""), "regex");
        check(&GOOD.replace("\"rise\":1", "\"rise\":900"), "rise");
        check(&GOOD.replace("\"rise\":1", "\"rise\":{}"), "rise");
        check(&GOOD.replace("\"person\"", "\"eval\""), "unknown way");
        check(&GOOD.replace("#mail", &"#".repeat(500)), "select");
        check(
            &GOOD.replace("#mail", ":has(:has(:has(a)))"),
            "leads nowhere",
        );
        check(&GOOD.replace("\"#mail\"", "[]"), "leads nowhere");
        check(
            &GOOD.replace(
                "made\":\"2026",
                &["made\":\"", &"2".repeat(LARGEST)].concat(),
            ),
            "too large",
        );
        check(
            &GOOD.replace("[{\"name\":\"id\"", "[{}, {\"name\":\"id\""),
            "unknown kind",
        );
    }
}
