//! Dates that are told from the day of sending: tomorrow, next Tuesday, in two weeks, end of month.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{self, Span, in_week, moved, week};
use super::names::{self, Unit};
use super::{Read, Scan};
use crate::domain::Day;

impl Scan<'_> {
    /// Today, tomorrow, yesterday, end of day.
    pub(super) fn relative(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let (length, days) = match self.word(at) {
            "today" | "tonight" | "eod" | "cob" | "heute" | "hoy" => (1, 0),
            "this" if matches!(self.word(at + 1), "morning" | "afternoon" | "evening") => (2, 0),
            "end" | "close"
                if matches!(self.word(at + 1), "of")
                    && matches!(self.word(at + 2), "day" | "business" | "play") =>
            {
                (3, 0)
            }
            "day" if self.word(at + 1) == "after" && self.word(at + 2) == "tomorrow" => (3, 2),
            "day" if self.word(at + 1) == "before" && self.word(at + 2) == "yesterday" => (3, -2),
            "tomorrow" | "morgen" | "demain" | "mañana" => (1, 1),
            "yesterday" => (1, -1),
            "last" if self.word(at + 1) == "night" => (2, -1),
            _ => return None,
        };
        if matches!(self.word(at), "eod" | "cob" | "end" | "close") {
            let next = at + length + usize::from(self.word(at + length) == "on");
            if let Some((more, span)) = self.relative(next).or_else(|| self.weekday_at(next)) {
                return Some((next - at + more, span));
            }
        }
        let day = moved(sent, days)?;
        Some((length, (day, day)))
    }

    /// Friday, next Friday, Friday week, Friday next week, Friday 12 November.
    pub(super) fn weekday_at(&self, at: usize) -> Option<Read> {
        let lead = matches!(
            self.word(at),
            "this" | "next" | "last" | "coming" | "past" | "following"
        );
        let double = lead && matches!(self.word(at + 1), "coming" | "past");
        let place = at + usize::from(lead) + usize::from(double);
        let weekday = names::weekday(self.word(place))?;
        let named = place + 1 + usize::from(matches!(self.word(place + 1), "," | "."));
        let named = named + usize::from(matches!(self.word(named), "the" | "den" | "der"));
        if let Some((length, span)) = self.dated(named) {
            return Some((named + length - at, span));
        }
        let sent = self.anchor.sent?;
        let one = |length: usize, day: Option<Day>| day.map(|day| (length, (day, day)));
        let length = place + 1 - at;
        match (self.word(at), self.word(at + 1)) {
            ("next", _) => return one(length, in_week(sent, 1, weekday)),
            ("last" | "past", _) | ("this", "past") => {
                return one(length, calendar::latest(sent, weekday));
            }
            ("this", "coming") => return one(length, calendar::coming(sent, weekday)),
            ("this", _) => return one(length, in_week(sent, 0, weekday)),
            _ => {}
        }
        match (self.word(place + 1), self.word(place + 2)) {
            ("week", _) => one(length + 1, moved(calendar::coming(sent, weekday)?, 7)),
            ("fortnight", _) => one(length + 1, moved(calendar::coming(sent, weekday)?, 14)),
            ("next", "week") => one(length + 2, in_week(sent, 1, weekday)),
            ("this", "week") => one(length + 2, in_week(sent, 0, weekday)),
            ("last", "week") => one(length + 2, in_week(sent, -1, weekday)),
            ("of", "next") if self.word(place + 3) == "week" => {
                one(length + 3, in_week(sent, 1, weekday))
            }
            _ if self.past => one(length, calendar::latest(sent, weekday)),
            _ => one(length, calendar::coming(sent, weekday)),
        }
    }

    /// A date that may stand after a weekday: "12 November", "12/11", "25th".
    fn dated(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(at);
        }
        let next = self.word(at + 1);
        let month =
            names::month(word).is_some() && (names::day_number(next).is_some() || next == "the");
        if month { self.month_at(at) } else { None }
    }

    /// What counts from the day of sending, or from a weekday: in two weeks, 3 days ago.
    pub(super) fn counted(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let led = matches!(self.word(at), "in" | "within");
        if at > 0 && !led && matches!(self.before(at), "in" | "within" | "for") {
            return None;
        }
        let mut next = at + usize::from(led);
        next += usize::from(matches!(
            self.word(next),
            "about" | "the" | "approximately" | "roughly"
        ));
        next += usize::from(self.word(next) == "next");
        let mut count = names::count(self.word(next))?;
        next += 1;
        next += usize::from(self.word(next) == "couple");
        if self.word(next - 1) == "couple" {
            count = 2;
            next += usize::from(self.word(next) == "of");
        }
        if self.word(at) == "within" && matches!(self.word(next), "hours" | "hrs") {
            let day = moved(sent, (count + 23) / 24)?;
            return Some((next + 1 - at, (day, day)));
        }
        let working = matches!(self.word(next), "working" | "business");
        next += usize::from(working);
        let unit = names::unit(self.word(next))?;
        next += 1;
        let time = usize::from(self.word(next) == "time");
        let (base, sign, more) = self.counted_from(next + time, sent, unit)?;
        if more == 0 && !led {
            return None;
        }
        let day = if working {
            calendar::working_days(base, count)?
        } else {
            add(base, unit, count * sign)?
        };
        Some((next + time + more - at, (day, day)))
    }

    /// From where "two weeks" counts, which way, and how many words say so.
    fn counted_from(&self, at: usize, sent: Day, unit: Unit) -> Option<(Day, i64, usize)> {
        match self.word(at) {
            "ago" => Some((sent, -1, 1)),
            "from" | "on" | "after" => {
                if matches!(self.word(at + 1), "now" | "today") {
                    return Some((sent, 1, 2));
                }
                if self.word(at + 1) == "tomorrow" {
                    return Some((moved(sent, 1)?, 1, 2));
                }
                match self.weekday_at(at + 1) {
                    Some((length, (day, _))) if unit != Unit::Day => Some((day, 1, 1 + length)),
                    _ => Some((sent, 1, 0)),
                }
            }
            _ => Some((sent, 1, 0)),
        }
    }

    /// Weeks, months, quarters, halves and years: next week, Q3, end of month, week of the 24th.
    pub(super) fn part(&self, at: usize) -> Option<Read> {
        self.end_of(at)
            .or_else(|| self.named_part(at))
            .or_else(|| self.week_of(at))
            .or_else(|| self.weekend(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.half_of(at))
    }

    /// "end of next month", "mid-March", "early next week".
    fn end_of(&self, at: usize) -> Option<Read> {
        let edge = self.word(at);
        let next = match edge {
            "end" | "ende" | "beginning" | "start" | "middle" => {
                at + 1 + usize::from(matches!(self.word(at + 1), "of" | "in"))
            }
            "mid" | "early" | "late" => at + 1,
            _ => return None,
        };
        let next = next
            + usize::from(
                matches!(self.word(next), "the" | "this") && !matches!(self.word(next), "next"),
            );
        let (length, (from, to)) = self
            .bare_part(next)
            .or_else(|| self.named_part(next))
            .or_else(|| self.month_at(next))?;
        let middle = moved(from, 14).unwrap_or(from);
        let weekly = (to - from).num_days() < 7;
        let span = match edge {
            "end" | "ende" => (to, to),
            "beginning" | "start" => (from, from),
            "mid" | "middle" if !weekly => (middle, middle),
            _ => (from, to),
        };
        Some((next + length - at, span))
    }

    /// "week", "month", "quarter", "year" standing for the running one.
    fn bare_part(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        Some((1, running(sent, names::unit(self.word(at))?, 0)?))
    }

    fn named_part(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        if let Some(read) = self.quarter(at) {
            return Some(read);
        }
        let sent = self.anchor.sent?;
        let shift = match word {
            "this" => 0,
            "next" => 1,
            "last" => -1,
            _ => return None,
        };
        let unit = names::unit(self.word(at + 1))
            .filter(|unit| !matches!(unit, Unit::Day | Unit::Fortnight))?;
        // "next week's" and "last year" as a quality of something still name the time.
        Some((2, running(sent, unit, shift)?))
    }

    /// Q3, Q3 2026, H1, second quarter.
    fn quarter(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let (number, size, mut length) = match word {
            "q1" | "q2" | "q3" | "q4" => (word.trim_start_matches('q').parse().ok()?, 3, 1),
            "h1" | "h2" => (word.trim_start_matches('h').parse().ok()?, 6, 1),
            "first" | "second" | "third" | "fourth" if self.word(at + 1) == "quarter" => {
                (place(word)?, 3, 2)
            }
            "first" | "second"
                if self.word(at + 1) == "half"
                    && self.word(at + 2) == "of"
                    && matches!(self.word(at + 3), "the" | "next" | "this")
                    && self.word(at + 4) == "year" =>
            {
                (place(word)?, 6, 5)
            }
            _ => return None,
        };
        let after = self.word(at + length);
        let year = names::year(after);
        length += usize::from(year.is_some());
        if let Some(year) = year {
            return Some((length, calendar::part_of_year(year, number, size)?));
        }
        let sent = self.anchor.sent?;
        let span = calendar::part_of_year(sent.year(), number, size)?;
        let span = if span.1 < sent {
            calendar::part_of_year(sent.year() + 1, number, size)?
        } else {
            span
        };
        Some((length, span))
    }

    /// "week of the 24th", "w/c 9 June", "week commencing 9 June".
    fn week_of(&self, at: usize) -> Option<Read> {
        let next = match (self.word(at), self.word(at + 1)) {
            ("week", "of" | "commencing" | "beginning" | "starting") | ("w", "c") => at + 2,
            _ => return None,
        };
        let next = next + usize::from(self.word(next) == "the");
        let (length, (day, _)) = self
            .dated(next)
            .or_else(|| self.weekday_at(next))
            .or_else(|| self.month_at(next))?;
        Some((next + length - at, week(day, 0)?))
    }

    fn weekend(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        let lead = matches!(self.word(at), "this" | "next" | "the" | "last");
        if self.word(at + usize::from(lead)) != "weekend" {
            return None;
        }
        let weeks = match self.word(at) {
            "next" => 1,
            "last" => -1,
            _ => 0,
        };
        let saturday = in_week(sent, weeks, Weekday::Sat)?;
        Some((1 + usize::from(lead), (saturday, moved(saturday, 1)?)))
    }

    /// "week 24", "CW 26": the week of that number (ISO 8601), this year's or next.
    fn week_number(&self, at: usize) -> Option<Read> {
        let sent = self.anchor.sent?;
        if !matches!(self.word(at), "week" | "cw" | "kw" | "wk") {
            return None;
        }
        let number: u32 = self
            .word(at + 1)
            .parse()
            .ok()
            .filter(|number| (1..=53).contains(number))?;
        // "week 2 of the pilot" counts from something else.
        if matches!(self.word(at + 2), "of" | "and") {
            return None;
        }
        let monday = |year: i32| NaiveDate::from_isoywd_opt(year, number, Weekday::Mon);
        let first = monday(sent.year())
            .filter(|day| moved(*day, 6).is_some_and(|last| last >= sent))
            .or_else(|| monday(sent.year() + 1))?;
        Some((2, (first, moved(first, 4)?)))
    }

    /// "first half of May", "first week of January".
    fn half_of(&self, at: usize) -> Option<Read> {
        let number = place(self.word(at))?;
        let (unit, of) = (self.word(at + 1), self.word(at + 2));
        if !matches!(of, "of" | "in") || !matches!(unit, "half" | "week") {
            return None;
        }
        let (length, (from, to)) = self.month_at(at + 3)?;
        let span = match (unit, number) {
            ("half", 1) => (from, moved(from, 14)?),
            ("half", 2) => (moved(from, 15)?, to),
            ("week", 1..=4) => (
                moved(from, i64::from(number - 1) * 7)?,
                moved(from, i64::from(number) * 7 - 1)?,
            ),
            _ => return None,
        };
        Some((3 + length, span))
    }
}

fn place(word: &str) -> Option<u32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    })
}

fn add(day: Day, unit: Unit, count: i64) -> Option<Day> {
    match unit {
        Unit::Day => moved(day, count),
        Unit::Week => moved(day, count * 7),
        Unit::Fortnight => moved(day, count * 14),
        Unit::Month => calendar::months(day, count),
        Unit::Quarter => calendar::months(day, count * 3),
        Unit::Year => calendar::months(day, count * 12),
    }
}

/// The running week, month, quarter or year, or one before or after it.
fn running(sent: Day, unit: Unit, shift: i64) -> Option<Span> {
    let year = |months: i64| calendar::months(sent.with_day(1)?, months);
    match unit {
        Unit::Week => week(sent, shift),
        Unit::Month => {
            let there = year(shift)?;
            calendar::month(there.year(), there.month())
        }
        Unit::Quarter => {
            let there = year(shift * 3)?;
            calendar::part_of_year(there.year(), (there.month() - 1) / 3 + 1, 3)
        }
        Unit::Year => {
            let there = year(shift * 12)?;
            calendar::part_of_year(there.year(), 1, 12)
        }
        Unit::Day | Unit::Fortnight => None,
    }
}
