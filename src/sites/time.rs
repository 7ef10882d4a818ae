//! When a mail arrived, where a page only paints it as text in the site's own manner.

use crate::domain::{Clock, days_after};
use chrono::{Datelike, NaiveDate, Weekday};

/// The moment that a painted date means, in milliseconds since 1970, UTC, on the rep's wall clock:
/// `2026-11-09 08:31`, `Today 08:31`, `Mon 08:31` (Roundcube's forms), `Mon 3/10/2025 2:26 PM`,
/// `Di 11.11.2025 09:12` (Outlook's). `None` for any other form rather than a guess.
pub fn shown_moment(text: &str, clock: Clock) -> Option<i64> {
    let mut words = text.split_whitespace().peekable();
    let first = words.next()?;
    let numbers = words
        .peek()
        .and_then(|next| numeric_day(next, first.parse().ok()));
    let day = if numbers.is_some() {
        words.next();
        numbers
    } else {
        numeric_day(first, None).or_else(|| shown_day(first, clock.today()))
    };
    let minutes = shown_minutes(words.next()?, words.next())?;
    Some(clock.start_of(day?) + minutes * 60_000)
}

/// Minutes of the day: `08:31`, or `2:26` before `PM`.
fn shown_minutes(time: &str, half: Option<&str>) -> Option<i64> {
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    let half = half.map(str::to_uppercase);
    let hours = match half.as_deref() {
        Some("AM" | "PM") if !(1..=12).contains(&hours) => return None,
        Some("AM") => hours % 12,
        Some("PM") => hours % 12 + 12,
        _ => hours,
    };
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// A day in numbers. With points the day stands first; with slashes one country puts the day first
/// and another the month, so it is taken only where the weekday beside it, or a number above 12,
/// leaves one reading.
fn numeric_day(word: &str, weekday: Option<Weekday>) -> Option<NaiveDate> {
    let sign = ['.', '/'].into_iter().find(|sign| word.contains(*sign))?;
    let numbers: Vec<u32> = word
        .split(sign)
        .map_while(|part| part.parse().ok())
        .collect();
    let [a, b, year] = *numbers.as_slice() else {
        return None;
    };
    let year = i32::try_from(year).ok().filter(|year| *year >= 1900)?;
    let fits = |day: &NaiveDate| weekday.is_none_or(|weekday| day.weekday() == weekday);
    let day_first = NaiveDate::from_ymd_opt(year, b, a).filter(fits);
    let month_first = NaiveDate::from_ymd_opt(year, a, b).filter(|day| sign == '/' && fits(day));
    match (day_first, month_first) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

fn shown_day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(day) = word.parse() {
        return Some(day);
    }
    if word.eq_ignore_ascii_case("today") {
        return Some(today);
    }
    let weekday: Weekday = word.parse().ok()?;
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
            ("09.11.2026 08:31", at("2026-11-09", 30_660_000)),
            ("Di 10.11.2026 08:31", at("2026-11-10", 30_660_000)),
            ("Mon 3/10/2025 2:26 PM", at("2025-03-10", 51_960_000)),
            ("Tue 3/11/2025 12:05 AM", at("2025-03-11", 300_000)),
            ("11/3/2025 2:26 PM", None),
            ("25/3/2025 14:26", at("2025-03-25", 51_960_000)),
            ("Fri 3/10/2025 2:26 PM", at("2025-10-03", 51_960_000)),
            ("Wed 3/10/2025 2:26 PM", None),
            ("3/10/2025 14:26 PM", None),
            ("2026-11-09 25:31", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(shown_moment(text, clock), expected, "{text}");
        }
    }
}
