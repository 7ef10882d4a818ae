//! The side panel: the whole record of the prospect in the tab in front, or of one that the rep
//! picked.

use super::chrome::{self, Tab};
use super::desk::{Desk, Shared};
use super::form::Typing;
use super::manual::manual;
use super::parts::{
    button, fixed, follow, group, heading, item, list, live, live_bool, nothing, notice, para,
    span, when,
};
use super::picker::picker;
use super::record::{self, Record};
use super::toast::toasts;
use super::{focus, link, record::record};
use crate::protocol::{Decision, PanelReply, PanelRequest, PopupView, ProspectHead};
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::collections::BTreeMap;

/// The panel. It lives as long as its page, so it is shared by a plain reference.
pub type Panel = &'static State;

/// The state of the panel.
pub struct State {
    /// What its parts share.
    pub desk: Desk,
    /// The prospect of the tab in front; empty when there is none.
    here: RwSignal<ProspectHead>,
    /// Whom the rep picked in place of it.
    picked: RwSignal<Option<ProspectHead>>,
    shown: RwSignal<Option<String>>,
    records: StoredValue<BTreeMap<String, Record>>,
    waiting: RwSignal<Vec<Decision>>,
    loaded: RwSignal<bool>,
    trouble: RwSignal<String>,
    storage: RwSignal<String>,
    turn: StoredValue<u32>,
    typing: Typing,
}

/// The page.
pub fn page() -> AnyView {
    let panel: Panel = Box::leak(Box::new(State {
        desk: Shared::desk(false),
        here: RwSignal::default(),
        picked: RwSignal::new(asked_for()),
        shown: RwSignal::new(None),
        records: StoredValue::default(),
        waiting: RwSignal::default(),
        loaded: RwSignal::new(false),
        trouble: RwSignal::default(),
        storage: RwSignal::default(),
        turn: StoredValue::new(0),
        typing: Typing::blank(),
    }));
    Effect::new(move |_| {
        panel.desk.changed.get();
        spawn_local(panel.fetch());
    });
    panel.follow_tabs();
    let main = html::main().class("stack").child(vec![
        trouble(panel),
        notice("error", panel.storage.into()),
        follow(move || body(panel)),
    ]);
    group(
        "panel-page",
        vec![head(panel), main.into_any(), toasts(panel.desk)],
    )
}

/// Whom another page of ours asked to see here; told once.
fn asked_for() -> Option<ProspectHead> {
    let id = chrome::named("prospect").or_else(|| chrome::take_kept(chrome::SHOW))?;
    Some(ProspectHead {
        name: id.clone(),
        id,
        sample: false,
    })
}

impl State {
    /// Shows that prospect until the tab in front shows another.
    pub fn pick(&'static self, head: Option<ProspectHead>) {
        self.picked.set(head);
        spawn_local(self.fetch());
    }

    /// Fetches what the panel shows. Of several fetches under way the last one counts.
    async fn fetch(&'static self) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        let tab = chrome::tab_in_front().await;
        let tab = reader_in(tab).await;
        let picked = self.picked.get_untracked();
        let reply = link::ask(&PanelRequest::Popup {
            tab,
            url: String::new(),
            prospect: picked.as_ref().map(|head| head.id.clone()),
        })
        .await;
        if self.turn.get_value() != turn {
            return;
        }
        self.loaded.set(true);
        match reply {
            Ok(PanelReply::Popup(view)) => self.take(*view, picked),
            Ok(_) => self.trouble.set(link::NO_REPLY.into()),
            Err(error) => self.trouble.set(error),
        }
    }

    fn take(&'static self, view: PopupView, picked: Option<ProspectHead>) {
        focus::keep(&[".toast button", ".panel-head h1"]);
        self.trouble.set(String::new());
        let here = view.tab_prospect.unwrap_or_default();
        let before = self.here.get_untracked();
        self.here.set(here.clone());
        if picked.is_some() && !here.id.is_empty() && !before.id.is_empty() && here.id != before.id
        {
            // The tab in front went on to another prospect: the panel follows.
            self.pick(None);
            return;
        }
        self.storage.set(view.trouble);
        self.desk.kinds.set(view.kinds);
        self.desk.today.set(view.today);
        self.waiting.set(view.decisions);
        let head = picked.unwrap_or_else(|| here.clone());
        if head.id.is_empty() {
            self.show(None);
            return;
        }
        let record = self.record_of(head);
        let id = record.desk.id();
        record.take(view.current, view.card.filter(|_| id == here.id));
        self.show(Some(id));
    }

    /// What stands on the screen is made anew only for another prospect.
    fn show(&'static self, id: Option<String>) {
        if self.shown.with_untracked(|shown| *shown != id) {
            self.shown.set(id);
        }
    }

    fn record_of(&'static self, head: ProspectHead) -> Record {
        let known = self
            .records
            .with_value(|records| records.get(&head.id).copied());
        known.unwrap_or_else(|| {
            let id = head.id.clone();
            let record = record::State::record(self.desk, head);
            self.records.update_value(|records| {
                records.insert(id, record);
            });
            record
        })
    }

    fn shown_record(&'static self) -> Option<Record> {
        let id = self.shown.get()?;
        self.records.with_value(|records| records.get(&id).copied())
    }

    fn follow_tabs(&'static self) {
        let fetch = move || spawn_local(self.fetch());
        chrome::on("tabs", "onActivated", fetch);
        chrome::on("tabs", "onUpdated", fetch);
        chrome::on_news(fetch);
        window_event_listener(ev::storage, move |_| {
            if let Some(head) = asked_for() {
                self.pick(Some(head));
            }
        });
    }
}

/// The tab, when a reader is at work in it: what was read before it went elsewhere is past.
async fn reader_in(tab: Tab) -> Option<i32> {
    let id = tab.id?;
    let reply = chrome::ask_tab(id, "where").await;
    reply.is_ok_and(|reply| reply.is_object()).then_some(id)
}

fn head(panel: Panel) -> AnyView {
    let name = move || {
        let shown = panel.shown_record();
        shown.map_or_else(
            || "Askback".to_owned(),
            |record| record.desk.prospect.with(|head| head.name.clone()),
        )
    };
    let sample = live_bool(move || {
        panel
            .shown_record()
            .is_some_and(|record| record.desk.prospect.with(|head| head.sample))
    });
    let title = html::h1()
        .class("heading clip grow")
        .attr("tabindex", "-1")
        .child(name);
    let said = live(move || {
        let shown = panel.shown.get();
        let said = match shown {
            _ if !panel.loaded.get() => "",
            None => "No prospect is open in this tab.",
            Some(id) if panel.here.with(|here| here.id == id) => "Open in this tab",
            Some(_) => "Not open in this tab",
        };
        said.to_owned()
    });
    let line = html::p()
        .class("small muted grow")
        .attr("role", "status")
        .child(move || said.get());
    html::header()
        .class("panel-head stack stack-tight")
        .child(group(
            "row",
            vec![
                title.into_any(),
                when(sample, || span("tag", fixed("sample"))),
            ],
        ))
        .child(group("row", vec![line.into_any(), back(panel)]))
        .child(picker(panel))
        .into_any()
}

/// Back to the prospect of the tab in front.
fn back(panel: Panel) -> AnyView {
    let other = live_bool(move || {
        let here = panel.here.with(|here| here.id.clone());
        !here.is_empty() && panel.shown.get().is_some_and(|shown| shown != here)
    });
    when(other, move || {
        let name = live(move || ["Show ", &panel.here.with(|here| here.name.clone())].concat());
        button("button button-small", name, move |_| panel.pick(None))
    })
}

fn trouble(panel: Panel) -> AnyView {
    let bad = live_bool(move || !panel.trouble.with(String::is_empty));
    when(bad, move || {
        let retry = move |_| spawn_local(panel.fetch());
        group(
            "notice notice-error",
            vec![
                para("", panel.trouble.into()),
                group(
                    "row",
                    vec![button("button button-small", fixed("Retry"), retry)],
                ),
            ],
        )
    })
}

fn body(panel: Panel) -> AnyView {
    match panel.shown_record() {
        Some(shown) => record(shown),
        None if panel.loaded.get() => nobody(panel),
        None => nothing(),
    }
}

/// What stands here while there is no prospect to show.
fn nobody(panel: Panel) -> AnyView {
    let waiting = follow(move || {
        let all = panel.waiting.get();
        if all.is_empty() {
            return para("muted", fixed("Nobody is waiting for a decision of yours."));
        }
        let rows = all.into_iter().map(|decision| waits(panel, decision));
        group(
            "stack stack-tight",
            vec![
                heading("label", fixed("Waiting for your decision")),
                list("list", rows.collect()),
            ],
        )
    });
    group(
        "stack",
        vec![
            para(
                "",
                fixed("Open a mail or a record of a prospect, or find one above."),
            ),
            waiting,
            manual(panel.desk, panel.typing, "Write a request by hand"),
        ],
    )
}

fn waits(panel: Panel, decision: Decision) -> AnyView {
    let head = decision.prospect;
    let name = head.name.clone();
    let press = move |_| panel.pick(Some(head.clone()));
    let row = html::button()
        .attr("type", "button")
        .class("list-row")
        .on(ev::click, press)
        .child(group(
            "list-main",
            vec![
                span("strong", fixed(name)),
                para("small", fixed(decision.text)),
            ],
        ));
    item("", vec![row.into_any()])
}
