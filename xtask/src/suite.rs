//! `cargo xtask test`: everything, part by part, with the time of each.

use crate::layout::{Browser, Layout};
use crate::{build, checks, demo, eval, exec, files, node, setup, supply};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// How a part ended.
pub enum Done {
    /// It passed, with so many tests of its own passed and skipped.
    Passed(Count),
    /// It could not be run here, and why.
    Skipped(String),
}

/// Tests inside of a part.
#[derive(Default)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

type Work = fn(&Layout) -> Result<Done>;

/// The parts in the order in which a mistake is cheapest to find.
const PARTS: [(&str, Work); 13] = [
    ("format", format),
    ("lint", lint),
    ("supply", supplied),
    ("native", native),
    ("eval", evaluated),
    ("types", types),
    ("build", built),
    ("wasm", wasm),
    ("warehouse", warehouse),
    ("package", packaged),
    ("pages", read_pages),
    ("chromium", |layout| browser(layout, Browser::Chromium)),
    ("firefox", |layout| browser(layout, Browser::Firefox)),
];

/// Runs all parts, or the one that is named.
///
/// # Errors
/// When a part fails, or is skipped where nothing may be skipped (`CI=true`).
pub fn test(layout: &Layout, only: Option<&str>) -> Result<()> {
    if let Some(name) = only.filter(|name| PARTS.iter().all(|(part, _)| part != name)) {
        let names: Vec<_> = PARTS.iter().map(|(part, _)| *part).collect();
        bail!("no part is called {name}; there are {}", names.join(", "));
    }
    setup::node()?;
    setup::target(layout)?;
    setup::packages(layout)?;
    let (mut sum, mut bad) = (Count::default(), Vec::new());
    for (name, work) in PARTS
        .iter()
        .filter(|(part, _)| only.is_none_or(|only| only == *part))
    {
        println!("== {name}");
        let start = Instant::now();
        let say = match work(layout) {
            Ok(Done::Passed(count)) => {
                add(&mut sum, &count);
                "passed".to_owned()
            }
            Ok(Done::Skipped(why)) => {
                sum.skipped += 1;
                if in_ci() {
                    bad.push(*name);
                }
                format!("skipped: {why}")
            }
            Err(error) => {
                eprintln!("{error:#}");
                sum.failed += 1;
                bad.push(*name);
                "FAILED".to_owned()
            }
        };
        println!("== {name} {say} ({:.1} s)\n", start.elapsed().as_secs_f64());
    }
    println!(
        "{} passed, {} failed, {} skipped",
        sum.passed, sum.failed, sum.skipped
    );
    if bad.is_empty() {
        Ok(())
    } else {
        bail!("not well: {}", bad.join(", "))
    }
}

/// Whether this is CI, where nothing may be skipped.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false")
}

fn add(sum: &mut Count, count: &Count) {
    // A part without tests of its own counts as one.
    let none = count.passed + count.skipped == 0;
    sum.passed += if none { 1 } else { count.passed };
    sum.skipped += count.skipped;
    sum.failed += count.failed;
}

fn one() -> Done {
    Done::Passed(Count::default())
}

fn format(layout: &Layout) -> Result<Done> {
    exec::run(&mut exec::cargo(layout, &["fmt", "--all", "--check"]))?;
    Ok(one())
}

fn lint(layout: &Layout) -> Result<Done> {
    let native = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    exec::step("clippy, native", || {
        exec::run(&mut exec::cargo(layout, &native))
    })?;
    // Tests are native; for wasm32 the library and the two programs are what there is.
    let wasm = [
        "clippy",
        "--quiet",
        "--package",
        "askback",
        "--lib",
        "--bins",
    ];
    let target = ["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    exec::step("clippy, wasm32", || {
        exec::run(exec::cargo(layout, &wasm).args(target))
    })?;
    Ok(one())
}

/// What others wrote: where it comes from and under which licence.
fn supplied(layout: &Layout) -> Result<Done> {
    supply::check(layout)?;
    Ok(one())
}

fn native(layout: &Layout) -> Result<Done> {
    let out = exec::cargo(layout, &["test", "--workspace", "--no-fail-fast"]).output()?;
    let said = String::from_utf8_lossy(&out.stdout);
    let mut count = Count::default();
    for line in said.lines().filter(|line| line.starts_with("test result:")) {
        let number = |what: &str| number_before(line, what);
        count.passed += number(" passed");
        count.failed += number(" failed");
        count.skipped += number(" ignored");
    }
    if !out.status.success() {
        bail!("{said}{}", String::from_utf8_lossy(&out.stderr));
    }
    println!("  {} tests passed", count.passed);
    Ok(Done::Passed(count))
}

/// The number that stands before a word in a line such as `3 passed; 1 failed`.
fn number_before(line: &str, what: &str) -> u32 {
    let before = line.split(what).next().unwrap_or_default();
    let digits = before.rsplit(' ').next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

/// The reading of labelled text must not get worse.
fn evaluated(layout: &Layout) -> Result<Done> {
    if eval::shared(layout).is_none() {
        let why = "the labelled text is handed on beside the project (../shared), not in it";
        return Ok(Done::Skipped(why.into()));
    }
    eval::eval(layout, &[])?;
    Ok(one())
}

/// The JavaScript of the extension and of the browser tests, checked by TypeScript.
fn types(layout: &Layout) -> Result<Done> {
    for project in [
        layout.extension().join("tsconfig.json"),
        layout.tests().join("e2e/tsconfig.json"),
    ] {
        let mut tsc = Command::new(layout.tool(".bin/tsc"));
        exec::run(tsc.current_dir(&layout.root).arg("--project").arg(&project))?;
    }
    Ok(one())
}

fn built(layout: &Layout) -> Result<Done> {
    build::build(layout)?;
    Ok(one())
}

/// The worker's module, read in Node, must understand mails as the native library does.
fn wasm(layout: &Layout) -> Result<Done> {
    node::tests(layout, "wasm", &[])
}

/// The SQL of `docs/warehouse.md` on files that the worker's module wrote. The database weighs 70 MB,
/// so it is in a folder of its own, and fetched for this part alone.
fn warehouse(layout: &Layout) -> Result<Done> {
    setup::packages_of(&layout.tests().join("warehouse"))?;
    node::tests(layout, "warehouse", &[])
}

fn packaged(layout: &Layout) -> Result<Done> {
    checks::all(layout)?;
    exec::step("two builds are the same to the byte", || twice(layout))?;
    Ok(one())
}

/// Makes the build once more from what the compiler gave, and compares.
fn twice(layout: &Layout) -> Result<()> {
    let mut again = layout.clone();
    again.target = layout.target.join("again");
    files::empty(&again.target)?;
    // Cargo would compile anew for minutes; binding, shrinking, bundling and packing take seconds.
    build::again(layout, &again)?;
    let mut differ = Vec::new();
    for browser in Browser::ALL {
        // Packing gives the same bytes for the same files; a test of `zip` holds that.
        let [one, other] = [layout, &again].map(|of| files::read(&of.unpacked(browser)));
        let (one, other) = (one?, other?);
        let names = one.keys().chain(other.keys());
        differ.extend(
            names
                .filter(|name| one.get(*name) != other.get(*name))
                .cloned(),
        );
    }
    std::fs::remove_dir_all(&again.target)?;
    if differ.is_empty() {
        Ok(())
    } else {
        bail!("not the same: {}", differ.join(", "))
    }
}

/// The shipped reader over the test pages: those of the project, and those that are handed on
/// beside it.
fn read_pages(layout: &Layout) -> Result<Done> {
    let mut dirs = page_folders(&layout.tests().join("e2e/pages"))?;
    let beside = ["gmail-now", "outlook-now"];
    let captures = layout.root.join("../shared/captures");
    dirs.extend(beside.map(|name| captures.join(name)));
    let (there, lacking): (Vec<_>, Vec<_>) = dirs.into_iter().partition(|dir| dir.is_dir());
    for dir in &there {
        let out = demo::pages_command(layout, dir)?.output()?;
        let said = String::from_utf8_lossy(&out.stdout);
        if !out.status.success() {
            bail!("{said}{}", String::from_utf8_lossy(&out.stderr));
        }
        let name = dir.file_name().unwrap_or_default().to_string_lossy();
        let last = said.lines().next_back().unwrap_or_default();
        println!("  {name}: {last}");
    }
    let passed = u32::try_from(there.len()).unwrap_or(u32::MAX);
    Ok(match lacking.first() {
        Some(dir) if there.is_empty() => Done::Skipped(format!("{} is not there", dir.display())),
        _ => Done::Passed(Count {
            passed,
            skipped: u32::try_from(lacking.len()).unwrap_or(u32::MAX),
            ..Count::default()
        }),
    })
}

/// The folders that hold pages with what must be read of them, one a site.
fn page_folders(all: &std::path::Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(all)? {
        let dir = entry?.path();
        let expected = |name: &str| name.ends_with(".expected.json");
        let holds = dir.is_dir() && files::read(&dir)?.keys().any(|name| expected(name));
        found.extend(holds.then_some(dir));
    }
    found.sort();
    Ok(found)
}

fn browser(layout: &Layout, which: Browser) -> Result<Done> {
    let program = match setup::browser(which) {
        Ok(program) => program,
        Err(error) if !in_ci() => return Ok(Done::Skipped(format!("{error:#}"))),
        Err(error) => return Err(error),
    };
    let env = [
        ("ASKBACK_BROWSER", which.name().into()),
        (setup::variable(which), program.into()),
    ];
    node::tests(layout, "e2e", &env)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_a_result_line() {
        let line = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(number_before(line, " passed"), 12);
        assert_eq!(number_before(line, " ignored"), 3);
    }
}
