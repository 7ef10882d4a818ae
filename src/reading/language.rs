//! Which language a text is in, as far as reading goes: English, or one that is not read.

use super::words::{Vocabulary, Words};

/// What the language of a text means for its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Read in full. Also what a text is taken for that is too short to tell.
    English,
    /// Another language: quotes, dates and automatic mail are found in it, requests are not.
    Other,
}

impl Language {
    /// Its code; `None` for a language that is not read.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::Other => None,
        }
    }
}

/// So many words tell a language; more change nothing.
const ENOUGH: usize = 400;
/// Foreign little words in a text without English ones, from which on it is foreign.
const FOREIGN_AT_LEAST: usize = 2;

/// The words that a text of the language can hardly do without and that no English text has.
const ENGLISH: &[&str] = &[
    "about", "and", "are", "be", "but", "can", "could", "for", "from", "have", "i", "if", "is",
    "it", "me", "my", "not", "of", "on", "our", "please", "that", "the", "them", "they", "this",
    "to", "we", "will", "with", "would", "you", "your",
];
/// German, Dutch, French, Spanish, Italian, Portuguese, Swedish, Danish, Polish.
const FOREIGN: &[&str] = &[
    "aan",
    "aber",
    "af",
    "als",
    "att",
    "auch",
    "auf",
    "avec",
    "avons",
    "bien",
    "bin",
    "bitte",
    "bonjour",
    "che",
    "com",
    "como",
    "con",
    "cordialement",
    "czy",
    "dans",
    "das",
    "dass",
    "de",
    "dem",
    "den",
    "der",
    "det",
    "die",
    "dla",
    "du",
    "een",
    "ein",
    "eine",
    "einen",
    "el",
    "en",
    "er",
    "es",
    "est",
    "et",
    "fra",
    "für",
    "gracias",
    "grazie",
    "gruß",
    "grüße",
    "haben",
    "har",
    "het",
    "hola",
    "ich",
    "ihnen",
    "ihre",
    "il",
    "ik",
    "ist",
    "jag",
    "je",
    "jeg",
    "jest",
    "kan",
    "können",
    "la",
    "las",
    "le",
    "les",
    "los",
    "lub",
    "med",
    "merci",
    "met",
    "mit",
    "muito",
    "nicht",
    "nie",
    "niet",
    "nous",
    "não",
    "obrigado",
    "och",
    "og",
    "oder",
    "op",
    "os",
    "och",
    "par",
    "para",
    "pas",
    "per",
    "por",
    "pour",
    "proszę",
    "que",
    "qui",
    "si",
    "sich",
    "sie",
    "sind",
    "som",
    "sono",
    "sur",
    "til",
    "uma",
    "un",
    "una",
    "und",
    "une",
    "van",
    "vi",
    "von",
    "voor",
    "vous",
    "wij",
    "wir",
    "wird",
    "zu",
    "zum",
    "är",
    "på",
];

/// Tells the language of a text.
pub fn language(text: &str) -> Language {
    let nothing = Vocabulary::default();
    let start: &str = text
        .char_indices()
        .nth(ENOUGH * 8)
        .and_then(|(at, _)| text.get(..at))
        .unwrap_or(text);
    let words = Words::of(start, 0, &nothing);
    let mut english = 0;
    let mut foreign = 0;
    let mut letters = 0;
    let mut latin = 0;
    for at in 0..words.tokens.len().min(ENOUGH) {
        let form = words.form(at);
        english += usize::from(ENGLISH.contains(&form));
        foreign += usize::from(FOREIGN.contains(&form));
        letters += form.chars().filter(|c| c.is_alphabetic()).count();
        latin += form
            .chars()
            .filter(|c| c.is_alphabetic() && *c < '\u{250}')
            .count();
    }
    let other_script = letters > 0 && latin * 2 < letters;
    if other_script || (foreign >= FOREIGN_AT_LEAST && foreign > english) {
        Language::Other
    } else {
        Language::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn other_languages_are_not_read() {
        check(
            "Bitte senden Sie uns ein Angebot für die Maschine.",
            Language::Other,
        );
        check(
            "Pourriez-vous nous envoyer un devis pour les machines ?",
            Language::Other,
        );
        check(
            "¿Podrían enviarnos una oferta para la máquina? Gracias",
            Language::Other,
        );
        check("お見積もりをお願いします。", Language::Other);
    }
}
