//! The dates that a text names, as days of the calendar.
//!
//! The conventions: a bare weekday is the coming one, "next Tuesday" is that of next week, a named
//! week is Monday to Friday, "end of week" its Friday, quarters are those of the calendar, a date
//! without a year is the next one. Times, durations, prices and versions are no dates.
//!
//! The grammar knows [`senses`], not words, so that it reads every language that has a table of
//! them: [`numbers`] begin with a digit, [`months`] and [`weekdays`] with a name, [`counted`] days
//! with how many, [`spans`] are weeks, months, quarters and years, their edges and parts.

mod calendar;
mod context;
mod counted;
mod months;
mod numbers;
pub mod senses;
mod spans;
mod weekdays;
mod written;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use self::calendar::{Span, moved, next_date};
use self::context::{is_past, joined};
use self::senses::{Sense, Unit, Word, sense};
use super::words::{Memo, Words};
use crate::domain::Day;

/// What dates are reckoned from.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The day on which the text was sent; without it only whole dates are read.
    pub sent: Option<Day>,
    /// Whether 12/11 is the 12th of November.
    pub day_first: bool,
}

/// A date in a run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The numbers of its words.
    pub words: Range<usize>,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// One reading: one more than the number of its last word, and the days.
type Read = (usize, Span);

/// A day that there is not, such as the 30th of February: its words name no other one.
const IMPOSSIBLE: Span = (NaiveDate::MAX, NaiveDate::MIN);

struct Scan<'a> {
    words: &'a Words,
    senses: Vec<Sense>,
    anchor: Anchor,
    past: bool,
}

/// The dates in a sentence, in order. `known`: what the words of its lexicon mean.
pub fn dates(words: &Words, anchor: Anchor, known: &Memo<Sense>) -> Vec<Found> {
    let count = words.tokens.len();
    let senses = words.tokens.iter().enumerate().map(|(at, token)| {
        let here = || sense(words.form(at));
        known.get(token.id, here).copied().unwrap_or_else(here)
    });
    let senses: Vec<Sense> = senses.collect();
    let mut scan = Scan {
        words,
        senses,
        anchor,
        past: false,
    };
    if !(0..count).any(|at| scan.may_begin(at)) {
        return Vec::new();
    }
    scan.past = is_past(&scan);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < count {
        let read = if scan.may_begin(at) {
            scan.at(at)
        } else {
            None
        };
        let Some((end, (from, to))) = read else {
            at += 1;
            continue;
        };
        let end = end.max(at + 1);
        if !scan.recurs(at) && from <= to {
            found.push(Found {
                words: at..end,
                from,
                to,
            });
        }
        at = end;
    }
    joined(&scan, found)
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.form(at)
    }

    fn sense(&self, at: usize) -> Sense {
        self.senses.get(at).copied().unwrap_or(Sense::None)
    }

    fn before(&self, at: usize) -> Sense {
        at.checked_sub(1).map_or(Sense::None, |at| self.sense(at))
    }

    fn is(&self, at: usize, word: Word) -> bool {
        self.sense(at) == Sense::Word(word)
    }

    fn any(&self, at: usize, words: &[Word]) -> bool {
        matches!(self.sense(at), Sense::Word(word) if words.contains(&word))
    }

    /// The place after the words that may stand here.
    fn past_any(&self, at: usize, words: &[Word]) -> usize {
        at + usize::from(self.any(at, words))
    }

    fn is_number(&self, at: usize) -> bool {
        self.word(at)
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_digit)
    }

    /// A mark, or the end of the sentence.
    fn is_mark(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "" | "," | "." | "?" | "!" | ";" | ":" | ")" | "(" | "–"
        )
    }

    fn may_begin(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::None => self.is_number(at),
            Sense::Word(word) => {
                matches!(
                    word,
                    Word::This
                        | Word::Next
                        | Word::Last
                        | Word::In
                        | Word::AgoBefore
                        | Word::End
                        | Word::Start
                        | Word::Mid
                        | Word::Early
                        | Word::Late
                        | Word::Later
                        | Word::Rest
                        | Word::HalfOf
                        | Word::Weekend
                        | Word::WeekNumber
                        | Word::Part
                ) || word == Word::The && matches!(self.sense(at + 1), Sense::Unit(_))
            }
            _ => true,
        }
    }

    /// "every Monday", "the 19th of every month" name no day.
    fn recurs(&self, at: usize) -> bool {
        let every = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|at| self.is(at, Word::Every))
        };
        every(1) || every(2) && (self.before(at) != Sense::None || self.word(at - 1) == "other")
    }

    fn at(&self, at: usize) -> Option<Read> {
        if self.is_number(at) {
            return self
                .nth(at)
                .or_else(|| self.quarter_read(at))
                .or_else(|| self.number(at))
                .or_else(|| self.counted(at))
                .or_else(|| self.several(at));
        }
        self.relative(at)
            .or_else(|| self.edge(at))
            .or_else(|| self.nth(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.several(at))
            .or_else(|| self.unit_span(at))
            .or_else(|| self.day_in_words(at))
            .or_else(|| self.month(at))
    }

    /// Today, tomorrow, this morning, end of business, Christmas.
    fn relative(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let (end, days) = match self.sense(at) {
            Sense::Day(days) => (at + 1, days),
            Sense::Word(Word::This) if self.is(at + 1, Word::Part) => (at + 2, 0),
            Sense::Word(Word::Last) if self.is(at + 1, Word::Part) => (at + 2, -1),
            Sense::Word(Word::End)
                if self.is(at + 1, Word::Of)
                    && (matches!(self.word(at + 2), "play")
                        || self.any(at + 2, &[Word::Working])
                        || self.sense(at + 2) == Sense::Unit(Unit::Day)) =>
            {
                (at + 3, 0)
            }
            Sense::Unit(Unit::Day) => match (self.sense(at + 1), self.sense(at + 2)) {
                (Sense::Word(Word::After), Sense::Day(1)) => (at + 3, 2),
                (Sense::Word(Word::Before), Sense::Day(-1)) => (at + 3, -2),
                _ => return None,
            },
            Sense::Feast(feast) => {
                let day = next_date(sent, feast / 100, feast % 100)?;
                let year = senses::year(self.word(at + 1));
                let day = year.map_or(Some(day), |year| day.with_year(year))?;
                return Some((at + 1 + usize::from(year.is_some()), (day, day)));
            }
            _ => return None,
        };
        // "EOD Thursday", "end of business on the 5th": the day is what follows.
        if matches!(self.word(at), "eod" | "cob" | "end" | "close") {
            let next = self.past_any(end, &[Word::Lead]);
            let next = self.past_any(next, &[Word::The]);
            let named = self.relative(next).or_else(|| self.weekday(next));
            let named = named.or_else(|| self.is_number(next).then(|| self.number(next)).flatten());
            if let Some(read) = named.or_else(|| self.month(next)) {
                return Some(read);
            }
        }
        let day = moved(sent, days)?;
        Some((end, (day, day)))
    }

    /// A day of a month whose year may be said.
    fn resolved(&self, year: Option<i32>, month: u32, day: u32) -> Option<Day> {
        match (year, self.anchor.sent) {
            (Some(year), _) => NaiveDate::from_ymd_opt(year, month, day),
            (None, Some(sent)) if self.past => NaiveDate::from_ymd_opt(sent.year(), month, day)
                .filter(|found| *found <= sent)
                .or_else(|| NaiveDate::from_ymd_opt(sent.year() - 1, month, day)),
            (None, Some(sent)) => next_date(sent, month, day),
            (None, None) => None,
        }
    }
}

/// A day, or the Monday after it when it is of a weekend.
pub fn workday_from(day: Day) -> Day {
    match day.weekday() {
        chrono::Weekday::Sat => moved(day, 2),
        chrono::Weekday::Sun => moved(day, 1),
        _ => Some(day),
    }
    .unwrap_or(day)
}

/// The first working day after a day.
pub fn workday_after(day: Day) -> Day {
    calendar::working_days(day, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests;
