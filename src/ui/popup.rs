//! The popup behind the toolbar's button: who waits for a decision, and the tab in front.

use super::chrome::{self, Tab};
use super::desk::{Desk, Next, Shared};
use super::form::Typing;
use super::parts::{
    button, chip, fixed, follow, group, live, live_bool, notice, para, title, when,
};
use super::rows::{AllRows, Rows};
use super::site_switch::taken_away;
use super::toast::toasts;
use super::words::counted;
use super::{link, popup_list, popup_tab};
use crate::protocol::{Decision, PanelReply, PanelRequest, PopupView, RequestView};
use leptos::{html, prelude::*, task::spawn_local};

/// The state of the popup. Copies share it.
#[derive(Clone, Copy)]
pub struct Popup {
    /// What its parts share.
    pub desk: Desk,
    /// The tab in front.
    pub tab: RwSignal<Tab>,
    /// What was last fetched; `None` before the first reply.
    pub view: RwSignal<Option<PopupView>>,
    /// Why it could not be fetched.
    pub trouble: RwSignal<String>,
    /// The decisions that wait.
    pub decisions: Rows<Decision>,
    /// The requests of the prospect in the tab in front.
    pub requests: Rows<RequestView>,
    /// What is typed of a request by hand.
    pub typing: Typing,
}

/// The page.
pub fn page() -> AnyView {
    let popup = Popup {
        desk: Shared::desk(false),
        tab: RwSignal::default(),
        view: RwSignal::new(None),
        trouble: RwSignal::default(),
        decisions: AllRows::none(),
        requests: AllRows::none(),
        typing: Typing::blank(),
    };
    Effect::new(move |_| {
        popup.desk.changed.get();
        spawn_local(popup.fetch());
    });
    chrome::on_news(move || spawn_local(popup.fetch()));
    let main = html::main()
        .class("stack")
        .child(overview(popup))
        .into_any();
    group("stack", vec![main, toasts(popup.desk)])
}

impl Popup {
    /// Fetches what the popup shows.
    pub async fn fetch(self) {
        if self.view.with_untracked(Option::is_none) {
            self.tab.set(chrome::tab_in_front().await);
        }
        let tab = self.tab.get_untracked();
        let reply = link::ask(&PanelRequest::Popup {
            tab: tab.id,
            url: tab.url,
            prospect: None,
        })
        .await;
        match reply {
            Ok(PanelReply::Popup(popup)) => self.take(*popup),
            Ok(_) => self.trouble.set(link::NO_REPLY.into()),
            Err(error) => self.trouble.set(error),
        }
    }

    /// Something of what was last fetched.
    pub fn read<T: Default>(self, of: impl Fn(&PopupView) -> T) -> T {
        self.view
            .with(|view| view.as_ref().map(of).unwrap_or_default())
    }

    fn take(self, view: PopupView) {
        self.trouble.set(String::new());
        self.desk.kinds.set(view.kinds.clone());
        self.desk.today.set(view.today);
        self.decisions.take(self.desk, view.decisions.clone());
        let current = view.current.as_ref();
        let head = current.map(|current| current.head.clone());
        self.desk.prospect.set(
            head.or_else(|| view.tab_prospect.clone())
                .unwrap_or_default(),
        );
        let requests = current.map(|current| current.requests.clone());
        self.requests.take(self.desk, requests.unwrap_or_default());
        if self.view.with_untracked(|old| old.as_ref() != Some(&view)) {
            self.view.set(Some(view));
        }
    }
}

fn overview(popup: Popup) -> AnyView {
    let ready = live_bool(move || popup.view.with(Option::is_some));
    group(
        "stack",
        vec![
            head(popup),
            trouble(popup),
            when(ready, move || {
                group(
                    "stack",
                    vec![
                        notices(popup),
                        popup_list::decisions(popup),
                        popup_tab::tab(popup),
                    ],
                )
            }),
            foot(),
        ],
    )
}

fn head(popup: Popup) -> AnyView {
    let count = Memo::new(move |_| {
        popup
            .view
            .with(|view| view.as_ref().map_or(0, |view| view.count))
    });
    let counter = when(live_bool(move || count.get() > 0), move || {
        let number = move || usize::try_from(count.get()).unwrap_or_default();
        chip(
            fixed("hold"),
            live(move || counted(number(), "decision", "decisions")),
        )
    });
    group(
        "row row-between",
        vec![title("heading", fixed("Askback")), counter],
    )
}

fn trouble(popup: Popup) -> AnyView {
    when(
        live_bool(move || !popup.trouble.with(String::is_empty)),
        move || {
            group(
                "notice notice-error",
                vec![
                    para("", popup.trouble.into()),
                    group(
                        "row",
                        vec![button("button button-small", fixed("Retry"), move |_| {
                            spawn_local(popup.fetch());
                        })],
                    ),
                ],
            )
        },
    )
}

fn notices(popup: Popup) -> AnyView {
    let trouble = live(move || popup.read(|view| view.trouble.clone()));
    let repair = live_bool(move || popup.read(|view| view.can_repair));
    let lost = Memo::new(move |_| popup.read(|view| view.lost.clone()));
    group(
        "stack",
        vec![
            follow(move || {
                if repair.get() {
                    damaged(popup, trouble.get())
                } else {
                    notice("error", trouble)
                }
            }),
            follow(move || {
                let all = lost.get().into_iter();
                all.map(|origin| taken_away(popup.desk, origin, popup.desk.changed))
                    .collect_view()
                    .into_any()
            }),
            when(
                live_bool(move || popup.read(|view| view.needs_welcome)),
                welcome,
            ),
        ],
    )
}

/// A part of the ledger cannot be read: what it means, and the way out.
fn damaged(popup: Popup, words: String) -> AnyView {
    let repair = button("button button-small", fixed("Repair"), move |_| {
        spawn_local(async move {
            match link::ask(&PanelRequest::Rebuild {}).await {
                Ok(PanelReply::Done { text, .. }) => popup.desk.say(&text, false, Next::Nothing),
                Ok(_) => popup.desk.say(link::NO_REPLY, true, Next::Nothing),
                Err(error) => popup.desk.say(&error, true, Next::Nothing),
            }
            popup.fetch().await;
        });
    });
    group(
        "notice notice-error",
        vec![para("", fixed(words)), group("row", vec![repair])],
    )
}

fn welcome() -> AnyView {
    group(
        "notice",
        vec![
            para(
                "",
                fixed("Say who you are, so that Askback can tell your mails from theirs."),
            ),
            group(
                "row",
                vec![button("button button-small", fixed("Say who I am"), |_| {
                    open("welcome.html");
                })],
            ),
        ],
    )
}

fn open(page: &'static str) {
    spawn_local(chrome::open_tab(page));
}

fn foot() -> AnyView {
    let sample = |_| open("sample/mailbox.html");
    let links = vec![
        button(
            "button button-link",
            fixed("Try the sample mailbox"),
            sample,
        ),
        button("button button-link", fixed("All prospects"), |_| {
            open("ledger.html");
        }),
        button("button button-link", fixed("Who I am, settings"), |_| {
            open("welcome.html");
        }),
    ];
    html::footer()
        .class("row row-between small foot")
        .child(links)
        .into_any()
}
