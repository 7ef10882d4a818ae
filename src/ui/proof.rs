//! The plan of a proof of concept: what it passes or fails by, who takes part, from when to when.

use super::desk::Desk;
use super::focus::form_keys;
use super::form::{date_field, line_field, text_field, typed_over};
use super::parts::{disclosure, fixed, follow, group, item, list, live, notice, save_button, span};
use super::rows::Row;
use super::words::{counted, from_iso, iso};
use crate::protocol::{Command, CriterionFields, ProofFields, RequestView};
use leptos::{ev, html, prelude::*};

/// What is typed of it. One line a criterion; one a thing that was added, its day after a bar.
#[derive(Clone, Copy)]
struct Typed {
    criteria: RwSignal<String>,
    theirs: RwSignal<String>,
    ours: RwSignal<String>,
    starts: RwSignal<String>,
    ends: RwSignal<String>,
    homework: RwSignal<String>,
    added: RwSignal<String>,
}

/// The plan with its criteria.
pub fn proof(desk: Desk, row: Row<RequestView>) -> AnyView {
    let stored = Memo::new(move |_| row.view.with(|one| one.proof.clone().unwrap_or_default()));
    let of = |read: fn(&ProofFields) -> String| typed_over(live(move || stored.with(read)));
    let typed = Typed {
        criteria: of(|proof| {
            let lines: Vec<&str> = proof.criteria.iter().map(|one| one.text.as_str()).collect();
            lines.join("\n")
        }),
        theirs: of(|proof| proof.their_people.clone()),
        ours: of(|proof| proof.our_people.clone()),
        starts: of(|proof| iso(proof.starts)),
        ends: of(|proof| iso(proof.ends)),
        homework: of(|proof| proof.homework.clone()),
        added: of(|proof| {
            let line = |(text, by): &(String, Option<chrono::NaiveDate>)| match by {
                Some(by) => [text, " | ", &iso(Some(*by))].concat(),
                None => text.clone(),
            };
            proof
                .addenda
                .iter()
                .map(line)
                .collect::<Vec<_>>()
                .join("\n")
        }),
    };
    let summary = live(move || {
        stored.with(|proof| {
            let met = proof
                .criteria
                .iter()
                .filter(|one| one.met == Some(true))
                .count();
            match proof.criteria.len() {
                0 => "What it passes or fails by: not agreed yet".to_owned(),
                all => [
                    "What it passes or fails by: ",
                    &met.to_string(),
                    " of ",
                    &counted(all, "criterion", "criteria"),
                    " met",
                ]
                .concat(),
            }
        })
    });
    let warnings = follow(move || {
        let warnings = row.view.with(|one| one.proof_warnings.clone()).into_iter();
        let each = warnings.map(|text| notice("remind", fixed(text)));
        each.collect::<Vec<_>>().into_any()
    });
    let criteria = follow(move || {
        let all = stored
            .with(|proof| proof.criteria.clone())
            .into_iter()
            .enumerate();
        let rows = all.map(|(at, one)| criterion(desk, row, at, &one));
        list("stack stack-tight plain", rows.collect())
    });
    disclosure(summary, vec![warnings, criteria, plan(desk, row, typed)])
}

/// One criterion with what is known of it.
fn criterion(desk: Desk, row: Row<RequestView>, at: usize, one: &CriterionFields) -> AnyView {
    let choice = |met: Option<bool>, words: &'static str| {
        let pressed = one.met == met;
        let label = [words, ": ", &one.text].concat();
        let press = move |_| {
            let mut proof = row
                .view
                .with_untracked(|one| one.proof.clone())
                .unwrap_or_default();
            if let Some(one) = proof.criteria.get_mut(at) {
                one.met = met;
            }
            store(desk, row, proof);
        };
        html::button()
            .attr("type", "button")
            .class("button button-small")
            .attr("aria-pressed", pressed.to_string())
            .attr("aria-label", label)
            .on(ev::click, press)
            .child(words)
            .into_any()
    };
    let choices = vec![
        choice(Some(true), "Met"),
        choice(Some(false), "Not met"),
        choice(None, "Not known"),
    ];
    item(
        "stack stack-tight",
        vec![
            span("strong", fixed(one.text.clone())),
            group("row", choices),
        ],
    )
}

fn store(desk: Desk, row: Row<RequestView>, proof: ProofFields) {
    desk.change(Command::SetProof {
        prospect: desk.id(),
        request: super::request_more::id(row),
        proof,
    });
}

fn plan(desk: Desk, row: Row<RequestView>, typed: Typed) -> AnyView {
    let save = move || {
        let old = row
            .view
            .with_untracked(|one| one.proof.clone())
            .unwrap_or_default();
        store(desk, row, filled(typed, &old));
    };
    html::form()
        .class("stack")
        .on(ev::submit, move |event| {
            event.prevent_default();
            save();
        })
        .on(ev::keydown, move |event| {
            // Enter begins the next line of a list.
            if event.ctrl_key() || event.meta_key() {
                form_keys(&event, save);
            }
        })
        .child(vec![
            text_field(
                "Criteria, in their words",
                "One a line, each pass or fail; three to five",
                typed.criteria,
            ),
            line_field("Who takes part on their side?", typed.theirs),
            line_field("Who takes part on our side?", typed.ours),
            date_field("It starts on", typed.starts),
            date_field("It ends on", typed.ends),
            text_field(
                "What do they bring?",
                "Requirements, data, access, machines",
                typed.homework,
            ),
            text_field(
                "Added while it runs",
                "One a line, with its own date: Second plant | 2027-03-01",
                typed.added,
            ),
            group("row", vec![save_button("button", fixed("Save the plan"))]),
        ])
        .into_any()
}

/// What was typed. A criterion whose words stay keeps what is known of it.
fn filled(typed: Typed, old: &ProofFields) -> ProofFields {
    let text = |field: RwSignal<String>| field.get_untracked();
    let lines = |field: RwSignal<String>| {
        let text = field.get_untracked();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let criterion = |text: String| {
        let known = old.criteria.iter().find(|one| one.text == text);
        known.cloned().unwrap_or(CriterionFields {
            text,
            ..CriterionFields::default()
        })
    };
    let added = |line: String| match line.rsplit_once('|') {
        Some((text, day)) => (text.trim().to_owned(), from_iso(day.trim())),
        None => (line, None),
    };
    ProofFields {
        criteria: lines(typed.criteria).into_iter().map(criterion).collect(),
        their_people: text(typed.theirs),
        our_people: text(typed.ours),
        starts: from_iso(&text(typed.starts)),
        ends: from_iso(&text(typed.ends)),
        homework: text(typed.homework),
        addenda: lines(typed.added).into_iter().map(added).collect(),
    }
}
