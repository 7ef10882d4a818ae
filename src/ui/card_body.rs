//! What stands in the card.

use super::card::Card;
use super::chrome;
use super::manual::manual;
use super::parts::{
    Words, button, fixed, group, icon_button, live, live_bool, notice, para, span, title, when,
};
use super::proposal::{left, proposals};
use super::request::request;
use super::said::said;
use super::silence::silence;
use super::toast::toasts;
use super::who::who;
use crate::protocol::LOCKED;
use leptos::{prelude::*, task::spawn_local};

/// The whole card.
pub fn body(card: Card) -> AnyView {
    Effect::new(move |_| open_pressing(card));
    let requests = card
        .requests
        .show(move |row| request(card.desk, row, card.proposed));
    group(
        "stack",
        vec![
            head(card),
            record(card),
            trouble(card),
            notice("error", card.read_only.into()),
            notice("remind", card.incomplete.into()),
            who(card),
            said(card.desk, card.said),
            proposals(card.desk, card.proposals, card.dismissed),
            when(live_bool(move || card.requests.count() > 0), move || {
                para("label", fixed("Open requests"))
            }),
            requests,
            silence(card.desk, card.silence.into()),
            when(live_bool(move || is_bare(card)), move || bare(card)),
            whole_record(card),
            toasts(card.desk),
        ],
    )
}

fn head(card: Card) -> AnyView {
    let name = live(move || {
        let name = card.desk.prospect.with(|prospect| prospect.name.clone());
        if name.is_empty() {
            "Askback".into()
        } else {
            name
        }
    });
    let sample = live_bool(move || card.desk.prospect.with(|prospect| prospect.sample));
    group(
        "sheet-head",
        vec![
            title("heading clip grow", name),
            when(sample, || span("tag", fixed("sample"))),
            icon_button(
                "button button-quiet button-small button-icon",
                "×",
                fixed("Close (Esc)"),
                move |_| card.close(),
            ),
        ],
    )
}

/// Where the open CRM record stands.
fn record(card: Card) -> AnyView {
    let shown = live_bool(move || !card.record.with(String::is_empty));
    when(shown, move || para("muted", card.record.into()))
}

/// The way to the side panel, and the one press after which Askback looks away.
fn whole_record(card: Card) -> AnyView {
    let press = move |_| chrome::open_panel(None, &card.desk.id());
    when(live_bool(move || card.known.get()), move || {
        let link = "button button-link";
        let record = button(link, fixed("Open the whole record"), press);
        let never = button(link, fixed("Never look at this sender"), move |_| {
            let sender = card.sender.get_untracked();
            let whom = if sender.is_empty() {
                card.desk.id()
            } else {
                sender
            };
            card.desk.never_look(whom, true);
        });
        group("row small", vec![record, never])
    })
}

fn trouble(card: Card) -> AnyView {
    let bad = live_bool(move || !card.trouble.with(String::is_empty));
    when(bad, move || {
        group(
            "notice notice-error",
            vec![
                para("", card.trouble.into()),
                group(
                    "row",
                    vec![button("button button-small", retry(card), move |_| {
                        if is_locked(card) {
                            // A passphrase is typed into no page of somebody else's.
                            spawn_local(chrome::open_tab("lock.html"));
                        } else {
                            spawn_local(card.fetch());
                        }
                    })],
                ),
            ],
        )
    })
}

fn is_locked(card: Card) -> bool {
    card.trouble.with(|trouble| trouble == LOCKED)
}

fn retry(card: Card) -> Words {
    live(move || if is_locked(card) { "Unlock" } else { "Retry" }.to_owned())
}

/// Whether there is nothing to show though the rep asked for the card.
fn is_bare(card: Card) -> bool {
    card.requests.count() == 0
        && left(card.proposals, card.dismissed).is_empty()
        && !card.said.some()
        && card.trouble.with(String::is_empty)
}

fn bare(card: Card) -> AnyView {
    let text = live(move || {
        let text = if card.known.get() && !card.record.with(String::is_empty) {
            "Nothing that they asked for is open."
        } else if card.known.get() {
            "This mail asks for nothing that is not recorded."
        } else {
            "There is no prospect in what is open here."
        };
        text.to_owned()
    });
    group(
        "stack",
        vec![
            para("muted", text),
            manual(card.desk, card.typing, "Record a request yourself"),
        ],
    )
}

/// What needs the rep now is open from the start: a due question, an answer in the mail, or the
/// most pressing request when nothing new is asked for.
fn open_pressing(card: Card) {
    let nothing_new = left(card.proposals, card.dismissed).is_empty();
    let answers = card.proposed.get();
    for (index, row) in card.requests.all().into_iter().enumerate() {
        let pressing = row.view.with_untracked(|request| {
            request.question_is_due || answers.iter().any(|answer| answer.request == request.id)
        });
        if pressing || (nothing_new && index == 0) {
            row.open.set(true);
        }
    }
}
