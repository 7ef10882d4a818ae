//! What the rules said of each sentence, as the models are told it.

use super::automatic::Ruled;
use super::learned::Note;
use super::{Asked, Automatic, Clause, agrees, answer, commitments, draft, requests};

/// The notes of each sentence of a text.
pub fn notes(clauses: &[Clause<'_>], asked: &[Asked], ruled: &Ruled) -> Vec<Vec<Note>> {
    // They stand in the order of the text, as the sentences do.
    let mut asked = asked.iter().peekable();
    let one = |(at, clause): (usize, &Clause<'_>)| {
        let mut notes: Vec<Note> = Vec::new();
        while let Some(asked) = asked.next_if(|asked| asked.span == clause.sentence.span) {
            notes.push(("asks", asked.kind.code()));
            notes.push(("by", asked.rule));
        }
        notes.extend(answer::of(clause, at).map(|answer| ("answers", answer)));
        let agrees = agrees::of(clause).map(|_| ("says", "agrees"));
        let promises = commitments::promise(clause).map(|_| ("says", "promises"));
        notes.extend(agrees.into_iter().chain(promises));
        notes.extend(draft::does(clause).into_iter().map(|what| ("does", what)));
        notes.extend(requests::asks(clause).then_some(("says", "asks")));
        if ruled.writer != Automatic::Human {
            notes.push(("machine", code(ruled.writer)));
        }
        if at == 0 {
            notes.extend(ruled.signs.iter().map(|sign| ("sign", code(*sign))));
        }
        if clauses.len() == 1 {
            notes.push(("place", "alone"));
        } else if at == 0 {
            notes.push(("place", "first"));
        } else if at + 1 == clauses.len() {
            notes.push(("place", "last"));
        }
        notes
    };
    clauses.iter().enumerate().map(one).collect()
}

/// Whether the rules found that somebody asks, answers, agrees or promises.
pub fn of_a_person(notes: &[Vec<Note>]) -> bool {
    let mut notes = notes.iter().flatten();
    notes.any(|(name, _)| matches!(*name, "asks" | "answers" | "says"))
}

const fn code(automatic: Automatic) -> &'static str {
    match automatic {
        Automatic::Human => "human",
        Automatic::OutOfOffice { .. } => "out_of_office",
        Automatic::Bounce => "bounce",
        Automatic::List => "list",
        Automatic::Calendar => "calendar",
        Automatic::Receipt => "receipt",
    }
}
