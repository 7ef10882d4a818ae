//! Asking the worker.

use super::chrome;
use crate::json;
use crate::protocol::{PanelReply, PanelRequest};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;

/// What is said when no reply comes.
pub const NO_REPLY: &str = "Askback's background part does not answer. Try again.";

/// Milliseconds until a reply is given up. A worker that was asleep needs 40 to 80.
const PATIENCE: i32 = 5_000;
/// The same for a change of hundreds of prospects.
const LONG: i32 = 30_000;

/// Sends a request to the worker and waits for its reply.
///
/// # Errors
/// A plain sentence for the rep: what the worker refused with, or [`NO_REPLY`].
pub async fn ask(request: &PanelRequest) -> Result<PanelReply, String> {
    let patience = match request {
        PanelRequest::Together(_) => LONG,
        _ => PATIENCE,
    };
    ask_within(request, patience).await
}

/// Like [`ask`], with a patience of so many milliseconds.
///
/// # Errors
/// As [`ask`].
pub async fn ask_within(request: &PanelRequest, patience: i32) -> Result<PanelReply, String> {
    let message = Object::new();
    let request = json::write(request).map_err(|_| NO_REPLY)?;
    // The background tells by this key whether a page of ours speaks or the reader within it.
    Reflect::set(&message, &"panel".into(), &request).map_err(|_| NO_REPLY)?;
    let sent = chrome::call("runtime", "sendMessage", &[message.into()]).map_err(|_| NO_REPLY)?;
    let race = Promise::race(&Array::of2(&sent, &after(patience)));
    let reply = chrome::settle(race.into()).await.map_err(|_| NO_REPLY)?;
    match json::read(&reply) {
        Ok(PanelReply::Failed { error }) => Err(error),
        Ok(reply) => Ok(reply),
        Err(_) => Err(NO_REPLY.into()),
    }
}

/// Resolves with `undefined` after so many milliseconds.
pub fn after(milliseconds: i32) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                resolve.unchecked_ref(),
                milliseconds,
            );
        }
    })
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let _ = chrome::settle(after(milliseconds).into()).await;
}
