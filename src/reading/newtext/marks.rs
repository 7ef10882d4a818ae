//! The words by which quotes and signatures are told, from the lexicon's file of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::domain::texts::text;

/// Phrases in small letters, by what they tell.
#[derive(Debug, Default)]
pub struct Marks {
    /// End an attribution.
    pub wrote: Vec<&'static str>,
    /// Stand inside of an attribution, before the name.
    pub wrote_inside: Vec<&'static str>,
    /// Announce an earlier mail.
    pub divider: Vec<&'static str>,
    /// Name the header of the sender.
    pub from: Set,
    /// Name the other headers.
    pub beside: Set,
    /// Begin what a device adds.
    pub device: Vec<&'static str>,
    /// The letters with which these begin, so that few lines are looked at further.
    pub device_letters: String,
    /// Take leave.
    pub closing: Set,
    /// Name jobs and firms.
    pub title: Set,
    /// Stand before a number at which somebody is reached.
    pub reach: Set,
    /// Make a legal notice.
    pub private: Set,
}

/// Phrases that the words of every line are looked for among.
#[derive(Debug, Default)]
pub struct Set {
    all: BTreeSet<&'static str>,
    /// By the last five bits of a phrase's first byte: a bit for each length, so that few words are looked for.
    lengths: [u64; 32],
}

impl Set {
    fn of(phrases: Vec<&'static str>) -> Self {
        let mut new = Self::default();
        for phrase in phrases {
            let (letter, length) = drawer(phrase);
            if let Some(lengths) = new.lengths.get_mut(letter) {
                *lengths |= length;
            }
            new.all.insert(phrase);
        }
        new
    }

    /// Whether a text is one of them.
    pub fn contains(&self, text: &str) -> bool {
        let (letter, length) = drawer(text);
        let lengths = self.lengths.get(letter).copied().unwrap_or(0);
        lengths & length != 0 && self.all.contains(text)
    }
}

fn drawer(phrase: &str) -> (usize, u64) {
    let first = phrase.bytes().next().unwrap_or(0);
    (usize::from(first & 31), 1 << phrase.len().min(63))
}

/// The marks of every language, read once.
pub static MARKS: LazyLock<Marks> =
    LazyLock::new(|| Marks::read(text!("reading/lexicon/mail.txt")));

impl Marks {
    fn read(text: &'static str) -> Self {
        let of = |name: &str| {
            let lines = text
                .lines()
                .skip_while(move |line| head(line) != Some(name));
            let lines = lines.skip(1).take_while(|line| head(line).is_none());
            let filled = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
            filled.collect::<Vec<_>>()
        };
        let set = |name: &str| Set::of(of(name));
        Self {
            wrote: of("wrote"),
            wrote_inside: of("wrote.inside"),
            divider: of("divider"),
            from: set("from"),
            beside: set("beside"),
            device_letters: of("device")
                .iter()
                .filter_map(|words| words.chars().next())
                .collect(),
            device: of("device"),
            closing: set("closing"),
            title: set("title"),
            reach: set("reach"),
            private: set("private"),
        }
    }
}

fn head(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// Whether a line holds a time of day, such as 09:12 or 9h05.
pub fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| matches!(w, [a, b':' | b'.' | b'h', b, c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit()))
}

/// Whether a line holds a year of this or the last century.
pub fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| matches!(w, [b'1', b'9', b, c] | [b'2', b'0', b, c] if b.is_ascii_digit() && c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read() {
        let marks = &*MARKS;
        assert!(marks.wrote.contains(&"schrieb") && marks.wrote_inside.contains(&"skrev"));
        assert!(marks.divider.contains(&"original message") && marks.from.contains("von"));
        assert!(marks.beside.contains("betreff") && marks.device.contains(&"sent via"));
        assert!(marks.closing.contains("thanks") && marks.title.contains("ceo"));
        assert!(marks.reach.contains("fax") && marks.private.contains("confidential"));
        assert!(!marks.private.contains(""));
    }

    #[test]
    fn times_and_years() {
        assert!(has_time("at 9:12") && has_time("kl. 13.09") && !has_time("9 o'clock"));
        assert!(has_year("3 Nov 2026") && !has_year("call 1234"));
    }
}
