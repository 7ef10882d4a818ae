//! What the words around dates make of them: a span of two, a past.

use super::Found;
use crate::reading::words::Words;

/// Two dates with "to" between them are one; so are two with "and" after "between".
pub fn joined(words: &Words, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    for date in found {
        if let Some(last) = joined.last_mut() {
            let link = words.form(last.words.end);
            let skipped = date.words.start.saturating_sub(last.words.end);
            let before = |back: usize| {
                last.words
                    .start
                    .checked_sub(back)
                    .map_or("", |at| words.form(at))
            };
            let between = [1, 2].iter().any(|back| before(*back) == "between");
            let spans = match link {
                "to" | "through" | "thru" | "–" | "until" | "till" => true,
                "and" => between,
                _ => false,
            };
            let near = skipped == 1 || skipped == 2 && words.form(last.words.end + 1) == "the";
            if spans && near && last.from <= date.to {
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
pub fn is_past(words: &Words) -> bool {
    let mut past = false;
    for at in 0..words.tokens.len() {
        match words.form(at) {
            "was" | "were" | "had" | "did" | "met" | "sent" | "showed" | "saw" | "spoke"
            | "talked" | "discussed" | "said" | "told" | "came" | "went" | "got" | "gave"
            | "wrote" | "asked" | "received" | "tested" | "since" | "called" | "heard"
            | "promised" | "held" => past = true,
            "will" | "would" | "could" | "can" | "shall" | "should" | "may" | "please" | "next"
            | "by" | "until" | "till" | "before" | "is" | "are" | "need" => return false,
            _ => {}
        }
    }
    past
}
