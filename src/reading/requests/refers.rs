//! "Please return it by Friday": what is asked for stands in the sentence before.

use super::{Asked, View};
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::lexicon::Tag;

/// Kinds asked for, each with its rule.
type Kinds = Vec<(Kind, &'static str)>;

/// Gives a plain ask for "it" the kind of what the sentence before names. An ask for what that
/// sentence asked for already is no second one.
pub fn resolve(
    kinds: Kinds,
    clause: &Clause<'_>,
    before: Option<&View<'_>>,
    asked: &[Asked],
) -> Kinds {
    let vague = matches!(kinds.as_slice(), [(_, "plain ask" | "topic")]);
    if !vague {
        return kinds;
    }
    let Some(before) = before.filter(|_| refers(clause)) else {
        return kinds;
    };
    if asked
        .last()
        .is_some_and(|last| last.span == before.clause.sentence.span && last.kind != Kind::Other)
    {
        return Kinds::new();
    }
    let mut named: Vec<Kind> = before.named().iter().filter_map(kind_of).collect();
    named.dedup();
    match named.as_slice() {
        [kind] => vec![(*kind, "named before")],
        _ => kinds,
    }
}

fn kind_of(hit: &crate::reading::words::Hit<Tag>) -> Option<Kind> {
    match hit.label {
        Tag::Object(kind) | Tag::Asked(kind) => Some(kind),
        _ => None,
    }
}

/// Whether a sentence speaks of something as "it".
fn refers(clause: &Clause<'_>) -> bool {
    let word = |at| clause.words.form(at);
    (0..clause.words.tokens.len()).any(|at| {
        matches!(
            word(at),
            "it" | "one" | "them" | "these" | "those" | "both" | "same"
        )
    })
}
