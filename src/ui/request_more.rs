//! The parts of a recorded request: what is missing, its fields, giving it, ending it.

use super::desk::Desk;
use super::focus::form_keys;
use super::form::{choice_field, input, main_fields, more_fields, radios, text_field};
use super::parts::{
    button, disclosure, fixed, follow, group, item, list, live, live_bool, nothing, para, quote,
    save_button, span, when,
};
use super::rows::Row;
use super::words::{counted, from_iso, iso};
use crate::domain::order;
use crate::protocol::{CheckItem, Command, Cost, MissingView, RequestView};
use leptos::{ev, html, prelude::*};
use web_sys::MouseEvent;

/// Whether a field holds nothing.
pub fn is_blank(field: Option<&String>) -> bool {
    field.is_none_or(String::is_empty)
}

fn id(row: Row<RequestView>) -> String {
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
        disclosure(
            summary,
            vec![follow(move || check_items(desk, &id(row), items.get()))],
        )
    })
}

/// A checklist: what must be known and is not comes first. A line is ticked in place.
pub fn check_items(desk: Desk, request: &str, mut items: Vec<CheckItem>) -> AnyView {
    order::sort_by_key(&mut items, |item| (item.known, !item.must));
    let rows = items
        .into_iter()
        .map(|check| check_item(desk, request.to_owned(), check));
    list("checks", rows.collect())
}

fn check_item(desk: Desk, request: String, check: CheckItem) -> AnyView {
    let CheckItem {
        code,
        text,
        known,
        must,
    } = check;
    let tick = move |event: MouseEvent| {
        // The box shows what is stored: it changes when the change has come back.
        event.prevent_default();
        desk.change(Command::Tick {
            prospect: desk.id(),
            request: request.clone(),
            item: code.clone(),
            known: !known,
        });
    };
    let (class, hint) = match (known, must) {
        (false, true) => ("check strong-line", " (must be known)"),
        (false, false) => ("check muted", " (may help)"),
        (true, _) => ("check", ""),
    };
    let input = html::input()
        .attr("type", "checkbox")
        .prop("checked", known)
        .on(ev::click, tick);
    let words = html::span()
        .child(text)
        .child(html::span().class("visually-hidden").child(hint));
    item(
        "",
        vec![
            html::label()
                .class(class)
                .child(input)
                .child(words)
                .into_any(),
        ],
    )
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
            row.edit.set(false);
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
            form_keys(&event, || amend(desk, row));
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
        }
    });
}

fn facts(desk: Desk, row: Row<RequestView>) -> AnyView {
    let lines = move || row.view.with(|request| lines(desk, request));
    let facts = html::dl().class("facts").child(lines).into_any();
    let change = button("button button-small", fixed("Change"), move |_| {
        row.edit.set(true);
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

/// "I gave it", on a day that can be changed.
pub fn deliver(desk: Desk, row: Row<RequestView>) -> AnyView {
    let day = RwSignal::new(iso(Some(desk.today.get_untracked())));
    let give = move |_| {
        desk.change(Command::Deliver {
            prospect: desk.id(),
            request: id(row),
            on: from_iso(&day.get_untracked()),
            what: String::new(),
            cost: Cost::default(),
        });
    };
    let again = row.is(|request| request.state == "delivered");
    let label = live(move || {
        let label = if again.get() {
            "I gave it again"
        } else {
            "I gave it"
        };
        label.to_owned()
    });
    let on = html::label()
        .class("row small muted")
        .child("on")
        .child(
            html::span()
                .class("visually-hidden")
                .child("the day it was given"),
        )
        .child(input("date", day));
    group(
        "row deliver",
        vec![button("button", label, give), on.into_any()],
    )
}

const ENDINGS: [(&str, &str); 2] = [
    ("declined", "We declined"),
    ("withdrawn", "They withdrew it"),
];

/// Ending it without a yes, with a reason.
pub fn ending(desk: Desk, row: Row<RequestView>) -> AnyView {
    let how = RwSignal::new("withdrawn".to_owned());
    let reason = RwSignal::new(String::new());
    let end = move || {
        desk.change(Command::End {
            prospect: desk.id(),
            request: id(row),
            how: how.get_untracked(),
            reason: reason.with_untracked(|reason| reason.trim().to_owned()),
        });
    };
    let form = html::form()
        .class("stack")
        .on(ev::keydown, move |event| form_keys(&event, end))
        .on(ev::submit, move |event| {
            event.prevent_default();
            end();
        })
        .child(vec![
            radios(
                fixed("What happened?"),
                &["end-", &id(row)].concat(),
                &ENDINGS,
                how,
            ),
            text_field("Why?", "Kept with the request", reason),
            group(
                "row",
                vec![save_button("button", fixed("End this request"))],
            ),
        ]);
    disclosure(fixed("End it without a yes"), vec![form.into_any()])
}
