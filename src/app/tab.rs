//! What is known of a tab while it is open. It lives in the browser's session store, so a worker
//! that was stopped goes on where it was.

use super::ways::Trouble;
use crate::domain::Answer;
use crate::ledger::stored::words;
use crate::protocol::{AnswerProposal, Compose, Proposal, SaidView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The key of a tab in the session store.
pub fn tab_key(tab: i32) -> String {
    format!("tab/{tab}")
}

/// The key of the addresses that pages showed as the rep's own since the browser started. Some
/// pages show it (a list, a composer), others of the same site do not (a single mail).
pub const OWN: &str = "own";

/// How many of those are kept; a rep has a few, and a page that makes them up gets no further.
pub const MOST_OWN: usize = 20;

/// A tab.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TabState {
    /// The secret that the tab's card has to show.
    pub ticket: String,
    /// Grows with each reading.
    pub turn: u32,
    /// What was understood of the page.
    pub seen: Option<Seen>,
    /// The drafts that are held, by their composers' names.
    pub held: BTreeMap<String, Held>,
    /// What was recorded when a draft was let go, so that it can be taken back if the site did
    /// not send it: prospect and event.
    pub released: BTreeMap<String, Vec<(String, String)>>,
    /// How the recipe's ways did on what is open.
    #[serde(default)]
    pub ways: Trouble,
}

/// A draft that is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The draft.
    pub compose: Compose,
    /// The conversation that the page showed.
    pub thread: Option<String>,
    /// The rules whose hold of it is counted already.
    #[serde(default)]
    pub counted: BTreeSet<String>,
}

/// What was understood of a page; a few words of it, not the mails.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// The prospect of the open conversation: identity and name.
    pub prospect: Option<(String, String)>,
    /// Other identities that its people go by on this page; the prospect's own is among them.
    #[serde(default)]
    pub same: Vec<String>,
    /// The open CRM record in a line; `None` beside a mail.
    #[serde(default)]
    pub record: Option<String>,
    /// Who wrote and is only named: the rep is asked for their company.
    #[serde(default)]
    pub unnamed: Option<String>,
    /// Name and address of those of theirs who wrote.
    #[serde(default)]
    pub writers: Vec<(String, String)>,
    /// The conversation.
    pub thread: String,
    /// What it asks for, recorded or not.
    pub proposals: Vec<Proposal>,
    /// What it seems to answer: the answer, their words, the day.
    pub answers: Vec<(String, String, Option<NaiveDate>)>,
    /// What else it says: a decision to buy, promises of both sides.
    #[serde(default)]
    pub said: Vec<SaidView>,
    /// Human mails of theirs, in milliseconds since 1970, UTC.
    pub heard: Vec<i64>,
    /// The rep's mails: when, and whether an answer was expected.
    pub wrote: Vec<(i64, bool)>,
    /// They are away, and back on that day.
    pub back_on: Option<NaiveDate>,
    /// Fields that could not be read.
    pub missing: Vec<String>,
    /// What is cut off in the page, in plain words; empty when nothing is.
    pub incomplete: String,
}

impl Seen {
    /// The answers as proposals for a delivered request: those on or after its delivery, the
    /// latest first.
    pub fn answers_since(&self, request: &str, delivered: NaiveDate) -> Option<AnswerProposal> {
        let later = self
            .answers
            .iter()
            .rev()
            .find(|(_, _, day)| day.is_some_and(|day| day >= delivered));
        let (answer, said, _) = later?;
        let known: Option<Answer> = words::answer(answer);
        known.map(|known| AnswerProposal {
            request: request.to_owned(),
            answer: words::of_answer(known).to_owned(),
            words: said.clone(),
        })
    }
}
