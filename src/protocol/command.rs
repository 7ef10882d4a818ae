//! The changes that a rep makes.

use super::deal::{DealChange, ProofFields};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of a request that a rep fills in. In an `Amend`, `null` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Fields {
    /// The kind's code, such as `demo`.
    pub kind: Option<String>,
    /// The sentence that asks, in the prospect's words.
    pub words: Option<String>,
    /// What the prospect wants to get out of it.
    pub purpose: Option<String>,
    /// What happens if it satisfies them.
    pub outcome: Option<String>,
    /// What happens if it does not.
    pub otherwise: Option<String>,
    /// The date by which it happens.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub date: Option<NaiveDate>,
    /// In an `Amend`, takes the date away. A text is taken away by an empty one.
    pub no_date: bool,
    /// Who does it on the buyer's side.
    pub their_owner: Option<String>,
    /// Who does it on the rep's side.
    pub our_owner: Option<String>,
    /// `assumed`, `said`, `written` or `confirmed`.
    pub evidence: Option<String>,
}

/// What a delivery cost the rep's side; zero is "not said".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Cost {
    /// Working time in minutes.
    pub minutes: u32,
    /// Money in hundredths of the rep's own currency.
    pub cents: u32,
}

/// A change that the rep makes. Each can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Record a request.
    Record {
        /// The prospect's identity, or an address of one of its people.
        prospect: String,
        /// Its name, where known.
        name: String,
        /// Who asked: an address or a name; may be empty.
        asked_by: String,
        /// The day it was asked; `null` for today.
        #[cfg_attr(test, ts(type = "string | null"))]
        asked_on: Option<NaiveDate>,
        /// The conversation it was asked in; may be empty.
        thread: String,
        /// Its fields.
        fields: Fields,
    },
    /// Change a request's fields.
    Amend {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// The fields to change.
        fields: Fields,
    },
    /// Tick or un-tick a line of a request's checklist.
    Tick {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// The line's code.
        item: String,
        /// Whether it is known now.
        known: bool,
    },
    /// Record that the rep gave what was asked for.
    Deliver {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// The day; `null` for today.
        #[cfg_attr(test, ts(type = "string | null"))]
        on: Option<NaiveDate>,
        /// What was given, in a few words.
        what: String,
        /// What it cost; may be left out.
        #[serde(default)]
        cost: Cost,
    },
    /// Record that the due question was asked.
    QuestionAsked {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
    },
    /// Record their answer to the due question.
    Answer {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// `yes`, `partly` or `no`.
        answer: String,
        /// Their words; for partly and no, what is missing.
        words: String,
    },
    /// End a request without a yes.
    End {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// `declined`, `withdrawn`, `expired` or `walked_away`.
        how: String,
        /// The reason.
        reason: String,
    },
    /// Record what one side promised to do by a date, or change it.
    Commit {
        /// The prospect.
        prospect: String,
        /// The commitment to change; `null` for a new one.
        commitment: Option<String>,
        /// `ours` or `theirs`.
        owner: String,
        /// What, in a few words.
        what: String,
        /// The last day on which it is in time.
        #[cfg_attr(test, ts(type = "string"))]
        due: NaiveDate,
        /// The request in return for which it was promised; `null` for none.
        request: Option<String>,
    },
    /// Say what became of a commitment.
    Resolve {
        /// The prospect.
        prospect: String,
        /// The commitment.
        commitment: String,
        /// `kept`, `missed`, `waived`, or `open` when it is open again.
        how: String,
        /// A few words; may be empty.
        words: String,
    },
    /// Set what is agreed about a proof of concept, and what came out.
    SetProof {
        /// The prospect.
        prospect: String,
        /// The request.
        request: String,
        /// All of it.
        proof: ProofFields,
    },
    /// Change the deal that is in hand.
    Deal {
        /// The prospect.
        prospect: String,
        /// The change.
        change: DealChange,
    },
    /// Ask for no decision about this prospect for some days.
    Snooze {
        /// The prospect.
        prospect: String,
        /// Calendar days from today, 1 to 365.
        days: u32,
    },
    /// They answered, somewhere that the browser did not see.
    TheyAnswered {
        /// The prospect.
        prospect: String,
    },
    /// These people are no prospect: stay silent about them. Or they are, after all.
    Ignore {
        /// The prospect.
        prospect: String,
        /// Whether to stay silent.
        ignore: bool,
    },
    /// Take a change back.
    Undo {
        /// The prospect.
        prospect: String,
        /// The event's identity, from `PanelReply::Done`.
        event: String,
    },
    /// This person is of theirs: a page names them and tells no address.
    Contact {
        /// The prospect: its identity, an address or a domain.
        prospect: String,
        /// The person's name, as the page has it.
        name: String,
    },
    /// Send a held draft all the same.
    SendAnyway {
        /// The prospect.
        prospect: String,
        /// The rules that are overridden.
        rules: Vec<String>,
        /// The rep's reason; may be empty.
        reason: String,
    },
}
