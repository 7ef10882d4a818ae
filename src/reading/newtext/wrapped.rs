//! Quoted lines that a mail program wrapped once more, so that their ends lost the mark:
//!
//! ```text
//! > We looked at it with the shift leaders yesterday and would like to have the
//! quote
//! > by Friday.
//! ```

use super::{Line, headers};

/// Programs that wrap do so from this many characters on (RFC 5322 asks for 78 at most).
const WIDTH: usize = 72;
/// The same for a line that has marked ones above and below.
const WIDTH_BETWEEN: usize = 64;
/// A line of symbols that was quoted without a mark.
const SYMBOLS: usize = 5;

/// Whether an unmarked line is the end of the quoted line above it, which may be such an end too.
pub fn continues(lines: &[Line<'_>], at: usize) -> bool {
    let Some((above, line)) = at
        .checked_sub(1)
        .and_then(|above| Some((lines.get(above)?, lines.get(at)?)))
    else {
        return false;
    };
    if line.text.is_empty() || above.text.is_empty() {
        return false;
    }
    let next = lines.get(at + 1);
    let quoted_below = next.is_some_and(Line::is_quoted);
    if above.is_quoted()
        && quoted_below
        && line.text.len() >= SYMBOLS
        && headers::is_rule(line.text)
    {
        return true;
    }
    let length = above.text.chars().count();
    let word = line.text.split_whitespace().next().unwrap_or("");
    let end = length + 1 + word.chars().count();
    let ended = |text: &str| text.ends_with(['.', '?', '!']);
    if quoted_below {
        // The sentence is taken up again under what was cut off.
        let below = next.map_or("", |line| line.text.trim_start_matches(['>', ' ']));
        if end >= WIDTH_BETWEEN && below.starts_with(char::is_lowercase) && !ended(line.text) {
            return true;
        }
    }
    // Who answers begins anew; what was cut off goes on in the middle of a sentence.
    let goes_on =
        !word.starts_with(|c: char| c.is_uppercase()) && !word.starts_with(['-', '*', '•', '>']);
    let width = if quoted_below { WIDTH_BETWEEN } else { WIDTH };
    goes_on && end >= width && !ended(above.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
        let found: String = (0..lines.len())
            .map(|at| if continues(&lines, at) { 'c' } else { '.' })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn ends_of_quoted_lines() {
        check(
            "> We looked at it with the shift leaders yesterday and would like to have the\nquote\n> by Friday.",
            ".c.",
        );
        check(
            "> We looked at it with the shift leaders yesterday and would like to ask our\nBerlin\n> office too.",
            ".c.",
        );
        check("> old\n*************\n> text", ".c.");
    }

    #[test]
    fn answers_are_none() {
        check("> When?\nmonday\n> Where?\nhere", "....");
        check(
            "> Could you tell us when the two units will be sent to the plant in Bremen?\nmonday",
            "..",
        );
        check(
            "> We looked at it with the shift leaders yesterday and would like to ask our\nGood.\n> office too.",
            "...",
        );
    }
}
