//! Every word that a lexicon knows, with a number, so that matching compares numbers.

/// A word's number.
pub type WordId = usize;

/// A word that no lexicon knows.
pub const UNKNOWN: WordId = 0;
/// Anything that begins with a digit.
pub const NUMBER: WordId = 1;
/// The numbers of learned words begin here.
pub(super) const FIRST: WordId = 2;

/// Whether a number is that of one word, not of any number and not of what no lexicon knows.
pub const fn is_one_word(id: WordId) -> bool {
    id >= FIRST
}

/// The words of the lexicons, in an open table: a lookup is on the hot path of every mail, and of
/// every start of the worker.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<&'static str>,
    /// The number of a word, at the place that its letters tell or after it; 0 is free. Its length
    /// is a power of two, and at least half of it is free.
    table: Vec<u16>,
}

/// The place of a word in a table of any length, to be cut to it.
fn place(form: &str) -> usize {
    // FNV-1a of 32 bits; words are short.
    let hash = form.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ hash >> 15) as usize
}

impl Vocabulary {
    /// The words of a lexicon, each once, in the order of their numbers.
    pub fn of(words: Vec<&'static str>) -> Self {
        let mut new = Self {
            table: Vec::new(),
            words,
        };
        new.make_room(new.words.len());
        new
    }

    /// Its words, in the order of their numbers.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn words(self) -> Vec<&'static str> {
        self.words
    }

    /// The word of a number; `None` of what is no one word.
    pub fn word(&self, id: WordId) -> Option<&'static str> {
        self.words.get(id.checked_sub(FIRST)?).copied()
    }

    /// The number of a word in its matched form.
    pub fn id(&self, form: &str) -> WordId {
        let Some(first) = form.as_bytes().first() else {
            return UNKNOWN;
        };
        if first.is_ascii_digit() {
            return NUMBER;
        }
        self.find(form).1
    }

    /// Where a word stands in the table, or would, and its number.
    fn find(&self, form: &str) -> (usize, WordId) {
        let mask = self.table.len().wrapping_sub(1);
        let mut at = place(form) & mask;
        while let Some(id) = self.table.get(at).copied().map(WordId::from) {
            if self.word(id).is_none_or(|word| word == form) {
                return (at, id);
            }
            at = (at + 1) & mask;
        }
        (at, UNKNOWN)
    }

    /// Takes a word in, if it is new, and gives its number. There is room for 65,533 of them; what
    /// comes later is not known.
    pub fn learn(&mut self, word: &'static str) -> WordId {
        if word == "#" {
            return NUMBER;
        }
        if self.words.len() * 2 >= self.table.len() {
            self.make_room(self.words.len() * 2);
        }
        let (at, id) = self.find(word);
        if id != UNKNOWN {
            return id;
        }
        let (Ok(new), Some(free)) = (u16::try_from(self.len()), self.table.get_mut(at)) else {
            return UNKNOWN;
        };
        *free = new;
        self.words.push(word);
        WordId::from(new)
    }

    /// Makes the table anew, for at least so many words.
    fn make_room(&mut self, words: usize) {
        self.table = vec![0; (words * 2 + 1).next_power_of_two().max(1024)];
        let mask = self.table.len() - 1;
        for (number, word) in (2..).zip(&self.words) {
            let mut at = place(word) & mask;
            while self.table.get(at).is_some_and(|known| *known != 0) {
                at = (at + 1) & mask;
            }
            if let Some(free) = self.table.get_mut(at) {
                *free = number;
            }
        }
    }

    /// One more than the highest number given.
    pub const fn len(&self) -> usize {
        self.words.len() + FIRST
    }
}
