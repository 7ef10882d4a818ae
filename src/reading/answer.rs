//! Whether a reply says that they got what they were looking for.
//!
//! A leading yes or no does not decide. What is said of time ("not tested yet") is no answer; good
//! and bad together are a partly.

use super::Clause;
use super::lexicon::Tag;
use super::words::Hit;
use crate::domain::Answer;

/// What one sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Says(Answer),
    NotYet,
}

/// The answer of a text with the words that give it; `None` when it gives none.
pub fn answer(clauses: &[Clause<'_>]) -> Option<(Answer, String)> {
    let verdicts: Vec<(Verdict, &str)> = clauses
        .iter()
        .filter_map(|clause| Some((verdict(clause)?, clause.text)))
        .collect();
    let first = |wanted: Verdict| {
        verdicts
            .iter()
            .find(|(verdict, _)| *verdict == wanted)
            .map(|(_, text)| (*text).to_owned())
    };
    let yes = first(Verdict::Says(Answer::Yes));
    let no = first(Verdict::Says(Answer::No));
    if let Some(words) = first(Verdict::Says(Answer::Partly)) {
        return Some((Answer::Partly, words));
    }
    match (yes, no) {
        (Some(_), Some(words)) => Some((Answer::Partly, words)),
        (None, Some(words)) if first(Verdict::NotYet).is_none() => Some((Answer::No, words)),
        (Some(words), None) => Some((Answer::Yes, words)),
        _ => None,
    }
}

fn verdict(clause: &Clause<'_>) -> Option<Verdict> {
    let hits: Vec<&Hit<Tag>> = clause
        .hits
        .iter()
        .filter(|hit| matches!(hit.label, Tag::Answer(_)))
        .collect();
    if clause.text.ends_with('?') {
        return None;
    }
    let has = |wanted: Option<Answer>| hits.iter().any(|hit| hit.label == Tag::Answer(wanted));
    // "not what we needed" holds "what we needed": the longer phrase speaks.
    let inside = |hit: &Hit<Tag>| {
        hits.iter()
            .any(|other| other.label != hit.label && other.from <= hit.from && hit.to <= other.to)
    };
    // "Tuesday is fine" settles a date, not a request.
    let weak = |hit: &Hit<Tag>| hit.rule == "weak" && !clause.dates.is_empty();
    let yes = hits.iter().any(|hit| {
        hit.label == Tag::Answer(Some(Answer::Yes))
            && !inside(hit)
            && !denied(clause, hit)
            && !weak(hit)
    });
    let no = has(Some(Answer::No)) || (yes && but_not(clause));
    if has(None) {
        Some(Verdict::NotYet)
    } else if has(Some(Answer::Partly)) || (yes && no) {
        Some(Verdict::Says(Answer::Partly))
    } else if no {
        Some(Verdict::Says(Answer::No))
    } else {
        yes.then_some(Verdict::Says(Answer::Yes))
    }
}

/// "..., but the export was not shown": something is missing after a good word, whatever it is.
fn but_not(clause: &Clause<'_>) -> bool {
    let words = clause.text.split_whitespace().count();
    // A contraction counts as two words.
    let forms = || (0..words.saturating_mul(2)).map(|at| clause.words.form(at));
    let turns = |form: &str| matches!(form, "but" | "however" | "except" | "although");
    let lacks = |form: &str| matches!(form, "not" | "never" | "missing" | "without" | "lack");
    forms().skip_while(|form| !turns(form)).any(lacks)
}

fn denied(clause: &Clause<'_>, hit: &Hit<Tag>) -> bool {
    let from = hit.from.saturating_sub(3);
    (from..hit.from).any(|at| {
        matches!(
            clause.words.form(at),
            "not" | "never" | "hardly" | "if" | "whether"
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::Answer;
    use crate::reading::{Author, Context, Part, PartKind, read};

    fn check(text: &str, expected: Option<Answer>) {
        let context = Context {
            author: Author::Prospect,
            ..Context::default()
        };
        let reading = read(
            &[Part {
                kind: PartKind::Text,
                text,
            }],
            &context,
        );
        assert_eq!(reading.answer.map(|(answer, _)| answer), expected, "{text}");
    }

    #[test]
    fn yes() {
        check(
            "Yes, that was exactly what we were looking for.",
            Some(Answer::Yes),
        );
        check("The demo answered all our questions.", Some(Answer::Yes));
        check("All five criteria were met.", Some(Answer::Yes));
    }

    #[test]
    fn no() {
        check("The export did not work with our file.", Some(Answer::No));
        check("It was not what we needed.", Some(Answer::No));
    }

    #[test]
    fn partly() {
        check(
            "The speed is fine, but the labels were unreadable.",
            Some(Answer::Partly),
        );
        check("Partly. The report is still missing.", Some(Answer::Partly));
        check(
            "We saw what we needed on the planning, but the export was not shown.",
            Some(Answer::Partly),
        );
    }

    #[test]
    fn no_answer_yet() {
        check("We have not tested it yet.", None);
        check("Could you call me on Monday?", None);
        check("How was your weekend?", None);
    }
}
