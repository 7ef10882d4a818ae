//! The stored forms, and the keys they are stored under.
//!
//! | key | value | |
//! | --- | --- | --- |
//! | `e/ID` | [`StoredEvent`] | written once, never changed |
//! | `p/PROSPECT` | [`Index`] | which events a prospect has; can be made anew |
//! | `a/DAY` | [`Page`] | who needs a decision from that day on; can be made anew |
//! | `summary` | [`Summary`] | all that waking needs; can be made anew |
//! | `settings` | [`Settings`] | what the rep set |
//!
//! A prospect stands on at most one page: that of the first day on which it needs a decision. So
//! the badge is a sum over the days up to today, and its cost does not grow with the ledger.

use super::{Event, EventId, Patch, What};
use crate::domain::{Answer, Day, DealId, Ending, Evidence, Kind, ProspectId, RequestId};
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
}

/// A prospect on a day's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// `unanswered`, `unconfirmed` or `dark`.
    pub need: String,
    /// Since when it is so.
    pub since: Day,
    /// The request that it is about.
    pub request: Option<String>,
    /// That request's kind.
    pub kind: Option<String>,
}

/// Who needs a decision from a day on, by prospect.
pub type Page = BTreeMap<String, Entry>;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            own_emails: Vec::new(),
            own_domains: Vec::new(),
            mode: "coach".to_owned(),
            badge: true,
        }
    }
}

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent {
    id: String,
    prospect: String,
    deal: u32,
    at_ms: i64,
    day: Day,
    what: StoredWhat,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredWhat {
    Recorded {
        asked_by: String,
        name: String,
        asked_on: Day,
        thread: String,
        patch: StoredPatch,
    },
    Amended {
        request: String,
        patch: StoredPatch,
    },
    Ticked {
        request: String,
        item: String,
        known: bool,
    },
    Delivered {
        request: String,
        on: Day,
        given: String,
    },
    QuestionAsked {
        request: String,
        on: Day,
    },
    Answered {
        request: String,
        answer: String,
        words: String,
    },
    Ended {
        request: String,
        how: String,
        reason: String,
    },
    Wrote {
        at_ms: i64,
        expects_answer: bool,
    },
    Heard {
        at_ms: i64,
    },
    TheyAnswered,
    Away {
        back_on: Day,
    },
    Snoozed {
        until: Day,
    },
    Ignored {
        ignore: bool,
    },
    SentAnyway {
        rules: Vec<String>,
        reason: String,
    },
    Undone {
        event: String,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredPatch {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    if_yes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    if_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    their_owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    our_owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

/// Words for the values that are stored and sent as text.
pub mod words {
    use super::{Answer, Ending, Evidence};

    /// An evidence's stable name.
    pub const fn of_evidence(evidence: Evidence) -> &'static str {
        match evidence {
            Evidence::Assumed => "assumed",
            Evidence::Said => "said",
            Evidence::Written => "written",
            Evidence::Confirmed => "confirmed",
        }
    }

    /// The evidence of that name.
    pub fn evidence(name: &str) -> Option<Evidence> {
        [
            Evidence::Assumed,
            Evidence::Said,
            Evidence::Written,
            Evidence::Confirmed,
        ]
        .into_iter()
        .find(|evidence| of_evidence(*evidence) == name)
    }

    /// An answer's stable name.
    pub const fn of_answer(answer: Answer) -> &'static str {
        match answer {
            Answer::Yes => "yes",
            Answer::Partly => "partly",
            Answer::No => "no",
        }
    }

    /// The answer of that name.
    pub fn answer(name: &str) -> Option<Answer> {
        [Answer::Yes, Answer::Partly, Answer::No]
            .into_iter()
            .find(|answer| of_answer(*answer) == name)
    }

    /// An ending's stable name.
    pub const fn of_ending(ending: Ending) -> &'static str {
        match ending {
            Ending::Declined => "declined",
            Ending::Withdrawn => "withdrawn",
            Ending::Expired => "expired",
            Ending::WalkedAway => "walked_away",
        }
    }

    /// The ending of that name.
    pub fn ending(name: &str) -> Option<Ending> {
        [
            Ending::Declined,
            Ending::Withdrawn,
            Ending::Expired,
            Ending::WalkedAway,
        ]
        .into_iter()
        .find(|ending| of_ending(*ending) == name)
    }
}

impl From<&Patch> for StoredPatch {
    fn from(patch: &Patch) -> Self {
        let patch = patch.clone();
        Self {
            kind: patch.kind.map(|kind| kind.code().to_owned()),
            words: patch.words,
            purpose: patch.purpose,
            if_yes: patch.if_yes,
            if_no: patch.if_no,
            date: patch.date,
            their_owner: patch.their_owner,
            our_owner: patch.our_owner,
            evidence: patch
                .evidence
                .map(|evidence| words::of_evidence(evidence).to_owned()),
        }
    }
}

impl From<StoredPatch> for Patch {
    fn from(patch: StoredPatch) -> Self {
        Self {
            kind: patch.kind.and_then(|code| Kind::from_code(&code)),
            words: patch.words,
            purpose: patch.purpose,
            if_yes: patch.if_yes,
            if_no: patch.if_no,
            date: patch.date,
            their_owner: patch.their_owner,
            our_owner: patch.our_owner,
            evidence: patch.evidence.and_then(|name| words::evidence(&name)),
        }
    }
}

impl From<&Event> for StoredEvent {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id.as_str().to_owned(),
            prospect: event.prospect.as_str().to_owned(),
            deal: event.deal.0,
            at_ms: event.at_ms,
            day: event.day,
            what: StoredWhat::from(&event.what),
        }
    }
}

impl StoredEvent {
    /// The event, or `None` when a word in it is not one of ours (a damaged value).
    pub fn into_event(self) -> Option<Event> {
        Some(Event {
            id: EventId::stored(self.id),
            prospect: ProspectId::stored(self.prospect),
            deal: DealId(self.deal),
            at_ms: self.at_ms,
            day: self.day,
            what: self.what.into_what()?,
        })
    }
}

impl From<&What> for StoredWhat {
    fn from(what: &What) -> Self {
        let id = |request: &RequestId| request.as_str().to_owned();
        match what.clone() {
            What::Recorded {
                asked_by,
                name,
                asked_on,
                thread,
                patch,
            } => Self::Recorded {
                asked_by,
                name,
                asked_on,
                thread,
                patch: (&patch).into(),
            },
            What::Amended { request, patch } => Self::Amended {
                request: id(&request),
                patch: (&patch).into(),
            },
            What::Ticked {
                request,
                item,
                known,
            } => Self::Ticked {
                request: id(&request),
                item,
                known,
            },
            What::Delivered { request, on, what } => Self::Delivered {
                request: id(&request),
                on,
                given: what,
            },
            What::QuestionAsked { request, on } => Self::QuestionAsked {
                request: id(&request),
                on,
            },
            What::Answered {
                request,
                answer,
                words,
            } => Self::Answered {
                request: id(&request),
                answer: words::of_answer(answer).to_owned(),
                words,
            },
            What::Ended {
                request,
                ending,
                reason,
            } => Self::Ended {
                request: id(&request),
                how: words::of_ending(ending).to_owned(),
                reason,
            },
            What::Wrote {
                at_ms,
                expects_answer,
            } => Self::Wrote {
                at_ms,
                expects_answer,
            },
            What::Heard { at_ms } => Self::Heard { at_ms },
            What::TheyAnswered => Self::TheyAnswered,
            What::Away { back_on } => Self::Away { back_on },
            What::Snoozed { until } => Self::Snoozed { until },
            What::Ignored { ignore } => Self::Ignored { ignore },
            What::SentAnyway { rules, reason } => Self::SentAnyway { rules, reason },
            What::Undone { event } => Self::Undone {
                event: event.as_str().to_owned(),
            },
        }
    }
}

impl StoredWhat {
    fn into_what(self) -> Option<What> {
        let id = |text: String| RequestId::stored(text);
        Some(match self {
            Self::Recorded {
                asked_by,
                name,
                asked_on,
                thread,
                patch,
            } => What::Recorded {
                asked_by,
                name,
                asked_on,
                thread,
                patch: patch.into(),
            },
            Self::Amended { request, patch } => What::Amended {
                request: id(request),
                patch: patch.into(),
            },
            Self::Ticked {
                request,
                item,
                known,
            } => What::Ticked {
                request: id(request),
                item,
                known,
            },
            Self::Delivered { request, on, given } => What::Delivered {
                request: id(request),
                on,
                what: given,
            },
            Self::QuestionAsked { request, on } => What::QuestionAsked {
                request: id(request),
                on,
            },
            Self::Answered {
                request,
                answer,
                words,
            } => What::Answered {
                request: id(request),
                answer: words::answer(&answer)?,
                words,
            },
            Self::Ended {
                request,
                how,
                reason,
            } => What::Ended {
                request: id(request),
                ending: words::ending(&how)?,
                reason,
            },
            Self::Wrote {
                at_ms,
                expects_answer,
            } => What::Wrote {
                at_ms,
                expects_answer,
            },
            Self::Heard { at_ms } => What::Heard { at_ms },
            Self::TheyAnswered => What::TheyAnswered,
            Self::Away { back_on } => What::Away { back_on },
            Self::Snoozed { until } => What::Snoozed { until },
            Self::Ignored { ignore } => What::Ignored { ignore },
            Self::SentAnyway { rules, reason } => What::SentAnyway { rules, reason },
            Self::Undone { event } => What::Undone {
                event: EventId::stored(event),
            },
        })
    }
}
