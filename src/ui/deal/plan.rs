//! The buyer's plan, counted backward from the day on which they want the value.

use super::Deal;
use crate::protocol::{DealChange, StepFields, StepView};
use crate::ui::focus;
use crate::ui::form::{date_field, entry, line_field, text_field};
use crate::ui::parts::{
    button, chip, disclosure, fixed, fold_button, group, live, live_bool, notice, para,
    save_button, span, when,
};
use crate::ui::rows::Row;
use crate::ui::words::from_iso;
use leptos::{html, prelude::*};

pub(super) fn plan(deal: Deal) -> AnyView {
    let summary = live(move || {
        let on = deal.view.with(|view| view.value_on);
        match on {
            Some(on) => ["The buyer's plan: value by ", &deal.desk.day(on)].concat(),
            None => "The buyer's plan: no date yet".to_owned(),
        }
    });
    let save = move |_| {
        let on = deal.value_on.with_untracked(|day| from_iso(day));
        deal.change(DealChange::ValueOn(on), &[]);
    };
    let some = deal.is(|view| !view.plan.is_empty());
    let empty = live_bool(move || !some.get());
    disclosure(
        summary,
        vec![
            when(empty, || {
                para(
                    "small muted",
                    fixed(
                        "With the day on which they want the value, the steps before it are counted backward.",
                    ),
                )
            }),
            date_field("When do they want the value?", deal.value_on),
            group(
                "row",
                vec![button(
                    "button button-small",
                    fixed("Count backward from it"),
                    save,
                )],
            ),
            notice("remind", deal.words(|view| view.plan_risk.clone())),
            deal.steps.show(move |row| step(deal, row)),
            when(some, move || paste(deal)),
        ],
    )
}

fn state(step: &StepView) -> (&'static str, &'static str) {
    match (step.fields.done, step.fields.skipped, step.risk.as_str()) {
        (_, true, _) => ("quiet", "Not needed"),
        (true, ..) => ("ok", "Done"),
        (.., "late") => ("hold", "Too late"),
        (.., "tight") => ("remind", "Tight"),
        _ => ("quiet", "In time"),
    }
}

fn step(deal: Deal, row: Row<StepView>) -> AnyView {
    let by = row.words(|step| {
        let owners = [&step.fields.their_owner, &step.fields.our_owner];
        let owners: Vec<&str> = owners
            .map(String::as_str)
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        let lead = if step.by.is_empty() { "" } else { "by " };
        let colon = if owners.is_empty() { "" } else { ": " };
        [lead, &step.by, colon, &owners.join(" and ")].concat()
    });
    let main = group(
        "list-main",
        vec![
            span("strong", row.words(|step| step.label.clone())),
            para("small muted", by),
        ],
    );
    let state = chip(
        row.words(|step| state(step).0.to_owned()),
        row.words(|step| state(step).1.to_owned()),
    );
    let head = fold_button("fold", row.open, vec![main, state]);
    let body = when(live_bool(move || row.open.get()), move || body(deal, row));
    html::div()
        .class("part")
        .attr(
            "data-row",
            row.view.with_untracked(|step| step.fields.step.clone()),
        )
        .child(vec![head, body])
        .into_any()
}

/// Stores a step as typed, changed once more.
fn store(deal: Deal, row: Row<StepView>, change: impl FnOnce(&mut StepFields)) {
    let mut fields = row.view.with_untracked(|step| step.fields.clone());
    fields.by = row.form.date.with_untracked(|day| from_iso(day));
    fields.their_owner = row.form.their_owner.get_untracked();
    fields.our_owner = row.form.our_owner.get_untracked();
    change(&mut fields);
    let key = fields.step.clone();
    deal.change_then(DealChange::Step(fields), move || {
        row.open.set(false);
        focus::row(&key);
    });
}

fn body(deal: Deal, row: Row<StepView>) -> AnyView {
    let save = move || store(deal, row, |_| {});
    let done = live(move || {
        let done = row.view.with(|step| step.fields.done);
        if done { "Not done after all" } else { "Done" }.to_owned()
    });
    let needed = live(move || {
        let skipped = row.view.with(|step| step.fields.skipped);
        if skipped {
            "Needed after all"
        } else {
            "Not needed"
        }
        .to_owned()
    });
    let toggle_done = move |_| store(deal, row, |fields| fields.done = !fields.done);
    let toggle_needed = move |_| store(deal, row, |fields| fields.skipped = !fields.skipped);
    entry(
        "stack",
        save,
        vec![
            date_field("Agreed day (empty: counted backward)", row.form.date),
            line_field("Who does it on their side?", row.form.their_owner),
            line_field("Who does it on our side?", row.form.our_owner),
            group(
                "row",
                vec![
                    save_button("button", fixed("Save")),
                    button("button button-quiet", done, toggle_done),
                    button("button button-quiet", needed, toggle_needed),
                ],
            ),
        ],
    )
}

fn paste(deal: Deal) -> AnyView {
    let copy = move |_| {
        let table = deal.view.with_untracked(|view| view.plan_table.clone());
        deal.desk
            .copy(table, "Copied. Paste it into your mail to the buyer.");
    };
    let read = move |_| {
        let text = deal.reply.get_untracked();
        deal.change(DealChange::ReadPlan(text), &[deal.reply]);
    };
    let some = live_bool(move || !deal.reply.with(String::is_empty));
    group(
        "stack stack-tight",
        vec![
            group(
                "row",
                vec![button(
                    "button button-small",
                    fixed("Copy the plan for the buyer"),
                    copy,
                )],
            ),
            text_field(
                "Their reply to it",
                "Paste it here: changed lines are read",
                deal.reply,
            ),
            when(some, move || {
                group(
                    "row",
                    vec![button(
                        "button button-small",
                        fixed("Read the plan from it"),
                        read,
                    )],
                )
            }),
        ],
    )
}
