//! The tab in front: its prospect's checklist, what could not be read, and typing it by hand.

use super::chrome;
use super::desk::Desk;
use super::manual::{manual, manual_form};
use super::parts::{
    button, fixed, follow, group, heading, live_bool, nothing, para, quote, span, when,
};
use super::popup::Popup;
use super::request::is_open;
use super::request_more::check_items;
use super::site_switch::site_switch;
use crate::protocol::{Conversation, PopupView, ProspectView, RequestView};
use leptos::{prelude::*, task::spawn_local};

/// The section about the tab in front.
pub fn tab(popup: Popup) -> AnyView {
    follow(move || {
        popup.view.with(|view| {
            let Some(view) = view else { return nothing() };
            group(
                "stack tab-part",
                vec![
                    heading("label", fixed("In this tab")),
                    site_switch(popup, view.site.clone()),
                    super::pointing::read_page(popup, &view.site),
                    view.current
                        .as_ref()
                        .map_or_else(nothing, |current| prospect(popup, current)),
                    readings(popup, view),
                    by_hand(popup, view),
                ],
            )
        })
    })
}

/// The prospect of the tab: what to know before giving what it asked for.
fn prospect(popup: Popup, current: &ProspectView) -> AnyView {
    let head = current.head.clone();
    let sample = if head.sample {
        span("tag", fixed("sample"))
    } else {
        nothing()
    };
    let name = group(
        "row",
        vec![heading("heading", fixed(head.name.clone())), sample],
    );
    let pressing = current
        .requests
        .iter()
        .find(|request| is_open(&request.state));
    let checks = pressing.map_or_else(
        || para("muted", fixed("No open request is recorded.")),
        |request| before(popup.desk.about(current.head.clone()), request),
    );
    let open_record = move |_| popup.record.set(Some(head.clone()));
    group(
        "card",
        vec![
            name,
            checks,
            group(
                "row",
                vec![
                    button(
                        "button button-small",
                        fixed("Show beside the mail"),
                        move |_| show(popup),
                    ),
                    button(
                        "button button-small button-quiet",
                        fixed("Open record"),
                        open_record,
                    ),
                ],
            ),
        ],
    )
}

fn before(desk: Desk, request: &RequestView) -> AnyView {
    let title = ["Before the ", &lower(&request.kind_label)].concat();
    group(
        "stack stack-tight",
        vec![
            heading("label", fixed(title)),
            quote(fixed(request.words.clone())),
            check_items(desk, &request.id, request.checklist.clone()),
        ],
    )
}

fn lower(label: &str) -> String {
    label.to_lowercase()
}

/// Shows the card beside the mail, and gives it the keyboard.
fn show(popup: Popup) {
    let Some(tab) = popup.tab.get_untracked().id else {
        return;
    };
    spawn_local(async move {
        match chrome::ask_tab(tab, "show_card").await {
            Ok(_) => {
                let _ = window().close();
            }
            Err(_) => popup.desk.say(
                "The tab does not answer. Reload it and try again.",
                true,
                super::desk::Next::Nothing,
            ),
        }
    });
}

/// What could be read in the tab and what could not.
fn readings(popup: Popup, view: &PopupView) -> AnyView {
    let said = view
        .card
        .as_ref()
        .map(|card| card.incomplete.clone())
        .unwrap_or_default();
    if said.is_empty() {
        return nothing();
    }
    let lacking = names(view.missing.iter().map(String::as_str));
    let found = RwSignal::new(String::new());
    spawn_local(async move {
        if let Some(page) = read_now(popup).await {
            let read = page
                .found_by
                .keys()
                .filter(|field| !page.missing.contains(field));
            found.set(names(read.map(String::as_str)));
        }
    });
    let read = live_bool(move || !found.with(String::is_empty));
    let structure = move |_| copy_structure(popup);
    group(
        "notice notice-remind",
        vec![
            para("strong", fixed("Not all of this page could be read.")),
            notice_line("", &said),
            when(read, move || {
                para(
                    "small",
                    super::parts::live(move || ["Read: ", &found.get(), "."].concat()),
                )
            }),
            notice_line("Not read: ", &lacking),
            para(
                "small",
                fixed("You can write the request below. It takes as long as with a read page."),
            ),
            group(
                "row",
                vec![
                    button(
                        "button button-small",
                        fixed("Copy a report of this page (no text in it)"),
                        structure,
                    ),
                    inspect(popup, "See what was read"),
                ],
            ),
        ],
    )
}

fn notice_line(lead: &'static str, text: &str) -> AnyView {
    if text.is_empty() {
        return nothing();
    }
    para("small", fixed([lead, text].concat()))
}

/// Names of a page's fields as a rep would say them.
fn names<'a>(fields: impl Iterator<Item = &'a str>) -> String {
    let mut words = std::collections::BTreeSet::new();
    words.extend(fields.map(field_name));
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// A field's name as a rep would say it: the last part of its path, in words.
pub fn field_name(field: &str) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    let words = match last {
        "own_email" => "your own address",
        "from" => "who wrote",
        "to" => "to whom",
        "date_ms" | "date_text" | "date" => "when",
        "body" => "the text",
        "messages" => "the mails",
        "send" => "the Send button",
        "thread_id" => "the conversation's name",
        "composes" => "the open drafts",
        "rows" => "the list of mails",
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

async fn read_now(popup: Popup) -> Option<Conversation> {
    let tab = popup.tab.get_untracked().id?;
    let reply = chrome::ask_tab(tab, "read_now").await.ok()?;
    serde_wasm_bindgen::from_value(reply).ok()
}

/// Copies the shape of the tab's page, without a word of its text.
fn copy_structure(popup: Popup) {
    let Some(tab) = popup.tab.get_untracked().id else {
        return;
    };
    spawn_local(async move {
        match chrome::ask_tab(tab, "structure").await {
            Ok(report) => popup.desk.copy(
                chrome::as_text(&report),
                "Copied. There is no text of the page in it.",
            ),
            Err(_) => popup.desk.say(
                "The tab does not answer. Reload it and try again.",
                true,
                super::desk::Next::Nothing,
            ),
        }
    });
}

/// Opens the self-test of the tab.
pub fn inspect(popup: Popup, words: &'static str) -> AnyView {
    button(
        "button button-small button-quiet",
        fixed(words),
        move |_| {
            if let Some(tab) = popup.tab.get_untracked().id {
                let page = ["inspect.html?tab=", &tab.to_string()].concat();
                spawn_local(async move { chrome::open_tab(&page).await });
            }
        },
    )
}

/// Typing a request by hand: open where nothing was read, folded where something was.
fn by_hand(popup: Popup, view: &PopupView) -> AnyView {
    let head = view.current.as_ref().map(|current| current.head.clone());
    let desk = popup.desk.about(head.unwrap_or_default());
    let off = !view.site.origin.is_empty() && !view.site.enabled;
    if off || view.current.is_some() {
        return manual(desk, "Write a request by hand");
    }
    let lead = if view.site.enabled {
        "No prospect is open in this tab. You can write a request by hand."
    } else {
        "Askback cannot read this tab. You can write a request by hand."
    };
    group("stack", vec![para("muted", fixed(lead)), manual_form(desk)])
}
