//! The prospects as a table: sorted by the column that was pressed, as many as were asked for.

use super::{Ledger, State, state_words};
use crate::domain::order;
use crate::protocol::LedgerRow;
use crate::ui::chrome;
use crate::ui::parts::{button, fixed, follow, group, live, live_bool, when};
use crate::ui::words::iso;
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::cmp::Ordering;

/// How many lines stand there at first, and are added by a press.
pub(super) const MOST: usize = 100;

/// What the table can be sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    State,
    Waits,
    Open,
    Silent,
    Time,
    Last,
}

const COLUMNS: [(Column, &str); 7] = [
    (Column::Name, "Prospect"),
    (Column::State, "Deal"),
    (Column::Waits, "Decision"),
    (Column::Open, "Open"),
    (Column::Silent, "Silent days"),
    (Column::Time, "Hours"),
    (Column::Last, "Last"),
];

/// The reason for which a decision is needed, in a word or two; and its rank, the most pressing first.
const WAITS: [(&str, &str); 7] = [
    ("unanswered", "They wait for you"),
    ("we_owe", "You are late"),
    ("unconfirmed", "Ask back"),
    ("they_owe", "They are late"),
    ("check_in", "Check in"),
    ("parked", "Its day has come"),
    ("dark", "Gone dark"),
];

fn waits(code: &str) -> (usize, &'static str) {
    let found = WAITS.iter().position(|(known, _)| *known == code);
    let words = WAITS.iter().find(|(known, _)| *known == code);
    (
        found.unwrap_or(WAITS.len()),
        words.map_or("", |(_, words)| words),
    )
}

fn compare(by: Column, a: &LedgerRow, b: &LedgerRow) -> Ordering {
    let name = |row: &LedgerRow| row.head.name.to_lowercase();
    let order = match by {
        Column::Name => Ordering::Equal,
        Column::State => a.state.cmp(&b.state),
        Column::Waits => waits(&a.waits).0.cmp(&waits(&b.waits).0),
        Column::Open => b.open.cmp(&a.open),
        Column::Silent => b.silent.cmp(&a.silent),
        Column::Time => b.minutes.cmp(&a.minutes),
        Column::Last => b.last.cmp(&a.last),
    };
    order.then_with(|| name(a).cmp(&name(b)))
}

impl State {
    /// The places of the rows that are looked for, in their order.
    pub(super) fn found(&'static self) -> Vec<usize> {
        let words = self.find.get().to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let state = self.stands.get();
        let (by, backward) = self.sort.get();
        self.rows.with(|rows| {
            let fits = |row: &LedgerRow| {
                let name = row.head.name.to_lowercase();
                let named = |word: &&str| name.contains(word) || row.head.id.contains(word);
                let stands = match state.as_str() {
                    "" => true,
                    "waits" => !row.waits.is_empty(),
                    state => row.state == state,
                };
                stands && words.iter().all(named)
            };
            let found = rows.iter().enumerate().filter(|(_, row)| fits(row));
            let mut found: Vec<(usize, &LedgerRow)> = found.collect();
            order::sort_by(&mut found, |(_, a), (_, b)| {
                let order = compare(by, a, b);
                if backward { order.reverse() } else { order }
            });
            found.into_iter().map(|(at, _)| at).collect()
        })
    }
}

pub(super) fn table(ledger: Ledger) -> AnyView {
    let found = Memo::new(move |_| ledger.found());
    let head = COLUMNS.map(|(column, words)| head(ledger, column, words));
    let body = follow(move || {
        let most = ledger.most.get();
        let shown = found.with(|found| found.iter().copied().take(most).collect::<Vec<_>>());
        ledger.rows.with(|rows| {
            let shown = shown.into_iter().filter_map(|at| rows.get(at));
            shown.map(line).collect::<Vec<_>>().into_any()
        })
    });
    let table = html::table()
        .class("table")
        .child(html::thead().child(html::tr().child(Vec::from(head))))
        .child(html::tbody().child(body));
    let left = live_bool(move || found.with(Vec::len) > ledger.most.get());
    let scrolls = html::div()
        .class("table-wrap")
        .attr("role", "region")
        .attr("aria-label", "Prospects")
        .attr("tabindex", "0")
        .child(table)
        .into_any();
    group(
        "stack",
        vec![
            scrolls,
            when(left, move || {
                let text = live(move || {
                    let left = found.with(Vec::len).saturating_sub(ledger.most.get());
                    ["Show more (", &left.to_string(), " left)"].concat()
                });
                group(
                    "row",
                    vec![button("button", text, move |_| {
                        ledger.most.update(|most| *most += MOST);
                    })],
                )
            }),
        ],
    )
}

fn head(ledger: Ledger, column: Column, words: &'static str) -> AnyView {
    let press = move |_| {
        ledger.sort.update(|(by, backward)| {
            *backward = *by == column && !*backward;
            *by = column;
        });
    };
    let sorted = move || match ledger.sort.get() {
        (by, _) if by != column => "none",
        (_, true) => "descending",
        (_, false) => "ascending",
    };
    html::th()
        .attr("scope", "col")
        .attr("aria-sort", sorted)
        .child(button(
            "button button-small button-quiet",
            fixed(words),
            press,
        ))
        .into_any()
}

fn line(row: &LedgerRow) -> AnyView {
    let id = row.head.id.clone();
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let page = ["panel.html?prospect=", &id].concat();
        spawn_local(async move { chrome::open_tab(&page).await });
    };
    let name = html::a()
        .attr("href", ["panel.html?prospect=", &row.head.id].concat())
        .on(ev::click, open)
        .child(row.head.name.clone());
    let deal = if row.deal.is_empty() {
        state_words(&row.state).to_owned()
    } else {
        [state_words(&row.state), ": ", &row.deal].concat()
    };
    let number = |number: u32| {
        let text = if number == 0 {
            String::new()
        } else {
            number.to_string()
        };
        html::td().class("cell-number").child(text).into_any()
    };
    let hours = row.minutes.saturating_mul(10).div_ceil(60);
    let hours = match (hours / 10, hours % 10) {
        (0, 0) => String::new(),
        (whole, tenth) => [&whole.to_string(), ".", &tenth.to_string()].concat(),
    };
    html::tr()
        .child(vec![
            html::th().attr("scope", "row").child(name).into_any(),
            html::td().child(deal).into_any(),
            html::td().child(waits(&row.waits).1).into_any(),
            number(row.open),
            number(row.silent),
            html::td().class("cell-number").child(hours).into_any(),
            html::td().child(iso(row.last)).into_any(),
        ])
        .into_any()
}
