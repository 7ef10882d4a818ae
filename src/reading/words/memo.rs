//! What was found out of a lexicon's words so far.

use std::sync::OnceLock;

use super::{Vocabulary, WordId, is_one_word};

/// A value a word, found out when the word is met first: most words of a mail come again, in it and in the
/// next. The default holds nothing.
#[derive(Debug)]
pub struct Memo<T>(Vec<OnceLock<T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Memo<T> {
    /// For the words of a lexicon.
    pub fn of(vocabulary: &Vocabulary) -> Self {
        Self((0..vocabulary.len()).map(|_| OnceLock::new()).collect())
    }

    /// What is known of a word; `None` of what is no one word, or of no lexicon.
    pub fn get(&self, id: WordId, find: impl FnOnce() -> T) -> Option<&T> {
        let place = self.0.get(id).filter(|_| is_one_word(id))?;
        Some(place.get_or_init(find))
    }
}
