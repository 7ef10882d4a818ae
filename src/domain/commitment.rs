//! Commitments of both sides, and what a delivery cost.

use super::{Day, RequestId};

/// One side of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The rep and their company.
    Ours,
    /// The prospect.
    Theirs,
}

/// What became of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Kept,
    /// It was not done.
    Missed,
    /// It is no longer needed.
    Waived,
}

/// A commitment's identity: that of the event which recorded it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitmentId(String);

impl CommitmentId {
    /// A commitment's identity from the text of its first event's.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something that one side promised to do by a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Its identity, given once when it was recorded.
    pub id: CommitmentId,
    /// Who promised it.
    pub owner: Side,
    /// What, in a few words.
    pub what: String,
    /// The last day on which it is in time.
    pub due: Day,
    /// The request in return for which it was promised, if any.
    pub request: Option<RequestId>,
    /// What became of it, on which day, with a few words; `None` while it is open.
    pub fate: Option<(Fate, Day, String)>,
}

impl Commitment {
    /// Whether its day has passed and nobody has said what became of it.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.fate.is_none() && self.due < today
    }
}

/// What a delivery cost the rep's side. Zero is "not said".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Working time in minutes.
    pub minutes: u32,
    /// Money in hundredths of the rep's own currency.
    pub cents: u32,
}

impl Cost {
    /// Both added up; a sum too large to hold stays at the largest.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            minutes: self.minutes.saturating_add(other.minutes),
            cents: self.cents.saturating_add(other.cents),
        }
    }
}
