//! What is played at each border: whatever comes, the answer is a reply or a refusal.

use askback::app::{Call, Engine};
use askback::domain::Clock;
use askback::ledger::store::{Items, Memory};
use askback::protocol::{PageRequest, PanelRequest};
use askback::reading::{self, Author, Context, Part, PartKind};
use askback::sites;
use pollster::block_on;

/// Plays one text.
pub type Play = fn(&str);

/// The borders, by name.
pub const BORDERS: [(&str, Play); 5] = [
    ("reading", reading),
    ("protocol", protocol),
    ("import", import),
    ("stored", stored),
    ("recipes", recipes),
];

/// An empty ledger.
pub fn engine() -> Engine<Memory, Memory> {
    Engine {
        local: Memory::default(),
        session: Memory::default(),
    }
}

/// Any moment with a tab.
pub fn call() -> Call {
    Call {
        clock: Clock {
            at_ms: 1_795_000_000_000,
            offset_minutes: 60,
        },
        random: "abcdefgh".repeat(4),
        tab: Some(7),
        granted: Vec::new(),
        host: "mail.test".to_owned(),
    }
}

fn reading(text: &str) {
    for author in [Author::Prospect, Author::Rep] {
        let part = Part {
            kind: PartKind::Text,
            text,
        };
        let context = Context {
            author,
            ..Context::default()
        };
        let read = reading::read(&[part], &context);
        assert!(read.new_text.len() <= text.len() * 4 + 100);
    }
}

fn protocol(text: &str) {
    let engine = engine();
    if let Ok(request) = serde_json::from_str::<PageRequest>(text) {
        block_on(engine.page(request, &call()));
    }
    if let Ok(request) = serde_json::from_str::<PanelRequest>(text) {
        block_on(engine.panel(request, &call()));
    }
    look(&engine);
}

/// What every page asks for sooner or later.
fn look(engine: &Engine<Memory, Memory>) {
    let after = String::new;
    block_on(engine.wake(&call())).ok();
    for request in [
        PanelRequest::Popup {
            tab: Some(7),
            url: String::new(),
            prospect: None,
        },
        PanelRequest::Ledger {
            after: after(),
            since: String::new(),
            old: 0,
        },
        PanelRequest::Records { after: after() },
        PanelRequest::Export { after: after() },
        PanelRequest::Rebuild {},
        PanelRequest::Practice {},
    ] {
        block_on(engine.panel(request, &call()));
    }
}

fn import(text: &str) {
    let engine = engine();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..2 {
        let lines = lines.clone();
        let request = PanelRequest::Import { lines, write: true };
        block_on(engine.panel(request, &call()));
    }
    look(&engine);
}

fn stored(text: &str) {
    if let Ok(items) = serde_json::from_str::<Items>(text) {
        let engine = engine();
        *engine.local.items() = items;
        look(&engine);
    }
}

fn recipes(text: &str) {
    if let Ok((host, recipe)) = sites::pointed(text) {
        assert!(!host.is_empty() && recipe.is_object());
    }
}
