//! `cargo xtask package`: the zip files for the stores, and what the build weighs.

use crate::files;
use crate::layout::{Browser, Layout};
use crate::{build, source, wasm, zip};
use anyhow::{Result, bail};

/// Zipped kilobytes (of 1000 bytes) that a module may weigh; `docs/architecture.md`, budgets.
const MODULE_KB: f64 = 400.0;
/// Zipped kilobytes that a whole package may weigh; `docs/decisions`, 19.
const PACKAGE_KB: f64 = 1100.0;

/// Builds, zips and weighs.
///
/// # Errors
/// Those of the build; and when something is over its budget.
pub fn package(layout: &Layout) -> Result<()> {
    build::build(layout)?;
    let dir = layout.target.join("package");
    files::empty(&dir)?;
    let put = |what: &str, packed: &[u8]| -> Result<()> {
        let file = dir.join(name(what));
        std::fs::write(&file, packed)?;
        println!("  {} {:016x}", file.display(), files::digest(packed));
        Ok(())
    };
    for browser in Browser::ALL {
        let files = files::read(&layout.unpacked(browser))?;
        put(browser.name(), &zip::pack(&files)?)?;
    }
    put(SOURCE, &zip::pack_quickly(&source::files(layout)?)?)?;
    weigh(layout)
}

/// What the archive of the sources is called among the packages.
pub const SOURCE: &str = "source";

/// The name of a package's file: for a browser, or of the sources.
pub fn name(what: &str) -> String {
    format!("askback-{}-{what}.zip", env!("CARGO_PKG_VERSION"))
}

/// Prints the zipped sizes beside their budgets.
///
/// # Errors
/// When something is over its budget.
pub fn weigh(layout: &Layout) -> Result<()> {
    let mut over = Vec::new();
    for browser in Browser::ALL {
        let all = files::read(&layout.unpacked(browser))?;
        let mut sizes = vec![(
            format!("{} package", browser.name()),
            all.clone(),
            PACKAGE_KB,
        )];
        // The modules are the same in both.
        for program in wasm::PROGRAMS
            .iter()
            .filter(|_| browser == Browser::Chromium)
        {
            let mut module = all.clone();
            module.retain(|name, _| *name == format!("wasm/{program}_bg.wasm"));
            sizes.push((format!("{program} WASM"), module, MODULE_KB));
        }
        for (name, files, budget) in sizes {
            #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
            let size = zip::pack(&files)?.len() as f64 / 1000.0;
            println!("  {name:<42} {size:>7.1} KB of {budget} KB");
            if size > budget {
                over.push(name);
            }
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over budget: {}", over.join(", "))
    }
}
