//! A commitment: what one side promised to do by a date. Noting it, changing it, saying what became of it.

use super::desk::Desk;
use super::focus::{self, form_keys};
use super::form::{Form, Kinds, choice_field, date_field, entry, line_field, radios, text_field};
use super::parts::{
    Words, button, chip, fixed, fold_button, group, live, live_bool, para, quote, save_button,
    span, when,
};
use super::rows::Row;
use super::words::from_iso;
use crate::protocol::{Command, CommitmentView};
use leptos::{ev, html, prelude::*};

/// Who promises: code and words.
const OWNERS: [(&str, &str); 2] = [("theirs", "They"), ("ours", "We")];

/// Whether nobody has said what became of it.
pub fn is_open(one: &CommitmentView) -> bool {
    matches!(one.state.as_str(), "open" | "overdue")
}

/// A commitment as a row that opens.
pub fn commitment(desk: Desk, row: Row<CommitmentView>) -> AnyView {
    let lead = row.words(|one| {
        let who = if one.owner == "ours" {
            "We committed to: "
        } else {
            "They committed to: "
        };
        [who, &one.what].concat()
    });
    let by = live(move || {
        let due = row.view.with(|one| one.due);
        ["by ", &desk.day(due)].concat()
    });
    let main = group(
        "list-main",
        vec![span("strong", lead), para("small muted", by)],
    );
    let (tone, words) = (
        row.words(|one| state(one).0.to_owned()),
        row.words(|one| state(one).1.to_owned()),
    );
    let head = fold_button("fold", row.open, vec![main, chip(tone, words)]);
    let body = when(live_bool(move || row.open.get()), move || body(desk, row));
    html::div()
        .class("part")
        .attr("data-row", row.view.with_untracked(|one| one.id.clone()))
        .child(vec![head, body])
        .into_any()
}

fn state(one: &CommitmentView) -> (&'static str, &'static str) {
    match one.state.as_str() {
        "overdue" => ("hold", "Overdue"),
        "kept" => ("ok", "Kept"),
        "missed" => ("dark", "Missed"),
        "waived" => ("quiet", "Not needed"),
        _ => ("quiet", "Open"),
    }
}

fn body(desk: Desk, row: Row<CommitmentView>) -> AnyView {
    let id = row.view.with_untracked(|one| one.id.clone());
    let by_key = id.clone();
    let save = move || {
        let id = id.clone();
        let command = command(desk, row.form, Some(id.clone()), None);
        desk.change_then(command, move |stored| {
            if stored {
                focus::row(&id);
            }
        });
    };
    let on_submit = save.clone();
    let form = html::form()
        .class("stack")
        .on(ev::keydown, move |event| {
            if focus::escapes(&event) {
                row.form
                    .show(&super::rows::Item::fields(&row.view.get_untracked()));
                focus::row(&by_key);
            } else {
                form_keys(&event, &save);
            }
        })
        .on(ev::submit, move |event| {
            event.prevent_default();
            on_submit();
        })
        .child(vec![
            main_fields(row.form, &row.view.with_untracked(|one| one.id.clone())),
            group("row", vec![save_button("button", fixed("Save"))]),
        ])
        .into_any();
    group(
        "stack",
        vec![
            quote(row.words(|one| one.words.clone())),
            became(desk, row),
            form,
        ],
    )
}

fn main_fields(form: Form, name: &str) -> AnyView {
    group(
        "stack",
        vec![
            radios(
                fixed("Who commits?"),
                &["owner-", name].concat(),
                &OWNERS,
                form.kind,
            ),
            text_field("What?", "In a few words", form.words),
            date_field("By when?", form.date),
        ],
    )
}

/// What became of it, one press each.
fn became(desk: Desk, row: Row<CommitmentView>) -> AnyView {
    let choice = move |how: &'static str, words: &'static str| {
        let press = move |_| {
            let id = row.view.with_untracked(|one| one.id.clone());
            let command = Command::Resolve {
                prospect: desk.id(),
                commitment: id.clone(),
                how: how.into(),
                words: row.typed.said.get_untracked(),
            };
            desk.change_then(command, move |stored| {
                if stored {
                    row.typed.said.set(String::new());
                    focus::row(&id);
                }
            });
        };
        let other = row.is(move |one| one.state != how && (how != "open" || !is_open(one)));
        when(other, move || {
            button("button button-small", fixed(words), press)
        })
    };
    group(
        "stack stack-tight",
        vec![
            line_field(
                "What became of it? (a few words, may stay empty)",
                row.typed.said,
            ),
            group(
                "row",
                vec![
                    choice("kept", "Kept"),
                    choice("missed", "Missed"),
                    choice("waived", "No longer needed"),
                    choice("open", "Open again"),
                ],
            ),
        ],
    )
}

fn command(desk: Desk, form: Form, commitment: Option<String>, request: Option<String>) -> Command {
    Command::Commit {
        prospect: desk.id(),
        commitment,
        owner: form.kind.get_untracked(),
        what: form.words.get_untracked(),
        due: form
            .date
            .with_untracked(|date| from_iso(date))
            .unwrap_or_default(),
        request,
    }
}

/// What is typed of a commitment that is not noted yet.
#[derive(Clone, Copy)]
pub struct NewCommitment {
    /// Who, what and by when.
    pub form: Form,
    /// The request in return for which it is promised; empty for none.
    pub request: RwSignal<String>,
    /// What is still to be typed.
    pub lacking: RwSignal<bool>,
}

impl NewCommitment {
    /// Nothing typed yet; a rep notes first what the prospect promises.
    pub fn blank() -> Self {
        let new = Self {
            form: Form::new(&crate::protocol::Fields::default()),
            request: RwSignal::default(),
            lacking: RwSignal::new(false),
        };
        new.form.kind.set(OWNERS[0].0.into());
        new
    }

    fn save(self, desk: Desk) {
        let date = self.form.date.with_untracked(|date| from_iso(date));
        let what = self
            .form
            .words
            .with_untracked(|what| what.trim().is_empty());
        self.lacking.set(date.is_none() || what);
        if self.lacking.get_untracked() {
            return;
        }
        let request = Some(self.request.get_untracked()).filter(|id| !id.is_empty());
        desk.change_then(command(desk, self.form, None, request), move |stored| {
            if stored {
                self.form.clear();
                self.request.set(String::new());
                self.form.kind.set(OWNERS[0].0.into());
            }
        });
    }
}

/// The fields of a new one. `requests` are those in return for which it may be promised.
pub fn new_commitment(desk: Desk, new: NewCommitment, requests: Kinds) -> AnyView {
    let save = move || new.save(desk);
    let choices = Signal::derive(move || {
        let mut choices = vec![(String::new(), "Nothing in particular".to_owned())];
        choices.extend(requests.get());
        choices
    });
    let lacks: Words = live(move || {
        let text = if new.lacking.get() {
            "Write what it is, and by when."
        } else {
            ""
        };
        text.to_owned()
    });
    entry(
        "stack",
        save,
        vec![
            main_fields(new.form, "new"),
            choice_field("In return for", choices, new.request),
            when(live_bool(move || new.lacking.get()), move || {
                para("field-error", lacks)
            }),
            group(
                "row",
                vec![save_button(
                    "button button-primary",
                    fixed("Save commitment"),
                )],
            ),
        ],
    )
}
