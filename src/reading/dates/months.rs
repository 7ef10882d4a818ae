//! What begins with a month's name, or with a day in words: Nov 12, November 2026, in November,
//! the second of March.

use chrono::{Datelike, NaiveDate};

use super::calendar::{self, Span};
use super::senses::{Sense, Word, day_number};
use super::{Read, Scan};
use crate::domain::Day;

impl Scan<'_> {
    /// "the second of March", "twenty third of September".
    pub(super) fn day_in_words(&self, at: usize) -> Option<Read> {
        if !matches!(self.sense(at), Sense::Ordinal(_) | Sense::Count(20 | 30)) {
            return None;
        }
        if let Some(read) = self.days_of_month(at).or_else(|| self.day_and_month(at)) {
            return Some(read);
        }
        let (_, end) = self.day(at)?;
        let alone = self.is(at.wrapping_sub(1), Word::The)
            && at >= 2
            && self.is_led(at - 1)
            && self.is_mark(end);
        alone.then(|| self.number_alone(at)).flatten()
    }

    fn number_alone(&self, at: usize) -> Option<Read> {
        let (number, end) = self.day(at)?;
        let day = calendar::next_number(self.anchor.sent?, number)?;
        Some((end, (day, day)))
    }

    pub(super) fn month(&self, at: usize) -> Option<Read> {
        let Sense::Month(month, _) = self.sense(at) else {
            return None;
        };
        let mut next = at + 1;
        next += usize::from(self.word(next) == "." && self.is_number(next + 1));
        next = self.past_any(next, &[Word::The]);
        let days = self.word(next).split_once('-');
        let days = days.and_then(|(first, last)| Some((day_number(first)?, day_number(last)?)));
        if let Some((first, last)) = days {
            let (year, end) = self.year_at(next + 1);
            let from = self.resolved(year, month, first)?;
            let to = NaiveDate::from_ymd_opt(from.year(), month, last)?;
            return Some((end, super::numbers::ordered(from, to)));
        }
        if let Some((day, end)) = self.day(next).filter(|_| self.is_day_of_month(next)) {
            let (year, end) = self.year_at(end);
            let year = year.or_else(|| self.year_beyond(end));
            let Some(from) = self.resolved(year, month, day) else {
                return Some((end, super::IMPOSSIBLE));
            };
            if let Some(read) = self.weekday_behind(end, from) {
                return Some(read);
            }
            return Some(self.days_on(end, from).unwrap_or((end, (from, from))));
        }
        let (year, end) = self.year_at(at + 1);
        self.month_alone(at, month, year.or_else(|| self.year_beyond(end)), end)
    }

    /// A number behind a month is its day, unless it counts or is a time.
    fn is_day_of_month(&self, at: usize) -> bool {
        !matches!(self.sense(at + 1), Sense::Unit(_))
            || self.is_number(at) && self.word(at).len() > 2
    }

    /// "November 4 to 6", "April the ninth till the seventeenth": the second day has no month.
    fn days_on(&self, at: usize, from: Day) -> Option<Read> {
        if !self.is(at, Word::To) {
            return None;
        }
        let (last, end) = self.day(self.past_any(at + 1, &[Word::The]))?;
        let own = self.any(end, &[Word::Of])
            || matches!(self.sense(end), Sense::Month(..) | Sense::Unit(_));
        let to = from.with_day(last).filter(|to| !own && *to >= from)?;
        Some((self.year_at(end).1, (from, to)))
    }

    /// A month without its day: the name says so by itself, or what stands around it.
    fn month_alone(&self, at: usize, month: u32, year: Option<i32>, end: usize) -> Option<Read> {
        let Sense::Month(_, common) = self.sense(at) else {
            return None;
        };
        let led = matches!(
            self.before(at),
            Sense::Word(
                Word::In
                    | Word::Of
                    | Word::Lead
                    | Word::From
                    | Word::To
                    | Word::Before
                    | Word::After
                    | Word::Between
                    | Word::Mid
                    | Word::Early
                    | Word::Late
                    | Word::End
                    | Word::Start
            )
        );
        let pointed = self.any(at.wrapping_sub(1), &[Word::This, Word::Next, Word::Last]);
        let linked = self.is(at + 1, Word::To) && matches!(self.sense(at + 2), Sense::Month(..));
        let closed = self.is_mark(at + 1) || linked;
        let opened = at == 0
            || self.is_mark(at - 1)
            || self.before(at) != Sense::None
            || matches!(self.word(at - 1), "or" | "until" | "mean" | "means" | "not");
        let plain = if common {
            led || linked
                || year.is_some()
                || pointed && closed
                || at == 0 && closed && end >= self.senses.len()
        } else {
            led || pointed || year.is_some() || opened
        };
        plain.then_some(())?;
        let year = match (year, self.anchor.sent) {
            (Some(year), _) => year,
            (None, Some(sent)) => self.year_of_month(sent, month, at),
            (None, None) => return None,
        };
        Some((end, calendar::month(year, month)?))
    }

    fn year_of_month(&self, sent: Day, month: u32, at: usize) -> i32 {
        let earlier = self.any(at.wrapping_sub(1), &[Word::From, Word::Last])
            && self.word(at.wrapping_sub(1)) != "from"
            || self.past;
        match (earlier, month.cmp(&sent.month())) {
            (true, std::cmp::Ordering::Greater) => sent.year() - 1,
            (false, std::cmp::Ordering::Less) if !self.is(at.wrapping_sub(1), Word::This) => {
                sent.year() + 1
            }
            _ => sent.year(),
        }
    }

    /// What a month's span is known as, for what counts in it.
    pub(super) fn month_span(&self, at: usize) -> Option<(usize, Span)> {
        let Sense::Month(month, _) = self.sense(at) else {
            return None;
        };
        // "May 20" is a day.
        let next = self.past_any(at + 1, &[Word::The]);
        if self.day(next).is_some() && self.is_day_of_month(next) {
            return None;
        }
        let (year, end) = self.year_at(at + 1);
        let year = match (year, self.anchor.sent) {
            (Some(year), _) => year,
            (None, Some(sent)) => self.year_of_month(sent, month, at),
            (None, None) => return None,
        };
        Some((end, calendar::month(year, month)?))
    }
}
