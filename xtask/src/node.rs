//! The tests that Node runs: in the worker's module, and in real browsers.

use crate::layout::Layout;
use crate::suite::{Count, Done, in_ci};
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Runs the `*.test.mjs` of a folder below `tests/`; skipped ones say why in their own lines. A real
/// browser on a busy machine now and then does not keep pace: up to two files in which a test failed
/// are run once more, and that is said. What is wrong fails again.
pub fn tests(layout: &Layout, folder: &str, env: &[(&str, std::ffi::OsString)]) -> Result<Done> {
    let dir = layout.tests().join(folder);
    let mut tests = test_files(&dir)?;
    tests.sort();
    if tests.is_empty() {
        bail!("{} holds no test", dir.display());
    }
    let (said, well) = run(layout, &tests, env)?;
    let mut count = counted(&said);
    let failed = failed_files(&said);
    let again = tests
        .iter()
        .filter(|test| failed.iter().any(|name| test.ends_with(name)))
        .cloned()
        .collect::<Vec<_>>();
    let mut well = well;
    if !well && (1..=MOST_AGAIN).contains(&again.len()) && again.len() == failed.len() {
        println!("  once more: {}", failed.join(", "));
        let (said, passes) = run(layout, &again, env)?;
        well = passes && counted(&said).failed == 0;
        if well {
            println!(
                "  failed once and passed when run again: {}",
                failed.join(", ")
            );
            count.passed += std::mem::take(&mut count.failed);
        }
    }
    if !well {
        bail!("{} of the tests in tests/{folder} failed", count.failed);
    }
    if count.skipped > 0 && in_ci() {
        bail!("{} tests were skipped, and CI allows none", count.skipped);
    }
    Ok(Done::Passed(count))
}

/// So many files may be run a second time.
const MOST_AGAIN: usize = 2;

/// Runs test files one after the other: what was printed, and whether all passed.
fn run(
    layout: &Layout,
    tests: &[PathBuf],
    env: &[(&str, std::ffi::OsString)],
) -> Result<(String, bool)> {
    let mut node = Command::new("node");
    node.current_dir(layout.tests())
        .env("ASKBACK_TARGET", &layout.target)
        .env("ASKBACK_SEED", seed().to_string())
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(tests)
        .envs(env.iter().map(|(key, value)| (key, value)));
    let out = node.output().context("Node cannot be started")?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    print!("{said}");
    Ok((said, out.status.success()))
}

/// What random tests begin from: another each time, and the same when a file is run once more, so that what
/// was found does not pass for another reason.
fn seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    *SEED.get_or_init(|| RandomState::new().hash_one(0) % 1_000_000)
}

/// The sums at the end of what Node's reporter prints.
fn counted(said: &str) -> Count {
    let number = |what: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(what));
        line.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
    };
    Count {
        passed: number("ℹ pass "),
        // Of a file whose preparation failed the tests are said to be cancelled.
        failed: number("ℹ fail ") + number("ℹ cancelled "),
        skipped: number("ℹ skipped "),
    }
}

/// The files in which tests failed, each once, as Node's reporter names them (`test at e2e/x.mjs:3:1`).
fn failed_files(said: &str) -> Vec<String> {
    let named = said.lines().filter_map(|line| {
        let place = line.strip_prefix("test at ")?;
        place.split(':').next().map(str::to_owned)
    });
    let all: BTreeSet<String> = named.collect();
    all.into_iter().collect()
}

fn test_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !dir.is_dir() {
        return Ok(found);
    }
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests_of_the_reporter {
    use super::*;

    #[test]
    fn a_file_that_failed_is_named_once() {
        let said = "✖ failing tests:\n\ntest at e2e/a.test.mjs:3:1\n✖ one\n\ntest at e2e/a.test.mjs:9:1\n✖ two\nℹ fail 2\nℹ cancelled 7\n";
        assert_eq!(failed_files(said), ["e2e/a.test.mjs"]);
        assert_eq!(counted(said).failed, 9);
        assert_eq!(failed_files("ℹ pass 3\nℹ fail 0\n"), [""; 0]);
    }
}
