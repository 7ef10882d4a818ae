//! The background worker's program: hands what the browser says to `askback::browser`.

#[cfg(target_arch = "wasm32")]
mod exports {
    use askback::browser;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    pub fn start(ledger: browser::StorageArea, session: browser::StorageArea, texts: String) {
        browser::start(ledger, session, texts);
    }

    #[wasm_bindgen]
    pub async fn page(message: JsValue, tab: i32, host: String) -> Result<JsValue, JsValue> {
        browser::page(message, tab, host).await
    }

    #[wasm_bindgen]
    pub async fn panel(
        message: JsValue,
        tab: i32,
        granted: Vec<String>,
    ) -> Result<JsValue, JsValue> {
        browser::panel(message, tab, granted).await
    }

    #[wasm_bindgen]
    pub async fn wake() -> Result<(), JsValue> {
        browser::wake().await
    }

    #[wasm_bindgen]
    pub async fn tab_closed(tab: i32) -> Result<(), JsValue> {
        browser::tab_closed(tab).await
    }
}

fn main() {}
