//! What a sentence shows to the models: its runs of one to three words, the classes of its words,
//! the phrases that the rules know, and how it is built.

use std::ops::Range;

use super::classes;
use crate::reading::Clause;
use crate::reading::sentences::Place;

/// What is done with each feature of a sentence.
pub trait Sink {
    /// Takes one: its hash, the words of the sentence that it stands for (none for what is said of
    /// the whole sentence), and what it is made of, empty pieces last.
    fn take(&mut self, hash: u64, place: Range<usize>, pieces: [&str; 3]);
}

/// What is known of a sentence beside its words: two words each.
pub type Note = (&'static str, &'static str);

/// The mark of features that are no words.
const NOTE: &str = "=";
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
#[derive(Clone, Copy)]
struct Unit<'a> {
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

/// Hands every feature of a sentence to a sink.
pub fn each(clause: &Clause<'_>, notes: &[Note], sink: &mut impl Sink) {
    let count = clause.words.tokens.len();
    let mark = |form| Unit::of(form);
    let unit = |at: usize| match at {
        0 => mark(START),
        at if at > count => mark(END),
        at => Unit::of(clause.words.form(at - 1)),
    };
    let mut before: Option<Unit<'_>> = None;
    for at in 0..count + 2 {
        let here = unit(at);
        runs(at, count, here, before, sink);
        before = Some(here);
    }
    let mut note = |(name, value): Note| {
        // A name of more words than one is as many pieces, as in the models' files.
        let pieces = [NOTE, name].into_iter().chain(value.split(' '));
        sink.take(pieces.map(piece).fold(0, longer), 0..0, [NOTE, name, value]);
    };
    for hit in &clause.hits {
        note((hit.name, hit.rule));
    }
    notes.iter().copied().for_each(&mut note);
    built(clause).into_iter().flatten().for_each(&mut note);
}

/// The runs that end at a word.
fn runs(at: usize, count: usize, here: Unit<'_>, before: Option<Unit<'_>>, sink: &mut impl Sink) {
    // Places are of the sentence's words, its start and end left out.
    let place = |length: usize| {
        let to = at.min(count);
        (at + 1)
            .saturating_sub(length)
            .max(1)
            .saturating_sub(1)
            .min(to)..to
    };
    let one = |unit: u64| longer(0, unit);
    if at > 0 && at <= count {
        sink.take(one(here.hash), place(1), [here.stem, "", ""]);
        for from in 0..here.stem.len().saturating_sub(3) {
            if let (true, Some(gram)) = (here.stem.len() > 4, here.stem.get(from..from + 4)) {
                sink.take(
                    longer(longer(0, piece("~")), piece(gram)),
                    place(1),
                    ["~", gram, ""],
                );
            }
        }
        if here.is_classed() {
            sink.take(one(here.class_hash), place(1), [here.class, "", ""]);
        }
    }
    let Some(last) = before else { return };
    let two = longer(one(last.hash), here.hash);
    sink.take(two, place(2), [last.stem, here.stem, ""]);
    let classed = last.is_classed() || here.is_classed();
    let two_classes = longer(one(last.class_hash), here.class_hash);
    if classed {
        sink.take(two_classes, place(2), [last.class, here.class, ""]);
    }
}

/// How a sentence is built.
fn built(clause: &Clause<'_>) -> [Option<Note>; 8] {
    let words = &clause.words;
    let count = words.tokens.len();
    let has = |some: &[&str]| (0..count).any(|at| some.contains(&words.form(at)));
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
    let you = has(&["you", "your", "yours", "yourself"]);
    let we = has(&["we", "i", "us", "me", "our", "my", "ours", "mine"]);
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
        has(&[
            "not", "no", "never", "nothing", "nobody", "none", "without", "neither",
        ])
        .then_some(("has", "not")),
        clause.dated.then_some(("has", "date")),
        (!question
            && !has(&[
                "i", "we", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did",
                "will", "would", "can", "could", "am", "be",
            ]))
        .then_some(("has", "no-verb")),
    ]
}
