//! Getting to a yes or a no: agreement, the hard question, walking away, ends and reopening.

use super::{Deal, lines};
use crate::protocol::{DealChange, EndFields};
use crate::ui::form::{choice_field, date_field, line_field};
use crate::ui::parts::{
    Words, button, disclosure, fixed, follow, group, item, list, live, live_bool, nothing, para,
    span, when,
};
use crate::ui::words::from_iso;
use leptos::prelude::*;

/// Why walking away is proposed.
pub(super) fn walk_away(deal: Deal) -> AnyView {
    when(deal.is(|view| !view.walk_away.is_empty()), move || {
        let reasons = follow(move || {
            let reasons = deal.view.with(|view| view.walk_away.clone()).into_iter();
            let rows = reasons.map(|reason| item("", vec![span("", fixed(reason))]));
            list("bullets small", rows.collect())
        });
        group(
            "notice notice-remind stack stack-tight",
            vec![
                para("strong", fixed("Consider walking away")),
                reasons,
                para(
                    "small",
                    fixed(
                        "A no is a good result: the hours go to somebody who buys. It is done below, under \u{201c}How it ends\u{201d}.",
                    ),
                ),
            ],
        )
    })
}

/// The hard question in its tones, once it is its time.
pub(super) fn hard_question(deal: Deal) -> AnyView {
    when(deal.is(|view| !view.hard_question.is_empty()), move || {
        let asked = move |_| deal.change(DealChange::HardQuestion {}, &[]);
        group(
            "notice notice-remind stack stack-tight",
            vec![
                para(
                    "strong",
                    fixed("Time for the hard question: once, in the tone that fits"),
                ),
                lines(deal, |view| view.hard_question.clone()),
                group(
                    "row",
                    vec![button("button button-small", fixed("I asked it"), asked)],
                ),
            ],
        )
    })
}

/// How it stands, and what can become of it.
pub(super) fn ending(deal: Deal) -> AnyView {
    let over = deal.is(|view| !matches!(view.state.as_str(), "open" | "agreed"));
    let summary = live(move || {
        if over.get() {
            "Open it again, or a new deal"
        } else {
            "How it ends"
        }
        .to_owned()
    });
    let state = Memo::new(move |_| deal.view.with(|view| view.state.clone()));
    let body = follow(move || match state.get().as_str() {
        "open" => group("stack", vec![agree(deal), end(deal)]),
        "agreed" => end(deal),
        "" => nothing(),
        _ => group("stack", vec![reopen(deal), repeat(deal)]),
    });
    disclosure(summary, vec![body])
}

/// A field and the button that stores what is typed in it.
fn ask(
    label: &'static str,
    value: RwSignal<String>,
    press: &'static str,
    store: impl Fn() + 'static,
) -> AnyView {
    group(
        "stack stack-tight",
        vec![
            line_field(label, value),
            group(
                "row",
                vec![button("button button-small", fixed(press), move |_| {
                    store();
                })],
            ),
        ],
    )
}

fn agree(deal: Deal) -> AnyView {
    ask(
        "They agreed to buy. In which words?",
        deal.agreed,
        "They agreed",
        move || {
            let words = deal.agreed.get_untracked();
            deal.change(DealChange::Agree(words), &[deal.agreed]);
        },
    )
}

const ENDS: [(&str, &str, &str); 6] = [
    (
        "won",
        "Won: they bought",
        "Anything to keep? (may stay empty)",
    ),
    ("no", "They said no", "In which words?"),
    ("not_now", "Not now, but on a day", "Why not now?"),
    (
        "walked_away",
        "I walk away",
        "Why? What would have to be new?",
    ),
    (
        "lost_to",
        "They bought from somebody else",
        "From whom, and why?",
    ),
    (
        "no_decision",
        "They decided nothing",
        "Why? (may stay empty)",
    ),
];

fn end(deal: Deal) -> AnyView {
    let choices = ENDS.map(|(code, words, _)| (code.to_owned(), words.to_owned()));
    let choices = Signal::stored(choices.to_vec());
    let later = live_bool(move || deal.how.with(|how| how == "not_now"));
    let some = live_bool(move || !deal.how.with(String::is_empty));
    let why: Words = live(move || {
        let of = |(code, ..): &&(&str, &str, &str)| deal.how.with(|how| how == code);
        ENDS.iter().find(of).map_or("", |(.., why)| why).to_owned()
    });
    let press = move |_| {
        let ended = DealChange::End(EndFields {
            how: deal.how.get_untracked(),
            words: deal.why.get_untracked(),
            until: deal.until.with_untracked(|day| from_iso(day)),
        });
        deal.change(ended, &[deal.how, deal.why, deal.until]);
    };
    group(
        "stack stack-tight",
        vec![
            choice_field("How did it end?", choices, deal.how),
            when(some, move || {
                group(
                    "stack stack-tight",
                    vec![
                        crate::ui::form::line_field_live(why, deal.why),
                        when(later, move || {
                            date_field("Bring it up again on", deal.until)
                        }),
                        group("row", vec![button("button", fixed("End the deal"), press)]),
                    ],
                )
            }),
        ],
    )
}

fn reopen(deal: Deal) -> AnyView {
    ask(
        "What is new since then?",
        deal.fact,
        "Open it again",
        move || {
            let fact = deal.fact.get_untracked();
            deal.change(DealChange::Reopen(fact), &[deal.fact]);
        },
    )
}

fn repeat(deal: Deal) -> AnyView {
    ask(
        "A further deal with them: its name",
        deal.name,
        "Open a new deal",
        move || {
            let name = deal.name.get_untracked();
            deal.change(DealChange::Open(name), &[deal.name]);
        },
    )
}
