//! What others wrote: where it comes from, under which licence, and whether anything is known
//! against it.

use crate::exec;
use crate::layout::Layout;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The only place from which crates come.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Licences of what is shipped: each lets it be shipped by naming it.
const SHIPPED: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Unicode-3.0",
    "Zlib",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "Unlicense",
];
/// Licences that a tool may have besides: it builds or tests, and is not shipped.
const TOOLS: [&str; 3] = ["MPL-2.0", "CC0-1.0", "0BSD"];

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

/// Checks where all crates come from and their licences, and asks npm's registry what is known
/// against the tools. Says how much was looked at.
///
/// # Errors
/// A list of all that is wrong.
pub fn check(layout: &Layout) -> Result<()> {
    let metadata = metadata(layout)?;
    let shipped = shipped(&metadata)?;
    let mut wrong = Vec::new();
    for package in packages(&metadata) {
        let name = field(package, "name");
        let source = package.get("source").and_then(Value::as_str);
        if source.is_some_and(|source| source != REGISTRY) {
            wrong.push(format!("{name} comes from {source:?}"));
        }
        let is_shipped = shipped.contains(field(package, "id"));
        let licence = field(package, "license");
        if !is_free(licence, is_shipped) {
            wrong.push(format!("{name} is under {licence:?}"));
        }
    }
    let all = packages(&metadata).count();
    println!(
        "  {all} crates looked at, {} of them shipped",
        shipped.len()
    );
    for tools in [layout.tests(), layout.tests().join("warehouse")] {
        wrong.extend(audit(&tools)?);
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        bail!("{}", wrong.join("\n"))
    }
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

/// Whether a licence lets us: one of those that `OR` or `/` divides, all of those that `AND` does.
fn is_free(licence: &str, shipped: bool) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    let known = |one: &str| {
        let one = one.trim();
        SHIPPED.contains(&one) || (!shipped && TOOLS.contains(&one))
    };
    // `A OR B AND C` is not among them; were it, all that stands on one side of `AND` must hold.
    plain
        .split(" AND ")
        .all(|part| part.split(" OR ").any(known))
}

/// What npm's registry knows against the tools, from "high" on. A registry that does not answer such
/// questions is said, and nothing more.
fn audit(tools: &std::path::Path) -> Result<Vec<String>> {
    let mut npm = std::process::Command::new("npm");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_free_by_any_of_its_ways() {
        for (licence, shipped, expected) in [
            ("MIT OR Apache-2.0", true, true),
            ("MIT/Apache-2.0", true, true),
            ("GPL-3.0 OR MIT", true, true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true, true),
            ("MIT AND GPL-3.0", true, false),
            ("MPL-2.0", true, false),
            ("MPL-2.0", false, true),
            ("", false, false),
        ] {
            assert_eq!(is_free(licence, shipped), expected, "{licence}");
        }
    }
}
