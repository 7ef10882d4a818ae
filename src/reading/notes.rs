//! What the rules said of each sentence, as the models are told it.

use super::automatic::Ruled;
use super::learned::Note;
use super::{Asked, Automatic, Clause, agrees, answer, commitments, draft, requests};

/// The notes of each sentence of a text.
pub fn notes(clauses: &[Clause<'_>], asked: &[Asked], ruled: &Ruled) -> Vec<Vec<Note>> {
    // They stand in the order of the text, as the sentences do.
    let mut asked = asked.iter().peekable();
    let count = clauses.iter().filter(|clause| clause.says()).count();
    let mut said = 0;
    let one = |(at, clause): (usize, &Clause<'_>)| {
        let mut notes: Vec<Note> = vec![("of", size(count))];
        if clause.says() {
            said += 1;
            notes.extend(part(said, count).map(|part| ("at", part)));
        }
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

/// How many sentences a mail has: the more it has, the fewer of them ask or answer anything.
const fn size(count: usize) -> &'static str {
    match count {
        0..=1 => "one",
        2..=3 => "few",
        4..=6 => "some",
        7..=10 => "many",
        _ => "letter",
    }
}

/// Which of a mail's sentences one is, counted from 1.
const fn part(said: usize, count: usize) -> Option<&'static str> {
    Some(match said {
        _ if count < 4 => return None,
        1 => "first",
        2 => "second",
        _ if said == count => "last",
        _ => "amid",
    })
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
