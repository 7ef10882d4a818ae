//! What is wished for in so many words, in a part of a sentence of its own: "it is not urgent, but we would
//! like a trial". A model hears the whole sentence, and what else is said in it speaks against such words.

use super::View;
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::commitments::is_name;
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
            Tag::Cue(Cue::Ask) => is_of(thing, kind) && names(clause, thing, kind),
            _ => false,
        };
        (begins(clause, wish.from) || follows_name(clause, wish.from))
            && things.any(|thing| counts(thing) && follows(clause, wish, thing))
    };
    wishes.any(plain) && !supposes(clause)
}

/// "Once the permit is there we would like a call": nobody asks yet. But "when you have a minute", "if possible".
fn supposes(clause: &Clause<'_>) -> bool {
    let word = |at: usize| clause.words.form(at);
    // Not "if you have questions, call me".
    let kindly = |at: usize| {
        matches!(
            word(at),
            "can" | "could" | "would" | "like" | "agree" | "do"
        )
    };
    let polite = |at: usize| match (word(at), word(at + 1)) {
        (_, "possible" | "convenient") | ("when", "you") => true,
        ("if", "you") => kindly(at + 2),
        _ => false,
    };
    (0..clause.words.tokens.len()).any(|at| match word(at) {
        "if" | "when" => !polite(at),
        "were" => matches!(
            word(at + 1),
            "i" | "we" | "you" | "he" | "she" | "it" | "they"
        ),
        "unless" | "had" | "once" | "ever" | "whether" | "otherwise" | "until" | "till" => true,
        _ => false,
    })
}

/// Whether a word begins a part of its sentence.
pub fn begins(clause: &Clause<'_>, at: usize) -> bool {
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
    }) || introduced(clause, at)
}

/// "For the meeting we need": what stands before the one who wishes only says when, where or what for.
fn introduced(clause: &Clause<'_>, at: usize) -> bool {
    let when = matches!(
        clause.words.form(0),
        "before"
            | "for"
            | "in"
            | "at"
            | "on"
            | "by"
            | "after"
            | "to"
            | "first"
            | "next"
            | "then"
            | "today"
            | "still"
    );
    when && matches!(clause.words.form(at), "i" | "we")
}

/// What a thing is to do by itself: "the offer to stay valid"; not "a sample to show them".
const STATES: &[&str] = &[
    "be", "become", "begin", "come", "continue", "count", "cover", "drop", "end", "expire", "fall",
    "go", "happen", "hold", "improve", "include", "keep", "last", "match", "reach", "remain",
    "run", "start", "stay", "stop", "work",
];

/// "Dana needs": a name begins a part of its sentence, and the word follows it.
fn follows_name(clause: &Clause<'_>, at: usize) -> bool {
    is_name(clause, at) && at.checked_sub(1).is_some_and(|name| begins(clause, name))
}

/// Whether a thing is of a kind.
pub fn is_of(thing: &Hit<Tag>, kind: Kind) -> bool {
    matches!(thing.label, Tag::Object(its) | Tag::Asked(its) if its == kind)
}

/// Whether a thing of a kind is named in the words of a thing.
fn names(clause: &Clause<'_>, thing: &Hit<Tag>, kind: Kind) -> bool {
    let mut hits = clause.hits.iter();
    hits.any(|hit| hit.label == Tag::Object(kind) && thing.from <= hit.from && hit.to <= thing.to)
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
    // "Would you mind sending my colleague Dana a sample?"
    let between = BETWEEN + usize::from(wish.label != Tag::Plainly);
    let near = wish.from <= thing.from && thing.from <= wish.to + between && wish.to < thing.to;
    let none = |at: usize| matches!(word(at), "no" | "not" | "any" | "nothing");
    let theirs = word(thing.to) == "from" && !matches!(word(thing.to + 1), "you" | "your");
    let acts = word(wish.to) == "to" && wish.label == Tag::Plainly;
    let acts = acts || word(thing.to) == "to" && STATES.contains(&word(thing.to + 1));
    // "A price of 500"
    let acts = acts || word(thing.to) == "of" && matches!(thing.label, Tag::Object(Kind::Quote));
    let inside = wish.label == Tag::Plainly && wish.from < thing.from && thing.to < wish.to;
    inside || near && !(wish.to..thing.from).any(none) && !theirs && !acts
}
