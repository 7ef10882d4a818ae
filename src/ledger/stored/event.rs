//! An event as it is stored.

use super::deal::{StoredDeal, StoredProof};
use super::words;
use crate::domain::{CommitmentId, Cost, Day, DealId, Kind, ProspectId, RequestId};
use crate::ledger::{Event, EventId, Patch, What};
use serde::{Deserialize, Serialize};

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
        #[serde(default, skip_serializing_if = "is_zero")]
        minutes: u32,
        #[serde(default, skip_serializing_if = "is_zero")]
        cents: u32,
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
    Committed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commitment: Option<String>,
        owner: String,
        what: String,
        due: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<String>,
    },
    Resolved {
        commitment: String,
        how: String,
        on: Day,
        words: String,
    },
    ProofSet {
        request: String,
        proof: StoredProof,
    },
    Deal(StoredDeal),
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
    Contact {
        name: String,
        email: String,
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
    #[serde(skip_serializing_if = "is_false")]
    no_date: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    their_owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    our_owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands in a reference"
)]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands in a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
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
            no_date: patch.no_date,
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
            no_date: patch.no_date,
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
    #[expect(clippy::too_many_lines, reason = "one arm for each thing that happens")]
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
            What::Delivered {
                request,
                on,
                what,
                cost,
            } => Self::Delivered {
                request: id(&request),
                on,
                given: what,
                minutes: cost.minutes,
                cents: cost.cents,
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
            What::Committed {
                commitment,
                owner,
                what,
                due,
                request,
            } => Self::Committed {
                commitment: commitment.map(|known| known.as_str().to_owned()),
                owner: words::of_side(owner).to_owned(),
                what,
                due,
                request: request.map(|request| id(&request)),
            },
            What::Resolved {
                commitment,
                fate,
                on,
                words,
            } => Self::Resolved {
                commitment: commitment.as_str().to_owned(),
                how: words::of_fate(fate).to_owned(),
                on,
                words,
            },
            What::ProofSet { request, proof } => Self::ProofSet {
                request: id(&request),
                proof: proof.into(),
            },
            What::Deal(event) => Self::Deal(event.into()),
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
            What::Contact { name, email } => Self::Contact { name, email },
            What::SentAnyway { rules, reason } => Self::SentAnyway { rules, reason },
            What::Undone { event } => Self::Undone {
                event: event.as_str().to_owned(),
            },
        }
    }
}

impl StoredWhat {
    #[expect(clippy::too_many_lines, reason = "one arm for each thing that happens")]
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
            Self::Delivered {
                request,
                on,
                given,
                minutes,
                cents,
            } => What::Delivered {
                request: id(request),
                on,
                what: given,
                cost: Cost { minutes, cents },
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
            Self::Committed {
                commitment,
                owner,
                what,
                due,
                request,
            } => What::Committed {
                commitment: commitment.map(CommitmentId::stored),
                owner: words::side(&owner)?,
                what,
                due,
                request: request.map(id),
            },
            Self::Resolved {
                commitment,
                how,
                on,
                words,
            } => What::Resolved {
                commitment: CommitmentId::stored(commitment),
                fate: words::fate(&how)?,
                on,
                words,
            },
            Self::ProofSet { request, proof } => What::ProofSet {
                request: id(request),
                proof: proof.into(),
            },
            Self::Deal(event) => What::Deal(event.into_event()?),
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
            Self::Contact { name, email } => What::Contact { name, email },
            Self::SentAnyway { rules, reason } => What::SentAnyway { rules, reason },
            Self::Undone { event } => What::Undone {
                event: EventId::stored(event),
            },
        })
    }
}
