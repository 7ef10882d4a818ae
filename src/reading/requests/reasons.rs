//! Why something is asked for and what happens then, in the words of who asks.

use super::Asked;
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::lexicon::Tag;

/// A reason is a clause, not a page. In bytes.
const LONGEST: usize = 240;

/// The clause of a sentence that says why.
pub fn purpose(clause: &Clause<'_>) -> Option<String> {
    let hit = clause.hits.iter().find(|hit| hit.label == Tag::Purpose)?;
    let words = &clause.words;
    let end = (hit.to..words.tokens.len())
        .find(|at| {
            matches!(words.form(*at), ";" | "." | "?" | "!" | ":" | "–")
                || hit.from == 0 && words.form(*at) == ","
        })
        .unwrap_or(words.tokens.len());
    // "Before I take this to our director I need …": the main clause begins with its subject.
    let end = if hit.from == 0 {
        (hit.to..end)
            .find(|at| begins_main(clause, *at))
            .unwrap_or(end)
    } else {
        end
    };
    said(clause, hit.from, end)
}

fn begins_main(clause: &Clause<'_>, at: usize) -> bool {
    let (here, next) = (clause.words.form(at), clause.words.form(at + 1));
    matches!(here, "i" | "we" | "he" | "she" | "they" | "could" | "can")
        && matches!(
            next,
            "need" | "would" | "want" | "require" | "you" | "we" | "must" | "have"
        )
}

/// The sentence's words on what happens then.
pub fn outcome(clause: &Clause<'_>) -> Option<String> {
    let hit = clause.hits.iter().find(|hit| hit.label == Tag::Outcome)?;
    let asks = clause.text.ends_with('?') && hit.from == 0 && clause.words.form(0) == "if";
    let words = &clause.words;
    let end = (hit.to..words.tokens.len())
        .find(|at| matches!(words.form(*at), ";" | "." | "?" | "!" | ":"))
        .unwrap_or(words.tokens.len());
    if asks {
        None
    } else {
        said(clause, if hit.rule == "decide" { 0 } else { hit.from }, end)
    }
}

/// Outcomes and purposes that stand in a sentence of their own belong to what is asked for beside
/// them: to the requests of the kind that they name, else to all. `asked` is in the order of the text.
pub fn share(clauses: &[Clause<'_>], asked: &mut [Asked]) {
    // Each kind is looked through once, however often a text says what happens.
    let present = kinds_of(asked.iter());
    let mut open = kinds_of(asked.iter().filter(|one| one.outcome.is_none()));
    for clause in clauses {
        if open.is_empty() {
            return;
        }
        let start = clause.sentence.span.start;
        let own = asked.binary_search_by_key(&start, |one| one.span.start);
        let Some(words) = own.is_err().then(|| outcome(clause)).flatten() else {
            continue;
        };
        let named = named(clause);
        let any = named.iter().any(|kind| present.contains(kind));
        let meant = |kind: &Kind| !any || named.contains(kind);
        if open.iter().any(meant) {
            let lacking = asked.iter_mut().filter(|one| one.outcome.is_none());
            for one in lacking.filter(|one| meant(&one.kind)) {
                one.outcome = Some(words.clone());
            }
            open.retain(|kind| !meant(kind));
        }
    }
}

fn kinds_of<'a>(asked: impl Iterator<Item = &'a Asked>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for one in asked {
        if !kinds.contains(&one.kind) {
            kinds.push(one.kind);
        }
    }
    kinds
}

fn named(clause: &Clause<'_>) -> Vec<Kind> {
    let kinds = clause.hits.iter().filter_map(|hit| match hit.label {
        Tag::Object(kind) | Tag::Asked(kind) => Some(kind),
        _ => None,
    });
    kinds.collect()
}

fn said(clause: &Clause<'_>, from: usize, to: usize) -> Option<String> {
    let span = clause.words.source(from..to);
    let start = clause.sentence.span.start;
    let text = clause
        .text
        .get(span.start.checked_sub(start)?..span.end.checked_sub(start)?)?
        .trim();
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
}
