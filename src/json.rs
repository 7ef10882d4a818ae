//! JavaScript's values as ours and back, for both programs. What comes is read by way of its text: the
//! browser writes it and `serde_json` reads it, both faster and in less code than a walk from one side
//! to the other.

use crate::domain::lean;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_wasm_bindgen::{Error, Serializer};
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

/// A value as one of ours. Messages are read as the ledger is: one set of readers for both is 60 KB less code in
/// the worker than two.
///
/// # Errors
/// Those of [`value`], and what is not as the type has it.
pub fn read<T: DeserializeOwned>(from: &JsValue) -> Result<T, String> {
    lean::from_value(value(from)?).map_err(|error| error.to_string())
}

/// One of ours as a plain object, as it travels and is stored.
///
/// # Errors
/// A key that is no text.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible())
}
