//! The few calls of the browser's extension interface that our pages make.
//!
//! They are looked up by name at each call (`browser` in Firefox, else `chrome`), so a page whose
//! extension was updated under it gets an error to show instead of a trap.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Calls `browser.SPACE.NAME(..arguments)` at once, so that a click still counts as the reason.
///
/// # Errors
/// What the browser threw, or `undefined` when it has no such call.
pub fn call(space: &str, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let global = js_sys::global();
    let mut root = get(&global, "browser");
    if !root.is_object() {
        root = get(&global, "chrome");
    }
    let space = get(&root, space);
    let function: Function = get(&space, name).dyn_into()?;
    function.apply(&space, &arguments.iter().collect::<Array>())
}

/// Like [`call`], and waits for what it promises.
///
/// # Errors
/// What the browser threw or rejected with.
pub async fn wait(space: &str, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    settle(call(space, name, arguments)?).await
}

/// Waits for a value that may be a promise.
///
/// # Errors
/// What it was rejected with.
pub async fn settle(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}

/// A tab: its number and its address, which is told only after the rep pressed our button there.
#[derive(Clone, Default)]
pub struct Tab {
    /// Its number.
    pub id: Option<i32>,
    /// Its address; empty when it is not told.
    pub url: String,
}

/// The tab that the page's own address names, as in `popup.html?tab=12`: a page of ours that is
/// open in a tab itself is about another one.
pub fn named_tab() -> Option<i32> {
    let search = window().location().search().ok()?;
    let (_, number) = search.split_once("tab=")?;
    number.split('&').next()?.parse().ok()
}

/// The tab that a page is about: the one its address names, else the one in front.
pub async fn tab_in_front() -> Tab {
    let tab = if let Some(id) = named_tab() {
        wait("tabs", "get", &[id.into()]).await.unwrap_or_default()
    } else {
        let query = object(&[("active", JsValue::TRUE), ("currentWindow", JsValue::TRUE)]);
        let found = wait("tabs", "query", &[query]).await.unwrap_or_default();
        Reflect::get_u32(&found, 0).unwrap_or_default()
    };
    Tab {
        id: number(&get(&tab, "id")),
        url: get(&tab, "url").as_string().unwrap_or_default(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "tab numbers are small whole numbers"
)]
fn number(value: &JsValue) -> Option<i32> {
    value.as_f64().map(|number| number as i32)
}

/// Asks the reader in a tab: `structure`, `read_now` or `show_card`.
///
/// # Errors
/// What the browser rejected with, as when no reader runs there.
pub async fn ask_tab(tab: i32, what: &str) -> Result<JsValue, JsValue> {
    let message = object(&[("tab", JsValue::from_str(what))]);
    wait("tabs", "sendMessage", &[tab.into(), message]).await
}

/// Asks the rep to let us read that origin. Must be called in the click itself.
///
/// # Errors
/// What the browser threw.
pub fn request_origin(origin: &str) -> Result<JsValue, JsValue> {
    call("permissions", "request", &[origins(origin)])
}

/// Gives the permission for that origin back.
pub async fn remove_origin(origin: &str) -> bool {
    is_true(wait("permissions", "remove", &[origins(origin)]).await)
}

/// Whether we may read that origin.
pub async fn has_origin(origin: &str) -> bool {
    is_true(wait("permissions", "contains", &[origins(origin)]).await)
}

/// Whether a call ended in a plain yes.
pub fn is_true(reply: Result<JsValue, JsValue>) -> bool {
    reply.is_ok_and(|value| value.is_truthy())
}

/// Opens one of our own pages, or another address, in a new tab.
pub async fn open_tab(page: &str) {
    let url = call("runtime", "getURL", &[page.into()]).unwrap_or_else(|_| page.into());
    let _ = wait("tabs", "create", &[object(&[("url", url)])]).await;
}

fn origins(origin: &str) -> JsValue {
    let list = Array::of1(&JsValue::from_str(origin));
    object(&[("origins", list.into())])
}

/// A plain object of those members.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The text of the file that the rep chose in a field, as a promise; `None` when none was chosen.
pub fn chosen_file(event: &web_sys::Event) -> Option<JsValue> {
    let files = get(&event.target()?.into(), "files");
    let file = Reflect::get_u32(&files, 0)
        .ok()
        .filter(JsValue::is_object)?;
    let read: Function = get(&file, "text").dyn_into().ok()?;
    read.call0(&file).ok()
}

/// Gives the rep a file with that text, as a download.
pub fn save_file(name: &str, text: &str) {
    let Ok(link) = leptos::prelude::document().create_element("a") else {
        return;
    };
    let text = String::from(js_sys::encode_uri_component(text));
    let _ = link.set_attribute(
        "href",
        &["data:application/json;charset=utf-8,", &text].concat(),
    );
    let _ = link.set_attribute("download", name);
    if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
}

/// Puts text on the clipboard.
pub async fn copy(text: &str) -> bool {
    let navigator = get(&js_sys::global(), "navigator");
    let clipboard = get(&navigator, "clipboard");
    let Ok(write) = get(&clipboard, "writeText").dyn_into::<Function>() else {
        return false;
    };
    match write.call1(&clipboard, &JsValue::from_str(text)) {
        Ok(promise) => settle(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// A value as indented JSON text.
pub fn as_text(value: &JsValue) -> String {
    let text = js_sys::JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
    text.map(String::from).unwrap_or_default()
}
