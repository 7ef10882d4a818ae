//! Every word that a lexicon knows, with a number, so that matching compares numbers.

use std::collections::BTreeMap;

/// A word's number.
pub type WordId = usize;

/// A word that no lexicon knows.
pub const UNKNOWN: WordId = 0;
/// Anything that begins with a digit.
pub const NUMBER: WordId = 1;

/// Words longer than this share a drawer.
const LENGTHS: usize = 16;

fn drawer(first: u8, length: usize) -> usize {
    usize::from(first) * LENGTHS + length.min(LENGTHS - 1)
}

/// The words of the lexicons.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: BTreeMap<&'static str, WordId>,
    /// The words in drawers by first byte and length: a lookup is on the hot path of every mail.
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
        let Some(drawer) = self.drawers.get(drawer(*first, form.len())) else {
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
        self.drawers = vec![Vec::new(); 256 * LENGTHS];
        for (word, id) in &self.ids {
            let first = word.as_bytes().first().copied().unwrap_or_default();
            if let Some(drawer) = self.drawers.get_mut(drawer(first, word.len())) {
                drawer.push((word, *id));
            }
        }
    }

    /// One more than the highest number given.
    pub fn len(&self) -> usize {
        self.ids.len() + 2
    }
}
