//! The worker's entry points: one request at a time, each with the trust of its sender.

use super::effects::{carry_out, clock, random};
use super::storage::{Area, StorageArea};
use crate::app::{Call, Engine};
use crate::json;
use crate::protocol::{PageReply, PageRequest, PanelReply, PanelRequest};
use async_lock::Mutex;
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

type Worker = Engine<Area, Area>;

thread_local! {
    /// The engine behind its queue: storage has no transactions, so requests run one by one.
    static WORKER: OnceCell<Rc<Mutex<Worker>>> = const { OnceCell::new() };
}

fn worker() -> Result<Rc<Mutex<Worker>>, JsValue> {
    WORKER
        .with(|cell| cell.get().cloned())
        .ok_or_else(|| "not started".into())
}

/// Takes the ledger's store and the session's, as `extension/storage.js` opened them, and the
/// texts of `wasm/texts.js`.
pub fn start(ledger: StorageArea, session: StorageArea, texts: String) {
    console_error_panic_hook::set_once();
    crate::domain::texts::provide(texts);
    let (local, session) = (Area(ledger), Area(session));
    WORKER.with(|cell| {
        cell.get_or_init(|| Rc::new(Mutex::new(Engine { local, session })));
    });
}

fn call(tab: i32, granted: Vec<String>, host: String) -> Call {
    Call {
        clock: clock(),
        random: random(),
        tab: (tab >= 0).then_some(tab),
        granted,
        host,
    }
}

/// A message of the reader in a page.
///
/// # Errors
/// When the worker was not started or the reply cannot be expressed.
pub async fn page(message: JsValue, tab: i32, host: String) -> Result<JsValue, JsValue> {
    let request: PageRequest = match json::read(&message) {
        Ok(request) => request,
        Err(error) => {
            let error = format!("Not a message of a page: {error}");
            return Ok(json::write(&PageReply::Failed { error })?);
        }
    };
    let worker = worker()?;
    let engine = worker.lock().await;
    let (reply, effects) = engine.page(request, &call(tab, Vec::new(), host)).await;
    if let Some(effects) = effects {
        wasm_bindgen_futures::spawn_local(async move { carry_out(&effects).await });
    }
    Ok(json::write(&reply)?)
}

/// A message of one of our own pages.
///
/// # Errors
/// When the worker was not started or the reply cannot be expressed.
pub async fn panel(message: JsValue, tab: i32, granted: Vec<String>) -> Result<JsValue, JsValue> {
    let request: PanelRequest = match json::read(&message) {
        Ok(request) => request,
        Err(error) => {
            let error = format!("Not a message of a panel: {error}");
            return Ok(json::write(&PanelReply::Failed { error })?);
        }
    };
    let worker = worker()?;
    let engine = worker.lock().await;
    let (reply, effects) = engine
        .panel(request, &call(tab, granted, String::new()))
        .await;
    // The next request need not wait for the toolbar.
    drop(engine);
    if let Some(effects) = effects {
        carry_out(&effects).await;
    }
    Ok(json::write(&reply)?)
}

/// Waking: the badge and the next alarm.
///
/// # Errors
/// When the worker was not started or the store cannot be read.
pub async fn wake() -> Result<(), JsValue> {
    let worker = worker()?;
    let engine = worker.lock().await;
    let effects = engine
        .wake(&call(-1, Vec::new(), String::new()))
        .await
        .map_err(|error| error.to_string())?;
    drop(engine);
    carry_out(&effects).await;
    Ok(())
}

/// A tab is gone.
///
/// # Errors
/// When the worker was not started or the store cannot be written.
pub async fn tab_closed(tab: i32) -> Result<(), JsValue> {
    let worker = worker()?;
    let engine = worker.lock().await;
    engine
        .tab_closed(tab)
        .await
        .map_err(|error| error.to_string())?;
    Ok(())
}
