//! Where the keyboard is.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

const STOPS: &str = "button:not([disabled]),a[href],input:not([disabled]),select:not([disabled]),\
                     textarea:not([disabled]),summary,[tabindex='0']";
const FIELDS: &str = "input,select,textarea,[data-save]";

fn all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|index| found.item(index));
    nodes
        .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.get_client_rects().length() > 0)
        .collect()
}

/// Scrolls to the beginning of what is shown now, unless the rep is at work in it.
pub fn to_top(selector: &str) {
    if let Ok(Some(within)) = document().query_selector(selector)
        && !here().is_some_and(|element| within.contains(Some(&element)))
    {
        within.set_scroll_top(0);
    }
}

fn here() -> Option<Element> {
    document().active_element()
}

/// Puts the keyboard on the first element that matches and is seen.
pub fn first(selector: &str) -> bool {
    let Some(body) = document().body() else {
        return false;
    };
    all(&body, selector).first().is_some_and(|element| {
        // The frame itself may not have the keyboard yet.
        let _ = window().focus();
        element.focus().is_ok()
    })
}

/// Puts the keyboard on the first empty field within `selector`, else on its first stop.
pub fn first_empty(selector: &str) {
    let Ok(Some(within)) = document().query_selector(selector) else {
        return;
    };
    let fields = all(
        &within,
        "textarea,select,input:not([type=radio],[type=checkbox])",
    );
    let empty = fields.into_iter().find(|field| {
        let value = js_sys::Reflect::get(field, &"value".into());
        value.is_ok_and(|value| value.as_string().is_some_and(|text| text.is_empty()))
    });
    let target = empty.or_else(|| all(&within, STOPS).into_iter().next());
    if let Some(target) = target {
        let _ = window().focus();
        let _ = target.focus();
    }
}

/// Does something once what is shown has been painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(then));
}

/// Whether the keyboard is in this document but on no element: what had it is gone.
pub fn is_lost() -> bool {
    let has = document().has_focus().unwrap_or(false);
    has && here().is_none_or(|element| element.tag_name() == "BODY")
}

/// Call before what is shown changes: if the element that has the keyboard goes with that, the first
/// that is there of those gets it.
pub fn keep(instead: &'static [&'static str]) {
    if here().is_none_or(|element| element.tag_name() == "BODY") {
        return;
    }
    after_paint(move || {
        if is_lost() {
            let _ = instead.iter().any(|selector| first(selector));
        }
    });
}

/// Whether the keyboard is in what matches.
pub fn is_in(selector: &str) -> bool {
    here().is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// Whether that is Escape, meant for what it was pressed in. It then goes no further.
pub fn escapes(event: &KeyboardEvent) -> bool {
    let escape = event.key() == "Escape" && !event.is_composing() && !event.default_prevented();
    if escape {
        event.prevent_default();
        event.stop_propagation();
    }
    escape
}

/// Gives the keyboard to the row of that key, if what had it is gone by then.
pub fn row(key: &str) {
    let head = ["[data-row='", key, "'] button"].concat();
    after_paint(move || {
        if is_lost() {
            first(&head);
        }
    });
}

/// Gives the keyboard to the first of those in the row of that key, once it is painted.
pub fn within(key: &str, what: &str) {
    let of_row = |what: &str| ["[data-row='", key, "'] ", what].concat();
    let targets: Vec<String> = what.split(',').map(of_row).collect();
    let targets = targets.join(",");
    after_paint(move || {
        first(&targets);
    });
}

/// The keys of a form: Enter moves to the next field, Ctrl+Enter saves.
pub fn form_keys(event: &KeyboardEvent, save: impl FnOnce()) {
    if event.key() != "Enter" || event.is_composing() || event.shift_key() {
        return;
    }
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        event.stop_propagation();
        save();
        return;
    }
    let Some(field) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    if !matches!(field.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") {
        return;
    }
    if let Ok(Some(form)) = field.closest("form") {
        event.prevent_default();
        let fields = all(&form, FIELDS);
        let next = fields.iter().skip_while(|other| ***other != field).nth(1);
        if let Some(next) = next {
            let _ = next.focus();
        }
    }
}

/// Keeps Tab within an element: from its last stop to its first, and back.
pub fn keep_within(event: &KeyboardEvent, selector: &str) {
    if event.key() != "Tab" {
        return;
    }
    let Ok(Some(within)) = document().query_selector(selector) else {
        return;
    };
    let stops = all(&within, STOPS);
    let (edge, other) = if event.shift_key() {
        (stops.first(), stops.last())
    } else {
        (stops.last(), stops.first())
    };
    let at = here();
    let inside = at
        .as_ref()
        .is_some_and(|at| within.contains(Some(at)) && *at != within);
    let at_edge = edge.is_some_and(|edge| at.as_ref() == Some(edge));
    if let (Some(other), true) = (other, at_edge || !inside) {
        event.prevent_default();
        let _ = other.focus();
    }
}
