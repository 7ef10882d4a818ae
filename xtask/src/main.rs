//! Askback's chores: `cargo xtask COMMAND`. Run without a command it says which there are.

mod bench;
mod build;
mod checks;
mod company;
mod demo;
mod eval;
mod exec;
mod files;
mod fuzz;
mod layout;
mod manifest;
mod node;
mod package;
mod setup;
mod source;
mod suite;
mod supply;
mod wasm;
mod zip;

use anyhow::{Result, bail};
use layout::Layout;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  build             the unpacked extension for each browser, in target/extension/
  package           the zip files for the stores and of the sources, in target/package/
  reproduce         packages, unpacks the sources elsewhere, packages there, and compares
  demo [--watch] [--pictures]  the story in a real browser, with pictures in target/demo/;
                    --pictures keeps those of the README in docs/pictures/
  test [--only PART]  everything that must hold
  pages DIR [--json]  the reader over the test pages of a folder
  bench [--native]  the budgets beside what is measured in Chromium
  faults --runs N [--seed S]  random commands on the built extension in both browsers, with workers
                    and browsers killed, writes refused, reads garbled, storage damaged
  fuzz --minutes N  bytes that nobody wrote, for so long at each border: mails, messages, imports,
                    stored values, recipes; what is found is kept in tests/fuzz/found/
  read              the reading as a program: mails as JSON Lines in, what was read out
  eval [--raise]    how well mail is read, on the labelled text of ../shared and the plain words of tests/corpora,
                    against the floors of xtask/floors.json; --raise raises them; other arguments (--misses N)
                    go to the scorer
  train [--cross]   the models of src/reading/learned from tests/corpora; --cross judges text that
                    was not learned from and writes nothing
  types             extension/protocol.d.ts from the types in src/protocol/, and the schema of
                    managed storage from the settings
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
        ["reproduce"] => source::reproduce(&layout),
        ["demo", rest @ ..] => demo::demo(&layout, rest),
        ["test"] => suite::test(&layout, None),
        ["test", "--only", part] => suite::test(&layout, Some(part)),
        ["pages", dir, rest @ ..] => demo::pages(&layout, dir, rest),
        ["bench", rest @ ..] => bench::bench(&layout, rest),
        ["faults", rest @ ..] => demo::faults(&layout, rest),
        ["fuzz", "--minutes", minutes] => fuzz::fuzz(&layout, minutes),
        ["read"] => eval::read(&layout),
        ["eval", rest @ ..] => eval::eval(&layout, rest),
        ["train", rest @ ..] => eval::train(&layout, rest),
        ["types"] => types(&layout),
        _ => bail!("{USAGE}"),
    }
}

/// The types are written by the unit test that otherwise holds the file equal to them.
fn types(layout: &Layout) -> Result<()> {
    let args = [
        "test",
        "--quiet",
        "--package",
        "askback",
        "--lib",
        "--",
        "protocol::types",
        "settings::tests::the_schema",
    ];
    exec::run(exec::cargo(layout, &args).env("ASKBACK_WRITE_TYPES", "1"))
}
