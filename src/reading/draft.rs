//! What a rep's draft does: gives, promises, asks whether they got what they were looking for.

use super::learned::{self, Label, Learned};
use super::lexicon::Tag;
use super::words::Hit;
use super::{Clause, Said};
use crate::domain::Kind;

/// Words of delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivers {
    /// The kind of thing that is given; `None` when the words do not tell.
    pub kind: Option<Kind>,
    /// The words.
    pub words: String,
    /// The rule that found them.
    pub rule: &'static str,
}

/// What a draft does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSignals {
    /// What it gives, one entry a kind and sentence.
    pub delivers: Vec<Delivers>,
    /// The words with which it asks whether they got what they were looking for.
    pub asks_due_question: Option<String>,
    /// It offers more than was asked for: another demo, more samples, time or people.
    pub offers_more: Option<Said>,
    /// It asks for the order.
    pub asks_for_order: Option<Said>,
    /// It asks something of the prospect for what it gives.
    pub asks_in_return: Option<Said>,
    /// It goes after an answer, with nothing new in it.
    pub chases: Option<Said>,
}

/// Reads a draft.
pub fn draft(clauses: &[Clause<'_>], learned: &Learned) -> DraftSignals {
    let mut signals = DraftSignals::default();
    for (at, clause) in clauses.iter().enumerate() {
        let ruled = ruled(clause);
        let settle = |ruled: Option<Said>, label: Label| {
            learned
                .says(at, label, ruled.is_some())
                .then(|| ruled.unwrap_or_else(|| said(clause, learned::RULE)))
        };
        let signal = |known: &mut Option<Said>, ruled: Option<Said>, label: Label| {
            *known = known.take().or_else(|| settle(ruled, label));
        };
        signal(
            &mut signals.offers_more,
            ruled.offers_more,
            Label::OffersMore,
        );
        signal(
            &mut signals.asks_for_order,
            ruled.asks_for_order,
            Label::Order,
        );
        signal(
            &mut signals.asks_in_return,
            ruled.asks_in_return,
            Label::InReturn,
        );
        signal(&mut signals.chases, ruled.chases, Label::Chases);
        if learned.says(at, Label::Due, ruled.asks_due_question.is_some()) {
            signals
                .asks_due_question
                .get_or_insert_with(|| clause.text.to_owned());
        }
        if learned.says(at, Label::Delivers, !ruled.delivers.is_empty()) {
            if ruled.delivers.is_empty() {
                signals.delivers.push(found(clause));
            } else {
                signals.delivers.extend(ruled.delivers);
            }
        }
    }
    signals
}

fn said(clause: &Clause<'_>, rule: &'static str) -> Said {
    Said {
        words: clause.text.to_owned(),
        rule,
    }
}

/// A delivery that no rule knows: of the one kind that its sentence names.
fn found(clause: &Clause<'_>) -> Delivers {
    let mut kinds: Vec<Kind> = Vec::new();
    for hit in super::requests::things(clause) {
        if let Tag::Object(kind) | Tag::Asked(kind) = hit.label {
            kinds.extend((!kinds.contains(&kind)).then_some(kind));
        }
    }
    let kind = match kinds.as_slice() {
        [kind] => Some(*kind),
        _ => None,
    };
    Delivers {
        kind,
        words: clause.text.to_owned(),
        rule: learned::RULE,
    }
}

/// What the rules find a sentence to do.
fn ruled(clause: &Clause<'_>) -> DraftSignals {
    let of = |tag: Tag| clause.hits.iter().find(|hit| hit.label == tag);
    let due = of(Tag::Due).is_some() && asks(clause) && of(Tag::NotDue).is_none();
    let tagged = |tag: Tag| of(tag).map(|hit| said(clause, hit.rule));
    let order = tagged(Tag::Order(false)).filter(|_| of(Tag::Order(true)).is_none());
    DraftSignals {
        delivers: delivered(clause),
        asks_due_question: due.then(|| clause.text.to_owned()),
        offers_more: tagged(Tag::OffersMore).filter(|_| order.is_none()),
        asks_for_order: order,
        asks_in_return: tagged(Tag::InReturn),
        chases: tagged(Tag::Chases).filter(|_| !due),
    }
}

/// What the rules find a sentence to do, as the models are told it.
pub fn does(clause: &Clause<'_>) -> Vec<&'static str> {
    let signals = ruled(clause);
    let does = [
        (!signals.delivers.is_empty(), "delivers"),
        (signals.asks_due_question.is_some(), "due"),
        (signals.offers_more.is_some(), "more"),
        (signals.asks_for_order.is_some(), "order"),
        (signals.asks_in_return.is_some(), "return"),
        (signals.chases.is_some(), "chases"),
    ];
    does.into_iter()
        .filter_map(|(does, what)| does.then_some(what))
        .collect()
}

/// A question, or words that put one politely.
fn asks(clause: &Clause<'_>) -> bool {
    clause.text.contains('?')
        || matches!(
            (clause.words.form(0), clause.words.form(1)),
            ("may" | "can", "i") | ("let" | "tell", "me")
        )
}

fn delivered(clause: &Clause<'_>) -> Vec<Delivers> {
    let gives = || {
        let hits = clause.hits.iter();
        hits.filter(|hit| hit.label == Tag::Delivers && !denied(clause, hit))
    };
    let time = gives().find(|hit| matches!(hit.rule, "time" | "sample"));
    let Some(hit) = time.or_else(|| gives().next()) else {
        return Vec::new();
    };
    let one = |kind| Delivers {
        kind,
        words: clause.text.to_owned(),
        rule: hit.rule,
    };
    let kinds = kinds(clause, hit);
    let told = match hit.rule {
        "price" => Some(Kind::Quote),
        "sample" => Some(Kind::Sample),
        "time" => Some(Kind::MoreTime),
        _ => None,
    };
    if kinds.is_empty() || told == Some(Kind::MoreTime) {
        return vec![one(told)];
    }
    kinds.into_iter().map(|kind| one(Some(kind))).collect()
}

/// A delivery that is future, past, theirs or refused is none. The denial must share its clause.
fn denied(clause: &Clause<'_>, hit: &Hit<Tag>) -> bool {
    clause
        .hits
        .iter()
        .filter(|other| other.label == Tag::NotGiven)
        .any(|other| !apart(clause, other, hit))
}

/// Whether a clause ends between two phrases.
fn apart(clause: &Clause<'_>, one: &Hit<Tag>, other: &Hit<Tag>) -> bool {
    let (from, to) = (one.to.min(other.to), one.from.max(other.from));
    (from..to).any(|at| {
        matches!(
            clause.words.form(at),
            "," | ";" | "." | "?" | ":" | "–" | "and" | "but"
        )
    })
}

/// The kinds of the things in the delivery's own clause; of the whole sentence when nothing in it
/// is only promised.
fn kinds(clause: &Clause<'_>, delivery: &Hit<Tag>) -> Vec<Kind> {
    let later = clause
        .hits
        .iter()
        .any(|hit| matches!(hit.label, Tag::NotGiven | Tag::Promises(false)));
    let mut kinds: Vec<Kind> = Vec::new();
    for hit in super::requests::things(clause) {
        if later && apart(clause, &hit, delivery) {
            continue;
        }
        let (Tag::Object(kind) | Tag::Asked(kind)) = hit.label else {
            continue;
        };
        if !kinds.contains(&kind) && kind != Kind::Other {
            kinds.push(kind);
        }
    }
    if kinds.contains(&Kind::MoreTime) {
        kinds.retain(|kind| *kind != Kind::ProofOfConcept);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use crate::domain::Kind;
    use crate::reading::{Author, Context, DraftSignals, Part, PartKind, read};

    fn draft(text: &str) -> DraftSignals {
        let context = Context {
            author: Author::Rep,
            sent: "2026-11-03".parse().ok(),
            ..Context::default()
        };
        read(
            &[Part {
                kind: PartKind::Text,
                text,
            }],
            &context,
        )
        .draft
    }

    fn gives(text: &str, expected: &[Option<Kind>]) {
        let kinds: Vec<Option<Kind>> = draft(text).delivers.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    }

    fn asks(text: &str, expected: bool) {
        assert_eq!(draft(text).asks_due_question.is_some(), expected, "{text}");
    }

    #[test]
    fn words_of_delivery() {
        gives("Attached is the quote for 40 seats.", &[Some(Kind::Quote)]);
        gives(
            "Please find the brochure attached.",
            &[Some(Kind::Collateral)],
        );
        gives(
            "I've set up a trial account for Jonas.",
            &[Some(Kind::ProofOfConcept)],
        );
        gives(
            "The demo is booked for Thursday at ten.",
            &[Some(Kind::Demo)],
        );
        gives("The price is €38 per seat and month.", &[Some(Kind::Quote)]);
        gives("Here you are.", &[None]);
    }

    #[test]
    fn promises_are_not_deliveries() {
        gives("I will send the quote tomorrow.", &[]);
        gives("Shall I send you the brochure?", &[]);
        gives("I could not open your attachment.", &[]);
    }

    #[test]
    fn the_due_question() {
        asks("Did you get what you were looking for?", true);
        asks("Did the demo show what you needed?", true);
        asks("Did the sample pass?", true);
        asks("Did you have a chance to look at it?", false);
        asks("Could we talk on Monday?", false);
    }
}
