//! A deal as a whole, on the wire: what a rep changes in it, and what is shown of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A change of the deal that is in hand. Each can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DealChange {
    /// Open a further deal of that name.
    Open(String),
    /// The buyer agreed to buy, in those words.
    Agree(String),
    /// End it.
    End(EndFields),
    /// Reopen it for a new fact.
    Reopen(String),
    /// Note what shows that a job of the buyer's is done.
    Job(JobFields),
    /// When the buyer wants the value; `null`: open again.
    ValueOn(#[cfg_attr(test, ts(type = "string | null"))] Option<NaiveDate>),
    /// Agree on a step of the buyer's plan.
    Step(StepFields),
    /// Take over what a buyer's reply says of the plan that was pasted into it.
    ReadPlan(String),
    /// The hard question was asked.
    HardQuestion {},
    /// Promise a result, or change the promise of that name; `null` for a new one.
    Promise(Option<String>, PromiseFields),
    /// The customer has a promised result: the promise and their words.
    Reached(SaidOf),
    /// Follow a promise no longer: the promise, and why.
    Drop(SaidOf),
    /// A check-in was held: its code, and the customer's words, which may be empty.
    CheckIn(SaidOf),
}

/// Words about something that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaidOf {
    /// What they are about.
    pub of: String,
    /// The words.
    pub words: String,
}

/// How a deal ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EndFields {
    /// `won`, `no`, `not_now`, `walked_away`, `lost_to` or `no_decision`.
    pub how: String,
    /// Their words, or the rep's reason.
    pub words: String,
    /// For `not_now`: the day on which it is brought up again.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub until: Option<NaiveDate>,
}

/// What shows that a job of the buyer's is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JobFields {
    /// The job's code.
    pub job: String,
    /// `assumed`, `said`, `written` or `confirmed`; empty: it is not done after all.
    pub evidence: String,
    /// The words that show it; may be empty.
    pub words: String,
}

/// What is promised to a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PromiseFields {
    /// What is measured.
    pub measure: String,
    /// What it was before.
    pub baseline: String,
    /// What it is to be.
    pub target: String,
    /// The day by which.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub by: Option<NaiveDate>,
}

/// What is agreed about a step of the buyer's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepFields {
    /// The step's code.
    pub step: String,
    /// The day by which it ends; `null`: counted backward.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub by: Option<NaiveDate>,
    /// Who does it on the buyer's side.
    pub their_owner: String,
    /// Who does it on the rep's side.
    pub our_owner: String,
    /// Whether it is done.
    pub done: bool,
    /// This buyer does not need it.
    pub skipped: bool,
}

/// What is agreed about a proof of concept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ProofFields {
    /// The criteria, each with what is known of it.
    pub criteria: Vec<CriterionFields>,
    /// Who takes part on the buyer's side.
    pub their_people: String,
    /// Who takes part on the rep's side.
    pub our_people: String,
    /// The first day.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub starts: Option<NaiveDate>,
    /// The last day.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub ends: Option<NaiveDate>,
    /// What the buyer brings.
    pub homework: String,
    /// What was added while it ran, each with its own date.
    #[cfg_attr(test, ts(type = "[string, string | null][]"))]
    pub addenda: Vec<(String, Option<NaiveDate>)>,
}

/// One criterion of a proof of concept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CriterionFields {
    /// What has to be so.
    pub text: String,
    /// Whether it was met; `null` while that is unknown.
    pub met: Option<bool>,
    /// What the buyer said of it.
    pub words: String,
}

/// A job of the buyer's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JobView {
    /// Its code.
    pub job: String,
    /// Its name.
    pub label: String,
    /// `assumed`, `said`, `written` or `confirmed`; empty while nothing shows it.
    pub evidence: String,
    /// The words that show it.
    pub words: String,
}

/// A step of the buyer's plan with its dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepView {
    /// What is agreed about it.
    pub fields: StepFields,
    /// Its name.
    pub label: String,
    /// The day by which it ends so that the rest is in time, in plain words.
    pub by: String,
    /// `none`, `tight` or `late`.
    pub risk: String,
}

/// A promised result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PromiseView {
    /// Its name.
    pub id: String,
    /// What is measured, from where to where, by when, in one line.
    pub text: String,
    /// What is promised, to be changed.
    pub fields: PromiseFields,
    /// `open`, `reached` or `dropped`.
    pub state: String,
    /// The customer's words, or the reason.
    pub words: String,
}

/// What is shown of the deal that is in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DealView {
    /// Its name; empty for a prospect's only deal.
    pub name: String,
    /// `open`, `agreed`, or how it ended.
    pub state: String,
    /// Where the buyer is, what shows it, and whether to ask for the order now.
    pub sentence: String,
    /// `too_early`, `right`, `overdue` or `past`.
    pub moment: String,
    /// The one line that asks for the order.
    pub ask: String,
    /// The buyer's jobs.
    pub jobs: Vec<JobView>,
    /// The day on which the buyer wants the value; `null` while nobody knows.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub value_on: Option<NaiveDate>,
    /// The buyer's plan; empty while there is no day of value.
    pub plan: Vec<StepView>,
    /// The plan as a table to paste.
    pub plan_table: String,
    /// What is at risk, in plain words; empty when nothing is.
    pub plan_risk: String,
    /// Why walking away is proposed; empty: go on.
    pub walk_away: Vec<String>,
    /// The hard question in its tones, a title and the words; empty while it is not its time.
    pub hard_question: Vec<(String, String)>,
    /// What was promised to the customer.
    pub promises: Vec<PromiseView>,
    /// The next check-in: its code, its day and what is done, and the question; `null` for none.
    pub check_in: Option<(String, String, String)>,
    /// The hand-over page as Markdown.
    pub hand_over: String,
    /// Words to paste: a title and the text.
    pub words: Vec<(String, String)>,
}
