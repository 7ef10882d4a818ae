//! What is wished for in so many words, in a part of a sentence of its own: "it is not urgent, but we would
//! like a trial". A model hears the whole sentence, and what else is said in it speaks against such words.

use super::View;
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::lexicon::{Cue, Tag};
use crate::reading::words::Hit;

/// The rule that finds a wish, as for one that is less plain.
pub const RULE: &str = "wish";

/// So many words may stand between the wish and the thing: "a", "another small".
pub const BETWEEN: usize = 3;

/// Whether a kind is wished for in so many words.
pub fn wished(view: &View<'_>, kind: Kind) -> bool {
    let clause = view.clause;
    let mut wishes = clause.hits.iter();
    let plain = |wish: &Hit<Tag>| {
        let mut things = view.things.iter();
        let counts = |thing: &Hit<Tag>| match wish.label {
            Tag::Plainly => is_of(thing, kind) && !denied(clause, wish),
            // A phrase that asks by itself is of its kind less surely than a thing with a name.
            Tag::Cue(Cue::Ask) => thing.label == Tag::Object(kind),
            _ => false,
        };
        begins(clause, wish.from)
            && things.any(|thing| counts(thing) && follows(clause, wish, thing))
    };
    wishes.any(plain) && !supposes(clause)
}

/// "Once the permit is there we would like a call": nobody asks yet.
fn supposes(clause: &Clause<'_>) -> bool {
    (0..clause.words.tokens.len()).any(|at| {
        matches!(
            clause.words.form(at),
            "if" | "unless"
                | "were"
                | "had"
                | "once"
                | "when"
                | "ever"
                | "whether"
                | "otherwise"
                | "until"
                | "till"
        )
    })
}

/// Whether a word begins a part of its sentence.
fn begins(clause: &Clause<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| clause.words.form(at));
    before.is_none_or(|word| {
        matches!(
            word,
            "," | ";"
                | ":"
                | "–"
                | "."
                | "("
                | "and"
                | "but"
                | "so"
                | "or"
                | "yet"
                | "then"
                | "also"
                | "now"
        )
    })
}

/// Whether a thing is of a kind.
pub fn is_of(thing: &Hit<Tag>, kind: Kind) -> bool {
    matches!(thing.label, Tag::Object(its) | Tag::Asked(its) if its == kind)
}

/// "We would not want": a word that denies stands inside of a wish.
pub fn denied(clause: &Clause<'_>, wish: &Hit<Tag>) -> bool {
    let denies = |at| matches!(clause.words.form(at), "not" | "never" | "hardly" | "no");
    (wish.from..wish.to).any(denies)
}

/// Whether a thing stands in a wish or right after it and is what is wished for: not "to evaluate it", not "the offer
/// to stay valid", not "a quote from the builder".
fn follows(clause: &Clause<'_>, wish: &Hit<Tag>, thing: &Hit<Tag>) -> bool {
    let word = |at: usize| clause.words.form(at);
    let near = wish.from <= thing.from && thing.from <= wish.to + BETWEEN && wish.to < thing.to;
    let none = |at: usize| matches!(word(at), "no" | "not" | "any" | "nothing");
    let theirs = word(thing.to) == "from" && !matches!(word(thing.to + 1), "you" | "your");
    let acts = word(wish.to) == "to" && wish.label == Tag::Plainly;
    let acts = acts || matches!(word(thing.to), "to" | "of");
    let inside = wish.label == Tag::Plainly && wish.from < thing.from && thing.to < wish.to;
    inside || near && !(wish.to..thing.from).any(none) && !theirs && !acts
}
