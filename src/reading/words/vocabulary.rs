//! Every word that a lexicon knows, with a number, so that matching compares numbers.

use std::collections::BTreeMap;

/// A word's number.
pub type WordId = usize;

/// A word that no lexicon knows.
pub const UNKNOWN: WordId = 0;
/// Anything that begins with a digit.
pub const NUMBER: WordId = 1;

const DRAWERS: usize = 2048;

/// The drawer of a word: by its length, its first, its middle and its last byte.
fn drawer(form: &str) -> usize {
    let bytes = form.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let (middle, last) = (byte(bytes.len() / 2), byte(bytes.len().saturating_sub(1)));
    (bytes.len() * 257 + byte(0) * 61 + middle * 17 + last * 5) % DRAWERS
}

/// The words of the lexicons.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: BTreeMap<&'static str, WordId>,
    /// The words in drawers: a lookup is on the hot path of every mail.
    drawers: Vec<Vec<(&'static str, WordId)>>,
}

impl Vocabulary {
    /// The number of a word in its matched form.
    pub fn id(&self, form: &str) -> WordId {
        let Some(first) = form.as_bytes().first() else {
            return UNKNOWN;
        };
        if first.is_ascii_digit() {
            return NUMBER;
        }
        let Some(drawer) = self.drawers.get(drawer(form)) else {
            return UNKNOWN;
        };
        drawer
            .iter()
            .find(|(word, _)| *word == form)
            .map_or(UNKNOWN, |(_, id)| *id)
    }

    /// Takes a word in, if it is new, and gives its number. [`Self::finish`] must follow.
    pub fn learn(&mut self, word: &'static str) -> WordId {
        if word == "#" {
            return NUMBER;
        }
        let next = self.ids.len() + 2;
        *self.ids.entry(word).or_insert(next)
    }

    /// Makes the words that were learned findable.
    pub fn finish(&mut self) {
        self.drawers = vec![Vec::new(); DRAWERS];
        for (word, id) in &self.ids {
            if let Some(drawer) = self.drawers.get_mut(drawer(word)) {
                drawer.push((word, *id));
            }
        }
    }

    /// One more than the highest number given.
    pub fn len(&self) -> usize {
        self.ids.len() + 2
    }
}
