//! The models' files, taken in once.

use std::sync::LazyLock;

use super::features::{longer, piece};
use super::table::Table;
use crate::domain::texts::text;

/// The files, one a question; their labels stand one after the other in `Label`'s order.
fn files() -> [&'static str; 6] {
    [
        text!("reading/learned/requests.txt"),
        text!("reading/learned/answers.txt"),
        text!("reading/learned/close.txt"),
        text!("reading/learned/drafts.txt"),
        text!("reading/learned/automatic.txt"),
        text!("reading/learned/asks.txt"),
    ]
}

/// Weights stand in the files in so many parts of one.
pub const UNIT: f32 = 16.0;

/// How much each feature speaks for each label.
#[derive(Debug)]
pub struct Model {
    /// What each label starts from.
    pub bias: Vec<f32>,
    weights: Vec<(u8, i8)>,
    /// For a feature's hash, its weights: from, and how many.
    rows: Table<(u32, u32)>,
}

pub static MODEL: LazyLock<Model> = LazyLock::new(|| Model::of(files()));

impl Model {
    /// Takes files in. A line is `labels`, `bias`, or a feature's pieces; a tab; and for a feature a
    /// letter for the label in its file (`a` is the first) and a weight, for each that it has.
    pub fn of<const N: usize>(files: [&'static str; N]) -> Self {
        let mut bias = Vec::new();
        let mut weights = Vec::new();
        let mut features: Vec<(u64, u8, i8)> = Vec::new();
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
                        let hash = name.split(' ').map(piece).fold(0, longer);
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
        let mut rows: Vec<(u64, (u32, u32))> = Vec::new();
        for (hash, label, weight) in features {
            let at = u32::try_from(weights.len()).unwrap_or(u32::MAX);
            match rows.last_mut() {
                Some((known, (_, count))) if *known == hash => *count += 1,
                _ => rows.push((hash, (at, 1))),
            }
            weights.push((label, weight));
        }
        Self {
            bias,
            weights,
            rows: Table::of(rows),
        }
    }

    /// The weights of a feature, by label.
    pub fn weights(&self, hash: u64) -> &[(u8, i8)] {
        let row = self.rows.get(hash).and_then(|(from, count)| {
            let from = usize::try_from(*from).ok()?;
            self.weights.get(from..from + usize::try_from(*count).ok()?)
        });
        row.unwrap_or(&[])
    }
}

fn of_unit(number: &str) -> f32 {
    f32::from(number.parse::<i16>().unwrap_or(0)) / UNIT
}

/// The weights of a line: `a12c-3` is 12 for the first label and -3 for the third.
fn each_weight(text: &str) -> impl Iterator<Item = (u8, i8)> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_lowercase());
    starts.filter_map(|(at, c)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| c.is_ascii_lowercase());
        let number = rest.get(..end.unwrap_or(rest.len()))?.parse().ok()?;
        Some((u8::try_from(c).ok()?.checked_sub(b'a')?, number))
    })
}
