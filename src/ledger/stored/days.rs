//! How many prospects need a decision from which day on, as one short text. The summary is read and
//! written with each change, by a worker that may have been woken just now and whose program is not
//! optimised yet: a date and a member of an object for each day took longer than all the rest.
//!
//! `20750:2 3 1 5:4` is two on the day that comes 20,750 days after 1970-01-01, three on the next
//! day, one on the day after that, and four five days later. So each is `DAYS:COUNT`, the days
//! counted from the day before it in the text, and `1:` is left out. No day is an empty text.

use crate::domain::Day;
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};
use std::collections::BTreeMap;

/// Writes the text.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(days: &BTreeMap<Day, u32>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&written(days))
}

/// Reads the text.
///
/// # Errors
/// What is no such text: a day that does not come after the one before, or that chrono does not
/// know, or a count that is none.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Day, u32>, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom("expected days with counts"))
}

/// The text of some days.
pub(super) fn written(days: &BTreeMap<Day, u32>) -> String {
    let mut text = String::new();
    let mut last = 0_i32;
    for (day, count) in days {
        if !text.is_empty() {
            text.push(' ');
        }
        let day = day.to_epoch_days();
        let ahead = day.saturating_sub(last);
        if ahead != 1 {
            text.push_str(&ahead.to_string());
            text.push(':');
        }
        text.push_str(&count.to_string());
        last = day;
    }
    text
}

fn read(text: &str) -> Option<BTreeMap<Day, u32>> {
    let mut days = BTreeMap::new();
    let mut last = 0_i32;
    for one in text.split_terminator(' ') {
        let (ahead, count) = one.split_once(':').unwrap_or(("1", one));
        let ahead: i32 = ahead.parse().ok()?;
        if ahead < 1 && !days.is_empty() {
            return None;
        }
        last = last.checked_add(ahead)?;
        days.insert(Day::from_epoch_days(last)?, count.parse().ok()?);
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(days: &[(&str, u32)], text: &str) {
        let days = days
            .iter()
            .map(|(day, count)| (day.parse().unwrap(), *count));
        let days: BTreeMap<Day, u32> = days.collect();
        assert_eq!(written(&days), text);
        assert_eq!(read(text), Some(days), "{text:?}");
    }

    #[test]
    fn the_days_between_are_written() {
        check(&[], "");
        check(&[("2026-10-24", 2)], "20750:2");
        check(
            &[
                ("2026-10-24", 2),
                ("2026-10-25", 3),
                ("2026-10-26", 1),
                ("2026-10-31", 4),
            ],
            "20750:2 3 1 5:4",
        );
        check(
            &[("2026-12-31", 12), ("2027-01-01", 4), ("2031-01-01", 1)],
            "20818:12 4 1461:1",
        );
    }

    #[test]
    fn the_first_day_may_be_any() {
        check(&[("1970-01-02", 7), ("1970-01-03", 8)], "7 8");
        check(&[("1970-01-01", 7)], "0:7");
        check(
            &[("1969-12-31", 7), ("1970-01-01", u32::MAX)],
            "-1:7 4294967295",
        );
    }

    #[test]
    fn what_is_no_such_text_is_refused() {
        for bad in [
            " ",
            "x",
            ":",
            "20750:",
            ":2",
            "20750:2:3",
            "20750:-2",
            "20750:2  3",
            " 20750:2",
            "20750:2\n3",
            "20750:2 0:3",
            "20750:2 -1:3",
            "20750:4294967296",
            "20750:1.5",
            "2026-10-24:2",
            "2147483647:1",
            "-2147483648:1",
            "90000000:1 90000000:1",
            "90000000:1 2147483647:1",
            "99999999999999999999:1",
            "\u{0}damaged",
            "20750:2 \u{663}",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    fn day() -> impl Strategy<Value = Day> {
        let any = Day::MIN.to_epoch_days()..=Day::MAX.to_epoch_days();
        prop_oneof![20_000..21_000_i32, any].prop_map(|day| Day::from_epoch_days(day).unwrap())
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read(days in proptest::collection::btree_map(day(), any::<u32>(), 0..60)) {
            prop_assert_eq!(read(&written(&days)), Some(days));
        }

        #[test]
        fn whatever_is_read_is_in_its_order(text in "[0-9:\\- ]{0,30}") {
            if let Some(days) = read(&text) {
                prop_assert_eq!(read(&written(&days)), Some(days));
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_kept() {
        let ends = BTreeMap::from([(Day::MIN, 1), (Day::MAX, 2)]);
        assert_eq!(read(&written(&ends)), Some(ends));
    }
}
