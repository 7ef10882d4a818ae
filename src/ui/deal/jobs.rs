//! The buyer's jobs, each with what shows that it is done. None is passed for good.

use super::{Deal, State};
use crate::protocol::{DealChange, JobFields, JobView};
use crate::ui::focus;
use crate::ui::form::{choice_field, entry, line_field};
use crate::ui::parts::{
    chip, disclosure, fixed, fold_button, group, live, live_bool, quote, save_button, span, when,
};
use crate::ui::rows::Row;
use leptos::{html, prelude::*};

pub(super) fn jobs(deal: Deal) -> AnyView {
    let summary = live(move || {
        let (done, all) = deal.view.with(|view| {
            let done = view.jobs.iter().filter(|job| !job.evidence.is_empty());
            (done.count(), view.jobs.len())
        });
        [
            "What the buyer has done: ",
            &done.to_string(),
            " of ",
            &all.to_string(),
        ]
        .concat()
    });
    disclosure(summary, vec![deal.jobs.show(move |row| job(deal, row))])
}

fn known(evidence: &str) -> (&'static str, &'static str) {
    match evidence {
        "assumed" => ("remind", "You believe so"),
        "said" => ("ok", "They said so"),
        "written" => ("ok", "They wrote so"),
        "confirmed" => ("ok", "They confirmed it"),
        _ => ("quiet", "Nothing shows it"),
    }
}

fn job(deal: Deal, row: Row<JobView>) -> AnyView {
    let state = chip(
        row.words(|job| known(&job.evidence).0.to_owned()),
        row.words(|job| known(&job.evidence).1.to_owned()),
    );
    let label = span("strong", row.words(|job| job.label.clone()));
    let head = fold_button(
        "fold",
        row.open,
        vec![group("list-main", vec![label]), state],
    );
    let body = when(live_bool(move || row.open.get()), move || body(deal, row));
    html::div()
        .class("part")
        .attr("data-row", row.view.with_untracked(|job| job.job.clone()))
        .child(vec![head, body])
        .into_any()
}

fn body(deal: Deal, row: Row<JobView>) -> AnyView {
    let evidence = Signal::stored(
        ["", "assumed", "said", "written", "confirmed"]
            .map(|code| (code.to_owned(), known(code).1.to_owned()))
            .to_vec(),
    );
    let save = move || save(deal, row);
    entry(
        "stack",
        save,
        vec![
            quote(row.words(|job| job.words.clone())),
            choice_field("How do you know?", evidence, row.form.evidence),
            line_field(
                "What shows it? (their words, may stay empty)",
                row.form.words,
            ),
            group("row", vec![save_button("button", fixed("Save"))]),
        ],
    )
}

fn save(deal: &'static State, row: Row<JobView>) {
    let job = row.view.with_untracked(|job| job.job.clone());
    let key = job.clone();
    let change = DealChange::Job(JobFields {
        job,
        evidence: row.form.evidence.get_untracked(),
        words: row.form.words.get_untracked(),
    });
    deal.change_then(change, move || {
        row.open.set(false);
        focus::row(&key);
    });
}
