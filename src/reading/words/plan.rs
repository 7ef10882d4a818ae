//! What a lexicon's files say, compiled: a build writes it as text, the worker reads it.

use super::WordId;
#[cfg(any(test, target_arch = "wasm32"))]
use crate::domain::flat::Reader;
#[cfg(not(target_arch = "wasm32"))]
use crate::domain::flat::Writer;

/// The number of a set of words in its lexicon.
pub(super) type SetId = u16;

/// What a phrase looks for at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    One(SetId),
    Maybe(SetId),
    Gap(u8),
    Any,
    Start,
    End,
}

/// The phrases of a lexicon's files, as `compile` finds them: what a build hands on.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The words that the phrases are made of.
    pub(super) words: Vec<&'static str>,
    /// The words of each set, sorted.
    pub(super) sets: Vec<Vec<WordId>>,
    /// The steps of all phrases.
    pub(super) steps: Vec<Step>,
    /// How many of them each phrase has.
    pub(super) lengths: Vec<usize>,
    /// How the head of each section names what its phrases mean, its rule, and how many they are.
    pub sections: Vec<(&'static str, &'static str, usize)>,
}

/// A step that looks for a set is its number times this, and one of the first two below.
const KINDS: usize = 6;

impl Plan {
    /// The plan as text.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        writer.text(&self.words.join(" "));
        writer.number(self.sets.len());
        for set in &self.sets {
            writer.numbers(set.iter().copied());
        }
        writer.numbers(self.steps.iter().map(|step| number(*step)));
        writer.numbers(self.lengths.iter().copied());
        let heads = self
            .sections
            .iter()
            .map(|(name, rule, _)| [name, " ", rule].concat());
        writer.text(&heads.collect::<Vec<_>>().join("\n"));
        writer.numbers(self.sections.iter().map(|(_, _, count)| *count));
        writer.finish()
    }

    /// A plan from its text.
    #[cfg(any(test, target_arch = "wasm32"))]
    pub fn read(text: &'static str) -> Self {
        let mut reader = Reader::of(text);
        let words = reader.text().split(' ').collect();
        let sets: Vec<Vec<WordId>> = (0..reader.number()).map(|_| reader.numbers()).collect();
        let steps = reader.numbers().into_iter().map(step).collect();
        let lengths = reader.numbers();
        let heads = reader.text().lines();
        let counts = reader.numbers();
        let sections = heads
            .filter_map(|head| head.split_once(' '))
            .zip(counts)
            .map(|((name, rule), count)| (name, rule, count));
        Self {
            words,
            sets,
            steps,
            lengths,
            sections: sections.collect(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn number(step: Step) -> usize {
    match step {
        Step::One(set) => usize::from(set) * KINDS,
        Step::Maybe(set) => usize::from(set) * KINDS + 1,
        Step::Gap(most) => usize::from(most) * KINDS + 2,
        Step::Any => 3,
        Step::Start => 4,
        Step::End => 5,
    }
}

#[cfg(any(test, target_arch = "wasm32"))]
fn step(number: usize) -> Step {
    let of = number / KINDS;
    match number % KINDS {
        0 => Step::One(SetId::try_from(of).unwrap_or(0)),
        1 => Step::Maybe(SetId::try_from(of).unwrap_or(0)),
        2 => Step::Gap(u8::try_from(of).unwrap_or(u8::MAX)),
        3 => Step::Any,
        4 => Step::Start,
        _ => Step::End,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let file = "@send = send share\n[a ask.you]\ncould|can you please? @send\n^ it ..2 _ $\n[b other]\n";
        let (plan, unread) = Plan::compile(&[("", file)]);
        assert_eq!(unread, ["^ it ..2 _ $"; 0]);
        assert_eq!(Plan::read(plan.write().leak()), plan);
        assert!(plan.steps.contains(&Step::Gap(2)));
    }
}
