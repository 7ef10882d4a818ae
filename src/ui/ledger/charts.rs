//! What a rep learns from the ledger: bars, each with its figures as a table beside it.

use super::state_words;
use crate::domain::order;
use crate::protocol::LedgerRow;
use crate::ui::parts::{disclosure, fixed, group, heading, para};
use leptos::{html, prelude::*, svg};

/// A bar: what it is of, how long, and its figures in words.
struct Bar {
    label: String,
    value: u32,
    text: String,
}

/// Widths of the drawing in its own units.
const WIDE: u32 = 400;
const NAMES: u32 = 130;
const LINE: u32 = 22;

pub(super) fn charts(rows: &[LedgerRow]) -> AnyView {
    group(
        "stack charts",
        vec![
            chart("Requests by kind, and what became of them", &kinds(rows)),
            chart("Days from asked to confirmed", &days(rows)),
            chart("Confirmed before the next was asked for", &in_turn(rows)),
            chart("The longest silences, in business days", &silences(rows)),
            chart("Hours given, by how the deals stand", &hours(rows)),
            chart("Rules that you sent against", &overridden(rows)),
        ],
    )
}

fn add(bars: &mut Vec<Bar>, label: &str, by: u32) {
    match bars.iter_mut().find(|bar| bar.label == label) {
        Some(bar) => bar.value = bar.value.saturating_add(by),
        None => bars.push(Bar {
            label: label.to_owned(),
            value: by,
            text: String::new(),
        }),
    }
}

fn longest(mut bars: Vec<Bar>, most: usize) -> Vec<Bar> {
    bars.retain(|bar| bar.value > 0);
    order::sort_by_key(&mut bars, |bar| std::cmp::Reverse(bar.value));
    bars.truncate(most);
    bars
}

fn kinds(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    let all = || rows.iter().flat_map(|row| &row.requests);
    for request in all() {
        add(&mut bars, &request.kind, 1);
    }
    for bar in &mut bars {
        let of = |state: fn(&str) -> bool| {
            let here = all().filter(|one| one.kind == bar.label && state(&one.state));
            here.count()
        };
        let confirmed = of(|state| state == "confirmed");
        let ended =
            of(|state| matches!(state, "declined" | "withdrawn" | "expired" | "walked_away"));
        let parts = [
            &bar.value.to_string(),
            ": ",
            &confirmed.to_string(),
            " confirmed, ",
            &ended.to_string(),
            " ended",
        ];
        bar.text = parts.concat();
    }
    longest(bars, 9)
}

fn days(rows: &[LedgerRow]) -> Vec<Bar> {
    const SPANS: [(&str, u32, u32); 5] = [
        ("0 to 3", 0, 3),
        ("4 to 7", 4, 7),
        ("8 to 14", 8, 14),
        ("15 to 30", 15, 30),
        ("more", 31, u32::MAX),
    ];
    let mut bars = Vec::new();
    for (label, from, to) in SPANS {
        let all = rows.iter().flat_map(|row| &row.requests);
        let here = all.filter(|one| one.days.is_some_and(|days| (from..=to).contains(&days)));
        add(
            &mut bars,
            label,
            u32::try_from(here.count()).unwrap_or(u32::MAX),
        );
    }
    if bars.iter().all(|bar| bar.value == 0) {
        bars.clear();
    }
    bars
}

fn in_turn(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for in_turn in rows
        .iter()
        .flat_map(|row| &row.requests)
        .filter_map(|one| one.in_turn)
    {
        add(&mut bars, if in_turn { "Before" } else { "Not before" }, 1);
    }
    longest(bars, 2)
}

fn silences(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for row in rows {
        add(&mut bars, &row.head.name, row.silent);
    }
    longest(bars, 10)
}

fn hours(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for row in rows {
        add(&mut bars, state_words(&row.state), row.minutes);
    }
    for bar in &mut bars {
        bar.text = [
            &(bar.value / 60).to_string(),
            " h ",
            &(bar.value % 60).to_string(),
            " min",
        ]
        .concat();
    }
    longest(bars, 9)
}

fn overridden(rows: &[LedgerRow]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for rule in rows.iter().flat_map(|row| &row.overridden) {
        add(&mut bars, &rule.replace('_', " "), 1);
    }
    longest(bars, 8)
}

/// The bars as a drawing, and the same as a table.
fn chart(title: &'static str, bars: &[Bar]) -> AnyView {
    let head = heading("strong", fixed(title));
    if bars.is_empty() {
        return group(
            "stack stack-tight",
            vec![head, para("small muted", fixed("Nothing to show yet."))],
        );
    }
    let text = |bar: &Bar| {
        if bar.text.is_empty() {
            bar.value.to_string()
        } else {
            bar.text.clone()
        }
    };
    let rows = bars.iter().map(|bar| {
        html::tr()
            .child((
                html::th().attr("scope", "row").child(bar.label.clone()),
                html::td().child(text(bar)),
            ))
            .into_any()
    });
    let table = html::table().class("table").child(rows.collect::<Vec<_>>());
    group(
        "stack stack-tight",
        vec![
            head,
            drawing(title, bars),
            disclosure(fixed("As a table"), vec![table.into_any()]),
        ],
    )
}

fn drawing(title: &'static str, bars: &[Bar]) -> AnyView {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(1).max(1);
    let height = u32::try_from(bars.len()).unwrap_or(0) * LINE;
    let lines = (0..).zip(bars).map(|(at, bar)| {
        let top: u32 = at * LINE;
        let room = u64::from(WIDE - NAMES - 40);
        let wide = u64::from(bar.value) * room / u64::from(most);
        let short: String = bar.label.chars().take(20).collect();
        let name = svg::text()
            .attr("x", "0")
            .attr("y", (top + 15).to_string())
            .child(short)
            .into_any();
        let rect = svg::rect()
            .attr("class", "bar")
            .attr("x", NAMES.to_string())
            .attr("y", (top + 4).to_string())
            .attr("width", wide.max(1).to_string())
            .attr("height", "14")
            .into_any();
        vec![name, rect]
    });
    svg::svg()
        .attr("class", "chart")
        .attr("role", "img")
        .attr("aria-label", [title, ": as a table below"].concat())
        .attr(
            "viewBox",
            ["0 0 ", &WIDE.to_string(), " ", &height.to_string()].concat(),
        )
        .child(lines.flatten().collect::<Vec<_>>())
        .into_any()
}
