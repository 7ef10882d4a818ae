//! One source for the manifests of both browsers.

use crate::layout::Browser;
use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

/// Makes a browser's manifest: the common part, the part `for NAME` laid over it, and the
/// version of the crate.
///
/// # Errors
/// When the source is no JSON object.
pub fn make(source: &str, browser: Browser) -> Result<Map<String, Value>> {
    let mut all: Map<String, Value> =
        serde_json::from_str(source).context("extension/manifest.json is no JSON object")?;
    let mut own = Map::new();
    for other in Browser::ALL {
        let part = all.shift_remove(&format!("for {}", other.name()));
        if let (true, Some(Value::Object(part))) = (other == browser, part) {
            own = part;
        }
    }
    all.insert("version".into(), Value::from(env!("CARGO_PKG_VERSION")));
    all.extend(own);
    Ok(all)
}

/// Writes a manifest as the file that is shipped.
///
/// # Errors
/// Never in practice: JSON values can be written.
pub fn text(manifest: &Map<String, Value>) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(manifest)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_gets_its_own_part() -> Result<()> {
        let source = r#"{"a": 1, "for chromium": {"b": 2}, "for firefox": {"b": 3}}"#;
        for (browser, b) in [(Browser::Chromium, 2), (Browser::Firefox, 3)] {
            let made = make(source, browser)?;
            assert_eq!(made.get("a"), Some(&Value::from(1)));
            assert_eq!(made.get("b"), Some(&Value::from(b)));
            assert!(made.contains_key("version"));
            assert!(!made.keys().any(|key| key.starts_with("for ")));
        }
        Ok(())
    }
}
