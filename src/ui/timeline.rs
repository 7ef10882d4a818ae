//! The line of time: what stands open now, and below it what happened, day by day.

use super::commitment::{self, commitment};
use super::parts::{follow, group, heading, icon_button, live, live_bool, nothing, span, when};
use super::record::Record;
use super::request::{is_open, request};
use super::rows::{Row, keyed};
use super::words::{from_iso, iso};
use crate::protocol::{Command, Happening};
use leptos::{html, prelude::*};

/// The whole line.
pub fn line(record: Record) -> AnyView {
    group("stack line", vec![open_now(record), days(record)])
}

fn open_now(record: Record) -> AnyView {
    let requests = record.requests.keys(|request| is_open(&request.state));
    let commitments = record.commitments.keys(commitment::is_open);
    let some = live_bool(move || !requests.with(Vec::is_empty) || !commitments.with(Vec::is_empty));
    when(some, move || {
        section(
            "Open now".to_owned(),
            vec![
                record.requests.show_those(requests, move |row| {
                    request(record.desk, row, record.proposed)
                }),
                record
                    .commitments
                    .show_those(commitments, move |row| commitment(record.desk, row)),
            ],
        )
    })
}

fn section(name: String, children: Vec<AnyView>) -> AnyView {
    html::section()
        .class("day")
        .attr("aria-label", name.clone())
        .child(heading("label", super::parts::fixed(name)))
        .child(group("day-body", children))
        .into_any()
}

/// What happened, the latest day first.
fn days(record: Record) -> AnyView {
    let days = Memo::new(move |_| {
        let all = record.happenings.all();
        let mut days: Vec<String> = all.into_iter().map(day_of).collect();
        days.dedup();
        days
    });
    keyed(days.into(), move |day| {
        let this = day.to_owned();
        let keys = Memo::new(move |_| {
            let all = record.happenings.all().into_iter();
            let here = all.filter(|row| day_of(row) == this);
            here.map(|row| row.view.with(|one| one.event.clone()))
                .collect::<Vec<_>>()
        });
        let name = from_iso(day).map_or_else(String::new, |day| record.desk.long_day(day));
        let rows = record
            .happenings
            .show_those(keys.into(), move |row| happening(record, row));
        let list = html::ul().class("events").attr("role", "list").child(rows);
        section(name, vec![list.into_any()])
    })
}

fn day_of(row: Row<Happening>) -> String {
    row.view.with(|one| iso(Some(one.on)))
}

/// One happening. That of a closed request or commitment opens to the whole of it.
fn happening(record: Record, row: Row<Happening>) -> AnyView {
    let (event, about, undoable) = row
        .view
        .with_untracked(|one| (one.event.clone(), one.about.clone(), one.undoable));
    let begins = event == about;
    let closed = Memo::new(move |_| {
        let request = record.requests.get(&about).filter(|_| begins);
        let request = request.filter(|row| !row.view.with(|one| is_open(&one.state)));
        let committed = record.commitments.get(&about).filter(|_| begins);
        let committed = committed.filter(|row| !row.view.with(commitment::is_open));
        match (request, committed) {
            (Some(_), _) => "request",
            (_, Some(_)) => "commitment",
            _ => "",
        }
    });
    let key = event.clone();
    let text = follow(move || {
        let whole = match closed.get() {
            "request" => record
                .requests
                .get(&key)
                .map(|row| request(record.desk, row, record.proposed)),
            "commitment" => record
                .commitments
                .get(&key)
                .map(|row| commitment(record.desk, row)),
            _ => None,
        };
        whole.unwrap_or_else(|| span("event-text", row.words(|one| one.text.clone())))
    });
    let undo = if undoable {
        undo(record, row, event)
    } else {
        nothing()
    };
    let class = row.view.with_untracked(|one| match one.side.as_str() {
        "ours" => "event event-ours",
        "theirs" => "event event-theirs",
        _ => "event",
    });
    html::li().class(class).child(vec![text, undo]).into_any()
}

fn undo(record: Record, row: Row<Happening>, event: String) -> AnyView {
    let label = live(move || ["Undo: ", &row.view.with(|one| one.text.clone())].concat());
    icon_button(
        "button button-small button-quiet button-icon",
        "\u{21b6}",
        label,
        move |_| {
            record.desk.change(Command::Undo {
                prospect: record.desk.id(),
                event: event.clone(),
            });
        },
    )
}
