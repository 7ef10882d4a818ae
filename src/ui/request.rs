//! A recorded request: where it stands, what is still to find out, and what to do next.

use super::answer::{Proposed, answer};
use super::desk::Desk;
use super::give::{deliver, ending};
use super::parts::{
    Words, chip, fixed, fold_button, follow, group, live, live_bool, nothing, notice, para, quote,
    span, when,
};
use super::proof::proof;
use super::request_more::{checklist, fields, missing};
use super::rows::Row;
use crate::protocol::RequestView;
use leptos::{html, prelude::*};

/// Whether a request in that state can still go on.
pub fn is_open(state: &str) -> bool {
    matches!(
        state,
        "asked" | "purpose_clear" | "outcome_agreed" | "delivered"
    )
}

/// A request as a row that opens.
pub fn request(desk: Desk, row: Row<RequestView>, proposed: Proposed) -> AnyView {
    let main = group(
        "list-main",
        vec![
            span("strong", row.words(|request| request.kind_label.clone())),
            when(live_bool(move || !row.open.get()), move || {
                para("clip small muted", row.words(line))
            }),
        ],
    );
    let head = fold_button("fold", row.open, vec![main, state(row)]);
    let body = when(live_bool(move || row.open.get()), move || {
        body(desk, row, proposed)
    });
    html::div()
        .class("part request")
        .attr("data-row", row.view.with_untracked(|one| one.id.clone()))
        .child(vec![head, body])
        .into_any()
}

/// One line about a request that is folded.
fn line(request: &RequestView) -> String {
    let open: Vec<&str> = request
        .missing
        .iter()
        .map(|item| item.label.as_str())
        .collect();
    if open.is_empty() || !is_open(&request.state) || request.state == "delivered" {
        request.words.clone()
    } else {
        ["To find out: ", &open.join(", ")].concat()
    }
}

/// Where it stands, as a chip.
pub fn state(row: Row<RequestView>) -> AnyView {
    let tone = row.words(|request| {
        let tone = match request.state.as_str() {
            "delivered" if request.question_is_due => "hold",
            "asked" | "purpose_clear" if request.held_by.is_some() => "hold",
            "asked" | "purpose_clear" => "remind",
            "outcome_agreed" | "confirmed" => "ok",
            _ => "quiet",
        };
        tone.to_owned()
    });
    chip(tone, row.words(|request| request.state_label.clone()))
}

fn body(desk: Desk, row: Row<RequestView>, proposed: Proposed) -> AnyView {
    let asks = live_bool(move || {
        row.view.with(|request| {
            let read = proposed.with(|all| all.iter().any(|answer| answer.request == request.id));
            request.question_is_due || (read && is_open(&request.state))
        })
    });
    let open = row.is(|request| is_open(&request.state));
    let held: Words = row.words(|request| request.held_by.clone().unwrap_or_default());
    group(
        "stack",
        vec![
            when(asks, move || answer(desk, row, proposed)),
            quote(row.words(|request| request.words.clone())),
            para(
                "small muted",
                live(move || row.view.with(|request| asked(desk, request))),
            ),
            notice("remind", held),
            notice("remind", row.words(|request| request.earlier.clone())),
            latest(row),
            when(open, move || missing(desk, row)),
            fields(desk, row),
            when(row.is(|request| request.proof.is_some()), move || {
                proof(desk, row)
            }),
            when(open, move || deliver(desk, row)),
            when(live_bool(move || open.get() && !asks.get()), move || {
                waiting(desk, row, proposed)
            }),
            when(open, move || checklist(desk, row)),
            when(open, move || ending(desk, row)),
        ],
    )
}

fn asked(desk: Desk, request: &RequestView) -> String {
    let mut parts = Vec::new();
    if !request.asked_by.is_empty() {
        parts.push(["Asked by ", &request.asked_by].concat());
    }
    if let Some(day) = request.asked_on {
        parts.push(desk.day(day));
    }
    if request.rounds > 1 {
        parts.push(["given ", &request.rounds.to_string(), " times"].concat());
    }
    if !request.cost.is_empty() {
        parts.push(["it cost ", &request.cost].concat());
    }
    parts.join(", ")
}

/// Their latest answer.
fn latest(row: Row<RequestView>) -> AnyView {
    follow(move || {
        row.view.with(|request| {
            let lead = match request.answer.as_deref() {
                Some("yes") => "They got what they were looking for.",
                Some("partly") => "They got a part of it. Still missing:",
                Some("no") => "They did not get it. Still missing:",
                _ => return nothing(),
            };
            let words = request.answer_words.clone();
            group(
                "stack stack-tight",
                vec![para("", fixed(lead)), quote(fixed(words))],
            )
        })
    })
}

/// Given, and the question is not due yet: when it will be, and a way to answer before.
fn waiting(desk: Desk, row: Row<RequestView>, proposed: Proposed) -> AnyView {
    let given = row.is(|request| request.state == "delivered");
    when(given, move || {
        let due = live(move || {
            let due = row.view.with(|request| request.question_due);
            due.map_or_else(String::new, |day| {
                ["Ask whether it was what they needed: ", &desk.day(day), "."].concat()
            })
        });
        let early = super::parts::disclosure(
            fixed("They answered already"),
            vec![answer(desk, row, proposed)],
        );
        group("stack stack-tight", vec![para("small muted", due), early])
    })
}
