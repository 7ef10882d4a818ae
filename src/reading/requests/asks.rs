//! Whether a text asks its reader for anything at all: an answer, an act, a meeting.

use super::{View, plainly};
use crate::reading::Clause;
use crate::reading::learned::{Label, Learned};
use crate::reading::lexicon::Tag;
use crate::reading::words::Hit;

/// A sentence may begin with a name and still with its verb: "Ann, send it to Bo".
const GREETING: usize = 3;

/// Whether a text asks its reader anything at all.
pub fn expects_answer(clauses: &[Clause<'_>]) -> bool {
    clauses.iter().any(asks)
}

/// Whether a text asks its reader anything at all, when the rules and what was learned are heard
/// together.
pub fn asked_of_you(clauses: &[Clause<'_>], learned: &Learned) -> bool {
    let mut numbered = clauses.iter().enumerate();
    numbered.any(|(at, clause)| {
        let says = || learned.says(at, Label::Asks, false) || plainly_asked(clause);
        !only_looks_so(clause) && says()
    })
}

/// Whether a part of a sentence begins with words that ask whatever else it says: "please add what I have missed".
fn plainly_asked(clause: &Clause<'_>) -> bool {
    clause.hits.iter().any(|hit| {
        let plain = hit.label == Tag::Wide(false) && hit.rule == "plainly";
        plain && (plainly::begins(clause, hit.from) || begins(clause, hit.from))
    })
}

/// "Please note that we close at five."
fn only_looks_so(clause: &Clause<'_>) -> bool {
    clause.hits.iter().any(|hit| hit.label == Tag::Wide(true))
}

/// Whether a rep's own text asks the prospect anything, by the rules: how a sentence begins tells little there,
/// for "Have a nice weekend" and "See you on Tuesday" ask nothing.
pub fn asked_by_rep(clauses: &[Clause<'_>]) -> bool {
    clauses.iter().any(|clause| rules(clause, &|_| false))
}

/// Whether a sentence does, by the rules.
pub fn asks(clause: &Clause<'_>) -> bool {
    rules(clause, &|at| begins(clause, at))
}

/// The same; `starts`: whether a verb that asks where a sentence begins does so at a word.
fn rules(clause: &Clause<'_>, starts: &dyn Fn(usize) -> bool) -> bool {
    if only_looks_so(clause) {
        return false;
    }
    let question = || {
        let said = clause.text.trim_end_matches(['"', '”', ')', '\'']);
        said.ends_with(['?', '？']) && clause.words.tokens.len() > 2
    };
    let wide = || {
        clause
            .hits
            .iter()
            .any(|hit| hit.label == Tag::Wide(false) && (hit.rule != "start" || starts(hit.from)))
    };
    let cue = || {
        let view = View::of(clause);
        let mut cues = view.cues.iter();
        cues.any(|cue| cue.rule == "please" || cue.rule == "polite question" && to_you(clause, cue))
    };
    question() || wide() || cue()
}

/// "could you", or a polite question that begins its sentence; "this would be" asks nobody.
fn to_you(clause: &Clause<'_>, cue: &Hit<Tag>) -> bool {
    let word = |at| clause.words.form(at);
    let modal = matches!(word(cue.from), "could" | "can" | "would" | "will");
    let you = matches!(
        word(cue.from + 1),
        "you" | "someone" | "somebody" | "anyone" | "anybody"
    );
    modal && you || begins(clause, cue.from)
}

/// Whether a word begins its sentence, or follows the name of who is spoken to.
fn begins(clause: &Clause<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map_or("", |before| clause.words.form(before));
    at == 0 || at <= GREETING && matches!(before, "," | ":" | "–")
}

#[cfg(test)]
mod tests {
    use crate::reading::{Author, Context, Part, PartKind, read};

    fn check(text: &str, expected: bool) {
        by(Author::Unknown, text, expected);
    }

    fn by(author: Author, text: &str, expected: bool) {
        let kind = PartKind::Text;
        let context = Context {
            author,
            ..Context::default()
        };
        let reading = read(&[Part { kind, text }], &context);
        assert_eq!(reading.expects_answer, expected, "{text}");
    }

    #[test]
    fn what_a_rep_asks_waits_for_an_answer() {
        for text in [
            "Hi Dana,\n\nthe quote is attached. Shall I book the room?\n\nRobin",
            "Hi Dana,\n\nI need the name of the person who tests.\n\nBest regards\nRobin",
            "The samples went out today. I look forward to your answer.",
            "How did the test go?",
        ] {
            by(Author::Rep, text, true);
        }
        for text in [
            "Hi Dana,\n\nthe quote is attached.\n\nHave a nice weekend\nRobin",
            "See you on Tuesday.",
            "If you have any questions, please let me know.",
        ] {
            by(Author::Rep, text, false);
        }
    }

    #[test]
    fn asks_of_every_kind() {
        check("Could you have a look at it?", true);
        check("Ann, send the file to Bo before noon.", true);
        check("Let me know what you think of the draft.", true);
        check("I'd like to know when the board meets.", true);
        check("Who runs the test on your side?", true);
        check(
            "The boxes are in the hall. Please add what I have missed.",
            true,
        );
        check("I would like you to ask Sara whether she comes.", true);
    }

    #[test]
    fn what_asks_for_nothing() {
        check("Thanks, that helps a lot.", false);
        check("If you have any questions, please let me know.", false);
        check("The board meets on Monday at noon.", false);
        check("Please note that we close at five.", false);
    }
}
