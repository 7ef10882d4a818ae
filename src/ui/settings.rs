//! The settings of the practice: each is stored as soon as it is changed, and taken back to what is
//! usual by one press. What the company set stands there locked.

use super::chrome;
use super::desk::{Desk, Next, Shared};
use super::link;
use super::loosen;
use super::parts::{
    Words, button, disclosure, fixed, follow, group, heading, live_bool, notice, para, span,
    value_of, when,
};
use super::rows::keyed;
use super::toast::toasts;
use super::words::now;
use crate::protocol::{PanelReply, PanelRequest, PracticeView, SettingView};
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::sync::Arc;

/// The sections that are not folded: what every rep may want to look at.
const FIRST: [&str; 3] = ["Manner", "Rules", "Silence"];

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    view: RwSignal<PracticeView>,
    trouble: RwSignal<String>,
}

/// The page.
pub fn page() -> AnyView {
    let page = Page {
        desk: Shared::desk(false),
        view: RwSignal::default(),
        trouble: RwSignal::default(),
    };
    page.ask(PanelRequest::Practice {}, "");
    chrome::on_news(move || page.ask(PanelRequest::Practice {}, ""));
    let sections = Memo::new(move |_| {
        let mut names: Vec<String> = Vec::new();
        page.view.with(|view| {
            for setting in &view.settings {
                if names.last() != Some(&setting.section) {
                    names.push(setting.section.clone());
                }
            }
        });
        names
    });
    group(
        "stack stack-loose",
        vec![
            notice("error", page.trouble.into()),
            company(page),
            loosen::proposals(
                Signal::derive(move || page.view.with(|view| view.rules.clone())),
                Arc::new(move |request| page.ask(request, "Saved here")),
            ),
            keyed(sections.into(), move |name| section(page, name.to_owned())),
            when(
                live_bool(move || !sections.with(Vec::is_empty)),
                move || file(page),
            ),
            toasts(page.desk),
        ],
    )
}

impl Page {
    fn ask(self, request: PanelRequest, done: &'static str) {
        spawn_local(async move {
            match link::ask(&request).await {
                Ok(PanelReply::Practice(view)) => {
                    self.trouble.set(String::new());
                    self.view.set(*view);
                    if !done.is_empty() {
                        let said = [done, " at ", &now()].concat();
                        self.desk.say(&said, false, Next::Nothing);
                    }
                }
                Ok(_) => self.trouble.set(link::NO_REPLY.into()),
                Err(error) if done.is_empty() => self.trouble.set(error),
                Err(error) => {
                    self.desk.say(&error, true, Next::Nothing);
                    // What is shown is what is stored.
                    self.view.update(|_| {});
                }
            }
        });
    }

    fn save(self, code: &str, value: String) {
        let values = vec![(code.to_owned(), value)];
        self.ask(PanelRequest::SavePractice { values }, "Saved here");
    }

    fn setting(self, code: &str) -> SettingView {
        self.view.with(|view| {
            let mut settings = view.settings.iter();
            let found = settings.find(|setting| setting.code == code);
            found.cloned().unwrap_or_default()
        })
    }
}

fn company(page: Page) -> AnyView {
    let text: Words = Signal::derive(move || {
        let company = page.view.with(|view| view.company.clone());
        if company.is_empty() {
            company
        } else {
            [
                &company,
                " has set some of this. It cannot be changed here.",
            ]
            .concat()
        }
    });
    notice("remind", text)
}

fn section(page: Page, name: String) -> AnyView {
    let this = name.clone();
    let codes = Memo::new(move |_| {
        page.view.with(|view| {
            let here = view.settings.iter().filter(|one| one.section == this);
            here.map(|one| one.code.clone()).collect::<Vec<_>>()
        })
    });
    let rows = keyed(codes.into(), move |code| row(page, code.to_owned()));
    if FIRST.contains(&name.as_str()) {
        html::section()
            .class("card stack")
            .attr("aria-label", name.clone())
            .child(heading("heading", fixed(name)))
            .child(rows)
            .into_any()
    } else {
        disclosure(fixed(name), vec![rows])
    }
}

fn row(page: Page, code: String) -> AnyView {
    let setting = Memo::new(move |_| page.setting(&code));
    let first = setting.get_untracked();
    let id = ["set-", &first.code].concat();
    let label = html::label()
        .class("field-label")
        .attr("for", id.clone())
        .child(first.label.clone());
    let control = match first.kind.as_str() {
        "choice" => choice(page, setting, id),
        "lines" => lines(page, setting, id),
        _ => input(page, setting, id),
    };
    let foot = follow(move || {
        let one = setting.get();
        if one.locked {
            let company = page.view.with(|view| view.company.clone());
            return span("field-hint", fixed(["Set by ", &company].concat()));
        }
        if one.value == one.usual {
            return ().into_any();
        }
        let usual = one.choices.iter().find(|(code, _)| *code == one.usual);
        let usual = usual.map_or(one.usual.clone(), |(_, words)| words.clone());
        let text = if usual.is_empty() {
            "Take them away".to_owned()
        } else {
            ["Usually: ", &usual].concat()
        };
        button("button button-small button-quiet", fixed(text), move |_| {
            page.save(&one.code, String::new());
        })
    });
    group("field setting", vec![label.into_any(), control, foot])
}

fn choice(page: Page, setting: Memo<SettingView>, id: String) -> AnyView {
    let options = setting
        .get_untracked()
        .choices
        .into_iter()
        .map(|(code, words)| {
            let this = code.clone();
            html::option()
                .attr("value", code)
                .prop("selected", move || setting.with(|one| one.value == this))
                .child(words)
                .into_any()
        });
    html::select()
        .attr("id", id)
        .prop("disabled", move || setting.with(|one| one.locked))
        .on(ev::change, move |event| {
            page.save(&setting.get_untracked().code, value_of(&event));
        })
        .child(options.collect::<Vec<_>>())
        .into_any()
}

fn input(page: Page, setting: Memo<SettingView>, id: String) -> AnyView {
    let number = setting.with_untracked(|one| one.kind == "number");
    let value = move || {
        // Also when nothing changed: what was refused is shown as it is stored.
        page.view.track();
        setting.with(|one| one.value.clone())
    };
    html::input()
        .attr("type", if number { "number" } else { "text" })
        .attr("min", "0")
        .attr("id", id)
        .prop("disabled", move || setting.with(|one| one.locked))
        .prop("value", value)
        .on(ev::change, move |event| {
            page.save(&setting.get_untracked().code, value_of(&event));
        })
        .into_any()
}

/// A field of several lines, as large as what stands in it.
fn lines(page: Page, setting: Memo<SettingView>, id: String) -> AnyView {
    let value = move || setting.with(|one| one.value.clone());
    html::textarea()
        .attr("rows", move || (value().lines().count() + 1).to_string())
        .attr("id", id)
        .prop("disabled", move || setting.with(|one| one.locked))
        .prop("value", value)
        .on(ev::change, move |event| {
            page.save(&setting.get_untracked().code, value_of(&event));
        })
        .into_any()
}

/// All of it as a file, and from one.
fn file(page: Page) -> AnyView {
    let save = move |_| {
        let text = page.view.with_untracked(|view| view.file.clone());
        chrome::save_file("askback-settings.json", &text);
    };
    let take: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| {
        let Some(text) = chrome::chosen_file(&event) else {
            return;
        };
        spawn_local(async move {
            let text = chrome::settle(text).await.ok();
            let text = text.and_then(|text| text.as_string()).unwrap_or_default();
            page.ask(PanelRequest::ReadSettings { text }, "Taken over");
        });
    });
    let field = html::input()
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("id", "settings-file")
        .on(ev::change, take);
    let label = html::label()
        .class("label")
        .attr("for", "settings-file")
        .child("Take over the settings of a file");
    group(
        "card stack",
        vec![
            heading("heading", fixed("As a file")),
            para(
                "muted",
                fixed(
                    "The file holds these settings and nothing of your prospects, so colleagues can use it.",
                ),
            ),
            group("row", vec![button("button", fixed("Save as a file"), save)]),
            group(
                "stack stack-tight",
                vec![label.into_any(), field.into_any()],
            ),
        ],
    )
}
