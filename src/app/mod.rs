//! What Askback does with what it is told.
//!
//! [`change::update`] is the one function that decides what a command changes; it is pure.
//! [`engine::Engine`] loads what a request needs, asks it, writes the change in one go, and says
//! which effects the browser is to carry out. It runs over any [`crate::ledger::store::Store`],
//! so the native tests run the very same path as the worker.

mod book;
mod change;
mod commitments;
mod deal_view;
mod deals;
mod draft;
mod engine;
mod erase;
mod gate;
mod judge;
mod ledger_rows;
mod names;
mod never;
mod open;
mod overridden;
mod overview;
mod own;
mod practice;
mod rebuild;
mod recipes;
mod requests;
mod scrub;
mod tab;
mod timeline;
mod together;
mod transfer;
mod understand;
mod views;
mod ways;
mod whose;

pub use engine::{Call, Effects, Engine, LOCKED_BADGE};

use crate::ledger::store::StoreError;

/// Why a request was not carried out. The text is for the rep: what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// The ledger was written by a newer version.
    #[error(
        "Your ledger was written by a newer Askback (version {0} of its form). It can be read but not changed. Update Askback to go on."
    )]
    Newer(u32),
    /// A stored value cannot be read.
    #[error(
        "A part of the stored ledger is damaged ({0}). Nothing is changed until you choose \u{201c}Repair\u{201d} in the popup; your records are kept."
    )]
    Damaged(String),
    /// The store failed.
    #[error("Not saved: {0}. Nothing was changed. Free some room or try again.")]
    Store(StoreError),
    /// The ledger is encrypted, and the passphrase was not given.
    #[error("{}", crate::protocol::LOCKED)]
    Locked,
    /// The request is not possible.
    #[error("{0}")]
    Refused(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Newer(form) => Self::Newer(form),
            StoreError::Locked => Self::Locked,
            error => Self::Store(error),
        }
    }
}
