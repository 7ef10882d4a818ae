//! Weeks, months, quarters, halves and years; their edges and what is counted in them: next week,
//! Q3, end of month, mid-March, week of the 24th, the first Monday of next month.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{self, Span, in_week, moved, week};
use super::senses::{self, Sense, Unit, Word};
use super::{Read, Scan};
use crate::domain::Day;

/// What leads "first quarter" to a date, as games have quarters too.
const QUARTER_LEADS: [Word; 13] = [
    Word::The,
    Word::In,
    Word::Of,
    Word::Lead,
    Word::End,
    Word::Start,
    Word::Mid,
    Word::Early,
    Word::Late,
    Word::To,
    Word::From,
    Word::Before,
    Word::After,
];

impl Scan<'_> {
    /// A span that something else refers to, with its unit: next month, the week, May 2026, 2027.
    pub(super) fn reference(&self, at: usize) -> Option<(usize, Span, Unit)> {
        let at = self.past_any(at, &[Word::The]);
        if let Some((end, span)) =
            self.month_span(self.past_any(at, &[Word::This, Word::Next, Word::Last]))
        {
            return Some((end, span, Unit::Month));
        }
        if let Some((end, span)) = self.quarter(at) {
            return Some((end, span, Unit::Quarter));
        }
        let named = at + usize::from(self.sense(at) == Sense::Unit(Unit::Year));
        if let Some(year) = senses::year(self.word(named)) {
            return Some((named + 1, calendar::part_of_year(year, 1, 12)?, Unit::Year));
        }
        let sent = self.anchor.sent?;
        let shift = match self.sense(at) {
            Sense::Word(Word::This) => Some(0),
            Sense::Word(Word::Next) => Some(1),
            Sense::Word(Word::Last) => Some(-1),
            _ => None,
        };
        let place = self.past_any(at + usize::from(shift.is_some()), &[Word::Working]);
        let Sense::Unit(unit) = self.sense(place) else {
            return None;
        };
        // "la semana que viene".
        let coming = self.word(place + 1) == "que" && self.is(place + 2, Word::NextAfter);
        let (shift, end) = match (shift, self.sense(place + 1)) {
            (Some(shift), _) => (shift, place + 1),
            (None, _) if coming => (1, place + 3),
            (None, Sense::Word(Word::NextAfter)) => (1, place + 2),
            (None, Sense::Word(Word::LastAfter)) => (-1, place + 2),
            // "the week after next".
            (None, Sense::Word(Word::After)) if self.is(place + 2, Word::Next) => (2, place + 3),
            (None, _) => (0, place + 1),
        };
        Some((end, running(sent, unit, shift)?, unit))
    }

    /// A span by itself: "next week", "Q3", "this weekend", "week of the 24th", "later this week".
    pub(super) fn unit_span(&self, at: usize) -> Option<Read> {
        if let Some((end, (from, to))) = self.quarter(at) {
            return Some((end, (from, to)));
        }
        if let Some(read) = self
            .week_of(at)
            .or_else(|| self.weekend(at))
            .or_else(|| self.week_number(at))
        {
            return Some(read);
        }
        let sent = self.anchor.sent?;
        match self.sense(at) {
            Sense::Ends(unit) => {
                let (_, to) = running(sent, unit, 0)?;
                return Some((at + 1, (to, to)));
            }
            Sense::Starts(unit) => {
                let (from, _) = running(sent, unit, 0)?;
                return Some((at + 1, (from, from)));
            }
            Sense::Word(word @ (Word::Later | Word::Rest)) => {
                if word == Word::Later && self.word(at) != "later" {
                    return None;
                }
                let next = self.past_any(at + 1, &[Word::Of]);
                let (end, (_, to), _) = self.reference(next)?;
                return Some((end, (sent.min(to), to)));
            }
            Sense::Word(Word::This | Word::Next | Word::Last) => {
                // "next season's": only the calendar's units; "this months" is a slip.
                if let Sense::Season(month) = self.sense(at + 1) {
                    return Some((at + 2, self.season(at, month, sent)?));
                }
                let plural = self.word(at + 1).ends_with('s')
                    && self.word(at + 1) != "mois"
                    && self.word(at + 1) != "mes";
                if matches!(self.sense(at + 1), Sense::Month(..)) || plural {
                    return None;
                }
            }
            Sense::Unit(_) => {
                let behind = at + 1 + usize::from(self.word(at + 1) == "que");
                let pointed = self.any(behind, &[Word::NextAfter, Word::LastAfter])
                    || self.is(at + 1, Word::After) && self.is(at + 2, Word::Next);
                if !pointed {
                    return None;
                }
            }
            _ => return None,
        }
        let (end, span, unit) = self.reference(at)?;
        // "next week on Tuesday", "last week's Sunday".
        let next = end + usize::from(matches!(self.word(end), "'s" | "on" | "am"));
        if let (Unit::Week, Sense::Weekday(weekday, _)) = (unit, self.sense(next)) {
            let day = in_week(span.0, 0, weekday)?;
            return Some((next + 1, (day, day)));
        }
        let day = unit == Unit::Fortnight || !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day);
        day.then_some((end, span))
    }

    fn season(&self, at: usize, month: u32, sent: Day) -> Option<Span> {
        let year = match self.sense(at) {
            Sense::Word(Word::Next) => sent.year() + i32::from(sent.month() >= month),
            Sense::Word(Word::Last) => sent.year() - i32::from(sent.month() < month + 3),
            _ => sent.year(),
        };
        let from = NaiveDate::from_ymd_opt(year, month, 21)?;
        Some((from, moved(calendar::months(from, 3)?, -1)?))
    }

    /// "end of next month", "mid-March", "early next week", "beginning of 2027".
    pub(super) fn edge(&self, at: usize) -> Option<Read> {
        let Sense::Word(edge) = self.sense(at) else {
            return None;
        };
        if !matches!(
            edge,
            Word::End | Word::Start | Word::Mid | Word::Early | Word::Late
        ) {
            return None;
        }
        let next = self.past_any(at + 1, &[Word::Of, Word::In]);
        let close = matches!(edge, Word::Mid | Word::Early | Word::Late);
        if next == at + 1 && !close && self.sense(next) == Sense::None && !self.is_number(next) {
            return None;
        }
        // "close the week", "start this quarter" do something.
        let verb = matches!(self.word(at), "close" | "start") && next == at + 1;
        let (end, (from, to), unit) = self.reference(next).filter(|_| !verb)?;
        let part = |first: i64, last: i64| Some((moved(from, first)?, moved(from, last)?.min(to)));
        let middle = (to - from).num_days() / 2;
        let span = match (edge, unit) {
            (Word::End, _) => (to, to),
            (Word::Start, _) => (from, from),
            (Word::Mid, Unit::Month) => part(14, 14)?,
            (Word::Mid, _) => part(middle, middle)?,
            (Word::Early, Unit::Week) => part(0, 1)?,
            (Word::Early, _) => part(0, 9)?,
            (Word::Late, Unit::Week) => part(3, 4)?,
            (Word::Late, Unit::Month) => part(20, 30)?,
            _ => (from, to),
        };
        Some((end, span))
    }

    /// "first Monday of the month", "last week of July", "last day of October", "second half of May".
    pub(super) fn nth(&self, at: usize) -> Option<Read> {
        let number = match self.sense(at) {
            Sense::Ordinal(number) => Some(number),
            Sense::Word(Word::Last) => None,
            _ => Some(senses::ordinal(self.word(at))?),
        };
        let thing = self.sense(at + 1);
        if !self.any(at + 2, &[Word::Of, Word::In]) {
            return None;
        }
        let (end, (from, to), unit) = self.reference(at + 3)?;
        let steps = |size: i64| number.map(|number| (i64::from(number) - 1) * size);
        let span = match (thing, number) {
            (Sense::Weekday(weekday, _), _) => {
                let near = |day: Day| moved(day, ahead(day, weekday));
                let day = match steps(7) {
                    Some(days) => moved(near(from)?, days)?,
                    None => near(moved(to, -6)?)?,
                };
                (day, day)
            }
            (Sense::Unit(Unit::Day), _) => {
                let day = steps(1).map_or(Some(to), |days| moved(from, days))?;
                (day, day)
            }
            (Sense::Unit(Unit::Week), Some(1..=4)) if unit == Unit::Month && number == Some(1) => {
                (from, moved(from, 6)?)
            }
            (Sense::Unit(Unit::Week), _) => {
                // The weeks that have most of their days in it (ISO 8601).
                let monday = match steps(7) {
                    Some(days) => moved(calendar::monday(moved(from, 3)?)?, days)?,
                    None => calendar::monday(moved(to, -3)?)?,
                };
                (monday, moved(monday, 6)?)
            }
            (Sense::Unit(Unit::Month), Some(number)) if unit == Unit::Year => {
                calendar::month(from.year(), number)?
            }
            (Sense::Unit(Unit::Quarter), Some(number)) if unit == Unit::Year => {
                calendar::part_of_year(from.year(), number, 3)?
            }
            (Sense::Word(Word::HalfOf), Some(number)) => match (unit, number) {
                (Unit::Month, 1) => (from, moved(from, 14)?),
                (Unit::Month, 2) => (moved(from, 15)?, to),
                (Unit::Year, 1 | 2) => calendar::part_of_year(from.year(), number, 6)?,
                _ => return None,
            },
            _ => return None,
        };
        Some((end, span))
    }

    pub(super) fn quarter_read(&self, at: usize) -> Option<Read> {
        self.quarter(at)
    }

    /// Q3, Q3 2026, q1 of 2017, H1, the second quarter.
    fn quarter(&self, at: usize) -> Option<Read> {
        let (number, size, end) = match self.sense(at) {
            Sense::Quarter(number) => (number, 3, at + 1),
            Sense::Half(number) => (number, 6, at + 1),
            Sense::Ordinal(number @ 1..=4)
                if self.sense(at + 1) == Sense::Unit(Unit::Quarter)
                    && (at == 0 || self.any(at - 1, &QUARTER_LEADS)) =>
            {
                (number, 3, at + 2)
            }
            _ => {
                let number = senses::ordinal(self.word(at)).filter(|number| *number <= 4)?;
                let quarter = self.sense(at + 1) == Sense::Unit(Unit::Quarter);
                (number, 3, quarter.then_some(at + 2)?)
            }
        };
        let (year, end) = self.year_at(end);
        if let Some(year) = year {
            return Some((end, calendar::part_of_year(year, number, size)?));
        }
        let sent = self.anchor.sent?;
        let span = calendar::part_of_year(sent.year(), number, size)?;
        let over = span.1 < sent && !self.past;
        let span = if over {
            calendar::part_of_year(sent.year() + 1, number, size)?
        } else {
            span
        };
        Some((end, span))
    }

    /// "week of the 24th", "w/c 9 June", "week commencing 9 June".
    fn week_of(&self, at: usize) -> Option<Read> {
        let short = self.word(at) == "w" && self.word(at + 1) == "c";
        let named = self.sense(at) == Sense::Unit(Unit::Week)
            && (self.is(at + 1, Word::Of)
                || matches!(self.word(at + 1), "commencing" | "beginning" | "starting"));
        if !(named || short) {
            return None;
        }
        let next = self.past_any(at + 2, &[Word::The]);
        let numbered = self
            .is_number(next)
            .then(|| self.number(next).or_else(|| self.bare(next)))
            .flatten();
        let named = numbered
            .or_else(|| self.weekday(next))
            .or_else(|| self.month(next));
        let (end, (day, _)) = named?;
        Some((end, week(day, 0)?))
    }

    fn bare(&self, at: usize) -> Option<Read> {
        let number = senses::day_number(self.word(at))?;
        let day = calendar::next_number(self.anchor.sent?, number)?;
        Some((at + 1, (day, day)))
    }

    fn weekend(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let lead = self.any(at, &[Word::This, Word::Next, Word::Last, Word::The]);
        if !self.is(at + usize::from(lead), Word::Weekend) {
            return None;
        }
        let weeks = match self.sense(at) {
            Sense::Word(Word::Next) => 1,
            Sense::Word(Word::Last) => -1,
            _ => 0,
        };
        let saturday = in_week(sent, weeks, Weekday::Sat)?;
        Some((at + 1 + usize::from(lead), (saturday, moved(saturday, 1)?)))
    }

    /// "week 24", "CW 26": the week of that number (ISO 8601), this year's or next.
    fn week_number(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        if !(self.sense(at) == Sense::Unit(Unit::Week) || self.is(at, Word::WeekNumber)) {
            return None;
        }
        let number = self.word(at + 1).parse().ok();
        let number: u32 = number.filter(|number| (1..=53).contains(number))?;
        // "week 2 of the pilot" counts from something else.
        if self.any(at + 2, &[Word::Of, Word::And]) {
            return None;
        }
        let monday = |year: i32| NaiveDate::from_isoywd_opt(year, number, Weekday::Mon);
        let (year, end) = self.year_at(at + 2);
        let first = match year {
            Some(year) => monday(year)?,
            None => monday(sent.year())
                .filter(|day| moved(*day, 6).is_some_and(|last| last >= sent))
                .or_else(|| monday(sent.year() + 1))?,
        };
        Some((end, (first, moved(first, 4)?)))
    }
}

/// The days from a day to the next such weekday, itself included.
fn ahead(day: Day, weekday: Weekday) -> i64 {
    let number = |weekday: Weekday| i64::from(weekday.num_days_from_monday());
    (number(weekday) - number(day.weekday())).rem_euclid(7)
}

/// The running week, month, quarter or year, or one before or after it.
pub fn running(sent: Day, unit: Unit, shift: i64) -> Option<Span> {
    let first = |months: i64| calendar::months(sent.with_day(1)?, months);
    match unit {
        Unit::Week => week(sent, shift),
        Unit::Month => {
            let there = first(shift)?;
            calendar::month(there.year(), there.month())
        }
        Unit::Quarter => {
            let there = first(shift * 3)?;
            calendar::part_of_year(there.year(), (there.month() - 1) / 3 + 1, 3)
        }
        Unit::Year => calendar::part_of_year(first(shift * 12)?.year(), 1, 12),
        Unit::Fortnight => {
            let days = (moved(sent, shift * 14)?, moved(sent, shift)?);
            Some(super::numbers::ordered(days.0, days.1))
        }
        Unit::Minute | Unit::Hour | Unit::Day => None,
    }
}
