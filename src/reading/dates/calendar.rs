//! Reckoning with days: the coming Friday, the end of a month, a quarter. Weeks begin on Monday
//! (ISO 8601); a working week is Monday to Friday.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::domain::Day;

/// A first and a last day.
pub type Span = (Day, Day);

/// A day moved by days, either way.
pub fn moved(day: Day, days: i64) -> Option<Day> {
    let size = Days::new(days.unsigned_abs());
    if days < 0 {
        day.checked_sub_days(size)
    } else {
        day.checked_add_days(size)
    }
}

/// A day moved by months, either way; the 31st becomes the last of a shorter month.
pub fn months(day: Day, count: i64) -> Option<Day> {
    let size = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 {
        day.checked_sub_months(size)
    } else {
        day.checked_add_months(size)
    }
}

/// The Monday of a day's week.
pub fn monday(day: Day) -> Option<Day> {
    moved(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// The day of a weekday in the week that is so many weeks from a day's own.
pub fn in_week(day: Day, weeks: i64, weekday: Weekday) -> Option<Day> {
    moved(
        monday(day)?,
        weeks * 7 + i64::from(weekday.num_days_from_monday()),
    )
}

/// Monday to Friday of the week that is so many weeks from a day's own.
pub fn week(day: Day, weeks: i64) -> Option<Span> {
    let first = moved(monday(day)?, weeks * 7)?;
    Some((first, moved(first, 4)?))
}

/// The next such weekday after a day; a week later when the day is one itself.
pub fn coming(day: Day, weekday: Weekday) -> Option<Day> {
    let ahead =
        i64::from(weekday.num_days_from_monday()) - i64::from(day.weekday().num_days_from_monday());
    moved(day, if ahead > 0 { ahead } else { ahead + 7 })
}

/// The latest such weekday before a day.
pub fn latest(day: Day, weekday: Weekday) -> Option<Day> {
    moved(coming(day, weekday)?, -7).map(|found| {
        if found == day {
            moved(found, -7).unwrap_or(found)
        } else {
            found
        }
    })
}

/// A month's first and last day.
pub fn month(year: i32, month: u32) -> Option<Span> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, moved(months(first, 1)?, -1)?))
}

/// A calendar quarter, 1 to 4; or half, when `size` is 6 months.
pub fn part_of_year(year: i32, number: u32, size: u32) -> Option<Span> {
    let first = month(year, number.checked_sub(1)? * size + 1)?.0;
    Some((first, moved(months(first, i64::from(size))?, -1)?))
}

/// Working days counted from the day after.
pub fn working_days(day: Day, count: i64) -> Option<Day> {
    let mut day = day;
    // Nobody promises something in more than a year of working days.
    for _ in 0..count.clamp(0, 260) {
        day = moved(day, 1)?;
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = moved(day, 1)?;
        }
    }
    Some(day)
}

/// The next such day of a month, from a day on.
pub fn next_date(from: Day, month: u32, day: u32) -> Option<Day> {
    (0..=4).find_map(|years| {
        NaiveDate::from_ymd_opt(from.year() + years, month, day).filter(|found| *found >= from)
    })
}

/// The next day with such a number in its month, from a day on.
pub fn next_number(from: Day, number: u32) -> Option<Day> {
    let first = from.with_day(1)?;
    (0..=12).find_map(|ahead| {
        months(first, ahead)?
            .with_day(number)
            .filter(|found| *found >= from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn weekdays_are_reckoned_from_the_day_of_sending() {
        let tuesday = day("2026-11-03");
        assert_eq!(coming(tuesday, Weekday::Fri), Some(day("2026-11-06")));
        assert_eq!(coming(tuesday, Weekday::Tue), Some(day("2026-11-10")));
        assert_eq!(latest(tuesday, Weekday::Tue), Some(day("2026-10-27")));
        assert_eq!(latest(tuesday, Weekday::Mon), Some(day("2026-11-02")));
        assert_eq!(in_week(tuesday, 1, Weekday::Tue), Some(day("2026-11-10")));
        assert_eq!(
            week(tuesday, 0),
            Some((day("2026-11-02"), day("2026-11-06")))
        );
    }

    #[test]
    fn months_and_quarters_end_where_the_calendar_says() {
        assert_eq!(month(2028, 2), Some((day("2028-02-01"), day("2028-02-29"))));
        assert_eq!(
            part_of_year(2026, 3, 3),
            Some((day("2026-07-01"), day("2026-09-30")))
        );
        assert_eq!(
            part_of_year(2026, 2, 6),
            Some((day("2026-07-01"), day("2026-12-31")))
        );
        assert_eq!(months(day("2026-08-31"), 1), Some(day("2026-09-30")));
        assert_eq!(next_date(day("2026-11-03"), 2, 29), Some(day("2028-02-29")));
        assert_eq!(next_number(day("2026-11-03"), 31), Some(day("2026-12-31")));
        assert_eq!(working_days(day("2026-11-06"), 3), Some(day("2026-11-11")));
    }
}
