//! Time as an argument: the moment, and the calendar day that the rep is living.

use chrono::{DateTime, Datelike as _, Days, Month, NaiveDate};

/// A calendar day where the rep is.
pub type Day = NaiveDate;

/// A moment, with the rep's distance from UTC. Pure code is handed one and never asks the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// Milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// What to add to UTC for the rep's wall clock, in minutes; east is positive.
    pub offset_minutes: i32,
}

impl Clock {
    /// The day that the rep's wall clock shows. A moment outside chrono's years (about 262,000
    /// either way) is read as 1970-01-01.
    pub fn today(self) -> Day {
        self.day_of(self.at_ms)
    }

    /// The rep's day at another moment, in milliseconds since 1970, UTC.
    pub fn day_of(self, at_ms: i64) -> Day {
        let local = at_ms.saturating_add(i64::from(self.offset_minutes).saturating_mul(60_000));
        DateTime::from_timestamp_millis(local).map_or(Day::default(), |moment| moment.date_naive())
    }

    /// The moment at which a day begins on the rep's wall clock, in milliseconds since 1970, UTC.
    pub fn start_of(self, day: Day) -> i64 {
        let midnight = day
            .and_time(chrono::NaiveTime::MIN)
            .and_utc()
            .timestamp_millis();
        midnight.saturating_sub(i64::from(self.offset_minutes).saturating_mul(60_000))
    }

    /// This clock, some days ahead.
    #[must_use]
    pub fn ahead(self, days: u32) -> Self {
        Self {
            at_ms: self
                .at_ms
                .saturating_add(i64::from(days).saturating_mul(86_400_000)),
            ..self
        }
    }
}

#[cfg(test)]
impl Clock {
    /// Nine in the morning of a day in UTC, for cases.
    ///
    /// # Panics
    /// When it is no day.
    pub fn morning(day: &str) -> Self {
        let clock = Self {
            at_ms: 0,
            offset_minutes: 0,
        };
        let start = clock.start_of(day.parse().unwrap());
        Self {
            at_ms: start + 9 * 3_600_000,
            ..clock
        }
    }
}

/// A day in words, the same in every country: `27 Nov 2026`.
pub fn spoken(day: Day) -> String {
    format!("{} {}", spoken_briefly(day), day.year())
}

/// A day of this year or one near it in words: `27 Nov`.
pub fn spoken_briefly(day: Day) -> String {
    format!("{} {}", day.day(), month(day).get(..3).unwrap_or_default())
}

/// A day in full words: `27 November 2026`.
pub fn spoken_in_full(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

fn month(day: Day) -> &'static str {
    let number = u8::try_from(day.month()).unwrap_or_default();
    Month::try_from(number).map_or("", |month| month.name())
}

/// A day some calendar days after another; the last day that chrono knows when there is no such.
pub fn days_after(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_spoken_in_three_lengths() {
        let day = Day::from_ymd_opt(2026, 9, 7).unwrap();
        assert_eq!(spoken(day), "7 Sep 2026");
        assert_eq!(spoken_briefly(day), "7 Sep");
        assert_eq!(spoken_in_full(day), "7 September 2026");
    }
}
