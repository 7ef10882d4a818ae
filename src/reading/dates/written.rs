//! Dates written in numbers: 2026-11-12, 12.11.2026, 12/11/26, 3/4.

use chrono::NaiveDate;

use super::calendar::{self, Span, next_date};
use crate::domain::Day;

/// A date that is one number with its marks. `sure`: words beside it say that it is a date, as a
/// bare `3/4` may be a share.
pub fn written(word: &str, sent: Option<Day>, day_first: bool, sure: bool) -> Option<Day> {
    let mark = word.chars().find(|c| matches!(c, '-' | '.' | '/'))?;
    let mut parts = word.split(mark);
    let (first, second) = (part(parts.next()?)?, part(parts.next()?)?);
    let third = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let Some(third) = third else {
        return short(first, second, mark, sent, day_first, sure);
    };
    let third = part(third)?;
    if first.1 == 4 {
        return NaiveDate::from_ymd_opt(i32::try_from(first.0).ok()?, second.0, third.0);
    }
    let year = match third.1 {
        4 => i32::try_from(third.0)
            .ok()
            .filter(|year| (1900..=2100).contains(year))?,
        // Two digits from 70 on are of the last century.
        2 => i32::try_from(third.0)
            .ok()
            .map(|year| if year < 70 { 2000 + year } else { 1900 + year })?,
        _ => return None,
    };
    ordered(first.0, second.0, mark, day_first)
        .find_map(|(day, month)| NaiveDate::from_ymd_opt(year, month, day))
}

/// A month with its year in numbers: 2026/11, 11/2026.
pub fn month(word: &str) -> Option<Span> {
    let (first, second) = word.split_once(['/', '-'])?;
    let (first, second) = (part(first)?, part(second)?);
    let (year, month) = match (first.1, second.1) {
        (4, 1..=2) => (first.0, second.0),
        (1..=2, 4) => (second.0, first.0),
        _ => return None,
    };
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1970..=2099).contains(year))?;
    calendar::month(year, month)
}

/// A date without its year, with a slash: the next such day.
fn short(
    first: (u32, usize),
    second: (u32, usize),
    mark: char,
    sent: Option<Day>,
    day_first: bool,
    sure: bool,
) -> Option<Day> {
    let sent = sent?;
    let share = matches!(
        (first.0, second.0),
        (1, 2..=4) | (2, 3) | (24, 7) | (50, 50)
    );
    if first.1 > 2 || second.1 > 2 || (share && !sure) || !(mark == '/' || (mark == '.' && sure)) {
        return None;
    }
    ordered(first.0, second.0, mark, day_first)
        .filter(|(day, month)| (1..=31).contains(day) && (1..=12).contains(month))
        .find_map(|(day, month)| next_date(sent, month, day))
}

/// Day and month in the order of the region, then in the other. A point is written only where the
/// day comes first.
fn ordered(
    first: u32,
    second: u32,
    mark: char,
    day_first: bool,
) -> impl Iterator<Item = (u32, u32)> {
    let ways = if day_first || mark == '.' {
        [(first, second), (second, first)]
    } else {
        [(second, first), (first, second)]
    };
    ways.into_iter()
}

fn part(text: &str) -> Option<(u32, usize)> {
    (text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .then_some(())?;
    Some((text.parse().ok()?, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, day_first: bool, expected: Option<&str>) {
        let sent = "2026-10-30".parse().ok();
        assert_eq!(
            written(word, sent, day_first, false),
            expected.map(|day| day.parse().unwrap()),
            "{word}"
        );
    }

    #[test]
    fn numbers_in_the_order_of_the_region() {
        check("2026-11-12", true, Some("2026-11-12"));
        check("12.11.2026", false, Some("2026-11-12"));
        check("12/11", true, Some("2026-11-12"));
        check("12/11", false, Some("2026-12-11"));
        check("25/12/26", false, Some("2026-12-25"));
    }

    #[test]
    fn versions_prices_and_shares_are_no_dates() {
        check("2.1.0", true, None);
        check("7.50", true, None);
        check("1/2", true, None);
        check("24/7", true, None);
        check("10:30", true, None);
        check("2019/13/40", true, None);
    }
}
