//! Every word that a lexicon knows, with a number, so that matching compares numbers.

use std::collections::BTreeMap;

/// A word's number.
pub type WordId = usize;

/// A word that no lexicon knows.
pub const UNKNOWN: WordId = 0;
/// Anything that begins with a digit.
pub const NUMBER: WordId = 1;

/// The words of the lexicons.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: BTreeMap<&'static str, WordId>,
    /// Sorted words in drawers by first byte: a lookup is on the hot path of every mail.
    drawers: Vec<Vec<(&'static str, WordId)>>,
}

impl Vocabulary {
    /// The number of a word in its matched form.
    pub fn id(&self, form: &str) -> WordId {
        let Some(first) = form.as_bytes().first() else { return UNKNOWN };
        if first.is_ascii_digit() {
            return NUMBER;
        }
        let Some(drawer) = self.drawers.get(usize::from(*first)) else { return UNKNOWN };
        drawer
            .binary_search_by(|(word, _)| (*word).cmp(form))
            .ok()
            .and_then(|at| drawer.get(at))
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
        self.drawers = vec![Vec::new(); 256];
        for (word, id) in &self.ids {
            let first = word.as_bytes().first().copied().unwrap_or_default();
            if let Some(drawer) = self.drawers.get_mut(usize::from(first)) {
                drawer.push((word, *id));
            }
        }
    }

    /// One more than the highest number given.
    pub fn len(&self) -> usize {
        self.ids.len() + 2
    }
}
