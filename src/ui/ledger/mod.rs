//! The whole ledger in a tab of its own: every prospect in a line, searched, filtered and sorted,
//! and what a rep can learn from all of them.

mod bulk;
mod charts;
mod drawing;
mod table;

use super::chrome;
use super::desk::{Desk, Next, Shared};
use super::link;
use super::loosen;
use super::parts::{
    Words, disclosure, fixed, group, live, live_bool, notice, para, value_of, when,
};
use super::toast::toasts;
use super::words::counted;
use crate::domain::order;
use crate::protocol::{LedgerRow, PanelReply, PanelRequest, RuleView};
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::sync::Arc;

/// The page. It lives as long as its document, so it is shared by a plain reference.
pub(super) type Ledger = &'static State;

/// What the page shows.
pub(super) struct State {
    desk: Desk,
    /// In the order of their identities, and their names as they are compared.
    rows: RwSignal<Vec<LedgerRow>>,
    names: StoredValue<Vec<String>>,
    /// The places of the rows that are looked for, in their order.
    found: StoredValue<Option<Memo<Vec<usize>>>>,
    rules: RwSignal<Vec<RuleView>>,
    choice: bulk::Choice,
    total: RwSignal<u32>,
    loading: RwSignal<bool>,
    trouble: RwSignal<String>,
    /// Which are shown: words in their names, how their deals stand, by which column, how many.
    find: RwSignal<String>,
    stands: RwSignal<String>,
    sort: RwSignal<(table::Column, bool)>,
    most: RwSignal<usize>,
    /// The event up to which the rows are true; whether they are being read, and must be once more.
    last: StoredValue<String>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
}

/// How a deal stands: code and words. `waits` is whoever needs a decision.
const STATES: [(&str, &str); 10] = [
    ("", "All"),
    ("waits", "Needs a decision"),
    ("open", "Open"),
    ("agreed", "Agreed"),
    ("won", "Won"),
    ("no", "Said no"),
    ("not_now", "Put off"),
    ("walked_away", "Walked away"),
    ("lost_to", "Lost"),
    ("no_decision", "No decision"),
];

/// How a deal stands, in words.
fn state_words(code: &str) -> &'static str {
    let found = STATES.iter().find(|(known, _)| *known == code);
    found.map_or("Open", |(_, words)| words)
}

/// The page.
pub fn page() -> AnyView {
    let ledger: Ledger = Box::leak(Box::new(State {
        desk: Shared::desk(false),
        rows: RwSignal::default(),
        names: StoredValue::default(),
        found: StoredValue::default(),
        rules: RwSignal::default(),
        choice: bulk::Choice::none(),
        total: RwSignal::new(0),
        loading: RwSignal::new(true),
        trouble: RwSignal::default(),
        find: RwSignal::default(),
        stands: RwSignal::default(),
        sort: RwSignal::new((table::Column::Waits, false)),
        most: RwSignal::new(table::MOST),
        last: StoredValue::default(),
        busy: StoredValue::default(),
        again: StoredValue::default(),
    }));
    ledger
        .found
        .set_value(Some(Memo::new(move |_| ledger.look())));
    ledger.renew();
    chrome::on_news(move || ledger.renew());
    bulk::keys(ledger);
    let empty = live_bool(move || !ledger.loading.get() && ledger.rows.with(Vec::is_empty));
    let some = live_bool(move || !ledger.rows.with(Vec::is_empty));
    group(
        "stack stack-loose",
        vec![
            notice("error", ledger.trouble.into()),
            when(empty, || {
                para(
                    "muted",
                    fixed("Nothing is recorded yet. What you record beside a mail stands here."),
                )
            }),
            when(some, move || {
                group(
                    "stack",
                    vec![
                        tools(ledger),
                        status(ledger),
                        bulk::bar(ledger),
                        table::table(ledger),
                        loosen::proposals(
                            ledger.rules.into(),
                            Arc::new(move |request| ledger.ask(request)),
                        ),
                        disclosure(
                            fixed("What there is to learn from it"),
                            vec![charts::charts(ledger)],
                        ),
                    ],
                )
            }),
            toasts(ledger.desk),
        ],
    )
}

impl State {
    /// Fetches what is new.
    fn renew(&'static self) {
        self.ask(PanelRequest::Practice {});
        self.again.set_value(true);
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while self.again.get_value() {
                self.again.set_value(false);
                if !self.fetch_changes().await {
                    self.fetch().await;
                }
            }
            self.busy.set_value(false);
        });
    }

    /// Asks about the practice; what is said of its rules is shown.
    fn ask(&'static self, request: PanelRequest) {
        spawn_local(async move {
            match link::ask(&request).await {
                Ok(PanelReply::Practice(view)) => self.rules.set(view.rules),
                Ok(_) => {}
                Err(error) => self.desk.say(&error, true, Next::Nothing),
            }
        });
    }

    /// The row of a prospect; an empty one when it is gone.
    fn row(&self, id: &str) -> LedgerRow {
        self.rows.with(|rows| {
            let at = rows.binary_search_by(|row| row.head.id.as_str().cmp(id));
            let row = at.ok().and_then(|at| rows.get(at));
            row.cloned().unwrap_or_default()
        })
    }

    /// The rows that are looked for.
    fn found(&self) -> Vec<usize> {
        let found = self.found.get_value();
        found.map(|found| found.get()).unwrap_or_default()
    }

    /// Shows these rows.
    fn set(&self, mut rows: Vec<LedgerRow>) {
        order::sort_by(&mut rows, |a, b| a.head.id.cmp(&b.head.id));
        let names = rows.iter().map(|row| row.head.name.to_lowercase());
        self.names.set_value(names.collect());
        self.rows.set(rows);
    }

    /// Fetches what has changed; says whether that was all there is to fetch.
    async fn fetch_changes(&'static self) -> bool {
        let since = self.last.get_value();
        if since.is_empty() {
            return false;
        }
        let after = String::new();
        let reply = link::ask(&PanelRequest::Ledger {
            after,
            since,
            old: 0,
        })
        .await;
        let Ok(PanelReply::Ledger {
            rows: new,
            total,
            last,
            today,
            ..
        }) = reply
        else {
            return false;
        };
        self.desk.today.set(today);
        if !new.is_empty() {
            let mut rows = self.rows.get_untracked();
            rows.retain(|row| new.iter().all(|one| one.head.id != row.head.id));
            rows.extend(new);
            self.set(rows);
        }
        let here = self.rows.with_untracked(Vec::len);
        self.total.set(u32::try_from(here).unwrap_or(u32::MAX));
        let whole = !last.is_empty() && self.total.get_untracked() == total;
        self.last.set_value(last);
        whole
    }

    /// Fetches all of it, portion by portion.
    async fn fetch(&'static self) {
        self.loading.set(true);
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let since = String::new();
            match link::ask(&PanelRequest::Ledger {
                after,
                since,
                old: 0,
            })
            .await
            {
                Ok(PanelReply::Ledger {
                    rows,
                    after: next,
                    total,
                    last,
                    today,
                }) => {
                    if all.is_empty() {
                        self.last.set_value(last);
                        self.total.set(total);
                    }
                    self.trouble.set(String::new());
                    self.desk.today.set(today);
                    all.extend(rows);
                    // The first portion is shown at once; the others when all are there.
                    if self.rows.with_untracked(Vec::is_empty) {
                        self.set(all.clone());
                    }
                    if next.is_empty() {
                        break;
                    }
                    after = next;
                }
                Ok(_) => return self.trouble.set(link::NO_REPLY.into()),
                Err(error) => return self.trouble.set(error),
            }
        }
        self.total.set(u32::try_from(all.len()).unwrap_or(u32::MAX));
        self.set(all);
        self.loading.set(false);
    }
}

/// Search and filter.
fn tools(ledger: Ledger) -> AnyView {
    let search = html::input()
        .attr("type", "search")
        .attr("placeholder", "Find a prospect")
        .attr("aria-label", "Find a prospect by name")
        .prop("value", move || ledger.find.get())
        .on(ev::input, move |event| {
            ledger.find.set(value_of(&event));
            ledger.most.set(table::MOST);
        });
    let options =
        STATES.map(|(code, words)| html::option().attr("value", code).child(words).into_any());
    let filter = html::select()
        .attr("aria-label", "How their deals stand")
        .on(ev::change, move |event| {
            ledger.stands.set(value_of(&event));
            ledger.most.set(table::MOST);
        })
        .child(Vec::from(options));
    group("row tools", vec![search.into_any(), filter.into_any()])
}

/// How many are shown of how many.
fn status(ledger: Ledger) -> AnyView {
    let text: Words = live(move || {
        let chosen = ledger.choice.count();
        let chosen = match chosen {
            0 => String::new(),
            _ => ["; ", &chosen.to_string(), " chosen"].concat(),
        };
        let total = usize::try_from(ledger.total.get()).unwrap_or_default();
        let all = counted(total, "prospect", "prospects");
        let found = ledger.found().len();
        let loading = if ledger.loading.get() {
            "Reading… "
        } else {
            ""
        };
        if found == total {
            [loading, &all, &chosen].concat()
        } else {
            [loading, &found.to_string(), " of ", &all, &chosen].concat()
        }
    });
    html::p()
        .class("small muted")
        .attr("role", "status")
        .child(move || text.get())
        .into_any()
}
