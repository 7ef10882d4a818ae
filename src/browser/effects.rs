//! The toolbar's badge, the alarm, the clock and the dice.

use crate::app::{Effects, LOCKED_BADGE};
use crate::domain::Clock;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The one alarm's name.
const ALARM: &str = "askback";

/// The alarm is set for at least this far ahead: Chrome fires none sooner.
const SOONEST_MS: f64 = 60_000.0;

/// A namespace of the extension API: `browser.NAME` in Firefox, `chrome.NAME` elsewhere.
pub fn api(name: &str) -> Option<JsValue> {
    let global = js_sys::global();
    ["browser", "chrome"].into_iter().find_map(|root| {
        let root = js_sys::Reflect::get(&global, &root.into()).ok()?;
        let found = js_sys::Reflect::get(&root, &name.into()).ok()?;
        found.is_object().then_some(found)
    })
}

/// Calls `chrome.NAMESPACE.METHOD(arguments)` and waits for it. A browser without it does
/// nothing: the badge and the alarm are hints.
async fn call(namespace: &str, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let namespace = api(namespace)?;
    let method: js_sys::Function = js_sys::Reflect::get(&namespace, &method.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    let result = method.apply(&namespace, &arguments).ok()?;
    JsFuture::from(js_sys::Promise::resolve(&result)).await.ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Setting a property of a fresh plain object does not fail.
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Shows the badge and sets the alarm.
pub async fn carry_out(effects: &Effects) {
    let text = effects.badge.clone().unwrap_or_default();
    let colour = match text.as_str() {
        "!" => "#b3261e",
        LOCKED_BADGE => "#5f6368",
        _ => "#3d5a80",
    };
    call(
        "action",
        "setBadgeText",
        &[object(&[("text", text.into())])],
    )
    .await;
    call(
        "action",
        "setBadgeBackgroundColor",
        &[object(&[("color", colour.into())])],
    )
    .await;
    call(
        "action",
        "setBadgeTextColor",
        &[object(&[("color", "#ffffff".into())])],
    )
    .await;
    if let Some(at) = effects.alarm_ms {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of our age are exact in a double"
        )]
        let when = (at as f64).max(js_sys::Date::now() + SOONEST_MS);
        call(
            "alarms",
            "create",
            &[ALARM.into(), object(&[("when", when.into())])],
        )
        .await;
    }
}

/// Now, where the rep is.
pub fn clock() -> Clock {
    let now = js_sys::Date::new_0();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "both are whole numbers far inside the range"
    )]
    Clock {
        at_ms: js_sys::Date::now() as i64,
        offset_minutes: -(now.get_timezone_offset() as i32),
    }
}

/// 32 random letters and digits, from the browser's own generator (`crypto.randomUUID`).
pub fn random() -> String {
    let global = js_sys::global();
    let uuid = js_sys::Reflect::get(&global, &"crypto".into())
        .ok()
        .and_then(|crypto| {
            let make: js_sys::Function = js_sys::Reflect::get(&crypto, &"randomUUID".into())
                .ok()?
                .dyn_into()
                .ok()?;
            make.call0(&crypto).ok()?.as_string()
        });
    uuid.unwrap_or_default().replace('-', "")
}
