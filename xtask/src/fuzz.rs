//! `cargo xtask fuzz`: each border on bytes that nobody wrote, guided by the code that they reach.

use crate::exec;
use crate::layout::Layout;
use anyhow::{Context as _, Result, bail, ensure};
use std::path::Path;

/// The borders of `tests/fuzz/borders.rs`.
const BORDERS: [&str; 5] = ["reading", "protocol", "import", "stored", "recipes"];

/// What marks the code so that libFuzzer sees what is reached: the flags that `cargo fuzz` gives, without
/// a sanitizer, which the stable compiler has not.
const MARKS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// Plays each border for so many minutes. A case that panics, takes over a second or over 64 MB is
/// kept in `tests/fuzz/found`, from where each run of the tests plays it.
///
/// # Errors
/// When a case was found, or the program cannot be built (libFuzzer needs a C++ compiler).
pub fn fuzz(layout: &Layout, minutes: &str) -> Result<()> {
    let minutes: f64 = minutes.parse().context("say how many minutes")?;
    ensure!(minutes > 0.0, "say how many minutes");
    let target = layout.target.join("fuzz");
    let host = host()?;
    let folder = layout.tests().join("fuzz/guided");
    let args = [
        "build",
        "--quiet",
        "--release",
        "--locked",
        "--target",
        &host,
    ];
    let mut build = exec::cargo(layout, &args);
    build.current_dir(&folder).env("CARGO_TARGET_DIR", &target);
    exec::step("compile with marks", || {
        exec::run(build.env("RUSTFLAGS", MARKS))
    })?;
    let program = target.join(&host).join("release/askback-fuzz");
    let mut broken = Vec::new();
    for border in BORDERS {
        println!("{border}, {minutes} minutes");
        if play(layout, &program, border, minutes).is_err() {
            broken.push(border);
        }
    }
    if !broken.is_empty() {
        bail!(
            "{} broke: the cases are in tests/fuzz/found",
            broken.join(", ")
        );
    }
    Ok(())
}

/// What was reached before is kept, and gone on from.
fn play(layout: &Layout, program: &Path, border: &str, minutes: f64) -> Result<()> {
    let corpus = layout.target.join("fuzz/corpus").join(border);
    std::fs::create_dir_all(&corpus)?;
    let found = layout
        .tests()
        .join("fuzz/found")
        .join([border, "-"].concat());
    let mut run = std::process::Command::new(program);
    run.env("ASKBACK_BORDER", border)
        .env("ASKBACK_SEEDS", &corpus);
    run.arg(format!("-max_total_time={:.0}", minutes * 60.0));
    run.args([
        "-timeout=20",
        "-max_len=60000",
        "-print_final_stats=1",
        "-verbosity=0",
        "-print_funcs=0",
    ]);
    run.arg(format!("-artifact_prefix={}", found.display()));
    exec::run(run.arg(&corpus))
}

/// The machine's own target: programs of the build itself must not be marked.
fn host() -> Result<String> {
    let told = exec::output(std::process::Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}
