//! What is known of a prospect, as its events add up to it.

use super::{Commitment, CommitmentId, Day, Deal, DealId, Few, ProspectId, Request, RequestId};

/// A mail that was seen, as the silence clock needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spoken {
    /// When, in milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Whether it expected an answer.
    pub expects_answer: bool,
}

/// A person at a prospect, as the rep said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The mail address; empty where it is not known.
    pub email: String,
}

/// What is known of one prospect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose record it is.
    pub prospect: ProspectId,
    /// Its name; the identity where none was given.
    pub name: String,
    /// Its requests, in the order in which they were recorded.
    pub requests: Vec<Request>,
    /// Its people, as far as the rep said who they are.
    pub contacts: Vec<Contact>,
    /// The commitments of both sides, in the order in which they were recorded.
    pub commitments: Vec<Commitment>,
    /// Its deals. Empty while nothing is recorded of one.
    pub deals: Few<DealId, Deal>,
    /// The rep's mails since they were last heard, oldest first.
    pub wrote: Vec<Spoken>,
    /// The rep's latest mail, whether or not they were heard since.
    pub last_wrote_ms: Option<i64>,
    /// When they were last heard, in milliseconds since 1970, UTC.
    pub last_heard_ms: Option<i64>,
    /// They are away, and back on that day.
    pub back_on: Option<Day>,
    /// No decision is to be asked for before that day.
    pub snoozed_until: Option<Day>,
    /// The rep said that they are no prospect.
    pub ignored: bool,
}

impl Record {
    /// A prospect of whom nothing is known.
    pub fn empty(prospect: ProspectId) -> Self {
        Self {
            name: prospect.as_str().to_owned(),
            prospect,
            requests: Vec::new(),
            contacts: Vec::new(),
            commitments: Vec::new(),
            deals: Few::new(),
            wrote: Vec::new(),
            last_wrote_ms: None,
            last_heard_ms: None,
            back_on: None,
            snoozed_until: None,
            ignored: false,
        }
    }

    /// The request of that identity.
    pub fn request(&self, id: &RequestId) -> Option<&Request> {
        self.requests.iter().find(|request| &request.id == id)
    }

    /// The commitment of that identity.
    pub fn commitment(&self, id: &CommitmentId) -> Option<&Commitment> {
        self.commitments
            .iter()
            .find(|commitment| &commitment.id == id)
    }

    /// The deal that is in hand: the one opened last. `None` while nothing is recorded of one.
    pub fn deal(&self) -> Option<&Deal> {
        self.deals.values().next_back()
    }
}
