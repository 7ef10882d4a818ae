//! The self-test: what was read in a tab, by which rule, and how its mails are understood.

use super::chrome;
use super::desk::{Desk, Next, Shared};
use super::link;
use super::parts::{
    button, chip, fixed, follow, group, heading, live_bool, nothing, notice, para, quote, span,
    when,
};
use super::popup_tab::field_name;
use super::toast::toasts;
use super::ways::ways;
use crate::json;
use crate::protocol::{
    Conversation, InspectView, MailMessage, MessageInspect, PanelReply, PanelRequest,
};
use leptos::{html, prelude::*, task::spawn_local};

const NO_TAB: &str = "Nothing is read in that tab. Switch Askback on there and reload it. If it does not know the site, press \u{201c}Read this page\u{201d} in the popup there.";

#[derive(Clone, Copy)]
struct Test {
    desk: Desk,
    tab: i32,
    page: RwSignal<Option<Conversation>>,
    view: RwSignal<Option<InspectView>>,
    trouble: RwSignal<String>,
}

/// The page.
pub fn page() -> AnyView {
    let test = Test {
        desk: Shared::desk(false),
        tab: chrome::named_tab().unwrap_or(-1),
        page: RwSignal::new(None),
        view: RwSignal::new(None),
        trouble: RwSignal::default(),
    };
    spawn_local(test.run());
    let actions = vec![
        button("button", fixed("Read again"), move |_| {
            spawn_local(test.run());
        }),
        button(
            "button button-quiet",
            fixed("Copy report without text"),
            move |_| copy(test),
        ),
    ];
    group(
        "stack stack-loose",
        vec![
            group("row", actions),
            notice("error", test.trouble.into()),
            follow(move || {
                test.page
                    .with(|page| page.as_ref().map_or_else(nothing, fields))
            }),
            when(
                live_bool(move || test.view.with(Option::is_some)),
                move || follow(move || understood(test)),
            ),
            ways(),
            super::recipes::recipes(test.desk),
            toasts(test.desk),
        ],
    )
}

impl Test {
    async fn run(self) {
        self.trouble.set(String::new());
        let reply = chrome::ask_tab(self.tab, "read_now").await.ok();
        let page = reply.and_then(|reply| json::read::<Conversation>(&reply).ok());
        let Some(page) = page else {
            self.trouble.set(NO_TAB.into());
            return;
        };
        self.page.set(Some(page.clone()));
        let request = PanelRequest::Inspect(Box::new(page));
        match link::ask(&request).await {
            Ok(PanelReply::Inspect(inspect)) => self.view.set(Some(*inspect)),
            Ok(_) => self.trouble.set(link::NO_REPLY.into()),
            Err(error) => self.trouble.set(error),
        }
    }
}

fn copy(test: Test) {
    spawn_local(async move {
        match chrome::ask_tab(test.tab, "structure").await {
            Ok(report) => test.desk.copy(
                chrome::as_text(&report),
                "Copied. There is no text of the page in it.",
            ),
            Err(_) => test.desk.say(NO_TAB, true, Next::Nothing),
        }
    });
}

/// Every field: found and by which rule, or missing.
fn fields(page: &Conversation) -> AnyView {
    let found = page
        .found_by
        .iter()
        .map(|(field, rule)| line(field, "ok", "Found", rule));
    let missing = page
        .missing
        .iter()
        .map(|field| line(field, "remind", "Missing", ""));
    let rows: Vec<AnyView> = missing.chain(found).collect();
    let seen = [
        "Site: ",
        &page.site,
        ". View: ",
        &page.view,
        ". Mails: ",
        &page.messages.len().to_string(),
        ". Drafts: ",
        &page.composes.len().to_string(),
        ".",
    ]
    .concat();
    let head = ["What", "Whether", "Rule", "Field"]
        .map(|name| html::th().attr("scope", "col").child(name));
    let table = html::table()
        .class("table")
        .child(
            html::caption()
                .class("visually-hidden")
                .child("What was read, and by which rule"),
        )
        .child(html::thead().child(html::tr().child(head.into_iter().collect_view())))
        .child(html::tbody().child(rows));
    group(
        "stack",
        vec![
            heading("heading", fixed("What was read")),
            para("muted", fixed(seen)),
            html::div()
                .class("table-wrap")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", "What was read")
                .child(table)
                .into_any(),
        ],
    )
}

fn line(field: &str, tone: &'static str, state: &'static str, rule: &str) -> AnyView {
    html::tr()
        .child(html::th().attr("scope", "row").child(field_name(field)))
        .child(html::td().child(chip(fixed(tone), fixed(state))))
        .child(html::td().child(rule.to_owned()))
        .child(html::td().child(html::code().child(field.to_owned())))
        .into_any()
}

fn understood(test: Test) -> AnyView {
    let (Some(page), Some(view)) = (test.page.get(), test.view.get()) else {
        return nothing();
    };
    let mails = page
        .messages
        .iter()
        .zip(view.messages)
        .map(|(mail, seen)| one(mail, seen));
    let mut parts = vec![heading("heading", fixed("How the mails are understood"))];
    parts.extend(mails);
    let drafts = view
        .composes
        .into_iter()
        .zip(view.composes_quoted)
        .map(|(text, quoted)| {
            let quoted = if quoted {
                "Quoted mail was left out."
            } else {
                ""
            };
            group(
                "card",
                vec![
                    heading("label", fixed("A draft of yours")),
                    quote(fixed(text)),
                    para("small muted", fixed(quoted)),
                ],
            )
        });
    parts.extend(drafts);
    group("stack", parts)
}

fn one(mail: &MailMessage, seen: MessageInspect) -> AnyView {
    let who = mail.from.name.clone().or_else(|| mail.from.email.clone());
    let who = who.unwrap_or_else(|| "Writer not read".into());
    let date = mail.date_text.clone().unwrap_or_default();
    let head = group(
        "card-head",
        vec![
            heading("label", fixed(who)),
            span("small muted", fixed(date)),
            kind(&seen.automatic),
        ],
    );
    let text = match seen.new_text {
        Some(text) => quote(fixed(text)),
        None => para(
            "muted",
            fixed("Its text is not in the page. Open the mail there to read it."),
        ),
    };
    let quoted = if seen.quoted == Some(true) {
        "Quoted mail was left out."
    } else {
        ""
    };
    let mut parts = vec![head, text];
    if !quoted.is_empty() {
        parts.push(para("small muted", fixed(quoted)));
    }
    parts.extend(seen.requests.into_iter().map(|(kind, words, rule)| {
        group(
            "row",
            vec![
                span("tag", fixed(["asks for: ", &kind].concat())),
                span("", fixed(words)),
                span("small muted", fixed(["rule ", &rule].concat())),
            ],
        )
    }));
    group("card", parts)
}

fn kind(automatic: &str) -> AnyView {
    let words = match automatic {
        "out_of_office" => "Out of office",
        "bounce" => "Could not be delivered",
        "list" => "Mailing list",
        "calendar" => "Calendar",
        "receipt" => "Receipt",
        _ => return nothing(),
    };
    chip(fixed("quiet"), fixed(words))
}
