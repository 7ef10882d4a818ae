//! What the words around dates make of them: a span of two, a past.

use super::senses::{Sense, Word};
use super::{Found, Scan};

/// Two dates with "to" between them are one; so are two with "and" after "between".
pub fn joined(scan: &Scan<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    for date in found {
        if let Some(last) = joined.last_mut() {
            let link = last.words.end;
            let between = [1, 2].iter().any(|back| {
                let at = last.words.start.checked_sub(*back);
                at.is_some_and(|at| scan.is(at, Word::Between))
            });
            let spans = scan.is(link, Word::To) || between && scan.is(link, Word::And);
            let next = scan.past_any(link + 1, &[Word::The]);
            if spans && next == date.words.start && last.from <= date.to {
                last.to = date.to;
                last.words.end = date.words.end;
                continue;
            }
        }
        joined.push(date);
    }
    joined
}

/// Whether a sentence tells of the past, so that its bare weekday is the latest one.
pub fn is_past(scan: &Scan<'_>) -> bool {
    let has = |word: Word| scan.senses.contains(&Sense::Word(word));
    // These lead to a day ahead, or are verbs of one, besides what they mean in a date.
    let ahead = |at: usize| matches!(scan.word(at), "by" | "until" | "till" | "may" | "bis");
    has(Word::Past)
        && !has(Word::Future)
        && !has(Word::Next)
        && !has(Word::Before)
        && !(0..scan.senses.len()).any(ahead)
}
