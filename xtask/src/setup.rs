//! What a machine needs before anything can be built or tried.

use crate::exec;
use crate::files;
use crate::layout::{Browser, Layout};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Installs the tools from npm, unless those of the present lock file are there.
///
/// # Errors
/// When npm is missing or fails.
pub fn packages(layout: &Layout) -> Result<()> {
    packages_of(&layout.tests())
}

/// The same for another folder with a lock file of its own.
///
/// # Errors
/// When npm is missing or fails.
pub fn packages_of(dir: &Path) -> Result<()> {
    let lock = std::fs::read(dir.join("package-lock.json"))?;
    let stamp = dir.join("node_modules/.askback-lock");
    let this = format!("{:016x}", files::digest(&lock));
    if std::fs::read_to_string(&stamp).is_ok_and(|last| last == this) {
        return Ok(());
    }
    exec::step("install the tools from npm", || {
        let mut npm = Command::new("npm");
        npm.current_dir(dir).args(["ci", "--no-audit", "--no-fund"]);
        exec::output(&mut npm).context(match in_path("npm") {
            Some(_) => "npm could not fetch the tools; is the network there?",
            None => "Node 20 or later with npm is needed: https://nodejs.org",
        })?;
        std::fs::write(&stamp, this).context("npm installed nothing")
    })
}

/// Finds a browser, or installs Debian's package of it where that is allowed.
///
/// # Errors
/// When there is none and none may be installed; says what to do.
pub fn browser(browser: Browser) -> Result<PathBuf> {
    if let Some(found) = find(browser) {
        return Ok(found);
    }
    let package = package(browser);
    if may_install() {
        exec::step(&format!("install {package}"), || install(package))?;
    }
    find(browser).with_context(|| {
        format!(
            "no {} was found. Install it (on Debian or Ubuntu: sudo apt-get install {package}) or \
             name its program in {}",
            browser.name(),
            variable(browser)
        )
    })
}

/// The variable that names a browser's program.
pub fn variable(browser: Browser) -> &'static str {
    match browser {
        Browser::Chromium => "ASKBACK_CHROMIUM",
        Browser::Firefox => "ASKBACK_FIREFOX",
    }
}

fn package(browser: Browser) -> &'static str {
    match browser {
        Browser::Chromium => "chromium",
        Browser::Firefox => "firefox-esr",
    }
}

/// Chrome itself comes last: since version 137 it takes no unpacked extension from a command line.
fn programs(browser: Browser) -> &'static [&'static str] {
    match browser {
        Browser::Chromium => &["chromium", "chromium-browser", "google-chrome", "chrome"],
        Browser::Firefox => &["firefox-esr", "firefox"],
    }
}

fn find(browser: Browser) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(variable(browser)) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    programs(browser).iter().find_map(|name| in_path(name))
}

/// The program of this name that a shell would run.
pub fn in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

fn may_install() -> bool {
    in_path("apt-get").is_some()
        && (is_root() || succeeds(Command::new("sudo").args(["-n", "true"])))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|done| done.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn install(package: &str) -> Result<()> {
    for args in [
        vec!["update"],
        vec!["install", "-y", "--no-install-recommends", package],
    ] {
        let mut apt = if is_root() {
            Command::new("apt-get")
        } else {
            Command::new("sudo")
        };
        if !is_root() {
            apt.args(["-n", "apt-get"]);
        }
        apt.env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-qq", "-o", "DPkg::Lock::Timeout=300"]);
        exec::output(apt.args(args))?;
    }
    Ok(())
}

/// The compiler's part for WebAssembly. `rust-toolchain.toml` names it, but rustup fetches it by
/// itself only together with the toolchain: one that is there already, as on many machines for CI, or that
/// was chosen by hand may lack it.
///
/// # Errors
/// When it is missing and cannot be fetched.
pub fn target(layout: &Layout) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut rustc = Command::new("rustc");
    let args = ["--print", "target-libdir", "--target", TARGET];
    let dir = exec::output(rustc.current_dir(&layout.root).args(args))?;
    if Path::new(dir.trim()).is_dir() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup
        .current_dir(&layout.root)
        .args(["target", "add", TARGET]);
    exec::step("install the WebAssembly target", || {
        exec::output(&mut rustup).map(drop)
    })
    .context("the compiler cannot make WebAssembly: run rustup target add wasm32-unknown-unknown")
}

/// Node's major version must be 20 or more; says so before anything else fails for it.
///
/// # Errors
/// When Node is missing or too old.
pub fn node() -> Result<()> {
    let version = exec::output(Command::new("node").arg("--version"))
        .context("Node 20 or later is needed: https://nodejs.org")?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(20..) => Ok(()),
        _ => bail!("Node 20 or later is needed, this is {}", version.trim()),
    }
}
