//! Business days: the days of the week on which one works, without holidays.

use crate::domain::{Day, days_after};
use chrono::{Datelike, Weekday};
use std::collections::BTreeSet;

/// Which days are business days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The days of the week on which one works, Monday first.
    pub week: [bool; 7],
    /// Days on which nobody does all the same.
    pub holidays: BTreeSet<Day>,
}

impl Default for Calendar {
    /// Monday to Friday, without holidays.
    fn default() -> Self {
        Self {
            week: [true, true, true, true, true, false, false],
            holidays: BTreeSet::new(),
        }
    }
}

impl Calendar {
    fn is_business_day(&self, day: Day) -> bool {
        self.works_on(day.weekday()) && !self.holidays.contains(&day)
    }

    fn works_on(&self, weekday: Weekday) -> bool {
        let number = usize::try_from(weekday.num_days_from_monday()).unwrap_or(0);
        self.week.get(number).copied().unwrap_or(true)
    }

    /// Business days in any seven days, holidays aside.
    fn in_a_week(&self) -> u32 {
        u32::try_from(self.week.iter().filter(|works| **works).count()).unwrap_or(0)
    }
}

/// The most calendar days that are looked through for business days: a week with one of them, and
/// a year full of holidays.
const FARTHEST: u32 = 400 * 7;

/// The day on which that many business days have passed since `start`; `start` itself counts as
/// none. For 0 it is `start`. In a calendar without business days every day is one.
pub fn add(start: Day, count: u32, calendar: &Calendar) -> Day {
    if calendar.in_a_week() == 0 {
        return days_after(start, u64::from(count));
    }
    let mut day = start;
    let mut left = count;
    let mut looked = 0;
    while left > 0 && looked < FARTHEST && day < Day::MAX {
        day = days_after(day, 1);
        looked += 1;
        if calendar.is_business_day(day) {
            left -= 1;
        }
    }
    day
}

/// How many business days have passed from `start` to `end`; 0 when `end` is not later.
/// Counted in whole weeks, so that a span of years costs nothing.
pub fn between(start: Day, end: Day, calendar: &Calendar) -> u32 {
    let days = (end - start).num_days();
    if days <= 0 {
        return 0;
    }
    if calendar.in_a_week() == 0 {
        return u32::try_from(days).unwrap_or(u32::MAX);
    }
    let weeks = days / 7;
    let rest = (1..=days % 7)
        .filter(|step| {
            let day = days_after(start, u64::try_from(*step).unwrap_or(0));
            calendar.works_on(day.weekday())
        })
        .count();
    let whole = weeks.saturating_mul(i64::from(calendar.in_a_week()));
    let off = calendar
        .holidays
        .range(days_after(start, 1)..=end)
        .filter(|day| calendar.works_on(day.weekday()))
        .count();
    let all = u32::try_from(whole)
        .unwrap_or(u32::MAX)
        .saturating_add(u32::try_from(rest).unwrap_or(0));
    all.saturating_sub(u32::try_from(off).unwrap_or(0))
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
        let plain = Calendar::default();
        let add = |start, count| add(start, count, &plain);
        assert_eq!(add(day("2026-11-20"), 0), day("2026-11-20"));
        assert_eq!(add(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(add(day("2026-11-21"), 1), day("2026-11-23"));
        assert_eq!(add(day("2026-11-20"), 10), day("2026-12-04"));
    }

    #[test]
    fn between_is_the_inverse_of_add() {
        let gulf = Calendar {
            week: [true, true, true, true, false, false, true],
            ..Calendar::default()
        };
        let holidays = Calendar {
            holidays: [day("2026-11-26"), day("2026-12-25"), day("2026-11-21")].into(),
            ..Calendar::default()
        };
        for calendar in [Calendar::default(), gulf, holidays] {
            for start in 16..23 {
                let start = Day::from_ymd_opt(2026, 11, start).unwrap();
                for count in 0..30 {
                    let end = add(start, count, &calendar);
                    assert_eq!(between(start, end, &calendar), count, "{start} + {count}");
                }
            }
        }
        let plain = Calendar::default();
        assert_eq!(between(day("2026-11-20"), day("2026-11-19"), &plain), 0);
        assert_eq!(between(day("2026-11-20"), day("2026-11-22"), &plain), 0);
    }

    #[test]
    fn a_holiday_does_not_count_and_a_week_without_work_ends() {
        let thanksgiving = Calendar {
            holidays: [day("2026-11-26")].into(),
            ..Calendar::default()
        };
        assert_eq!(add(day("2026-11-25"), 1, &thanksgiving), day("2026-11-27"));
        let never = Calendar {
            week: [false; 7],
            ..Calendar::default()
        };
        assert_eq!(add(day("2026-11-25"), 3, &never), day("2026-11-28"));
        assert_eq!(between(day("2026-11-25"), day("2026-11-28"), &never), 3);
    }
}
