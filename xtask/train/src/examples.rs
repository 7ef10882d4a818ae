//! Labelled texts as rows of numbered features, a row a sentence.

use crate::corpus::{Gold, Question, Text};
use crate::fit::Row;
use askback::reading::{self, Context, NEIGHBOUR, Part, PartKind, Shown};
use std::collections::HashMap;

/// What is known of a text and a label, by sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    Nothing,
    /// None of its sentences does.
    No,
    /// One of them does, whichever.
    Yes,
    /// These do.
    Here(Vec<usize>),
}

/// A text as rows.
#[derive(Clone, Debug)]
pub struct Example {
    /// Who wrote it.
    pub source: String,
    /// The text, for what is shown of misses.
    pub said: String,
    /// Whether it is a whole mail.
    pub whole: bool,
    /// Whether it is a mail that was made of a line.
    pub dressed: bool,
    /// Whether it was written for another question.
    pub borrowed: bool,
    /// Its sentences.
    pub rows: Vec<Row>,
    /// What is known, label by label.
    pub known: Vec<Known>,
}

/// The names of the features that are learned from, by number.
#[derive(Debug, Default)]
pub struct Names {
    numbers: HashMap<String, usize>,
    /// The names.
    pub names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

/// Shows texts to the reading and numbers what it shows of their sentences; `keep` says which
/// features are taken.
pub fn examples(
    texts: &[Text],
    question: &Question,
    names: &mut Names,
    keep: &dyn Fn(&str) -> bool,
) -> Vec<Example> {
    let merged = question.whole;
    let one = |text: &Text| {
        let (new_text, shown) = show(text);
        let mut own: Vec<Row> = Vec::new();
        for sentence in &shown {
            let kept = sentence.features.iter();
            let kept = kept.filter(|name| keep(name) && (merged || !of_machines(name)));
            let kept = kept.filter(|name| question.mails || !of_mails(name));
            own.push(sum(kept.map(|name| (names.number(name), 1.0))));
        }
        let heard = |at: usize| question.is_greeted() || shown.get(at).is_some_and(|one| one.heard);
        let mut rows: Vec<Row> = (0..own.len()).map(|at| beside(&own, &heard, at)).collect();
        if merged {
            let part = 1.0 / f64::from(u32::try_from(own.len().max(1)).unwrap_or(1)).sqrt();
            let all = own.iter().flatten();
            rows = vec![sum(all.map(|(feature, value)| (*feature, value * part)))];
        }
        let known = text
            .gold
            .iter()
            .zip(question.labels)
            .map(|(gold, label)| match gold {
                Gold::Ruled => ruled(label, &shown),
                gold => known(gold, &new_text, &shown, merged),
            });
        Example {
            source: text.source.clone(),
            said: text.said.clone(),
            whole: text.whole && !text.dressed,
            dressed: text.dressed,
            borrowed: text.borrowed,
            known: known.collect(),
            rows,
        }
    };
    let all = texts.iter().map(one);
    all.filter(|example| !example.rows.is_empty()).collect()
}

/// What machines say (`@m-` in classes.txt), and what the rules take for their signs, tells nothing of what people do.
fn of_machines(name: &str) -> bool {
    name.starts_with("@m-") || name.starts_with("= sign")
}

/// How long a mail is and where in it a sentence stands tells nothing where only lines are learned from.
fn of_mails(name: &str) -> bool {
    name.starts_with("= of ") || name.starts_with("= at ")
}

/// A sentence's features with a part of those beside it.
fn beside(own: &[Row], heard: &dyn Fn(usize) -> bool, at: usize) -> Row {
    let of = |at: Option<usize>| at.and_then(|at| own.get(at)).into_iter().flatten();
    let near = |at: Option<usize>| of(at.filter(|at| heard(*at)));
    let near = near(at.checked_sub(1)).chain(near(Some(at + 1)));
    let near = near.map(|(feature, value)| (*feature, value * f64::from(NEIGHBOUR)));
    sum(of(Some(at))
        .copied()
        .chain(near)
        .filter(|(_, value)| *value != 0.0))
}

/// One entry a feature, in order.
fn sum(entries: impl Iterator<Item = (usize, f64)>) -> Row {
    let mut entries: Vec<(usize, f64)> = entries.collect();
    entries.sort_by_key(|entry| entry.0);
    let mut row = Row::new();
    for (feature, value) in entries {
        match row.last_mut() {
            Some((known, sum)) if *known == feature => *sum += value,
            _ => row.push((feature, value)),
        }
    }
    row
}

/// The new text of a text and what the reading shows of it.
fn show(text: &Text) -> (String, Vec<Shown>) {
    let context = Context {
        author: text.author,
        sent: text.sent.as_deref().and_then(|day| day.parse().ok()),
        ..Context::default()
    };
    let part = Part {
        kind: PartKind::Text,
        text: &text.said,
    };
    let new_text = if text.whole {
        reading::new_text(&[part])
    } else {
        text.said.clone()
    };
    let shown = reading::shown(&new_text, &context);
    (new_text, shown)
}

/// What the rules say of a text, as far as they say anything.
fn ruled(label: &str, shown: &[Shown]) -> Known {
    let noted = match label {
        "any" => "= asks ".to_owned(),
        "promises" => "= says promises".to_owned(),
        kind => format!("= asks {kind}"),
    };
    let mut features = shown.iter().flat_map(|one| &one.features);
    if features.any(|feature| feature.starts_with(&noted)) {
        Known::Yes
    } else {
        Known::Nothing
    }
}

fn known(gold: &Gold, new_text: &str, shown: &[Shown], merged: bool) -> Known {
    match gold {
        Gold::Unknown | Gold::Ruled => Known::Nothing,
        Gold::No => Known::No,
        Gold::Yes => Known::Yes,
        Gold::Here(_) if merged => Known::Yes,
        Gold::Here(sentences) => {
            let mut here = Vec::new();
            for sentence in sentences {
                let Some(from) = new_text.find(sentence.as_str()) else {
                    continue;
                };
                let to = from + sentence.len();
                let overlap = |one: &Shown| {
                    one.span
                        .end
                        .min(to)
                        .saturating_sub(one.span.start.max(from))
                };
                let most = (0..shown.len()).max_by_key(|at| shown.get(*at).map(&overlap));
                here.extend(most);
            }
            if here.is_empty() {
                Known::Yes
            } else {
                Known::Here(here)
            }
        }
    }
}
