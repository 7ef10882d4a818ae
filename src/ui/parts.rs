//! The elements that screens are put together from.
//!
//! Every function returns the same erased type and takes its text as one of two shapes, so the
//! program holds one copy of each. Names of classes are those of `extension/styles/base.css`.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

/// Text that may change.
pub type Words = Signal<String>;

/// What happens on a click.
pub type Press = Box<dyn FnMut(MouseEvent)>;

/// Text that never changes.
pub fn fixed(text: impl Into<String>) -> Words {
    Signal::stored(text.into())
}

/// Text that follows its signals.
pub fn live(text: impl Fn() -> String + Send + Sync + 'static) -> Words {
    Signal::derive(text)
}

/// A block of those children.
pub fn group(class: &'static str, children: Vec<AnyView>) -> AnyView {
    html::div().class(class).child(children).into_any()
}

/// A list of those rows.
pub fn list(class: &'static str, rows: Vec<AnyView>) -> AnyView {
    html::ul()
        .class(class)
        .attr("role", "list")
        .child(rows)
        .into_any()
}

/// A row of a list.
pub fn item(class: &'static str, children: Vec<AnyView>) -> AnyView {
    html::li().class(class).child(children).into_any()
}

/// A paragraph.
pub fn para(class: &'static str, text: Words) -> AnyView {
    html::p().class(class).child(move || text.get()).into_any()
}

/// A run of text.
pub fn span(class: &'static str, text: Words) -> AnyView {
    html::span()
        .class(class)
        .child(move || text.get())
        .into_any()
}

/// A page's or a dialog's own heading.
pub fn title(class: &'static str, text: Words) -> AnyView {
    html::h1().class(class).child(move || text.get()).into_any()
}

/// A section's heading.
pub fn heading(class: &'static str, text: Words) -> AnyView {
    html::h2().class(class).child(move || text.get()).into_any()
}

/// A heading within a section.
pub fn subheading(class: &'static str, text: Words) -> AnyView {
    html::h3().class(class).child(move || text.get()).into_any()
}

/// The buyer's own words; nothing when there are none.
pub fn quote(text: Words) -> AnyView {
    when(live_bool(move || !text.with(String::is_empty)), move || {
        html::blockquote()
            .class("quote")
            .child(move || text.get())
            .into_any()
    })
}

/// A condition that follows its signals.
pub fn live_bool(condition: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    Memo::new(move |_| condition())
}

/// A part that is there while the condition holds.
pub fn when(condition: Memo<bool>, part: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let part: Box<dyn Fn() -> AnyView + Send + Sync> = Box::new(part);
    (move || condition.get().then(&part)).into_any()
}

/// A part that is made anew whenever a signal that it reads has changed.
pub fn follow(part: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let part: Box<dyn Fn() -> AnyView + Send + Sync> = Box::new(part);
    (move || part()).into_any()
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A button that does something in place.
pub fn button(
    class: &'static str,
    text: Words,
    press: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    let press: Press = Box::new(press);
    html::button()
        .attr("type", "button")
        .class(class)
        .on(ev::click, press)
        .child(move || text.get())
        .into_any()
}

/// A button whose sign has no words: they are in `label`.
pub fn icon_button(
    class: &'static str,
    sign: &'static str,
    label: Words,
    press: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    let press: Press = Box::new(press);
    html::button()
        .attr("type", "button")
        .class(class)
        .attr("aria-label", move || label.get())
        .attr("title", move || label.get())
        .on(ev::click, press)
        .child(html::span().attr("aria-hidden", "true").child(sign))
        .into_any()
}

/// The button that saves the form it stands in.
pub fn save_button(class: &'static str, text: Words) -> AnyView {
    html::button()
        .attr("type", "submit")
        .class(class)
        .attr("data-save", "")
        .attr("title", "Ctrl+Enter")
        .child(move || text.get())
        .into_any()
}

/// A button that opens and closes what follows it.
pub fn fold_button(class: &'static str, open: RwSignal<bool>, children: Vec<AnyView>) -> AnyView {
    let press: Press = Box::new(move |_| open.update(|open| *open = !*open));
    html::button()
        .attr("type", "button")
        .class(class)
        .attr("aria-expanded", move || open.get().to_string())
        .on(ev::click, press)
        .child(children)
        .into_any()
}

/// More, when asked for.
pub fn disclosure(summary: Words, children: Vec<AnyView>) -> AnyView {
    html::details()
        .class("disclosure")
        .child(html::summary().child(move || summary.get()))
        .child(html::div().class("stack").child(children))
        .into_any()
}

/// A state in a word or two: `tone` is `ok`, `remind`, `hold`, `quiet` or `dark`.
pub fn chip(tone: Words, text: Words) -> AnyView {
    html::span()
        .class(move || ["chip chip-", &tone.get()].concat())
        .child(move || text.get())
        .into_any()
}

/// A message in the page: `tone` is `ok`, `remind` or `error`. It is gone while it is empty.
pub fn notice(tone: &'static str, text: Words) -> AnyView {
    let class = match tone {
        "ok" => "notice notice-ok",
        "error" => "notice notice-error",
        _ => "notice notice-remind",
    };
    when(live_bool(move || !text.with(String::is_empty)), move || {
        html::div()
            .class(class)
            .child(html::p().child(move || text.get()))
            .into_any()
    })
}

/// The value of the field in which an event happened.
pub fn value_of(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    let value = js_sys::Reflect::get(target.unchecked_ref(), &"value".into());
    value
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}
