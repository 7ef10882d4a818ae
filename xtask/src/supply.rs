//! What others wrote: where it comes from, under which licence, and whether anything is known
//! against it.

use crate::exec;
use crate::layout::Layout;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of `cargo deny` that looks at the crates.
const DENY: &str = "0.20.2";

/// The text that lists what is shipped: name, version and licence, a line each.
///
/// # Errors
/// When cargo cannot tell.
pub fn licences(layout: &Layout) -> Result<String> {
    let metadata = metadata(layout)?;
    let shipped = shipped(&metadata)?;
    let mut text = String::from(
        "Askback is under MIT or Apache-2.0. Its programs hold these crates from crates.io, each\nunder the licence that is named; the texts of the licences are at spdx.org/licenses.\n\n",
    );
    for package in packages(&metadata).filter(|one| shipped.contains(field(one, "id"))) {
        if package.get("source") != Some(&Value::Null) {
            let parts = ["name", "version", "license"].map(|name| field(package, name));
            text += &parts.join("  ");
            text.push('\n');
        }
    }
    Ok(text)
}

/// Lets `cargo deny` look at all crates (`xtask/deny`: where they come from, under which licences, what
/// runs when they are built, and what the list of `RustSec` knows
/// against them), and asks npm's registry what is known
/// against the tools.
///
/// # Errors
/// A list of all that is wrong.
pub fn check(layout: &Layout) -> Result<()> {
    let deny = deny(layout)?;
    let ask = |config: &str, args: &[&str]| {
        let mut command = Command::new(&deny);
        command.current_dir(&layout.root);
        command.args(["--locked", "--log-level=error", "--config"]);
        command.arg(layout.root.join("xtask/deny").join(config));
        exec::output(command.args(args)).map(drop)
    };
    ask("shipped.toml", &["check", "licenses"])?;
    let all = ["--workspace", "check", "licenses", "bans", "sources"];
    ask("all.toml", &all)?;
    println!("  cargo deny: licences, sources, build scripts");
    // What cannot be had is said, and nothing more: whoever has no network may still test.
    match ask("all.toml", &["--workspace", "fetch", "db"]) {
        Ok(()) => {
            ask("all.toml", &["--workspace", "check", "advisories"])?;
            println!("  cargo deny: RustSec knows nothing against any crate");
        }
        Err(error) => {
            let error = error.to_string();
            let why = error.lines().rfind(|line| !line.is_empty());
            println!(
                "  RustSec's list cannot be had ({}): nothing was asked",
                why.unwrap_or("no reason given").trim()
            );
        }
    }
    let mut wrong = Vec::new();
    for tools in [layout.tests(), layout.tests().join("warehouse")] {
        wrong.extend(audit(&tools)?);
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        bail!("{}", wrong.join("\n"))
    }
}

/// The program of `cargo deny`, installed below the target folder when it is not there.
fn deny(layout: &Layout) -> Result<PathBuf> {
    let root = layout.target.join("tools").join(DENY);
    let program = root
        .join("bin/cargo-deny")
        .with_extension(std::env::consts::EXE_EXTENSION);
    if !program.exists() {
        exec::step("install cargo-deny", || {
            let version = format!("cargo-deny@{DENY}");
            let args = ["install", "--quiet", "--locked", "--debug", &version];
            let mut cargo = exec::cargo(layout, &args);
            // What it is made of is thrown away.
            cargo.env_remove("CARGO_TARGET_DIR");
            exec::output(cargo.arg("--root").arg(&root)).map(drop)
        })?;
    }
    Ok(program)
}

fn metadata(layout: &Layout) -> Result<Value> {
    let args = [
        "metadata",
        "--locked",
        "--format-version=1",
        "--filter-platform=wasm32-unknown-unknown",
    ];
    let said = exec::output(&mut exec::cargo(layout, &args))?;
    serde_json::from_str(&said).context("cargo's list cannot be read")
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    let all = metadata.get("packages").and_then(Value::as_array);
    all.into_iter().flatten()
}

fn field<'v>(of: &'v Value, name: &str) -> &'v str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The packages that are linked into the programs: what `askback` needs to run, and what that needs.
/// Macros and build scripts run at home.
fn shipped(metadata: &Value) -> Result<BTreeSet<String>> {
    let macros: BTreeSet<&str> = packages(metadata)
        .filter(|one| one.to_string().contains("\"proc-macro\""))
        .map(|one| field(one, "id"))
        .collect();
    let nodes = metadata.pointer("/resolve/nodes").and_then(Value::as_array);
    let nodes: BTreeMap<&str, &Value> = nodes
        .context("cargo tells of no dependencies")?
        .iter()
        .map(|node| (field(node, "id"), node))
        .collect();
    let is_ours = |one: &&Value| field(one, "name") == "askback";
    let first = packages(metadata)
        .find(is_ours)
        .context("there is no askback")?;
    let mut found = BTreeSet::new();
    let mut open = vec![field(first, "id").to_owned()];
    while let Some(id) = open.pop() {
        if macros.contains(id.as_str()) || !found.insert(id.clone()) {
            continue;
        }
        let deps = nodes.get(id.as_str()).and_then(|node| node.get("deps"));
        for dep in deps.and_then(Value::as_array).into_iter().flatten() {
            let kinds = dep.get("dep_kinds").and_then(Value::as_array);
            let mut kinds = kinds.into_iter().flatten();
            if kinds.any(|kind| kind.get("kind") == Some(&Value::Null)) {
                open.push(field(dep, "pkg").to_owned());
            }
        }
    }
    Ok(found)
}

/// What npm's registry knows against the tools, from "high" on. A registry that does not answer such
/// questions is said, and nothing more.
fn audit(tools: &Path) -> Result<Vec<String>> {
    let mut npm = Command::new("npm");
    npm.current_dir(tools)
        .args(["audit", "--json", "--fetch-retries=0"]);
    let done = npm.output().context("npm cannot be started")?;
    let report: Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
    let Some(known) = report.get("vulnerabilities").and_then(Value::as_object) else {
        println!("  npm's registry here does not answer `npm audit`: nothing was asked");
        return Ok(Vec::new());
    };
    println!("  npm audit: {} notices", known.len());
    let grave = known.iter().filter(|(_, one)| {
        let severity = field(one, "severity");
        matches!(severity, "high" | "critical")
    });
    Ok(grave
        .map(|(name, one)| format!("npm audit: {name}: {}", field(one, "severity")))
        .collect())
}
