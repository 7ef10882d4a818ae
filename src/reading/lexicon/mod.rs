//! The lexicons, compiled once: what people write, as data.

use std::sync::LazyLock;

use super::words::{Lexicon, Source};
use crate::domain::texts::text;
use crate::domain::{Answer, Kind};
use crate::reading::{Automatic, Language};

/// How directly a cue asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// "Could you …", "please send …": asks by itself.
    Ask,
    /// "We would like …": asks once its object is known.
    Wish,
    /// "… would be appreciated": its object may stand before it.
    Trailing,
}

/// What a phrase in a mail means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A thing of a kind.
    Object(Kind),
    /// A thing of a kind, asked for by these very words.
    Asked(Kind),
    /// Speaks of a kind without naming a thing: tells the kind of what is asked for without one.
    Topic(Kind),
    /// Words that ask.
    Cue(Cue),
    /// Asks the reader for anything at all; with `true`, words that look so and do not.
    Wide(bool),
    /// Words after which, in the same clause, nothing is asked for.
    Block,
    /// Words that mean something else here.
    Disguise,
    /// Begins a purpose.
    Purpose,
    /// Holds an outcome.
    Outcome,
    /// A reply to "did you get what you were looking for?"; `None`: not yet.
    Answer(Option<Answer>),
    /// Praises (`true`) or finds fault, unless a "not" turns it round.
    Judges(bool),
    /// The draft gives.
    Delivers,
    /// What looks as if it gave does not.
    NotGiven,
    /// Promises an act of the writer's side; with `true`, words that look so and do not.
    Promises(bool),
    /// The draft asks whether they got what they were looking for.
    Due,
    /// Asks something that is not that question.
    NotDue,
    /// Agrees to buy; with `true`, words after which nobody has agreed.
    Agrees(bool),
    /// The draft offers more than was asked for.
    OffersMore,
    /// The draft asks for the order; with `true`, words that look so and do not.
    Order(bool),
    /// The draft asks something in return for what it gives.
    InReturn,
    /// The draft chases after an answer.
    Chases,
}

impl Tag {
    fn of(name: &str) -> Option<Self> {
        if let Some(kind) = name.strip_prefix("object.") {
            return Kind::from_code(kind).map(Self::Object);
        }
        if let Some(kind) = name.strip_prefix("asked.") {
            return Kind::from_code(kind).map(Self::Asked);
        }
        if let Some(kind) = name.strip_prefix("topic.") {
            return Kind::from_code(kind).map(Self::Topic);
        }
        Some(match name {
            "ask" => Self::Cue(Cue::Ask),
            "wish" => Self::Cue(Cue::Wish),
            "trailing" => Self::Cue(Cue::Trailing),
            "block" => Self::Block,
            "disguise" => Self::Disguise,
            "purpose" => Self::Purpose,
            "outcome" => Self::Outcome,
            "yes" => Self::Answer(Some(Answer::Yes)),
            "no" => Self::Answer(Some(Answer::No)),
            "partly" => Self::Answer(Some(Answer::Partly)),
            "unrelated" => Self::Answer(None),
            "wide" => Self::Wide(false),
            "wide.not" => Self::Wide(true),
            "good" => Self::Judges(true),
            "bad" => Self::Judges(false),
            "delivers" => Self::Delivers,
            "given" => Self::NotGiven,
            "promise" => Self::Promises(false),
            "promise.not" => Self::Promises(true),
            "due" => Self::Due,
            "due.not" => Self::NotDue,
            "agrees" => Self::Agrees(false),
            "agrees.not" => Self::Agrees(true),
            "more" => Self::OffersMore,
            "order" => Self::Order(false),
            "order.not" => Self::Order(true),
            "return" => Self::InReturn,
            "chase" => Self::Chases,
            _ => return None,
        })
    }
}

/// English, as people write it in sales mail.
pub static ENGLISH: LazyLock<Lexicon<Tag>> = LazyLock::new(|| {
    let files = [
        text!("reading/lexicon/en/classes.txt"),
        text!("reading/lexicon/en/cues.txt"),
        text!("reading/lexicon/en/blocks.txt"),
        text!("reading/lexicon/en/demo.txt"),
        text!("reading/lexicon/en/sample.txt"),
        text!("reading/lexicon/en/collateral.txt"),
        text!("reading/lexicon/en/quote.txt"),
        text!("reading/lexicon/en/call.txt"),
        text!("reading/lexicon/en/more_time.txt"),
        text!("reading/lexicon/en/proof_of_concept.txt"),
        text!("reading/lexicon/en/security_review.txt"),
        text!("reading/lexicon/en/other.txt"),
        text!("reading/lexicon/en/topics.txt"),
        text!("reading/lexicon/en/asks.txt"),
        text!("reading/lexicon/en/reasons.txt"),
        text!("reading/lexicon/en/answers.txt"),
        text!("reading/lexicon/en/agrees.txt"),
        text!("reading/lexicon/en/commitments.txt"),
        text!("reading/lexicon/en/drafts.txt"),
        text!("reading/lexicon/en/due.txt"),
        text!("reading/lexicon/en/offers_more.txt"),
        text!("reading/lexicon/en/order.txt"),
        text!("reading/lexicon/en/in_return.txt"),
        text!("reading/lexicon/en/chases.txt"),
    ];
    Lexicon::compile(&files.map(|text| Source { text }), Tag::of)
});

/// A language of which the plain forms are read.
fn plain(text: &'static str) -> Lexicon<Tag> {
    Lexicon::compile(&[Source { text }], Tag::of)
}

static GERMAN: LazyLock<Lexicon<Tag>> =
    LazyLock::new(|| plain(text!("reading/lexicon/de/requests.txt")));
static FRENCH: LazyLock<Lexicon<Tag>> =
    LazyLock::new(|| plain(text!("reading/lexicon/fr/requests.txt")));
static SPANISH: LazyLock<Lexicon<Tag>> =
    LazyLock::new(|| plain(text!("reading/lexicon/es/requests.txt")));

/// What people write in a language; English stands in for one that is not read.
pub fn of(language: Language) -> &'static Lexicon<Tag> {
    match language {
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::English | Language::Other => &ENGLISH,
    }
}

/// What machines write, in every language that is told apart.
pub static AUTOMATIC: LazyLock<Lexicon<Automatic>> = LazyLock::new(|| {
    let files = [text!("reading/lexicon/automatic.txt")];
    Lexicon::compile(&files.map(|text| Source { text }), |name| {
        Some(match name {
            "out_of_office" => Automatic::OutOfOffice { back_on: None },
            "bounce" => Automatic::Bounce,
            "list" => Automatic::List,
            "calendar" => Automatic::Calendar,
            "receipt" => Automatic::Receipt,
            "human" => Automatic::Human,
            _ => return None,
        })
    })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lexicon_holds_a_short_form_because_text_has_it_opened() {
        let words = crate::reading::words::Words::of("u pls dont ur", 0, &ENGLISH.vocabulary);
        assert_eq!(
            (0..5).map(|at| words.form(at)).collect::<Vec<_>>(),
            ["you", "please", "do", "not", "your"]
        );
    }

    #[test]
    fn every_line_of_every_lexicon_is_read() {
        assert!(ENGLISH.unread.is_empty(), "{:#?}", ENGLISH.unread);
        for language in [Language::German, Language::French, Language::Spanish] {
            assert!(of(language).unread.is_empty(), "{:#?}", of(language).unread);
        }
        assert!(AUTOMATIC.unread.is_empty(), "{:#?}", AUTOMATIC.unread);
    }
}
