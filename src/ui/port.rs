//! The card's private line to the reader that holds it.

use crate::json;
use crate::protocol::{FromCard, ToCard};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{MessageEvent, MessagePort};

/// Says a word of the reader's to the card.
type Listener = Box<dyn Fn(ToCard)>;

#[derive(Default)]
struct Line {
    port: Option<MessagePort>,
    opened: Option<Box<dyn FnOnce(String)>>,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

/// Waits for the reader; `opened` gets the tab's ticket once [`hand_over`] brings it.
pub fn await_reader(opened: impl FnOnce(String) + 'static) {
    LINE.with_borrow_mut(|line| line.opened = Some(Box::new(opened)));
}

/// The ticket and the port that the reader handed over, the first time; later ones are refused.
pub fn hand_over(ticket: String, port: MessagePort) {
    let opened = LINE.with_borrow_mut(|line| {
        let opened = line.opened.take();
        if opened.is_some() {
            line.port = Some(port);
        }
        opened
    });
    if let Some(opened) = opened {
        opened(ticket);
    }
}

/// Hears what the reader says from now on, in order. What it said before was kept.
pub fn listen(listener: Listener) {
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(word) = json::read(&event.data()) {
            listener(word);
        }
    });
    LINE.with_borrow(|line| {
        if let Some(port) = &line.port {
            // Setting `onmessage` also starts the port.
            port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
    });
    // The card lives as long as its document, and so does its ear.
    heard.forget();
}

/// Says something to the reader. Nothing happens when there is none.
pub fn post(word: &FromCard) {
    LINE.with_borrow(|line| {
        if let (Some(port), Ok(message)) = (&line.port, json::write(word)) {
            let _ = port.post_message(&message);
        }
    });
}
