//! What begins with a digit: 12 November, 12.11.2026, the 28th, 4-6 January, 2026/11, in 2027.

use chrono::{Datelike, NaiveDate};

use super::calendar::{self, Span, next_number};
use super::senses::{self, Sense, Unit, Word, day_number};
use super::{Read, Scan, written};
use crate::domain::Day;

/// Nouns that an ordinal counts, so that it is no day.
const COUNTED: &[&str] = &[
    "floor",
    "time",
    "times",
    "edition",
    "anniversary",
    "century",
    "version",
    "party",
    "person",
    "one",
    "generation",
    "street",
    "avenue",
    "place",
    "grade",
    "step",
    "round",
    "of",
];
/// What a number measures, so that it is no date.
const MEASURES: &[&str] = &["inch", "inches", "of", "%", "mm", "cm", "kg", "kw", "x"];

impl Scan<'_> {
    pub(super) fn number(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        // "at 1/3 of the cost", "for 2.5 hours" are no dates.
        let share = matches!(
            self.word(at.wrapping_sub(1)),
            "at" | "for" | "over" | "around" | "about"
        );
        let sure = self.is_led(at) && !share;
        if let Some(read) = self.glued(at) {
            return Some(read);
        }
        if word.contains(['-', '/', '.']) {
            let (sent, order) = (self.anchor.sent, self.anchor.day_first);
            if let Some(day) = written::written(word, sent, order, sure) {
                let measures = MEASURES.contains(&self.word(at + 1));
                return (!measures).then_some((at + 1, (day, day)));
            }
            return written::month(word)
                .map(|span| (at + 1, span))
                .or_else(|| self.days_of_month(at));
        }
        self.year_first(at)
            .or_else(|| self.days_of_month(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.ordinal_alone(at, sure))
    }

    /// Whether what stands before says that a date follows.
    pub(super) fn is_led(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Sense::Weekday(..)
                | Sense::Word(
                    Word::Lead | Word::From | Word::Before | Word::After | Word::To | Word::Between
                )
        )
    }

    /// "15sep", "sep15" lost its space.
    fn glued(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let day = day_number(word.strip_suffix(name)?)?;
        let month = senses::month(name)?;
        let (year, end) = self.year_at(at + 1);
        let found = self.resolved(year, month, day)?;
        Some((end, (found, found)))
    }

    /// "2026 April", "2026-Apr-1", and a year alone after a word that leads one.
    fn year_first(&self, at: usize) -> Option<Read> {
        let year = senses::year(self.word(at))?;
        if let Sense::Month(month, _) = self.sense(at + 1) {
            let day = day_number(self.word(at + 2)).filter(|_| self.is_joined(at + 2));
            if let Some(day) = day {
                let found = NaiveDate::from_ymd_opt(year, month, day)?;
                return Some((at + 3, (found, found)));
            }
            return Some((at + 2, calendar::month(year, month)?));
        }
        let led = self.before(at) == Sense::Unit(Unit::Year)
            || matches!(
                self.before(at),
                Sense::Word(
                    Word::In | Word::From | Word::After | Word::Before | Word::To | Word::Between
                )
            )
            || matches!(
                self.word(at.wrapping_sub(1)),
                "by" | "until" | "till" | "during"
            );
        let ends = self.is_mark(at + 1)
            || self.sense(at + 1) != Sense::None
            || matches!(
                self.word(at + 1),
                "or" | "we" | "i" | "but" | "with" | "when" | "as"
            );
        let plain = !matches!(self.sense(at + 1), Sense::Unit(_) | Sense::Count(_));
        (led && ends && plain).then_some(())?;
        Some((at + 1, calendar::part_of_year(year, 1, 12)?))
    }

    /// "12 November 2026", "12th of November", "8-Oct-25", "20th of next month".
    pub(super) fn day_and_month(&self, at: usize) -> Option<Read> {
        let (day, next) = self.day(at)?;
        self.month_of_day(next, day)
    }

    /// A day of a month in digits or words, and the place after it: "12", "12th", "twenty third".
    pub(super) fn day(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(day) = day_number(self.word(at)) {
            return Some((day, at + 1));
        }
        match (self.sense(at), self.sense(at + 1)) {
            (Sense::Ordinal(day), _) => Some((day, at + 1)),
            (Sense::Count(tens @ (20 | 30)), Sense::Ordinal(one @ 1..=9)) => {
                Some((u32::try_from(tens).ok()? + one, at + 2))
            }
            _ => None,
        }
    }

    /// The month that belongs to a day before it.
    pub(super) fn month_of_day(&self, at: usize, day: u32) -> Option<Read> {
        // The point of the German ordinal, and "of".
        let mut next = at + usize::from(self.word(at) == ".");
        if self.sense(next) == Sense::Unit(Unit::Day) && self.is(next + 1, Word::Of) {
            next += 1;
        }
        let of = self.any(next, &[Word::Of, Word::In]);
        next = self.past_any(next, &[Word::Of, Word::In]);
        next = self.past_any(next, &[Word::The]);
        let Sense::Month(month, _) = self.sense(next) else {
            let (end, (from, _), unit) = self.reference(next).filter(|_| of)?;
            let found = from.with_day(day).filter(|_| unit == Unit::Month)?;
            return Some((end, (found, found)));
        };
        next += 1;
        next += usize::from(self.word(next) == "." && senses::year(self.word(next + 1)).is_some());
        let (mut year, mut end) = self.year_at(next);
        if year.is_none() && next == at + 1 {
            (year, end) = self.short_year(next);
        }
        let year = year.or_else(|| self.year_beyond(end));
        let Some(found) = self.resolved(year, month, day) else {
            return Some((end, super::IMPOSSIBLE));
        };
        Some(
            self.weekday_behind(end, found)
                .unwrap_or((end, (found, found))),
        )
    }

    /// "Jul 18, Fri": the weekday is that of the day.
    pub(super) fn weekday_behind(&self, end: usize, day: Day) -> Option<Read> {
        let comma = end + usize::from(self.word(end) == ",");
        let Sense::Weekday(weekday, _) = self.sense(comma) else {
            return None;
        };
        let said = senses::year(self.word(end - 1)).is_some();
        let (_, (agreed, _)) = self.agreed((end, (day, day)), weekday, said);
        (agreed.weekday() == weekday).then_some((comma + 1, (agreed, agreed)))
    }

    /// "4-6 January", "20th to 22nd of May", "between 3 and 12 of September".
    pub(super) fn days_of_month(&self, at: usize) -> Option<Read> {
        if let Some((first, last)) = self.word(at).split_once('-') {
            let (first, last) = (day_number(first)?, day_number(last)?);
            return self.both(first, last, at + 1);
        }
        let (first, next) = self.day(at)?;
        let between = self.is(at.wrapping_sub(1), Word::Between)
            || self.is(at.wrapping_sub(2), Word::Between);
        let linked = self.is(next, Word::To) || between && self.is(next, Word::And);
        let (last, end) = self
            .day(self.past_any(next + 1, &[Word::The]))
            .filter(|_| linked)?;
        self.both(first, last, end)
    }

    fn both(&self, first: u32, last: u32, at: usize) -> Option<Read> {
        let (end, (to, _)) = self.month_of_day(at, last)?;
        let from = to.with_day(first)?;
        let from = if from > to {
            calendar::months(from, -1)?
        } else {
            from
        };
        Some((end, (from, to)))
    }

    /// "the 28th", "by the 9th", "on the first".
    pub(super) fn ordinal_alone(&self, at: usize, sure: bool) -> Option<Read> {
        let sent = self.anchor.sent?;
        let (number, end) = match senses::ordinal(self.word(at)) {
            Some(number) => (number, at + 1),
            None => self.day(at).filter(|_| {
                self.is_number(at) && self.is_led_the(at) && !self.is_counted(at + 1)
            })?,
        };
        let named =
            sure || matches!(
                self.before(at),
                Sense::Word(Word::The | Word::And | Word::To | Word::Between)
            ) || matches!(self.word(at.wrapping_sub(1)), "or" | ",");
        let other = COUNTED.contains(&self.word(end)) || matches!(self.sense(end), Sense::Unit(_));
        (named && !other).then_some(())?;
        let led = at.checked_sub(2).is_some_and(|at| self.is(at, Word::Lead));
        let found = if self.past && !led {
            latest_number(sent, number)?
        } else {
            next_number(sent, number)?
        };
        Some((end, (found, found)))
    }

    /// "on the 17": a bare number is a day only so.
    fn is_led_the(&self, at: usize) -> bool {
        self.is(at.wrapping_sub(1), Word::The)
            && at
                .checked_sub(2)
                .is_some_and(|at| self.word(at) == "on" || self.word(at) == "am")
    }

    fn is_counted(&self, at: usize) -> bool {
        !self.is_mark(at)
            && self.sense(at) == Sense::None
            && !matches!(self.word(at), "at" | "if" | "we" | "i")
    }

    /// A year after a comma, "of" or "in" or straight away, and the place after it.
    pub(super) fn year_at(&self, at: usize) -> (Option<i32>, usize) {
        let skipped = at + usize::from(self.word(at) == "," || self.any(at, &[Word::Of, Word::In]));
        for next in [at, skipped] {
            let year = senses::year(self.word(next));
            if year.is_some() {
                return (year, next + 1);
            }
        }
        (None, at)
    }

    /// The year of "26 to 28 June 2026" said behind the second date.
    pub(super) fn year_beyond(&self, at: usize) -> Option<i32> {
        if !self.is(at, Word::To) {
            return None;
        }
        let part = |at: &usize| {
            matches!(self.sense(*at), Sense::Month(..) | Sense::Ordinal(_))
                || self.any(*at, &[Word::The, Word::Of, Word::In])
                || day_number(self.word(*at)).is_some()
                || self.word(*at) == ","
        };
        let end = (at + 1..at + 6).find(|at| !part(at))?;
        senses::year(self.word(end)).filter(|_| end > at + 1)
    }

    /// The "25" of "8-Oct-25": two digits that a hyphen joins to the month.
    fn short_year(&self, at: usize) -> (Option<i32>, usize) {
        let word = self.word(at);
        match word.parse::<i32>() {
            Ok(year) if self.is_joined(at) && word.len() == 2 => (Some(2000 + year), at + 1),
            _ => (None, at),
        }
    }

    /// Whether one mark alone stands between a word and the one before.
    fn is_joined(&self, at: usize) -> bool {
        let tokens = &self.words.tokens;
        let pair = at
            .checked_sub(1)
            .and_then(|last| Some((tokens.get(last)?, tokens.get(at)?)));
        pair.is_some_and(|(last, this)| this.source.start == last.source.end + 1)
    }
}

/// The latest day with such a number in its month, up to a day.
fn latest_number(sent: Day, number: u32) -> Option<Day> {
    let next = next_number(sent, number)?;
    if next == sent {
        Some(next)
    } else {
        calendar::months(next, -1)
    }
}

/// Both ends of a span in order.
pub fn ordered(from: Day, to: Day) -> Span {
    (from.min(to), from.max(to))
}
