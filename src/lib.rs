//! Askback: holds a sales request to its purpose and its agreed outcome.
//!
//! The modules in the order of dependence; imports go downward only, and
//! `tests/architecture.rs` names the line that runs the other way. `docs/architecture.md` is the map.

pub mod domain;

pub mod ledger;
pub mod practice;
pub mod protocol;
pub mod reading;
pub mod sites;

pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod json;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
