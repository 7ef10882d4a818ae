//! Where a sentence begins and ends: points that end one, abbreviations that do not, wrapped
//! lines, lists.

use std::ops::Range;

use super::dates::senses;

/// What a sentence is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Running text.
    Prose,
    /// Running text that ends with a colon at the end of its line: a list may follow.
    Intro,
    /// A line with a bullet or a number, or the rest of it.
    Item,
    /// A line of its own without a mark, straight after a line of its kind or an intro.
    Line,
    /// What follows an empty line.
    Fresh,
}

/// A sentence of the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without surrounding space and without its list mark.
    pub span: Range<usize>,
    /// What it is part of.
    pub place: Place,
}

/// Lines longer than this were not wrapped by a mail program: RFC 5322 (2.1.1) asks for 78.
const WRAPPED_AT_MOST: usize = 80;
/// A shorter line is a line of its own, not a wrapped one.
const WRAPPED_AT_LEAST: usize = 40;
/// A run without any end is cut here, so that nothing grows with its square. In characters.
const LONGEST: usize = 1_200;

/// Words of a greeting: "Good morning Mr Stone,".
const GREETING: usize = 4;

/// Divides a text into sentences.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let width = wrapped_at(text);
    let mut found = Vec::new();
    let mut paragraph: Option<(usize, usize, Place)> = None;
    let mut next_place = Place::Fresh;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let body = line.trim();
        if body.is_empty() {
            close(text, &mut paragraph, &mut found);
            // An empty line may stand between an intro and its list.
            if next_place != Place::Intro {
                next_place = Place::Fresh;
            }
            continue;
        }
        let mark = list_mark(body);
        let lead = line.len() - line.trim_start().len();
        if paragraph.is_none() {
            let place = if mark > 0 { Place::Item } else { next_place };
            paragraph = Some((start + lead + mark, 0, place));
        }
        let end = start + lead + body.len();
        if let Some(open) = paragraph.as_mut() {
            open.1 = end;
        }
        let continues = lines.peek().is_some_and(|next| goes_on(body, next, width));
        if !continues {
            let place = paragraph.map_or(Place::Line, |open| open.2);
            close(text, &mut paragraph, &mut found);
            next_place = if body.ends_with(':') {
                Place::Intro
            } else if place == Place::Item || place == Place::Fresh && greets(body) {
                Place::Fresh
            } else {
                Place::Line
            };
        }
    }
    close(text, &mut paragraph, &mut found);
    found
}

/// "Hello Robin," on a line of its own: what follows it begins anew, with or without an empty line between.
fn greets(line: &str) -> bool {
    line.ends_with([',', '!']) && line.split_whitespace().count() <= GREETING
}

/// The length at which the text's lines were wrapped, if they were: that of the longest one that is
/// not too long for it. In characters.
fn wrapped_at(text: &str) -> usize {
    let lengths = text.lines().map(|line| line.chars().count());
    lengths
        .filter(|length| *length <= WRAPPED_AT_MOST)
        .max()
        .unwrap_or(0)
}

/// Whether a line was wrapped: its first word of the next line had no room on it.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let next = next.trim();
    if next.is_empty() || list_mark(next) > 0 {
        return false;
    }
    let length = line.chars().count();
    let word = next
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    let wrapped =
        (WRAPPED_AT_LEAST..=WRAPPED_AT_MOST).contains(&length) && length + 1 + word > width;
    let runs_on =
        next.starts_with(char::is_lowercase) && !line.ends_with(['.', ':', '?', '!', ',', ';']);
    (wrapped && !line.ends_with(':'))
        || (runs_on && length >= WRAPPED_AT_LEAST && list_mark(line) > 0)
}

/// The bytes of a bullet or a number at the start of a line, with the space after it; 0 for none.
pub fn list_mark(line: &str) -> usize {
    let bullet = line.trim_start_matches(['-', '*', '•', '·', '‣', '▪', '◦', '–', '—', '+', '→']);
    let marked = line.len() - bullet.len();
    if marked > 0
        && line.chars().take_while(|c| !c.is_whitespace()).count() <= 2
        && bullet.starts_with(char::is_whitespace)
    {
        return line.len() - bullet.trim_start().len();
    }
    let open = usize::from(line.starts_with('('));
    let rest = line.get(open..).unwrap_or("");
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let letter = rest
        .chars()
        .next()
        .filter(char::is_ascii_lowercase)
        .map_or(0, |_| 1);
    let name = if digits > 0 { digits } else { letter };
    if name == 0 || name > 2 {
        return 0;
    }
    let after = rest.get(name..).unwrap_or("");
    let tail = after
        .strip_prefix(['.', ')'])
        .filter(|tail| tail.starts_with(char::is_whitespace));
    tail.map_or(0, |tail| line.len() - tail.trim_start().len())
}

fn close(text: &str, paragraph: &mut Option<(usize, usize, Place)>, found: &mut Vec<Sentence>) {
    let Some((from, to, place)) = paragraph.take() else {
        return;
    };
    let Some(run) = text.get(from..to) else {
        return;
    };
    let mut first = true;
    for (start, end) in pieces(run) {
        let Some(raw) = run.get(start..end) else {
            continue;
        };
        let lead = raw.len() - raw.trim_start().len();
        let body = raw.trim();
        if body.is_empty() {
            continue;
        }
        let span = from + start + lead..from + start + lead + body.len();
        let place = match place {
            Place::Item => Place::Item,
            _ if body.ends_with(':') && end == run.len() => Place::Intro,
            other if first => other,
            _ => Place::Prose,
        };
        first = false;
        found.push(Sentence { span, place });
    }
}

/// The sentences of a run, as bytes of it.
fn pieces(run: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut length, mut at) = (0, 0, 0);
    while let Some(first) = run.as_bytes().get(at) {
        length += 1;
        // Most characters end nothing, and are not taken apart.
        let plain = first.is_ascii() && !matches!(first, b'.' | b'?' | b'!');
        if plain && length < LONGEST {
            at += 1;
            continue;
        }
        let mut chars = run.get(at..).unwrap_or("").chars();
        let Some(c) = chars.next() else {
            break;
        };
        let end = at + c.len_utf8();
        if length >= LONGEST || ends(run, start, at, c, chars.next()) {
            pieces.push((start, end));
            (start, length) = (end, 0);
        }
        at = end;
    }
    pieces.push((start, run.len()));
    pieces
}

fn ends(run: &str, start: usize, at: usize, c: char, next: Option<char>) -> bool {
    if matches!(c, '。' | '？' | '！') {
        return true;
    }
    if !matches!(c, '.' | '?' | '!' | '…')
        || next.is_some_and(|c| {
            matches!(c, '.' | '?' | '!' | ')' | '"' | '”' | '\'') || !c.is_whitespace()
        })
    {
        return false;
    }
    let rest = run.get(at + c.len_utf8()..).unwrap_or("").trim_start();
    if rest.starts_with(char::is_lowercase) {
        // "e.g. two", "2 p.m. or 3"; but hurried people begin small after a question.
        return c != '.'
            || !shortened(run.get(start..at).unwrap_or("")) && !rest.starts_with("com");
    }
    let next = rest
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    let before = run.get(start..at).unwrap_or("");
    // "11. Juni": the point of the German ordinal.
    let ordinal = before.ends_with(|c: char| c.is_ascii_digit())
        && senses::month(&next.to_lowercase()).is_some();
    c != '.' || !(ordinal || shortened(before))
}

/// Abbreviations before a point that does not end a sentence.
const SHORTENED: &[&str] = &[
    "al", "approx", "apr", "aug", "bzw", "ca", "cf", "co", "corp", "dec", "dept", "dr", "e.g",
    "eg", "esp", "etc", "ext", "feb", "fig", "frau", "hr", "i.e", "ie", "inc", "incl", "jan", "jr",
    "jul", "jun", "ltd", "max", "mar", "min", "mme", "mr", "mrs", "ms", "mt", "nov", "no", "nr",
    "oct", "p", "p.s", "prof", "resp", "sep", "sept", "sr", "st", "tel", "vol", "vs", "z.b",
];

fn shortened(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        return word != "I" && word.chars().all(char::is_uppercase);
    }
    // A list number: "1. A quote". A year or an amount may end a sentence.
    if word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.len() == before.trim().len();
    }
    let small = word.to_lowercase();
    // "no." is an abbreviation only of "number"; a sentence may end with "no".
    small != "no"
        && SHORTENED.binary_search(&small.as_str()).is_ok()
        && !matches!(small.as_str(), "mar" | "max" | "min" | "p")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = sentences(text);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|one| text.get(one.span.clone()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    fn places(text: &str, expected: &[Place]) {
        let found: Vec<Place> = sentences(text).iter().map(|one| one.place).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn points_end_sentences() {
        check("One. Two? Three!", &["One.", "Two?", "Three!"]);
        check("Version 2.1 is fine. yes", &["Version 2.1 is fine.", "yes"]);
        check("Wait... what?!", &["Wait...", "what?!"]);
    }

    #[test]
    fn abbreviations_do_not() {
        check(
            "Ask Dr. Berg, e.g. by phone. Thanks",
            &["Ask Dr. Berg, e.g. by phone.", "Thanks"],
        );
        check(
            "J. Smith of Verdo Ltd. agrees. Good.",
            &["J. Smith of Verdo Ltd. agrees.", "Good."],
        );
    }

    #[test]
    fn wrapped_lines_are_one_and_own_lines_are_not() {
        check(
            "We looked at it with the shift leaders yesterday and we would like to\nhave a quote.\n\nDana",
            &[
                "We looked at it with the shift leaders yesterday and we would like to\nhave a quote.",
                "Dana",
            ],
        );
        check(
            "Hi Robin,\nthanks.\nBest\nDana",
            &["Hi Robin,", "thanks.", "Best", "Dana"],
        );
    }

    #[test]
    fn list_items_stand_alone() {
        check(
            "Please send:\n- a quote\n- two units\n\nThanks",
            &["Please send:", "a quote", "two units", "Thanks"],
        );
        check("1. A quote.\n2) Prices", &["A quote.", "Prices"]);
        places(
            "Send me:\n\n* a\n* b\nBye",
            &[Place::Intro, Place::Item, Place::Item, Place::Fresh],
        );
        places(
            "Two things:\na demo\nthe list",
            &[Place::Intro, Place::Intro, Place::Line],
        );
    }

    #[test]
    fn a_run_without_end_is_cut() {
        assert!(sentences(&"word ".repeat(10_000)).len() > 10);
    }
}
