//! The dates that a text names, as days of the calendar.
//!
//! The conventions: a bare weekday is the coming one, "next Tuesday" is that of next week, a named
//! week is Monday to Friday, "end of week" its Friday, quarters are those of the calendar, a date
//! without a year is the next one. Times, durations, prices and versions are no dates.

mod calendar;
mod context;
pub mod names;
mod relative;
mod written;

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use self::calendar::{Span, moved, next_date, next_number};
use self::context::{is_past, joined};
use super::words::Words;
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

/// One reading: how many words it takes, and the days.
type Read = (usize, Span);

struct Scan<'a> {
    words: &'a Words,
    anchor: Anchor,
    past: bool,
}

/// The dates in a sentence, in order.
pub fn dates(words: &Words, anchor: Anchor) -> Vec<Found> {
    let begins: Vec<usize> = (0..words.tokens.len())
        .filter(|at| may_begin(words.form(*at)))
        .collect();
    if begins.is_empty() {
        return Vec::new();
    }
    let scan = Scan {
        words,
        anchor,
        past: is_past(words),
    };
    let mut found: Vec<Found> = Vec::new();
    let mut free = 0;
    for at in begins {
        if at < free {
            continue;
        }
        if let Some((length, (from, to))) = scan.at(at) {
            free = at + length.max(1);
            found.push(Found {
                words: at..free,
                from,
                to,
            });
        }
    }
    joined(words, found)
}

/// The words with which a date may begin, beside numbers. Looked up for every word of a mail, so in
/// order.
static BEGINNINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("beginnings.txt").split_whitespace().collect());

fn may_begin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || BEGINNINGS.binary_search(&word).is_ok()
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.form(at)
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.words.form(at))
    }

    fn at(&self, at: usize) -> Option<Read> {
        let first = self.word(at).as_bytes().first().copied()?;
        if first.is_ascii_digit() {
            return self.number(at).or_else(|| self.counted(at));
        }
        if !first.is_ascii_alphabetic() && first < 128 {
            return None;
        }
        self.relative(at)
            .or_else(|| self.weekday_at(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.part(at))
            .or_else(|| self.month_at(at))
    }

    /// What begins with a number: 12 November, 12.11.2026, the 28th.
    fn number(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let sure = matches!(
            self.before(at),
            "by" | "on"
                | "until"
                | "till"
                | "before"
                | "from"
                | "due"
                | "am"
                | "bis"
                | "zum"
                | "vom"
                | "le"
                | "el"
        ) || names::weekday(self.before(at)).is_some();
        if word.contains(['-', '/', '.']) {
            if let Some(day) = written::written(word, self.anchor.sent, self.anchor.day_first, sure)
            {
                let measure = matches!(
                    self.word(at + 1),
                    "inch" | "inches" | "of" | "%" | "mm" | "cm" | "kg" | "kw"
                );
                return (!measure).then_some((1, (day, day)));
            }
            return self.spread(at);
        }
        self.day_and_month(at)
            .or_else(|| self.ordinal_alone(at, sure))
    }

    /// "7-11 April": the two days are one number with a hyphen.
    fn spread(&self, at: usize) -> Option<Read> {
        let (first, last) = self.word(at).split_once('-')?;
        let (month, read) = (names::month(self.word(at + 1))?, 2);
        let (first, last) = (names::day_number(first)?, names::day_number(last)?);
        let (year, more) = self.year(at + read);
        let from = self.resolved(year, month, first)?;
        let to = NaiveDate::from_ymd_opt(from.year(), month, last)?;
        Some((read + more, (from, to.max(from))))
    }

    /// "12 November 2026", "12th of November", "8-Oct-25".
    fn day_and_month(&self, at: usize) -> Option<Read> {
        let day = names::day_number(self.word(at))?;
        let mut next = at + 1;
        // The point of the German ordinal, and "of".
        next += usize::from(self.word(next) == ".");
        next += usize::from(matches!(self.word(next), "of" | "de"));
        let month = names::month(self.word(next))?;
        next += 1;
        next += usize::from(self.word(next) == "." && names::year(self.word(next + 1)).is_some());
        let (year, more) = self.year(next);
        let (year, more) = if year.is_none() && next == at + 2 {
            self.short_year(next)
        } else {
            (year, more)
        };
        let found = self.resolved(year, month, day)?;
        Some((next + more - at, (found, found)))
    }

    /// "the 28th", "by the 9th".
    fn ordinal_alone(&self, at: usize, sure: bool) -> Option<Read> {
        let number = names::ordinal(self.word(at))?;
        let before = self.before(at);
        let named = sure
            || matches!(
                before,
                "the" | "and" | "or" | "to" | "for" | "," | "between" | "through"
            );
        let noun = self.word(at + 1);
        let other = matches!(
            noun,
            "floor"
                | "quarter"
                | "time"
                | "edition"
                | "anniversary"
                | "century"
                | "version"
                | "party"
                | "person"
                | "one"
                | "generation"
                | "street"
        );
        let found = self.anchor.sent.and_then(|sent| {
            if self.past {
                latest_number(sent, number)
            } else {
                next_number(sent, number)
            }
        })?;
        (named && !other).then_some((1, (found, found)))
    }

    /// What begins with a month's name: Nov 12, November 2026, in November.
    fn month_at(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let month = names::month(word)?;
        let mut next = at + 1;
        next += usize::from(
            self.word(next) == "."
                && self
                    .word(next + 1)
                    .starts_with(|c: char| c.is_ascii_digit()),
        );
        next += usize::from(self.word(next) == "the");
        if let Some(day) = names::day_number(self.word(next)) {
            // "Nov 12, 2026" but not "March 10:30".
            let comma = usize::from(
                self.word(next + 1) == "," && names::year(self.word(next + 2)).is_some(),
            );
            let (year, more) = self.year(next + 1 + comma);
            let found = self.resolved(year, month, day)?;
            return Some((next + 1 + comma + more - at, (found, found)));
        }
        if let Some((first, last)) = self.word(next).split_once('-') {
            let (first, last) = (names::day_number(first)?, names::day_number(last)?);
            let from = self.resolved(None, month, first)?;
            return Some((
                next + 1 - at,
                (
                    from,
                    NaiveDate::from_ymd_opt(from.year(), month, last)?.max(from),
                ),
            ));
        }
        let (year, more) = self.year(at + 1);
        self.month_alone(at, month, year, more)
    }

    fn month_alone(&self, at: usize, month: u32, year: Option<i32>, more: usize) -> Option<Read> {
        let word = self.word(at);
        let led = matches!(
            self.before(at),
            "in" | "by"
                | "of"
                | "until"
                | "till"
                | "before"
                | "since"
                | "during"
                | "mid"
                | "early"
                | "late"
                | "next"
                | "last"
                | "from"
                | "to"
                | "through"
                | "for"
                | "this"
                | "end"
        );
        if names::is_also_a_word(word) && !(led || year.is_some())
            || (word == "mar" && year.is_none())
        {
            return None;
        }
        let year = year.or_else(|| {
            self.anchor
                .sent
                .map(|sent| self.year_of_month(sent, month, at))
        })?;
        let whole = calendar::month(year, month)?;
        Some((1 + more, self.part_of_month(at, whole)))
    }

    fn year_of_month(&self, sent: Day, month: u32, at: usize) -> i32 {
        let earlier = matches!(self.before(at), "since" | "last") || self.past;
        match (earlier, month.cmp(&sent.month())) {
            (true, std::cmp::Ordering::Greater) => sent.year() - 1,
            (false, std::cmp::Ordering::Less) => sent.year() + 1,
            _ => sent.year(),
        }
    }

    /// "end of November" is its last day, "mid-March" its 15th. The words before were passed over
    /// without a reading, so they are looked at here.
    fn part_of_month(&self, at: usize, whole: Span) -> Span {
        let (near, far) = (
            self.before(at),
            at.checked_sub(2).map_or("", |at| self.words.form(at)),
        );
        match (far, near) {
            ("end", "of" | "in") | (_, "end") => (whole.1, whole.1),
            ("beginning" | "start", "of") => (whole.0, whole.0),
            ("middle", "of") | (_, "mid") => {
                let middle = moved(whole.0, 14).unwrap_or(whole.0);
                (middle, middle)
            }
            _ => whole,
        }
    }

    fn year(&self, at: usize) -> (Option<i32>, usize) {
        let year = names::year(self.word(at));
        (year, usize::from(year.is_some()))
    }

    /// The "25" of "8-Oct-25": two digits that a hyphen joins to the month.
    fn short_year(&self, at: usize) -> (Option<i32>, usize) {
        let joined = at
            .checked_sub(1)
            .and_then(|last| Some((self.words.tokens.get(last)?, self.words.tokens.get(at)?)));
        let close = joined.is_some_and(|(month, year)| year.source.start == month.source.end + 1);
        let word = self.word(at);
        match word.parse::<i32>() {
            Ok(year) if close && word.len() == 2 => (Some(2000 + year), 1),
            _ => (None, 0),
        }
    }

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

/// The latest day with such a number in its month, up to a day.
fn latest_number(sent: Day, number: u32) -> Option<Day> {
    let next = next_number(sent, number)?;
    if next == sent {
        Some(next)
    } else {
        calendar::months(next, -1)
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
