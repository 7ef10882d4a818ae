//! The tab in front: its prospect's checklist, what could not be read, and typing it by hand.

use super::chrome;
use super::desk::Desk;
use super::manual::{manual, manual_form};
use super::parts::{
    button, fixed, follow, group, heading, live, live_bool, nothing, para, quote, span, subheading,
    when,
};
use super::popup::Popup;
use super::popup_list::whole_record;
use super::request::is_open;
use super::request_more::check_items;
use super::rows::Row;
use super::site_switch::site_switch;
use crate::json;
use crate::protocol::{Conversation, NEVER_LOOKED, RequestView, SiteView};
use leptos::{prelude::*, task::spawn_local};

/// The section about the tab in front. Its parts follow what they show and no more, so that a
/// change elsewhere leaves alone what is being typed.
pub fn tab(popup: Popup) -> AnyView {
    let site = Memo::new(move |_| popup.read(|view| view.site.clone()));
    let known = live_bool(move || popup.read(|view| view.current.is_some()));
    let lacking = Memo::new(move |_| {
        let said = popup.read(|view| view.card.as_ref().map(|card| card.incomplete.clone()));
        (
            said.unwrap_or_default(),
            popup.read(|view| view.missing.clone()),
        )
    });
    group(
        "stack tab-part",
        vec![
            heading("label", fixed("In this tab")),
            follow(move || site_switch(popup, site.get())),
            follow(move || site.with(|site| super::pointing::read_page(popup, site))),
            when(known, move || prospect(popup)),
            follow(move || {
                let (said, missing) = lacking.get();
                readings(popup, &said, &missing)
            }),
            by_hand(popup, site, known),
        ],
    )
}

/// The prospect of the tab: what to know before giving what it asked for.
fn prospect(popup: Popup) -> AnyView {
    let desk = popup.desk;
    let sample = live_bool(move || desk.prospect.with(|head| head.sample));
    let name = live(move || desk.prospect.with(|head| head.name.clone()));
    let title = group(
        "row",
        vec![
            heading("heading", name),
            when(sample, || span("tag", fixed("sample"))),
        ],
    );
    let open = popup.requests.keys(|request| is_open(&request.state));
    let pressing = Memo::new(move |_| {
        let mut open = open.get();
        open.truncate(1);
        open
    });
    let none = live_bool(move || pressing.with(Vec::is_empty));
    let buttons = vec![
        button(
            "button button-small",
            fixed("Show beside the mail"),
            move |_| show(popup),
        ),
        button(
            "button button-small button-quiet",
            fixed("Open the whole record"),
            move |_| whole_record(popup, &desk.id()),
        ),
    ];
    group(
        "card stack",
        vec![
            title,
            when(none, || {
                para("muted", fixed("No open request is recorded."))
            }),
            popup
                .requests
                .show_those(pressing.into(), move |row| before(desk, row)),
            group("row", buttons),
        ],
    )
}

fn before(desk: Desk, row: Row<RequestView>) -> AnyView {
    let title = row.words(|request| {
        let kind = request.kind_label.to_lowercase();
        ["Before the ", &kind].concat()
    });
    group(
        "stack stack-tight",
        vec![
            subheading("label", title),
            quote(row.words(|request| request.words.clone())),
            check_items(desk, row),
        ],
    )
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
fn readings(popup: Popup, said: &str, missing: &[String]) -> AnyView {
    if said == NEVER_LOOKED {
        return para("notice notice-remind", fixed(NEVER_LOOKED));
    }
    if said.is_empty() {
        return nothing();
    }
    let lacking = names(missing.iter().map(String::as_str));
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
            notice_line("", said),
            when(read, move || {
                para(
                    "small",
                    live(move || ["Read: ", &found.get(), "."].concat()),
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
    json::read(&reply).ok()
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
fn by_hand(popup: Popup, site: Memo<SiteView>, known: Memo<bool>) -> AnyView {
    let desk = popup.desk;
    let folded = live_bool(move || {
        let off = site.with(|site| !site.origin.is_empty() && !site.enabled);
        off || known.get()
    });
    let enabled = live_bool(move || site.with(|site| site.enabled));
    let lead = live(move || {
        let lead = if enabled.get() {
            "No prospect is open in this tab. You can write a request by hand."
        } else {
            "Askback cannot read this tab. You can write a request by hand."
        };
        lead.to_owned()
    });
    follow(move || {
        if folded.get() {
            return manual(desk, popup.typing, "Write a request by hand");
        }
        group(
            "stack",
            vec![para("muted", lead), manual_form(desk, popup.typing)],
        )
    })
}
