//! One line: parsed, read, answered; whatever it holds.

use std::panic::catch_unwind;

use serde_json::{Value, json};

use crate::contract;

/// The answer to a line of input.
pub fn answer(line: &[u8]) -> Value {
    let text = String::from_utf8_lossy(line);
    let asked = serde_json::from_str::<Value>(&text)
        .or_else(|_| serde_json::from_str(&without_lone_surrogates(&text)));
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => return json!({"id": null, "error": error.to_string()}),
    };
    let id = asked.get("id").cloned().unwrap_or_default();
    let read = || serde_json::from_value(asked).map(|input| contract::output(&input));
    match catch_unwind(std::panic::AssertUnwindSafe(read)) {
        Ok(Ok(mut output)) => {
            if let Value::Object(fields) = &mut output {
                fields.insert("id".into(), id);
            }
            output
        }
        Ok(Err(error)) => json!({"id": id, "error": error.to_string()}),
        Err(_) => json!({"id": id, "error": "the reading broke off"}),
    }
}

/// JSON can write half of a UTF-16 pair, which is no character; it becomes the one that stands for
/// what cannot be read, so that offsets stay as they are.
fn without_lone_surrogates(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        clean.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                clean.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or("");
                continue;
            }
            // The backslash and what it escapes, which may be another backslash.
            _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(length);
        clean.push_str(kept);
        rest = after;
    }
    clean.push_str(rest);
    clean
}

/// The number of a `\uXXXX` that a text begins with.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_answered() {
        for (line, id) in [
            (&b"{\"id\": \"a\", \"text\": 3}"[..], json!("a")),
            (b"{\"id\": \"b\"", json!(null)),
            (b"\xff\xfe", json!(null)),
            (b"\n", json!(null)),
            (b"[]", json!(null)),
        ] {
            let answer = answer(line);
            assert_eq!(answer.get("id"), Some(&id), "{answer}");
            assert!(answer.get("error").is_some(), "{answer}");
        }
    }

    #[test]
    fn half_a_character_is_read_over() {
        let answer = answer(br#"{"id": 7, "text": "\ud800 a \\\ud83d\ude00 \udc00\nHi"}"#);
        assert_eq!(answer.get("id"), Some(&json!(7)), "{answer}");
        assert_eq!(answer.get("new_lines"), Some(&json!([0, 1])), "{answer}");
    }
}
