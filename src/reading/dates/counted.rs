//! What counts from the day of sending or from another: in two weeks, 3 days ago, two weeks from
//! Monday, the next three months.

use super::calendar::{self, Span, coming, moved};
use super::senses::{Sense, Unit, Word, sense};
use super::spans::running;
use super::{Read, Scan};
use crate::domain::Day;

impl Scan<'_> {
    /// A number and a unit, with what makes a day of them.
    pub(super) fn counted(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let led = self.is(at, Word::In);
        let back = self.is(at, Word::AgoBefore);
        if at > 0 && !led && self.is(at - 1, Word::In) || self.word(at.wrapping_sub(1)) == "for" {
            return None;
        }
        let mut next = at + usize::from(led || back);
        while self.any(next, &[Word::The, Word::Next, Word::Lead])
            || matches!(self.word(next), "approximately" | "roughly")
        {
            next += 1;
        }
        let (count, mut next) = self.count(next)?;
        next = self.past_any(next, &[Word::Of]);
        next += usize::from(matches!(self.word(next), "more" | "full" | "further"));
        // "three Fridays".
        let one = sense(self.word(next).trim_end_matches('s'));
        if let Sense::Weekday(weekday, _) = one {
            return self.weekdays_on(next + 1, sent, count, weekday);
        }
        let before = self.is(next, Word::Working);
        next += usize::from(before);
        let Sense::Unit(unit) = self.sense(next) else {
            // "5 Werktage", "cinq jours ouvrés": the word for the days says it.
            return None;
        };
        next += 1;
        let working = before || self.is(next, Word::Working);
        next = self.past_any(next, &[Word::Working]);
        next += usize::from(self.word(next) == "time");
        let (base, sign, end) = if back {
            (sent, -1, next)
        } else {
            self.base(next, sent, unit)
        };
        if end == next && !led && !back {
            return None;
        }
        let day = if working {
            calendar::working_days(base, count)?
        } else {
            add(base, unit, count * sign)?
        };
        Some((end, (day, day)))
    }

    fn count(&self, at: usize) -> Option<(i64, usize)> {
        let word = self.word(at);
        if word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
            return Some((word.parse().ok()?, at + 1));
        }
        match (self.sense(at), self.sense(at + 1)) {
            // "a couple", "a few".
            (Sense::Count(1), Sense::Count(count @ 2..=3)) => Some((count, at + 2)),
            (Sense::Count(tens @ 20..), Sense::Count(one @ 1..=9)) => Some((tens + one, at + 2)),
            (Sense::Count(count), _) => Some((count, at + 1)),
            _ => None,
        }
    }

    /// "three Fridays from now".
    fn weekdays_on(
        &self,
        at: usize,
        sent: Day,
        count: i64,
        weekday: chrono::Weekday,
    ) -> Option<Read> {
        let now = self.is(at, Word::From) && matches!(self.word(at + 1), "now" | "today");
        let day = moved(coming(sent, weekday)?, (count - 1) * 7).filter(|_| now)?;
        Some((at + 2, (day, day)))
    }

    /// From where a number of units counts, which way, and the place after the words that say so.
    fn base(&self, at: usize, sent: Day, unit: Unit) -> (Day, i64, usize) {
        let small = matches!(unit, Unit::Minute | Unit::Hour);
        match self.sense(at) {
            Sense::Word(Word::Ago) => (sent, -1, at + 1),
            Sense::Word(Word::Later) => (sent, 1, at + 1),
            Sense::Word(Word::Before) if small => (sent, -1, at + 1),
            Sense::Word(direction @ (Word::From | Word::After | Word::Before | Word::Lead)) => {
                if self.word(at + 1) == "now" {
                    return (sent, 1, at + 2);
                }
                if direction == Word::Lead && self.word(at) != "on" {
                    return (sent, 1, at);
                }
                let next = self.past_any(at + 1, &[Word::The]);
                let other = !matches!(self.sense(next), Sense::Count(_)) && !small;
                let read = other.then(|| self.at(next)).flatten();
                // "3 days on Monday" counts nothing.
                let read = read.filter(|_| direction != Word::Lead || unit != Unit::Day);
                let sign = if direction == Word::Before { -1 } else { 1 };
                read.map_or((sent, 1, at), |(end, (day, _))| (day, sign, end))
            }
            _ => (sent, 1, at),
        }
    }

    /// "the next three days", "last 2 weeks", "3 next weeks": from the next or the last on.
    pub(super) fn several(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let lead = |at: usize| match self.sense(at) {
            Sense::Word(Word::Next) => Some(1),
            Sense::Word(Word::Last) => Some(-1),
            _ => None,
        };
        let (sign, count, next) = if let Some(sign) = lead(at) {
            let (count, next) = self.count(at + 1)?;
            (sign, count, next)
        } else {
            let (count, next) = self.count(at)?;
            (lead(next)?, count, next + 1)
        };
        let next = self.past_any(next, &[Word::Working, Word::Of]);
        let Sense::Unit(unit) = self.sense(next) else {
            return None;
        };
        Some((next + 1, several(sent, unit, sign * count)?))
    }
}

fn several(sent: Day, unit: Unit, count: i64) -> Option<Span> {
    let ahead = count > 0;
    if matches!(unit, Unit::Hour | Unit::Minute) {
        return None;
    }
    if matches!(unit, Unit::Day | Unit::Fortnight) {
        let near = moved(sent, count.signum())?;
        return Some(super::numbers::ordered(near, add(sent, unit, count)?));
    }
    let (first, _) = running(sent, unit, if ahead { 1 } else { count })?;
    let (_, last) = running(sent, unit, if ahead { count } else { -1 })?;
    let sunday = if unit == Unit::Week { 2 } else { 0 };
    Some((first, moved(last, sunday)?))
}

/// A day moved by units.
pub fn add(day: Day, unit: Unit, count: i64) -> Option<Day> {
    match unit {
        Unit::Minute => Some(day),
        Unit::Hour => moved(
            day,
            if count > 0 {
                (count + 12) / 24
            } else {
                count / 24
            },
        ),
        Unit::Day => moved(day, count),
        Unit::Week => moved(day, count * 7),
        Unit::Fortnight => moved(day, count * 14),
        Unit::Month => calendar::months(day, count),
        Unit::Quarter => calendar::months(day, count * 3),
        Unit::Year => calendar::months(day, count * 12),
    }
}
