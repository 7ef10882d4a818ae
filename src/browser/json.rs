//! JavaScript's values as JSON ones, by way of their text: the browser writes it and `serde_json`
//! reads it, both faster and in less code than a walk from one side to the other.

use crate::ledger::lean;
use serde_json::Value;
use wasm_bindgen::JsValue;

/// What a value holds that JSON has: `undefined` and functions are left out of objects.
///
/// # Errors
/// Why there is no such text: a value that holds itself, a whole that JSON has no word for.
pub fn value(from: &JsValue) -> Result<Value, String> {
    let text = js_sys::JSON::stringify(from).ok();
    let text = text.and_then(|text| text.as_string());
    let text = text.ok_or("it has no text as JSON")?;
    lean::from_text(text).map_err(|error| error.to_string())
}
