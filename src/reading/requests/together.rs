//! Things that stand in one sentence: which of them are asked for, and which only tell what the
//! others are about.

use super::View;
use crate::domain::{Kind, order};
use crate::reading::Clause;
use crate::reading::lexicon::Tag;
use crate::reading::sentences::Place;
use crate::reading::words::Hit;

/// A thing that seems asked for, its kind, and the rule.
type Seeming = (Hit<Tag>, Kind, &'static str);

/// More words than this are a sentence, not a line of a list.
const LINE: usize = 12;

/// Takes out what only tells what another thing is about.
pub fn sort_out(clause: &Clause<'_>, asked: &mut Vec<Seeming>) {
    let all = asked.clone();
    asked.retain(|one| !all.iter().any(|other| tells_of(clause, one, other)));
    asked.retain(|(hit, kind, _)| !is_reason(clause, hit, *kind, &all));
    let has = |kind| all.iter().any(|(_, other, _)| *other == kind);
    if has(Kind::Sample) {
        // To try a sample is what samples are for.
        let trying = ["poc.try", "poc.hands-on", "poc.for-a-time"];
        asked.retain(|(_, _, rule)| !trying.contains(rule));
    }
    if has(Kind::MoreTime) {
        // More time for a trial is more time.
        asked.retain(|(_, kind, _)| *kind != Kind::ProofOfConcept);
    }
}

/// Whether a thing stands in the words that say why another one is asked for: "a demo, so that we can
/// see whether the export works".
fn is_reason(clause: &Clause<'_>, thing: &Hit<Tag>, kind: Kind, all: &[Seeming]) -> bool {
    let mut whys = clause.hits.iter().filter(|hit| {
        // "Bring one when you come to present" asks for both.
        hit.label == Tag::Purpose && clause.words.form(hit.from) != "to"
    });
    whys.any(|why| {
        let before = |(other, its, _): &Seeming| *its != kind && other.to <= why.from;
        why.from <= thing.from && !apart(clause, why, thing) && all.iter().any(before)
    })
}

/// Whether a thing only says more of another one in its own part of the sentence.
fn tells_of(clause: &Clause<'_>, one: &Seeming, other: &Seeming) -> bool {
    let ((here, kind, _), (there, more, _)) = (one, other);
    if kind == more || apart(clause, here, there) {
        return false;
    }
    match (kind, more) {
        // "a case study to show it to the board"
        (Kind::Demo, _) if shows_it_on(clause, here) => there.to < here.from,
        // "postpone the call", "a bit longer with the test unit"
        (Kind::Call | Kind::Demo | Kind::Sample | Kind::Quote, Kind::MoreTime) => {
            let after = here.from + 1 >= there.from || *kind == Kind::Sample;
            matches!(here.label, Tag::Object(_)) && after
        }
        // "a copy of your SOC 2 report", "the DPA template"
        (Kind::Collateral, Kind::SecurityReview) => {
            let before = here.from <= there.from && there.from.saturating_sub(here.to) <= 3;
            matches!(here.label, Tag::Object(_)) && (before || here.from <= there.to)
        }
        // "information on prices", but not "slides + price"
        (Kind::Collateral, Kind::Quote) => {
            let joins = |at| {
                matches!(
                    clause.words.form(at),
                    "of" | "on" | "about" | "for" | "with"
                )
            };
            let mut between = here.to..(there.from + 1).min(here.to + 4);
            let own = (here.from..here.to).any(joins) || between.any(joins);
            matches!(here.label, Tag::Object(_)) && here.from < there.from && own
        }
        // "test it on our bench" beside "lend us one"
        (Kind::ProofOfConcept, Kind::Sample) => true,
        // "a video call", "half an hour to show us round"
        (Kind::Call, Kind::Demo) => matches!(there.label, Tag::Asked(_)) && there.to >= here.to,
        _ => false,
    }
}

/// "to show it": what they want to do with what they ask for.
fn shows_it_on(clause: &Clause<'_>, thing: &Hit<Tag>) -> bool {
    let said = |at| clause.words.form(at);
    let to_show = thing.from.checked_sub(1).map(said) == Some("to") && thing.rule == "demo.show";
    to_show
        && matches!(
            said(thing.from + 1),
            "it" | "them" | "this" | "that" | "these"
        )
}

/// Whether two things stand in parts of their own: "a quote and the brochure".
fn apart(clause: &Clause<'_>, one: &Hit<Tag>, other: &Hit<Tag>) -> bool {
    let (from, to) = (one.to.min(other.to), one.from.max(other.from));
    (from..to).any(|at| {
        matches!(
            clause.words.form(at),
            "," | ";" | "." | "?" | ":" | "–" | "and" | "plus" | "or" | "but"
        )
    })
}

/// A line that names things and says nothing of them: "3. Your SOC 2 report", "Datasheet?".
pub fn stands_alone(view: &View<'_>) -> bool {
    let clause = view.clause;
    let words = clause.words.tokens.len();
    let says = |at: usize| VERBS.contains(&clause.words.form(at));
    let marked = clause.sentence.place == Place::Item || clause.text.ends_with('?');
    marked && words <= LINE && !(0..words).any(says)
}

/// What a sentence that says something can hardly do without.
const VERBS: &[&str] = &[
    "am", "are", "arrived", "attached", "be", "been", "below", "came", "did", "do", "does", "done",
    "enclosed", "for", "get", "gets", "got", "had", "has", "have", "he", "i", "is", "it", "must",
    "she", "should", "shall", "they", "us", "was", "we", "went", "were", "will", "with", "you",
];

/// The things of a sentence, where longer ones take the words of shorter ones, and words that mean
/// something else take them from both.
pub fn longest(clause: &Clause<'_>) -> Vec<Hit<Tag>> {
    let mut hits: Vec<Hit<Tag>> = clause
        .hits
        .iter()
        .filter(|hit| matches!(hit.label, Tag::Object(_) | Tag::Asked(_) | Tag::Disguise))
        .copied()
        .collect();
    if hits.is_empty() {
        return hits;
    }
    order::sort_by_key(&mut hits, |hit| {
        (
            std::cmp::Reverse(hit.to - hit.from),
            matches!(hit.label, Tag::Object(_)),
            hit.from,
        )
    });
    let mut taken = vec![false; clause.words.tokens.len()];
    let mut kept: Vec<Hit<Tag>> = Vec::new();
    for hit in hits {
        let free = (hit.from..hit.to).all(|at| !taken.get(at).copied().unwrap_or(false));
        if free || kept.iter().any(|over| spans(clause, over, &hit)) {
            for taken in taken.iter_mut().take(hit.to).skip(hit.from) {
                *taken = true;
            }
            kept.push(hit);
        }
    }
    kept.retain(|hit| hit.label != Tag::Disguise);
    order::sort_by_key(&mut kept, |hit| hit.from);
    kept
}

/// Whether a phrase that asks for one thing reaches over another that is asked for with it: "send a
/// sample and a quote" is no sending of a quote alone.
fn spans(clause: &Clause<'_>, over: &Hit<Tag>, thing: &Hit<Tag>) -> bool {
    let inside = over.from < thing.from && thing.to < over.to;
    let joined = matches!(clause.words.form(thing.to), "and" | "or" | "plus");
    let another = match (over.label, thing.label) {
        (Tag::Asked(one), Tag::Object(other)) => one != other,
        _ => false,
    };
    inside && joined && another
}
