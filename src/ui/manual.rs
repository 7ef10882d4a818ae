//! Recording a request by hand, where a page could not be read.

use super::desk::Desk;
use super::form::{Typing, choice_field, entry, line_field, main_fields};
use super::parts::{disclosure, fixed, group, live_bool, para, save_button, when};
use crate::protocol::Command;
use leptos::prelude::*;

/// A folded form: who, which kind, two short fields and a date.
pub fn manual(desk: Desk, typing: Typing, summary: &'static str) -> AnyView {
    disclosure(fixed(summary), vec![manual_form(desk, typing)])
}

/// The form itself.
pub fn manual_form(desk: Desk, typing: Typing) -> AnyView {
    let Typing { who, form, lacking } = typing;
    // The prospect at hand is offered; whom the rep has typed stays.
    Effect::new(move |before: Option<String>| {
        let name = desk.prospect.with(|prospect| prospect.name.clone());
        let typed = who.get_untracked();
        if typed.is_empty() || before.as_ref() == Some(&typed) {
            who.set(name.clone());
        }
        name
    });
    let save = move || record(desk, typing);
    entry(
        "stack",
        save,
        vec![
            line_field("Who asks? A mail address, or the company's domain", who),
            when(live_bool(move || lacking.get()), || {
                para("field-error", fixed("Write who asks and what for."))
            }),
            choice_field("What do they ask for?", desk.kinds(), form.kind),
            main_fields(form),
            group(
                "row",
                vec![save_button("button button-primary", fixed("Save request"))],
            ),
        ],
    )
}

fn record(desk: Desk, typing: Typing) {
    let Typing { who, form, lacking } = typing;
    let typed = who.with_untracked(|who| who.trim().to_owned());
    let fields = form.all();
    lacking.set(typed.is_empty() || fields.kind.is_none());
    if lacking.get_untracked() {
        return;
    }
    let known = desk.prospect.get_untracked();
    let (prospect, name) = if typed == known.name && !known.id.is_empty() {
        (known.id, known.name)
    } else {
        (typed, String::new())
    };
    let command = Command::Record {
        prospect,
        name,
        asked_by: String::new(),
        asked_on: None,
        thread: String::new(),
        fields,
    };
    desk.change_then(command, move |stored| {
        if stored {
            form.clear();
        }
    });
}
