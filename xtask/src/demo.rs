//! `cargo xtask demo`, `cargo xtask pages` and `cargo xtask faults`: the build in a real browser.

use crate::layout::{Browser, Layout};
use crate::{build, exec, setup};
use anyhow::{Context as _, Result};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Sets a fresh machine up, builds, and plays the story in a real Chromium.
///
/// # Errors
/// Those of the set-up, of the build and of the story.
pub fn demo(layout: &Layout, args: &[&str]) -> Result<()> {
    let start = Instant::now();
    println!("Askback's demo: set-up, build, and the story in a real browser.");
    exec::step("look for Node", setup::node)?;
    build::build(layout)?;
    let program = setup::browser(Browser::Chromium)?;
    println!("  the browser is {}", program.display());
    let mut node = exec::node(layout, &layout.tests().join("e2e/demo.mjs"));
    node.env(setup::variable(Browser::Chromium), program)
        .args(args);
    exec::run(&mut node)?;
    println!("  all of it{:>42.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Random commands with faults, in both browsers; natively, `ASKBACK_FAULTS=N cargo test --profile
/// native --test faults` plays many more.
///
/// # Errors
/// Those of the build; and when a change that was confirmed is not there once and whole.
pub fn faults(layout: &Layout, args: &[&str]) -> Result<()> {
    build::build(layout)?;
    for browser in Browser::ALL {
        let program = setup::browser(browser)?;
        let mut node = exec::node(layout, &layout.tests().join("e2e/faults.mjs"));
        node.env(setup::variable(browser), program)
            .env("ASKBACK_BROWSER", browser.name())
            .args(args);
        exec::run(&mut node)?;
    }
    Ok(())
}

/// Runs the shipped reader over test pages in a real Chromium.
///
/// # Errors
/// Those of the build; and when what was read is not what had to be.
pub fn pages(layout: &Layout, dir: &str, args: &[&str]) -> Result<()> {
    let dir = std::path::absolute(dir).context("that is no folder")?;
    // Standard output is for the report alone; with --json a program reads it.
    exec::quietly(|| build::build(layout))?;
    exec::run(pages_command(layout, &dir)?.args(args))
}

/// The command that reads the pages of a folder with the build as it is.
///
/// # Errors
/// When there is no browser.
pub fn pages_command(layout: &Layout, dir: &Path) -> Result<Command> {
    let program = setup::browser(Browser::Chromium)?;
    let mut node = exec::node(layout, &layout.tests().join("e2e/pages.mjs"));
    node.env(setup::variable(Browser::Chromium), program)
        .arg(dir);
    Ok(node)
}
