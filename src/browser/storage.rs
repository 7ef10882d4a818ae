//! The store's port over `extension/storage.js`.

use crate::json;
use crate::ledger::store::{Items, Store, StoreError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The ledger's store or the session's, as `extension/storage.js` makes them.
    #[wasm_bindgen(extends = js_sys::Object)]
    #[derive(Clone, Debug)]
    pub type StorageArea;

    #[wasm_bindgen(method, catch)]
    async fn get(this: &StorageArea, keys: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn range(
        this: &StorageArea,
        prefix: &str,
        after: &str,
        most: u32,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn count(this: &StorageArea, prefix: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn set(this: &StorageArea, items: JsValue, gone: JsValue) -> Result<JsValue, JsValue>;
}

/// A storage area of the browser.
#[derive(Clone, Debug)]
pub struct Area(pub StorageArea);

fn error(value: &JsValue) -> StoreError {
    let field = |name: &str| js_sys::Reflect::get(value, &name.into()).ok();
    let text = |name: &str| field(name).and_then(|text| text.as_string());
    if let Some(form) = field("form").and_then(|form| form.as_f64()) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a database's version is a small whole number"
        )]
        return StoreError::Newer(form as u32);
    }
    if field("locked").is_some_and(|locked| locked.is_truthy()) {
        return StoreError::Locked;
    }
    let said = text("message").unwrap_or_else(|| format!("{value:?}"));
    // A quota has a name in IndexedDB and a word in `chrome.storage`; of a disk that is full Chromium
    // says FILE_ERROR_NO_SPACE, and closes the database.
    let name = text("name").unwrap_or_default();
    let lower = said.to_lowercase();
    if name == "QuotaExceededError" || lower.contains("quota") || lower.contains("no_space") {
        StoreError::Full
    } else {
        StoreError::Broken(said)
    }
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, StoreError> {
    json::write(value).map_err(|error| StoreError::Broken(error.to_string()))
}

fn to_items(value: &JsValue) -> Result<Items, StoreError> {
    match json::value(value).map_err(StoreError::Broken)? {
        serde_json::Value::Object(items) => Ok(crate::domain::gathered(items)),
        _ => Err(StoreError::Broken("no items were given".to_owned())),
    }
}

impl Store for Area {
    async fn get(&self, keys: &[String]) -> Result<Items, StoreError> {
        to_items(
            &self
                .0
                .get(to_js(keys)?)
                .await
                .map_err(|value| error(&value))?,
        )
    }

    async fn range(&self, prefix: &str, after: &str, most: u32) -> Result<Items, StoreError> {
        to_items(
            &self
                .0
                .range(prefix, after, most)
                .await
                .map_err(|value| error(&value))?,
        )
    }

    async fn count(&self, prefix: &str) -> Result<u32, StoreError> {
        let count = self.0.count(prefix).await.map_err(|value| error(&value))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of keys is a whole one, and no ledger has four billion"
        )]
        Ok(count.as_f64().unwrap_or_default() as u32)
    }

    async fn set(&self, items: Items, gone: &[String]) -> Result<(), StoreError> {
        self.0
            .set(to_js(&items)?, to_js(gone)?)
            .await
            .map(drop)
            .map_err(|value| error(&value))
    }
}
