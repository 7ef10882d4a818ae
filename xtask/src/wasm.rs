//! From Rust to the two small WebAssembly modules and their JavaScript.

use crate::exec;
use crate::files;
use crate::layout::Layout;
use anyhow::{Context as _, Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

/// The programs of the crate that become modules: the background worker and all pages.
pub const PROGRAMS: [&str; 2] = ["worker", "pages"];

/// Counts up when the way of binding changes, so that what was bound the old way is bound anew.
const RECIPE: u32 = 4;

/// Small, then its blocks laid out anew and small once more, which is another 2 KB zipped of both programs and reads
/// no slower; then what rustc 1.95 uses for wasm32-unknown-unknown: wasm-opt refuses what it is not told of.
const OPTIMISE: [&str; 12] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-producers",
];

/// Compiles both programs.
///
/// # Errors
/// Those of cargo.
pub fn compile(layout: &Layout) -> Result<()> {
    exec::step("compile to WebAssembly", || {
        let args = [
            "build",
            "--quiet",
            "--package",
            "askback",
            "--profile",
            "wasm",
        ];
        let mut cargo = exec::cargo(layout, &args);
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(layout)?);
        exec::run(cargo.args(["--target", "wasm32-unknown-unknown", "--bins"]))
    })
}

/// The compiler's flags, as cargo takes them from its environment: no folder of this machine stands in
/// what a panic says, and no flags of whoever builds are in the package.
fn flags(layout: &Layout) -> Result<String> {
    let mut folders = vec![(layout.root.clone(), "askback")];
    for registry in std::fs::read_dir(cargo_home()?.join("registry/src"))? {
        folders.push((registry?.path(), "crates"));
    }
    let remap = |(from, to): &(PathBuf, &str)| {
        let from = from.display();
        format!("--remap-path-prefix={from}={to}")
    };
    let flags: Vec<String> = folders.iter().map(remap).collect();
    Ok(flags.join("\u{1f}"))
}

/// Where cargo keeps the crates that it fetched.
///
/// # Errors
/// When there is no home folder.
pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = std::env::home_dir().context("the home folder is not to be told")?;
    Ok(home.join(".cargo"))
}

/// Makes what `from` compiled ready for a browser, below `to`.
/// Returns the folders that hold the results.
///
/// # Errors
/// Those of wasm-bindgen and wasm-opt.
pub fn finish(from: &Layout, to: &Layout) -> Result<Vec<PathBuf>> {
    thread::scope(|scope| {
        let works = PROGRAMS.map(|name| scope.spawn(move || finish_one(from, to, name)));
        works
            .into_iter()
            .map(|work| work.join().map_err(|_| anyhow!("bound badly"))?)
            .collect()
    })
}

/// Binds and shrinks one program, unless its compiled form is the one of last time.
fn finish_one(from: &Layout, to: &Layout, name: &str) -> Result<PathBuf> {
    let compiled = from
        .target
        .join("wasm32-unknown-unknown/wasm")
        .join(format!("{name}.wasm"));
    let code = std::fs::read(&compiled).with_context(|| format!("no {}", compiled.display()))?;
    let out = to.target.join("bound").join(name);
    let stamp = to.target.join("bound").join(format!("{name}.stamp"));
    let this = format!(
        "{:016x} {RECIPE} {}\n",
        files::digest(&code),
        OPTIMISE.join(" ")
    );
    if std::fs::read_to_string(&stamp).is_ok_and(|last| last == this) {
        return Ok(out);
    }
    files::empty(&out)?;
    bind(name, code, &out)?;
    if name == "worker" {
        make_renewable(&out.join("worker.js"))?;
    }
    shrink(to, &out.join(format!("{name}_bg.wasm")))?;
    std::fs::write(&stamp, this)?;
    Ok(out)
}

fn bind(name: &str, code: Vec<u8>, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, code).out_name(name).web(true)?;
    bindgen
        .typescript(false)
        .keep_debug(false)
        .omit_default_module_path(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.generate(out)
}

/// Lets `init` make a new instance each time it is called. wasm-bindgen's returns the one that is
/// there, which after a trap is of no more use; the worker drops it and starts anew.
fn make_renewable(glue: &Path) -> Result<()> {
    const KEEPS: &str = "if (wasm !== undefined) return wasm;";
    let text = std::fs::read_to_string(glue)?;
    if !text.contains(KEEPS) {
        bail!("wasm-bindgen's glue has changed: look at how it keeps its instance");
    }
    std::fs::write(glue, text.replace(KEEPS, ""))?;
    Ok(())
}

fn shrink(layout: &Layout, module: &Path) -> Result<()> {
    let mut wasm_opt = exec::node(layout, &layout.tool("binaryen/bin/wasm-opt"));
    wasm_opt.args(OPTIMISE).arg(module).arg("-o").arg(module);
    exec::output(&mut wasm_opt).map(drop)
}
