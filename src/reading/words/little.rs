//! The marks and little words that every lexicon knows by the same numbers, and what each of them
//! says of its sentence.

use super::WordId;
use super::vocabulary::FIRST;

/// Ends a clause: no gap of a phrase crosses it.
pub const MARK: u8 = 1;
/// Speaks to the reader.
pub const YOU: u8 = 2;
/// Speaks of the writer.
pub const WE: u8 = 4;
/// Denies.
pub const NOT: u8 = 8;
/// Stands in nearly every whole sentence.
pub const VERB: u8 = 16;

const LITTLE: [(&str, u8); 43] = [
    (".", MARK),
    ("?", MARK),
    ("!", MARK),
    (";", MARK),
    (":", MARK),
    (",", MARK),
    ("–", MARK),
    ("you", YOU),
    ("your", YOU),
    ("yours", YOU),
    ("yourself", YOU),
    ("we", WE | VERB),
    ("i", WE | VERB),
    ("us", WE),
    ("me", WE),
    ("our", WE),
    ("my", WE),
    ("ours", WE),
    ("mine", WE),
    ("not", NOT),
    ("no", NOT),
    ("never", NOT),
    ("nothing", NOT),
    ("nobody", NOT),
    ("none", NOT),
    ("without", NOT),
    ("neither", NOT),
    ("is", VERB),
    ("are", VERB),
    ("was", VERB),
    ("were", VERB),
    ("has", VERB),
    ("have", VERB),
    ("had", VERB),
    ("do", VERB),
    ("does", VERB),
    ("did", VERB),
    ("will", VERB),
    ("would", VERB),
    ("can", VERB),
    ("could", VERB),
    ("am", VERB),
    ("be", VERB),
];

/// The words, in the order of their numbers: a lexicon learns them first.
#[cfg(not(target_arch = "wasm32"))]
pub fn words() -> impl Iterator<Item = &'static str> {
    LITTLE.into_iter().map(|(word, _)| word)
}

/// What a word of any lexicon says of its sentence, as bits; 0 for any other.
pub fn says(id: WordId) -> u8 {
    let little = id.checked_sub(FIRST).and_then(|at| LITTLE.get(at));
    little.map_or(0, |(_, says)| *says)
}
