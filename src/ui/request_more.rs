//! The parts of a recorded request: what is missing, its checklist, its fields.

use super::desk::Desk;
use super::focus::{self, form_keys};
use super::form::{choice_field, main_fields, more_fields};
use super::parts::{
    button, disclosure, fixed, follow, group, item, live, live_bool, nothing, para, quote,
    save_button, span, when,
};
use super::rows::{Row, keyed};
use super::words::counted;
use crate::domain::order;
use crate::protocol::{CheckItem, Command, MissingView, RequestView};
use leptos::{ev, html, prelude::*};
use web_sys::MouseEvent;

/// Whether a field holds nothing.
pub fn is_blank(field: Option<&String>) -> bool {
    field.is_none_or(String::is_empty)
}

/// A request's identity.
pub fn id(row: Row<RequestView>) -> String {
    row.view.with_untracked(|request| request.id.clone())
}

/// How many things to find out stand open; the others are one press away. Two is what a short
/// mail can ask without becoming a questionnaire.
const ASKED_FIRST: usize = 2;

/// What is still to find out, each with a question that can be sent.
pub fn missing(desk: Desk, row: Row<RequestView>) -> AnyView {
    let items = Memo::new(move |_| row.view.with(|request| request.missing.clone()));
    let some = move |from: usize, to: usize| {
        let rows = move || {
            let items = items.get().into_iter().skip(from).take(to);
            items.map(|item| to_find_out(desk, item)).collect_view()
        };
        let list = html::ul().class("checklist").attr("role", "list");
        list.child(rows).into_any()
    };
    when(live_bool(move || !items.with(Vec::is_empty)), move || {
        let more = move || items.with(Vec::len).saturating_sub(ASKED_FIRST);
        let rest = when(live_bool(move || more() > 0), move || {
            let summary = live(move || [&more().to_string(), " more to find out"].concat());
            disclosure(summary, vec![some(ASKED_FIRST, usize::MAX)])
        });
        group(
            "stack stack-tight",
            vec![
                para("label", fixed("Still to find out")),
                some(0, ASKED_FIRST),
                rest,
            ],
        )
    })
}

fn to_find_out(desk: Desk, missing: MissingView) -> AnyView {
    let question = missing.question;
    let mut children = vec![span("grow", fixed(missing.label))];
    if !question.is_empty() {
        let label = [desk.insert_label(), ": ", &question].concat();
        let insert = question.clone();
        let button = html::button()
            .attr("type", "button")
            .attr("aria-label", label)
            .class("button button-small button-quiet")
            .on(ev::click, move |_| desk.insert(insert.clone()))
            .child(desk.insert_label());
        children.push(button.into_any());
        children.push(group("ready small", vec![quote(fixed(question))]));
    }
    item("check-missing", children)
}

/// The checklist of its kind, folded.
pub fn checklist(desk: Desk, row: Row<RequestView>) -> AnyView {
    let items = Memo::new(move |_| row.view.with(|request| request.checklist.clone()));
    when(live_bool(move || !items.with(Vec::is_empty)), move || {
        let summary = live(move || {
            let open =
                items.with(|items| items.iter().filter(|item| item.must && !item.known).count());
            match open {
                0 => "Before you give it: all is known".into(),
                open => [
                    "Before you give it: ",
                    &counted(open, "thing", "things"),
                    " to find out",
                ]
                .concat(),
            }
        });
        disclosure(summary, vec![check_items(desk, row)])
    })
}

/// A checklist: what must be known comes first. A line is ticked in place and stays there.
pub fn check_items(desk: Desk, row: Row<RequestView>) -> AnyView {
    let codes = Memo::new(move |_| {
        let mut items = row.view.with(|request| request.checklist.clone());
        order::sort_by_key(&mut items, |item| !item.must);
        items.into_iter().map(|item| item.code).collect()
    });
    let lines = keyed(codes.into(), move |code| {
        check_item(desk, row, code.to_owned())
    });
    html::ul()
        .class("checks")
        .attr("role", "list")
        .child(lines)
        .into_any()
}

fn check_item(desk: Desk, row: Row<RequestView>, code: String) -> AnyView {
    let this = code.clone();
    let check = Memo::new(move |_| {
        row.view.with(|request| {
            let mut items = request.checklist.iter();
            items.find(|item| item.code == this).cloned()
        })
    });
    let read = move |of: fn(&CheckItem) -> bool| check.with(|item| item.as_ref().is_some_and(of));
    let known = move || read(|item| item.known);
    let tick = move |event: MouseEvent| {
        // The box shows what is stored: it changes when the change has come back.
        event.prevent_default();
        desk.change(Command::Tick {
            prospect: desk.id(),
            request: id(row),
            item: code.clone(),
            known: !untrack(known),
        });
    };
    let class = move || match (known(), read(|item| item.must)) {
        (false, true) => "check strong-line",
        (false, false) => "check muted",
        (true, _) => "check",
    };
    let hint = move || match (known(), read(|item| item.must)) {
        (false, true) => " (must be known)",
        (false, false) => " (may help)",
        (true, _) => "",
    };
    let input = html::input()
        .attr("type", "checkbox")
        .prop("checked", known)
        .on(ev::click, tick);
    let text = move || check.with(|item| item.as_ref().map(|item| item.text.clone()));
    let words = html::span()
        .child(text)
        .child(html::span().class("visually-hidden").child(hint));
    let label = html::label().class(class).child(input).child(words);
    item("", vec![label.into_any()])
}

/// Its fields: as they are, or open for typing when the two main ones are not known yet.
pub fn fields(desk: Desk, row: Row<RequestView>) -> AnyView {
    let bare = row.is(|request| {
        let open = super::request::is_open(&request.state);
        open && (is_blank(request.fields.purpose.as_ref())
            || is_blank(request.fields.outcome.as_ref()))
    });
    follow(move || {
        if bare.get() || row.edit.get() {
            edit(desk, row, bare.get_untracked())
        } else {
            facts(desk, row)
        }
    })
}

fn edit(desk: Desk, row: Row<RequestView>, bare: bool) -> AnyView {
    let cancel = if bare {
        nothing()
    } else {
        button("button button-quiet", fixed("Cancel"), move |_| {
            cancel_edit(row);
        })
    };
    let kind = if bare {
        nothing()
    } else {
        choice_field("What do they ask for?", desk.kinds(), row.form.kind)
    };
    html::form()
        .class("stack")
        .attr("novalidate", "")
        .on(ev::keydown, move |event| {
            if !bare && focus::escapes(&event) {
                cancel_edit(row);
            } else {
                form_keys(&event, || amend(desk, row));
            }
        })
        .on(ev::submit, move |event| {
            event.prevent_default();
            amend(desk, row);
        })
        .child(vec![
            kind,
            main_fields(row.form),
            more_fields(row.form),
            group(
                "row",
                vec![save_button("button button-primary", fixed("Save")), cancel],
            ),
        ])
        .into_any()
}

/// Leaves the fields as they were.
fn cancel_edit(row: Row<RequestView>) {
    row.form
        .show(&row.view.with_untracked(|request| request.fields.clone()));
    row.edit.set(false);
    focus::row(&id(row));
}

/// Saves what was typed into a request's form.
pub fn amend(desk: Desk, row: Row<RequestView>) {
    let (request, fields) = row
        .view
        .with_untracked(|request| (request.id.clone(), row.form.changes(&request.fields)));
    let command = Command::Amend {
        prospect: desk.id(),
        request,
        fields,
    };
    desk.change_then(command, move |stored| {
        if stored {
            row.edit.set(false);
            focus::row(&id(row));
        }
    });
}

fn facts(desk: Desk, row: Row<RequestView>) -> AnyView {
    let lines = move || row.view.with(|request| lines(desk, request));
    let facts = html::dl().class("facts").child(lines).into_any();
    let change = button("button button-small", fixed("Change"), move |_| {
        row.edit.set(true);
        focus::within(&id(row), "form textarea,form select");
    });
    group("stack stack-tight", vec![facts, group("row", vec![change])])
}

fn lines(desk: Desk, request: &RequestView) -> Vec<AnyView> {
    let fields = &request.fields;
    let known = match fields.evidence.as_deref() {
        _ if is_blank(fields.purpose.as_ref()) && is_blank(fields.outcome.as_ref()) => None,
        Some("assumed") => Some("I believe so".to_owned()),
        Some("said") => Some("They said so".to_owned()),
        Some("written") => Some("They wrote so".to_owned()),
        Some("confirmed") => Some("They confirmed my summary".to_owned()),
        _ => None,
    };
    let lines = [
        ("Why they ask", fields.purpose.clone()),
        ("What happens then", fields.outcome.clone()),
        ("And if not", fields.otherwise.clone()),
        ("By", fields.date.map(|day| desk.day(day))),
        ("On their side", fields.their_owner.clone()),
        ("On our side", fields.our_owner.clone()),
        ("How we know", known),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let lines = lines.filter(|(_, value)| !value.is_empty());
    lines
        .map(|(name, value)| (html::dt().child(name), html::dd().child(value)).into_any())
        .collect()
}
