//! Which language a text is in: one that is read, or none of them.
//!
//! A language is a folder of the lexicon: `language.txt` with its name, its reviewer, the words that
//! tell it and its cases; `dates.txt`; and what it asks with. docs/adding-a-rule.md adds one.

use std::sync::LazyLock;

use super::words::{Vocabulary, Words};
use crate::domain::texts::text;

/// What the language of a text means for its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Read in full. Also what a text is taken for that is too short to tell.
    English,
    /// Quotes, automatic mail, dates and the plain forms of requests are read.
    German,
    /// As far as German is.
    French,
    /// As far as German is.
    Spanish,
    /// Not read: only quotes, whole dates and automatic mail are found in it.
    Other,
}

/// The languages that are read, in the order of their files.
const READ: [Language; 4] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
];

/// The files that tell them.
fn files() -> [&'static str; 4] {
    [
        text!("reading/lexicon/en/language.txt"),
        text!("reading/lexicon/de/language.txt"),
        text!("reading/lexicon/fr/language.txt"),
        text!("reading/lexicon/es/language.txt"),
    ]
}

impl Language {
    /// Its code; `None` for a language that is not read.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::German => Some("de"),
            Self::French => Some("fr"),
            Self::Spanish => Some("es"),
            Self::Other => None,
        }
    }
}

/// So many words tell a language; more change nothing.
const ENOUGH: usize = 150;
/// So many bytes hold them.
const ENOUGH_BYTES: usize = ENOUGH * 8;
/// Foreign little words in a text without English ones, from which on it is foreign.
const FOREIGN_AT_LEAST: usize = 2;

/// Which languages have a word, a bit each; the last bit is for those that are not read.
struct Telling {
    vocabulary: Vocabulary,
    languages: Vec<u8>,
}

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let mut found: Vec<(usize, u8)> = Vec::new();
    let mut bit = 1;
    let unread = text!("reading/lexicon/unread.txt");
    let lists = files().into_iter().map(|file| value(file, "words"));
    for words in lists.chain([rest(unread)]) {
        for word in words.split_whitespace() {
            found.push((vocabulary.learn(word), bit));
        }
        bit <<= 1;
    }
    let mut languages = vec![0; vocabulary.len()];
    for (id, bit) in found {
        if let Some(bits) = languages.get_mut(id) {
            *bits |= bit;
        }
    }
    Telling {
        vocabulary,
        languages,
    }
});

/// What a file says of a name.
fn value(file: &'static str, name: &str) -> &'static str {
    let lines = file.lines().filter_map(|line| line.split_once(" = "));
    let mut values = lines.filter(|(key, _)| *key == name);
    values.next().map_or("", |(_, value)| value)
}

/// A file without its first line, which says what it is.
fn rest(file: &'static str) -> &'static str {
    file.split_once('\n').map_or("", |(_, rest)| rest)
}

/// Tells the language of a text.
pub fn language(text: &str) -> Language {
    let telling = &*TELLING;
    let end = (ENOUGH_BYTES..text.len()).find(|at| text.is_char_boundary(*at));
    let start = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let words = Words::of(start, 0, &telling.vocabulary);
    let mut counts = [0_usize; READ.len() + 1];
    let (mut letters, mut latin) = (0, 0);
    for (at, token) in words.tokens.iter().take(ENOUGH).enumerate() {
        let bits = telling.languages.get(token.id).copied().unwrap_or(0);
        if bits == 0 {
            // Known words are Latin ones; the others are looked at.
            let form = words.form(at);
            let all = form.chars().filter(|c| c.is_alphabetic()).count();
            letters += all;
            latin += if form.is_ascii() {
                all
            } else {
                let near = |c: &char| c.is_alphabetic() && *c < '\u{250}';
                form.chars().filter(near).count()
            };
        } else {
            letters += 1;
            latin += 1;
        }
        for (place, count) in counts.iter_mut().enumerate() {
            *count += usize::from(bits >> place & 1 == 1);
        }
    }
    if letters > 0 && latin * 2 < letters {
        return Language::Other;
    }
    let english = counts.first().copied().unwrap_or(0);
    // Of two that have as many, the first: a word that the unread have too tells nothing.
    let best = counts.iter().copied().max().unwrap_or(0);
    let place = counts.iter().position(|count| *count == best).unwrap_or(0);
    if best < FOREIGN_AT_LEAST || best <= english {
        return Language::English;
    }
    READ.get(place).copied().unwrap_or(Language::Other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Author, Context, read_new_text};

    fn check(text: &str, expected: Language) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn english_and_what_is_too_short_to_tell_is_read() {
        check("Could you send us a quote?", Language::English);
        check("price list pls", Language::English);
        check("", Language::English);
        check(
            "The contact is Graf von der Heide, please write to him.",
            Language::English,
        );
    }

    #[test]
    fn other_languages_are_told_apart() {
        check(
            "Bitte senden Sie uns ein Angebot für die Maschine.",
            Language::German,
        );
        check(
            "Pourriez-vous nous envoyer un devis pour les machines ?",
            Language::French,
        );
        check(
            "¿Podrían enviarnos una oferta para la máquina? Gracias",
            Language::Spanish,
        );
        check(
            "Kunt u ons een offerte sturen voor het systeem?",
            Language::Other,
        );
        check("お見積もりをお願いします。", Language::Other);
    }

    /// Each language's cases: the kind that a sentence asks for, or none.
    #[test]
    fn every_language_reads_its_cases() {
        let context = Context {
            author: Author::Prospect,
            sent: "2026-11-03".parse().ok(),
            ..Context::default()
        };
        for file in files() {
            let (code, reviewer) = (value(file, "code"), value(file, "reviewer"));
            assert!(!code.is_empty() && !reviewer.is_empty(), "{file}");
            let lines = file.lines().filter_map(|line| line.strip_prefix("case "));
            let mut cases = 0;
            for (kind, text) in lines.filter_map(|case| case.split_once(" = ")) {
                let read = read_new_text(text.to_owned(), &context);
                let found: Vec<&str> = read.requests.iter().map(|one| one.kind.code()).collect();
                let expected: &[&str] = if kind == "none" { &[] } else { &[kind] };
                assert_eq!(found, expected, "{code}: {text} {:?}", read.language);
                cases += 1;
            }
            assert!(cases >= 2, "{code} has no cases");
        }
    }
}
