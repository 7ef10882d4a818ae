//! Phrases as data: what a line of a lexicon means, and where a phrase stands in a run of words.
//!
//! A line is words with one space between. `a|b` is either, `@name` any word of that class, a `?`
//! at the end of a word makes it optional, `..3` stands for up to three words that do not cross
//! the end of a clause, `#` is a number, `_` any one word, `^` the start and `$` the end of a sentence. `[?]` is a
//! question mark. Lines beginning with `//` are remarks. `@name = a b c` makes a class.
//! `[label rule]` begins a section: what its phrases mean, and the rule's name.

use std::ops::Range;

use super::plan::{Plan, SetId, Step};
use super::{Token, Vocabulary, WordId, Words, little};

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

fn bit(id: WordId) -> Mask {
    // WebAssembly shifts 64 bits at once, and 128 by a call.
    let half = Mask::from(1_u64 << (id & 63));
    if id & 64 == 0 { half } else { half << 64 }
}

#[derive(Clone, Debug)]
struct Phrase {
    /// Its place among the lexicon's `steps`.
    steps: Range<usize>,
    /// Its place among the lexicon's `sections`.
    section: usize,
}

/// A phrase that can begin with a word.
#[derive(Clone, Copy, Debug)]
struct Begin {
    phrase: u16,
    needs: Needs,
}

/// What must follow: a word of each of two sets, at most so many words further on.
#[derive(Clone, Copy, Debug)]
struct Needs {
    any: [Mask; 2],
    within: [u8; 2],
}

/// As far as words are looked ahead at; what may stand further on is looked for where it stands.
const AHEAD: usize = 8;

/// Where a phrase stands: `from..to` are word numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<L> {
    /// What the phrase means.
    pub label: L,
    /// What the phrase means, as its file names it.
    pub name: &'static str,
    /// The rule that the phrase belongs to.
    pub rule: &'static str,
    /// The number of its first word.
    pub from: usize,
    /// One more than the number of its last word.
    pub to: usize,
}

/// Compiled phrases. All lie flat in a few lists, because a lexicon is made at each start of the
/// worker and looked through for each word of a mail.
#[derive(Clone, Debug)]
pub struct Lexicon<L> {
    /// The words that the phrases are made of.
    pub vocabulary: Vocabulary,
    ids: Vec<WordId>,
    sets: Vec<Set>,
    steps: Vec<Step>,
    phrases: Vec<Phrase>,
    /// What a section's phrases mean, how its head names that, and the rule's name.
    sections: Vec<(L, &'static str, &'static str)>,
    /// The phrases that can begin with a word: those of the word 0, of the word 1, and so on.
    begins: Vec<Begin>,
    /// Where those of a word end among them, by its number.
    begins_to: Vec<usize>,
}

impl<L: Copy> Lexicon<L> {
    /// Makes what is looked through. `label` reads the first word of a section's head; what a
    /// section with a label that is not known holds is left out.
    pub fn of(plan: Plan, label: impl Fn(&str) -> Option<L>) -> Self {
        let mut new = Self {
            vocabulary: Vocabulary::of(plan.words),
            ids: Vec::new(),
            sets: Vec::with_capacity(plan.sets.len()),
            steps: plan.steps,
            phrases: Vec::with_capacity(plan.lengths.len()),
            sections: Vec::new(),
            begins: Vec::new(),
            begins_to: Vec::new(),
        };
        for ids in plan.sets {
            let from = new.ids.len();
            let mask = ids.iter().fold(0, |mask, id| mask | bit(*id));
            new.ids.extend(ids);
            let ids = from..new.ids.len();
            new.sets.push(Set { ids, mask });
        }
        let mut at = 0;
        let mut lengths = plan.lengths.into_iter();
        for (name, rule, count) in plan.sections {
            let label = label(name);
            new.sections.extend(label.map(|label| (label, name, rule)));
            for length in lengths.by_ref().take(count) {
                let steps = at..at + length;
                at = steps.end;
                let section = label.and_then(|_| new.sections.len().checked_sub(1));
                new.phrases
                    .extend(section.map(|section| Phrase { steps, section }));
            }
        }
        new.begin();
        new
    }

    /// Lists the phrases by the words that they can begin with.
    fn begin(&mut self) {
        let mut first: Vec<(SetId, Begin)> = Vec::new();
        for (phrase, steps) in (0..).zip(self.phrases.iter().map(|phrase| &phrase.steps)) {
            let steps = self.steps.get(steps.clone()).unwrap_or_default();
            for (at, step) in steps.iter().enumerate() {
                if let Step::One(set) | Step::Maybe(set) = step {
                    let needs = self.needs_of(steps.get(at + 1..).unwrap_or_default());
                    first.push((*set, Begin { phrase, needs }));
                }
                if matches!(step, Step::One(_)) {
                    break;
                }
            }
        }
        let mut to = vec![0; self.vocabulary.len() + 1];
        for (set, _) in &first {
            for id in self.words(*set) {
                if let Some(count) = to.get_mut(*id) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for count in &mut to {
            sum += std::mem::replace(count, sum);
        }
        // Each word's place moves on with each of its phrases, from its start to its end.
        let nothing = Begin {
            phrase: 0,
            needs: self.needs_of(&[]),
        };
        let mut begins = vec![nothing; sum];
        for (set, begin) in first {
            for id in self.words(set) {
                let Some(next) = to.get_mut(*id) else {
                    continue;
                };
                if let Some(place) = begins.get_mut(*next) {
                    *place = begin;
                }
                *next += 1;
            }
        }
        (self.begins, self.begins_to) = (begins, to);
    }

    /// The first two words that must follow, as far as they are looked ahead at.
    fn needs_of(&self, steps: &[Step]) -> Needs {
        let mut needs = Needs {
            any: [Mask::MAX; 2],
            within: [0; 2],
        };
        let mut places = needs.any.iter_mut().zip(&mut needs.within);
        let mut within: u8 = 0;
        for step in steps {
            match step {
                Step::One(set) if usize::from(within) < AHEAD => {
                    let Some((any, place)) = places.next() else {
                        break;
                    };
                    (*any, *place) = (self.mask(*set), within);
                    within += 1;
                }
                Step::Maybe(_) | Step::Any => within = within.saturating_add(1),
                Step::Gap(most) => within = within.saturating_add(*most),
                Step::Start => {}
                Step::One(_) | Step::End => break,
            }
        }
        needs
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
            // A phrase that can begin with the word in two ways is looked for once.
            let mut last = None;
            for begin in begins.iter().filter(|begin| begin.needs.met(&ahead)) {
                if last.replace(begin.phrase) == Some(begin.phrase) {
                    continue;
                }
                let Some(phrase) = self.phrases.get(usize::from(begin.phrase)) else {
                    continue;
                };
                let steps = self.steps.get(phrase.steps.clone()).unwrap_or_default();
                let section = self.sections.get(phrase.section).copied();
                let found = self.stands(steps, words, from).zip(section);
                hits.extend(found.map(|(to, (label, name, rule))| Hit {
                    label,
                    name,
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
            Step::End => here.is_none_or(ends_clause).then_some(at),
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
                    if ends_clause(id) {
                        return None;
                    }
                }
                None
            }
        }
    }
}

impl Needs {
    fn met(&self, ahead: &[Mask; AHEAD]) -> bool {
        let [one, other] = self.any;
        let seen = |within: u8| ahead.get(usize::from(within)).copied().unwrap_or(Mask::MAX);
        let [first, second] = self.within;
        // A word that nothing must follow may end its sentence.
        (one == Mask::MAX || one & seen(first) != 0)
            && (other == Mask::MAX || other & seen(second) != 0)
    }
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

fn ends_clause(id: WordId) -> bool {
    little::says(id) & little::MARK != 0
}

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
        let (plan, unread) = Plan::compile(&[("", TEXT)]);
        assert!(unread.is_empty(), "{unread:?}");
        let lexicon = Lexicon::of(plan, |name| name.chars().next());
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
