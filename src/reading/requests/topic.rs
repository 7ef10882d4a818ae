//! What a sentence that asks speaks of, when it names no thing of a kind: "Is it negotiable?".

use super::View;
use crate::domain::{Kind, order};
use crate::reading::lexicon::{Cue, Tag};

/// The kind that most of a sentence's words speak of; `None` when it does not ask, or when two
/// kinds are spoken of as much.
pub fn kind(view: &View<'_>) -> Option<Kind> {
    let said = |kind: Kind| -> usize {
        let topics = view.topics.iter();
        let words = topics.filter(|hit| hit.label == Tag::Topic(kind));
        words
            .map(|hit| 1 + usize::from(hit.to - hit.from > 1))
            .sum()
    };
    let mut counts: Vec<(usize, Kind)> = Kind::ALL.map(|kind| (said(kind), kind)).to_vec();
    order::sort_by_key(&mut counts, |(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(most, kind), (next, _), ..] if *most > 0 && most > next && asks(view) => Some(*kind),
        _ => None,
    }
}

/// A question or a wish to the reader.
fn asks(view: &View<'_>) -> bool {
    let cue = |cue: Cue| view.cues.iter().any(|hit| hit.label == Tag::Cue(cue));
    cue(Cue::Ask) || cue(Cue::Wish)
}
