//! Answers in so many words ("it was just right"), which are ones whatever else a mail says: a model hears the whole
//! mail, and what else is said in it speaks against them.

use std::ops::Range;

use super::{but_not, supposed, turned};
use crate::domain::Answer;
use crate::reading::Clause;
use crate::reading::lexicon::Tag;
use crate::reading::words::Hit;

/// The answer that a sentence gives in so many words.
pub fn answer(clause: &Clause<'_>) -> Option<Answer> {
    let turns = |hit: &Hit<Tag>| hit.label == Tag::Says(Answer::Yes) && turned(clause, hit.from);
    let longer = |hit: &Hit<Tag>, other: &Hit<Tag>| {
        let over = other.from <= hit.from && hit.to <= other.to;
        over && other.to - other.from > hit.to - hit.from && matches!(other.label, Tag::Says(_))
    };
    // "Showed that it does not fit" holds "showed that it".
    let counts = |hit: &&Hit<Tag>| {
        let held = clause.hits.iter().any(|other| longer(hit, other));
        !held && !turns(hit) && !supposed(clause, hit.from)
    };
    let says = |hit: &Hit<Tag>| match hit.label {
        Tag::Says(answer) => Some((hit.from..hit.to, answer)),
        _ => None,
    };
    let said = clause.hits.iter().filter(counts).filter_map(says);
    let said: Vec<(Range<usize>, Answer)> = said.collect();
    let (_, first) = said.first()?;
    // "Half of our questions", but "half of our people are ill".
    let within = |hit: &Hit<Tag>| {
        let holds = |(words, answer): &(Range<usize>, Answer)| {
            *answer == Answer::Partly && words.contains(&hit.from)
        };
        said.iter().any(holds)
    };
    let waits = |hit: &Hit<Tag>| hit.label == Tag::Answer(None) && !within(hit);
    if clause.hits.iter().any(waits) || clause.text.ends_with('?') {
        return None;
    }
    // Praise and fault in one sentence.
    let one = said.iter().all(|(_, answer)| answer == first);
    let turned = *first == Answer::Yes && but_not(clause);
    Some(if one && !turned {
        *first
    } else {
        Answer::Partly
    })
}
