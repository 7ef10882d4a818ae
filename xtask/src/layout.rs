//! Where everything lies.

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The browsers that a build is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, Chrome and Edge.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both, in the order in which they are built and tested.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// Its name in paths and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// The folders of the project.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The top of the checkout.
    pub root: PathBuf,
    /// Where everything that is built goes: `CARGO_TARGET_DIR`, else `target`.
    pub target: PathBuf,
}

impl Layout {
    /// Finds the folders from what cargo tells the running program.
    ///
    /// # Errors
    /// When the working directory cannot be told.
    pub fn find() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = match here.as_deref().and_then(Path::parent) {
            Some(root) => root.to_path_buf(),
            None => std::env::current_dir().context("the working directory is not to be told")?,
        };
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(dir).context("CARGO_TARGET_DIR is no path")?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder of the extension's sources.
    pub fn extension(&self) -> PathBuf {
        self.root.join("extension")
    }

    /// The folder of the browser tests and of the tools from npm.
    pub fn tests(&self) -> PathBuf {
        self.root.join("tests")
    }

    /// The unpacked build for a browser.
    pub fn unpacked(&self, browser: Browser) -> PathBuf {
        self.target.join("extension").join(browser.name())
    }

    /// The file of a tool that npm installed.
    pub fn tool(&self, path: &str) -> PathBuf {
        self.tests().join("node_modules").join(path)
    }
}
