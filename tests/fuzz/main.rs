//! Bytes that nobody wrote, at each border: mails, messages, lines of an export, what is stored, and
//! recipes. Whatever comes, the answer is a reply or a refusal, in less than a second.
//!
//! Each case is a seed with random changes; there is no guidance by coverage. `cargo xtask fuzz
//! --minutes N` goes on for so long at each border; without it each gets some hundred cases, the same
//! ones each time. What was found lies in `found/`, as BORDER-HASH, and is played first.

#![expect(clippy::expect_used, reason = "a test says what went wrong by failing")]

mod changes;
mod seeds;

use askback::app::{Call, Engine};
use askback::domain::Clock;
use askback::ledger::store::{Items, Memory};
use askback::protocol::{PageRequest, PanelRequest};
use askback::reading::{self, Author, Context, Part, PartKind};
use askback::sites;
use changes::Chance;
use pollster::block_on;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Cases at each border in a run of the whole suite.
const QUICK: u32 = 500;

/// A case that takes longer hangs, in an optimised build.
const LONGEST: Duration = Duration::from_secs(1);

type Play = fn(&str);

const BORDERS: [(&str, Play); 5] = [
    ("reading", reading),
    ("protocol", protocol),
    ("import", import),
    ("stored", stored),
    ("recipes", recipes),
];

fn engine() -> Engine<Memory, Memory> {
    Engine {
        local: Memory::default(),
        session: Memory::default(),
    }
}

/// Any moment with a tab.
fn call() -> Call {
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

/// What went wrong with a case; `None` when nothing did.
fn wrong(play: Play, text: &str, limit: Option<Duration>) -> Option<&'static str> {
    let start = Instant::now();
    if catch_unwind(AssertUnwindSafe(|| play(text))).is_err() {
        return Some("it panicked");
    }
    let slow = limit.is_some_and(|limit| start.elapsed() > limit);
    slow.then_some("it took longer than a second")
}

fn found() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found")
}

#[test]
fn what_was_found_before_holds() {
    for entry in std::fs::read_dir(found()).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let border = BORDERS.iter().find(|(border, _)| name.starts_with(border));
        if let Some((_, play)) = border {
            let text = std::fs::read(&path).expect("readable");
            assert_eq!(
                wrong(*play, &String::from_utf8_lossy(&text), None),
                None,
                "{name}"
            );
        }
    }
}

#[test]
fn a_case_that_breaks_is_told_and_the_seeds_are_well_formed() {
    let breaks: Play = |text| assert!(text.is_empty(), "on purpose");
    assert_eq!(wrong(breaks, "x", None), Some("it panicked"));
    let zero = Some(Duration::ZERO);
    assert_eq!(
        wrong(|_| {}, "", zero),
        Some("it took longer than a second")
    );
    for text in seeds::of("protocol") {
        let page = serde_json::from_str::<PageRequest>(&text).is_ok();
        assert!(page || serde_json::from_str::<PanelRequest>(&text).is_ok());
    }
    for text in seeds::of("import") {
        let engine = engine();
        let lines = text.lines().map(str::to_owned).collect();
        let request = PanelRequest::Import { lines, write: true };
        block_on(engine.panel(request, &call()));
        assert!(engine.local.items().keys().any(|key| key.starts_with("e/")));
    }
    let stored = seeds::of("stored");
    assert!(
        stored
            .iter()
            .all(|text| serde_json::from_str::<Items>(text).is_ok())
    );
    let recipes = seeds::of("recipes");
    assert!(recipes.iter().any(|text| sites::pointed(text).is_ok()));
}

#[test]
fn whatever_comes_is_answered() {
    let minutes = std::env::var("ASKBACK_FUZZ_MINUTES");
    let minutes: Option<f64> = minutes.ok().map(|text| text.parse().expect("a number"));
    let mut bad = Vec::new();
    for (name, play) in BORDERS {
        let seeds = seeds::of(name);
        let start = Instant::now();
        let goes_on = |cases: u32| match minutes {
            Some(minutes) => start.elapsed().as_secs_f64() < minutes * 60.0,
            None => cases < QUICK,
        };
        // A long run looks at other cases each time, a short one at the same.
        let seed = minutes.map_or(7, |_| std::process::id().into());
        let mut chance = Chance::new(seed);
        let mut cases = 0;
        while goes_on(cases) {
            let text = changes::changed(&seeds, &mut chance);
            if let Some(what) = wrong(play, &text, minutes.map(|_| LONGEST)) {
                let file = format!("{name}-{:016x}", changes::hash(&text));
                std::fs::write(found().join(&file), &text).expect("written");
                bad.push(format!("{file}: {what}"));
                break;
            }
            cases += 1;
        }
        println!(
            "{name}: {cases} cases in {:.0} s",
            start.elapsed().as_secs_f64()
        );
    }
    assert!(bad.is_empty(), "in tests/fuzz/found: {bad:?}");
}
