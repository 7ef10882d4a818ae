//! What our own pages (card, popup, welcome, self-test, sample mailbox) may ask of the worker.

use super::card::{CardView, GateView};
use super::command::Command;
use super::ledger::LedgerRow;
use super::page::Conversation;
use super::transfer::ImportView;
use super::view::{
    InspectView, PopupView, PracticeView, ProspectHead, ProspectView, SettingsView, WayView,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
