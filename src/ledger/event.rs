//! One thing that happened, never changed afterwards.

use super::DealEvent;
use crate::domain::{
    Answer, CommitmentId, Cost, Day, DealId, Ending, Evidence, Fate, Kind, Proof, ProspectId,
    RequestId, Side,
};

/// An event's identity. As text it sorts by time, then device, then a counter:
/// `TTTTTTTTTTTTT-DDDDDDDD-NNNNNN` (milliseconds since 1970; device; counter).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(String);

impl EventId {
    /// The identity of an event that happens now. The caller sees to it that time and counter
    /// never go back on one device.
    pub fn new(at_ms: i64, device: &str, counter: u32) -> Self {
        Self(format!("{:013}-{device:0>8}-{counter:06}", at_ms.max(0)))
    }

    /// An identity that was stored before.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// When the event was recorded, in milliseconds since 1970, UTC; 0 when the text is not one
    /// of ours.
    pub fn at_ms(&self) -> i64 {
        self.0
            .split('-')
            .next()
            .and_then(|time| time.parse().ok())
            .unwrap_or(0)
    }

    /// The identity of the request that this event recorded.
    pub fn request(&self) -> RequestId {
        RequestId::stored(self.0.clone())
    }

    /// The identity of the commitment that this event recorded.
    pub fn commitment(&self) -> CommitmentId {
        CommitmentId::stored(self.0.clone())
    }
}

/// The fields of a request that an event sets; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// The kind.
    pub kind: Option<Kind>,
    /// The sentence that asks.
    pub words: Option<String>,
    /// The purpose.
    pub purpose: Option<String>,
    /// What happens if it satisfies them.
    pub if_yes: Option<String>,
    /// What happens if it does not.
    pub if_no: Option<String>,
    /// The date by which it happens.
    pub date: Option<Day>,
    /// The date is taken away; a text is taken away by an empty one.
    pub no_date: bool,
    /// Who does it on their side.
    pub their_owner: Option<String>,
    /// Who does it on the rep's side.
    pub our_owner: Option<String>,
    /// How well it is known.
    pub evidence: Option<Evidence>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A request was recorded. Its identity is the event's.
    Recorded {
        /// Who asked: an address or a name.
        asked_by: String,
        /// The prospect's name, where known.
        name: String,
        /// The day it was asked.
        asked_on: Day,
        /// The conversation it was asked in.
        thread: String,
        /// Its fields as far as known then; the kind is `Other` where unset.
        patch: Patch,
    },
    /// A request's fields were changed.
    Amended {
        /// The request.
        request: RequestId,
        /// The fields that change.
        patch: Patch,
    },
    /// A line of a request's checklist was ticked or un-ticked.
    Ticked {
        /// The request.
        request: RequestId,
        /// The line's code.
        item: String,
        /// Whether it is known.
        known: bool,
    },
    /// The rep gave what was asked for.
    Delivered {
        /// The request.
        request: RequestId,
        /// The day.
        on: Day,
        /// What, in a few words.
        what: String,
        /// What it cost.
        cost: Cost,
    },
    /// The rep asked whether they got what they were looking for.
    QuestionAsked {
        /// The request.
        request: RequestId,
        /// The day.
        on: Day,
    },
    /// The prospect said whether they got what they were looking for.
    Answered {
        /// The request.
        request: RequestId,
        /// Their answer.
        answer: Answer,
        /// Their words.
        words: String,
    },
    /// A request ended without a yes.
    Ended {
        /// The request.
        request: RequestId,
        /// How.
        ending: Ending,
        /// Why.
        reason: String,
    },
    /// One side committed itself, or a commitment was changed.
    Committed {
        /// The commitment that changes; `None` for a new one, whose identity is the event's.
        commitment: Option<CommitmentId>,
        /// Who promised it.
        owner: Side,
        /// What, in a few words.
        what: String,
        /// The last day on which it is in time.
        due: Day,
        /// The request in return for which it was promised, if any.
        request: Option<RequestId>,
    },
    /// It is known what became of a commitment.
    Resolved {
        /// The commitment.
        commitment: CommitmentId,
        /// What became of it; `None`: it is open again.
        fate: Option<Fate>,
        /// The day.
        on: Day,
        /// A few words; may be empty.
        words: String,
    },
    /// What is agreed about a proof of concept, or known of it, was set.
    ProofSet {
        /// The request.
        request: RequestId,
        /// All of it.
        proof: Proof,
    },
    /// Something happened to the deal as a whole.
    Deal(DealEvent),
    /// A mail of the rep to them was seen or sent.
    Wrote {
        /// When, in milliseconds since 1970, UTC.
        at_ms: i64,
        /// Whether it expected an answer.
        expects_answer: bool,
    },
    /// A mail of theirs, written by a human, was seen.
    Heard {
        /// When, in milliseconds since 1970, UTC.
        at_ms: i64,
    },
    /// The rep said that they answered where the browser did not see it.
    TheyAnswered,
    /// An automatic mail said that they are away.
    Away {
        /// The first day on which they are back.
        back_on: Day,
    },
    /// No decision is to be asked for before that day.
    Snoozed {
        /// The day.
        until: Day,
    },
    /// The rep said whether they are a prospect at all.
    Ignored {
        /// `true`: no prospect, stay silent.
        ignore: bool,
    },
    /// The rep said that a person is of theirs.
    Contact {
        /// The person's name, as sites paint it.
        name: String,
        /// Their address; empty where it is not known.
        email: String,
    },
    /// A held draft was sent all the same.
    SentAnyway {
        /// The rules that were overridden, by name.
        rules: Vec<String>,
        /// The rep's reason; may be empty.
        reason: String,
    },
    /// An earlier event was taken back.
    Undone {
        /// That event.
        event: EventId,
    },
}

/// One event of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identity, by which events are ordered.
    pub id: EventId,
    /// Whom it is about.
    pub prospect: ProspectId,
    /// Which of their buying decisions.
    pub deal: DealId,
    /// When it happened, in milliseconds since 1970, UTC. The sample mailbox's clock may run ahead
    /// of the one that its identity is made by.
    pub at_ms: i64,
    /// The rep's calendar day then.
    pub day: Day,
    /// What happened.
    pub what: What,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_sort_by_time_then_counter() {
        let ids = [
            EventId::new(999, "dev", 0),
            EventId::new(1_000, "dev", 1),
            EventId::new(1_000, "dev", 2),
            EventId::new(1_763_800_000_000, "dev", 3),
        ];
        assert!(ids.is_sorted());
        assert_eq!(ids[3].at_ms(), 1_763_800_000_000);
        assert_eq!(EventId::stored("not one of ours").at_ms(), 0);
    }
}
