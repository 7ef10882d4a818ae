//! The decisions that wait for the rep, most pressing first.

use super::answer::answer;
use super::commitment::commitment;
use super::desk::Desk;
use super::give::deliver;
use super::parts::{
    Words, button, chip, fixed, fold_button, follow, group, heading, live_bool, nothing, para,
    span, when,
};
use super::popup::Popup;
use super::request_more::{fields, missing};
use super::rows::{AllRows, Row, Rows};
use super::silence::rest;
use super::{chrome, link};
use crate::protocol::{CommitmentView, Decision, PanelReply, PanelRequest, RequestView};
use leptos::{html, prelude::*, task::spawn_local};

/// The list, or a quiet sentence when it is empty.
pub fn decisions(popup: Popup) -> AnyView {
    let some = live_bool(move || popup.decisions.count() > 0);
    follow(move || {
        if !some.get() {
            return para("muted", fixed("Nobody is waiting for a decision of yours."));
        }
        let rows = popup.decisions.show(move |one| row(popup, one));
        let rows = html::ul().class("list").attr("role", "list").child(rows);
        group(
            "stack stack-tight",
            vec![
                heading("label", fixed("Waiting for your decision")),
                rows.into_any(),
            ],
        )
    })
}

fn row(popup: Popup, row: Row<Decision>) -> AnyView {
    let decision = row.view.get_untracked();
    let desk = popup.desk.about(decision.prospect.clone());
    let inside = Inside::none(desk);
    let (tone, words) = reason(&decision.reason);
    let sample = if decision.prospect.sample {
        span("tag", fixed("sample"))
    } else {
        nothing()
    };
    let name = vec![
        span("strong", row.words(|one| one.prospect.name.clone())),
        sample,
    ];
    let state = vec![
        chip(fixed(tone), fixed(words)),
        span("small muted", since(desk, row)),
    ];
    let main = group(
        "list-main stack stack-tight",
        vec![
            group("row", name),
            para("small", row.words(|one| one.text.clone())),
            group("row", state),
        ],
    );
    let head = fold_button("list-row", row.open, vec![main]);
    let body = when(live_bool(move || row.open.get()), move || {
        actions(popup, row, inside)
    });
    html::li()
        .attr("data-row", decision.prospect.id)
        .child(vec![head, body])
        .into_any()
}

fn since(desk: Desk, row: Row<Decision>) -> Words {
    super::parts::live(move || {
        let since = row.view.with(|one| one.since);
        ["since ", &desk.day(since)].concat()
    })
}

fn reason(code: &str) -> (&'static str, &'static str) {
    match code {
        "unconfirmed" => ("hold", "Ask back"),
        "we_owe" => ("hold", "You committed"),
        "they_owe" => ("remind", "They committed"),
        "dark" => ("dark", "Gone silent"),
        _ => ("remind", "They wait for you"),
    }
}

/// What a decision is about. What is typed in it is kept while the decision stands.
#[derive(Clone, Copy)]
struct Inside {
    desk: Desk,
    requests: Rows<RequestView>,
    commitments: Rows<CommitmentView>,
    trouble: RwSignal<String>,
}

impl Inside {
    fn none(desk: Desk) -> Self {
        desk.keep(|| Self {
            desk,
            requests: AllRows::none(),
            commitments: AllRows::none(),
            trouble: RwSignal::default(),
        })
    }

    async fn fetch(self, decision: Decision) {
        let prospect = self.desk.id();
        match link::ask(&PanelRequest::Prospect { prospect }).await {
            Ok(PanelReply::Prospect(Some(view))) => {
                let mut requests = view.requests;
                requests.retain(|request| Some(&request.id) == decision.request.as_ref());
                self.requests.take(self.desk, requests);
                let mut commitments = view.commitments;
                commitments.retain(|one| one.state == "overdue");
                if !decision.reason.ends_with("owe") {
                    commitments.clear();
                }
                self.commitments.take(self.desk, commitments);
                if let [only] = self.commitments.all()[..] {
                    only.open.set(true);
                }
                self.trouble.set(String::new());
            }
            Ok(_) => {}
            Err(error) => self.trouble.set(error),
        }
    }
}

/// What can be done about a decision, without leaving the popup.
fn actions(popup: Popup, row: Row<Decision>, inside: Inside) -> AnyView {
    let desk = inside.desk;
    Effect::new(move |_| {
        desk.changed.get();
        spawn_local(inside.fetch(row.view.get()));
    });
    let confirm = row.is(|one| one.reason == "unconfirmed");
    let requests = inside.requests.show(move |row| {
        if confirm.get_untracked() {
            return answer(desk, row, RwSignal::new(Vec::new()));
        }
        group(
            "stack",
            vec![missing(desk, row), fields(desk, row), deliver(desk, row)],
        )
    });
    let commitments = inside.commitments.show(move |row| commitment(desk, row));
    let open_record = move |_| whole_record(popup, &desk.id());
    group(
        "stack row-body",
        vec![
            super::parts::notice("error", inside.trouble.into()),
            requests,
            commitments,
            rest(desk),
            button(
                "button button-link",
                fixed("Open the whole record"),
                open_record,
            ),
        ],
    )
}

/// Opens that prospect's record in the side panel; the popup has done its part.
pub fn whole_record(popup: Popup, prospect: &str) {
    chrome::open_panel(popup.tab.with_untracked(|tab| tab.window), prospect);
}
