//! From the lines of a lexicon's files to the plan of what [`super::phrase`] looks for. Only builds
//! and native programs do this: the worker takes the plan in as it is.

use std::collections::BTreeMap;

use super::plan::{Plan, SetId, Step};
use super::{Vocabulary, WordId, little};
use crate::domain::texts::Source;

impl Plan {
    /// Compiles files. Beside the plan are the lines that could not be read, such as one that begins
    /// with nothing to look for: they are left out.
    pub fn compile(files: &[Source]) -> (Self, Vec<&'static str>) {
        let mut compiler = Compiler::default();
        for word in little::words() {
            compiler.vocabulary.learn(word);
        }
        let lines = |(_, text): &Source| text.lines().map(str::trim);
        for line in files.iter().flat_map(lines) {
            if let Some((name, words)) = class(line) {
                let ids = words.map(|word| compiler.vocabulary.learn(word)).collect();
                compiler.classes.insert(name, ids);
            }
        }
        for file in files {
            compiler.file(lines(file));
        }
        compiler.plan.words = compiler.vocabulary.words();
        (compiler.plan, compiler.unread)
    }
}

/// What is known while a lexicon is compiled.
#[derive(Default)]
struct Compiler {
    plan: Plan,
    vocabulary: Vocabulary,
    classes: BTreeMap<&'static str, Vec<WordId>>,
    /// The pieces of lines that were seen, and the sets that they mean.
    pieces: BTreeMap<&'static str, SetId>,
    unread: Vec<&'static str>,
}

impl Compiler {
    fn file(&mut self, lines: impl Iterator<Item = &'static str>) {
        let mut section = false;
        for line in lines.filter(|line| !is_remark(line) && class(line).is_none()) {
            let understood = if let Some(head) = head(line) {
                let head = head.split_once(' ');
                self.plan
                    .sections
                    .extend(head.map(|(name, rule)| (name, rule, 0)));
                section = head.is_some();
                section
            } else {
                section && self.phrase(line).is_some()
            };
            self.unread.extend((!understood).then_some(line));
        }
    }

    /// Takes a phrase of the newest section in; `None` when it begins with nothing to look for.
    fn phrase(&mut self, line: &'static str) -> Option<()> {
        let pieces = line.split_ascii_whitespace();
        let steps = pieces
            .map(|piece| self.step(piece))
            .collect::<Option<Vec<Step>>>()?;
        let mut looks = steps
            .iter()
            .filter(|step| !matches!(step, Step::Start | Step::Maybe(_)));
        if !matches!(looks.next(), Some(Step::One(_))) {
            return None;
        }
        let (_, _, count) = self.plan.sections.last_mut()?;
        *count += 1;
        self.plan.lengths.push(steps.len());
        self.plan.steps.extend(steps);
        Some(())
    }

    fn step(&mut self, piece: &'static str) -> Option<Step> {
        Some(match piece {
            "^" => Step::Start,
            "$" => Step::End,
            "_" => Step::Any,
            "[?]" => Step::One(self.set("?")?),
            _ => {
                if let Some(most) = piece.strip_prefix("..") {
                    Step::Gap(most.parse().ok()?)
                } else if let Some(words) = piece.strip_suffix('?') {
                    Step::Maybe(self.set(words)?)
                } else {
                    Step::One(self.set(piece)?)
                }
            }
        })
    }

    /// The set that a piece of a line means. Most pieces stand in many lines.
    fn set(&mut self, piece: &'static str) -> Option<SetId> {
        if let Some(set) = self.pieces.get(piece) {
            return Some(*set);
        }
        let mut ids = Vec::new();
        for word in piece.split('|') {
            match word.strip_prefix('@') {
                Some(name) => ids.extend(self.classes.get(name)?),
                None => ids.push(self.vocabulary.learn(word)),
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let set = SetId::try_from(self.plan.sets.len()).ok()?;
        self.plan.sets.push(ids);
        self.pieces.insert(piece, set);
        Some(set)
    }
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
