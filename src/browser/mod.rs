//! The adapters to the browser, one a port, and the worker's entry points. wasm32 only.

mod effects;
mod storage;
mod worker;

pub use storage::StorageArea;
pub use worker::{page, panel, start, tab_closed, wake};
