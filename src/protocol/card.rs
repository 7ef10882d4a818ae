//! What the card and the dialog over a held draft show.

use super::command::Fields;
use super::view::{ProspectHead, RequestView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What every request is answered with while the ledger is locked (`extension/lock/lock.js`).
pub const LOCKED: &str = "Askback is locked.";

/// What a card and the popup say of a page that is on the never-look list.
pub const NEVER_LOOKED: &str = "Askback does not look here: it is on your list.";

/// Something that the open mail asks for and that is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Proposal {
    /// Who asks: an address or a name.
    pub asked_by: String,
    /// The day of the mail, where the page tells it.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub asked_on: Option<NaiveDate>,
    /// The conversation.
    pub thread: String,
    /// Kind, words, and what the mail itself says of purpose, outcome and date.
    pub fields: Fields,
    /// The kind in words.
    pub kind_label: String,
    /// Why it is proposed: the reading rule's name.
    pub rule: String,
    /// What came of the same thing before, or else which request of this deal is still open, in
    /// plain words; `null` when there is neither.
    pub held_by: Option<String>,
}

/// An answer that the open mail seems to give to a delivered request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AnswerProposal {
    /// The request that it answers.
    pub request: String,
    /// `yes`, `partly` or `no`.
    pub answer: String,
    /// Their words.
    pub words: String,
}

/// Something that the open conversation says and that the rep may want to record: a decision to
/// buy, or a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaidView {
    /// `agrees`, or whose promise it is: `ours` or `theirs`.
    pub what: String,
    /// The words.
    pub words: String,
    /// The day that a promise names; `null` for an agreement.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub due: Option<NaiveDate>,
}

/// What a deal needs now, with lines ready to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HintView {
    /// What it needs and why, in a plain sentence or two.
    pub text: String,
    /// A title and the line; may be empty.
    pub lines: Vec<(String, String)>,
}

/// What the card beside the open mail shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CardView {
    /// The reading's turn.
    pub turn: u32,
    /// Whether there is something to show of its own accord.
    pub show: bool,
    /// The prospect of the open mail; `null` when there is none.
    pub prospect: Option<ProspectHead>,
    /// The open CRM record in a line: its title, stage, amount and close date; empty beside a mail.
    pub record: String,
    /// Who wrote and is only named: the rep is asked for their company; `null` when nobody is.
    pub who: Option<WhoView>,
    /// The address of theirs who wrote last; empty where it is not known.
    pub sender: String,
    /// What the mail asks for and is not recorded.
    pub proposals: Vec<Proposal>,
    /// What the mail seems to answer.
    pub answers: Vec<AnswerProposal>,
    /// What else the conversation says that can be recorded with one click.
    pub said: Vec<SaidView>,
    /// What the deal needs now; `null` when that is nothing.
    pub hint: Option<HintView>,
    /// The prospect's requests that are not closed, the most pressing first.
    pub requests: Vec<RequestView>,
    /// The silence in words; empty when there is none.
    pub silence: String,
    /// What could not be read, in plain words; empty when all was.
    pub incomplete: String,
    /// Why nothing can be saved now; empty when all is well.
    pub read_only: String,
    /// The kinds to choose from: code and words.
    pub kinds: Vec<(String, String)>,
    /// Today, where the rep is.
    #[cfg_attr(test, ts(type = "string"))]
    pub today: NaiveDate,
}

/// Somebody whom a page names without an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhoView {
    /// The name.
    pub name: String,
    /// The company of the others in the conversation; empty when there is none.
    pub guess: String,
}

/// Why a draft is held or reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reason {
    /// The rule's name.
    pub rule: String,
    /// `remind` or `hold`.
    pub severity: String,
    /// The reason, in one plain sentence.
    pub text: String,
    /// The request that it is about; `null` when none is recorded.
    pub request: Option<String>,
    /// The words of the draft or of the mail that led to it; may be empty.
    pub because: String,
    /// What to write instead, ready to insert; may be empty.
    pub instead: String,
}

/// What the dialog over a held draft shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GateView {
    /// The composer's name within its page.
    pub compose_id: String,
    /// To whom the draft goes.
    pub prospect: ProspectHead,
    /// Why it is held, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The requests concerned, with their checklists.
    pub requests: Vec<RequestView>,
    /// What the draft seems to give that is not recorded as asked for; `null` when it is.
    pub unrecorded: Option<Proposal>,
    /// The sentence that the buyer agreed to; empty when there is none yet.
    pub agreed: String,
    /// Why nothing can be saved now; empty when all is well.
    pub read_only: String,
    /// The kinds to choose from: code and words.
    pub kinds: Vec<(String, String)>,
    /// Today, where the rep is.
    #[cfg_attr(test, ts(type = "string"))]
    pub today: NaiveDate,
}
