//! Who somebody is whom the page names without an address: asked once, remembered.

use super::card::Card;
use super::form::{entry, line_field_live};
use super::parts::{fixed, group, live, live_bool, para, save_button, when};
use crate::protocol::Command;
use leptos::prelude::*;

/// The question; nothing when everybody is known.
pub fn who(card: Card) -> AnyView {
    let asked = live_bool(move || card.who.with(Option::is_some));
    when(asked, move || question(card))
}

fn question(card: Card) -> AnyView {
    let save = move || {
        card.desk.change(Command::Contact {
            prospect: card.desk.typed.get_untracked(),
            name: card.desk.unnamed.get_untracked(),
        });
    };
    let label = live(move || ["Which company is ", &card.desk.unnamed.get(), " with?"].concat());
    entry(
        "part stack stack-tight",
        save,
        vec![
            line_field_live(label, card.desk.typed),
            para(
                "small muted",
                fixed(
                    "This page shows only the name. Write their mail address, or the company's domain: you are asked once.",
                ),
            ),
            group(
                "row",
                vec![save_button("button button-small", fixed("Remember"))],
            ),
        ],
    )
}
