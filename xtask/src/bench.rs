//! `cargo xtask bench`: the budgets beside what is measured in a real Chromium.

use crate::layout::{Browser, Layout};
use crate::{build, exec, files, setup, zip};
use anyhow::Result;
use serde_json::json;

/// What is weighed: its name in the report, the end of its files' names, the most kilobytes (of
/// 1000 bytes) that it may weigh zipped.
const SIZES: [(&str, &str, u32); 3] = [
    ("worker's WASM, zipped", "worker_bg.wasm", 400),
    ("pages' WASM, zipped", "pages_bg.wasm", 400),
    ("whole package, zipped", "", 1100),
];

/// Builds and measures. With `--native`, criterion measures the reading natively after that; all
/// other arguments are those of `tests/e2e/bench.mjs`.
///
/// # Errors
/// Those of the build and of the browser; a budget that is not kept is none.
pub fn bench(layout: &Layout, args: &[&str]) -> Result<()> {
    build::build(layout)?;
    let program = setup::browser(Browser::Chromium)?;
    let mut node = exec::node(layout, &layout.tests().join("e2e/bench.mjs"));
    node.env(setup::variable(Browser::Chromium), program)
        .env("ASKBACK_SIZES", sizes(layout)?)
        .args(args.iter().filter(|arg| **arg != "--native"));
    exec::run(&mut node)?;
    if args.contains(&"--native") {
        return exec::run(&mut exec::cargo(layout, &["bench", "--bench", "reading"]));
    }
    println!("Reading natively, by criterion: cargo xtask bench --native, or cargo bench");
    Ok(())
}

/// The zipped sizes of Chromium's build, as JSON for the report.
fn sizes(layout: &Layout) -> Result<String> {
    let all = files::read(&layout.unpacked(Browser::Chromium))?;
    let mut rows = Vec::new();
    for (what, end, most) in SIZES {
        let mut some = all.clone();
        some.retain(|name, _| name.ends_with(end));
        rows.push(json!({"what": what, "bytes": zip::pack(&some)?.len(), "most": most}));
    }
    Ok(json!(rows).to_string())
}
