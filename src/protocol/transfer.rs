//! What is said of a ledger's lines that come in.

use serde::{Deserialize, Serialize};

/// What lines of an export change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportView {
    /// How many events are new.
    pub fresh: u32,
    /// How many are in the ledger already.
    pub known: u32,
    /// How many are left out, for the rep erased whom they are about.
    pub erased: u32,
    /// The prospects with new events: identity, how many, and whether it is known already.
    pub prospects: Vec<(String, u32, bool)>,
    /// The line that is wrong, counted from 0, and why; `null` when none is. Then nothing changed.
    pub wrong: Option<(u32, String)>,
}
