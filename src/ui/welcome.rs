//! Who the rep is, how strict Askback is, and on which sites it reads.

use super::chrome;
use super::desk::{Desk, Next, Shared};
use super::form::{line_field, radios, text_field};
use super::link;
use super::parts::{
    button, fixed, group, heading, item, live, live_bool, nothing, notice, para, save_button, span,
    when,
};
use super::rows::keyed;
use super::site_switch::{forget, taken_away};
use super::toast::toasts;
use super::words::{host, now};
use crate::domain::permission_for;
use crate::protocol::{PanelReply, PanelRequest, SettingsForm, SettingsView};
use leptos::{ev, html, prelude::*, task::spawn_local};

const MODES: [(&str, &str); 3] = [("coach", "Coach"), ("strict", "Strict"), ("quiet", "Quiet")];

#[derive(Clone, Copy)]
struct Settings {
    desk: Desk,
    loaded: RwSignal<bool>,
    /// The settings as last fetched; what is typed over them stays.
    view: RwSignal<SettingsView>,
    emails: RwSignal<String>,
    domains: RwSignal<String>,
    mode: RwSignal<String>,
    badge: RwSignal<bool>,
    /// The address of a site that is in no list.
    other: RwSignal<String>,
    trouble: RwSignal<String>,
}

/// The page.
pub fn page() -> AnyView {
    let settings = Settings {
        desk: Shared::desk(false),
        loaded: RwSignal::new(false),
        view: RwSignal::default(),
        emails: RwSignal::default(),
        domains: RwSignal::default(),
        mode: RwSignal::default(),
        badge: RwSignal::new(true),
        other: RwSignal::default(),
        trouble: RwSignal::default(),
    };
    Effect::new(move |_| {
        settings.desk.changed.get();
        spawn_local(settings.fetch());
    });
    let fetch = move || spawn_local(settings.fetch());
    chrome::on_news(fetch);
    chrome::on("permissions", "onAdded", fetch);
    chrome::on("permissions", "onRemoved", fetch);
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
            sample(),
            when(loaded, move || sites(settings)),
            when(loaded, move || form(settings)),
            toasts(settings.desk),
        ],
    )
}

/// The texts of the fields as they are stored; where nothing is, as open sites tell them.
fn texts(view: &SettingsView) -> (String, String) {
    let or = |own: &[String], told: &[String]| match own {
        [] => told.join("\n"),
        own => own.join("\n"),
    };
    (
        or(&view.own_emails, &view.shown),
        or(&view.own_domains, &view.domains),
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
        let old = self.view.get_untracked();
        let ((old_emails, old_domains), (emails, domains)) = (texts(&old), texts(&view));
        let first = !self.loaded.get_untracked();
        let follow = |slot: RwSignal<String>, old: &str, new: &str| {
            if old != new && (first || slot.with_untracked(|typed| typed == old)) {
                slot.set(new.to_owned());
            }
        };
        follow(self.emails, &old_emails, &emails);
        follow(self.domains, &old_domains, &domains);
        follow(self.mode, &old.mode, &view.mode);
        if first || self.badge.get_untracked() == old.badge {
            self.badge.set(view.badge);
        }
        self.trouble.set(view.trouble.clone());
        if first || old != view {
            self.view.set(view);
        }
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
                    let (emails, domains) = texts(&settings);
                    self.emails.set(emails);
                    self.domains.set(domains);
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
            when(
                live_bool(move || {
                    settings
                        .view
                        .with(|view| view.own_emails.is_empty() && !view.shown.is_empty())
                }),
                || {
                    para(
                        "muted",
                        fixed("Your open mail says so. Save it, or correct it first."),
                    )
                },
            ),
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
                vec![
                    save_button("button button-primary", fixed("Save")),
                    button("button", fixed("Rules and numbers"), |_| {
                        spawn_local(chrome::open_tab("settings.html"));
                    }),
                ],
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

/// The sites, one switch each: those that Askback knows, and those that the rep added.
fn sites(settings: Settings) -> AnyView {
    let all = Memo::new(move |_| {
        settings.view.with(|view| {
            let mut all = view.sites.clone();
            let added = view.granted.iter();
            let added = added.filter(|one| !view.sites.iter().any(|(_, site)| site == *one));
            all.extend(added.map(|one| (place(one), one.clone())));
            all
        })
    });
    let keys = Memo::new(move |_| all.get().into_iter().map(|(_, origin)| origin).collect());
    let rows = keyed(keys.into(), move |origin| {
        let name = all.with_untracked(|all| {
            let known = all.iter().find(|(_, other)| other == origin);
            known.map(|(name, _)| name.clone())
        });
        site(settings, &name.unwrap_or_default(), origin.to_owned())
    });
    let rows = html::ul().class("list").attr("role", "list").child(rows);
    let lost = Memo::new(move |_| settings.view.with(|view| view.lost.clone()));
    group(
        "stack",
        vec![
            heading("heading", fixed("Where it reads")),
            para(
                "muted",
                fixed(
                    "Askback reads only on the sites that you switch on. Your browser asks you for each.",
                ),
            ),
            keyed(lost.into(), move |origin| {
                taken_away(settings.desk, origin.to_owned(), settings.desk.changed)
            }),
            rows.into_any(),
            other(settings),
        ],
    )
}

/// Where a permission lets us read, in words.
fn place(origin: &str) -> String {
    let host = host(origin);
    match host.strip_prefix("*.") {
        Some(below) => ["every address at ", below].concat(),
        None => host.to_owned(),
    }
}

fn site(settings: Settings, name: &str, origin: String) -> AnyView {
    let this = origin.clone();
    let on = Memo::new(move |_| settings.view.with(|view| view.granted.contains(&this)));
    let turn = RwSignal::new(0_u32);
    let mut words = vec![span("strong", fixed(name))];
    if place(&origin) != name {
        words.push(para("small muted", fixed(place(&origin))));
    }
    let switch = html::input()
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .prop("checked", move || {
            // Whatever the rep answers to the browser, the switch shows what is so.
            turn.get();
            on.get()
        })
        .on(ev::change, move |_| {
            toggle(settings, &origin, on.get_untracked(), turn);
        });
    let label = html::label()
        .class("list-row")
        .child(group("list-main", words))
        .child(switch);
    item("", vec![label.into_any()])
}

/// Asks for the permission in the event itself, or gives it back.
fn toggle(settings: Settings, origin: &str, was: bool, turn: RwSignal<u32>) {
    let origin = origin.to_owned();
    let asked = (!was).then(|| chrome::request_origin(&origin));
    spawn_local(async move {
        let said = match asked {
            Some(Ok(granted)) => {
                if chrome::is_true(chrome::settle(granted).await) {
                    "Switched on."
                } else {
                    ""
                }
            }
            Some(Err(_)) => "",
            None => {
                // Before the browser tells of it: a site switched off here was not taken away.
                forget(&origin).await;
                if chrome::remove_origin(&origin).await {
                    "Switched off."
                } else {
                    ""
                }
            }
        };
        settings.fetch().await;
        turn.update(|turn| *turn += 1);
        let bad = said.is_empty();
        let said = if bad { NOT_CHANGED } else { said };
        settings.desk.say(said, bad, Next::Nothing);
    });
}

const NOT_CHANGED: &str = "The browser did not change it.";

/// A site at the rep's own address, such as a company's webmail or CRM.
fn other(settings: Settings) -> AnyView {
    let wrong = RwSignal::new(false);
    let add = move || {
        let typed = settings.other.get_untracked();
        let typed = typed.trim();
        let typed = if typed.contains("://") {
            typed.to_owned()
        } else {
            ["https://", typed].concat()
        };
        let origin = permission_for(&typed).filter(|origin| !origin.contains(char::is_whitespace));
        wrong.set(origin.is_none());
        if let Some(origin) = origin {
            settings.other.set(String::new());
            toggle(settings, &origin, false, RwSignal::new(0));
        }
    };
    html::form()
        .class("stack stack-tight")
        .attr("novalidate", "")
        .on(ev::submit, move |event| {
            event.prevent_default();
            add();
        })
        .child(vec![
            line_field(
                "Another site: the address of your company's webmail or CRM",
                settings.other,
            ),
            when(live_bool(move || wrong.get()), || {
                para(
                    "field-error",
                    fixed("Write an address such as mail.your-company.com."),
                )
            }),
            group("row", vec![save_button("button", fixed("Switch on"))]),
        ])
        .into_any()
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
