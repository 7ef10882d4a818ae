//! Askback's chores: `cargo xtask COMMAND`. Run without a command it says which there are.

mod build;
mod exec;
mod files;
mod layout;
mod manifest;
mod package;
mod setup;
mod wasm;
mod zip;

use anyhow::{Result, bail};
use layout::Layout;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  build            the unpacked extension for each browser, in target/extension/
  package          the zip files for the stores, in target/package/
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let layout = Layout::find()?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["build"] => build::build(&layout),
        ["package"] => package::package(&layout),
        _ => bail!("{USAGE}"),
    }
}
