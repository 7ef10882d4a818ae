//! From texts to one model a label. Of a text that does something it is not always known which
//! sentence does: it is taken to be the one that the model so far finds likeliest.

use crate::corpus::Question;
use crate::examples::{Example, Known};
use crate::fit::{Fitted, Penalty, Row, fit};

/// Rounds of looking for the sentence.
const ROUNDS: usize = 3;

/// How much a sentence of a whole mail counts: there are few of them, and mails are what is read.
const MAIL: f64 = 2.0;

/// How much a line of plain words counts (`train/f`): there are few of them, and whoever reads them
/// wrongly is not trusted with any other.
const PLAIN: f64 = 2.0;

/// How much each of the mails counts that are made of such a line.
const DRESSED: f64 = 0.35;

/// How much a text counts that was written for another question: machines' mail is rarer among what
/// is written here than in a mailbox.
const BORROWED: f64 = 1.0;

/// The model of a label.
pub fn model(
    examples: &[&Example],
    question: &Question,
    label: usize,
    names: &[String],
    penalty: Penalty,
) -> Fitted {
    let penalty = question.penalty.times(penalty.sparse, penalty.small);
    let mut model = learn(examples, label, names.len(), penalty);
    let name = question.labels.get(label).copied().unwrap_or("");
    trust(&mut model, names, name, question.trust);
    model
}

/// Fits a model for a label.
fn learn(examples: &[&Example], label: usize, features: usize, penalty: Penalty) -> Fitted {
    let mut model: Option<Fitted> = None;
    for _ in 0..ROUNDS {
        let mut rows: Vec<(&Row, bool, f64)> = Vec::new();
        let mut sure = true;
        for example in examples {
            let all = example.rows.iter();
            // A line of two sentences counts as one; of a whole mail each sentence is as much a case.
            let parts = f64::from(u32::try_from(example.rows.len()).unwrap_or(1));
            let share = if example.whole {
                MAIL
            } else {
                1.0 / parts.sqrt()
            };
            let one = if example.whole { MAIL } else { 1.0 };
            let own = match (example.source == "f", example.dressed) {
                (_, true) => DRESSED,
                (true, false) => PLAIN,
                (false, false) => 1.0,
            };
            let own = if example.borrowed {
                own * BORROWED
            } else {
                own
            };
            let (one, share) = (one * own, share * own);
            match example.known.get(label) {
                None | Some(Known::Nothing) => {}
                Some(Known::No) => rows.extend(all.map(|row| (row, false, share))),
                Some(Known::Here(here)) => {
                    let marked = all.enumerate().map(|(at, row)| {
                        let so = here.contains(&at);
                        (row, so, if so { one } else { share })
                    });
                    rows.extend(marked);
                }
                Some(Known::Yes) => {
                    sure &= example.rows.len() == 1;
                    match &model {
                        Some(model) => rows
                            .extend(best(model, example).into_iter().map(|row| (row, true, one))),
                        None => rows.extend(all.map(|row| (row, true, share))),
                    }
                }
            }
        }
        model = Some(fit(&rows, features, penalty));
        if sure {
            break;
        }
    }
    model.unwrap_or_default()
}

/// Rules were made from more language than is learned from: what they say of a label counts for so
/// much more than what was learned of them.
fn trust(model: &mut Fitted, names: &[String], label: &str, more: f64) {
    let says = match label {
        "asks_due_question" => "does due",
        "asks_for_order" => "does order",
        "asks_something_in_return" => "does return",
        "offers_more" => "does more",
        "delivers" | "chases" => "does",
        "promises" | "agrees" | "asks" => "says",
        "yes" | "partly" | "no" => "answers",
        "out_of_office" | "bounce" | "list" | "calendar" | "receipt" => "machine",
        _ => "asks",
    };
    let full = [format!("= {says}"), format!("= {says} {label}")];
    for (name, weight) in names.iter().zip(&mut model.weights) {
        if full.contains(name) {
            *weight += more;
        }
    }
}

/// The sentence of a text that a model finds likeliest.
fn best<'a>(model: &Fitted, example: &'a Example) -> Option<&'a Row> {
    let mut rows = example.rows.iter();
    let first = rows.next()?;
    let start = (first, model.score(first));
    let better = |best: (&'a Row, f64), row: &'a Row| {
        let score = model.score(row);
        if score > best.1 { (row, score) } else { best }
    };
    Some(rows.fold(start, better).0)
}

/// The highest score of a text's sentences.
pub fn highest(model: &Fitted, example: &Example) -> f64 {
    let scores = example.rows.iter().map(|row| model.score(row));
    scores.fold(f64::MIN, f64::max)
}
