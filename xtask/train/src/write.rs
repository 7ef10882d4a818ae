//! The models as text files.

use crate::corpus::Question;
use crate::fit::Fitted;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Weights are written in so many parts of one, as `src/reading/learned/model.rs` reads them.
pub const UNIT: f64 = 16.0;

/// A question's file: its labels, what each starts from, and a line a feature.
pub fn file(question: &Question, names: &[String], models: &[Fitted]) -> String {
    let part = |value: f64| (value * UNIT).round();
    let bias: Vec<String> = models
        .iter()
        .zip(question.shifts)
        .map(|(model, shift)| part(model.bias + shift).to_string())
        .collect();
    let mut lines: BTreeMap<&str, String> = BTreeMap::new();
    for (label, model) in models.iter().enumerate() {
        let letter = u8::try_from(label).map_or('a', |label| char::from(b'a' + label));
        for (name, weight) in names.iter().zip(&model.weights) {
            let weight = part(*weight).clamp(-127.0, 127.0);
            if weight.abs() >= question.least {
                let line = lines.entry(name).or_default();
                // Writing to a string does not fail.
                let _ = write!(line, "{letter}{weight}");
            }
        }
    }
    let mut text = format!(
        "labels\t{}\nbias\t{}\n",
        question.labels.join(" "),
        bias.join(" ")
    );
    for (name, weights) in lines {
        let _ = writeln!(text, "{name}\t{weights}");
    }
    text
}
