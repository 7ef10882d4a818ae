//! How long they have been silent, and the ways to have it rest.

use super::desk::Desk;
use super::parts::{Words, button, fixed, group, live_bool, para, span, when};
use crate::protocol::Command;
use leptos::prelude::*;

const SNOOZES: [(&str, u32); 3] = [("1 day", 1), ("3 days", 3), ("1 week", 7)];

/// The silence in words, with "They answered" and a snooze; nothing while there is none.
pub fn silence(desk: Desk, text: Words) -> AnyView {
    when(live_bool(move || !text.with(String::is_empty)), move || {
        group(
            "part stack stack-tight silence",
            vec![para("", text), rest(desk)],
        )
    })
}

/// "They answered" and the snoozes.
pub fn rest(desk: Desk) -> AnyView {
    let answered = move |_| {
        desk.change(Command::TheyAnswered {
            prospect: desk.id(),
        });
    };
    let mut snoozes = vec![span("small muted", fixed("Snooze"))];
    snoozes.extend(SNOOZES.map(|(label, days)| {
        button(
            "button button-small button-quiet",
            fixed(label),
            move |_| {
                desk.change(Command::Snooze {
                    prospect: desk.id(),
                    days,
                });
            },
        )
    }));
    let answered = button("button button-small", fixed("They answered"), answered);
    group("row", vec![answered, group("row snoozes", snoozes)])
}
