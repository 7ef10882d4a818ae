//! Words to paste: chosen, changed where the rep likes, copied. Never sent by themselves.

use super::Deal;
use crate::ui::form::{choice_field, text_field};
use crate::ui::parts::{button, disclosure, fixed, group, live_bool, para, when};
use leptos::prelude::*;

pub(super) fn words(deal: Deal) -> AnyView {
    let choices = Signal::derive(move || {
        let words = deal.view.with(|view| view.words.clone()).into_iter();
        words
            .map(|(title, _)| (title.clone(), title))
            .collect::<Vec<_>>()
    });
    // What was chosen fills the field; from then on it is the rep's.
    deal.desk.keep(|| {
        Effect::new(move |_| {
            let chosen = deal.moment.get();
            let text = deal.view.with_untracked(|view| {
                let mut words = view.words.iter();
                words
                    .find(|(title, _)| *title == chosen)
                    .map(|(_, text)| text.clone())
            });
            if let Some(text) = text {
                deal.text.set(text);
            }
        });
    });
    let copy = move |_| {
        let text = deal.text.get_untracked();
        deal.desk
            .copy(text, "Copied. Look it over before you send it.");
    };
    let some = live_bool(move || !deal.moment.with(String::is_empty));
    let open = live_bool(move || deal.text.with(|text| text.contains('[')));
    disclosure(
        fixed("Words to paste"),
        vec![
            choice_field("For which moment?", choices, deal.moment),
            when(some, move || {
                group(
                    "stack stack-tight paste",
                    vec![
                        text_field("Change what you like", "", deal.text),
                        when(open, || {
                            para(
                                "small muted",
                                fixed("What stands in [brackets] is not recorded: fill it in."),
                            )
                        }),
                        group(
                            "row",
                            vec![button("button button-small", fixed("Copy"), copy)],
                        ),
                    ],
                )
            }),
        ],
    )
}
