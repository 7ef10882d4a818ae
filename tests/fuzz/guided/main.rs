//! One border, played on what libFuzzer finds to reach new code. `ASKBACK_BORDER` names the border,
//! `ASKBACK_SEEDS` the folder that its seeds are written into, which libFuzzer then reads.

#![no_main]

#[path = "../borders.rs"]
mod borders;
#[path = "../changes.rs"]
mod changes;
#[path = "../seeds.rs"]
mod seeds;

use borders::{BORDERS, Play, call, engine};
use cap::Cap;
use changes::Chance;
use cpu_time::ThreadTime;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::alloc::System;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

/// What one case may take of memory, in bytes; more ends the program, which libFuzzer reports.
const MOST: usize = 64 << 20;

/// What one case may take of the processor: on a busy machine the clock on the wall says nothing.
const LONGEST: Duration = Duration::from_secs(1);

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn border() -> String {
    std::env::var("ASKBACK_BORDER").expect("ASKBACK_BORDER names the border")
}

static PLAY: LazyLock<Play> = LazyLock::new(|| {
    let named = border();
    let border = BORDERS.iter().find(|(name, _)| *name == named);
    border.expect("there is no such border").1
});

fn write_seeds() {
    let Some(folder) = std::env::var_os("ASKBACK_SEEDS").map(PathBuf::from) else {
        return;
    };
    for (number, seed) in seeds::of(&border()).into_iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), seed).expect("written");
    }
}

fuzz_target!(init: write_seeds(), |bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let play = *PLAY;
    let most = MEMORY.allocated().saturating_add(MOST);
    MEMORY.set_limit(most).expect("there is that much");
    let start = ThreadTime::now();
    play(&text);
    assert!(start.elapsed() < LONGEST, "it took longer than a second");
    MEMORY.set_limit(usize::MAX).expect("there is no limit");
});

// libFuzzer's own changes know bytes; ours know JSON, mails and numbers. Half of each.
fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    if seed % 2 == 0 {
        return fuzzer_mutate(bytes, size, most);
    }
    let text = String::from_utf8_lossy(&bytes[..size]).into_owned();
    let new = changes::changed(&[text], &mut Chance::new(seed.into()));
    let length = new.len().min(most);
    bytes[..length].copy_from_slice(&new.as_bytes()[..length]);
    length
});
