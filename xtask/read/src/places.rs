//! Where a place of the new text stands in the text that it was taken from.

use std::ops::Range;

/// From bytes of the new text to characters (code points) of its source.
pub struct Places<'a> {
    source: &'a str,
    /// Where each line of the new text begins: in the new text and in the source, in bytes.
    lines: Vec<(usize, usize)>,
    /// How many characters begin before each [`STEP`] bytes, so that none is counted often.
    counted: Vec<usize>,
}

/// Bytes from one count to the next.
const STEP: usize = 4096;

/// How many characters begin in some bytes: all but those that go on with one.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl<'a> Places<'a> {
    /// Lays a new text over its source: its lines are lines of the source, in order, without the
    /// space around them.
    pub fn new(source: &'a str, new_text: &str) -> Self {
        let mut rest = Starts::of(source);
        let mut lines = Vec::new();
        for (from, line) in Starts::of(new_text) {
            let bare = line.trim();
            if bare.is_empty() {
                continue;
            }
            let lead = line.len() - line.trim_start().len();
            let found = rest.find(|(_, other)| other.trim() == bare);
            if let Some((at, other)) = found {
                let before = other.len() - other.trim_start().len();
                lines.push((from + lead, at + before));
            }
        }
        let counted = source.as_bytes().chunks(STEP).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += begun(chunk);
            Some(before)
        });
        let counted = counted.collect();
        Self {
            source,
            lines,
            counted,
        }
    }

    /// A range in characters of the source.
    pub fn characters(&self, new: &Range<usize>) -> Range<usize> {
        let from = self.byte(new.start);
        // The end is where the last character ends, or a line's end would be the next one's start.
        let to = self.byte(new.end.saturating_sub(1)) + 1;
        self.count(from)..self.count(to.max(from))
    }

    /// How many characters begin before a byte of the source.
    fn count(&self, to: usize) -> usize {
        let to = to.min(self.source.len());
        let step = to / STEP;
        let bytes = self.source.as_bytes().get(step * STEP..to);
        let known = self.counted.get(step).copied();
        known.unwrap_or_else(|| begun(self.source.as_bytes())) + bytes.map_or(0, begun)
    }

    fn byte(&self, new: usize) -> usize {
        let after = self.lines.partition_point(|(from, _)| *from <= new);
        let line = after.checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or(new, |(from, at)| at + (new - from))
    }
}

/// The lines of a text with where they begin.
struct Starts<'a>(Option<&'a str>, usize);

impl<'a> Starts<'a> {
    fn of(text: &'a str) -> Self {
        Self(Some(text), 0)
    }
}

impl<'a> Iterator for Starts<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0?;
        let (line, rest) = match text.split_once('\n') {
            Some((line, rest)) => (line, Some(rest)),
            None => (text, None),
        };
        let from = self.1;
        self.0 = rest;
        self.1 += line.len() + 1;
        Some((from, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_source_in_characters() {
        let source = "> é?\n\n  Grüße am 3.\n> ü\nBis Montag.\n";
        let new_text = "Grüße am 3.\nBis Montag.";
        let places = Places::new(source, new_text);
        for word in ["Grüße", "3", "Bis", "Montag"] {
            let at = new_text.find(word).unwrap();
            let found = places.characters(&(at..at + word.len()));
            let said: String = source.chars().skip(found.start).take(found.len()).collect();
            assert_eq!(said, word);
        }
    }

    #[test]
    fn a_long_text_is_counted_as_a_short_one() {
        let source = ["é".repeat(STEP), "a".repeat(STEP)].concat();
        let places = Places::new(&source, &source);
        for (bytes, characters) in [
            (0, 0),
            (STEP, STEP / 2),
            (2 * STEP, STEP),
            (3 * STEP, 2 * STEP),
        ] {
            assert_eq!(places.count(bytes), characters, "{bytes}");
        }
    }
}
