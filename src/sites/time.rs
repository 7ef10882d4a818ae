//! When a mail arrived, where a page only paints it as text in the site's own manner.

use crate::domain::{Clock, days_after};
use chrono::{Datelike, NaiveDate};

/// The moment that a painted date means, in milliseconds since 1970, UTC, on the rep's wall clock:
/// `2026-11-09 08:31`, `Today 08:31`, `Mon 08:31` (Roundcube's forms). `None` for any other form
/// rather than a guess.
pub fn shown_moment(text: &str, clock: Clock) -> Option<i64> {
    let mut words = text.split_whitespace();
    let (day, time) = (words.next()?, words.next()?);
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    if !(0..24).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    let day = shown_day(day, clock.today())?;
    Some(clock.start_of(day) + (hours * 60 + minutes) * 60_000)
}

fn shown_day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(day) = word.parse() {
        return Some(day);
    }
    if word.eq_ignore_ascii_case("today") {
        return Some(today);
    }
    let weekday: chrono::Weekday = word.parse().ok()?;
    let back = (7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    let back = if back == 0 { 7 } else { back };
    Some(days_after(today, 0) - chrono::Days::new(u64::from(back)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_are_known_are_read_and_others_are_not_guessed() {
        let base = Clock {
            at_ms: 0,
            offset_minutes: 60,
        };
        // A Thursday.
        let today: NaiveDate = "2026-11-12".parse().unwrap();
        let clock = Clock {
            at_ms: base.start_of(today) + 10 * 3_600_000,
            ..base
        };
        let at = |day: &str, ms: i64| Some(base.start_of(day.parse().unwrap()) + ms);
        for (text, expected) in [
            ("2026-11-09 08:31", at("2026-11-09", 30_660_000)),
            ("Today 08:31", at("2026-11-12", 30_660_000)),
            ("Mon 08:31", at("2026-11-09", 30_660_000)),
            ("Thu 08:31", at("2026-11-05", 30_660_000)),
            ("09.11.2026 08:31", None),
            ("2026-11-09 25:31", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(shown_moment(text, clock), expected, "{text}");
        }
    }
}
