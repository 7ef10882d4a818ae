//! Weekdays: Friday, next Friday, Friday week, Friday next week, Friday 12 November, Mon 13th.

use chrono::{Datelike, Weekday};

use super::calendar::{self, coming, in_week, latest, moved};
use super::senses::{Sense, Unit, Word, day_number};
use super::{Read, Scan};
use crate::domain::Day;

const LEADS: [Word; 3] = [Word::This, Word::Next, Word::Last];

impl Scan<'_> {
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let lead = self.any(at, &LEADS);
        let double = lead && self.any(at + 1, &[Word::Next, Word::Last]);
        let place = at + usize::from(lead) + usize::from(double);
        let Sense::Weekday(weekday, common) = self.sense(place) else {
            return None;
        };
        if common && !lead && !self.stands_as_weekday(place) {
            return None;
        }
        let named = place + 1 + usize::from(matches!(self.word(place + 1), "," | "."));
        let named = self.past_any(named, &[Word::The]);
        if let Some(read) = self.dated(named, weekday) {
            return Some(read);
        }
        let sent = self.anchor.sent?;
        let one = |end: usize, day: Option<Day>| day.map(|day| (end, (day, day)));
        let end = place + 1;
        if lead {
            let week = match (self.sense(at), self.sense(at + 1)) {
                (Sense::Word(Word::This), Sense::Word(Word::Last))
                | (Sense::Word(Word::Last), _) => {
                    return one(end, latest(sent, weekday));
                }
                (Sense::Word(Word::This), Sense::Word(Word::Next)) => {
                    return one(end, coming(sent, weekday));
                }
                (Sense::Word(Word::Next), _) if matches!(self.word(at), "coming" | "upcoming") => {
                    return one(end, coming(sent, weekday));
                }
                (Sense::Word(Word::Next), _) => 1,
                _ => 0,
            };
            return one(end, in_week(sent, week, weekday));
        }
        self.weekday_and_week(end, sent, weekday).or_else(|| {
            let day = if self.past {
                latest(sent, weekday)
            } else {
                coming(sent, weekday)
            };
            one(end, day)
        })
    }

    /// What behind a weekday tells its week.
    fn weekday_and_week(&self, end: usize, sent: Day, weekday: Weekday) -> Option<Read> {
        let one = |end: usize, day: Option<Day>| day.map(|day| (end, (day, day)));
        match self.sense(end) {
            Sense::Unit(Unit::Week) => one(end + 1, moved(coming(sent, weekday)?, 7)),
            Sense::Unit(Unit::Fortnight) => one(end + 1, moved(coming(sent, weekday)?, 14)),
            Sense::Word(Word::NextAfter) => one(end + 1, in_week(sent, 1, weekday)),
            Sense::Word(Word::LastAfter) => one(end + 1, latest(sent, weekday)),
            Sense::Word(Word::After) if self.is(end + 1, Word::Next) => {
                one(end + 2, moved(coming(sent, weekday)?, 7))
            }
            _ => {
                let next = self.past_any(end, &[Word::Of, Word::From, Word::In]);
                let next = self.past_any(next, &[Word::The]);
                let (end, (from, _), unit) = self.reference(next)?;
                let week = (unit == Unit::Week).then_some(from)?;
                one(end, in_week(week, 0, weekday))
            }
        }
    }

    /// A short name that is a word too needs company.
    fn stands_as_weekday(&self, at: usize) -> bool {
        let after = self.is_number(at + 1)
            || self.word(at + 1) == "at"
            || self.any(at + 1, &[Word::Part, Word::To, Word::The])
            || matches!(self.sense(at + 1), Sense::Month(..));
        let closed =
            self.is_mark(at + 1) || self.any(at + 1, &[Word::And]) || self.word(at + 1) == "or";
        let before = at == 0
            || self.is_led(at)
            || self.any(at - 1, &[Word::And, Word::To])
            || self.word(at - 1) == "or";
        after || before && (closed || at > 0)
    }

    /// A date that stands after its weekday: "12 November", "12/11", "25th", "31".
    fn dated(&self, at: usize, weekday: Weekday) -> Option<Read> {
        if self.is_number(at) {
            if let Some(read) = self.day_and_month(at) {
                return Some(self.agreed(read, weekday, self.says_year(at, read.0)));
            }
            if let Some(day) = day_number(self.word(at)) {
                // "Friday 10 people come", "Monday 8 to 9": numbers of something else.
                let clock = matches!(self.word(at + 1), "am" | "pm" | "a" | "p" | "h" | "uhr");
                let unit = matches!(self.sense(at + 1), Sense::Unit(_));
                let ordinal = super::senses::ordinal(self.word(at)).is_some();
                let open = self.is_mark(at + 1)
                    || self.word(at + 1) == "at"
                    || self.any(at + 1, &[Word::Between, Word::From, Word::Part]);
                return (ordinal || day > 12 && open && !clock && !unit)
                    .then(|| self.numbered(at + 1, day, weekday))
                    .flatten();
            }
            return self
                .number(at)
                .filter(|_| self.word(at).contains(['/', '.', '-']));
        }
        match self.sense(at) {
            Sense::Month(..) => {
                let day = self.past_any(at + 1, &[Word::The]);
                let read = self.day(day).and_then(|_| self.month(at))?;
                Some(self.agreed(read, weekday, self.says_year(at, read.0)))
            }
            Sense::Ordinal(_) | Sense::Count(20 | 30) => {
                if let Some(read) = self.day_and_month(at) {
                    return Some(read);
                }
                let (day, end) = self.day(at)?;
                (self.is(at.wrapping_sub(1), Word::The) && self.is_mark(end))
                    .then(|| self.numbered(end, day, weekday))
                    .flatten()
            }
            _ => None,
        }
    }

    fn says_year(&self, from: usize, end: usize) -> bool {
        (from..end).any(|at| super::senses::year(self.word(at)).is_some())
    }

    /// A date without its year is of the year in which it falls on its weekday.
    pub(super) fn agreed(&self, read: Read, weekday: Weekday, said: bool) -> Read {
        let (end, (day, to)) = read;
        if said || day != to || day.weekday() == weekday {
            return read;
        }
        let years = [1, -1]
            .iter()
            .filter_map(|years| day.with_year(day.year() + years));
        let near = self.anchor.sent.and_then(|sent| {
            let mut days = years.filter(|day| (-60..800).contains(&(*day - sent).num_days()));
            days.find(|day| day.weekday() == weekday)
        });
        near.map_or(read, |day| (end, (day, day)))
    }

    /// The next such number of a month that falls on the weekday; the next at all when none does.
    fn numbered(&self, end: usize, number: u32, weekday: Weekday) -> Option<Read> {
        let sent = self.anchor.sent?;
        let first = sent.with_day(1)?;
        let day = (0..14).find_map(|months| {
            let day = calendar::months(first, months)?.with_day(number)?;
            (day >= sent && day.weekday() == weekday).then_some(day)
        });
        let day = day.or_else(|| calendar::next_number(sent, number))?;
        Some((end, (day, day)))
    }
}
