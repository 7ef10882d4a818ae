//! What is read must be what `serde_json` reads.

use super::*;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Nothing,
    One(u8),
    Two(i64, String),
    Named { at: Option<f64>, ok: bool },
}

#[derive(Debug, Deserialize, PartialEq)]
struct All {
    shapes: Vec<Shape>,
    #[serde(default)]
    names: BTreeMap<String, (u32, String)>,
    rest: Value,
    unit: (),
}

/// It must say what `serde_json` says.
fn check(value: &Value) {
    let theirs = serde_json::from_value::<All>(value.clone()).ok();
    assert_eq!(from_value::<All>(value.clone()).ok(), theirs, "{value}");
}

#[test]
fn it_reads_what_serde_json_reads() {
    let whole = json!({
        "shapes": ["nothing", { "one": 7 }, { "two": [-3, "b"] }, { "named": { "at": 1.5, "ok": true } }, { "named": { "at": null, "ok": false } }, { "nothing": null }],
        "names": { "a": [1, "x"] },
        "rest": { "any": [1, -2, 1.5, "t", null, true, {}] },
        "unit": null,
        "more": [1],
    });
    assert!(from_value::<All>(whole.clone()).is_ok());
    check(&whole);
    for (path, other) in [
        ("/shapes", json!({})),
        ("/shapes/0", json!("unknown")),
        ("/shapes/0", json!({ "nothing": 1 })),
        ("/shapes/1/one", json!(256)),
        ("/shapes/1/one", json!(-1)),
        ("/shapes/2/two", json!([1])),
        ("/shapes/2/two", json!([1, "b", 3])),
        ("/shapes/3/named", json!({ "ok": true })),
        ("/shapes/3/named", json!({ "ok": true, "more": 1 })),
        ("/shapes/3/named", json!({ "at": null })),
        ("/shapes/3/named/ok", json!("true")),
        ("/shapes/3", json!({ "one": 1, "two": 2 })),
        ("/names/a", json!("x")),
        ("/unit", json!(0)),
    ] {
        let mut changed = whole.clone();
        *changed.pointer_mut(path).unwrap() = other;
        check(&changed);
    }
}

#[test]
fn broken_text_is_mended() {
    for (text, expected) in [
        (r#""a\ud83db""#, "a\u{fffd}b"),
        (r#""\udfff""#, "\u{fffd}"),
        (r#""\\ud83d \n \ud7ff""#, "\\ud83d \n \u{d7ff}"),
        (r#""plain""#, "plain"),
    ] {
        assert_eq!(from_text(text.to_owned()), Ok(json!(expected)), "{text}");
    }
    assert!(from_text("\"\\ud".to_owned()).is_err());
}

#[test]
fn a_missing_field_is_named() {
    for (value, missing) in [
        (json!({ "names": {}, "rest": 1, "unit": null }), "shapes"),
        (json!({ "shapes": [{ "named": { "at": 1 } }] }), "ok"),
    ] {
        let error = from_value::<All>(value).expect_err(missing).to_string();
        assert_eq!(error, format!("missing field `{missing}`"));
    }
    // The default of `names` is taken; what is wrong is said of `unit`.
    let error = from_value::<All>(json!({ "shapes": [], "rest": 1, "unit": 2 }));
    assert_eq!(error, Err(Error("expected unit".to_owned())));
}

#[test]
fn a_list_is_no_struct() {
    assert!(from_value::<All>(json!([[], {}, null, null])).is_err());
}
