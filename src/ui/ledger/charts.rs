//! What a rep learns from the ledger: bars, each with its figures as a table beside it.

use super::drawing::{Bar, Chart, chart};
use super::{Ledger, state_words};
use crate::domain::order;
use crate::protocol::{LedgerRow, RuleView};
use crate::ui::parts::{follow, group};
use leptos::prelude::*;

/// What can have become of a request.
const FATES: [&str; 3] = ["Confirmed", "Open", "Ended without a yes"];

type Made = fn(&[LedgerRow], &[RuleView]) -> Vec<Bar>;

/// The charts: title, what the bars are made of, and how they are counted.
const CHARTS: [(&str, &[&str], Made); 6] = [
    (
        "Requests by kind, and what became of them",
        &FATES,
        |rows, _| kinds(rows),
    ),
    ("Days from asked to confirmed", &[], |rows, _| days(rows)),
    ("Confirmed before the next was asked for", &[], |rows, _| {
        in_turn(rows)
    }),
    ("The longest silences, in business days", &[], |rows, _| {
        silences(rows)
    }),
    ("Hours given, by how the deals stand", &[], |rows, _| {
        hours(rows)
    }),
    (
        "Drafts that your rules held",
        &["Sent anyway", "Written anew"],
        |_, rules| held(rules),
    ),
];

/// The charts. One that has not changed stays as it is, with its table open.
pub(super) fn charts(ledger: Ledger) -> AnyView {
    let charts = CHARTS.map(|(title, made_of, bars)| {
        let drawn = Memo::new(move |_| Chart {
            title,
            made_of,
            bars: ledger
                .rules
                .with(|rules| ledger.rows.with(|rows| bars(rows, rules))),
        });
        follow(move || drawn.with(chart))
    });
    group("stack charts", charts.into())
}

/// Adds to a part of the bar of that label.
fn add(bars: &mut Vec<Bar>, label: &str, part: usize, of: usize, by: u32) {
    let known = bars.iter().position(|bar| bar.label == label);
    let at = known.unwrap_or_else(|| {
        bars.push(Bar {
            label: label.to_owned(),
            parts: vec![0; of],
            text: String::new(),
        });
        bars.len() - 1
    });
    let bar = bars.get_mut(at);
    if let Some(value) = bar.and_then(|bar| bar.parts.get_mut(part)) {
        *value = value.saturating_add(by);
    }
}

fn longest(mut bars: Vec<Bar>, most: usize) -> Vec<Bar> {
    bars.retain(|bar| bar.total() > 0);
    order::sort_by_key(&mut bars, |bar| std::cmp::Reverse(bar.total()));
    bars.truncate(most);
    bars
}

fn kinds(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for request in rows.iter().flat_map(|row| &row.requests) {
        let fate = match request.state.as_str() {
            "confirmed" => 0,
            "declined" | "withdrawn" | "expired" | "walked_away" => 2,
            _ => 1,
        };
        add(&mut bars, &request.kind, fate, FATES.len(), 1);
    }
    longest(bars, 14)
}

fn days(rows: &[LedgerRow]) -> Vec<Bar> {
    const SPANS: [(&str, u32); 5] = [
        ("0 to 3", 3),
        ("4 to 7", 7),
        ("8 to 14", 14),
        ("15 to 30", 30),
        ("more", u32::MAX),
    ];
    let mut bars = Vec::new();
    for (label, _) in SPANS {
        add(&mut bars, label, 0, 1, 0);
    }
    let all = rows.iter().flat_map(|row| &row.requests);
    for days in all.filter_map(|one| one.days) {
        let span = SPANS.iter().find(|(_, most)| days <= *most);
        add(&mut bars, span.map_or("more", |(label, _)| label), 0, 1, 1);
    }
    if bars.iter().all(|bar| bar.total() == 0) {
        bars.clear();
    }
    bars
}

fn in_turn(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    let all = rows.iter().flat_map(|row| &row.requests);
    for in_turn in all.filter_map(|one| one.in_turn) {
        let label = if in_turn { "Before" } else { "Not before" };
        add(&mut bars, label, 0, 1, 1);
    }
    longest(bars, 2)
}

/// Each prospect is a row of its own: no labels are compared.
fn silences(rows: &[LedgerRow]) -> Vec<Bar> {
    let silent = rows.iter().filter(|row| row.silent > 0);
    let bars = silent.map(|row| Bar {
        label: row.head.name.clone(),
        parts: vec![row.silent],
        text: String::new(),
    });
    longest(bars.collect(), 10)
}

fn hours(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for row in rows {
        add(&mut bars, state_words(&row.state), 0, 1, row.minutes);
    }
    for bar in &mut bars {
        let minutes = bar.total();
        let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
        bar.text = [&hours, " h ", &rest, " min"].concat();
    }
    longest(bars, 9)
}

fn held(rules: &[RuleView]) -> Vec<Bar> {
    let bars = rules.iter().map(|rule| Bar {
        label: rule.label.clone(),
        parts: vec![rule.sent, rule.held.saturating_sub(rule.sent)],
        text: String::new(),
    });
    longest(bars.collect(), 8)
}
