//! What our own pages (card, popup, welcome, self-test, sample mailbox) may ask of the worker.

use super::card::{CardView, GateView};
use super::deal::{DealChange, ProofFields};
use super::ledger::LedgerRow;
use super::page::Conversation;
use super::transfer::ImportView;
use super::view::{
    InspectView, PopupView, PracticeView, ProspectHead, ProspectView, SettingsView, WayView,
};
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

/// What the rep says of themself and of Askback's manners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingsForm {
    /// The rep's own addresses.
    pub own_emails: Vec<String>,
    /// The company's own domains; nobody there is a prospect.
    pub own_domains: Vec<String>,
    /// `coach`, `strict` or `quiet`.
    pub mode: String,
    /// Whether the toolbar shows the count.
    pub badge: bool,
}

/// What one of our own pages may ask of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PanelRequest {
    /// What does the card of this tab show?
    Card {
        /// The tab's ticket, as the reader handed it over.
        ticket: String,
    },
    /// What does the dialog over a held draft show?
    Gate {
        /// The tab's ticket.
        ticket: String,
        /// The composer's name within its page.
        compose_id: String,
    },
    /// What does the popup show?
    Popup {
        /// The tab in front; `null` when there is none.
        tab: Option<i32>,
        /// Its address, as far as the browser tells it; may be empty.
        url: String,
        /// Whose record to show; `null` for the prospect of the tab in front.
        #[serde(default)]
        prospect: Option<String>,
    },
    /// Which known prospects have these words in their name or identity?
    Find {
        /// Words, in any order; empty for all.
        text: String,
    },
    /// Sites were switched on: remember which the browser lets us read now.
    SwitchedOn {},
    /// The rep switched a site off, or does not want it back.
    SwitchedOff {
        /// Its permission, such as `https://mail.google.com/*`.
        origin: String,
    },
    /// One prospect's record.
    Prospect {
        /// The prospect.
        prospect: String,
    },
    /// Make a change.
    Change(Box<Command>),
    /// Make the same change of several prospects, each named once; at most 500.
    Together(Vec<Command>),
    /// Say what was read from a page and by which rules.
    Inspect(Box<Conversation>),
    /// The recipes that the rep made by pointing.
    Recipes {},
    /// Keep a recipe from a file, in place of the one for the same site.
    KeepRecipe {
        /// The file's text.
        recipe: String,
    },
    /// Forget the rep's own recipe for a site.
    DropRecipe {
        /// The site's host.
        host: String,
    },
    /// The settings as they are.
    Settings {},
    /// Change the settings.
    SaveSettings(SettingsForm),
    /// The settings of the practice as they are.
    Practice {},
    /// Change settings of the practice.
    SavePractice {
        /// Code and value; an empty value is the usual one again.
        values: Vec<(String, String)>,
    },
    /// Keep a rule as it is, though it was sent against more than half of the time.
    KeepRule {
        /// The rule's name.
        rule: String,
    },
    /// Take over the settings of a file, in place of those that are.
    ReadSettings {
        /// The file's text.
        text: String,
    },
    /// What the browser's managed storage says now.
    Policy {
        /// As JSON: an object of settings, and `company` for who set them.
        text: String,
    },
    /// How many days the sample mailbox is ahead.
    SampleDays {},
    /// Let the sample mailbox's clock run ahead. Only sample prospects are concerned.
    SkipAhead {
        /// Days, 1 to 31.
        days: u32,
    },
    /// Forget everything about a prospect: its record and all its events.
    Forget {
        /// The prospect.
        prospect: String,
    },
    /// A portion of the ledger's events, each a line of JSON.
    Export {
        /// Where the portion before ended; empty for the first.
        after: String,
    },
    /// A portion of the prospects' records, without their time lines and the words to paste.
    Records {
        /// Where the portion before ended; empty for the first.
        after: String,
    },
    /// Erase a person wherever they are named, or say where that is.
    Erase {
        /// Their mail address, or first and last name.
        who: String,
        /// Whether to erase them; else it is only looked.
        write: bool,
    },
    /// Erase what the marks of another of the rep's computers tell of; with none, which there are here.
    Marks {
        /// Each mark's checksum, and when it was made, in milliseconds since 1970, with a space between.
        marks: Vec<String>,
    },
    /// A portion of the ledger in lines; or those lines of it that have changed.
    Ledger {
        /// Where the portion before ended; empty for the first.
        after: String,
        /// `last` of an earlier reply: only what has happened since; empty for all.
        #[serde(default)]
        since: String,
        /// Only those of whom nothing is open or owed and nothing has happened for so many days; 0 for
        /// all.
        #[serde(default)]
        old: u32,
    },
    /// Add lines of an export to the ledger, or say what that would change.
    Import {
        /// The lines, at most 500 at a time.
        lines: Vec<String>,
        /// Whether to add them; else it is only looked at them.
        write: bool,
    },
    /// How the recipes' ways did so far.
    Ways {},
    /// Write the caches anew from the events, after damage.
    Rebuild {},
}

/// What the worker tells our own pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PanelReply {
    /// To `Card`.
    Card(Box<CardView>),
    /// To `Gate`; `null` when nothing is held there any more.
    Gate(Option<Box<GateView>>),
    /// To `Popup`.
    Popup(Box<PopupView>),
    /// To `Prospect`; `null` when nothing is known of it.
    Prospect(Option<Box<ProspectView>>),
    /// To `Find`: at most 50, by name.
    Found(Vec<ProspectHead>),
    /// To `Inspect`.
    Inspect(Box<InspectView>),
    /// To `Recipes`, `KeepRecipe` and `DropRecipe`: each one's host, and itself as JSON.
    Recipes(Vec<(String, String)>),
    /// To `Settings` and `SaveSettings`.
    Settings(Box<SettingsView>),
    /// To `Practice`, `SavePractice`, `KeepRule`, `ReadSettings` and `Policy`.
    Practice(Box<PracticeView>),
    /// To `Ways`, the oldest month first.
    Ways(Vec<WayView>),
    /// To `Export`.
    Exported {
        /// The events, each a line of JSON, in the order of their identities.
        lines: Vec<String>,
        /// From where to go on; empty at the end.
        after: String,
        /// How many events the ledger holds; 0 in all portions but the first.
        total: u32,
        /// How many of this portion cannot be read.
        left_out: u32,
        /// The name of this installation, as it stands in the identities of its events.
        device: String,
    },
    /// To `Records`.
    Records {
        /// The records, in the order of their identities.
        prospects: Vec<ProspectView>,
        /// From where to go on; empty at the end.
        after: String,
        /// How many prospects there are; 0 in all portions but the first.
        total: u32,
    },
    /// To `Erase` and `Marks`.
    Erased {
        /// How many events name the person, or were changed or removed by new marks.
        events: u32,
        /// The prospects of these.
        prospects: Vec<String>,
        /// To `Marks`: all marks that there are now, as they are handed in.
        marks: Vec<String>,
    },
    /// To `Ledger`.
    Ledger {
        /// The prospects.
        rows: Vec<LedgerRow>,
        /// Where the next portion begins; empty when this was the last.
        after: String,
        /// How many prospects there are; 0 but in the first portion.
        total: u32,
        /// The event up to which this is what happened. Empty: too much has happened since the one
        /// that was named, all has to be read anew.
        last: String,
        /// Today, where the rep is.
        #[cfg_attr(test, ts(type = "string"))]
        today: NaiveDate,
    },
    /// To `Import`.
    Imported(Box<ImportView>),
    /// To `SampleDays` and `SkipAhead`.
    Skipped {
        /// Days that the sample mailbox is ahead.
        days_ahead: u32,
    },
    /// The change is stored.
    Done {
        /// What was done, in plain words.
        text: String,
        /// The prospect concerned.
        prospect: String,
        /// The event to name in an `Undo`; `null` when there is nothing to take back.
        event: Option<String>,
    },
    /// To `Together`: all of it is stored.
    Together {
        /// What was done, and for how many, in plain words.
        text: String,
        /// The prospects that were changed, each with the event to name in an `Undo`.
        done: Vec<(String, String)>,
    },
    /// Nothing was changed.
    Failed {
        /// What a person can do about it, in plain words.
        error: String,
    },
}
