//! The hand-over page of a deal: to be printed, or copied as Markdown.

use super::chrome;
use super::desk::Shared;
use super::link;
use super::parts::{button, fixed, follow, group, heading, list, nothing, notice, para, title};
use super::toast::toasts;
use crate::protocol::{PanelReply, PanelRequest};
use leptos::{html, prelude::*, task::spawn_local};

/// The page.
pub fn page() -> AnyView {
    let desk = Shared::desk(false);
    let (text, trouble) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    spawn_local(fetch(text, trouble));
    let copy = move |_| desk.copy(text.get_untracked(), "Copied as Markdown.");
    let print = move |_| {
        let _ = window().print();
    };
    let body = follow(move || {
        if text.with(String::is_empty) {
            return nothing();
        }
        let buttons = vec![
            button("button button-primary", fixed("Print"), print),
            button("button", fixed("Copy as Markdown"), copy),
        ];
        group(
            "stack",
            vec![
                group("row not-on-paper", buttons),
                group("stack sheet-of-paper", text.with(|text| shown(text))),
            ],
        )
    });
    group(
        "stack",
        vec![notice("error", trouble.into()), body, toasts(desk)],
    )
}

async fn fetch(text: RwSignal<String>, trouble: RwSignal<String>) {
    let prospect = chrome::named("prospect").unwrap_or_default();
    match link::ask(&PanelRequest::Prospect { prospect }).await {
        Ok(PanelReply::Prospect(Some(view))) => text.set(view.deal.hand_over),
        Ok(_) => trouble.set("Nothing is recorded of them.".to_owned()),
        Err(error) => trouble.set(error),
    }
}

/// The Markdown that we made ourselves: titles, lists and one kind of table; nothing else is in it.
fn shown(text: &str) -> Vec<AnyView> {
    let mut children = Vec::new();
    let (mut items, mut rows): (Vec<AnyView>, Vec<AnyView>) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if let Some(item) = line.strip_prefix("- ") {
            items.push(html::li().child(plain(item)).into_any());
            continue;
        }
        if let Some(cells) = line.strip_prefix("| ") {
            rows.extend(row(cells, rows.is_empty()));
            continue;
        }
        if !items.is_empty() {
            children.push(list("bullets", std::mem::take(&mut items)));
        }
        if !rows.is_empty() {
            let table = html::table()
                .class("table")
                .child(std::mem::take(&mut rows));
            children.push(html::div().class("table-wrap").child(table).into_any());
        }
        if let Some(text) = line.strip_prefix("## ") {
            children.push(heading("heading", fixed(plain(text))));
        } else if let Some(text) = line.strip_prefix("# ") {
            children.push(title("title", fixed(plain(text))));
        } else if !line.is_empty() {
            children.push(para("", fixed(plain(line))));
        }
    }
    children
}

/// A row of the table; nothing for the line below its head.
fn row(cells: &str, head: bool) -> Option<AnyView> {
    if cells.starts_with("---") {
        return None;
    }
    let cells = cells.strip_suffix(" |").unwrap_or(cells).split(" | ");
    let cells = cells.map(|cell| {
        if head {
            html::th()
                .attr("scope", "col")
                .child(plain(cell))
                .into_any()
        } else {
            html::td().child(plain(cell)).into_any()
        }
    });
    Some(html::tr().child(cells.collect::<Vec<_>>()).into_any())
}

/// The text without the marks that keep Markdown from reading it.
fn plain(text: &str) -> String {
    let mut marked = false;
    let mark = |c: &char| {
        let drop = *c == '\\' && !marked;
        marked = drop;
        !drop
    };
    text.chars().filter(mark).collect()
}
