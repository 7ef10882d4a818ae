//! Names of months and weekdays, numbers written out, and units of time.

use chrono::Weekday;

/// A month by its name or its usual short form, in English, German, French, Spanish and Dutch.
pub fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "januar" | "jänner" | "janvier" | "enero" | "januari" => 1,
        "february" | "feb" | "februar" | "février" | "fevrier" | "febrero" | "februari" => 2,
        "march" | "mar" | "märz" | "maerz" | "mars" | "marzo" | "maart" => 3,
        "april" | "apr" | "avril" | "abril" => 4,
        "may" | "mai" | "mayo" | "mei" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" => 6,
        "july" | "jul" | "juli" | "juillet" | "julio" => 7,
        "august" | "aug" | "août" | "aout" | "agosto" | "augustus" => 8,
        "september" | "sept" | "sep" | "septembre" | "septiembre" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" => 10,
        "november" | "nov" | "novembre" | "noviembre" => 11,
        "december" | "dec" | "dezember" | "dez" | "décembre" | "decembre" | "diciembre" => 12,
        _ => return None,
    })
}

/// Whether a month's name is also a common word, so that alone it is taken for none.
pub fn is_also_a_word(word: &str) -> bool {
    matches!(word, "may" | "march" | "mar" | "august" | "mars" | "mai")
}

/// A weekday by its name or its usual short form, in the same languages.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" | "mondays" | "montag" | "lundi" | "lunes" | "maandag" => Weekday::Mon,
        "tuesday" | "tue" | "tues" | "dienstag" | "mardi" | "martes" | "dinsdag" => Weekday::Tue,
        "wednesday" | "wed" | "weds" | "mittwoch" | "mercredi" | "miércoles" | "woensdag" => {
            Weekday::Wed
        }
        "thursday" | "thu" | "thur" | "thurs" | "donnerstag" | "jeudi" | "jueves" | "donderdag" => {
            Weekday::Thu
        }
        "friday" | "fri" | "freitag" | "vendredi" | "viernes" | "vrijdag" => Weekday::Fri,
        "saturday" | "samstag" | "sonnabend" | "samedi" | "sábado" | "zaterdag" => Weekday::Sat,
        "sunday" | "sonntag" | "dimanche" | "domingo" | "zondag" => Weekday::Sun,
        _ => return None,
    })
}

/// A small number, in digits or written out; "a" and "an" are one, "a couple" two.
pub fn count(word: &str) -> Option<i64> {
    if word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" | "couple" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fourteen" => 14,
        "thirty" => 30,
        _ => return None,
    })
}

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
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

/// A unit by its name.
pub fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" | "wk" | "wks" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Fortnight,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// A day of the month with its ending: "28th".
pub fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = word.strip_prefix(digits)?;
    let number: u32 = digits.parse().ok()?;
    (matches!(ending, "st" | "nd" | "rd" | "th") && digits.len() <= 2 && (1..=31).contains(&number))
        .then_some(number)
}

/// A day of the month with or without its ending.
pub fn day_number(word: &str) -> Option<u32> {
    let plain = || {
        let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse()
            .ok()
            .filter(|number| digits && (1..=31).contains(number))
    };
    ordinal(word).or_else(plain)
}

/// A year: four digits from 1990 to 2099, or two after an apostrophe or a hyphen.
pub fn year(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok()?;
    (word.len() == 4 && (1990..=2099).contains(&number)).then_some(number)
}
