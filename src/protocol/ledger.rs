//! The whole ledger in lines, on the wire.

use super::view::ProspectHead;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A prospect with its deal in hand, in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerRow {
    /// The prospect.
    pub head: ProspectHead,
    /// The deal's name; empty for a prospect's only deal.
    pub deal: String,
    /// `open`, `agreed`, or how it ended.
    pub state: String,
    /// How many requests are open.
    pub open: u32,
    /// The reason for which a decision is needed today, as in `Decision`; empty for none.
    pub waits: String,
    /// Business days without an answer; 0 when nothing waits for one.
    pub silent: u32,
    /// Whether that is so long that they have gone dark.
    pub dark: bool,
    /// Working time given, in minutes.
    pub minutes: u32,
    /// Money given, in hundredths.
    pub cents: u32,
    /// The day of the last happening.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub last: Option<NaiveDate>,
    /// Its requests.
    pub requests: Vec<LedgerRequest>,
}

/// A request as the charts count it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerRequest {
    /// The kind in words.
    pub kind: String,
    /// Its state, as in `RequestView`.
    pub state: String,
    /// Calendar days from asked to confirmed; `null` while it is not.
    pub days: Option<u32>,
    /// Whether it was confirmed before the next one of its deal was asked; `null` when there is none.
    pub in_turn: Option<bool>,
}
