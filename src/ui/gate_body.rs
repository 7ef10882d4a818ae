//! What stands in the dialog over a held draft.

use super::answer::answer;
use super::focus;
use super::form::{choice_field, entry, line_field, main_fields};
use super::gate::Gate;
use super::parts::{
    button, fixed, follow, group, heading, item, list, live_bool, notice, para, quote, save_button,
    when,
};
use super::proposal::record;
use super::request::{is_open, state};
use super::request_more::{amend, check_items, is_blank};
use super::rows::Row;
use super::toast::toasts;
use crate::protocol::{Proposal, Reason, RequestView};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// The dialog.
pub fn body(gate: Gate) -> AnyView {
    let name = move || {
        let name = gate.desk.prospect.with(|prospect| prospect.name.clone());
        match name.as_str() {
            "" => "Before you send this".to_owned(),
            name => ["Before you send this to ", name].concat(),
        }
    };
    let head = html::h1()
        .class("dialog-head")
        .id("gate-title")
        .child(name)
        .into_any();
    let dialog = html::div()
        .class("dialog gate")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", "gate-title")
        .attr("aria-describedby", "gate-why")
        .attr("tabindex", "-1")
        .child(vec![head, inside(gate), foot(gate)]);
    html::div().class("gate-back").child(dialog).into_any()
}

/// The first field still empty, else the first button of the foot.
pub fn focus_first() {
    if focus::first(".gate form textarea") {
        focus::first_empty(".gate form");
    } else {
        focus::first(".gate [data-primary]");
    }
}

fn inside(gate: Gate) -> AnyView {
    let loading = live_bool(move || !gate.loaded.get());
    group(
        "dialog-body",
        vec![
            when(loading, || {
                para("muted", fixed("Looking at what is known…"))
            }),
            trouble(gate),
            notice("error", gate.read_only.into()),
            when(live_bool(move || gate.is_clear()), || {
                notice("ok", fixed("Nothing holds this mail any more."))
            }),
            html::div()
                .class("stack")
                .id("gate-why")
                .child(reasons(gate))
                .into_any(),
            agreed(gate),
            // What holds it comes first: settling that lets the mail go.
            gate.requests.show(move |row| concerned(gate, row)),
            gate.unrecorded.show(move |row| unrecorded(gate, row)),
            toasts(gate.desk),
        ],
    )
}

fn trouble(gate: Gate) -> AnyView {
    when(
        live_bool(move || !gate.trouble.with(String::is_empty)),
        move || {
            group(
                "notice notice-error",
                vec![
                    para("", gate.trouble.into()),
                    group(
                        "row",
                        vec![button("button button-small", fixed("Retry"), move |_| {
                            spawn_local(gate.fetch());
                        })],
                    ),
                ],
            )
        },
    )
}

/// Why it is held; and below, what it is only reminded of.
fn reasons(gate: Gate) -> AnyView {
    follow(move || {
        let (holds, reminds): (Vec<Reason>, Vec<Reason>) = gate
            .reasons
            .get()
            .into_iter()
            .partition(|reason| reason.severity == "hold");
        let blocks = [
            ("verdict verdict-hold", holds),
            ("verdict verdict-remind", reminds),
        ];
        let blocks = blocks
            .into_iter()
            .filter(|(_, reasons)| !reasons.is_empty());
        let blocks = blocks.map(|(class, reasons)| {
            let rows = reasons.into_iter().map(|one| reason(gate, one)).collect();
            group(class, vec![list("verdict-reasons", rows)])
        });
        blocks.collect_view().into_any()
    })
}

fn reason(gate: Gate, reason: Reason) -> AnyView {
    let mut children = vec![para("", fixed(reason.text))];
    if !reason.because.is_empty() {
        children.push(quote(fixed(reason.because)));
    }
    if !reason.instead.is_empty() {
        children.push(para("small strong", fixed("Better:")));
        children.push(quote(fixed(reason.instead.clone())));
        let write = move |_| {
            gate.desk.insert(reason.instead.clone());
            gate.keep();
        };
        children.push(group(
            "row",
            vec![button(
                "button button-small",
                fixed("Insert, and keep writing"),
                write,
            )],
        ));
    }
    item("stack stack-tight", children)
}

fn agreed(gate: Gate) -> AnyView {
    when(
        live_bool(move || !gate.agreed.with(String::is_empty)),
        move || {
            group(
                "stack stack-tight",
                vec![
                    para("label", fixed("They agreed:")),
                    quote(gate.agreed.into()),
                ],
            )
        },
    )
}

/// What the draft gives though nobody recorded that it was asked for.
fn unrecorded(gate: Gate, row: Row<Proposal>) -> AnyView {
    let said = row.words(|proposal| proposal.fields.words.clone().unwrap_or_default());
    let save = move || record(gate.desk, row);
    let fields = vec![
        heading("heading", fixed("Not recorded yet")),
        quote(said),
        choice_field("What do they ask for?", gate.desk.kinds(), row.form.kind),
        main_fields(row.form),
        group(
            "row",
            vec![save_button("button button-primary", fixed("Save request"))],
        ),
    ];
    entry("part stack", save, fields)
}

/// A request that the draft touches: its checklist, and what is missing of it to be typed here.
fn concerned(gate: Gate, row: Row<RequestView>) -> AnyView {
    let head = group(
        "row row-between",
        vec![
            heading("heading", row.words(|request| request.kind_label.clone())),
            state(row),
        ],
    );
    let given = row.is(|request| request.state == "delivered");
    let typing = row.is(|request| {
        let fields = &request.fields;
        let bare = is_blank(fields.purpose.as_ref())
            || is_blank(fields.outcome.as_ref())
            || fields.date.is_none();
        is_open(&request.state) && request.state != "delivered" && bare
    });
    let edit = move || {
        entry(
            "part stack",
            move || amend(gate.desk, row),
            vec![
                main_fields(row.form),
                group(
                    "row",
                    vec![save_button("button button-primary", fixed("Save"))],
                ),
            ],
        )
    };
    group(
        "part stack",
        vec![
            head,
            quote(row.words(|request| request.words.clone())),
            when(live_bool(move || !given.get()), move || {
                check_items(gate.desk, row)
            }),
            when(given, move || answer(gate.desk, row, gate.card.proposed)),
            when(typing, edit),
        ],
    )
}

fn foot(gate: Gate) -> AnyView {
    let clear = live_bool(move || gate.is_clear());
    let failed = live_bool(move || !gate.trouble.with(String::is_empty));
    let held = live_bool(move || gate.loaded.get() && !clear.get() && !failed.get());
    let keep = html::button()
        .attr("type", "button")
        .class("button")
        .attr("data-primary", move || (!clear.get()).then_some(""))
        .on(ev::click, move |_| gate.keep())
        .child("Keep writing");
    group(
        "dialog-foot",
        vec![
            when(held, move || {
                group(
                    "excuse grow",
                    vec![line_field("Why anyway? (may stay empty)", gate.excuse)],
                )
            }),
            group(
                "row row-end",
                vec![
                    when(held, move || {
                        button("button button-quiet", fixed("Send anyway"), move |_| {
                            gate.send_anyway();
                        })
                    }),
                    keep.into_any(),
                    when(clear, move || send(gate, "Send now")),
                    when(failed, move || send(gate, "Send")),
                ],
            ),
        ],
    )
}

fn send(gate: Gate, label: &'static str) -> AnyView {
    html::button()
        .attr("type", "button")
        .class("button button-primary")
        .attr("data-primary", "")
        .on(ev::click, move |_| gate.release())
        .child(label)
        .into_any()
}
