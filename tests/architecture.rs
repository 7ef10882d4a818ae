//! The second import lock: `use crate::` runs downward only, and the line that does not is named.

#![expect(clippy::expect_used, reason = "a test says what went wrong by failing")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, the lowest first. A module may use those below it and none beside it.
const LAYERS: &[&[&str]] = &[
    &["domain"],
    &["practice", "reading", "sites", "ledger", "protocol"],
    &["app", "json"],
    &["browser", "ui"],
];

/// What may be used beside the layers: `ui` speaks the protocol and nothing else.
const NARROWED: &[(&str, &[&str])] = &[("ui", &["domain", "json", "protocol"])];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn may_use(from: &str, to: &str) -> bool {
    if from == to {
        return true;
    }
    if let Some((_, allowed)) = NARROWED.iter().find(|(module, _)| *module == from) {
        return allowed.contains(&to);
    }
    matches!((layer(from), layer(to)), (Some(from), Some(to)) if to < from)
}

/// The modules that a line names behind `crate::`.
fn named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or("");
    code.match_indices("crate::")
        .filter_map(|(at, found)| code.get(at + found.len()..))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn sources(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            sources(&path, kind, found);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
}

#[test]
fn imports_run_downward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, "rs", &mut files);
    let mut wrong = Vec::new();
    let mut checked = 0;
    for file in files {
        let relative = file.strip_prefix(&src).expect("below src/");
        let from = relative
            .iter()
            .next()
            .and_then(|name| name.to_str())
            .unwrap_or("")
            .trim_end_matches(".rs");
        let text = fs::read_to_string(&file).expect("a source file");
        for (number, line) in text.lines().enumerate() {
            for to in named(line)
                .into_iter()
                .filter(|to| layer(to).is_some() && layer(from).is_some())
            {
                checked += 1;
                if !may_use(from, &to) {
                    wrong.push(format!(
                        "src/{}:{}: {from} uses {to}: {line}",
                        relative.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(
        checked > 50,
        "only {checked} imports were found: is the test looking at the right folder?"
    );
    assert!(
        wrong.is_empty(),
        "imports that run the wrong way:\n{}",
        wrong.join("\n")
    );
}

/// There is one writer: only the worker's adapter speaks to the ledger's database.
#[test]
fn one_file_opens_the_database() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&top.join("src"), "rs", &mut files);
    sources(&top.join("extension"), "js", &mut files);
    files.retain(|file| {
        let text = fs::read_to_string(file).expect("a source file");
        text.contains("indexedDB") || text.contains("IdbFactory")
    });
    assert_eq!(files, [top.join("extension/storage.js")]);
}

#[test]
fn the_lock_knows_right_from_wrong() {
    assert!(
        may_use("app", "reading") && may_use("practice", "domain") && may_use("ui", "protocol")
    );
    assert!(!may_use("reading", "app") && !may_use("practice", "ledger") && !may_use("ui", "app"));
    assert_eq!(named("use crate::app::Engine; // not crate::ui"), ["app"]);
}
