//! The recipes that the rep made by pointing: as files for colleagues, and away with them.

use super::chrome;
use super::desk::{Desk, Next};
use super::link;
use super::parts::{button, fixed, follow, group, heading, item, list, para, span};
use crate::protocol::{PanelReply, PanelRequest};
use leptos::{ev, html, prelude::*, task::spawn_local};

type Kept = RwSignal<Vec<(String, String)>>;

/// All of them, and taking one in from a file.
pub fn recipes(desk: Desk) -> AnyView {
    let kept: Kept = RwSignal::default();
    ask(desk, kept, PanelRequest::Recipes {}, "");
    let file: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| take(desk, kept, &event));
    let field = html::input()
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("id", "recipe-file")
        .on(ev::change, file);
    let label = html::label()
        .class("label")
        .attr("for", "recipe-file")
        .child("Take in a recipe from a file");
    group(
        "stack",
        vec![
            heading("heading", fixed("Recipes of your own")),
            para(
                "muted",
                fixed(
                    "\u{201c}Read this page\u{201d} in the popup makes one for a site that Askback does not know. It says where on a page to look and holds nothing of your mails, so you can share it.",
                ),
            ),
            follow(move || {
                let all = kept.get();
                if all.is_empty() {
                    return para("", fixed("There are none yet."));
                }
                list(
                    "stack stack-tight",
                    all.into_iter().map(|one| row(desk, kept, one)).collect(),
                )
            }),
            group(
                "stack stack-tight",
                vec![label.into_any(), field.into_any()],
            ),
        ],
    )
}

fn row(desk: Desk, kept: Kept, (host, recipe): (String, String)) -> AnyView {
    let name = ["askback-", &host, ".json"].concat();
    let gone = host.clone();
    let delete = move |_| {
        let request = PanelRequest::DropRecipe { host: gone.clone() };
        ask(
            desk,
            kept,
            request,
            "Deleted. Open tabs of that site read by it until they are reloaded.",
        );
    };
    item(
        "row row-between",
        vec![
            span("", fixed(host)),
            group(
                "row",
                vec![
                    button("button button-small", fixed("Save as a file"), move |_| {
                        chrome::save_file(&name, &recipe);
                    }),
                    button("button button-small button-quiet", fixed("Delete"), delete),
                ],
            ),
        ],
    )
}

fn take(desk: Desk, kept: Kept, event: &web_sys::Event) {
    let Some(text) = chrome::chosen_file(event) else {
        return;
    };
    spawn_local(async move {
        let recipe = chrome::settle(text).await.ok();
        let recipe = recipe.and_then(|text| text.as_string()).unwrap_or_default();
        let done = "Taken in. Open that site, switch Askback on there, and reload its tab.";
        ask(desk, kept, PanelRequest::KeepRecipe { recipe }, done);
    });
}

/// Asks, shows the recipes as they are then, and says what was done or why not.
fn ask(desk: Desk, kept: Kept, request: PanelRequest, done: &'static str) {
    spawn_local(async move {
        match link::ask(&request).await {
            Ok(PanelReply::Recipes(all)) => {
                kept.set(all);
                if !done.is_empty() {
                    desk.say(done, false, Next::Nothing);
                }
            }
            Ok(_) => desk.say(link::NO_REPLY, true, Next::Nothing),
            Err(error) => desk.say(&error, true, Next::Nothing),
        }
    });
}
