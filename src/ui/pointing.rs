//! "Read this page": the rep points at the parts of a page that no recipe knows.

use super::chrome;
use super::desk::Next;
use super::parts::{button, fixed, group, nothing, para};
use super::popup::Popup;
use crate::protocol::SiteView;
use leptos::{prelude::*, task::spawn_local};

/// The button; nothing where an extension cannot read, and where a built-in recipe is for the host.
pub fn read_page(popup: Popup, site: &SiteView) -> AnyView {
    if site.origin.is_empty() || !site.name.is_empty() {
        return nothing();
    }
    let origin = site.origin.clone();
    let press = move |_| point(popup, &origin);
    let mut row = vec![button(
        "button button-small",
        fixed("Read this page"),
        press,
    )];
    if site.enabled {
        row.push(super::popup_tab::inspect(popup, "See what is read here"));
    }
    group(
        "stack stack-tight",
        vec![
            para(
                "small muted",
                fixed(
                    "Does Askback not know this site? Point once at subject, writer, text and Send, and it reads the site from then on.",
                ),
            ),
            group("row", row),
        ],
    )
}

/// Asks for the permission in the click itself. The browser's question may close this popup, so the
/// background is told beforehand and starts the pointing.
fn point(popup: Popup, origin: &str) {
    let Some(tab) = popup.tab.get_untracked().id else {
        return;
    };
    let wish = chrome::object(&[("tab", tab.into()), ("origin", origin.into())]);
    let told = chrome::call(
        "runtime",
        "sendMessage",
        &[chrome::object(&[("point", wish)])],
    );
    let reply = chrome::request_origin(origin);
    spawn_local(async move {
        let granted = match reply {
            Ok(promise) => chrome::is_true(chrome::settle(promise).await),
            Err(_) => false,
        };
        let started = match told {
            Ok(promise) => chrome::settle(promise).await.is_ok(),
            Err(_) => false,
        };
        if granted && started {
            let _ = window().close();
            return;
        }
        popup.desk.say(
            "The browser did not grant it. Nothing was switched on.",
            true,
            Next::Nothing,
        );
    });
}
