//! Whether a reply says that they got what they were looking for.
//!
//! A leading yes or no does not decide. What is said of time ("not tested yet") is no answer; good
//! and bad together are a partly.

use super::Clause;
use super::lexicon::Tag;
use super::words::Hit;
use crate::domain::Answer;

/// The answer of a text with the words that give it; `None` when it gives none.
pub fn answer(clauses: &[Clause<'_>]) -> Option<(Answer, String)> {
    let mut verdicts: Vec<(Option<Answer>, &str)> = Vec::new();
    for clause in clauses {
        if let Some(verdict) = verdict(clause) {
            verdicts.push((verdict, clause.text));
        }
    }
    let first = |wanted: Option<Answer>| verdicts.iter().find(|(verdict, _)| *verdict == wanted).map(|(_, text)| (*text).to_owned());
    let (yes, no, partly) = (first(Some(Answer::Yes)), first(Some(Answer::No)), first(Some(Answer::Partly)));
    match (yes, no, partly) {
        (_, _, Some(words)) => Some((Answer::Partly, words)),
        (Some(_), Some(words), None) => Some((Answer::Partly, words)),
        (None, Some(words), None) if first(None).is_none() => Some((Answer::No, words)),
        (Some(words), None, None) => Some((Answer::Yes, words)),
        _ => None,
    }
}

/// What one sentence says: `Some(None)` is "not yet".
fn verdict(clause: &Clause<'_>) -> Option<Option<Answer>> {
    let hits: Vec<&Hit<Tag>> = clause.hits.iter().filter(|hit| matches!(hit.label, Tag::Answer(_))).collect();
    if clause.text.ends_with('?') {
        return None;
    }
    let of = |wanted: Option<Answer>| hits.iter().find(|hit| hit.label == Tag::Answer(wanted));
    let (no, partly, later) = (of(Some(Answer::No)), of(Some(Answer::Partly)), of(None));
    // "not what we needed" holds "what we needed": the longer phrase speaks.
    let yes = hits.iter().find(|hit| {
        hit.label == Tag::Answer(Some(Answer::Yes)) && !hits.iter().any(|other| other.label != hit.label && other.from <= hit.from && hit.to <= other.to) && !denied(clause, hit)
    });
    match (yes, no, partly, later) {
        (_, _, _, Some(_)) => Some(None),
        (_, _, Some(_), _) | (Some(_), Some(_), _, _) => Some(Some(Answer::Partly)),
        (_, Some(_), _, _) => Some(Some(Answer::No)),
        (Some(_), _, _, _) => Some(Some(Answer::Yes)),
        _ => None,
    }
}

fn denied(clause: &Clause<'_>, hit: &Hit<Tag>) -> bool {
    let from = hit.from.saturating_sub(3);
    (from..hit.from).any(|at| matches!(clause.words.form(at), "not" | "never" | "hardly" | "if" | "whether"))
}

#[cfg(test)]
mod tests {
    use crate::reading::{Author, Context, Part, PartKind, read};
    use crate::domain::Answer;

    fn check(text: &str, expected: Option<Answer>) {
        let context = Context { author: Author::Prospect, ..Context::default() };
        let reading = read(&[Part { kind: PartKind::Text, text }], &context);
        assert_eq!(reading.answer.map(|(answer, _)| answer), expected, "{text}");
    }

    #[test]
    fn yes() {
        check("Yes, that was exactly what we were looking for.", Some(Answer::Yes));
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
        check("The speed is fine, but the labels were unreadable.", Some(Answer::Partly));
        check("Partly. The report is still missing.", Some(Answer::Partly));
    }

    #[test]
    fn no_answer_yet() {
        check("We have not tested it yet.", None);
        check("Could you call me on Monday?", None);
        check("How was your weekend?", None);
    }
}
