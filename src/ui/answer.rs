//! Did they get what they were looking for?

use super::desk::Desk;
use super::focus;
use super::form::{entry, radios, text_field};
use super::parts::{
    button, fixed, follow, group, heading, live, live_bool, nothing, para, quote, save_button, when,
};
use super::rows::Row;
use crate::protocol::{AnswerProposal, Command, RequestView};
use leptos::prelude::*;

/// The answers that the open mail seems to give.
pub type Proposed = RwSignal<Vec<AnswerProposal>>;

const ANSWERS: [(&str, &str); 3] = [("yes", "Yes"), ("partly", "Partly"), ("no", "No")];

/// The question, and room for their answer. What the open mail seems to say is filled in.
pub fn answer(desk: Desk, row: Row<RequestView>, proposed: Proposed) -> AnyView {
    let (choice, words) = (row.typed.answer, row.typed.said);
    let read = Memo::new(move |_| {
        let id = row.view.with(|request| request.id.clone());
        let answers = proposed.get();
        answers.into_iter().find(|answer| answer.request == id)
    });
    // What is read is filled in, and what the rep has typed over it stays.
    Effect::new(move |before: Option<Option<AnswerProposal>>| {
        let now = read.get();
        let typed = (choice.get_untracked(), words.get_untracked());
        let old = before.flatten().map(|old| (old.answer, old.words));
        if let Some(read) = &now
            && (typed == Default::default() || old == Some(typed))
        {
            choice.set(read.answer.clone());
            words.set(read.words.clone());
        }
        now
    });
    let name = [
        "answer-",
        &row.view.with_untracked(|request| request.id.clone()),
    ]
    .concat();
    let form = entry(
        "stack",
        move || save(desk, row),
        vec![
            radios(fixed("Their answer"), &name, &ANSWERS, choice),
            when(live_bool(move || read.get().is_some()), || {
                para(
                    "small muted",
                    fixed("Read from their mail. Correct it if it is wrong."),
                )
            }),
            follow(move || match choice.get().as_str() {
                "" => nothing(),
                "yes" => text_field("Their words", "May stay empty", words),
                _ => text_field("What is missing?", "In their words", words),
            }),
            when(live_bool(move || !choice.with(String::is_empty)), || {
                group(
                    "row",
                    vec![save_button("button button-primary", fixed("Save answer"))],
                )
            }),
        ],
    );
    group(
        "notice notice-remind due",
        vec![
            heading(
                "label-strong",
                fixed("Did they get what they were looking for?"),
            ),
            para(
                "small",
                live(move || row.view.with(|request| given(desk, request))),
            ),
            form.into_any(),
            ask(desk, row),
        ],
    )
}

fn save(desk: Desk, row: Row<RequestView>) {
    let (choice, words) = (row.typed.answer, row.typed.said);
    let answer = choice.get_untracked();
    if answer.is_empty() {
        return;
    }
    let request = row.view.with_untracked(|request| request.id.clone());
    let command = Command::Answer {
        prospect: desk.id(),
        request: request.clone(),
        answer,
        words: words.with_untracked(|words| words.trim().to_owned()),
    };
    desk.change_then(command, move |stored| {
        if stored {
            choice.set(String::new());
            words.set(String::new());
            focus::row(&request);
        }
    });
}

fn given(desk: Desk, request: &RequestView) -> String {
    let given = request.delivered_on.map(|day| desk.day(day));
    match given {
        Some(day) => [request.kind_label.as_str(), ", given ", &day, "."].concat(),
        None => [request.kind_label.as_str(), "."].concat(),
    }
}

/// The question itself, ready to be sent.
fn ask(desk: Desk, row: Row<RequestView>) -> AnyView {
    let question = row.words(|request| request.due_question.clone());
    let asked = move |_| {
        desk.change(Command::QuestionAsked {
            prospect: desk.id(),
            request: row.view.with_untracked(|request| request.id.clone()),
        });
    };
    when(
        row.is(|request| !request.due_question.is_empty()),
        move || {
            group(
                "stack stack-tight",
                vec![
                    para("small muted", fixed("No answer yet? Ask them:")),
                    quote(question),
                    group(
                        "row",
                        vec![
                            button(
                                "button button-small",
                                fixed(desk.insert_label()),
                                move |_| desk.insert(question.get_untracked()),
                            ),
                            button(
                                "button button-small button-quiet",
                                fixed("I asked it"),
                                asked,
                            ),
                        ],
                    ),
                ],
            )
        },
    )
}
