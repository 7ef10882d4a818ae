//! Text to signals: what a mail's new text asks for, which dates it names, whether a machine wrote
//! it, whether it answers an open question, and what a rep's draft gives and asks.
//!
//! Pure and total: [`read`] never fails, and its time grows with the length of the text alone.
//! Everything read is a proposal with its words and the name of the rule that found it.
//! The order of work: [`newtext`] keeps what the writer wrote, [`sentences`] divides it, [`words`]
//! finds the phrases of the [`lexicon`]s, and one module a signal judges them.

mod agrees;
mod answer;
mod automatic;
mod commitments;
mod dates;
mod draft;
mod language;
mod learned;
mod lexicon;
mod newtext;
mod notes;
mod requests;
mod sentences;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use automatic::Automatic;
pub use commitments::Commitment;
pub use draft::{Delivers, DraftSignals};
pub use language::Language;
pub use learned::{NEIGHBOUR, Shown};
pub use newtext::{Zone, new_text, zones};

pub use requests::Asked;

use self::learned::Learned;
use self::newtext::Marked;
use self::sentences::Sentence;
use self::words::{Hit, Words};
use crate::domain::{Answer, Day};

/// What a part of a mail's text is, as far as its markup says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Text of which the markup says nothing more.
    Text,
    /// Marked by its client as quoted or forwarded mail.
    Quote,
    /// Marked by its client as a signature.
    Signature,
}

/// A run of a mail's visible text, its lines divided by `\n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// What the markup says it is.
    pub kind: PartKind,
    /// The text as a person sees it.
    pub text: &'a str,
}

/// On whose side the writer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The side that asks and buys.
    Prospect,
    /// The side that gives and sells; asks for nothing that is a request.
    Rep,
    /// Not known; read as the prospect's.
    Unknown,
}

/// What was written before a mail, which tells how likely it answers "did you get what you were looking for?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Not known.
    Unknown,
    /// Nothing: the mail begins a conversation.
    Nothing,
    /// The rep's last mail asked that question.
    DueQuestion,
    /// The rep's last mail did not ask it.
    Other,
}

/// What is known of a mail beside its text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Who wrote it.
    pub author: Author,
    /// The day on which it was sent, where the rep is. Without it only whole dates are read.
    pub sent: Option<Day>,
    /// Whether 12/11 is the 12th of November (as in the UK) or the 11th of December (US).
    pub day_first: bool,
    /// The subject, if known: machines write theirs there.
    pub subject: Option<&'a str>,
    /// What was written before it. [`read`] takes what is not known from the mail's own quotes.
    pub before: Before,
}

impl Default for Context<'_> {
    /// Nobody known, no day, day first: most of the world writes it first.
    fn default() -> Self {
        Self {
            author: Author::Unknown,
            sent: None,
            day_first: true,
            subject: None,
            before: Before::Unknown,
        }
    }
}

/// A date that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFound {
    /// Where it stands, in bytes of the new text.
    pub span: Range<usize>,
    /// The words that name it.
    pub words: String,
    /// Its first day.
    pub from: Day,
    /// Its last day; the first for a single day.
    pub to: Day,
}

/// Words of a text, and the rule that found them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// The rule's name.
    pub rule: &'static str,
}

/// What was read from a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the writer wrote, without quotes and signature, lines kept.
    pub new_text: String,
    /// The language, as far as it matters to reading.
    pub language: Language,
    /// What is asked for, in the order of the text. Empty for a rep's own mail, for automatic mail
    /// and in a language that is not read.
    pub requests: Vec<Asked>,
    /// The dates named, in the order of the text.
    pub dates: Vec<DateFound>,
    /// Who or what wrote it.
    pub automatic: Automatic,
    /// Whether it answers "did you get what you were looking for?", with the words that do.
    pub answer: Option<(Answer, String)>,
    /// The words that agree to buy; never of a rep's own mail.
    pub agrees: Option<Said>,
    /// What the writer's side promises to do, in the order of the text.
    pub commitments: Vec<Commitment>,
    /// What a draft does; empty unless the rep wrote it.
    pub draft: DraftSignals,
    /// Whether a question or a request to the reader is in it.
    pub expects_answer: bool,
}

/// A sentence with its words and the phrases and dates in them.
struct Clause<'a> {
    text: &'a str,
    tongue: &'static lexicon::Tongue,
    sentence: Sentence,
    words: Words,
    hits: Vec<Hit<lexicon::Tag>>,
    dates: Vec<dates::Found>,
    /// Whether a time is named, also one that has no day because the mail's own is not known.
    dated: bool,
}

/// Words of a greeting or of a name, with its comma.
const GREETING: usize = 4;

impl Clause<'_> {
    /// Whether it is more than a greeting or a name.
    fn says(&self) -> bool {
        self.words.tokens.len() > GREETING
    }

    /// Whether it says anything to the sentences beside it: "Hi Robin," and "Best regards" do not, "Yes."
    /// does.
    fn is_heard(&self) -> bool {
        self.says() || self.text.trim_end().ends_with(['.', '!', '?'])
    }
}

/// Reads a mail.
pub fn read(parts: &[Part<'_>], context: &Context<'_>) -> Reading {
    let marked = Marked::of(parts);
    let quoted = || match context.before {
        Before::Unknown => marked.quoted().map_or(Before::Nothing, before),
        known => known,
    };
    read_after(marked.new_text(), context, &quoted)
}

/// Reads a text of which nothing is quoted or signs it, such as a sentence by itself.
pub fn read_new_text(new_text: String, context: &Context<'_>) -> Reading {
    read_after(new_text, context, &|| context.before)
}

/// How a question is told from a distance: of 699 lines of ours that ask it, 11 have none of these.
const ASKING: [&str; 3] = ["?", "if", "whether"];

/// What a quoted mail is to the one that quotes it.
fn before(text: String) -> Before {
    if !ASKING.iter().any(|sign| text.contains(sign)) {
        return Before::Other;
    }
    let context = Context {
        author: Author::Rep,
        ..Context::default()
    };
    after(&read_new_text(text, &context))
}

/// What a mail of the rep is to the mail that comes after it.
pub fn after(reading: &Reading) -> Before {
    match reading.draft.asks_due_question {
        Some(_) => Before::DueQuestion,
        None => Before::Other,
    }
}

/// Reads a text; `before` is asked only where it decides.
fn read_after(new_text: String, context: &Context<'_>, before: &dyn Fn() -> Before) -> Reading {
    let language = language::language(&new_text);
    let ruled = automatic::automatic(&new_text, context);
    let clauses = clauses(&new_text, context, lexicon::of(language));
    let asked = if language == Language::Other {
        Vec::new()
    } else {
        requests::requests(&clauses)
    };
    let notes = notes::notes(&clauses, &asked, &ruled);
    let learned = Learned::of(&clauses, &notes);
    let doubted = ruled.writer == Automatic::Human && notes::of_a_person(&notes);
    let automatic = automatic::settled(&new_text, context, &ruled, doubted, &learned);
    let human = automatic == Automatic::Human;
    let (english, rep) = (
        human && language == Language::English,
        context.author == Author::Rep,
    );
    let theirs = english && !rep;
    let requests = match (human && !rep, english) {
        (false, _) => Vec::new(),
        (true, true) => requests::settled(&clauses, asked, &learned),
        (true, false) => asked,
    };
    // A rep's own question is meant for the prospect, however it is put.
    let expects_answer = human
        && match (english, rep) {
            (true, true) => {
                requests::asked_by_rep(&clauses) || requests::asked_of_you(&clauses, &learned)
            }
            (true, false) => requests::asked_of_you(&clauses, &learned),
            (false, _) => !requests.is_empty() || requests::expects_answer(&clauses),
        };
    let commitments = english.then(|| commitments::commitments(&clauses, context.author, &learned));
    Reading {
        language,
        requests,
        dates: clauses.iter().flat_map(found).collect(),
        automatic,
        answer: theirs
            .then(|| answer::answer(&clauses, &learned, before))
            .flatten(),
        agrees: theirs.then(|| agrees::agrees(&clauses, &learned)).flatten(),
        commitments: commitments.unwrap_or_default(),
        draft: if english && rep {
            draft::draft(&clauses, &learned)
        } else {
            DraftSignals::default()
        },
        expects_answer,
        new_text,
    }
}

/// What is compiled of the lexicons and models when the extension is built.
#[cfg(not(target_arch = "wasm32"))]
pub fn tables() -> Vec<crate::domain::texts::Table> {
    let mut tables = lexicon::tables();
    tables.push(learned::table());
    tables
}

/// What the models are shown of a text, for `cargo xtask train`.
pub fn shown(new_text: &str, context: &Context<'_>) -> Vec<Shown> {
    let language = language::language(new_text);
    let clauses = clauses(new_text, context, lexicon::of(language));
    let asked = requests::requests(&clauses);
    let ruled = automatic::automatic(new_text, context);
    learned::shown(&clauses, &notes::notes(&clauses, &asked, &ruled))
}

fn clauses<'a>(
    text: &'a str,
    context: &Context<'_>,
    tongue: &'static lexicon::Tongue,
) -> Vec<Clause<'a>> {
    let anchor = dates::Anchor {
        sent: context.sent,
        day_first: context.day_first,
    };
    // Any day tells whether "by Friday" names a time.
    let stand_in = dates::Anchor {
        sent: Day::from_ymd_opt(2026, 1, 7),
        ..anchor
    };
    sentences::sentences(text)
        .into_iter()
        .filter_map(|sentence| {
            // A quoting mark that stayed, as in a line pasted by hand.
            let body = text
                .get(sentence.span.clone())
                .filter(|body| !body.starts_with('>'))?;
            let words = Words::of(body, sentence.span.start, &tongue.lexicon.vocabulary);
            let hits = tongue.lexicon.hits(&words);
            let dates = dates::dates(&words, anchor, &tongue.senses);
            let timed = !dates.is_empty()
                || anchor.sent.is_none()
                    && !dates::dates(&words, stand_in, &tongue.senses).is_empty();
            Some(Clause {
                text: body,
                tongue,
                sentence,
                words,
                hits,
                dates,
                dated: timed,
            })
        })
        .collect()
}

fn found(clause: &Clause<'_>) -> Vec<DateFound> {
    let dates = clause.dates.iter().map(|date| {
        let span = clause.words.source(date.words.clone());
        let start = clause.sentence.span.start;
        let words = clause
            .text
            .get(span.start.saturating_sub(start)..span.end.saturating_sub(start))
            .unwrap_or("");
        DateFound {
            words: words.to_owned(),
            span,
            from: date.from,
            to: date.to,
        }
    });
    dates.collect()
}
