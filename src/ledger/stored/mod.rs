//! The stored forms, and the keys they are stored under.
//!
//! | key | value | |
//! | --- | --- | --- |
//! | `e/ID` | [`StoredEvent`] | written once, never changed |
//! | `p/PROSPECT` | [`Index`] | which events a prospect has; can be made anew |
//! | `a/DAY` | [`Page`] | who needs a decision from that day on; can be made anew |
//! | `n/X` | [`Names`] | the names of the prospects whose identity begins with X; can be made anew |
//! | `summary` | [`Summary`] | all that waking needs; can be made anew |
//! | `settings` | [`Settings`] | what the rep set |
//!
//! A prospect stands on at most one page: that of the first day on which it needs a decision. So
//! the badge is a sum over the days up to today, and its cost does not grow with the ledger.

mod event;
pub mod words;

pub use event::StoredEvent;

use crate::domain::{Day, ProspectId};
use crate::ledger::EventId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the stored forms. A ledger with a higher one is only read.
pub const SCHEMA: u32 = 1;

/// The summary's key.
pub const SUMMARY: &str = "summary";

/// The settings' key.
pub const SETTINGS: &str = "settings";

/// An event's key.
pub fn event_key(id: &str) -> String {
    format!("e/{id}")
}

/// The key of a prospect's index.
pub fn index_key(prospect: &ProspectId) -> String {
    format!("p/{prospect}")
}

/// The key of a day's page.
pub fn page_key(day: Day) -> String {
    format!("a/{day}")
}

/// What a prospect's identity may begin with; all other beginnings share the last.
const BEGINNINGS: &str = "0123456789abcdefghijklmnopqrstuvwxyz_";

/// The key of the names among which a prospect's stands. Parted by the first letter, so that a
/// new prospect rewrites a few kilobytes and not the whole list.
pub fn names_key(prospect: &ProspectId) -> String {
    let first = prospect.as_str().chars().next();
    let first = first.filter(|first| BEGINNINGS.contains(*first));
    format!("n/{}", first.unwrap_or('_'))
}

/// The keys of all names.
pub fn names_keys() -> Vec<String> {
    let keys = BEGINNINGS.chars().map(|first| format!("n/{first}"));
    keys.collect()
}

/// All that waking needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// [`SCHEMA`] at the time of writing.
    pub schema: u32,
    /// This installation's part in event identities: eight letters and digits.
    pub device: String,
    /// The counter of the last event identity.
    pub counter: u32,
    /// The time of the last event identity, so that a clock that goes back does no harm.
    pub last_ms: i64,
    /// How many prospects need a decision from which day on.
    pub days: BTreeMap<Day, u32>,
    /// Days that the sample mailbox is ahead.
    #[serde(default)]
    pub sample_days: u32,
    /// The sample mailbox's prospects, which a skip ahead puts on new pages.
    #[serde(default)]
    pub samples: BTreeSet<String>,
}

impl Summary {
    /// The summary of a ledger with nothing in it.
    pub fn new(device: String) -> Self {
        Self {
            schema: SCHEMA,
            device,
            counter: 0,
            last_ms: 0,
            days: BTreeMap::new(),
            sample_days: 0,
            samples: BTreeSet::new(),
        }
    }

    /// How many prospects need a decision by that day.
    pub fn count(&self, today: Day) -> u32 {
        self.days
            .range(..=today)
            .map(|(_, count)| count)
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The first day after that one on which the count changes by itself.
    pub fn next_day(&self, today: Day) -> Option<Day> {
        self.days
            .range(today..)
            .map(|(day, _)| *day)
            .find(|day| *day > today)
    }

    /// The next event's identity. Time and counter never go back.
    pub fn next_event(&mut self, now_ms: i64) -> EventId {
        self.last_ms = self.last_ms.max(now_ms);
        self.counter = self.counter.wrapping_add(1) % 1_000_000;
        if self.counter == 0 {
            self.last_ms = self.last_ms.saturating_add(1);
        }
        EventId::new(self.last_ms, &self.device, self.counter)
    }
}

/// Which events a prospect has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// The events' identities, in their order.
    pub events: Vec<String>,
    /// The page that it stands on.
    pub page: Option<Day>,
    /// The name under which it can be searched for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub named: String,
}

/// A prospect on a day's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// `unanswered`, `we_owe`, `unconfirmed`, `they_owe` or `dark`.
    pub need: String,
    /// Since when it is so.
    pub since: Day,
    /// The request that it is about.
    pub request: Option<String>,
    /// That request's kind.
    pub kind: Option<String>,
    /// What was promised; empty when it is about no commitment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Who needs a decision from a day on, by prospect.
pub type Page = BTreeMap<String, Entry>;

/// Names of prospects, by their identities.
pub type Names = BTreeMap<String, String>;

/// What the rep set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The rep's own addresses.
    pub own_emails: Vec<String>,
    /// The company's own domains.
    pub own_domains: Vec<String>,
    /// `coach`, `strict` or `quiet`.
    pub mode: String,
    /// Whether the toolbar shows the count.
    pub badge: bool,
    /// The permissions for sites that the rep switched on, such as `https://mail.google.com/*`.
    pub sites_on: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            own_emails: Vec::new(),
            own_domains: Vec::new(),
            mode: "coach".to_owned(),
            badge: true,
            sites_on: BTreeSet::new(),
        }
    }
}
