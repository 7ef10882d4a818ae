//! `cargo xtask build`: the unpacked extension for each browser.

use crate::exec;
use crate::files::{self, Files};
use crate::layout::{Browser, Layout};
use crate::{manifest, setup, supply, wasm};
use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The first scripts of what runs in pages, and what becomes of each and all that it imports.
const READERS: [(&str, &str); 3] = [
    ("reader/main.js", "reader/reader.js"),
    ("reader/updated.js", "reader/updated.js"),
    ("reader/point/main.js", "reader/point.js"),
];

/// Builds both unpacked extensions below `target/extension/`.
///
/// # Errors
/// Those of the compilers, of npm's tools and of the file system.
pub fn build(layout: &Layout) -> Result<()> {
    setup::target(layout)?;
    setup::packages(layout)?;
    wasm::compile(layout)?;
    let modules = exec::step("bind and shrink", || wasm::finish(layout, layout))?;
    exec::step("bundle the reader, write the extension", || {
        write(layout, &modules)
    })
}

/// Makes all of a build but the compiler's part anew, in another target folder.
///
/// # Errors
/// Those of [`build`].
pub fn again(layout: &Layout, other: &Layout) -> Result<()> {
    write(other, &wasm::finish(layout, other)?)
}

fn write(layout: &Layout, modules: &[PathBuf]) -> Result<()> {
    let common = common(layout, modules)?;
    for browser in Browser::ALL {
        files::write(
            &layout.unpacked(browser),
            &for_browser(layout, &common, browser)?,
        )?;
    }
    Ok(())
}

/// Everything that both browsers get.
fn common(layout: &Layout, modules: &[PathBuf]) -> Result<Files> {
    let mut all = files::read(&layout.extension())?;
    all.retain(|name, _| shipped(name));
    for (source, bundle) in READERS {
        all.insert(bundle.into(), bundled(layout, source, bundle)?);
    }
    all.insert(
        "licences.txt".into(),
        supply::licences(layout)?.into_bytes(),
    );
    for module in modules {
        let bound = files::read(module)?;
        all.extend(
            bound
                .into_iter()
                .map(|(name, bytes)| (format!("wasm/{name}"), bytes)),
        );
    }
    for (name, bytes) in &mut all {
        let bundled = READERS.iter().any(|(_, bundle)| bundle == name);
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        if ["js", "css"].contains(&end) && !bundled {
            *bytes = minified(layout, end, bytes).with_context(|| name.clone())?;
        }
    }
    all.insert("wasm/texts.js".into(), texts(layout)?);
    Ok(all)
}

/// The texts that the worker takes in at its start, as `src/domain/texts.rs` looks for them: each
/// after a line with U+0001 and its path below `src/`, or its name where it was compiled from such
/// files. A script, so that nothing has to be fetched.
fn texts(layout: &Layout) -> Result<Vec<u8>> {
    let print = ["run", "--quiet", "--package", "askback-tables"];
    let out = exec::output(&mut exec::cargo(layout, &print))?;
    let tables: Vec<Table> = serde_json::from_str(&out).context("askback-tables")?;
    let compiled = |name: &str| {
        tables
            .iter()
            .any(|table| table.sources.iter().any(|one| one == name))
    };
    let mut all = String::new();
    for (name, text) in files::read(&layout.root.join("src"))? {
        let is_text = name.rsplit_once('.').is_some_and(|(_, end)| end == "txt");
        if is_text && !compiled(&name) {
            let text = String::from_utf8(text).with_context(|| format!("{name} is no text"))?;
            all.extend(["\u{1}", &name, "\n", &text]);
        }
    }
    for table in &tables {
        all.extend(["\u{1}", &table.name, "\n", &table.text]);
    }
    let quoted = serde_json::to_string(&all)?;
    Ok(["export default ", &quoted, ";\n"].concat().into_bytes())
}

/// What `askback-tables` prints.
#[derive(serde::Deserialize)]
struct Table {
    name: String,
    sources: Vec<String>,
    text: String,
}

/// Whether a file of `extension/` is shipped: scripts and styles made small, all else as it is.
fn shipped(name: &str) -> bool {
    let source = ["reader/", "manifest.json", "tsconfig.json"];
    let ending = [".d.ts", ".md", ".sh"];
    !source.iter().any(|start| name.starts_with(start))
        && !ending.iter().any(|end| name.ends_with(end))
}

/// A script and all that it imports as one classic script.
fn bundled(layout: &Layout, source: &str, bundle: &str) -> Result<Vec<u8>> {
    let out = layout.target.join("bound").join(bundle);
    let mut esbuild = esbuild(layout);
    esbuild.arg(layout.extension().join(source));
    esbuild.args(["--bundle", "--format=iife"]);
    exec::run(esbuild.arg(format!("--outfile={}", out.display())))?;
    std::fs::read(&out).context("esbuild wrote nothing")
}

/// A module or a style sheet by itself, without what only its readers need.
fn minified(layout: &Layout, kind: &str, source: &[u8]) -> Result<Vec<u8>> {
    let mut esbuild = esbuild(layout);
    esbuild.arg(["--loader=", kind].concat());
    let mut running = esbuild
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // It reads all of it before it writes anything.
    let mut input = running.stdin.take().context("esbuild takes nothing in")?;
    input.write_all(source)?;
    drop(input);
    let done = running.wait_with_output()?;
    anyhow::ensure!(done.status.success(), "esbuild failed");
    Ok(done.stdout)
}

/// The package's budget is tight; the readable form is in the sources.
fn esbuild(layout: &Layout) -> Command {
    // Not by way of Node: npm may have put the native program in the script's place.
    let mut esbuild = Command::new(layout.tool(".bin/esbuild"));
    esbuild.current_dir(&layout.root).args([
        "--minify",
        "--target=chrome130,firefox142",
        "--charset=utf8",
        "--log-level=warning",
    ]);
    esbuild
}

fn for_browser(layout: &Layout, common: &Files, browser: Browser) -> Result<Files> {
    let source = std::fs::read_to_string(layout.extension().join("manifest.json"))?;
    let mut all = common.clone();
    all.insert(
        "manifest.json".into(),
        manifest::text(&manifest::make(&source, browser)?)?,
    );
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_and_types_stay_at_home() {
        for (name, expected) in [
            ("background.js", true),
            ("icons/icon-16.png", true),
            ("_locales/en/messages.json", true),
            ("manifest.json", false),
            ("reader/main.js", false),
            ("protocol.d.ts", false),
            ("icons/make.sh", false),
        ] {
            assert_eq!(shipped(name), expected, "{name}");
        }
    }
}
