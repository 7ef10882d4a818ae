//! After the close: the next check-in, and what was promised to the customer.

use super::Deal;
use crate::protocol::{DealChange, PromiseFields, PromiseView, SaidOf};
use crate::ui::chrome;
use crate::ui::focus;
use crate::ui::form::{Form, date_field, entry, line_field};
use crate::ui::parts::{
    button, chip, disclosure, fixed, fold_button, group, live, live_bool, para, quote, save_button,
    span, when,
};
use crate::ui::rows::Row;
use crate::ui::said::ready;
use crate::ui::words::{counted, from_iso};
use leptos::{html, prelude::*, task::spawn_local};

/// The next check-in with its question.
pub(super) fn check_in(deal: Deal) -> AnyView {
    when(deal.is(|view| view.check_in.is_some()), move || {
        let of = move |read: fn((String, String, String)) -> String| {
            deal.words(move |view| view.check_in.clone().map(read).unwrap_or_default())
        };
        let question = of(|(_, _, question)| question);
        let asks = live_bool(move || !question.with(String::is_empty));
        let hands_over = deal.is(|view| {
            let code = view.check_in.as_ref().map(|(code, ..)| code.as_str());
            code == Some("hand_over")
        });
        let held = move |_| {
            let check_in = deal.view.with_untracked(|view| view.check_in.clone());
            let held = DealChange::CheckIn(SaidOf {
                of: check_in.unwrap_or_default().0,
                words: deal.held.get_untracked(),
            });
            deal.change(held, &[deal.held]);
        };
        group(
            "notice stack stack-tight",
            vec![
                para("strong", fixed("The next check-in")),
                para("", of(|(_, when, _)| when)),
                when(asks, move || ready(deal.desk, fixed("Ask"), question)),
                line_field("What did they say? (may stay empty)", deal.held),
                group(
                    "row",
                    vec![
                        button("button button-small", fixed("Done"), held),
                        when(hands_over, move || hand_over(deal)),
                    ],
                ),
            ],
        )
    })
}

/// Opens the hand-over page.
fn hand_over(deal: Deal) -> AnyView {
    let page = move |_| {
        spawn_local(async move {
            let page = ["handover.html?prospect=", &deal.desk.id()].concat();
            chrome::open_tab(&page).await;
        });
    };
    button("button button-small", fixed("Hand-over page"), page)
}

/// What was promised, and a field for more. There once they agreed to buy.
pub(super) fn promised(deal: Deal) -> AnyView {
    let bought = deal.is(|view| matches!(view.state.as_str(), "agreed" | "won"));
    when(bought, move || {
        let summary = live(move || match deal.promises.count() {
            0 => "What was promised: nothing yet".to_owned(),
            count => ["What was promised: ", &counted(count, "result", "results")].concat(),
        });
        let save = move || store(deal, deal.promise, None);
        let new = entry(
            "stack",
            save,
            vec![
                fields(deal.promise),
                group("row", vec![save_button("button", fixed("Promise it"))]),
            ],
        );
        disclosure(
            summary,
            vec![
                group("row", vec![hand_over(deal)]),
                deal.promises.show(move |row| promise(deal, row)),
                disclosure(fixed("Promise another result"), vec![new]),
            ],
        )
    })
}

/// A promise is typed in the fields of a request: measure in `words`, before in `purpose`, target in
/// `outcome`.
fn fields(form: Form) -> AnyView {
    group(
        "stack stack-tight",
        vec![
            line_field("What is measured?", form.words),
            line_field("What was it before?", form.purpose),
            line_field("What is it to be?", form.outcome),
            date_field("By when?", form.date),
        ],
    )
}

fn store(deal: Deal, form: Form, row: Option<Row<PromiseView>>) {
    let fields = PromiseFields {
        measure: form.words.get_untracked(),
        baseline: form.purpose.get_untracked(),
        target: form.outcome.get_untracked(),
        by: form.date.with_untracked(|day| from_iso(day)),
    };
    let promise = row.map(id);
    let change = DealChange::Promise(promise, fields);
    deal.change_then(change, move || match row {
        Some(row) => focus::row(&id(row)),
        None => form.clear(),
    });
}

fn id(row: Row<PromiseView>) -> String {
    row.view.with_untracked(|one| one.id.clone())
}

fn promise(deal: Deal, row: Row<PromiseView>) -> AnyView {
    let state = |one: &PromiseView| match (one.state.as_str(), one.fields.target.is_empty()) {
        ("reached", _) => ("ok", "They have it"),
        ("dropped", _) => ("dark", "Not followed"),
        (_, true) => ("remind", "No target yet"),
        _ => ("quiet", "Open"),
    };
    let text = span("strong", row.words(|one| one.text.clone()));
    let chip = chip(
        row.words(move |one| state(one).0.to_owned()),
        row.words(move |one| state(one).1.to_owned()),
    );
    let head = fold_button("fold", row.open, vec![group("list-main", vec![text]), chip]);
    let body = when(live_bool(move || row.open.get()), move || body(deal, row));
    html::div()
        .class("part")
        .attr("data-row", id(row))
        .child(vec![head, body])
        .into_any()
}

fn body(deal: Deal, row: Row<PromiseView>) -> AnyView {
    let save = move || store(deal, row.form, Some(row));
    let form = entry(
        "stack",
        save,
        vec![
            fields(row.form),
            group("row", vec![save_button("button", fixed("Save"))]),
        ],
    );
    let open = row.is(|one| one.state == "open");
    group(
        "stack",
        vec![
            quote(row.words(|one| one.words.clone())),
            form,
            when(open, move || became(deal, row)),
        ],
    )
}

/// They have it, in their words; or it is followed no longer, for a reason.
fn became(deal: Deal, row: Row<PromiseView>) -> AnyView {
    let said = row.typed.said;
    let reached = move |_| {
        let reached = DealChange::Reached(SaidOf {
            of: id(row),
            words: said.get_untracked(),
        });
        deal.change(reached, &[said]);
    };
    let dropped = move |_| {
        let dropped = DealChange::Drop(SaidOf {
            of: id(row),
            words: said.get_untracked(),
        });
        deal.change(dropped, &[said]);
    };
    group(
        "stack stack-tight",
        vec![
            line_field("Their words that they have it, or why it is dropped", said),
            group(
                "row",
                vec![
                    button("button button-small", fixed("They have it"), reached),
                    button(
                        "button button-small button-quiet",
                        fixed("Drop it"),
                        dropped,
                    ),
                ],
            ),
        ],
    )
}
