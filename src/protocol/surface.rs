//! What the reader and its card say to each other over their private `MessagePort`.
//!
//! The reader makes one card per tab: `card.html` in an iframe in a closed shadow root. It hands
//! the ticket and the port over once, with `postMessage` to the extension's own origin. Everything
//! of substance the card gets from the worker, by the ticket; the port moves the card about.

use serde::{Deserialize, Serialize};

/// From the reader to its card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ToCard {
    /// A new reading is with the worker: fetch it and show it, or hide when it is nothing.
    Refresh {
        /// The reading's turn, from `PageReply::Read`.
        turn: u32,
    },
    /// The rep asked for the card (the strip's button, the popup): show it even if it was closed.
    Show {
        /// Whether to take the keyboard focus.
        focus: bool,
    },
    /// A draft is held: show the checklist as a dialog and take the focus.
    Gate {
        /// The composer's name within its page.
        compose_id: String,
    },
    /// The held composer is gone: close the dialog.
    GateGone {},
}

/// From the card to its reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FromCard {
    /// How much room the card needs.
    Layout {
        /// `hidden`, `card` (at the side) or `gate` (over the whole page).
        mode: String,
        /// The content's height in CSS pixels; used in `card` mode.
        height: u32,
        /// Whether the keyboard focus goes back to where it was in the page.
        focus_back: bool,
    },
    /// Put these words at the cursor of the open composer; opens none.
    Insert {
        /// Plain text; lines are divided by `\n`.
        text: String,
    },
    /// The rep said who somebody is: read the page anew.
    Reread {},
    /// Let the held draft go now.
    Release {
        /// The composer's name within its page.
        compose_id: String,
    },
    /// Keep the held draft; the rep goes on writing.
    Keep {
        /// The composer's name within its page.
        compose_id: String,
    },
}
