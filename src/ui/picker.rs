//! Finding a prospect by a part of its name.

use super::panel::Panel;
use super::parts::{fixed, group, item, list, live, nothing, span, value_of};
use super::words::counted;
use super::{focus, link};
use crate::protocol::{PanelReply, PanelRequest, ProspectHead};
use leptos::{ev, html, prelude::*, task::spawn_local};

#[derive(Clone, Copy)]
struct Picker {
    panel: Panel,
    text: RwSignal<String>,
    /// The prospects found for a text.
    found: RwSignal<Option<(String, Vec<ProspectHead>)>>,
}

/// A field, and below it whom it finds.
pub fn picker(panel: Panel) -> AnyView {
    let picker = Picker {
        panel,
        text: RwSignal::default(),
        found: RwSignal::new(None),
    };
    let field = html::input()
        .attr("type", "search")
        .attr("placeholder", "Find a prospect")
        .attr("aria-label", "Find a prospect by name")
        .prop("value", move || picker.text.get())
        .on(ev::input, move |event| picker.look(value_of(&event)));
    let said = live(move || {
        picker.found.with(|found| match found {
            Some((_, found)) => [&counted(found.len(), "prospect", "prospects"), " found"].concat(),
            None => String::new(),
        })
    });
    html::search()
        .class("stack stack-tight")
        .on(ev::keydown, move |event| {
            if picker.found.with_untracked(Option::is_some) && focus::escapes(&event) {
                picker.look(String::new());
                focus::first("input[type=search]");
            }
        })
        .child(field)
        .child(
            html::p()
                .class("visually-hidden")
                .attr("role", "status")
                .child(move || said.get()),
        )
        .child(move || results(picker))
        .into_any()
}

impl Picker {
    fn look(self, text: String) {
        self.text.set(text.clone());
        if text.trim().is_empty() {
            self.found.set(None);
            return;
        }
        spawn_local(async move {
            let reply = link::ask(&PanelRequest::Find { text: text.clone() }).await;
            let newest = self.text.with_untracked(|now| *now == text);
            if let (Ok(PanelReply::Found(found)), true) = (reply, newest) {
                self.found.set(Some((text, found)));
            }
        });
    }
}

fn results(picker: Picker) -> AnyView {
    let Some((text, found)) = picker.found.get() else {
        return nothing();
    };
    if found.is_empty() {
        let words = ["No prospect is known as \u{201c}", text.trim(), "\u{201d}."].concat();
        return span("small muted", fixed(words));
    }
    let rows = found.into_iter().map(|head| {
        let (name, id) = (head.name.clone(), head.id.clone());
        let row = html::button()
            .attr("type", "button")
            .class("list-row")
            .on(ev::click, move |_| {
                picker.look(String::new());
                picker.panel.pick(Some(head.clone()));
                focus::after_paint(|| {
                    focus::first("h1");
                });
            })
            .child(group(
                "list-main",
                vec![span("strong", fixed(name)), span("small muted", fixed(id))],
            ));
        item("", vec![row.into_any()])
    });
    list("list found", rows.collect())
}
