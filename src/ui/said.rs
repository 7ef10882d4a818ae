//! What the open conversation says beside what it asks for, and what the deal needs now: one click
//! each.

use super::desk::Desk;
use super::parts::{Words, button, fixed, follow, group, nothing, para, quote, span};
use crate::protocol::{Command, DealChange, HintView, SaidView};
use leptos::{html, prelude::*};
use std::collections::BTreeSet;

/// What was said, and what of it the rep put away.
#[derive(Clone, Copy, Default)]
pub struct Said {
    /// What the conversation says and the record does not know.
    pub all: RwSignal<Vec<SaidView>>,
    /// What the deal needs now.
    pub hint: RwSignal<Option<HintView>>,
    put_away: RwSignal<BTreeSet<String>>,
}

impl Said {
    /// Takes over what was fetched.
    pub fn take(self, all: Vec<SaidView>, hint: Option<HintView>) {
        if self.all.with_untracked(|old| *old != all) {
            self.all.set(all);
        }
        if self.hint.with_untracked(|old| *old != hint) {
            self.hint.set(hint);
        }
    }

    fn left(self) -> Vec<SaidView> {
        let mut left = self.all.get();
        self.put_away
            .with(|gone| left.retain(|one| !gone.contains(&one.words)));
        left
    }

    /// Whether there is something to show.
    pub fn some(self) -> bool {
        self.hint.with(Option::is_some) || !self.left().is_empty()
    }
}

/// Both, below one another.
pub fn said(desk: Desk, said: Said) -> AnyView {
    group(
        "stack stack-tight",
        vec![hint(desk, said), statements(desk, said)],
    )
}

/// What was said, each as a question with its answer.
pub fn statements(desk: Desk, said: Said) -> AnyView {
    follow(move || {
        let rows = said
            .left()
            .into_iter()
            .map(|one| statement(desk, said, one));
        rows.collect::<Vec<_>>().into_any()
    })
}

fn statement(desk: Desk, said: Said, one: SaidView) -> AnyView {
    let day = one.due.map(|day| desk.day(day)).unwrap_or_default();
    let (lead, press) = match one.what.as_str() {
        "agrees" => ("They seem to agree to buy.".to_owned(), "They agreed"),
        "ours" => (["You promised this by ", &day, "."].concat(), "Note it"),
        _ => (["They promised this by ", &day, "."].concat(), "Note it"),
    };
    let words = one.words.clone();
    let away = one.words.clone();
    let record = move |_| {
        let (prospect, words) = (desk.id(), one.words.clone());
        desk.change(match one.due {
            Some(due) => Command::Commit {
                prospect,
                commitment: None,
                owner: one.what.clone(),
                what: words,
                due,
                request: None,
            },
            None => Command::Deal {
                prospect,
                change: DealChange::Agree(words),
            },
        });
    };
    let put_away = move |_| {
        said.put_away.update(|gone| {
            gone.insert(away.clone());
        });
    };
    group(
        "notice stack stack-tight",
        vec![
            para("strong", fixed(lead)),
            quote(fixed(words)),
            group(
                "row",
                vec![
                    button("button button-small", fixed(press), record),
                    button("button button-small button-quiet", fixed("No"), put_away),
                ],
            ),
        ],
    )
}

/// What the deal needs now, with its lines ready to send.
fn hint(desk: Desk, said: Said) -> AnyView {
    follow(move || {
        let Some(hint) = said.hint.get() else {
            return nothing();
        };
        let mut children = vec![para("", fixed(hint.text))];
        let lines = hint.lines.into_iter();
        children.extend(lines.map(|(title, text)| ready(desk, fixed(title), fixed(text))));
        group("notice notice-remind stack stack-tight", children)
    })
}

/// A line that is ready to send, and the button that takes it.
pub fn ready(desk: Desk, title: Words, text: Words) -> AnyView {
    let verb = if desk.in_card {
        "Insert into reply"
    } else {
        "Copy"
    };
    let named = move || [verb, ": ", &title.get()].concat();
    let take = html::button()
        .attr("type", "button")
        .class("button button-small")
        .attr("aria-label", named)
        .on(leptos::ev::click, move |_| {
            desk.insert(text.get_untracked());
        })
        .child(verb);
    let head = vec![span("small strong grow", title), take.into_any()];
    group(
        "stack stack-tight",
        vec![group("row row-between", head), quote(text)],
    )
}
