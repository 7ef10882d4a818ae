//! The few calls of the browser's extension interface that our pages make.
//!
//! They are looked up by name at each call (`browser` in Firefox, else `chrome`), so a page whose
//! extension was updated under it gets an error to show instead of a trap.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The extension interface, under the name that the browser has for it.
fn root() -> JsValue {
    let global = js_sys::global();
    let root = get(&global, "browser");
    if root.is_object() {
        root
    } else {
        get(&global, "chrome")
    }
}

/// Calls `browser.SPACE.NAME(..arguments)` at once, so that a click still counts as the reason.
///
/// # Errors
/// What the browser threw, or `undefined` when it has no such call.
pub fn call(space: &str, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let space = get(&root(), space);
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
    /// Its window's number.
    pub window: Option<i32>,
    /// Its number.
    pub id: Option<i32>,
    /// Its address; empty when it is not told.
    pub url: String,
}

/// The tab that the page's own address names, as in `popup.html?tab=12`: a page of ours that is
/// open in a tab itself is about another one.
pub fn named_tab() -> Option<i32> {
    named("tab")?.parse().ok()
}

/// What the page's own address says by that name, as in `panel.html?prospect=prospect.com`.
pub fn named(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    let pairs = search.trim_start_matches('?').split('&');
    let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    js_sys::decode_uri_component(value).ok().map(String::from)
}

/// The name under which a page of ours leaves for the side panel whom it is to show.
pub const SHOW: &str = "askback-show";

/// Calls `localStorage.NAME(..arguments)`: what our pages leave for each other in this browser.
fn kept(name: &str, arguments: &[&str]) -> Option<String> {
    let storage = get(&js_sys::global(), "localStorage");
    let method: Function = get(&storage, name).dyn_into().ok()?;
    let arguments: Array = arguments
        .iter()
        .map(|text| JsValue::from_str(text))
        .collect();
    method.apply(&storage, &arguments).ok()?.as_string()
}

/// What was left under that name, which is then gone.
pub fn take_kept(name: &str) -> Option<String> {
    let text = kept("getItem", &[name])?;
    kept("removeItem", &[name]);
    Some(text)
}

/// Opens the side panel (Chrome, Edge) or the sidebar (Firefox) with that prospect's record; in a
/// tab where the browser has neither. Must be called in the press itself.
pub fn open_panel(window: Option<i32>, prospect: &str) {
    kept("setItem", &[SHOW, prospect]);
    let page = ["panel.html?prospect=", prospect].concat();
    let at_once = window
        .map(panel_in)
        .or_else(|| call("sidebarAction", "open", &[]).ok().map(Ok));
    wasm_bindgen_futures::spawn_local(async move {
        let opening = match at_once {
            Some(opening) => opening,
            None => this_window().await.map_or(Err(JsValue::NULL), panel_in),
        };
        let opened = match opening {
            Ok(promise) => settle(promise).await.is_ok(),
            Err(_) => match call("sidebarAction", "open", &[]) {
                Ok(promise) => settle(promise).await.is_ok(),
                Err(_) => false,
            },
        };
        if !opened {
            open_tab(&page).await;
        }
    });
}

fn panel_in(window: i32) -> Result<JsValue, JsValue> {
    call(
        "sidePanel",
        "open",
        &[object(&[("windowId", window.into())])],
    )
}

/// The window of the tab that this page, or the page it stands in, is in.
async fn this_window() -> Option<i32> {
    let tab = wait("tabs", "getCurrent", &[]).await.ok()?;
    number(&get(&tab, "windowId"))
}

/// Calls back at each event of the browser's, such as `tabs.onActivated`.
pub fn on(space: &str, event: &str, then: impl Fn() + 'static) {
    let event = get(&get(&root(), space), event);
    listen(&event, "addListener", None, then);
}

/// Calls back whenever the worker has read a page or stored a change.
pub fn on_news(then: impl Fn() + 'static) {
    if let Ok(maker) = get(&js_sys::global(), "BroadcastChannel").dyn_into::<Function>()
        && let Ok(channel) = Reflect::construct(&maker, &Array::of1(&"askback".into()))
    {
        listen(&channel, "addEventListener", Some("message"), then);
        // The page hears as long as it lives; nothing else holds the channel.
        std::mem::forget(channel);
    }
}

fn listen(to: &JsValue, how: &str, what: Option<&str>, then: impl Fn() + 'static) {
    let then: Box<dyn Fn()> = Box::new(then);
    let then = Closure::wrap(then);
    let mut arguments: Vec<JsValue> = what.map(JsValue::from_str).into_iter().collect();
    arguments.push(then.as_ref().clone());
    if let Ok(method) = get(to, how).dyn_into::<Function>() {
        let _ = method.apply(to, &arguments.iter().collect::<Array>());
    }
    // A page of ours listens as long as it lives.
    then.forget();
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
        window: number(&get(&tab, "windowId")),
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

/// Whether a call ended in a plain yes.
pub fn is_true(reply: Result<JsValue, JsValue>) -> bool {
    reply.is_ok_and(|value| value.is_truthy())
}

/// Opens one of our own pages, or another address, in a new tab.
pub async fn open_tab(page: &str) {
    let url = call("runtime", "getURL", &[page.into()]).unwrap_or_else(|_| page.into());
    let tab = object(&[("url", url.clone())]);
    // A card in a page of Firefox has no `tabs`, but may open our pages all the same.
    if wait("tabs", "create", &[tab]).await.is_err()
        && let Some(url) = url.as_string()
    {
        let _ = window().open_with_url_and_target(&url, "_blank");
    }
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
