//! What a sentence names and only tells of: they had it, have it, or do not want it. A model hears the thing more
//! than the words that say so.

use super::{plainly, together};
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::lexicon::{BEHIND, Tag};
use crate::reading::words::Hit;

/// Whether all that a sentence names of a kind is only told of.
pub fn of(clause: &Clause<'_>, kind: Kind) -> bool {
    let tells = |hit: &&Hit<Tag>| {
        hit.label == Tag::Had || hit.label == Tag::Block && hit.rule == "declined"
    };
    let tellings: Vec<&Hit<Tag>> = clause.hits.iter().filter(tells).collect();
    if tellings.is_empty() {
        return false;
    }
    let things = together::longest(clause);
    let of_kind = things.iter().filter(|thing| plainly::is_of(thing, kind));
    let told = |thing: &Hit<Tag>| {
        let mut tellings = tellings.iter();
        tellings.any(|telling| tells_of(clause, telling, thing))
    };
    let mut of_kind = of_kind.peekable();
    of_kind.peek().is_some() && of_kind.all(told)
}

/// Whether words tell of a thing beside them.
fn tells_of(clause: &Clause<'_>, telling: &Hit<Tag>, thing: &Hit<Tag>) -> bool {
    let word = |at| clause.words.form(at);
    if telling.rule == BEHIND {
        // "No order before your certificate is here."
        let waits = |at| {
            matches!(
                word(at),
                "before" | "until" | "till" | "once" | "unless" | "if" | "when"
            )
        };
        return reaches(clause, thing.to, telling.from) && !(0..thing.from).any(waits);
    }
    // "We have read", but "can we have read access".
    let asks = matches!(word(telling.from), "i" | "we") && !plainly::begins(clause, telling.from);
    !asks && (telling.from..=telling.to + plainly::BETWEEN).contains(&thing.from)
}

/// Words that may stand between a thing and what is told of it: "a tour of the software".
const MORE: usize = 4;

/// Whether what stands between a thing and words behind it only says more of the thing.
fn reaches(clause: &Clause<'_>, from: usize, to: usize) -> bool {
    let word = |at| clause.words.form(at);
    let more = || {
        let begins = matches!(
            word(from),
            "of" | "for" | "with" | "on" | "from" | "at" | "in"
        );
        let ends = |at| {
            matches!(
                word(at),
                "," | ";" | ":" | "–" | "." | "(" | ")" | "and" | "but" | "or"
            )
        };
        begins && to - from <= MORE && !(from..to).any(ends)
    };
    from == to || from < to && more()
}
