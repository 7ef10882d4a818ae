//! Dates, times and addresses as the rep reads them.

use super::chrome::object;
use chrono::{Datelike, NaiveDate};
use js_sys::Date;
use wasm_bindgen::JsValue;

fn locale() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().language())
        .unwrap_or_else(|| "en".into())
}

/// The time now, such as `10:42`.
pub fn now() -> String {
    let options = object(&[("hour", "numeric".into()), ("minute", "2-digit".into())]);
    let time = Date::new_0().to_locale_time_string_with_options(&locale(), &options);
    time.into()
}

/// A day, such as `Tue 4 Mar`; with its year when it is another than that of `today`.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    let mut members = vec![
        ("weekday", JsValue::from_str("short")),
        ("day", "numeric".into()),
        ("month", "short".into()),
    ];
    if day.year() != today.year() {
        members.push(("year", "numeric".into()));
    }
    let date = Date::new_with_year_month_day(
        day.year().unsigned_abs(),
        day.month0().cast_signed(),
        day.day().cast_signed(),
    );
    date.to_locale_date_string(&locale(), &object(&members))
        .into()
}

/// A day as a date field holds it; empty for none.
pub fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What a date field holds; `None` when it is empty or half typed.
pub fn from_iso(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// The host that a permission such as `https://mail.google.com/*` names.
pub fn host(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    rest.split_once('/').map_or(rest, |(host, _)| host)
}

/// `one` for 1, else `many`, after the number.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    [&number.to_string(), " ", noun].concat()
}
