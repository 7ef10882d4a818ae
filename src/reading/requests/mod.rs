//! What a mail asks for: a cue that asks, and an object of a kind, in one sentence.
//!
//! Longer phrases win over shorter ones, so "the price list" is not a price. A thanks, a past, a
//! refusal or an own act takes its clause out. A list under words that ask is asked for item by
//! item.

mod asks;
mod list;
mod plainly;
mod reasons;
mod refers;
#[cfg(test)]
mod tests;
mod together;
mod told;
mod topic;
mod view;

use std::ops::Range;

use super::Clause;
use super::learned::{self, Label, Learned};
use crate::domain::{Day, Kind};
pub use asks::{asked_by_rep, asked_of_you, asks, expects_answer};
use list::List;
pub(super) use view::{View, things};

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What kind of thing.
    pub kind: Kind,
    /// The words that ask.
    pub sentence: String,
    /// Where they stand, in bytes of the new text.
    pub span: Range<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// The words that speak most for it, where no rule but what was learned found it.
    pub because: String,
    /// What they want to get out of it, in their words, if they wrote it.
    pub purpose: Option<String>,
    /// What happens once they have it, in their words, if they wrote it.
    pub outcome: Option<String>,
    /// The date by which they want it, if they named one.
    pub due: Option<Day>,
}

impl Asked {
    /// Why it is taken for asked, in words: the rule, and what was learned beside the words for it.
    pub fn reason(&self) -> String {
        if self.because.is_empty() {
            self.rule.to_owned()
        } else {
            [self.rule, ": ", &self.because].concat()
        }
    }
}

/// What a mail asks for, in the order of the text.
pub fn requests(clauses: &[Clause<'_>]) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut list = List::default();
    let mut before: Option<View<'_>> = None;
    for clause in clauses {
        let view = View::of(clause);
        let intro = list.enter(clause, &view);
        let kinds = view.kinds(intro.is_some());
        let kinds = refers::resolve(kinds, clause, before.as_ref(), &asked);
        for (kind, rule) in kinds {
            let mut one = of(clause, kind, rule);
            let intro = intro.as_ref();
            one.purpose = one
                .purpose
                .or_else(|| intro.and_then(|intro| intro.purpose.clone()));
            one.due = one.due.or_else(|| intro.and_then(|intro| intro.due));
            asked.push(one);
        }
        before = Some(view);
    }
    reasons::share(clauses, &mut asked);
    asked
}

/// A sentence that asks for a kind.
fn of(clause: &Clause<'_>, kind: Kind, rule: &'static str) -> Asked {
    Asked {
        kind,
        sentence: clause.text.to_owned(),
        span: clause.sentence.span.clone(),
        rule,
        because: String::new(),
        purpose: reasons::purpose(clause),
        outcome: reasons::outcome(clause),
        due: due(clause),
    }
}

/// What is asked for, when the rules and what was learned are heard together: of what the rules
/// found, what the models do not firmly deny, and what they find beside it.
pub fn settled(clauses: &[Clause<'_>], ruled: Vec<Asked>, learned: &Learned) -> Vec<Asked> {
    let kinds = kinds(clauses, &ruled, learned);
    let mut ruled = ruled.into_iter().peekable();
    let mut asked = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let mut own: Vec<Asked> = Vec::new();
        while let Some(one) = ruled.next_if(|one| one.span == clause.sentence.span) {
            own.push(one);
        }
        for place in kinds.get(at).into_iter().flatten() {
            let Some(kind) = Kind::ALL.get(*place) else {
                continue;
            };
            if let Some(one) = own.iter().position(|one| one.kind == *kind) {
                asked.push(own.swap_remove(one));
                continue;
            }
            // The sentence beside, which asks for it more plainly, is heard in this one too.
            let score = |at: usize| learned.score(at, Label::Request, *place);
            let plainer = |beside: usize| {
                let has = kinds.get(beside).is_some_and(|kinds| kinds.contains(place));
                has && score(beside) > score(at)
            };
            if !(at.checked_sub(1).is_some_and(plainer) || plainer(at + 1)) {
                let mut one = of(clause, *kind, learned::RULE);
                learned::because(clause, Label::Request, *place).clone_into(&mut one.because);
                asked.push(one);
            }
        }
    }
    reasons::share(clauses, &mut asked);
    asked
}

/// The rule by which people are brought into the conversation. No model is asked about it: the words
/// of a plain report are in it, and what it says depends on the one word that brings somebody in.
const JOINS: &str = "joins";

/// The rule that tells a kind by the words that speak of it where no thing of it is named: it was right in
/// 31 of 79 sentences of deals, and believed only where the models agree kinds rose from F1 .716 to .732.
const TOPIC: &str = "topic";

/// The rule that finds what a line names and says nothing of, as the items of a list that is asked for.
const LIST: &str = "list";

/// The kinds that each sentence asks for, by their places in `Kind::ALL`.
fn kinds(clauses: &[Clause<'_>], ruled: &[Asked], learned: &Learned) -> Vec<Vec<usize>> {
    let mut ruled = ruled.iter().peekable();
    let plainly = |clause: &Clause<'_>, place: usize| {
        let kind = Kind::ALL.get(place).copied();
        kind.is_some_and(|kind| plainly::wished(&View::of(clause), kind))
    };
    let one = |(at, clause): (usize, &Clause<'_>)| {
        let mut kinds = learned.kinds(at);
        let mut own = Vec::new();
        while let Some(one) = ruled.next_if(|one| one.span == clause.sentence.span) {
            let place = Kind::ALL.iter().position(|kind| *kind == one.kind);
            own.extend(place.map(|place| (place, one.rule)));
        }
        let several = own.iter().filter(|(_, rule)| *rule != JOINS).count() > 1;
        let stays = |(place, rule): &(usize, &str)| {
            let denied = match *rule {
                JOINS => false,
                TOPIC => !learned.asks_for(at, *place),
                // What asks for an item of a list stands in another sentence.
                LIST => learned.rules_out(at, *place),
                _ => learned.denies(at, *place, several) && !plainly(clause, *place),
            };
            !kinds.contains(place) && !denied
        };
        own.retain(stays);
        // Who is brought in and wants a look wants just that.
        let alone = kinds.is_empty() && own.len() == 1;
        let own = own.iter().filter(|(_, rule)| *rule != JOINS || alone);
        let own: Vec<usize> = own.map(|(place, _)| *place).collect();
        kinds.extend(own);
        kinds.retain(|place| {
            !Kind::ALL
                .get(*place)
                .is_some_and(|kind| told::of(clause, *kind))
        });
        // In one order, whoever found which.
        kinds.sort_unstable();
        kinds
    };
    clauses.iter().enumerate().map(one).collect()
}

/// The date by which something is wanted: the sentence's last, unless it tells of the thing itself.
fn due(clause: &Clause<'_>) -> Option<Day> {
    clause.dates.last().map(|date| date.to)
}
