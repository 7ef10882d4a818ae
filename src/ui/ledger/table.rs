//! The prospects as a table: sorted by the column that was pressed, as many as were asked for.

use super::{Ledger, State, bulk, state_words};
use crate::domain::order;
use crate::protocol::LedgerRow;
use crate::ui::chrome;
use crate::ui::parts::{button, fixed, follow, group, live, live_bool, when};
use crate::ui::rows::keyed;
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
    match by {
        Column::Name => Ordering::Equal,
        Column::State => a.state.cmp(&b.state),
        Column::Waits => waits(&a.waits).0.cmp(&waits(&b.waits).0),
        Column::Open => b.open.cmp(&a.open),
        Column::Silent => b.silent.cmp(&a.silent),
        Column::Time => b.minutes.cmp(&a.minutes),
        Column::Last => b.last.cmp(&a.last),
    }
}

impl State {
    /// Looks for the rows that are wanted: their places, in their order.
    pub(super) fn look(&self) -> Vec<usize> {
        let words = self.find.get().to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let state = self.stands.get();
        let (by, backward) = self.sort.get();
        self.rows.with(|rows| {
            self.names.with_value(|names| {
                let fits = |row: &LedgerRow, name: &str| {
                    let named = |word: &&str| name.contains(word) || row.head.id.contains(word);
                    let stands = match state.as_str() {
                        "" => true,
                        "waits" => !row.waits.is_empty(),
                        state => row.state == state,
                    };
                    stands && words.iter().all(named)
                };
                let all = rows.iter().zip(names).enumerate();
                let mut found: Vec<_> = all
                    .filter(|(_, (row, name))| fits(row, name.as_str()))
                    .collect();
                order::sort_by(&mut found, |(_, (a, first)), (_, (b, second))| {
                    let order = compare(by, a, b).then_with(|| first.cmp(second));
                    if backward { order.reverse() } else { order }
                });
                found.into_iter().map(|(at, _)| at).collect()
            })
        })
    }
}

pub(super) fn table(ledger: Ledger) -> AnyView {
    // By their identities, so that a line stays where it is while its figures change.
    let shown = Memo::new(move |_| {
        let most = ledger.most.get();
        let found = ledger.found().into_iter().take(most);
        ledger.rows.with(|rows| {
            let shown = found.filter_map(|at| rows.get(at));
            shown.map(|row| row.head.id.clone()).collect::<Vec<_>>()
        })
    });
    let mut head = vec![bulk::choose_all(ledger, shown)];
    head.extend(COLUMNS.map(|(column, words)| self::head(ledger, column, words)));
    let body = keyed(shown.into(), move |id| line(ledger, shown, id));
    let table = html::table()
        .class("table")
        .child(html::thead().child(html::tr().child(head)))
        .child(html::tbody().child(body));
    let left = live_bool(move || ledger.found().len() > ledger.most.get());
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
                    let left = ledger.found().len().saturating_sub(ledger.most.get());
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

fn line(ledger: Ledger, shown: Memo<Vec<String>>, id: &str) -> AnyView {
    let this = id.to_owned();
    let row = Memo::new(move |_| ledger.row(&this));
    html::tr()
        .child((
            bulk::choose(ledger, shown, row),
            follow(move || row.with(|row| cells(ledger, row))),
        ))
        .into_any()
}

fn cells(ledger: Ledger, row: &LedgerRow) -> AnyView {
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
    let hours = row.minutes.saturating_mul(10).div_ceil(60);
    let hours = match (hours / 10, hours % 10) {
        (0, 0) => String::new(),
        (whole, tenth) => [&whole.to_string(), ".", &tenth.to_string()].concat(),
    };
    let number = |number: u32| match number {
        0 => String::new(),
        number => number.to_string(),
    };
    vec![
        html::th().attr("scope", "row").child(name).into_any(),
        cell("", deal),
        cell("", waits(&row.waits).1.to_owned()),
        cell("cell-number", number(row.open)),
        cell("cell-number", number(row.silent)),
        cell("cell-number", hours),
        cell(
            "",
            row.last.map(|day| ledger.desk.day(day)).unwrap_or_default(),
        ),
    ]
    .into_any()
}

fn cell(class: &'static str, text: String) -> AnyView {
    html::td().class(class).child(text).into_any()
}
