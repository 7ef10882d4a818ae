//! Switching Askback on and off for the site of the tab in front.

use super::chrome;
use super::desk::{Desk, Next};
use super::link;
use super::parts::{button, fixed, group, live_bool, nothing, para, when};
use super::popup::Popup;
use super::words::host;
use crate::protocol::{PanelRequest, SiteView};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The switch; nothing where an extension cannot read.
pub fn site_switch(popup: Popup, site: SiteView) -> AnyView {
    if site.origin.is_empty() {
        return nothing();
    }
    let host = host(&site.origin).to_owned();
    if site.enabled {
        return on(popup, site.origin, &host);
    }
    let asked = RwSignal::new(false);
    let label = ["Switch on for ", &host].concat();
    let origin = site.origin;
    let switch = move || {
        let origin = origin.clone();
        button(
            "button button-primary button-wide",
            fixed(label.clone()),
            move |_| {
                switch_on(popup, &origin, asked);
            },
        )
    };
    group(
        "stack stack-tight",
        vec![
            when(live_bool(move || !asked.get()), move || {
                group(
                    "stack stack-tight",
                    vec![
                        switch(),
                        para(
                            "small muted",
                            fixed(
                                "It then reads the mails you open there. Nothing leaves this computer.",
                            ),
                        ),
                    ],
                )
            }),
            when(live_bool(move || asked.get()), move || reload(popup)),
        ],
    )
}

/// Asks for the permission in the click itself: a browser refuses it later.
fn switch_on(popup: Popup, origin: &str, asked: RwSignal<bool>) {
    let reply = chrome::request_origin(origin);
    spawn_local(async move {
        let granted = match reply {
            Ok(promise) => chrome::is_true(chrome::settle(promise).await),
            Err(_) => false,
        };
        if granted {
            asked.set(true);
        } else {
            popup.desk.say(
                "The browser did not grant it. Nothing was switched on.",
                true,
                Next::Nothing,
            );
        }
    });
}

/// No longer counts the site as switched on.
pub async fn forget(origin: &str) {
    let request = PanelRequest::SwitchedOff {
        origin: origin.to_owned(),
    };
    // Where it fails, the rep is told of the site as taken away, and may answer then.
    let _ = link::ask(&request).await;
}

/// A site was switched on, and the browser no longer lets Askback read it.
pub fn taken_away(desk: Desk, origin: String, changed: RwSignal<u32>) -> AnyView {
    let text = [
        "Askback was switched on for ",
        host(&origin),
        ". The browser has taken that back, so it reads nothing there.",
    ]
    .concat();
    let again = origin.clone();
    let on = move |_| {
        let reply = chrome::request_origin(&again);
        spawn_local(async move {
            let granted = match reply {
                Ok(promise) => chrome::is_true(chrome::settle(promise).await),
                Err(_) => false,
            };
            let said = if granted {
                "Switched on again."
            } else {
                "The browser did not grant it."
            };
            desk.say(said, !granted, Next::Nothing);
            changed.update(|turn| *turn += 1);
        });
    };
    let off = move |_| {
        let origin = origin.clone();
        spawn_local(async move {
            forget(&origin).await;
            changed.update(|turn| *turn += 1);
        });
    };
    group(
        "notice notice-remind",
        vec![
            para("", fixed(text)),
            group(
                "row",
                vec![
                    button("button button-small", fixed("Switch on again"), on),
                    button(
                        "button button-small button-quiet",
                        fixed("Leave it off"),
                        off,
                    ),
                ],
            ),
        ],
    )
}

fn reload(popup: Popup) -> AnyView {
    group(
        "notice notice-ok",
        vec![
            para("", fixed("Switched on. Reload the tab to start.")),
            group(
                "row",
                vec![button(
                    "button button-small",
                    fixed("Reload the tab"),
                    move |_| {
                        let Some(tab) = popup.tab.get_untracked().id else {
                            return;
                        };
                        spawn_local(async move {
                            let _ = chrome::wait("tabs", "reload", &[tab.into()]).await;
                            let _ = window().close();
                        });
                    },
                )],
            ),
        ],
    )
}

fn on(popup: Popup, origin: String, host: &str) -> AnyView {
    let off = move |_| {
        let origin = origin.clone();
        spawn_local(async move {
            // Before the browser tells of it: a site switched off here was not taken away.
            forget(&origin).await;
            if chrome::remove_origin(&origin).await {
                popup.fetch().await;
                popup.desk.say("Switched off.", false, Next::Nothing);
            } else {
                popup
                    .desk
                    .say("The browser did not take it back.", true, Next::Nothing);
            }
        });
    };
    group(
        "row row-between small",
        vec![
            super::parts::chip(fixed("ok"), fixed(["On for ", host].concat())),
            button("button button-small button-quiet", fixed("Switch off"), off),
        ],
    )
}
