//! Time as an argument: the moment, and the calendar day that the rep is living.

use chrono::{DateTime, Days, NaiveDate};

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

/// A day some calendar days after another; the last day that chrono knows when there is no such.
pub fn days_after(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX)
}
