//! What the words of dates mean, whatever their language: the lexicons' tables, read once.

use std::sync::LazyLock;

use chrono::Weekday;

use crate::domain::texts::text;

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A minute or a second: less than a day in any number that people write.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

/// What a word means in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Nothing.
    None,
    /// A month, from 1; whether its name is a common word too.
    Month(u32, bool),
    /// A weekday; whether its name is a common word too.
    Weekday(Weekday, bool),
    /// A unit.
    Unit(Unit),
    /// A small number.
    Count(i64),
    /// A place in a row.
    Ordinal(u32),
    /// A day so many days from the day of sending.
    Day(i64),
    /// A quarter of the calendar, from 1.
    Quarter(u32),
    /// A half of the calendar's year, from 1.
    Half(u32),
    /// The season that begins in a month.
    Season(u32),
    /// A feast: month times 100 and day.
    Feast(u32),
    /// The end, or the start, of the running unit in one word.
    Ends(Unit),
    /// The same for its start.
    Starts(Unit),
    /// One of the words that have no number.
    Word(Word),
}

macro_rules! words {
    ($($name:ident $text:literal)*) => {
        /// A word without a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word { $(#[doc = $text] $name),* }

        fn word(name: &str) -> Option<Word> {
            Some(match name { $($text => Word::$name,)* _ => return None })
        }
    };
}

words! {
    This "this" Next "next" Last "last" NextAfter "nextafter" LastAfter "lastafter"
    In "in" Of "of" The "the" From "from" After "after" Before "before"
    Ago "ago" AgoBefore "agobefore" Later "later" To "to" And "and" Between "between"
    End "end" Start "start" Mid "mid" Early "early" Late "late" Rest "rest" Every "every"
    Working "working" Lead "lead" Part "part" HalfOf "half" Weekend "weekend"
    WeekNumber "weeknumber" Past "past" Future "future"
}

/// The languages' tables, in the order in which they may give a word its sense.
fn files() -> [&'static str; 5] {
    [
        text!("reading/lexicon/en/dates.txt"),
        text!("reading/lexicon/de/dates.txt"),
        text!("reading/lexicon/fr/dates.txt"),
        text!("reading/lexicon/es/dates.txt"),
        text!("reading/lexicon/nl/dates.txt"),
    ]
}

/// Words by their first byte, as a lookup is on the hot path of every mail.
struct Table {
    drawers: Vec<Vec<(&'static str, Sense)>>,
    /// For each first byte the lengths that there are, a bit each.
    lengths: Vec<u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        drawers: vec![Vec::new(); 256],
        lengths: vec![0; 256],
    };
    let lines = || files().into_iter().flat_map(str::lines);
    let entries = lines().filter_map(|line| line.split_once(" = "));
    let also: Vec<&str> = lines()
        .filter_map(|line| line.strip_prefix("also = "))
        .flat_map(str::split_whitespace)
        .collect();
    for (name, words) in entries {
        for word in words.split_whitespace() {
            let Some(sense) = sense_of(name, also.contains(&word)) else {
                continue;
            };
            let first = usize::from(word.as_bytes().first().copied().unwrap_or(0));
            let (Some(drawer), Some(lengths)) =
                (table.drawers.get_mut(first), table.lengths.get_mut(first))
            else {
                continue;
            };
            if drawer.iter().all(|(known, _)| *known != word) {
                drawer.push((word, sense));
                *lengths |= 1 << word.len().min(31);
            }
        }
    }
    table
});

fn sense_of(name: &str, also: bool) -> Option<Sense> {
    let Some((kind, value)) = name.split_once('.') else {
        return word(name).map(Sense::Word);
    };
    let number = || value.parse().ok();
    Some(match kind {
        "month" => Sense::Month(number()?, also),
        "weekday" => Sense::Weekday(
            Weekday::try_from(u8::try_from(number()?.checked_sub(1)?).ok()?).ok()?,
            also,
        ),
        "unit" => Sense::Unit(unit(value)?),
        "count" => Sense::Count(number()?.into()),
        "ordinal" => Sense::Ordinal(number()?),
        "day" => Sense::Day(value.parse().ok()?),
        "quarter" => Sense::Quarter(number()?),
        "half" => Sense::Half(number()?),
        "season" => Sense::Season(number()?),
        "feast" => Sense::Feast(number()?),
        "ends" => Sense::Ends(unit(value)?),
        "starts" => Sense::Starts(unit(value)?),
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// What a word in its matched form means.
pub fn sense(form: &str) -> Sense {
    let first = usize::from(form.as_bytes().first().copied().unwrap_or(0));
    let table = &*TABLE;
    let length = 1 << form.len().min(31);
    if table
        .lengths
        .get(first)
        .is_none_or(|lengths| lengths & length == 0)
    {
        return Sense::None;
    }
    let drawer = table.drawers.get(first).map_or(&[][..], Vec::as_slice);
    drawer
        .iter()
        .find(|(word, _)| *word == form)
        .map_or(Sense::None, |(_, sense)| *sense)
}

/// A month by its name.
pub fn month(form: &str) -> Option<u32> {
    match sense(form) {
        Sense::Month(month, _) => Some(month),
        _ => None,
    }
}

/// A day of the month with its ending: "28th".
pub fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = word.strip_prefix(digits)?;
    let number: u32 = digits.parse().ok()?;
    (matches!(ending, "st" | "nd" | "rd" | "th" | "er") && (1..=31).contains(&number))
        .then_some(number)
}

/// A day of the month with or without its ending.
pub fn day_number(word: &str) -> Option<u32> {
    let plain = || {
        let number = word.parse().ok().filter(|number| (1..=31).contains(number));
        number.filter(|_| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()))
    };
    ordinal(word).or_else(plain)
}

/// A year in four digits, from 1970 to 2099.
pub fn year(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok()?;
    (word.len() == 4 && (1970..=2099).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_is_read() {
        for line in files().into_iter().flat_map(str::lines) {
            let (name, words) = line.split_once(" = ").unwrap_or((line, ""));
            let remark = line.starts_with("//") && words.is_empty() || name == "also";
            assert!(
                remark || line.starts_with("//") || sense_of(name, false).is_some(),
                "{line}"
            );
        }
    }

    #[test]
    fn words_of_four_languages() {
        for word in ["january", "januar", "janvier", "enero"] {
            assert_eq!(month(word), Some(1));
        }
        assert_eq!(sense("miércoles"), Sense::Weekday(Weekday::Wed, false));
        assert_eq!(sense("may"), Sense::Month(5, true));
        assert_eq!(sense("wochen"), Sense::Unit(Unit::Week));
        assert_eq!(sense("demo"), Sense::None);
    }
}
