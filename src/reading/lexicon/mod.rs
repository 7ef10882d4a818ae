//! The lexicons, compiled once: what people write, as data.

use std::sync::LazyLock;

use super::dates::senses::Sense;
use super::learned::Own;
use super::words::{Lexicon, Memo, Plan};
#[cfg(not(target_arch = "wasm32"))]
use crate::domain::texts::{Source, Table, source};
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

/// The rule of words that tell of what stands right before them.
pub const BEHIND: &str = "behind";

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
    /// Wishes for the thing that follows in so many words, whatever else the sentence says.
    Plainly,
    /// Asks the reader for anything at all; with `true`, words that look so and do not.
    Wide(bool),
    /// Words after which, in the same clause, nothing is asked for.
    Block,
    /// What follows at once, they had; where its rule is [`BEHIND`], what stands right before.
    Had,
    /// Words that mean something else here.
    Disguise,
    /// Begins a purpose.
    Purpose,
    /// Holds an outcome.
    Outcome,
    /// A reply to "did you get what you were looking for?"; `None`: not yet.
    Answer(Option<Answer>),
    /// A reply in so many words, which is one whatever else the mail says.
    Says(Answer),
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
    /// Agrees to buy in so many words; with `true`, words beside which they do not.
    Buys(bool),
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
    /// Whether the models are told of it. They are not of what is found in spite of them.
    pub const fn is_learned(self) -> bool {
        !matches!(self, Self::Had | Self::Says(_) | Self::Buys(_))
    }

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
            "plainly" => Self::Plainly,
            "block" => Self::Block,
            "had" => Self::Had,
            "disguise" => Self::Disguise,
            "purpose" => Self::Purpose,
            "outcome" => Self::Outcome,
            "yes" => Self::Answer(Some(Answer::Yes)),
            "no" => Self::Answer(Some(Answer::No)),
            "partly" => Self::Answer(Some(Answer::Partly)),
            "unrelated" => Self::Answer(None),
            "says.yes" => Self::Says(Answer::Yes),
            "says.partly" => Self::Says(Answer::Partly),
            "says.no" => Self::Says(Answer::No),
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
            "buys" => Self::Buys(false),
            "buys.not" => Self::Buys(true),
            "more" => Self::OffersMore,
            "order" => Self::Order(false),
            "order.not" => Self::Order(true),
            "return" => Self::InReturn,
            "chase" => Self::Chases,
            _ => return None,
        })
    }
}

/// A lexicon's plan: compiled from its files, or, in the worker, as the build compiled it.
#[cfg(not(target_arch = "wasm32"))]
fn plan(name: &str) -> Plan {
    Plan::compile(files(name)).0
}
#[cfg(target_arch = "wasm32")]
fn plan(name: &str) -> Plan {
    Plan::read(crate::domain::texts::of(name))
}

/// The files of a lexicon.
#[cfg(not(target_arch = "wasm32"))]
fn files(name: &str) -> &'static [Source] {
    match name {
        "english" => &[
            source!("reading/lexicon/en/classes.txt"),
            source!("reading/lexicon/en/cues.txt"),
            source!("reading/lexicon/en/blocks.txt"),
            source!("reading/lexicon/en/demo.txt"),
            source!("reading/lexicon/en/sample.txt"),
            source!("reading/lexicon/en/collateral.txt"),
            source!("reading/lexicon/en/quote.txt"),
            source!("reading/lexicon/en/call.txt"),
            source!("reading/lexicon/en/more_time.txt"),
            source!("reading/lexicon/en/proof_of_concept.txt"),
            source!("reading/lexicon/en/security_review.txt"),
            source!("reading/lexicon/en/other.txt"),
            source!("reading/lexicon/en/topics.txt"),
            source!("reading/lexicon/en/asks.txt"),
            source!("reading/lexicon/en/reasons.txt"),
            source!("reading/lexicon/en/answers.txt"),
            source!("reading/lexicon/en/agrees.txt"),
            source!("reading/lexicon/en/commitments.txt"),
            source!("reading/lexicon/en/drafts.txt"),
            source!("reading/lexicon/en/due.txt"),
            source!("reading/lexicon/en/offers_more.txt"),
            source!("reading/lexicon/en/order.txt"),
            source!("reading/lexicon/en/in_return.txt"),
            source!("reading/lexicon/en/chases.txt"),
        ],
        "german" => &[source!("reading/lexicon/de/requests.txt")],
        "french" => &[source!("reading/lexicon/fr/requests.txt")],
        "spanish" => &[source!("reading/lexicon/es/requests.txt")],
        "automatic" => &[source!("reading/lexicon/automatic.txt")],
        _ => &[],
    }
}

/// The lexicons, compiled.
#[cfg(not(target_arch = "wasm32"))]
pub fn tables() -> Vec<Table> {
    let names = ["english", "german", "french", "spanish", "automatic"];
    let table = |name| Table::of(name, files(name), plan(name).write());
    names.into_iter().map(table).collect()
}

/// What people write in a language, and what was found out of its words so far.
#[derive(Debug)]
pub struct Tongue {
    /// Its phrases.
    pub lexicon: Lexicon<Tag>,
    /// What its words mean in a date.
    pub senses: Memo<Sense>,
    /// What its words show to the models.
    pub shown: Memo<Own>,
}

impl Tongue {
    fn of(name: &str) -> Self {
        let lexicon = Lexicon::of(plan(name), Tag::of);
        Self {
            senses: Memo::of(&lexicon.vocabulary),
            shown: Memo::of(&lexicon.vocabulary),
            lexicon,
        }
    }
}

/// English, as people write it in sales mail.
pub static ENGLISH: LazyLock<Tongue> = LazyLock::new(|| Tongue::of("english"));
// Of these the plain forms are read.
static GERMAN: LazyLock<Tongue> = LazyLock::new(|| Tongue::of("german"));
static FRENCH: LazyLock<Tongue> = LazyLock::new(|| Tongue::of("french"));
static SPANISH: LazyLock<Tongue> = LazyLock::new(|| Tongue::of("spanish"));

/// What people write in a language; English stands in for one that is not read.
pub fn of(language: Language) -> &'static Tongue {
    match language {
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::English | Language::Other => &ENGLISH,
    }
}

/// What machines write, in every language that is told apart.
pub static AUTOMATIC: LazyLock<Lexicon<Automatic>> =
    LazyLock::new(|| Lexicon::of(plan("automatic"), machine));

fn machine(name: &str) -> Option<Automatic> {
    Some(match name {
        "out_of_office" => Automatic::OutOfOffice { back_on: None },
        "bounce" => Automatic::Bounce,
        "list" => Automatic::List,
        "calendar" => Automatic::Calendar,
        "receipt" => Automatic::Receipt,
        "human" => Automatic::Human,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lexicon_holds_a_short_form_because_text_has_it_opened() {
        let words =
            crate::reading::words::Words::of("u pls dont ur", 0, &ENGLISH.lexicon.vocabulary);
        assert_eq!(
            (0..5).map(|at| words.form(at)).collect::<Vec<_>>(),
            ["you", "please", "do", "not", "your"]
        );
    }

    #[test]
    fn every_line_of_every_lexicon_is_read() {
        for Table { name, text, .. } in tables() {
            let (plan, unread) = Plan::compile(files(name));
            assert_eq!(unread, [""; 0], "{name}");
            let known = |label: &str| match name {
                "automatic" => machine(label).is_some(),
                _ => Tag::of(label).is_some(),
            };
            for (label, rule, phrases) in &plan.sections {
                assert!(known(label) && *phrases > 0, "{name}: {label} {rule}");
            }
            assert_eq!(Plan::read(text.leak()), plan, "{name}");
        }
    }
}
