//! What the open mail asks for and is not recorded yet: two short fields and a date.

use super::desk::Desk;
use super::form::{choice_field, entry, main_fields};
use super::parts::{
    Words, button, fixed, fold_button, group, live, live_bool, notice, quote, save_button, span,
    when,
};
use super::rows::{Item, Row, Rows};
use crate::protocol::{Command, Proposal, ProspectHead};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Keys of the proposals that the rep said are no request.
pub type Dismissed = RwSignal<BTreeSet<String>>;

const QUIET: &str = "button button-small button-quiet";

/// The proposals, the first one open.
pub fn proposals(desk: Desk, rows: Rows<Proposal>, dismissed: Dismissed) -> AnyView {
    Effect::new(move |_| {
        let open = |row: &Row<Proposal>| row.open.get_untracked();
        let rows = left(rows, dismissed);
        if let (Some(first), false) = (rows.first(), rows.iter().any(open)) {
            first.open.set(true);
        }
    });
    rows.show(move |row| {
        let shown = live_bool(move || {
            let key = row.view.with(Item::key);
            !dismissed.with(|keys| keys.contains(&key))
        });
        when(shown, move || {
            let first = live_bool(move || {
                let rows = left(rows, dismissed);
                rows.first().is_some_and(|first| first.view == row.view)
            });
            one(desk, row, first, dismissed)
        })
    })
}

/// The proposals that the rep has not put away.
pub fn left(rows: Rows<Proposal>, dismissed: Dismissed) -> Vec<Row<Proposal>> {
    let put_away = dismissed.get();
    let mut rows = rows.all();
    rows.retain(|row| !row.view.with(|proposal| put_away.contains(&proposal.key())));
    rows
}

fn one(desk: Desk, row: Row<Proposal>, first: Memo<bool>, dismissed: Dismissed) -> AnyView {
    let lead = live(move || {
        let lead = if first.get() {
            "Asks for: "
        } else {
            "Also asks for: "
        };
        [lead, &kind_label(desk, row)].concat()
    });
    let said = row.words(|proposal| proposal.fields.words.clone().unwrap_or_default());
    let head = fold_button(
        "fold",
        row.open,
        vec![
            span("strong", lead),
            when(live_bool(move || !row.open.get()), move || {
                span("clip muted grow", said)
            }),
        ],
    );
    let body = when(live_bool(move || row.open.get()), move || {
        body(desk, row, said, dismissed)
    });
    group("part proposal", vec![head, body])
}

fn kind_label(desk: Desk, row: Row<Proposal>) -> String {
    let code = row.form.kind.get();
    let known = desk.kinds.with(|kinds| {
        let kind = kinds.iter().find(|(other, _)| *other == code);
        kind.map(|(_, words)| words.clone())
    });
    known.unwrap_or_else(|| row.view.with(|proposal| proposal.kind_label.clone()))
}

fn body(desk: Desk, row: Row<Proposal>, said: Words, dismissed: Dismissed) -> AnyView {
    let held = row.words(|proposal| proposal.held_by.clone().unwrap_or_default());
    let put_away = move |_| {
        dismissed.update(|keys| {
            keys.insert(row.view.with_untracked(Item::key));
        });
    };
    let ignore = move |_| {
        desk.change(Command::Ignore {
            prospect: desk.id(),
            ignore: true,
        });
    };
    entry(
        "stack",
        move || record(desk, row),
        vec![
            quote(said),
            notice("remind", held),
            choice_field("What do they ask for?", desk.kinds(), row.form.kind),
            main_fields(row.form),
            group(
                "row",
                vec![
                    save_button("button button-primary", fixed("Save request")),
                    group(
                        "row",
                        vec![
                            button(QUIET, fixed("Not a request"), put_away),
                            button(QUIET, fixed("Not a prospect"), ignore),
                        ],
                    ),
                ],
            ),
        ],
    )
}

/// Records a proposal with what the rep made of it.
pub fn record(desk: Desk, row: Row<Proposal>) {
    let proposal = row.view.get_untracked();
    let mut prospect = desk.prospect.get_untracked();
    if !proposal.asked_by.is_empty() && proposal.asked_by == desk.unnamed.get_untracked() {
        prospect = ProspectHead {
            id: desk.typed.get_untracked(),
            ..ProspectHead::default()
        };
    }
    desk.change(Command::Record {
        prospect: prospect.id,
        name: prospect.name,
        asked_by: proposal.asked_by,
        asked_on: proposal.asked_on,
        thread: proposal.thread,
        fields: row.form.all(),
    });
}
