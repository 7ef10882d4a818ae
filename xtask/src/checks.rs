//! What must hold of a built extension, whatever the code does.

use crate::files::{self, Files};
use crate::layout::{Browser, Layout};
use crate::{exec, package, source, wasm};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The policy of the extension's own pages: nothing is fetched from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'";
/// All that is asked for at installation. A new entry here is a promise broken to each rep.
const PERMISSIONS: [&str; 5] = [
    "storage",
    "unlimitedStorage",
    "alarms",
    "scripting",
    "activeTab",
];
/// What a browser asks for besides: a place at its side, of which no rep is asked anything.
const fn beside(browser: Browser) -> &'static [&'static str] {
    match browser {
        Browser::Chromium => &["sidePanel"],
        Browser::Firefox => &[],
    }
}
/// All that a web page may load of ours.
const ACCESSIBLE: [&str; 1] = ["card.html"];
/// Words that our own scripts do without: each is a way to run or load what is not ours.
const BANNED: [&str; 12] = [
    ".innerHTML",
    ".outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "sendBeacon",
    "importScripts",
];

/// Checks both builds.
///
/// # Errors
/// A list of all that is wrong.
pub fn all(layout: &Layout) -> Result<()> {
    let mut wrong = Vec::new();
    for browser in Browser::ALL {
        let files = files::read(&layout.unpacked(browser))?;
        let found = [
            manifest(&files, browser)?,
            scripts(&files),
            references(&files)?,
            folders(layout, &files)?,
        ]
        .concat();
        wrong.extend(
            found
                .into_iter()
                .map(|what| format!("{}: {what}", browser.name())),
        );
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    exec::step("the archive of the sources holds all that is built", || {
        source::files(layout).map(drop)
    })?;
    package::weigh(layout)?;
    exec::step("addons-linter: no error, no warning", || lint(layout))
}

fn manifest(files: &Files, browser: Browser) -> Result<Vec<String>> {
    let bytes = files.get("manifest.json").context("no manifest.json")?;
    let manifest: Value = serde_json::from_slice(bytes)?;
    let mut wrong = Vec::new();
    let mut same = |what: &str, is: Option<&Value>, must: Value| {
        if is != Some(&must) {
            wrong.push(format!("manifest: {what} is {is:?}, not {must}"));
        }
    };
    same(
        "permissions",
        manifest.get("permissions"),
        Value::from([&PERMISSIONS[..], beside(browser)].concat()),
    );
    same(
        "policy",
        manifest.pointer("/content_security_policy/extension_pages"),
        POLICY.into(),
    );
    let accessible = "/web_accessible_resources/0/resources";
    same(
        "what pages may load",
        manifest.pointer(accessible),
        Value::from(ACCESSIBLE.to_vec()),
    );
    for key in [
        "host_permissions",
        "content_scripts",
        "externally_connectable",
    ] {
        if manifest.get(key).is_some() {
            wrong.push(format!("manifest: holds {key}"));
        }
    }
    if manifest.to_string().contains("<all_urls>") {
        wrong.push("manifest: holds <all_urls>".into());
    }
    Ok(wrong)
}

/// Our own scripts: all but what wasm-bindgen writes, which loads its module by `fetch`.
fn scripts(files: &Files) -> Vec<String> {
    let mut wrong = Vec::new();
    let script = |name: &str| [".js", ".mjs"].iter().any(|end| name.ends_with(end));
    let own = files
        .iter()
        .filter(|(name, _)| script(name) && !name.starts_with("wasm/"));
    for (name, bytes) in own {
        for (number, line) in String::from_utf8_lossy(bytes).lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") || line.starts_with('*') {
                continue;
            }
            for word in BANNED.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{name}:{}: holds `{word}`", number + 1));
            }
            // The name of a namespace is an address that nobody asks.
            let line = line.replace("http://www.w3.org/2000/svg", "");
            // Recipes name hosts as bare words; an address with a scheme could be contacted.
            if name != "reader/reader.js" && (line.contains("https://") || line.contains("http://"))
            {
                wrong.push(format!("{name}:{}: holds an address", number + 1));
            }
        }
    }
    wrong
}

/// No folder of this machine stands in what is shipped: it would be another package elsewhere.
fn folders(layout: &Layout, files: &Files) -> Result<Vec<String>> {
    let here = [layout.root.clone(), wasm::cargo_home()?];
    let here = here.map(|folder| folder.display().to_string().into_bytes());
    let holds = |bytes: &[u8]| {
        let parts = |folder: &Vec<u8>| bytes.windows(folder.len()).any(|part| part == folder);
        here.iter().any(parts)
    };
    let wrong = files.iter().filter(|(_, bytes)| holds(bytes));
    Ok(wrong
        .map(|(name, _)| format!("{name}: names a folder of this machine"))
        .collect())
}

/// Every file that a page, a style or the manifest names is there.
fn references(files: &Files) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        let named = if ends(name, &["html"]) {
            [
                between(&text, "src=\"", "\""),
                between(&text, "href=\"", "\""),
            ]
            .concat()
        } else if ends(name, &["css"]) {
            between(&text, "@import \"", "\"")
        } else if ends(name, &["js"]) && !name.starts_with("wasm/") {
            between(&text, "from './", "'")
        } else {
            continue;
        };
        for file in named
            .iter()
            .filter(|file| !file.is_empty() && !file.starts_with('#'))
        {
            let path = resolve(name, file);
            if !files.contains_key(&path) {
                wrong.push(format!("{name} names {file}, but there is no {path}"));
            }
        }
    }
    let manifest: Value =
        serde_json::from_slice(files.get("manifest.json").context("no manifest")?)?;
    for file in strings(&manifest).filter(|text| looks_like_file(text)) {
        if !files.contains_key(file) {
            wrong.push(format!("manifest.json names {file}, which is not there"));
        }
    }
    Ok(wrong)
}

fn ends(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, end)| extensions.contains(&end))
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    let parts = text.split(start).skip(1);
    parts
        .filter_map(|rest| Some(rest.split_once(end)?.0.to_owned()))
        .collect()
}

/// A path beside `from`, with `..` taken away and without what follows `?` or `#`.
fn resolve(from: &str, path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

fn strings(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::String(text) => Box::new(std::iter::once(text.as_str())),
        Value::Array(list) => Box::new(list.iter().flat_map(strings)),
        Value::Object(map) => Box::new(map.values().flat_map(strings)),
        _ => Box::new(std::iter::empty()),
    }
}

fn looks_like_file(text: &str) -> bool {
    !text.contains([' ', ':', '*']) && ends(text, &["js", "html", "png", "css", "json"])
}

/// Mozilla's own check of what is handed in, with its warnings as errors.
fn lint(layout: &Layout) -> Result<()> {
    let mut linter = exec::node(layout, &layout.tool("addons-linter/bin/addons-linter"));
    linter
        .args(["--output", "json"])
        .arg(layout.unpacked(Browser::Firefox));
    let done = linter.output().context("the linter cannot be started")?;
    let said = String::from_utf8_lossy(&done.stdout);
    let report: Value = serde_json::from_str(&said).with_context(|| format!("it said: {said}"))?;
    let mut wrong = Vec::new();
    for kind in ["errors", "warnings"] {
        for one in report
            .get(kind)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let part = |key| one.get(key).and_then(Value::as_str).unwrap_or_default();
            if !known(part("code"), part("file")) {
                wrong.push(format!(
                    "{kind}: {} in {}: {}",
                    part("code"),
                    part("file"),
                    part("message")
                ));
            }
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        bail!("{}", wrong.join("\n"))
    }
}

/// Leptos brings one function that sets `innerHTML`, and wasm-bindgen writes glue for it; none of
/// our own code calls it (clippy and the policy of the pages hold that), but it stands in the file.
fn known(code: &str, file: &str) -> bool {
    code == "UNSAFE_VAR_ASSIGNMENT" && file == "wasm/pages.js"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_file_that_names_them() {
        assert_eq!(
            resolve("sample/mailbox.html", "../icons/icon.svg"),
            "icons/icon.svg"
        );
        assert_eq!(resolve("card.html", "styles/card.css?1"), "styles/card.css");
    }

    #[test]
    fn a_banned_word_is_found_outside_of_comments() {
        let files = |text: &str| Files::from([("a.js".to_owned(), text.as_bytes().to_vec())]);
        assert_eq!(scripts(&files("x.innerHTML = y;")).len(), 1);
        assert_eq!(scripts(&files("// never .innerHTML")).len(), 0);
        assert_eq!(scripts(&files("open('https://a.test')")).len(), 1);
    }

    #[test]
    fn a_missing_file_is_found() -> Result<()> {
        let files = Files::from([
            (
                "manifest.json".to_owned(),
                br#"{"action": {"default_popup": "popup.html"}}"#.to_vec(),
            ),
            (
                "a.html".to_owned(),
                br#"<script src="b.js"></script>"#.to_vec(),
            ),
        ]);
        assert_eq!(references(&files)?.len(), 2);
        Ok(())
    }

    #[test]
    fn a_wider_manifest_is_found() -> Result<()> {
        let files = Files::from([(
            "manifest.json".to_owned(),
            br#"{"permissions": ["tabs"], "host_permissions": ["<all_urls>"]}"#.to_vec(),
        )]);
        assert_eq!(manifest(&files, Browser::Firefox)?.len(), 5);
        Ok(())
    }
}
