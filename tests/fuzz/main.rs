//! Bytes that nobody wrote, at each border: mails, messages, lines of an export, what is stored, and
//! recipes. Whatever comes, the answer is a reply or a refusal, in less than a second.
//!
//! Each case here is a seed with random changes, the same some hundred each time. `cargo xtask fuzz
//! --minutes N` plays the same borders guided by coverage (`guided/`), for so long at each, and holds
//! each case to a second and 64 MB. What was found lies in `found/`, as BORDER-…, and is played first.

#![expect(clippy::expect_used, reason = "a test says what went wrong by failing")]

mod borders;
mod changes;
mod seeds;

use askback::ledger::store::Items;
use askback::protocol::{PageRequest, PanelRequest};
use askback::sites;
use borders::{BORDERS, Play, call, engine};
use changes::Chance;
use pollster::block_on;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Cases at each border.
const CASES: u32 = 500;

/// Whether a case makes its border panic.
fn broke(play: Play, text: &str) -> bool {
    catch_unwind(AssertUnwindSafe(|| play(text))).is_err()
}

fn found() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found")
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn what_was_found_before_holds() {
    for entry in std::fs::read_dir(found()).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let border = BORDERS.iter().find(|(border, _)| name.starts_with(border));
        if let Some((_, play)) = border {
            let text = std::fs::read(&path).expect("readable");
            assert!(!broke(*play, &String::from_utf8_lossy(&text)), "{name}");
        }
    }
}

#[test]
fn a_case_that_breaks_is_told_and_the_seeds_are_well_formed() {
    let breaks: Play = |text| assert!(text.is_empty(), "on purpose");
    assert!(broke(breaks, "x") && !broke(breaks, ""));
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
    let mut bad = Vec::new();
    for (name, play) in BORDERS {
        let seeds = seeds::of(name);
        let mut chance = Chance::new(7);
        for _ in 0..CASES {
            let text = changes::changed(&seeds, &mut chance);
            if broke(play, &text) {
                let file = format!("{name}-{:016x}", hash(&text));
                std::fs::write(found().join(&file), &text).expect("written");
                bad.push(file);
                break;
            }
        }
    }
    assert!(bad.is_empty(), "they lie in tests/fuzz/found: {bad:?}");
}
