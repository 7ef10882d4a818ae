//! The fields of a request, as the rep types them.

use super::focus::form_keys;
use super::parts::{Words, disclosure, fixed, group, span, value_of};
use super::words::{from_iso, iso};
use crate::protocol::Fields;
use leptos::{ev, html, prelude::*};
use std::rc::Rc;

/// The kinds to choose from: code and words.
pub type Kinds = Signal<Vec<(String, String)>>;

/// What the rep has typed. It outlives the elements that show it.
#[derive(Clone, Copy)]
pub struct Form {
    /// The kind's code.
    pub kind: RwSignal<String>,
    /// The sentence that asks.
    pub words: RwSignal<String>,
    /// Why they ask.
    pub purpose: RwSignal<String>,
    /// What happens once they have it.
    pub outcome: RwSignal<String>,
    /// What happens if it does not satisfy them.
    pub otherwise: RwSignal<String>,
    /// The date, as a date field holds it.
    pub date: RwSignal<String>,
    /// Who does it on their side.
    pub their_owner: RwSignal<String>,
    /// Who does it on our side.
    pub our_owner: RwSignal<String>,
    /// How it is known.
    pub evidence: RwSignal<String>,
}

/// A request's fields as texts, in the order of [`Form::slots`].
fn texts(fields: &Fields) -> [String; 9] {
    [
        &fields.kind,
        &fields.words,
        &fields.purpose,
        &fields.outcome,
        &fields.otherwise,
        &fields.date.map(|day| iso(Some(day))),
        &fields.their_owner,
        &fields.our_owner,
        &fields.evidence,
    ]
    .map(|text| text.clone().unwrap_or_default())
}

impl Form {
    /// A form that shows those fields.
    pub fn new(fields: &Fields) -> Self {
        let [
            kind,
            words,
            purpose,
            outcome,
            otherwise,
            date,
            their_owner,
            our_owner,
            evidence,
        ] = texts(fields).map(RwSignal::new);
        Self {
            kind,
            words,
            purpose,
            outcome,
            otherwise,
            date,
            their_owner,
            our_owner,
            evidence,
        }
    }

    const fn slots(self) -> [RwSignal<String>; 9] {
        [
            self.kind,
            self.words,
            self.purpose,
            self.outcome,
            self.otherwise,
            self.date,
            self.their_owner,
            self.our_owner,
            self.evidence,
        ]
    }

    /// Shows those fields, whatever was typed.
    pub fn show(self, fields: &Fields) {
        for (slot, text) in self.slots().into_iter().zip(texts(fields)) {
            slot.set(text);
        }
    }

    /// The fields changed elsewhere: show it, but leave alone what the rep has typed over.
    pub fn follow(self, old: &Fields, new: &Fields) {
        let changes = texts(old).into_iter().zip(texts(new));
        for (slot, (old, new)) in self.slots().into_iter().zip(changes) {
            if old != new && slot.with_untracked(|typed| *typed == old) {
                slot.set(new);
            }
        }
    }

    /// What was typed; `None` for what is as in `old`. An emptied field is an empty text.
    pub fn changes(self, old: &Fields) -> Fields {
        let emptied = old.date.is_some() && self.date.with_untracked(String::is_empty);
        let slots = self.slots().into_iter().zip(texts(old));
        let mut typed = slots.map(|(slot, old)| {
            let text = slot.with_untracked(|text| text.trim().to_owned());
            (text != old).then_some(text)
        });
        let mut next = || typed.next().flatten();
        Fields {
            kind: next(),
            words: next(),
            purpose: next(),
            outcome: next(),
            otherwise: next(),
            no_date: emptied,
            date: next().and_then(|text| from_iso(&text)),
            their_owner: next(),
            our_owner: next(),
            evidence: next(),
        }
    }

    /// All that was typed; `None` for what is empty.
    pub fn all(self) -> Fields {
        self.changes(&Fields::default())
    }

    /// Empties every field.
    pub fn clear(self) {
        for slot in self.slots() {
            slot.set(String::new());
        }
    }
}

/// What is typed about a row beside its fields. It outlives the elements that show it.
#[derive(Clone, Copy, Default)]
pub struct Typed {
    /// Their answer.
    pub answer: RwSignal<String>,
    /// Their words with it, or with what became of a commitment.
    pub said: RwSignal<String>,
    /// The day on which it was given; empty for today.
    pub given_on: RwSignal<String>,
    /// What was given.
    pub given: RwSignal<String>,
    /// The hours that it cost.
    pub hours: RwSignal<String>,
    /// The money that it cost.
    pub money: RwSignal<String>,
    /// How it ended.
    pub ending: RwSignal<String>,
    /// Why it ended.
    pub reason: RwSignal<String>,
}

/// What is typed of a request that is written by hand.
#[derive(Clone, Copy)]
pub struct Typing {
    /// Who asks.
    pub who: RwSignal<String>,
    /// Its fields.
    pub form: Form,
    /// Whether something must still be typed.
    pub lacking: RwSignal<bool>,
}

impl Typing {
    /// Nothing typed yet.
    pub fn blank() -> Self {
        Self {
            who: RwSignal::default(),
            form: Form::new(&Fields::default()),
            lacking: RwSignal::new(false),
        }
    }
}

/// The two short fields and the date.
pub fn main_fields(form: Form) -> AnyView {
    group(
        "stack",
        vec![
            text_field(
                "Why do they ask?",
                "What they want to get out of it, in their words",
                form.purpose,
            ),
            text_field(
                "What happens once they have it?",
                "If it is what they need, they will …",
                form.outcome,
            ),
            date_field("By when?", form.date),
        ],
    )
}

/// The details that need not be known at once.
pub fn more_fields(form: Form) -> AnyView {
    let evidence = Signal::stored(
        [
            ("", "Not said yet"),
            ("assumed", "I believe so"),
            ("said", "They said so"),
            ("written", "They wrote so"),
            ("confirmed", "They confirmed my summary"),
        ]
        .map(|(code, words)| (code.to_owned(), words.to_owned()))
        .to_vec(),
    );
    disclosure(
        fixed("More details"),
        vec![
            text_field("And if it is not what they need?", "", form.otherwise),
            line_field("Who does it on their side?", form.their_owner),
            line_field("Who does it on our side?", form.our_owner),
            choice_field("How do we know?", evidence, form.evidence),
        ],
    )
}

/// A form: Enter moves on in it, Ctrl+Enter and its button save it.
pub fn entry(class: &'static str, save: impl Fn() + 'static, fields: Vec<AnyView>) -> AnyView {
    entry_of(class, Rc::new(save), fields)
}

fn entry_of(class: &'static str, save: Rc<dyn Fn()>, fields: Vec<AnyView>) -> AnyView {
    let by_key = Rc::clone(&save);
    html::form()
        .class(class)
        // A date that is half typed is none: the browser's own words would stand over ours.
        .attr("novalidate", "")
        .on(ev::keydown, move |event| form_keys(&event, || by_key()))
        .on(ev::submit, move |event| {
            event.prevent_default();
            save();
        })
        .child(fields)
        .into_any()
}

/// A field's text that follows what is stored until the rep has typed it over.
pub fn typed_over(stored: Words) -> RwSignal<String> {
    let typed = RwSignal::new(stored.get_untracked());
    Effect::new(move |old: Option<String>| {
        let new = stored.get();
        if old.is_some_and(|old| old != new && typed.with_untracked(|typed| *typed == old)) {
            typed.set(new.clone());
        }
        new
    });
    typed
}

fn labelled(label: &'static str, control: AnyView) -> AnyView {
    html::label()
        .class("field")
        .child(html::span().class("field-label").child(label))
        .child(control)
        .into_any()
}

/// A field of a few lines. Enter moves on from it (see `focus::form_keys`).
pub fn text_field(label: &'static str, hint: &'static str, value: RwSignal<String>) -> AnyView {
    let control = html::textarea()
        .attr("rows", "2")
        .attr("placeholder", hint)
        .prop("value", move || value.get())
        .on(ev::input, move |event| value.set(value_of(&event)));
    labelled(label, control.into_any())
}

/// A field of one line.
pub fn line_field(label: &'static str, value: RwSignal<String>) -> AnyView {
    labelled(label, input("text", value))
}

/// A field of one line whose label changes.
pub fn line_field_live(label: Words, value: RwSignal<String>) -> AnyView {
    html::label()
        .class("field")
        .child((span("field-label", label), input("text", value)))
        .into_any()
}

/// A field for a day.
pub fn date_field(label: &'static str, value: RwSignal<String>) -> AnyView {
    labelled(label, input("date", value))
}

/// A bare field; its label is the caller's.
pub fn input(kind: &'static str, value: RwSignal<String>) -> AnyView {
    html::input()
        .attr("type", kind)
        .prop("value", move || value.get())
        .on(ev::input, move |event| value.set(value_of(&event)))
        .into_any()
}

/// A choice of one among several. When nothing is chosen, the first line says so.
pub fn choice_field(label: &'static str, choices: Kinds, value: RwSignal<String>) -> AnyView {
    let options = move || {
        let mut choices = choices.get();
        if value.with_untracked(String::is_empty)
            && !choices.iter().any(|(code, _)| code.is_empty())
        {
            choices.insert(0, (String::new(), "Choose".into()));
        }
        choices
            .into_iter()
            .map(|(code, words)| choice(code, words, value))
            .collect::<Vec<_>>()
    };
    let control = html::select()
        .on(ev::change, move |event| value.set(value_of(&event)))
        .child(options);
    labelled(label, control.into_any())
}

fn choice(code: String, words: String, value: RwSignal<String>) -> AnyView {
    let this = code.clone();
    html::option()
        .attr("value", code)
        .prop("selected", move || value.with(|value| *value == this))
        .child(words)
        .into_any()
}

/// Buttons of which one is pressed: code and words. `name` tells it from others in the page.
pub fn radios(
    legend: Words,
    name: &str,
    choices: &'static [(&'static str, &'static str)],
    value: RwSignal<String>,
) -> AnyView {
    let buttons = choices.iter().map(|(code, words)| {
        let input = html::input()
            .attr("type", "radio")
            .attr("name", name.to_owned())
            .attr("value", *code)
            .prop("checked", move || value.with(|value| value == code))
            .on(ev::change, move |_| value.set((*code).into()));
        html::label()
            .class("choice")
            .child(input)
            .child(html::span().child(*words))
            .into_any()
    });
    html::fieldset()
        .class("choices")
        .child(html::legend().child(move || legend.get()))
        .child(buttons.collect::<Vec<_>>())
        .into_any()
}
