//! The deal as a whole: where the buyer is, their plan, how it ends, and what follows the close.

mod after;
mod ending;
mod jobs;
mod paste;
mod plan;

use super::desk::Desk;
use super::form::Form;
use super::parts::{
    Words, chip, fixed, follow, group, item, list, live, live_bool, para, span, when,
};
use super::rows::{AllRows, Rows};
use super::said::ready;
use crate::protocol::{Command, DealChange, DealView, Fields, JobView, PromiseView, StepView};
use leptos::{html, prelude::*};

/// A deal, shared by a plain reference. What is typed in it is kept as long as its page lives.
pub type Deal = &'static State;

/// What is shown of a deal, and what was typed about it.
pub struct State {
    /// Whose record it stands in.
    desk: Desk,
    view: RwSignal<DealView>,
    jobs: Rows<JobView>,
    steps: Rows<StepView>,
    promises: Rows<PromiseView>,
    /// The day of value, and what else is typed beside the rows.
    value_on: RwSignal<String>,
    reply: RwSignal<String>,
    agreed: RwSignal<String>,
    how: RwSignal<String>,
    why: RwSignal<String>,
    until: RwSignal<String>,
    fact: RwSignal<String>,
    name: RwSignal<String>,
    held: RwSignal<String>,
    promise: Form,
    moment: RwSignal<String>,
    text: RwSignal<String>,
}

impl State {
    /// A deal of which nothing was fetched yet.
    pub fn deal(desk: Desk) -> Deal {
        Box::leak(Box::new(Self {
            desk,
            view: RwSignal::default(),
            jobs: AllRows::none(),
            steps: AllRows::none(),
            promises: AllRows::none(),
            value_on: RwSignal::default(),
            reply: RwSignal::default(),
            agreed: RwSignal::default(),
            how: RwSignal::default(),
            why: RwSignal::default(),
            until: RwSignal::default(),
            fact: RwSignal::default(),
            name: RwSignal::default(),
            held: RwSignal::default(),
            promise: Form::new(&Fields::default()),
            moment: RwSignal::default(),
            text: RwSignal::default(),
        }))
    }

    /// Takes over what was fetched; what the rep typed over stays.
    pub fn take(&'static self, view: DealView) {
        let old = self
            .view
            .with_untracked(|old| super::words::iso(old.value_on));
        if self.value_on.with_untracked(|typed| *typed == old) {
            self.value_on.set(super::words::iso(view.value_on));
        }
        self.jobs.take(self.desk, view.jobs.clone());
        self.steps.take(self.desk, view.plan.clone());
        self.promises.take(self.desk, view.promises.clone());
        self.view.set(view);
    }

    fn words(&'static self, read: impl Fn(&DealView) -> String + Send + Sync + 'static) -> Words {
        live(move || self.view.with(&read))
    }

    fn is(&'static self, read: impl Fn(&DealView) -> bool + Send + Sync + 'static) -> Memo<bool> {
        live_bool(move || self.view.with(&read))
    }

    /// Makes a change of the deal, and empties what was typed for it once it is stored.
    fn change(&'static self, change: DealChange, typed: &[RwSignal<String>]) {
        let typed = typed.to_vec();
        self.change_then(change, move || {
            for field in typed {
                field.set(String::new());
            }
        });
    }

    fn change_then(&'static self, change: DealChange, then: impl FnOnce() + 'static) {
        let command = Command::Deal {
            prospect: self.desk.id(),
            change,
        };
        self.desk.change_then(command, |stored| {
            if stored {
                then();
            }
        });
    }
}

/// What the rep has to know of it first: where the buyer is, and what to do about that.
pub fn buyer(deal: Deal) -> AnyView {
    let (tone, words) = (
        deal.words(|view| moment(view).0.to_owned()),
        deal.words(|view| moment(view).1.to_owned()),
    );
    let named = when(deal.is(|view| !view.name.is_empty()), move || {
        span("strong", deal.words(|view| view.name.clone()))
    });
    let now = deal.is(|view| matches!(view.moment.as_str(), "right" | "overdue"));
    let ask = when(now, move || {
        ready(
            deal.desk,
            fixed("Ask for the order"),
            deal.words(|view| view.ask.clone()),
        )
    });
    let body = vec![
        group("row", vec![named, chip(tone, words)]),
        para("", deal.words(|view| view.sentence.clone())),
        ask,
        ending::walk_away(deal),
        ending::hard_question(deal),
        after::check_in(deal),
    ];
    html::section()
        .class("stack stack-tight deal")
        .attr("aria-label", "Where the buyer is")
        .child(body)
        .into_any()
}

fn moment(view: &DealView) -> (&'static str, &'static str) {
    match (view.state.as_str(), view.moment.as_str()) {
        ("won", _) => ("ok", "Won"),
        ("agreed", "overdue") => ("hold", "They agreed: asking is overdue"),
        ("agreed", _) => ("ok", "They agreed: ask for the order"),
        ("no", _) => ("dark", "They said no"),
        ("not_now", _) => ("quiet", "Put off"),
        ("walked_away", _) => ("dark", "Walked away"),
        ("lost_to", _) => ("dark", "Lost"),
        ("no_decision", _) => ("dark", "No decision"),
        (_, "right") => ("ok", "Right time to ask for the order"),
        (_, "overdue") => ("hold", "Asking for the order is overdue"),
        _ => ("quiet", "Too early to ask for the order"),
    }
}

/// The rest of it, folded.
pub fn more(deal: Deal) -> AnyView {
    group(
        "stack stack-tight part",
        vec![
            jobs::jobs(deal),
            plan::plan(deal),
            after::promised(deal),
            ending::ending(deal),
            paste::words(deal),
        ],
    )
}

/// Lines with their titles, each ready to send.
fn lines(deal: Deal, read: fn(&DealView) -> Vec<(String, String)>) -> AnyView {
    follow(move || {
        let lines = deal.view.with(read).into_iter();
        let rows =
            lines.map(|(title, text)| item("", vec![ready(deal.desk, fixed(title), fixed(text))]));
        list("stack plain", rows.collect())
    })
}
