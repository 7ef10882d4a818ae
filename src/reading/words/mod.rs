//! Words as they are matched: lower case, contractions opened, unseen characters gone, and each
//! with the place in the source where it stands.

#[cfg(not(target_arch = "wasm32"))]
mod compile;
pub mod little;
mod memo;
mod phrase;
mod plan;
mod spelling;
mod vocabulary;

use std::ops::Range;

pub use memo::Memo;
pub use phrase::{Hit, Lexicon};
pub use plan::Plan;
use spelling::{contraction, fold, opened};
use vocabulary::UNKNOWN;
pub use vocabulary::{Vocabulary, WordId, is_one_word};

/// The bytes of a short word and the space after it.
const WORD: usize = 4;

/// One word, number or mark of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// What the lexicons call it.
    pub id: WordId,
    /// Where it stands in the source, in bytes.
    pub source: Range<usize>,
    /// Where its matched form stands in [`Words::form`]'s buffer, in bytes.
    form: Range<usize>,
}

/// The words of one run of text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    forms: String,
    /// The words in order.
    pub tokens: Vec<Token>,
}

impl Words {
    /// Takes a text apart. `offset` is where it begins in the source, in bytes.
    pub fn of(text: &str, offset: usize, vocabulary: &Vocabulary) -> Self {
        let mut words = Self {
            forms: String::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / WORD),
        };
        let mut run: Option<usize> = None;
        let mut joint: Option<usize> = None;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            // Most of a mail is plain words with a space between.
            if joint.is_none() && first.is_ascii_alphanumeric() {
                run = run.or(Some(at));
                let plain = bytes
                    .iter()
                    .skip(at)
                    .take_while(|b| b.is_ascii_alphanumeric());
                at += plain.count();
                continue;
            }
            if joint.is_none() && *first == b' ' {
                words.run(text, run.take(), at, offset, vocabulary);
                at += 1;
                continue;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            if let Some(mark) = joint.take() {
                if run.is_some() && c.is_alphanumeric() {
                    at += c.len_utf8();
                    continue;
                }
                words.run(text, run.take(), mark, offset, vocabulary);
                words.mark(text, mark, offset, vocabulary);
            }
            if is_word(c) {
                run = run.or(Some(at));
            } else if run.is_some_and(|from| joins(text, from, at, c)) {
                joint = Some(at);
            } else {
                words.run(text, run.take(), at, offset, vocabulary);
                words.mark(text, at, offset, vocabulary);
            }
            at += c.len_utf8();
        }
        let end = joint.unwrap_or(text.len());
        words.run(text, run, end, offset, vocabulary);
        if let Some(mark) = joint {
            words.mark(text, mark, offset, vocabulary);
        }
        words
    }

    /// The matched form of the word at a place; empty beyond the end.
    pub fn form(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|token| self.forms.get(token.form.clone()))
            .unwrap_or("")
    }

    /// The bytes of the source that a run of words covers.
    pub fn source(&self, run: Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .get(run.start)
            .map_or(0, |token| token.source.start);
        let last = run.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        first..last.map_or(first, |token| token.source.end.max(first))
    }

    fn run(
        &mut self,
        text: &str,
        from: Option<usize>,
        to: usize,
        offset: usize,
        vocabulary: &Vocabulary,
    ) {
        let Some(from) = from else { return };
        let Some(raw) = text.get(from..to) else {
            return;
        };
        let source = offset + from..offset + to;
        let start = self.forms.len();
        let plain = fold(raw, &mut self.forms);
        let form = self.forms.get(start..).unwrap_or("");
        let known = vocabulary.id(form);
        // No lexicon holds a short form, so only unknown words are looked up among them.
        if let Some(parts) = (known == UNKNOWN).then(|| opened(form)).flatten() {
            self.forms.truncate(start);
            for part in parts.iter().copied().filter(|part| !part.is_empty()) {
                self.push(part, source.clone(), vocabulary);
            }
        } else if let Some((stem, tail)) = (!plain).then(|| contraction(form)).flatten() {
            let stem = stem.to_owned();
            self.forms.truncate(start);
            self.push(&stem, source.clone(), vocabulary);
            self.push(tail, source, vocabulary);
        } else if !form.is_empty() {
            let end = self.forms.len();
            self.tokens.push(Token {
                id: known,
                source,
                form: start..end,
            });
        }
    }

    fn push(&mut self, form: &str, source: Range<usize>, vocabulary: &Vocabulary) {
        let start = self.forms.len();
        self.forms.push_str(form);
        self.tokens.push(Token {
            id: vocabulary.id(form),
            source,
            form: start..self.forms.len(),
        });
    }

    fn mark(&mut self, text: &str, at: usize, offset: usize, vocabulary: &Vocabulary) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        let form = match c {
            ',' | '，' | '、' => ",",
            ';' => ";",
            ':' | '：' => ":",
            '?' | '？' => "?",
            '!' | '！' => "!",
            '.' | '…' | '。' => ".",
            '(' | '[' => "(",
            ')' | ']' => ")",
            '–' | '—' => "–",
            '&' => "and",
            '$' => "$",
            '€' => "€",
            '£' => "£",
            '%' => "%",
            _ => return,
        };
        self.push(form, offset + at..offset + at + c.len_utf8(), vocabulary);
    }
}

/// Letters, digits, the apostrophes of contractions, and the characters that nobody sees.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || spelling::is_unseen(c)
        || spelling::is_apostrophe(c)
        || spelling::is_accent(c)
}

/// A point, comma, colon, slash or hyphen between two digits belongs to the number.
fn joins(text: &str, from: usize, at: usize, c: char) -> bool {
    if !matches!(c, '.' | ',' | ':' | '/' | '-') {
        return false;
    }
    let run = text.get(from..at).unwrap_or("");
    let digits = run.starts_with(|c: char| c.is_ascii_digit())
        && run.ends_with(|c: char| c.is_ascii_digit());
    let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
    digits && next.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words = Words::of(text, 0, &Vocabulary::default());
        let forms: Vec<&str> = (0..words.tokens.len()).map(|at| words.form(at)).collect();
        assert_eq!(forms.join("|"), expected, "{text}");
    }

    #[test]
    fn words_are_lower_case_and_contractions_are_opened() {
        check("Could you show us?", "could|you|show|us|?");
        check("We'd like it, I’ll see", "we|would|like|it|,|i|will|see");
        check("don't / dont / can't", "do|not|do|not|can|not");
        check("pls send ur brochure", "please|send|your|brochure");
        check("a two-week trial", "a|two|week|trial");
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        check("on 12.11.2026.", "on|12.11.2026|.");
        check("7.5 kW, 3/4", "7.5|kw|,|3/4");
        check("1. A quote", "1|.|a|quote");
    }

    #[test]
    fn unseen_characters_do_not_divide_a_word() {
        check("de\u{200b}mo and br\u{ad}ochure", "demo|and|brochure");
        let words = Words::of("de\u{200b}mo", 10, &Vocabulary::default());
        assert_eq!(words.source(0..1), 10..17);
    }
}
