//! Switching Askback on and off for the site of the tab in front.

use super::chrome;
use super::desk::Next;
use super::parts::{button, fixed, group, live_bool, nothing, para, when};
use super::popup::Popup;
use super::words::host;
use crate::protocol::SiteView;
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
            if chrome::remove_origin(&origin).await {
                popup.fetch().await;
                popup.desk.say(
                    "Switched off. Open tabs rest after a reload.",
                    false,
                    Next::Nothing,
                );
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
