//! Phrases as data: what a line of a lexicon means, and where a phrase stands in a run of words.
//!
//! A line is words with one space between. `a|b` is either, `@name` any word of that class, a `?`
//! at the end of a word makes it optional, `..3` stands for up to three words that do not cross
//! the end of a clause, `#` is a number, `_` any one word, `^` the start and `$` the end of a sentence. `[?]` is a
//! question mark. Lines beginning with `//` are remarks. `@name = a b c` makes a class.
//! `[label rule]` begins a section: what its phrases mean, and the rule's name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Token, Vocabulary, WordId, Words};

/// A lexicon's file.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its text.
    pub text: &'static str,
}

/// The number of a [`Set`] in its lexicon.
type SetId = u16;

/// Words of which any may stand at a place.
#[derive(Clone, Debug)]
struct Set {
    /// Its words, sorted, among the lexicon's `ids`.
    ids: Range<usize>,
    /// A bit for each word's last seven bits: what it lacks is in none of them.
    mask: Mask,
}

/// Words as bits, so that most phrases are refused without a search.
type Mask = u128;

const fn bit(id: WordId) -> Mask {
    1 << (id & 127)
}

#[derive(Clone, Copy, Debug)]
enum Step {
    One(SetId),
    Maybe(SetId),
    Gap(u8),
    Any,
    Start,
    End,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// Its place among the lexicon's `steps`.
    steps: Range<usize>,
    /// Its place among the lexicon's `sections`.
    section: usize,
}

/// A phrase that can begin with a word, and two sets of which words must follow it.
#[derive(Clone, Copy, Debug)]
struct Begin {
    phrase: u16,
    needs: [Need; 2],
}

/// A word of a set stands at most so many words further on.
#[derive(Clone, Copy, Debug)]
struct Need {
    set: SetId,
    within: u8,
}

/// As far as words are looked ahead at; what may stand further on is looked for where it stands.
const AHEAD: usize = 8;

/// Where a phrase stands: `from..to` are word numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<L> {
    /// What the phrase means.
    pub label: L,
    /// The rule that the phrase belongs to.
    pub rule: &'static str,
    /// The number of its first word.
    pub from: usize,
    /// One more than the number of its last word.
    pub to: usize,
}

/// Compiled phrases. All lie flat in a few lists, because a lexicon is compiled at each start of
/// the worker and looked through for each word of a mail.
#[derive(Clone, Debug)]
pub struct Lexicon<L> {
    /// The words that the phrases are made of.
    pub vocabulary: Vocabulary,
    ids: Vec<WordId>,
    sets: Vec<Set>,
    steps: Vec<Step>,
    phrases: Vec<Phrase>,
    /// What a section's phrases mean, and the rule's name.
    sections: Vec<(L, &'static str)>,
    /// The phrases that can begin with a word: those of the word 0, of the word 1, and so on.
    begins: Vec<Begin>,
    /// Where those of a word end among them, by its number.
    begins_to: Vec<usize>,
    /// The words that end a clause.
    ends: Vec<WordId>,
    /// Lines that could not be read, for the test that there are none.
    #[cfg(test)]
    pub unread: Vec<&'static str>,
}

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
                    .and_then(|(name, rule)| Some((label(name)?, rule)));
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

    /// The phrases that can begin with a word.
    fn beginning_with(&self, id: WordId) -> &[Begin] {
        let to = |id: usize| self.begins_to.get(id).copied();
        let from = id.checked_sub(1).and_then(to).unwrap_or(0);
        let range = from..to(id).unwrap_or(from);
        self.begins.get(range).unwrap_or_default()
    }

    /// The words of a set.
    fn words(&self, set: SetId) -> &[WordId] {
        let set = self.sets.get(usize::from(set));
        set.and_then(|set| self.ids.get(set.ids.clone()))
            .unwrap_or_default()
    }

    fn has(&self, set: SetId, id: WordId) -> bool {
        self.mask(set) & bit(id) != 0 && self.words(set).binary_search(&id).is_ok()
    }

    fn mask(&self, set: SetId) -> Mask {
        self.sets.get(usize::from(set)).map_or(0, |set| set.mask)
    }

    /// Every place where a phrase stands, by its first word. Phrases are short and their gaps
    /// bounded, so this is linear in the number of words.
    pub fn hits(&self, words: &Words) -> Vec<Hit<L>> {
        let mut hits = Vec::new();
        for (from, token) in words.tokens.iter().enumerate() {
            let begins = self.beginning_with(token.id);
            if begins.is_empty() {
                continue;
            }
            let ahead = ahead(words.tokens.get(from + 1..).unwrap_or_default());
            let may = |need: Need| {
                let next = ahead.get(usize::from(need.within)).copied();
                self.mask(need.set) & next.unwrap_or(Mask::MAX) != 0
            };
            for begin in begins
                .iter()
                .filter(|begin| begin.needs.into_iter().all(may))
            {
                let Some(phrase) = self.phrases.get(usize::from(begin.phrase)) else {
                    continue;
                };
                let steps = self.steps.get(phrase.steps.clone()).unwrap_or_default();
                let section = self.sections.get(phrase.section).copied();
                let found = self.stands(steps, words, from).zip(section);
                hits.extend(found.map(|(to, (label, rule))| Hit {
                    label,
                    rule,
                    from,
                    to,
                }));
            }
        }
        hits
    }

    fn stands(&self, mut steps: &[Step], words: &Words, mut at: usize) -> Option<usize> {
        let id = |at: usize| words.tokens.get(at).map(|token| token.id);
        // Most steps are one word.
        while let Some((Step::One(set), rest)) = steps.split_first() {
            if !self.has(*set, id(at)?) {
                return None;
            }
            (steps, at) = (rest, at + 1);
        }
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
        let here = id(at);
        match step {
            Step::Start => is_start(words, at)
                .then(|| self.stands(rest, words, at))
                .flatten(),
            Step::End => here.is_none_or(|id| self.ends.contains(&id)).then_some(at),
            Step::One(_) => None,
            Step::Any => here.and_then(|_| self.stands(rest, words, at + 1)),
            Step::Maybe(set) => here
                .filter(|id| self.has(*set, *id))
                .and_then(|_| self.stands(rest, words, at + 1))
                .or_else(|| self.stands(rest, words, at)),
            Step::Gap(most) => {
                for skipped in 0..=usize::from(*most) {
                    if let Some(to) = self.stands(rest, words, at + skipped) {
                        return Some(to);
                    }
                    let id = words.tokens.get(at + skipped)?.id;
                    if self.ends.contains(&id) {
                        return None;
                    }
                }
                None
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

/// The words that follow, as bits: at each place those up to there.
fn ahead(next: &[Token]) -> [Mask; AHEAD] {
    let mut seen = 0;
    let mut next = next.iter();
    [(); AHEAD].map(|()| {
        seen |= next.next().map_or(0, |token| bit(token.id));
        seen
    })
}

/// The marks that a gap does not cross.
const CLAUSE_ENDS: [&str; 7] = [".", "?", "!", ";", ":", ",", "–"];

/// The start of a sentence, or what follows its greeting, its "and" or its list mark.
fn is_start(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    matches!(
        words.form(before),
        "," | ":"
            | "."
            | "and"
            | "but"
            | "also"
            | "so"
            | "–"
            | "?"
            | "!"
            | ";"
            | ")"
            | "then"
            | "or"
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
// a remark
@send = send share
[a ask.you]
could|can you please? @send
^ please ..2 @send
need # ..1 units
[b other]
good call $
";

    fn check(text: &str, expected: &[(char, usize, usize)]) {
        let lexicon = Lexicon::compile(&[Source { text: TEXT }], |name| name.chars().next());
        assert!(lexicon.unread.is_empty(), "{:?}", lexicon.unread);
        let words = Words::of(text, 0, &lexicon.vocabulary);
        let hits: Vec<_> = lexicon
            .hits(&words)
            .iter()
            .map(|hit| (hit.label, hit.from, hit.to))
            .collect();
        assert_eq!(hits, expected, "{text}");
    }

    #[test]
    fn a_phrase_stands_where_its_words_do() {
        check("Hi, could you send it", &[('a', 2, 5)]);
        check("can you please share", &[('a', 0, 4)]);
        check("can you kindly share", &[]);
    }

    #[test]
    fn gaps_are_bounded_and_stay_in_their_clause() {
        check("please do just send", &[('a', 0, 4)]);
        check("please do, send", &[]);
        check("we please do send", &[]);
        check("need 12 test units", &[('a', 0, 4)]);
    }

    #[test]
    fn the_end_is_the_end() {
        check("that was a good call.", &[('b', 3, 5)]);
        check("a good call sign", &[]);
    }
}
