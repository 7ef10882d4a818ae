//! Small helpers for files and folders.

use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files by their path inside a folder, `/` between the parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// FNV-1a: tells whether bytes have changed. Not for secrets.
pub fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Makes a folder that is there and empty.
///
/// # Errors
/// Those of the file system.
pub fn empty(dir: &Path) -> Result<()> {
    if dir.exists() {
        std::fs::remove_dir_all(dir).with_context(|| format!("cannot empty {}", dir.display()))?;
    }
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))
}

/// Reads all files below a folder.
///
/// # Errors
/// Those of the file system.
pub fn read(dir: &Path) -> Result<Files> {
    let mut files = Files::new();
    for path in paths(dir)? {
        let bytes =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(name(dir, &path), bytes);
    }
    Ok(files)
}

/// The names of all files below a folder, without what lies in folders of the names `but`.
///
/// # Errors
/// Those of the file system.
pub fn names(dir: &Path, but: &[&str]) -> Result<Vec<String>> {
    let paths = paths_but(dir, but)?;
    Ok(paths.iter().map(|path| name(dir, path)).collect())
}

/// Makes a folder hold these files and no others. Files that are already right stay untouched,
/// so a browser that has the folder open sees no needless change.
///
/// # Errors
/// Those of the file system.
pub fn write(dir: &Path, files: &Files) -> Result<()> {
    std::fs::create_dir_all(dir)?;
    for path in paths(dir)? {
        if !files.contains_key(&name(dir, &path)) {
            std::fs::remove_file(&path)?;
        }
    }
    for (name, bytes) in files {
        let path = dir.join(name);
        if std::fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn paths(dir: &Path) -> Result<Vec<PathBuf>> {
    paths_but(dir, &[])
}

/// All files below a folder, without what lies in folders of these names.
fn paths_but(dir: &Path, but: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                let name = path.file_name().unwrap_or_default();
                if but.iter().all(|but| name != *but) {
                    folders.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn name(dir: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_to_hold_just_the_files() -> Result<()> {
        let dir = std::env::temp_dir().join(format!("askback-files-{}", std::process::id()));
        let one = Files::from([
            ("a/b.txt".into(), b"1".to_vec()),
            ("c.txt".into(), b"2".to_vec()),
        ]);
        write(&dir, &one)?;
        assert_eq!(read(&dir)?, one);
        let two = Files::from([("c.txt".into(), b"3".to_vec())]);
        write(&dir, &two)?;
        assert_eq!(read(&dir)?, two);
        std::fs::remove_dir_all(&dir)?;
        Ok(())
    }

    #[test]
    fn a_digest_tells_bytes_apart() {
        assert_ne!(digest(b"ab"), digest(b"ba"));
        assert_eq!(digest(b"ab"), digest(b"ab"));
    }
}
