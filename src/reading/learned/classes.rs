//! Words that do the same in sales mail, so that what was learned of one holds for its like.

use std::sync::LazyLock;

use super::features::{piece, stem};
use super::table::Table;
use crate::domain::texts::text;

static CLASSES: LazyLock<Table<(&'static str, u64)>> = LazyLock::new(|| {
    // A class a line: its name, then its words.
    let file = text!("reading/learned/classes.txt");
    let lines = || file.lines().filter_map(|line| line.split_once(" = "));
    let words = lines().flat_map(|(name, words)| {
        let words = words.split_whitespace();
        words.map(move |word| (piece(stem(word)), (name, piece(name))))
    });
    Table::of(words.collect())
});

/// The class of a word's stem, by the stem's hash: its name and the name's hash.
pub fn class(stem: u64) -> Option<(&'static str, u64)> {
    CLASSES.get(stem).copied()
}
