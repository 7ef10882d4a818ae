//! The models: how much each feature speaks for each label.

use std::sync::LazyLock;

#[cfg(not(target_arch = "wasm32"))]
use super::features::{longer, piece};
#[cfg(any(test, target_arch = "wasm32"))]
use crate::domain::flat::Reader;
#[cfg(not(target_arch = "wasm32"))]
use crate::domain::flat::Writer;
#[cfg(not(target_arch = "wasm32"))]
use crate::domain::texts::{Source, Table, source};

/// The files, one a question; their labels stand one after the other in `Label`'s order.
#[cfg(not(target_arch = "wasm32"))]
fn files() -> [Source; 6] {
    [
        source!("reading/learned/requests.txt"),
        source!("reading/learned/answers.txt"),
        source!("reading/learned/close.txt"),
        source!("reading/learned/drafts.txt"),
        source!("reading/learned/automatic.txt"),
        source!("reading/learned/asks.txt"),
    ]
}

/// Weights stand in the files in so many parts of one.
pub const UNIT: f32 = 16.0;

/// How much each feature speaks for each label.
#[derive(Debug, PartialEq)]
pub struct Model {
    /// What each label starts from.
    pub bias: Vec<f32>,
    /// The first [`HASH_BITS`] bits of the features' hashes, sorted.
    hashes: Vec<u32>,
    /// Where the weights of each end.
    ends: Vec<u16>,
    weights: Vec<(u8, i8)>,
    /// Where those end whose hashes begin with some bits: 0, 1, and so on.
    drawers: Vec<u16>,
}

/// So many bits of a hash are kept: of a thousand words that no model knows, one is taken for another
/// feature, and each bit more makes the worker's texts 2 KB larger, zipped.
const HASH_BITS: u32 = 24;

/// The first bits of a hash that tell its drawer; most drawers hold one feature or none.
const DRAWER_BITS: u32 = 14;

#[cfg(not(target_arch = "wasm32"))]
pub static MODEL: LazyLock<Model> = LazyLock::new(|| Model::of(files().map(|(_, text)| text)));
#[cfg(target_arch = "wasm32")]
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(crate::domain::texts::of("learned")));

/// The models, as a build hands them on.
#[cfg(not(target_arch = "wasm32"))]
pub fn table() -> Table {
    Table::of("learned", &files(), MODEL.write())
}

fn upper(hash: u64) -> u32 {
    u32::try_from(hash >> (64 - HASH_BITS)).unwrap_or(0)
}

fn drawer(hash: u32) -> usize {
    usize::try_from(hash >> (HASH_BITS - DRAWER_BITS)).unwrap_or(0)
}

impl Model {
    /// Takes files in. A line is `labels`, `bias`, or a feature's pieces; a tab; and for a feature a
    /// letter for the label in its file (`a` is the first) and a weight, for each that it has.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of<const N: usize>(files: [&'static str; N]) -> Self {
        let mut bias = Vec::new();
        let mut features: Vec<(u32, u8, i8)> = Vec::new();
        for text in files {
            let first = u8::try_from(bias.len()).unwrap_or(u8::MAX);
            for line in text.lines() {
                let Some((name, rest)) = line.split_once('\t') else {
                    continue;
                };
                match name {
                    "labels" => {}
                    "bias" => bias.extend(rest.split(' ').map(of_unit)),
                    name => {
                        let hash = upper(name.split(' ').map(piece).fold(0, longer));
                        features
                            .extend(each_weight(rest).map(|(label, weight)| {
                                (hash, first.saturating_add(label), weight)
                            }));
                    }
                }
            }
        }
        // A feature of two files has one row.
        features.sort_unstable();
        let mut rows: Vec<(u32, usize)> = Vec::new();
        for (hash, _, _) in &features {
            match rows.last_mut() {
                Some((known, count)) if known == hash => *count += 1,
                _ => rows.push((*hash, 1)),
            }
        }
        let weights = features
            .into_iter()
            .map(|(_, label, weight)| (label, weight));
        Self::made(bias, &rows, weights.collect())
    }

    /// From each feature's hash and how many weights it has, in the order of the hashes.
    fn made(bias: Vec<f32>, rows: &[(u32, usize)], weights: Vec<(u8, i8)>) -> Self {
        let mut drawers = vec![0; 1 << DRAWER_BITS];
        let mut end = 0;
        let mut ends = Vec::with_capacity(rows.len());
        for (row, (hash, count)) in (1..).zip(rows) {
            end += count;
            ends.push(u16::try_from(end).unwrap_or(u16::MAX));
            if let Some(drawer) = drawers.get_mut(drawer(*hash)) {
                *drawer = row;
            }
        }
        let mut last = 0;
        for drawer in &mut drawers {
            last = last.max(*drawer);
            *drawer = last;
        }
        Self {
            bias,
            hashes: rows.iter().map(|(hash, _)| *hash).collect(),
            ends,
            weights,
            drawers,
        }
    }

    /// The models as text.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        let bias = self.bias.iter().map(|bias| (bias * UNIT).to_string());
        writer.text(&bias.collect::<Vec<_>>().join(" "));
        // What is alike stands together, so that it is zipped well.
        let mut last = 0;
        writer.numbers(
            self.hashes.iter().map(|hash| {
                usize::try_from(hash - std::mem::replace(&mut last, *hash)).unwrap_or(0)
            }),
        );
        writer.numbers((0..self.hashes.len()).map(|row| self.row(row).len()));
        writer.numbers(self.weights.iter().map(|(label, _)| usize::from(*label)));
        writer.numbers(self.weights.iter().map(|(_, weight)| folded(*weight)));
        writer.finish()
    }

    /// The models from their text.
    #[cfg(any(test, target_arch = "wasm32"))]
    pub fn read(text: &'static str) -> Self {
        let mut reader = Reader::of(text);
        let bias = reader.text().split(' ').map(of_unit).collect();
        let mut hash: u32 = 0;
        let hashes = reader.numbers().into_iter().map(|more| {
            hash = hash.wrapping_add(u32::try_from(more).unwrap_or(0));
            hash
        });
        let hashes: Vec<u32> = hashes.collect();
        let rows: Vec<(u32, usize)> = hashes.into_iter().zip(reader.numbers()).collect();
        let labels = reader.numbers().into_iter();
        let labels = labels.map(|label| u8::try_from(label).unwrap_or(u8::MAX));
        let weights = reader.numbers().into_iter().map(unfolded);
        let weights = labels.zip(weights).collect();
        Self::made(bias, &rows, weights)
    }

    fn row(&self, row: usize) -> &[(u8, i8)] {
        let end = |row: usize| self.ends.get(row).copied().map(usize::from);
        let from = row.checked_sub(1).and_then(end).unwrap_or(0);
        let to = end(row).unwrap_or(from);
        self.weights.get(from..to).unwrap_or_default()
    }

    /// The weights of a feature, by label.
    pub fn weights(&self, hash: u64) -> &[(u8, i8)] {
        let hash = upper(hash);
        let at = drawer(hash);
        let end = |at: usize| self.drawers.get(at).copied().map_or(0, usize::from);
        let from = at.checked_sub(1).map_or(0, end);
        let there = self.hashes.get(from..end(at)).unwrap_or_default();
        let found = there.iter().position(|known| *known == hash);
        found.map_or(&[], |place| self.row(from + place))
    }
}

/// A weight as a number: 0, -1, 1, -2, and so on, so that small ones are short.
#[cfg(not(target_arch = "wasm32"))]
fn folded(weight: i8) -> usize {
    usize::from(((weight << 1) ^ (weight >> 7)).cast_unsigned())
}

#[cfg(any(test, target_arch = "wasm32"))]
fn unfolded(number: usize) -> i8 {
    let number = u8::try_from(number).unwrap_or(0);
    ((number >> 1) ^ 0u8.wrapping_sub(number & 1)).cast_signed()
}

fn of_unit(number: &str) -> f32 {
    f32::from(number.parse::<i16>().unwrap_or(0)) / UNIT
}

/// The weights of a line: `a12c-3` is 12 for the first label and -3 for the third.
#[cfg(not(target_arch = "wasm32"))]
fn each_weight(text: &str) -> impl Iterator<Item = (u8, i8)> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_lowercase());
    starts.filter_map(|(at, c)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| c.is_ascii_lowercase());
        let number = rest.get(..end.unwrap_or(rest.len()))?.parse().ok()?;
        Some((u8::try_from(c).ok()?.checked_sub(b'a')?, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_are_read_as_they_were_written() {
        let model = &*MODEL;
        assert!(
            model.weights.len() < usize::from(u16::MAX),
            "wider numbers are needed"
        );
        assert_eq!(Model::read(model.write().leak()), *model);
    }

    #[test]
    fn a_feature_is_found_by_its_pieces() {
        let model = Model::of(["labels\ta b\nbias\t-8 16\nsend it\ta12b-3\n= is question\tb5\n"]);
        let weights = |pieces: &[&str]| {
            model
                .weights(pieces.iter().map(|one| piece(one)).fold(0, longer))
                .to_vec()
        };
        assert_eq!(model.bias, [-0.5, 1.0]);
        assert_eq!(weights(&["send", "it"]), [(0, 12), (1, -3)]);
        assert_eq!(weights(&["=", "is", "question"]), [(1, 5)]);
        assert_eq!(weights(&["send"]), []);
    }
}
