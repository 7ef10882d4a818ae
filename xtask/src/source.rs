//! The archive of the sources, and `cargo xtask reproduce`: the packages made once more from it alone.

use crate::exec;
use crate::files::{self, Files};
use crate::layout::{Browser, Layout};
use crate::{package, zip};
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Folders that are made, wherever they lie.
const MADE: [&str; 3] = ["target", "node_modules", ".git"];

/// What a build reads: folders, and files at the top and among the tools.
const READ: [&str; 11] = [
    ".cargo/",
    "src/",
    "extension/",
    "xtask/",
    "benches/",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "tests/.npmrc",
    "tests/package.json",
    "tests/package-lock.json",
];

/// The files of the archive: what git tracks, as it lies there; in an unpacked archive all of it.
///
/// # Errors
/// When git cannot tell, a tracked file is gone, or a build reads what is not tracked.
pub fn files(layout: &Layout) -> Result<Files> {
    let names = names(layout)?;
    let lacking = lacking(&names, &files::names(&layout.root, &MADE)?);
    if !lacking.is_empty() {
        bail!(
            "a build reads these, and git does not track them: {}",
            lacking.join(", ")
        );
    }
    let read = |name: String| {
        let bytes = std::fs::read(layout.root.join(&name));
        let bytes = bytes.with_context(|| format!("git tracks {name}, which cannot be read"))?;
        Ok((name, bytes))
    };
    names.into_iter().map(read).collect()
}

fn names(layout: &Layout) -> Result<BTreeSet<String>> {
    // A checkout's folder, or a file in a second one.
    if !layout.root.join(".git").exists() {
        return Ok(files::names(&layout.root, &MADE)?.into_iter().collect());
    }
    let mut git = Command::new("git");
    git.current_dir(&layout.root).args(["ls-files", "-z"]);
    let said = exec::output(&mut git).context("git does not say what it tracks")?;
    let names = said.split('\0').filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// What lies there, is read by a build, and is not in the archive.
fn lacking(archive: &BTreeSet<String>, there: &[String]) -> Vec<String> {
    let is_read = |name: &str| {
        let mut read = READ.iter();
        read.any(|one| name == *one || (one.ends_with('/') && name.starts_with(one)))
    };
    let lacking = there
        .iter()
        .filter(|name| is_read(name) && !archive.contains(*name));
    lacking.cloned().collect()
}

/// Packages here; unpacks the archive of the sources in a temporary folder, packages there, with a
/// target folder of its own; and compares all packages to the byte.
///
/// # Errors
/// Those of both builds; and the first file that differs.
pub fn reproduce(layout: &Layout) -> Result<()> {
    package::package(layout)?;
    let root = std::env::temp_dir().join(format!("askback-reproduce-{}", std::process::id()));
    let copy = Layout {
        target: root.join("target"),
        root,
    };
    files::empty(&copy.root)?;
    let archive = std::fs::read(packed(layout, package::SOURCE))?;
    files::write(&copy.root, &zip::unpack(&archive)?)?;
    println!("  once more, in {}", copy.root.display());
    let package = ["run", "--quiet", "--package", "xtask", "--", "package"];
    exec::run(&mut exec::cargo(&copy, &package))?;
    for what in Browser::ALL
        .map(Browser::name)
        .into_iter()
        .chain([package::SOURCE])
    {
        let [one, other] = [layout, &copy].map(|of| std::fs::read(packed(of, what)));
        same(what, &one?, &other?)?;
    }
    std::fs::remove_dir_all(&copy.root)?;
    println!("  all packages are the same to the byte");
    Ok(())
}

fn packed(layout: &Layout, what: &str) -> impl AsRef<Path> {
    layout.target.join("package").join(package::name(what))
}

/// Says which file of two packages is the first that differs.
fn same(what: &str, one: &[u8], other: &[u8]) -> Result<()> {
    if one == other {
        return Ok(());
    }
    let (one, other) = (zip::unpack(one)?, zip::unpack(other)?);
    let mut names = one.keys().chain(other.keys());
    let first = names.find(|name| one.get(*name) != other.get(*name));
    let first = first.map_or("how it is packed", String::as_str);
    bail!("the {what} package differs, first in {first}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_reads_is_in_the_archive() {
        let archive = BTreeSet::from(["src/lib.rs".to_owned(), "Cargo.toml".to_owned()]);
        let there = [
            "src/lib.rs",
            "src/new.rs",
            "notes.txt",
            "extension/a.js",
            "Cargo.lock",
        ];
        let found = lacking(&archive, &there.map(str::to_owned));
        assert_eq!(found, ["src/new.rs", "extension/a.js", "Cargo.lock"]);
    }

    #[test]
    fn the_first_file_that_differs_is_named() -> Result<()> {
        let files = |text: &str| {
            let all = [("a", "1"), ("b", text), ("c", text)];
            Files::from(all.map(|(name, text)| (name.to_owned(), text.into())))
        };
        let (one, other) = (
            zip::pack_quickly(&files("2"))?,
            zip::pack_quickly(&files("3"))?,
        );
        same("test", &one, &one)?;
        let wrong = same("test", &one, &other).map_err(|error| error.to_string());
        assert_eq!(
            wrong,
            Err("the test package differs, first in b".to_owned())
        );
        Ok(())
    }
}
