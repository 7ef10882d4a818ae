//! The stored forms, and the keys they are stored under.
//!
//! | key | value | |
//! | --- | --- | --- |
//! | `e/ID` | [`StoredEvent`] | written once, never changed |
//! | `p/PROSPECT` | [`Index`] | which events a prospect has; can be made anew |
//! | `a/DAY/PROSPECT` | [`Entry`] | it needs a decision from that day on; can be made anew |
//! | `n/PROSPECT` | its name | to search by; can be made anew |
//! | `w/NAME` | list of [`Holder`] | the prospects that a person of that name is of; can be made anew |
//! | `summary` | [`Summary`] | all that waking needs; can be made anew |
//! | `x/MARK` | a time | somebody who was erased then (`app::erase`) |
//! | `settings` | [`Settings`] | what the rep set |
//! | `rules` | counts | how often each rule held and was sent against (`app::overridden`) |
//!
//! A prospect stands on the agenda at most once: at the first day on which it needs a decision. So
//! the badge is a sum over the days up to today, and its cost does not grow with the ledger.
//!
//! The forms of older schemas, and the way from them to this one, are in [`migrate`].

mod days;
mod deal;
mod event;
pub mod migrate;
pub mod words;

pub use event::StoredEvent;

use crate::domain::{Day, ProspectId};
use crate::ledger::EventId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the stored forms. A ledger with a higher one is only read.
pub const SCHEMA: u32 = 3;

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

/// What the keys of all events begin with.
pub const EVENTS: &str = "e/";

/// What the keys of all prospects' indexes begin with.
pub const INDEXES: &str = "p/";

/// What the keys of the whole agenda begin with. They sort by their day.
pub const AGENDA: &str = "a/";

/// The key of a prospect on the agenda.
pub fn entry_key(day: Day, prospect: &str) -> String {
    format!("{AGENDA}{day}/{prospect}")
}

/// The day and the prospect of such a key.
pub fn parse_entry_key(key: &str) -> Option<(Day, &str)> {
    let (day, prospect) = key.strip_prefix(AGENDA)?.split_once('/')?;
    Some((day.parse().ok()?, prospect))
}

/// What the keys of all names begin with.
pub const NAMES: &str = "n/";

/// The key of a prospect's name.
pub fn name_key(prospect: &ProspectId) -> String {
    format!("{NAMES}{prospect}")
}

/// What the keys of all those who go by a name begin with.
pub const HOLDERS: &str = "w/";

/// The key of those who go by a name, as `plain_name` has it.
pub fn holders_key(name: &str) -> String {
    format!("{HOLDERS}{name}")
}

/// That a name is a person of that prospect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The prospect.
    pub prospect: String,
    /// The person's address; empty where it is not known.
    pub email: String,
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
    /// How many prospects need a decision from which day on; stored as one text.
    #[serde(with = "days")]
    pub days: BTreeMap<Day, u32>,
    /// Days that the sample mailbox is ahead.
    #[serde(default)]
    pub sample_days: u32,
    /// The sample mailbox's prospects, which a skip ahead puts on new days.
    #[serde(default)]
    pub samples: BTreeSet<String>,
    /// The indexes are being made anew; when that was broken off, it has to be done again.
    #[serde(default)]
    pub rebuilding: bool,
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
            rebuilding: false,
        }
    }

    /// One prospect more needs a decision from that day on.
    pub fn add(&mut self, day: Day) {
        let count = self.days.entry(day).or_default();
        *count = count.saturating_add(1);
    }

    /// One less.
    pub fn take(&mut self, day: Day) {
        if let Some(count) = self.days.get_mut(&day) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.days.remove(&day);
            }
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

    /// The last event's identity; empty before the first.
    pub fn last_event(&self) -> String {
        if self.last_ms == 0 {
            return String::new();
        }
        let last = EventId::new(self.last_ms, &self.device, self.counter);
        last.as_str().to_owned()
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
    /// The day at which it stands on the agenda.
    pub page: Option<Day>,
    /// The name under which it can be searched for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub named: String,
}

/// A prospect on the agenda.
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
    /// What the rep set of the practice: codes and values (`practice::manner`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub practice: BTreeMap<String, String>,
    /// What the company set by the browser's managed storage. It stands over the rep's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub policy: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            own_emails: Vec::new(),
            own_domains: Vec::new(),
            mode: "coach".to_owned(),
            badge: true,
            sites_on: BTreeSet::new(),
            practice: BTreeMap::new(),
            policy: BTreeMap::new(),
        }
    }
}
