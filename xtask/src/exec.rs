//! Running other programs.

use crate::layout::Layout;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Whether the progress of steps goes to standard error, because a program reads the other.
static QUIET: AtomicBool = AtomicBool::new(false);

/// A cargo command at the top of the checkout, with the toolchain that runs us.
pub fn cargo(layout: &Layout, args: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(&layout.root).args(args);
    command.env("CARGO_TARGET_DIR", &layout.target);
    command
}

/// A Node command in the folder of the browser tests.
pub fn node(layout: &Layout, script: &Path) -> Command {
    let mut command = Command::new("node");
    command.current_dir(layout.tests()).arg(script);
    command.env("ASKBACK_TARGET", &layout.target);
    command
}

/// Runs a command whose output everybody sees.
///
/// # Errors
/// When it cannot be started or ends with an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", words(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed; shows that only when it fails.
///
/// # Errors
/// When it cannot be started or ends with an error; then with all that it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    let out = String::from_utf8_lossy(&done.stdout).into_owned();
    if !done.status.success() {
        let err = String::from_utf8_lossy(&done.stderr);
        bail!(
            "`{}` ended with {}\n{out}{err}",
            words(command),
            done.status
        );
    }
    Ok(out)
}

/// Does one named step and says how long it took.
///
/// # Errors
/// Those of the step, with its name.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work().with_context(|| format!("{name} failed"))?;
    let line = format!("  {name:<42} {:>7.1} s", start.elapsed().as_secs_f64());
    if QUIET.load(Ordering::Relaxed) {
        eprintln!("{line}");
    } else {
        println!("{line}");
    }
    Ok(done)
}

/// Does some work with its progress on standard error.
///
/// # Errors
/// Those of the work.
pub fn quietly<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    QUIET.store(true, Ordering::Relaxed);
    let done = work();
    QUIET.store(false, Ordering::Relaxed);
    done
}

fn words(command: &Command) -> String {
    let mut all = vec![command.get_program().to_string_lossy().into_owned()];
    all.extend(
        command
            .get_args()
            .map(|arg| arg.to_string_lossy().into_owned()),
    );
    all.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started", words(command))
}
