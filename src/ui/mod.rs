//! What the rep sees: Leptos screens over the same protocol (wasm32 only).
//!
//! A screen judges nothing. It asks the worker over [`link`], shows the reply, and sends back what
//! the rep typed. Elements are made by [`parts`], so each kind of element is compiled once and the
//! program stays small; what must survive a new reading (typed words, what is open) lives in
//! [`rows`], not in the elements.

mod answer;
mod card;
mod card_body;
mod chrome;
mod commitment;
mod deal;
mod desk;
mod focus;
mod form;
mod gate;
mod gate_body;
mod give;
mod handover;
mod inspect;
mod ledger;
mod link;
mod loosen;
mod manual;
mod panel;
mod parts;
mod picker;
mod pointing;
mod popup;
mod popup_list;
mod popup_tab;
mod port;
mod proof;
mod proposal;
mod recipes;
mod record;
mod request;
mod request_more;
mod rows;
mod said;
mod settings;
mod silence;
mod site_switch;
mod timeline;
mod toast;
mod ways;
mod welcome;
mod who;
mod words;

pub use port::hand_over;

use leptos::prelude::AnyView;

/// Shows the page of that name: `card`, `popup`, `panel`, `welcome`, `inspect`,
/// `ledger`, `settings` or `handover`. Any other stays empty.
pub fn start(page: &str) {
    match page {
        "card" => show(card::page),
        "popup" => show(popup::page),
        "panel" => show(panel::page),
        "welcome" => show(welcome::page),
        "inspect" => show(inspect::page),
        "ledger" => show(ledger::page),
        "settings" => show(settings::page),
        "handover" => show(handover::page),
        _ => {}
    }
}

fn show(page: fn() -> AnyView) {
    let here = leptos::prelude::document()
        .get_element_by_id("app")
        .and_then(|element| wasm_bindgen::JsCast::dyn_into(element).ok());
    match here {
        Some(element) => leptos::mount::mount_to(element, page).forget(),
        None => leptos::mount::mount_to_body(page),
    }
}
