//! The store's port over `chrome.storage`.

use crate::ledger::store::{Items, Store, StoreError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One of `chrome.storage.local` and `chrome.storage.session`.
    #[wasm_bindgen(extends = js_sys::Object)]
    #[derive(Clone, Debug)]
    type StorageArea;

    #[wasm_bindgen(method, catch)]
    async fn get(this: &StorageArea, keys: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn set(this: &StorageArea, items: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn remove(this: &StorageArea, keys: JsValue) -> Result<JsValue, JsValue>;
}

/// A storage area of the browser.
#[derive(Clone, Debug)]
pub struct Area(StorageArea);

impl Area {
    /// `chrome.storage.NAME`; `None` when the browser has no such area.
    pub fn named(name: &str) -> Option<Self> {
        let storage = super::effects::api("storage")?;
        let area = js_sys::Reflect::get(&storage, &JsValue::from_str(name)).ok()?;
        area.is_object().then(|| Self(area.unchecked_into()))
    }
}

fn error(value: &JsValue) -> StoreError {
    let text = js_sys::Reflect::get(value, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| format!("{value:?}"));
    // Chrome says QUOTA_BYTES; Firefox throws QuotaExceededError.
    if text.to_lowercase().contains("quota") {
        StoreError::Full
    } else {
        StoreError::Broken(text)
    }
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, StoreError> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| StoreError::Broken(error.to_string()))
}

fn to_items(value: JsValue) -> Result<Items, StoreError> {
    serde_wasm_bindgen::from_value(value).map_err(|error| StoreError::Broken(error.to_string()))
}

impl Store for Area {
    async fn get(&self, keys: &[String]) -> Result<Items, StoreError> {
        to_items(
            self.0
                .get(to_js(keys)?)
                .await
                .map_err(|value| error(&value))?,
        )
    }

    async fn get_all(&self) -> Result<Items, StoreError> {
        to_items(
            self.0
                .get(JsValue::NULL)
                .await
                .map_err(|value| error(&value))?,
        )
    }

    async fn set(&self, items: Items) -> Result<(), StoreError> {
        self.0
            .set(to_js(&items)?)
            .await
            .map(drop)
            .map_err(|value| error(&value))
    }

    async fn remove(&self, keys: &[String]) -> Result<(), StoreError> {
        self.0
            .remove(to_js(keys)?)
            .await
            .map(drop)
            .map_err(|value| error(&value))
    }
}
