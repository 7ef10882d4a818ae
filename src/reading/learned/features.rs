//! What a sentence shows to the models: its runs of one to three words, the classes of its words,
//! the phrases that the rules know, and how it is built.

use std::ops::Range;

use super::classes;
use super::model::MODEL;
use crate::reading::Clause;
use crate::reading::sentences::Place;
use crate::reading::words::little;

/// What is done with each feature of a sentence.
pub trait Sink {
    /// Takes one: its hash, the words of the sentence that it stands for (none for what is said of
    /// the whole sentence), and what it is made of, empty pieces last.
    fn take(&mut self, hash: u64, place: Range<usize>, pieces: [&str; 3]);

    /// Takes what a word shows by itself, wherever it stands; `known`: what it weighs, of a word of the lexicon.
    fn word(&mut self, unit: Unit<'_>, _known: Option<&Own>, place: Range<usize>)
    where
        Self: Sized,
    {
        own(unit, &place, self);
    }
}

/// What is known of a sentence beside its words: two words each.
pub type Note = (&'static str, &'static str);

/// The mark of features that are no words.
const NOTE: &str = "=";
/// How the classes of words that machines say begin.
const MACHINE: &str = "@m-";
const START: &str = "^";
const END: &str = "$";

/// The hash of a piece (FNV-1a, 64 bits: short keys, no table).
pub fn piece(piece: &str) -> u64 {
    piece.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The hash of a run that is one piece longer.
pub const fn longer(run: u64, piece: u64) -> u64 {
    (run.rotate_left(23) ^ piece).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A word as the models know it.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'a> {
    /// Without its ending.
    stem: &'a str,
    hash: u64,
    /// The class of words that it is one of, else its stem again.
    class: &'a str,
    class_hash: u64,
}

impl<'a> Unit<'a> {
    fn of(form: &'a str) -> Self {
        let stem = stem(form);
        let hash = piece(stem);
        let (class, class_hash) = classes::class(hash).unwrap_or((stem, hash));
        Self {
            stem,
            hash,
            class,
            class_hash,
        }
    }

    const fn is_classed(&self) -> bool {
        self.hash != self.class_hash
    }

    /// The word as its neighbours see it: what machines say is learned word by word.
    fn beside(self) -> Self {
        if !self.class.starts_with(MACHINE) {
            return self;
        }
        Self {
            class: self.stem,
            class_hash: self.hash,
            ..self
        }
    }
}

/// A word without the endings of English verbs and plurals; any number is `#`.
pub fn stem(form: &str) -> &str {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return "#";
    }
    if form.len() < 5 {
        return form;
    }
    let cut = |end: &str| form.strip_suffix(end).filter(|stem| stem.len() >= 3);
    let ends = ["ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y"];
    let stem = ends.iter().find_map(|end| cut(end)).unwrap_or(form);
    // "shipping" is of "ship", "calling" of "call".
    let double = ["pp", "tt", "gg", "nn", "mm", "bb"];
    if stem.len() > 3 && double.iter().any(|two| stem.ends_with(two)) {
        return stem.get(..stem.len() - 1).unwrap_or(stem);
    }
    stem
}

/// What a word of a lexicon shows.
#[derive(Debug)]
pub struct Own {
    unit: Unit<'static>,
    /// What it weighs by itself: each label once, in parts of the models' unit.
    pub weighs: Vec<(u8, i16)>,
}

impl Own {
    fn of(form: &'static str) -> Self {
        let unit = Unit::of(form);
        let mut weights = Weights(Vec::new());
        own(unit, &(0..0), &mut weights);
        Self {
            unit,
            weighs: weights.0,
        }
    }
}

struct Weights(Vec<(u8, i16)>);

impl Sink for Weights {
    fn take(&mut self, hash: u64, _: Range<usize>, _: [&str; 3]) {
        for (label, weight) in MODEL.weights(hash) {
            match self.0.iter_mut().find(|(known, _)| known == label) {
                Some((_, sum)) => *sum += i16::from(*weight),
                None => self.0.push((*label, i16::from(*weight))),
            }
        }
    }
}

/// Hands every feature of a sentence to a sink.
pub fn each(clause: &Clause<'_>, notes: &[Note], sink: &mut impl Sink) {
    let (vocabulary, shown) = (&clause.tongue.lexicon.vocabulary, &clause.tongue.shown);
    let mut before = Unit::of(START);
    for (at, token) in clause.words.tokens.iter().enumerate() {
        let of_lexicon = || Own::of(vocabulary.word(token.id).unwrap_or(""));
        let known = shown.get(token.id, of_lexicon);
        let here = known.map_or_else(|| Unit::of(clause.words.form(at)), |known| known.unit);
        sink.word(here, known, at..at + 1);
        pair(before, here, at.saturating_sub(1)..at + 1, sink);
        before = here;
    }
    let count = clause.words.tokens.len();
    pair(before, Unit::of(END), count.saturating_sub(1)..count, sink);
    let mut note = |(name, value): Note| {
        // A name of more words than one is as many pieces, as in the models' files.
        let pieces = [NOTE, name].into_iter().chain(value.split(' '));
        sink.take(pieces.map(piece).fold(0, longer), 0..0, [NOTE, name, value]);
    };
    for hit in clause.hits.iter().filter(|hit| hit.label.is_learned()) {
        note((hit.name, hit.rule));
    }
    notes.iter().copied().for_each(&mut note);
    built(clause).into_iter().flatten().for_each(&mut note);
}

/// What a word shows by itself: its stem, the runs of four letters in it, and its class.
pub fn own(unit: Unit<'_>, place: &Range<usize>, sink: &mut impl Sink) {
    let one = |hash: u64| longer(0, hash);
    sink.take(one(unit.hash), place.clone(), [unit.stem, "", ""]);
    let long = unit.stem.len() > 4;
    for from in 0..if long { unit.stem.len() - 3 } else { 0 } {
        if let Some(gram) = unit.stem.get(from..from + 4) {
            let hash = longer(one(piece("~")), piece(gram));
            sink.take(hash, place.clone(), ["~", gram, ""]);
        }
    }
    if unit.is_classed() {
        sink.take(one(unit.class_hash), place.clone(), [unit.class, "", ""]);
    }
}

/// What two neighbours show.
fn pair(last: Unit<'_>, here: Unit<'_>, place: Range<usize>, sink: &mut impl Sink) {
    let two = |last: u64, here: u64| longer(longer(0, last), here);
    let (last, here) = (last.beside(), here.beside());
    let stems = [last.stem, here.stem, ""];
    sink.take(two(last.hash, here.hash), place.clone(), stems);
    if last.is_classed() || here.is_classed() {
        let classes = [last.class, here.class, ""];
        sink.take(two(last.class_hash, here.class_hash), place, classes);
    }
}

/// How a sentence is built.
fn built(clause: &Clause<'_>) -> [Option<Note>; 8] {
    let count = clause.words.tokens.len();
    let tokens = clause.words.tokens.iter();
    let said = tokens.fold(0, |said, token| said | little::says(token.id));
    let long = match count {
        0..=3 => "tiny",
        4..=7 => "short",
        8..=15 => "middling",
        16..=25 => "long",
        _ => "endless",
    };
    let place = match clause.sentence.place {
        Place::Prose => "prose",
        Place::Intro => "intro",
        Place::Item => "item",
        Place::Line => "line",
        Place::Fresh => "fresh",
    };
    let ends = clause.text.trim_end_matches(['"', '”', ')', '\'', ' ']);
    let question = ends.ends_with(['?', '？']);
    let (you, we) = (said & little::YOU != 0, said & little::WE != 0);
    let who = match (you, we) {
        (true, true) => "both",
        (true, false) => "you",
        (false, true) => "we",
        (false, false) => "nobody",
    };
    [
        Some(("long", long)),
        Some(("place", place)),
        Some(("who", who)),
        question.then_some(("is", "question")),
        (question && you).then_some(("is", "asked")),
        (said & little::NOT != 0).then_some(("has", "not")),
        clause.dated.then_some(("has", "date")),
        (!question && said & little::VERB == 0).then_some(("has", "no-verb")),
    ]
}
