//! What our own pages show. Made by `app`; every text in here is ready to be read by a rep.

use super::card::CardView;
use super::command::Fields;
use super::deal::{DealView, ProofFields};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A prospect in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProspectHead {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it belongs to the sample mailbox.
    pub sample: bool,
}

/// Something that is still unknown about a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MissingView {
    /// `purpose`, `outcome`, `other_way`, `date`, `evidence`, `their_owner` or `our_owner`.
    pub code: String,
    /// What is unknown, in a few words.
    pub label: String,
    /// A ready question to the buyer; empty when it is the rep who has to say.
    pub question: String,
}

/// A line of the checklist before something is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckItem {
    /// Names it within its kind; for `Command::Tick`.
    pub code: String,
    /// What must or may be known.
    pub text: String,
    /// Whether it is known.
    pub known: bool,
    /// Whether it must be.
    pub must: bool,
}

/// A request as the rep sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RequestView {
    /// Its identity.
    pub id: String,
    /// For a proof of concept: what is agreed about it; `null` for other kinds.
    pub proof: Option<ProofFields>,
    /// What the plan of a proof of concept lacks or has too much of, one plain sentence each.
    pub proof_warnings: Vec<String>,
    /// What came of the same thing in this deal before; empty for the first of its kind.
    pub earlier: String,
    /// The kind's code.
    pub kind: String,
    /// The kind in words.
    pub kind_label: String,
    /// The sentence that asks.
    pub words: String,
    /// Who asked.
    pub asked_by: String,
    /// The day it was asked.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub asked_on: Option<NaiveDate>,
    /// `asked`, `purpose_clear`, `outcome_agreed`, `delivered`, `confirmed`, `declined`,
    /// `withdrawn`, `expired` or `walked_away`.
    pub state: String,
    /// The state in words.
    pub state_label: String,
    /// Its fields as they are.
    pub fields: Fields,
    /// What is still unknown, in the order in which to ask.
    pub missing: Vec<MissingView>,
    /// The checklist of its kind.
    pub checklist: Vec<CheckItem>,
    /// The day it was last given.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub delivered_on: Option<NaiveDate>,
    /// The day on which to ask whether they got what they were looking for.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub question_due: Option<NaiveDate>,
    /// Whether that day has come and no answer is recorded.
    pub question_is_due: bool,
    /// A draft of that question.
    pub due_question: String,
    /// Their latest answer: `yes`, `partly` or `no`; `null` for none yet.
    pub answer: Option<String>,
    /// Their words with it.
    pub answer_words: String,
    /// How often it was given.
    pub rounds: u32,
    /// What giving it cost so far, in words such as `1.5 h, 120.00`; empty when nobody said.
    pub cost: String,
    /// Why nothing may be given for it yet though it is known what for: the request that is
    /// still open, in plain words. `null` when nothing is in the way.
    pub held_by: Option<String>,
}

/// A decision that a prospect needs of the rep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Decision {
    /// The prospect.
    pub prospect: ProspectHead,
    /// `unanswered`, `we_owe`, `unconfirmed`, `they_owe` or `dark`.
    pub reason: String,
    /// The reason in one plain sentence.
    pub text: String,
    /// The day since which it is so.
    #[cfg_attr(test, ts(type = "string"))]
    pub since: NaiveDate,
    /// The request that it is about; `null` when it is about none.
    pub request: Option<String>,
}

/// The site of the tab in front.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SiteView {
    /// The recipe's name, such as `Gmail`; empty for a site without a recipe of its host.
    pub name: String,
    /// The permission to ask for, such as `https://mail.google.com/*`; empty when the tab's
    /// address is not told or cannot be read by an extension.
    pub origin: String,
    /// Whether Askback is switched on there.
    pub enabled: bool,
}

/// What the popup shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PopupView {
    /// How many prospects need a decision.
    pub count: u32,
    /// The most pressing of them, first the most pressing; at most 50.
    pub decisions: Vec<Decision>,
    /// The prospect of the tab in front, recorded or not; `null` when there is none.
    pub tab_prospect: Option<ProspectHead>,
    /// The record that was asked for; `null` when there is none.
    pub current: Option<ProspectView>,
    /// The card of the tab in front; `null` when nothing was read there.
    pub card: Option<CardView>,
    /// The site of the tab in front.
    pub site: SiteView,
    /// Names of the fields that could not be read in the tab in front.
    pub missing: Vec<String>,
    /// What is wrong with the storage, in plain words; empty when all is well.
    pub trouble: String,
    /// Whether `PanelRequest::Rebuild` can end that trouble.
    pub can_repair: bool,
    /// Whether the rep has not yet said who they are and no site told it.
    pub needs_welcome: bool,
    /// Permissions of sites that the rep switched on and the browser no longer grants.
    pub lost: Vec<String>,
    /// The kinds to choose from: code and words.
    pub kinds: Vec<(String, String)>,
    /// Today, where the rep is.
    #[cfg_attr(test, ts(type = "string"))]
    pub today: NaiveDate,
}

/// Something that happened, for the time line and for taking it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Happening {
    /// The event's identity.
    pub event: String,
    /// The day.
    #[cfg_attr(test, ts(type = "string"))]
    pub on: NaiveDate,
    /// What happened, in plain words.
    pub text: String,
    /// Who did it: `ours`, `theirs`, or empty for what the rep only noted.
    pub side: String,
    /// The request or the commitment that it is about; empty for none.
    pub about: String,
    /// Whether it can be taken back.
    pub undoable: bool,
}

/// Something that one side promised to do by a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CommitmentView {
    /// Its identity.
    pub id: String,
    /// `ours` or `theirs`.
    pub owner: String,
    /// What, in a few words.
    pub what: String,
    /// The last day on which it is in time.
    #[cfg_attr(test, ts(type = "string"))]
    pub due: NaiveDate,
    /// The request in return for which it was promised; `null` for none.
    pub request: Option<String>,
    /// `open`, `overdue`, `kept`, `missed` or `waived`.
    pub state: String,
    /// The words kept with what became of it.
    pub words: String,
}

/// A prospect's whole record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProspectView {
    /// The prospect.
    pub head: ProspectHead,
    /// Its requests, the open ones first, the most pressing first.
    pub requests: Vec<RequestView>,
    /// The commitments of both sides: the open ones first, the oldest date first.
    pub commitments: Vec<CommitmentView>,
    /// What was given and what came back for it: figures with their names.
    pub balance: Vec<(String, String)>,
    /// The deal that is in hand.
    pub deal: DealView,
    /// The silence in words; empty when there is none.
    pub silence: String,
    /// `answered`, `waiting`, `quiet` or `dark`.
    pub silence_level: String,
    /// Snoozed until this day; `null` when it is not.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub snoozed_until: Option<NaiveDate>,
    /// Whether the rep said that it is no prospect.
    pub ignored: bool,
    /// The latest happenings, newest first; at most 200.
    pub happenings: Vec<Happening>,
}

/// One mail as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MessageInspect {
    /// The new text, without quotes and signature; `null` when it is not in the page.
    pub new_text: Option<String>,
    /// Whether quoted or forwarded mail was left out; `null` when it is not in the page.
    pub quoted: Option<bool>,
    /// What it asks for: kind's code, words, rule.
    pub requests: Vec<(String, String, String)>,
    /// `human`, `out_of_office`, `bounce`, `list`, `calendar` or `receipt`.
    pub automatic: String,
}

/// A setting of the practice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingView {
    /// Names it.
    pub code: String,
    /// Under which heading it stands.
    pub section: String,
    /// What it is.
    pub label: String,
    /// `number`, `choice`, `days`, `text` or `lines`.
    pub kind: String,
    /// What can be chosen: code and words.
    pub choices: Vec<(String, String)>,
    /// Its value now.
    pub value: String,
    /// Its value when nobody set it.
    pub usual: String,
    /// Whether the company set it, and the rep cannot.
    pub locked: bool,
}

/// A rule that held drafts, since the rep last decided about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RuleView {
    /// Its name.
    pub rule: String,
    /// What it says, in a few words.
    pub label: String,
    /// How many drafts it held.
    pub held: u32,
    /// How many of them were sent anyway.
    pub sent: u32,
    /// Whether it proposes its own loosening.
    pub proposes: bool,
}

/// The settings of the practice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PracticeView {
    /// Every setting, in the order in which to list them.
    pub settings: Vec<SettingView>,
    /// The rules that held a draft.
    pub rules: Vec<RuleView>,
    /// Who set the locked ones; empty when nothing is locked.
    pub company: String,
    /// What is never looked at: domains, addresses, and labels behind `label:`.
    pub never: Vec<String>,
    /// The rep's own settings as a file.
    pub file: String,
}

/// What was understood of a page: one entry for each of its mails and each of its composers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InspectView {
    /// The mails, in page order.
    pub messages: Vec<MessageInspect>,
    /// The composers' new texts, in page order.
    pub composes: Vec<String>,
    /// Whether quoted mail was left out of each composer.
    pub composes_quoted: Vec<bool>,
}

/// The settings and what is known of the sites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingsView {
    /// The rep's own addresses.
    pub own_emails: Vec<String>,
    /// The company's own domains.
    pub own_domains: Vec<String>,
    /// `coach`, `strict` or `quiet`.
    pub mode: String,
    /// Whether the toolbar shows the count.
    pub badge: bool,
    /// The permissions of sites that the browser grants now.
    pub granted: Vec<String>,
    /// Addresses that open sites show as the rep's own.
    pub shown: Vec<String>,
    /// The organisations of all own addresses, settings or shown; free-mail domains left out.
    pub domains: Vec<String>,
    /// Permissions of sites that the rep switched on and the browser no longer grants.
    pub lost: Vec<String>,
    /// The sites with a recipe of their own: name and permission to ask for.
    pub sites: Vec<(String, String)>,
    /// What is wrong with the storage, in plain words; empty when all is well.
    pub trouble: String,
}

/// How one way of a recipe to one field did in one month, on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayView {
    /// The month, such as `2026-11`.
    pub month: String,
    /// The recipe.
    pub site: String,
    /// The field's name.
    pub field: String,
    /// The way's name.
    pub way: String,
    /// How often it found something.
    pub held: u32,
    /// How often it found nothing.
    pub failed: u32,
    /// How often it found something else than the first way that held.
    pub apart: u32,
}
