//! Who the rep is, how strict Askback is, and on which sites it reads.

use super::chrome;
use super::desk::{Desk, Next, Shared};
use super::form::{radios, text_field};
use super::link;
use super::parts::{
    Words, button, fixed, follow, group, heading, item, list, live, live_bool, nothing, notice,
    para, save_button, span, when,
};
use super::toast::toasts;
use super::words::{host, now};
use crate::protocol::{PanelReply, PanelRequest, SettingsForm, SettingsView};
use leptos::{ev, html, prelude::*, task::spawn_local};

const MODES: [(&str, &str); 3] = [("coach", "Coach"), ("strict", "Strict"), ("quiet", "Quiet")];

#[derive(Clone, Copy)]
struct Settings {
    desk: Desk,
    loaded: RwSignal<bool>,
    emails: RwSignal<String>,
    domains: RwSignal<String>,
    mode: RwSignal<String>,
    badge: RwSignal<bool>,
    sites: RwSignal<Vec<(String, String)>>,
    trouble: RwSignal<String>,
}

/// The page.
pub fn page() -> AnyView {
    let settings = Settings {
        desk: Shared::desk(false),
        loaded: RwSignal::new(false),
        emails: RwSignal::default(),
        domains: RwSignal::default(),
        mode: RwSignal::default(),
        badge: RwSignal::new(true),
        sites: RwSignal::default(),
        trouble: RwSignal::default(),
    };
    spawn_local(settings.fetch());
    let loaded = live_bool(move || settings.loaded.get());
    group(
        "stack stack-loose",
        vec![
            notice("error", settings.trouble.into()),
            when(
                live_bool(move || !loaded.get() && !settings.trouble.with(String::is_empty)),
                move || {
                    let retry = move |_| spawn_local(settings.fetch());
                    group("row", vec![button("button", fixed("Retry"), retry)])
                },
            ),
            when(loaded, move || form(settings)),
            when(loaded, move || sites(settings)),
            sample(),
            toasts(settings.desk),
        ],
    )
}

impl Settings {
    async fn fetch(self) {
        match link::ask(&PanelRequest::Settings {}).await {
            Ok(PanelReply::Settings(settings)) => self.take(*settings),
            Ok(_) => self.trouble.set(link::NO_REPLY.into()),
            Err(error) => self.trouble.set(error),
        }
    }

    fn take(self, view: SettingsView) {
        self.emails.set(view.own_emails.join("\n"));
        self.domains.set(view.own_domains.join("\n"));
        self.mode.set(view.mode);
        self.badge.set(view.badge);
        self.sites.set(view.sites);
        self.trouble.set(view.trouble);
        self.loaded.set(true);
    }

    fn save(self) {
        let settings = SettingsForm {
            own_emails: self.emails.with_untracked(|text| lines(text)),
            own_domains: self.domains.with_untracked(|text| lines(text)),
            mode: self.mode.get_untracked(),
            badge: self.badge.get_untracked(),
        };
        spawn_local(async move {
            match link::ask(&PanelRequest::SaveSettings(settings)).await {
                Ok(PanelReply::Settings(settings)) => {
                    self.take(*settings);
                    self.desk
                        .say(&["Saved here at ", &now()].concat(), false, Next::Nothing);
                }
                Ok(_) => self.desk.say(link::NO_REPLY, true, Next::Nothing),
                Err(error) => self.desk.say(&error, true, Next::Nothing),
            }
        });
    }
}

/// One entry a line; commas and spaces part entries too.
fn lines(text: &str) -> Vec<String> {
    let entries = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'));
    entries
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}

fn form(settings: Settings) -> AnyView {
    html::form()
        .class("card stack")
        .attr("novalidate", "")
        .on(ev::submit, move |event| {
            event.prevent_default();
            settings.save();
        })
        .child(vec![
            heading("heading", fixed("Who you are")),
            text_field(
                "Your own mail addresses, one a line",
                "you@your-company.com",
                settings.emails,
            ),
            text_field(
                "Your company's domains, one a line. Nobody there is a prospect.",
                "your-company.com",
                settings.domains,
            ),
            html::hr().class("divider").into_any(),
            heading("heading", fixed("How strict it is")),
            radios(
                fixed("Before a mail is sent"),
                "mode",
                &MODES,
                settings.mode,
            ),
            para(
                "small muted",
                live(move || mode(&settings.mode.get()).to_owned()),
            ),
            badge(settings),
            group(
                "row",
                vec![save_button("button button-primary", fixed("Save"))],
            ),
        ])
        .into_any()
}

fn mode(code: &str) -> &'static str {
    match code {
        "strict" => "Every rule holds the mail until you decide. You can always send it anyway.",
        "quiet" => "Mails are never held and nothing is said. The count on the button is all.",
        _ => {
            "Most rules only remind you. Three hold the mail: a second request while the first is \
              open, offering more after they agreed, and giving to someone you walked away from."
        }
    }
}

fn badge(settings: Settings) -> AnyView {
    html::label()
        .class("check")
        .child(
            html::input()
                .attr("type", "checkbox")
                .attr("role", "switch")
                .class("switch")
                .prop("checked", move || settings.badge.get())
                .on(ev::change, move |_| {
                    settings.badge.update(|badge| *badge = !*badge);
                }),
        )
        .child("Show on the toolbar's button how many decisions wait for you")
        .into_any()
}

fn sites(settings: Settings) -> AnyView {
    let rows = follow(move || {
        let all = settings.sites.get().into_iter();
        let rows: Vec<AnyView> = all
            .map(|(name, origin)| site(settings.desk, name, origin))
            .collect();
        list("list", rows)
    });
    group(
        "stack",
        vec![
            heading("heading", fixed("Where it reads")),
            para(
                "muted",
                fixed(
                    "Askback reads only on the sites that you switch on. For another site, open it and press Askback's button in the toolbar.",
                ),
            ),
            rows,
        ],
    )
}

fn site(desk: Desk, name: String, origin: String) -> AnyView {
    let on = RwSignal::new(false);
    let asked = origin.clone();
    spawn_local(async move { on.set(chrome::has_origin(&asked).await) });
    let where_it_is: Words = fixed(host(&origin));
    let switch = html::input()
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .prop("checked", move || on.get())
        .on(ev::change, move |_| toggle(desk, &origin, on));
    let label = html::label()
        .class("list-row")
        .child(group(
            "list-main",
            vec![
                span("strong", fixed(name)),
                para("small muted", where_it_is),
            ],
        ))
        .child(switch);
    item("", vec![label.into_any()])
}

/// Asks for the permission in the event itself, or gives it back.
fn toggle(desk: Desk, origin: &str, on: RwSignal<bool>) {
    let was = on.get_untracked();
    let origin = origin.to_owned();
    // So the switch shows what is so, whatever the rep answers to the browser.
    on.set(!was);
    let asked = (!was).then(|| chrome::request_origin(&origin));
    spawn_local(async move {
        let said = match asked {
            Some(Ok(promise)) => {
                let granted = chrome::is_true(chrome::settle(promise).await);
                if granted {
                    "Switched on. Reload its open tabs to start."
                } else {
                    ""
                }
            }
            None if chrome::remove_origin(&origin).await => "Switched off.",
            _ => "",
        };
        on.set(chrome::has_origin(&origin).await);
        if said.is_empty() {
            desk.say("The browser did not change it.", true, Next::Nothing);
        } else {
            desk.say(said, false, Next::Nothing);
        }
    });
}

fn sample() -> AnyView {
    let open = |_| spawn_local(chrome::open_tab("sample/mailbox.html"));
    group(
        "stack",
        vec![
            heading("heading", fixed("Try it first")),
            para(
                "muted",
                fixed(
                    "The sample mailbox is a page of Askback's own, with made-up mails. You can let its days run ahead. Nothing there counts.",
                ),
            ),
            group(
                "row",
                vec![button("button", fixed("Open the sample mailbox"), open)],
            ),
            nothing(),
        ],
    )
}
