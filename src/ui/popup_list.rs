//! The decisions that wait for the rep, most pressing first.

use super::answer::answer;
use super::desk::Desk;
use super::link;
use super::parts::{
    Words, button, chip, fixed, fold_button, follow, group, heading, item, list, nothing, para,
    span, when,
};
use super::popup::Popup;
use super::request_more::{deliver, fields, missing};
use super::rows::{AllRows, Rows};
use super::silence::rest;
use crate::protocol::{Decision, PanelReply, PanelRequest, RequestView};
use leptos::{prelude::*, task::spawn_local};

/// The list, or a quiet sentence when it is empty.
pub fn decisions(popup: Popup) -> AnyView {
    let all = Memo::new(move |_| {
        popup.view.with(|view| {
            view.as_ref()
                .map_or_else(Vec::new, |view| view.decisions.clone())
        })
    });
    follow(move || {
        let all = all.get();
        if all.is_empty() {
            return para("muted", fixed("Nobody is waiting for a decision of yours."));
        }
        let rows = all.into_iter().map(|decision| row(popup, decision));
        group(
            "stack stack-tight",
            vec![
                heading("label", fixed("Waiting for your decision")),
                list("list", rows.collect()),
            ],
        )
    })
}

fn row(popup: Popup, decision: Decision) -> AnyView {
    let key = (decision.prospect.id.clone(), decision.reason.clone());
    let open = RwSignal::new(
        popup
            .open
            .with_untracked(|open| open.as_ref() == Some(&key)),
    );
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if now {
            popup.open.set(Some(key.clone()));
        } else if before == Some(true) {
            popup.open.set(None);
        }
        now
    });
    let (tone, words) = reason(&decision.reason);
    let sample = if decision.prospect.sample {
        span("tag", fixed("sample"))
    } else {
        nothing()
    };
    let name = vec![
        span("strong", fixed(decision.prospect.name.clone())),
        sample,
    ];
    let state = vec![
        chip(fixed(tone), fixed(words)),
        span("small muted", since(popup.desk, &decision)),
    ];
    let main = group(
        "list-main stack stack-tight",
        vec![
            group("row", name),
            para("small", fixed(decision.text.clone())),
            group("row", state),
        ],
    );
    let head = fold_button("list-row", open, vec![main]);
    let body = when(Memo::new(move |_| open.get()), move || {
        actions(popup, decision.clone())
    });
    item("", vec![head, body])
}

fn since(desk: Desk, decision: &Decision) -> Words {
    let since = decision.since;
    super::parts::live(move || ["since ", &desk.day(since)].concat())
}

fn reason(code: &str) -> (&'static str, &'static str) {
    match code {
        "unconfirmed" => ("hold", "Ask back"),
        "dark" => ("dark", "Gone silent"),
        _ => ("remind", "They wait for you"),
    }
}

/// What can be done about a decision, without leaving the popup.
fn actions(popup: Popup, decision: Decision) -> AnyView {
    let desk = popup.desk.about(decision.prospect.clone());
    let rows: Rows<RequestView> = AllRows::none();
    let trouble = RwSignal::new(String::new());
    let wanted = decision.request;
    Effect::new(move |_| {
        let wanted = wanted.clone();
        spawn_local(async move {
            match link::ask(&PanelRequest::Prospect {
                prospect: desk.id(),
            })
            .await
            {
                Ok(PanelReply::Prospect(Some(view))) => {
                    let mut requests = view.requests;
                    requests.retain(|request| Some(&request.id) == wanted.as_ref());
                    rows.take(desk, requests);
                }
                Ok(_) => {}
                Err(error) => trouble.set(error),
            }
        });
    });
    let confirm = decision.reason == "unconfirmed";
    let request = rows.show(move |row| {
        if confirm {
            return answer(desk, row, RwSignal::new(Vec::new()));
        }
        group(
            "stack",
            vec![missing(desk, row), fields(desk, row), deliver(desk, row)],
        )
    });
    let head = decision.prospect;
    let open_record = move |_| popup.record.set(Some(head.clone()));
    group(
        "stack row-body",
        vec![
            super::parts::notice("error", trouble.into()),
            request,
            rest(desk),
            button(
                "button button-link",
                fixed("Open the whole record"),
                open_record,
            ),
        ],
    )
}
