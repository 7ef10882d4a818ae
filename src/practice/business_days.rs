//! Business days: Monday to Friday. Holidays and other weeks come with the settings.

use crate::domain::{Day, days_after};
use chrono::{Datelike, Weekday};

fn is_business_day(day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day on which that many business days have passed since `start`; `start` itself counts as
/// none. For 0 it is `start`.
pub fn add(start: Day, count: u32) -> Day {
    let mut day = start;
    let mut left = count;
    while left > 0 && day < Day::MAX {
        day = days_after(day, 1);
        if is_business_day(day) {
            left -= 1;
        }
    }
    day
}

/// How many business days have passed from `start` to `end`; 0 when `end` is not later.
/// Counted in whole weeks, so that a span of years costs nothing.
pub fn between(start: Day, end: Day) -> u32 {
    let days = (end - start).num_days();
    if days <= 0 {
        return 0;
    }
    let weeks = days / 7;
    let rest = (1..=days % 7)
        .filter(|step| is_business_day(days_after(start, u64::try_from(*step).unwrap_or(0))))
        .count();
    let whole = u32::try_from(weeks.saturating_mul(5)).unwrap_or(u32::MAX);
    whole.saturating_add(u32::try_from(rest).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekend_does_not_count() {
        // 2026-11-20 is a Friday.
        assert_eq!(add(day("2026-11-20"), 0), day("2026-11-20"));
        assert_eq!(add(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(add(day("2026-11-21"), 1), day("2026-11-23"));
        assert_eq!(add(day("2026-11-20"), 10), day("2026-12-04"));
    }

    #[test]
    fn between_is_the_inverse_of_add() {
        for start in 16..23 {
            let start = Day::from_ymd_opt(2026, 11, start).unwrap();
            for count in 0..30 {
                assert_eq!(
                    between(start, add(start, count)),
                    count,
                    "{start} + {count}"
                );
            }
        }
        assert_eq!(between(day("2026-11-20"), day("2026-11-19")), 0);
        assert_eq!(between(day("2026-11-20"), day("2026-11-22")), 0);
    }
}
