//! How well unseen text is judged: each part by models of the other parts.

use crate::corpus::{Question, Text};
use crate::examples::{Example, Known, Names, examples};
use crate::fit::{Fitted, Penalty};
use crate::learn::{highest, model};

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How sparse the models are.
    pub penalty: Penalty,
    /// Groups of features that are left out.
    pub without: Vec<String>,
    /// Whether misses are printed.
    pub misses: bool,
    /// Whether a part is all texts of an author, else every fifth text.
    pub by_author: bool,
}

/// An example, and how each label scores it.
type Scored<'a> = (&'a Example, &'a Vec<f64>);

/// What is added to every score, to see whether more or less would be better.
const SHIFTS: [f64; 5] = [-0.8, -0.4, 0.0, 0.4, 0.8];

/// Parts of texts that are not divided by author.
const PARTS: usize = 5;

/// Which group a feature is of.
pub fn group(name: &str) -> &'static str {
    let pieces: Vec<&str> = name.split(' ').collect();
    let classed = pieces.iter().any(|piece| piece.starts_with('@'));
    match pieces.as_slice() {
        [
            "=",
            "long" | "place" | "who" | "is" | "has" | "of" | "at",
            ..,
        ] => "built",
        [
            "=",
            "asks" | "by" | "answers" | "says" | "does" | "machine",
            ..,
        ] => "verdict",
        ["=", ..] => "phrase",
        ["~", _] => "chars",
        [_] if classed => "class1",
        [_] => "one",
        _ if classed => "class2",
        _ => "two",
    }
}

/// Judges every text by models of others, and prints how well.
pub fn cross(question: &Question, texts: &[Text], settings: &Settings) {
    let mut names = Names::default();
    let keep = |name: &str| !settings.without.iter().any(|out| out == group(name));
    let all = examples(texts, question, &mut names, &keep);
    let mut authors: Vec<&str> = all.iter().map(|one| one.source.as_str()).collect();
    authors.sort_unstable();
    authors.dedup();
    let author = |one: &Example| authors.iter().position(|author| *author == one.source);
    let (parts, part): (usize, Box<dyn Fn(usize) -> usize>) = if settings.by_author {
        let of = |at: usize| all.get(at).and_then(author).unwrap_or(0);
        (authors.len(), Box::new(of))
    } else {
        (PARTS, Box::new(|at| at % PARTS))
    };
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); all.len()];
    for held in 0..parts {
        let numbered = || all.iter().enumerate();
        let others = numbered().filter(|(at, _)| part(*at) != held);
        let others: Vec<&Example> = others.map(|(_, one)| one).collect();
        let models: Vec<Fitted> = (0..question.labels.len())
            .map(|label| model(&others, question, label, &names.names, settings.penalty))
            .collect();
        for (at, one) in numbered().filter(|(at, _)| part(*at) == held) {
            if let Some(place) = scores.get_mut(at) {
                *place = models.iter().map(|model| highest(model, one)).collect();
            }
        }
    }
    println!("{}: {} texts", question.name, all.len());
    for author in authors.iter().copied().map(Some).chain([None]) {
        let some = all.iter().zip(&scores);
        let some = some.filter(|(one, _)| author.is_none_or(|author| one.source == author));
        let some: Vec<Scored<'_>> = some.collect();
        report(author.unwrap_or("all"), question, &some);
        if author.is_none() && settings.misses {
            misses(question, &some);
        }
    }
}

/// Whether a text does what a label says, as far as it is known.
fn so(one: &Example, label: usize) -> Option<bool> {
    match one.known.get(label) {
        Some(Known::Yes | Known::Here(_)) => Some(true),
        Some(Known::No) => Some(false),
        _ => None,
    }
}

/// Which labels scores stand for, as the reading takes them (`src/reading/learned`).
fn found(question: &Question, scores: &[f64], shift: f64) -> Vec<bool> {
    let all: Vec<f64> = scores
        .iter()
        .zip(question.shifts)
        .map(|(score, own)| score + own + shift)
        .collect();
    let any = question.labels.iter().position(|label| *label == "any");
    let most = |count: usize| {
        let some = all.iter().take(count).enumerate();
        some.fold((0, f64::MIN), |most, (at, score)| {
            if *score > most.1 { (at, *score) } else { most }
        })
    };
    let one = |at: usize, score: f64| match (any, question.single) {
        (Some(any), true) => all.get(any).is_some_and(|any| *any > 0.0) && most(any).0 == at,
        (Some(any), false) => {
            let asks = all.get(any).is_some_and(|any| *any > shift);
            at != any && (score > 0.0 || asks && most(any).0 == at)
        }
        (None, true) => score > 0.0 && most(all.len()).0 == at,
        (None, false) => score > 0.0,
    };
    all.iter()
        .enumerate()
        .map(|(at, score)| one(at, *score))
        .collect()
}

fn report(title: &str, question: &Question, some: &[Scored<'_>]) {
    if question.single {
        let right = |shift: f64| {
            let right = some.iter().filter(|(one, scores)| {
                let found = found(question, scores, shift);
                found
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| question.labels.get(*at) != Some(&"any"))
                    .all(|(at, found)| so(one, at) == Some(*found))
            });
            format!("{shift}: {:.3}", share(right.count(), some.len()))
        };
        let shown = SHIFTS.map(right).join("  ");
        println!("  {title:16} n={:5} right {shown}", some.len());
        return;
    }
    let together = question.labels.contains(&"any");
    let all: Vec<usize> = (0..question.labels.len()).collect();
    if together {
        line(title, question, some, &all);
    }
    if !together || title == "all" {
        for label in all {
            line(title, question, some, &[label]);
        }
    }
}

/// F1 and precision over some labels.
fn line(title: &str, question: &Question, some: &[Scored<'_>], labels: &[usize]) {
    let figure = |shift: f64| {
        let (mut hit, mut false_find, mut missed) = (0, 0, 0);
        for (one, scores) in some {
            let found = found(question, scores, shift);
            for label in labels {
                let name = question.labels.get(*label).copied().unwrap_or("");
                let found = found.get(*label).copied().unwrap_or(false);
                match (so(one, *label), found) {
                    _ if name == "any" => {}
                    (Some(true), true) => hit += 1,
                    (Some(true), false) => missed += 1,
                    (Some(false), true) => false_find += 1,
                    _ => {}
                }
            }
        }
        let f1 = share(2 * hit, 2 * hit + false_find + missed);
        format!("{shift}: {f1:.3} (P {:.2})", share(hit, hit + false_find))
    };
    let name = match labels {
        [label] => question.labels.get(*label).copied().unwrap_or(""),
        _ => "together",
    };
    println!("  {title:16} {name:26} {}", SHIFTS.map(figure).join("  "));
}

fn misses(question: &Question, some: &[Scored<'_>]) {
    for (one, scores) in some {
        let found = found(question, scores, 0.0);
        let wrong = |at: &usize| {
            let found = found.get(*at).copied().unwrap_or(false);
            question.labels.get(*at) != Some(&"any") && so(one, *at).is_some_and(|so| so != found)
        };
        let wrong = (0..question.labels.len()).filter(wrong).map(|at| {
            let sign = if so(one, at) == Some(true) {
                "missed"
            } else {
                "false"
            };
            format!("{sign} {}", question.labels.get(at).copied().unwrap_or(""))
        });
        let wrong: Vec<String> = wrong.collect();
        if !wrong.is_empty() {
            let said: String = one.said.chars().take(150).collect();
            println!(
                "    {}: {} | {}",
                one.source,
                wrong.join(", "),
                said.replace('\n', " ")
            );
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
