//! What ends a round of a request: giving it, and ending it without a yes.

use super::desk::Desk;
use super::focus;
use super::form::{entry, input, line_field, radios, text_field};
use super::parts::{button, disclosure, fixed, group, live, live_bool, para, save_button, when};
use super::request_more::id;
use super::rows::Row;
use super::words::{from_iso, iso};
use crate::domain::Cost as Spent;
use crate::protocol::{Command, Cost, RequestView};
use leptos::{html, prelude::*};

/// "I gave it", on a day that can be changed, and what it cost.
pub fn deliver(desk: Desk, row: Row<RequestView>) -> AnyView {
    let day = day_given(desk, row);
    let wrong = RwSignal::new(false);
    let again = row.is(|request| request.state == "delivered");
    let label = live(move || {
        let label = if again.get() {
            "I gave it again"
        } else {
            "I gave it"
        };
        label.to_owned()
    });
    let on = html::label()
        .class("row small muted")
        .child("on")
        .child(
            html::span()
                .class("visually-hidden")
                .child("the day it was given"),
        )
        .child(input("date", day));
    let cost = disclosure(
        fixed("What was it, and what did it cost you?"),
        vec![
            line_field("What you gave, in a few words", row.typed.given),
            group(
                "fields",
                vec![
                    line_field("Hours, such as 1.5 or 1:30", row.typed.hours),
                    line_field("Money", row.typed.money),
                ],
            ),
        ],
    );
    group(
        "stack stack-tight",
        vec![
            group(
                "row deliver",
                vec![
                    button("button", label, move |_| give(desk, row, wrong)),
                    on.into_any(),
                ],
            ),
            cost,
            when(live_bool(move || wrong.get()), || {
                para(
                    "field-error",
                    fixed("Write hours as 1.5 or 1:30, and money as 120 or 120.50."),
                )
            }),
        ],
    )
}

/// The day as its field shows it. Nothing typed is today, whichever day that is by then.
fn day_given(desk: Desk, row: Row<RequestView>) -> RwSignal<String> {
    let typed = row.typed.given_on;
    let shown = RwSignal::new(String::new());
    let today = move || iso(Some(desk.today.get()));
    Effect::new(move |_| {
        let other = Some(typed.get_untracked()).filter(|day| !day.is_empty());
        shown.set(other.unwrap_or_else(today));
    });
    Effect::new(move |_| {
        let day = shown.get();
        let is_today = day == iso(Some(desk.today.get_untracked()));
        typed.set(if is_today { String::new() } else { day });
    });
    shown
}

fn give(desk: Desk, row: Row<RequestView>, wrong: RwSignal<bool>) {
    let typed = row.typed;
    let cost = Spent::typed(&typed.hours.read_untracked(), &typed.money.read_untracked());
    wrong.set(cost.is_none());
    let Some(cost) = cost else { return };
    let command = Command::Deliver {
        prospect: desk.id(),
        request: id(row),
        on: typed.given_on.with_untracked(|day| from_iso(day)),
        what: typed.given.get_untracked(),
        cost: Cost {
            minutes: cost.minutes,
            cents: cost.cents,
        },
    };
    desk.change_then(command, move |stored| {
        if stored {
            for slot in [typed.given, typed.hours, typed.money] {
                slot.set(String::new());
            }
            focus::row(&id(row));
        }
    });
}

const ENDINGS: [(&str, &str); 2] = [
    ("declined", "We declined"),
    ("withdrawn", "They withdrew it"),
];

/// Ending it without a yes, with a reason.
pub fn ending(desk: Desk, row: Row<RequestView>) -> AnyView {
    let (how, reason) = (row.typed.ending, row.typed.reason);
    if how.with_untracked(String::is_empty) {
        how.set("withdrawn".to_owned());
    }
    let end = move || {
        let command = Command::End {
            prospect: desk.id(),
            request: id(row),
            how: how.get_untracked(),
            reason: reason.with_untracked(|reason| reason.trim().to_owned()),
        };
        desk.change_then(command, move |stored| {
            if stored {
                reason.set(String::new());
                focus::row(&id(row));
            }
        });
    };
    let form = entry(
        "stack",
        end,
        vec![
            radios(
                fixed("What happened?"),
                &["end-", &id(row)].concat(),
                &ENDINGS,
                how,
            ),
            text_field("Why?", "Kept with the request", reason),
            group(
                "row",
                vec![save_button("button", fixed("End this request"))],
            ),
        ],
    );
    disclosure(fixed("End it without a yes"), vec![form.into_any()])
}
