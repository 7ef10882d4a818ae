//! Whether a reply says that they got what they were looking for.
//!
//! Each part of a sentence praises, finds fault, or neither; good and bad together are a partly. A
//! leading yes or no does not decide, and what is said of time ("not tested yet") is no answer.

mod plainly;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::learned::{Label, Learned};
use super::lexicon::Tag;
use super::words::Hit;
use super::{Before, Clause};
use crate::domain::Answer;

/// What one sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Says(Answer),
    NotYet,
}

/// Single words of praise and fault count in so many sentences: an answer stands at the start, and
/// whoever writes more writes of other things.
const OPENING: usize = 4;
/// Words before a word of praise or fault in which a "not" turns it round.
const TURNS: usize = 3;

/// A mail of many sentences is more than a reply to a question, and one of them may look like an
/// answer by chance: it has to speak for one by so much (without, held-out threads were at F1 .55, with it
/// .67; our own at .88 and 1.0; single lines are the same).
const MANY: usize = 3;
const SURELY: f32 = 0.5;

/// How much more has to speak for an answer where a rule heard "not yet".
const NOT_YET: f32 = 1.0;

/// So much less has to speak for an answer after the question was asked; and so much more in a mail of this many
/// sentences before which nothing was written, since whoever begins a conversation answers nothing. Answers
/// in 30 held-out deals: F1 .56 without, .60 with it.
const ASKED: f32 = 1.5;
const UNASKED: f32 = 1.0;
const LETTER: usize = 5;

/// So much speaks for an answer in so many words at least: enough, but in a long mail that begins a conversation.
const PLAINLY: f32 = 1.0;

/// The labels of answers, and what they are.
const LABELS: [(Label, Answer); 3] = [
    (Label::Yes, Answer::Yes),
    (Label::Partly, Answer::Partly),
    (Label::No, Answer::No),
];

/// The answer of a text with the words that give it; `None` when it gives none. `before` is asked
/// only where it decides: it may have to be read from what the mail quotes.
pub fn answer(
    clauses: &[Clause<'_>],
    learned: &Learned,
    before: &dyn Fn() -> Before,
) -> Option<(Answer, String)> {
    let count = clauses.iter().filter(|clause| clause.says()).count();
    let usual = if count < MANY { 0.0 } else { SURELY };
    let unasked = if count < LETTER { 0.0 } else { UNASKED };
    let (score, answer, words) = likeliest(clauses, learned)?;
    let says = if score > usual + unasked {
        true
    } else if score <= usual - ASKED {
        false
    } else {
        let least = match before() {
            Before::Unknown | Before::Other => usual,
            Before::Nothing => usual + unasked,
            Before::DueQuestion => usual - ASKED,
        };
        score > least
    };
    says.then(|| (answer, words.to_owned()))
}

/// The answer that most speaks for, how much does, and the sentence that gives it.
fn likeliest<'a>(clauses: &[Clause<'a>], learned: &Learned) -> Option<(f32, Answer, &'a str)> {
    let mut best: Option<(f32, Answer, &str)> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let ruled = verdict(clause, at < OPENING);
        let plain = plainly::answer(clause);
        for (label, answer) in LABELS {
            let mut score = learned.trusted(at, label, ruled == Some(Verdict::Says(answer)));
            if ruled == Some(Verdict::NotYet) {
                score -= NOT_YET;
            }
            if plain == Some(answer) {
                score = score.max(PLAINLY);
            }
            if best.is_none_or(|best| score > best.0) {
                best = Some((score, answer, clause.text));
            }
        }
    }
    best
}

/// What a sentence says by itself, as the models are told it.
pub fn of(clause: &Clause<'_>, at: usize) -> Option<&'static str> {
    Some(match verdict(clause, at < OPENING)? {
        Verdict::Says(Answer::Yes) => "yes",
        Verdict::Says(Answer::Partly) => "partly",
        Verdict::Says(Answer::No) => "no",
        Verdict::NotYet => "not-yet",
    })
}

fn verdict(clause: &Clause<'_>, opening: bool) -> Option<Verdict> {
    if clause.text.ends_with('?') {
        return None;
    }
    let has = |wanted: Tag| {
        let mut hits = clause.hits.iter();
        hits.any(|hit| hit.label == wanted && !inside(clause, hit))
    };
    // "Please do not print this mail": what asks the reader tells nothing of what they got.
    let asks = |hit: &Hit<Tag>| matches!(hit.rule, "please" | "footer");
    if clause.hits.iter().any(asks) {
        return None;
    }
    if has(Tag::Answer(None)) {
        return Some(Verdict::NotYet);
    }
    let heard = |wanted: bool| {
        let mut hits = clause.hits.iter().filter(|hit| !inside(clause, hit));
        hits.any(|hit| judges(clause, hit, opening) == Some(wanted))
    };
    if has(Tag::Answer(Some(Answer::Partly))) {
        return Some(Verdict::Says(Answer::Partly));
    }
    Some(Verdict::Says(match (heard(true), heard(false)) {
        (true, true) => Answer::Partly,
        (true, false) if but_not(clause) || turns_after(clause, opening) => Answer::Partly,
        (true, false) => Answer::Yes,
        (false, true) => Answer::No,
        (false, false) => return None,
    }))
}

/// Whether a phrase praises (`true`) or finds fault; `None` when it does neither.
fn judges(clause: &Clause<'_>, hit: &Hit<Tag>, opening: bool) -> Option<bool> {
    match hit.label {
        Tag::Answer(Some(Answer::Yes)) => {
            (!supposed(clause, hit.from)).then(|| !turned(clause, hit.from))
        }
        Tag::Answer(Some(Answer::No)) => Some(false),
        Tag::Judges(good) if opening => {
            let turned = turned(clause, hit.from);
            // "Tuesday is fine" settles a date; "not bad" is no praise enough.
            let settles = good && !turned && clause.dated;
            (!settles && (good || !turned) && !supposed(clause, hit.from)).then_some(good != turned)
        }
        _ => None,
    }
}

/// "not what we needed" holds "what we needed": the longer phrase speaks.
fn inside(clause: &Clause<'_>, hit: &Hit<Tag>) -> bool {
    clause.hits.iter().any(|other| {
        let speaks = matches!(other.label, Tag::Answer(_));
        let longer = other.to - other.from > hit.to - hit.from;
        speaks && longer && other.from <= hit.from && hit.to <= other.to
    })
}

/// "..., but the export was not shown": something is missing after a good word, whatever it is.
fn but_not(clause: &Clause<'_>) -> bool {
    let words = 0..clause.words.tokens.len();
    let turns = |at: &usize| {
        let word = clause.words.form(*at);
        matches!(
            word,
            "but" | "however" | "except" | "although" | "though" | "only" | "while" | "whereas"
        )
    };
    let lacks = |at: usize| {
        let word = clause.words.form(at);
        matches!(
            word,
            "not" | "never" | "missing" | "without" | "lack" | "lacks" | "nothing" | "no"
        )
    };
    words.skip_while(|at| !turns(at)).any(lacks)
}

/// "It fits the vans, though we have still to hear ...": praise before a turn and none after it.
fn turns_after(clause: &Clause<'_>, opening: bool) -> bool {
    let turn = (1..clause.words.tokens.len()).find(|at| {
        let word = clause.words.form(*at);
        matches!(
            word,
            "but" | "yet" | "though" | "although" | "whereas" | "except"
        )
    });
    let Some(turn) = turn else { return false };
    let hits = clause.hits.iter();
    let mut praise = hits.filter(|hit| judges(clause, hit, opening) == Some(true));
    praise.all(|hit| hit.from < turn)
}

/// The words shortly before a place, back to the end of the clause before.
fn before(clause: &Clause<'_>, at: usize) -> Range<usize> {
    let from = at.saturating_sub(TURNS);
    let ends = |at: &usize| matches!(clause.words.form(*at), "," | ";" | ":" | "–" | "." | "and");
    let start = (from..at).rev().find(ends).map_or(from, |end| end + 1);
    start..at
}

fn turned(clause: &Clause<'_>, at: usize) -> bool {
    let says = |at: usize| {
        let word = clause.words.form(at);
        matches!(
            word,
            "not" | "never" | "hardly" | "no" | "nothing" | "neither" | "nor" | "cannot"
        )
    };
    before(clause, at).any(says)
}

fn supposed(clause: &Clause<'_>, at: usize) -> bool {
    let says = |at: usize| matches!(clause.words.form(at), "would" | "will" | "hope" | "please");
    let ends = |at: &usize| !matches!(clause.words.form(*at), "," | ";" | ":" | "–" | ".");
    let mut run = (0..at).rev().take_while(ends);
    before(clause, at).any(says) || run.any(|at| matches!(clause.words.form(at), "if" | "whether"))
}
