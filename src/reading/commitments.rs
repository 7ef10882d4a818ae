//! What a writer promises to do, or that somebody of their side will: by when, and in whose name.

use std::ops::Range;

use super::learned::{self, Label, Learned};
use super::lexicon::Tag;
use super::words::Hit;
use super::{Author, Clause};
use crate::domain::Day;

/// Words that promise an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The side that promises: whoever wrote.
    pub side: Author,
    /// Who does it, in the writer's words: "I", "our IT", "Nora". Empty when the words do not say.
    pub owner: String,
    /// The words that promise.
    pub words: String,
    /// Where they stand, in bytes of the new text.
    pub span: Range<usize>,
    /// The rule that found them.
    pub rule: &'static str,
    /// The last day that they name.
    pub due: Option<Day>,
    /// Whether they name a time at all: "tomorrow" in a mail whose day is not known has no `due`.
    pub dated: bool,
}

/// The promises of a text, one a sentence at most.
pub fn commitments(clauses: &[Clause<'_>], side: Author, learned: &Learned) -> Vec<Commitment> {
    let numbered = clauses.iter().enumerate();
    let promising = numbered
        .filter(|(at, clause)| learned.says(*at, Label::Promises, promise(clause).is_some()));
    let promises = promising.map(|(_, clause)| {
        let hit = promise(clause);
        Commitment {
            side,
            owner: hit.map(|hit| owner(clause, hit)).unwrap_or_default(),
            words: clause.text.to_owned(),
            span: clause.sentence.span.clone(),
            rule: hit.map_or(learned::RULE, |hit| hit.rule),
            due: clause.dates.last().map(|date| date.to),
            dated: clause.dated,
        }
    });
    promises.collect()
}

/// The words of a sentence that promise and are not taken back by the words around them.
pub fn promise<'a>(clause: &'a Clause<'_>) -> Option<&'a Hit<Tag>> {
    let of = |looks: bool| {
        let hits = clause.hits.iter();
        hits.filter(move |hit| hit.label == Tag::Promises(looks))
    };
    let taken = |hit: &Hit<Tag>| {
        of(true).any(|look| look.from < hit.to && hit.from < look.to && look.from <= hit.from + 2)
    };
    let named = |hit: &Hit<Tag>| hit.rule != "named" || is_name(clause, hit.from);
    of(false).find(|hit| !taken(hit) && !asked(clause, hit) && named(hit))
}

/// A promise within a question is none, unless the question comes after it.
fn asked(clause: &Clause<'_>, hit: &Hit<Tag>) -> bool {
    let mut rest = hit.to..clause.words.tokens.len();
    clause.text.ends_with('?') && !rest.any(|at| matches!(clause.words.form(at), "," | ";" | "–"))
}

/// Whether the word before a place is somebody's name: it begins large and is none of the words
/// that begin sentences.
pub fn is_name(clause: &Clause<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let start = clause.sentence.span.start;
    let from = clause.words.source(before..at).start.saturating_sub(start);
    let large = clause.text.get(from..).and_then(|rest| rest.chars().next());
    large.is_some_and(char::is_uppercase) && !NO_NAMES.contains(&clause.words.form(before))
}

/// Words before "will" that are no names.
const NO_NAMES: &[&str] = &[
    "all",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "he",
    "here",
    "how",
    "i",
    "it",
    "nobody",
    "none",
    "she",
    "somebody",
    "someone",
    "that",
    "there",
    "these",
    "they",
    "this",
    "those",
    "tomorrow",
    "today",
    "we",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "you",
];

/// The words before "will": who does it.
fn owner(clause: &Clause<'_>, hit: &Hit<Tag>) -> String {
    let first = hit.from - usize::from(hit.rule == "named").min(hit.from);
    let mut words = first..hit.to;
    let Some(will) = words.find(|at| matches!(clause.words.form(*at), "will" | "shall" | "am"))
    else {
        return String::new();
    };
    let span = clause.words.source(first..will);
    let start = clause.sentence.span.start;
    let said = clause
        .text
        .get(span.start.saturating_sub(start)..span.end.saturating_sub(start));
    let said = said.unwrap_or("").split('\'').next().unwrap_or("").trim();
    if said.eq_ignore_ascii_case("you") {
        String::new()
    } else {
        said.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::{Author, Commitment, Context, Part, PartKind, read};

    /// Read as the prospect's mail of Tuesday, 3 November 2026.
    fn promises(text: &str) -> Vec<Commitment> {
        let context = Context {
            author: Author::Prospect,
            sent: "2026-11-03".parse().ok(),
            ..Context::default()
        };
        let kind = PartKind::Text;
        read(&[Part { kind, text }], &context).commitments
    }

    #[test]
    fn a_promise_has_its_owner_and_its_day() {
        for (text, owner, due) in [
            ("I'll send the figures by Friday.", "I", "2026-11-06"),
            (
                "Our IT will open the gateway tomorrow.",
                "Our IT",
                "2026-11-04",
            ),
            ("You'll have our answer on 9 November.", "", "2026-11-09"),
            ("I will ask my boss.", "I", ""),
        ] {
            let found = promises(text);
            let one = found.first().unwrap();
            assert_eq!(
                (one.owner.as_str(), one.due),
                (owner, due.parse().ok()),
                "{text}"
            );
            assert_eq!(one.side, Author::Prospect);
        }
    }

    #[test]
    fn a_time_without_a_known_day_is_a_time() {
        let text = "I'll send it tomorrow.";
        let kind = PartKind::Text;
        let reading = read(&[Part { kind, text }], &Context::default());
        let one = reading.commitments.first().unwrap();
        assert_eq!((one.due, one.dated), (None, true));
    }

    #[test]
    fn what_only_will_be_is_no_promise() {
        for text in [
            "I will be out of the office on Friday.",
            "Will you send the quote?",
            "The board will meet on Monday.",
            "You will need an account first.",
            "I won't be able to send it.",
            "Thanks for the demo.",
        ] {
            assert_eq!(promises(text), [], "{text}");
        }
    }
}
