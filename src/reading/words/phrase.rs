//! Phrases as data: what a line of a lexicon means, and where a phrase stands in a run of words.
//!
//! A line is words with one space between. `a|b` is either, `@name` any word of that class, a `?`
//! at the end of a word makes it optional, `..3` stands for up to three words that do not cross
//! the end of a clause, `#` is a number, `_` any one word, `^` the start and `$` the end of a sentence. `[?]` is a
//! question mark. Lines beginning with `//` are remarks. `@name = a b c` makes a class.
//! `[label rule]` begins a section: what its phrases mean, and the rule's name.

use std::ops::Range;

use super::{Token, Vocabulary, WordId, Words};

/// A lexicon's file.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its text.
    pub text: &'static str,
}

/// The number of a [`Set`] in its lexicon.
pub(super) type SetId = u16;

/// Words of which any may stand at a place.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// Its words, sorted, among the lexicon's `ids`.
    pub(super) ids: Range<usize>,
    /// A bit for each word's last seven bits: what it lacks is in none of them.
    pub(super) mask: Mask,
}

/// Words as bits, so that most phrases are refused without a search.
pub(super) type Mask = u128;

pub(super) const fn bit(id: WordId) -> Mask {
    1 << (id & 127)
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    One(SetId),
    Maybe(SetId),
    Gap(u8),
    Any,
    Start,
    End,
}

#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its place among the lexicon's `steps`.
    pub(super) steps: Range<usize>,
    /// Its place among the lexicon's `sections`.
    pub(super) section: usize,
}

/// A phrase that can begin with a word, and two sets of which words must follow it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begin {
    pub(super) phrase: u16,
    pub(super) needs: [Need; 2],
}

/// A word of a set stands at most so many words further on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) set: SetId,
    pub(super) within: u8,
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

/// Compiled phrases. All lie flat in a few lists, because a lexicon is compiled at each start of
/// the worker and looked through for each word of a mail.
#[derive(Clone, Debug)]
pub struct Lexicon<L> {
    /// The words that the phrases are made of.
    pub vocabulary: Vocabulary,
    pub(super) ids: Vec<WordId>,
    pub(super) sets: Vec<Set>,
    pub(super) steps: Vec<Step>,
    pub(super) phrases: Vec<Phrase>,
    /// What a section's phrases mean, how its head names that, and the rule's name.
    pub(super) sections: Vec<(L, &'static str, &'static str)>,
    /// The phrases that can begin with a word: those of the word 0, of the word 1, and so on.
    pub(super) begins: Vec<Begin>,
    /// Where those of a word end among them, by its number.
    pub(super) begins_to: Vec<usize>,
    /// The words that end a clause.
    pub(super) ends: Vec<WordId>,
    /// Lines that could not be read, for the test that there are none.
    #[cfg(test)]
    pub unread: Vec<&'static str>,
}

impl<L: Copy> Lexicon<L> {
    /// The phrases that can begin with a word.
    fn beginning_with(&self, id: WordId) -> &[Begin] {
        let to = |id: usize| self.begins_to.get(id).copied();
        let from = id.checked_sub(1).and_then(to).unwrap_or(0);
        let range = from..to(id).unwrap_or(from);
        self.begins.get(range).unwrap_or_default()
    }

    /// The words of a set.
    pub(super) fn words(&self, set: SetId) -> &[WordId] {
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
pub(super) const CLAUSE_ENDS: [&str; 7] = [".", "?", "!", ";", ":", ",", "–"];

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
