//! From the lines of a lexicon's files to what [`super::phrase`] looks for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::phrase::{
    Begin, CLAUSE_ENDS, Lexicon, Mask, Need, Phrase, Set, SetId, Source, Step, bit,
};
use super::{Vocabulary, WordId};

impl<L: Copy> Lexicon<L> {
    /// Compiles files. `label` reads the first word of a section's head; a section whose label is
    /// not known, and a line that begins with nothing to look for, is left out and named in
    /// `unread`.
    pub fn compile(sources: &[Source], label: impl Fn(&str) -> Option<L>) -> Self {
        let mut new = Self {
            vocabulary: Vocabulary::default(),
            ids: Vec::new(),
            sets: vec![Set {
                ids: 0..0,
                mask: Mask::MAX,
            }],
            steps: Vec::new(),
            phrases: Vec::new(),
            sections: Vec::new(),
            begins: Vec::new(),
            begins_to: Vec::new(),
            ends: Vec::new(),
            #[cfg(test)]
            unread: Vec::new(),
        };
        let ends = CLAUSE_ENDS.iter().map(|mark| new.vocabulary.learn(mark));
        new.ends = ends.collect();
        let mut pieces = Pieces::default();
        let lines = |source: &Source| source.text.lines().map(str::trim);
        for line in sources.iter().flat_map(lines) {
            if let Some((name, words)) = class(line) {
                let ids = words.map(|word| new.vocabulary.learn(word)).collect();
                pieces.classes.insert(name, ids);
            }
        }
        for source in sources {
            new.file(lines(source), &label, &mut pieces);
        }
        new.begin();
        new
    }

    fn file(
        &mut self,
        lines: impl Iterator<Item = &'static str>,
        label: impl Fn(&str) -> Option<L>,
        pieces: &mut Pieces,
    ) {
        let mut section = None;
        for line in lines.filter(|line| !is_remark(line) && class(line).is_none()) {
            let understood = if let Some(head) = head(line) {
                section = head
                    .split_once(' ')
                    .and_then(|(name, rule)| Some((label(name)?, name, rule)));
                self.sections.extend(section);
                section.is_some()
            } else {
                section.is_some() && self.phrase(line, pieces).is_some()
            };
            #[cfg(test)]
            self.unread.extend((!understood).then_some(line));
            let _ = understood;
        }
    }

    /// Takes a phrase of the newest section in; `None` when it begins with nothing to look for.
    fn phrase(&mut self, line: &'static str, pieces: &mut Pieces) -> Option<()> {
        let start = self.steps.len();
        for piece in line.split_ascii_whitespace() {
            let step = self.step(piece, pieces)?;
            self.steps.push(step);
        }
        let steps = start..self.steps.len();
        let looks = self
            .steps
            .get(steps.clone())?
            .iter()
            .find(|step| !matches!(step, Step::Start | Step::Maybe(_)));
        let section = self.sections.len() - 1;
        matches!(looks, Some(Step::One(_))).then(|| self.phrases.push(Phrase { steps, section }))
    }

    fn step(&mut self, piece: &'static str, pieces: &mut Pieces) -> Option<Step> {
        Some(match piece {
            "^" => Step::Start,
            "$" => Step::End,
            "_" => Step::Any,
            "[?]" => Step::One(self.set("?", pieces)?),
            _ => {
                if let Some(most) = piece.strip_prefix("..") {
                    Step::Gap(most.parse().ok()?)
                } else if let Some(words) = piece.strip_suffix('?') {
                    Step::Maybe(self.set(words, pieces)?)
                } else {
                    Step::One(self.set(piece, pieces)?)
                }
            }
        })
    }

    /// The set that a piece of a line means. Most pieces stand in many lines.
    fn set(&mut self, piece: &'static str, pieces: &mut Pieces) -> Option<SetId> {
        let known = pieces.names.learn(piece);
        if let Some(set) = pieces.sets.get(known).copied().flatten() {
            return Some(set);
        }
        let mut ids = Vec::new();
        for word in piece.split('|') {
            match word.strip_prefix('@') {
                Some(name) => ids.extend(pieces.classes.get(name)?),
                None => ids.push(self.vocabulary.learn(word)),
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let mask = ids.iter().fold(0, |mask, id| mask | bit(*id));
        let start = self.ids.len();
        self.ids.extend(ids);
        let set = SetId::try_from(self.sets.len()).ok()?;
        self.sets.push(Set {
            ids: start..self.ids.len(),
            mask,
        });
        pieces.sets.resize(pieces.names.len(), None);
        if let Some(place) = pieces.sets.get_mut(known) {
            *place = Some(set);
        }
        Some(set)
    }

    /// Lists the phrases by the words that they can begin with.
    fn begin(&mut self) {
        let mut all = Vec::new();
        for (phrase, steps) in (0..).zip(self.phrases.iter().map(|phrase| &phrase.steps)) {
            self.begins_of(phrase, steps.clone(), &mut all);
        }
        let mut to = vec![0; self.vocabulary.len()];
        for (id, _) in &all {
            if let Some(count) = to.get_mut(*id) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut to {
            sum += std::mem::replace(count, sum);
        }
        // Each word's place moves on with each of its phrases, from its start to its end.
        let nothing = Begin {
            phrase: 0,
            needs: needs_of(&[]),
        };
        self.begins = vec![nothing; all.len()];
        for (id, begin) in all {
            let next = to.get_mut(id);
            if let Some((at, next)) = next.map(|next| (*next, next)) {
                *next += 1;
                if let Some(place) = self.begins.get_mut(at) {
                    *place = begin;
                }
            }
        }
        self.begins_to = to;
    }

    /// The words that a phrase can begin with, each once.
    fn begins_of(&self, phrase: u16, steps: Range<usize>, all: &mut Vec<(WordId, Begin)>) {
        let first = all.len();
        let steps = self.steps.get(steps).unwrap_or_default();
        for (at, step) in steps.iter().enumerate() {
            let (Step::One(set) | Step::Maybe(set)) = step else {
                continue;
            };
            let needs = needs_of(steps.get(at + 1..).unwrap_or_default());
            // A word of two steps: nothing certain follows it.
            let optional = first < all.len();
            for id in self.words(*set) {
                let mut before = all.get_mut(first..).unwrap_or_default().iter_mut();
                match before.find(|(known, _)| optional && known == id) {
                    Some((_, known)) => known.needs = needs_of(&[]),
                    None => all.push((*id, Begin { phrase, needs })),
                }
            }
            if matches!(step, Step::One(_)) {
                break;
            }
        }
    }
}

/// What is known of the pieces of lines while a lexicon is compiled.
#[derive(Default)]
struct Pieces {
    classes: BTreeMap<&'static str, Vec<WordId>>,
    /// The pieces that were seen, and the sets that they mean by their numbers.
    names: Vocabulary,
    sets: Vec<Option<SetId>>,
}

/// The first two words that must follow: which, and at most how far on.
fn needs_of(steps: &[Step]) -> [Need; 2] {
    // The set of number 0 has every bit, so nothing is asked of what has no second word.
    let mut needs = [Need {
        set: 0,
        within: u8::MAX,
    }; 2];
    let mut places = needs.iter_mut();
    let mut within: u8 = 0;
    for step in steps {
        match step {
            Step::One(set) => {
                let Some(need) = places.next() else { break };
                *need = Need { set: *set, within };
                within = within.saturating_add(1);
            }
            Step::Maybe(_) | Step::Any => within = within.saturating_add(1),
            Step::Gap(most) => within = within.saturating_add(*most),
            Step::Start => {}
            Step::End => break,
        }
    }
    needs
}

fn is_remark(line: &str) -> bool {
    line.is_empty() || line.starts_with("//")
}

/// What stands in the brackets that begin a section.
fn head(line: &'static str) -> Option<&'static str> {
    line.strip_prefix('[')?
        .strip_suffix(']')
        .filter(|head| !head.starts_with('?'))
}

fn class(line: &'static str) -> Option<(&'static str, impl Iterator<Item = &'static str>)> {
    let (name, words) = line.strip_prefix('@')?.split_once(" = ")?;
    Some((name, words.split_whitespace()))
}
