//! What was just done, with its Undo.

use super::desk::{Desk, Next, Toast};
use super::parts::{button, fixed, icon_button, nothing, span};
use super::{focus, link};
use crate::protocol::PanelRequest;
use leptos::{html, prelude::*, task::spawn_local};

/// Milliseconds that a toast stays when nobody is at it.
const STAY: i32 = 20_000;

/// The page's place for toasts. Readers are told politely of each.
pub fn toasts(desk: Desk) -> AnyView {
    Effect::new(move |_| {
        if let Some(toast) = desk.toast.get() {
            expire(desk, toast.turn);
            focus::after_paint(|| {
                if focus::is_lost() {
                    focus::first(".toast");
                }
            });
        }
    });
    html::div()
        .class("toasts")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .child(move || desk.toast.get().map(|toast| one(desk, toast)))
        .into_any()
}

fn one(desk: Desk, toast: Toast) -> AnyView {
    let next = match toast.next {
        Next::Nothing => nothing(),
        Next::Undo(request) => again(desk, "Undo", request),
        Next::Look(whom) => button("button button-small", fixed("Undo"), move |_| {
            desk.never_look(whom.clone(), false);
        }),
        Next::Retry(request) => again(desk, "Retry", request),
    };
    let class = if toast.bad {
        "toast toast-bad"
    } else {
        "toast"
    };
    html::div()
        .class(class)
        .attr("tabindex", "-1")
        .child(span("", fixed(toast.text)))
        .child(next)
        .child(icon_button(
            "button button-small button-icon",
            "×",
            fixed("Close this message"),
            move |_| desk.toast.set(None),
        ))
        .into_any()
}

fn again(desk: Desk, words: &'static str, request: PanelRequest) -> AnyView {
    button("button button-small", fixed(words), move |_| {
        desk.request(request.clone(), Box::new(|_| {}));
    })
}

/// Takes the toast of that turn away after a while, unless the pointer or the keyboard is at it.
fn expire(desk: Desk, turn: u32) {
    spawn_local(async move {
        loop {
            link::pause(STAY).await;
            let here =
                |toast: &Option<Toast>| toast.as_ref().is_some_and(|toast| toast.turn == turn);
            if !desk.toast.with_untracked(here) {
                return;
            }
            let busy = document().query_selector(".toast:is(:hover, :focus-within)");
            if !matches!(busy, Ok(Some(_))) {
                desk.toast.set(None);
                return;
            }
        }
    });
}
