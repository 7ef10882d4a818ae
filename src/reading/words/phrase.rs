//! Phrases as data: what a line of a lexicon means, and where a phrase stands in a run of words.
//!
//! A line is words with one space between. `a|b` is either, `@name` any word of that class, a `?`
//! at the end of a word makes it optional, `..3` stands for up to three words that do not cross
//! the end of a clause, `#` is a number, `_` any one word, `^` the start and `$` the end of a sentence. `[?]` is a
//! question mark. Lines beginning with `//` are remarks. `@name = a b c` makes a class.
//! `[label rule]` begins a section: what its phrases mean, and the rule's name.

use std::collections::BTreeMap;

use super::{Vocabulary, WordId, Words};

/// A lexicon's file.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its text.
    pub text: &'static str,
}

/// Words of which any may stand at a place.
#[derive(Clone, Debug)]
struct Ids {
    ids: Vec<WordId>,
    /// A bit for each number's last six bits, so that most others are refused without a search.
    mask: u64,
}

impl Ids {
    fn of(mut ids: Vec<WordId>) -> Self {
        ids.sort_unstable();
        let mask = ids.iter().fold(0, |mask, id| mask | 1 << (id & 63));
        Self { ids, mask }
    }

    fn has(&self, id: WordId) -> bool {
        self.mask >> (id & 63) & 1 == 1 && self.ids.binary_search(&id).is_ok()
    }
}

#[derive(Clone, Debug)]
enum Step {
    One(Ids),
    Maybe(Ids),
    Gap(usize),
    Any,
    Start,
    End,
}

#[derive(Clone, Debug)]
struct Phrase<L> {
    steps: Vec<Step>,
    label: L,
    rule: &'static str,
}

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

/// Compiled phrases.
#[derive(Clone, Debug)]
pub struct Lexicon<L> {
    /// The words that the phrases are made of.
    pub vocabulary: Vocabulary,
    phrases: Vec<Phrase<L>>,
    /// The phrases that can begin with a word, by its number.
    begins: Vec<Vec<usize>>,
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
        let mut vocabulary = Vocabulary::default();
        let mut classes = BTreeMap::new();
        let ends = CLAUSE_ENDS
            .iter()
            .map(|mark| vocabulary.learn(mark))
            .collect();
        for line in sources.iter().flat_map(|source| source.text.lines()) {
            if let Some((name, words)) = class(line) {
                classes.insert(
                    name,
                    words.map(|word| vocabulary.learn(word)).collect::<Vec<_>>(),
                );
            }
        }
        let mut phrases = Vec::new();
        let mut unread = Vec::new();
        for source in sources {
            let mut section: Option<(L, &'static str)> = None;
            let lines = source.text.lines().map(str::trim);
            for line in lines.filter(|line| !is_remark(line) && class(line).is_none()) {
                if let Some(head) = head(line) {
                    section = head
                        .split_once(' ')
                        .and_then(|(name, rule)| Some((label(name)?, rule)));
                    unread.extend(section.is_none().then_some(line));
                    continue;
                }
                match (section, steps(line, &classes, &mut vocabulary)) {
                    (Some((label, rule)), Some(steps)) => {
                        phrases.push(Phrase { steps, label, rule });
                    }
                    _ => unread.push(line),
                }
            }
        }
        vocabulary.finish();
        let begins = begins(&phrases, vocabulary.len());
        Self {
            vocabulary,
            phrases,
            begins,
            ends,
            #[cfg(test)]
            unread,
        }
    }

    /// Every place where a phrase stands, by its first word. Phrases are short and their gaps
    /// bounded, so this is linear in the number of words.
    pub fn hits(&self, words: &Words) -> Vec<Hit<L>> {
        let mut hits = Vec::new();
        for (from, token) in words.tokens.iter().enumerate() {
            let Some(begins) = self.begins.get(token.id) else {
                continue;
            };
            for phrase in begins.iter().filter_map(|at| self.phrases.get(*at)) {
                if let Some(to) = self.stands(&phrase.steps, words, from) {
                    hits.push(Hit {
                        label: phrase.label,
                        rule: phrase.rule,
                        from,
                        to,
                    });
                }
            }
        }
        hits
    }

    fn stands(&self, mut steps: &[Step], words: &Words, mut at: usize) -> Option<usize> {
        let id = |at: usize| words.tokens.get(at).map(|token| token.id);
        // Most steps are one word, and most phrases fail on their second.
        while let Some((Step::One(ids), rest)) = steps.split_first() {
            if !ids.has(id(at)?) {
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
            Step::Maybe(ids) => here
                .filter(|id| ids.has(*id))
                .and_then(|_| self.stands(rest, words, at + 1))
                .or_else(|| self.stands(rest, words, at)),
            Step::Gap(most) => {
                for skipped in 0..=*most {
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

fn begins<L>(phrases: &[Phrase<L>], words: usize) -> Vec<Vec<usize>> {
    let mut begins = vec![Vec::new(); words];
    for (at, phrase) in phrases.iter().enumerate() {
        for step in &phrase.steps {
            let (Step::One(ids) | Step::Maybe(ids)) = step else {
                continue;
            };
            for id in &ids.ids {
                if let Some(list) = begins.get_mut(*id).filter(|list| list.last() != Some(&at)) {
                    list.push(at);
                }
            }
            if matches!(step, Step::One(_)) {
                break;
            }
        }
    }
    begins
}

fn steps(
    line: &'static str,
    classes: &BTreeMap<&'static str, Vec<WordId>>,
    vocabulary: &mut Vocabulary,
) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for piece in line.split_whitespace() {
        steps.push(match piece {
            "^" => Step::Start,
            "$" => Step::End,
            "_" => Step::Any,
            "[?]" => Step::One(Ids::of(vec![vocabulary.learn("?")])),
            _ => {
                if let Some(most) = piece.strip_prefix("..") {
                    Step::Gap(most.parse().ok()?)
                } else if let Some(words) = piece.strip_suffix('?') {
                    Step::Maybe(Ids::of(ids(words, classes, vocabulary)?))
                } else {
                    Step::One(Ids::of(ids(piece, classes, vocabulary)?))
                }
            }
        });
    }
    let looks = steps
        .iter()
        .find(|step| !matches!(step, Step::Start | Step::Maybe(_)));
    matches!(looks, Some(Step::One(_))).then_some(steps)
}

fn ids(
    piece: &'static str,
    classes: &BTreeMap<&'static str, Vec<WordId>>,
    vocabulary: &mut Vocabulary,
) -> Option<Vec<WordId>> {
    let mut ids = Vec::new();
    for word in piece.split('|') {
        match word.strip_prefix('@') {
            Some(name) => ids.extend(classes.get(name)?),
            None => ids.push(vocabulary.learn(word)),
        }
    }
    Some(ids)
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
