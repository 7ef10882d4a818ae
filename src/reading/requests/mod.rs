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
mod topic;

use std::ops::Range;

use super::Clause;
use super::learned::{self, Label, Learned};
use super::lexicon::{Cue, Tag};
use super::sentences::Place;
use super::words::Hit;
use crate::domain::{Day, Kind};
pub use asks::{asked_by_rep, asked_of_you, asks, expects_answer};
use list::List;

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
                .is_some_and(|kind| declined(clause, *kind))
        });
        // In one order, whoever found which.
        kinds.sort_unstable();
        kinds
    };
    clauses.iter().enumerate().map(one).collect()
}

/// Whether all that a sentence names of a kind is what they say they do not want. A model hears the thing
/// more than the "not".
fn declined(clause: &Clause<'_>, kind: Kind) -> bool {
    let declines = |hit: &&Hit<Tag>| hit.label == Tag::Block && hit.rule == "declined";
    if !clause.hits.iter().any(|hit| declines(&hit)) {
        return false;
    }
    let things = together::longest(clause);
    let mut named = things
        .iter()
        .filter(|thing| plainly::is_of(thing, kind))
        .peekable();
    let follows = |thing: &Hit<Tag>| {
        let mut hits = clause.hits.iter().filter(declines);
        hits.any(|hit| (hit.from..=hit.to + plainly::BETWEEN).contains(&thing.from))
    };
    named.peek().is_some() && named.all(follows)
}

/// The date by which something is wanted: the sentence's last, unless it tells of the thing itself.
fn due(clause: &Clause<'_>) -> Option<Day> {
    clause.dates.last().map(|date| date.to)
}

/// A sentence's phrases after what does not count was taken out.
pub(super) struct View<'a> {
    clause: &'a Clause<'a>,
    /// Words that ask.
    cues: Vec<Hit<Tag>>,
    /// Things of a kind, and whole phrases that ask for one.
    things: Vec<Hit<Tag>>,
    /// Words that speak of a kind without naming a thing.
    topics: Vec<Hit<Tag>>,
}

impl<'a> View<'a> {
    /// Looks at a sentence.
    pub fn of(clause: &'a Clause<'a>) -> Self {
        let out = blocked(clause);
        let free = |hit: &Hit<Tag>| {
            // "We will have to wait until May" tells an own act, and asks for time.
            let postpones = hit.label == Tag::Asked(Kind::MoreTime);
            let stands = |(range, rule): &(Range<usize>, &str)| {
                range.contains(&hit.from) && !(postpones && *rule == "own")
            };
            !out.iter().any(stands)
        };
        let hits = |wanted: fn(Tag) -> bool| -> Vec<Hit<Tag>> {
            let hits = clause.hits.iter().copied();
            hits.filter(|hit| wanted(hit.label) && free(hit)).collect()
        };
        let things = together::longest(clause).into_iter().filter(free).collect();
        Self {
            clause,
            cues: hits(|tag| matches!(tag, Tag::Cue(_))),
            things,
            topics: topics(clause, hits(|tag| matches!(tag, Tag::Topic(_)))),
        }
    }

    /// The things that a later "it" may mean: those that count, or in a sentence that neither
    /// thanks nor tells of the past, all.
    fn named(&self) -> Vec<Hit<Tag>> {
        let gone = |hit: &Hit<Tag>| {
            hit.label == Tag::Block && matches!(hit.rule, "thanks" | "past" | "footer")
        };
        if self.things.is_empty() && !self.clause.hits.iter().any(gone) {
            together::longest(self.clause)
        } else {
            self.things.clone()
        }
    }

    /// The kinds asked for, each once. `listed`: the sentence stands in a list that is asked for.
    fn kinds(&self, listed: bool) -> Vec<(Kind, &'static str)> {
        let named = listed || together::stands_alone(self);
        let mut asked: Vec<(Hit<Tag>, Kind, &'static str)> = Vec::new();
        for thing in &self.things {
            let found = match thing.label {
                Tag::Asked(_) if thing.rule == JOINS && self.only_told() => None,
                Tag::Asked(kind) => Some((kind, thing.rule)),
                Tag::Object(kind) if named => Some((kind, LIST)),
                Tag::Object(kind) => {
                    let plainly = || plainly::wished(self, kind).then_some(plainly::RULE);
                    let rule = self.cue_for(thing).or_else(plainly);
                    rule.map(|rule| (kind, rule))
                }
                _ => None,
            };
            asked.extend(found.map(|(kind, rule)| (*thing, kind, rule)));
        }
        together::sort_out(self.clause, &mut asked);
        let mut kinds: Vec<(Kind, &'static str)> = Vec::new();
        for (_, kind, rule) in asked {
            if !kinds.iter().any(|(known, _)| *known == kind) {
                kinds.push((kind, rule));
            }
        }
        if kinds.len() > 1 {
            kinds.retain(|(kind, rule)| *kind != Kind::Other || *rule == JOINS);
        }
        let introduces = self.clause.sentence.place == Place::Intro;
        if kinds.is_empty() && !introduces {
            let topic = || topic::kind(self).map(|kind| (kind, TOPIC));
            let plain = listed || self.is_plain_ask();
            let other = || (Kind::Other, if listed { LIST } else { "plain ask" });
            kinds.extend(topic().or_else(|| plain.then(other)));
        }
        kinds
    }

    /// Whether somebody is to be told of it, and no more.
    fn only_told(&self) -> bool {
        let mut hits = self.clause.hits.iter();
        hits.any(|hit| hit.label == Tag::Block && hit.rule == "told")
    }

    /// The cue that asks for a thing.
    fn cue_for(&self, thing: &Hit<Tag>) -> Option<&'static str> {
        let asks = |cue: &&Hit<Tag>| match cue.label {
            Tag::Cue(Cue::Trailing) => cue.from >= thing.from,
            _ => cue.from <= thing.from && !self.topic_between(cue.from, thing.from),
        };
        self.cues.iter().find(asks).map(|cue| cue.rule)
    }

    /// "a call to discuss the price": the price is what the call is about.
    fn topic_between(&self, from: usize, to: usize) -> bool {
        let again = self
            .cues
            .iter()
            .any(|cue| cue.from > from && cue.from <= to);
        let about = |at: &usize| {
            matches!(
                self.clause.words.form(*at),
                "about" | "regarding" | "concerning" | "because" | "during"
            )
        };
        // "a demo before the meeting", but "until the 30th, and two more samples".
        let when = |at: &usize| {
            let ends = |at| matches!(self.clause.words.form(at), "," | "and" | ";" | "–");
            let word = self.clause.words.form(*at);
            matches!(word, "before" | "until" | "till" | "since" | "prior") && !(*at..to).any(ends)
        };
        !again && (from..to).any(|at| about(&at) || when(&at))
    }

    /// Asks the reader to give or do something of no known kind.
    fn is_plain_ask(&self) -> bool {
        let direct = |cue: &Hit<Tag>| {
            cue.label == Tag::Cue(Cue::Ask) && matches!(cue.rule, "please" | "polite question")
        };
        let words = &self.clause.words;
        let you = |cue: &Hit<Tag>| {
            let (first, second) = (words.form(cue.from), words.form(cue.from + 1));
            let imperative = cue.rule == "please" && cue.to < words.tokens.len();
            imperative
                || matches!(first, "could" | "can" | "would" | "will")
                    && matches!(second, "you" | "someone" | "somebody")
        };
        let said = |at: usize| words.form(at);
        let idle = (0..words.tokens.len()).any(|at| {
            matches!(
                (said(at), said(at + 1)),
                ("let", "me" | "us" | "him")
                    | (
                        "please",
                        "do" | "note" | "find" | "see" | "be" | "contact" | "use" | "stop" | "come"
                    )
                    | ("you", "imagine" | "believe" | "say" | "like")
            )
        });
        !idle && self.cues.iter().any(|cue| direct(cue) && you(cue))
    }

    /// Whether the sentence asks for what follows it.
    fn introduces(&self) -> bool {
        let ends = self.clause.sentence.place == Place::Intro;
        let asks = self.cues.iter().any(|cue| cue.rule != "thanks");
        ends && asks
    }
}

/// Topics outside of words that mean something else.
fn topics(clause: &Clause<'_>, mut topics: Vec<Hit<Tag>>) -> Vec<Hit<Tag>> {
    let disguised = |topic: &Hit<Tag>| {
        let hits = clause.hits.iter();
        let mut disguises = hits.filter(|hit| hit.label == Tag::Disguise);
        disguises.any(|hit| hit.from <= topic.from && topic.to <= hit.to)
    };
    topics.retain(|topic| !disguised(topic));
    topics
}

/// The things that a sentence names, whether asked for or not.
pub(super) fn things(clause: &Clause<'_>) -> Vec<Hit<Tag>> {
    together::longest(clause)
}

/// The words of clauses in which nothing is asked for, with the rule that says so.
fn blocked(clause: &Clause<'_>) -> Vec<(Range<usize>, &'static str)> {
    // "I was hoping" is longer than "I was", and "will be unable to keep" than "will be".
    let asked = |block: &&Hit<Tag>| {
        clause.hits.iter().any(|hit| {
            let covers = hit.from <= block.from
                && block.to <= hit.to
                && hit.to - hit.from > block.to - block.from;
            let asks = hit.rule == "hope" || matches!(hit.label, Tag::Asked(_));
            // "We would appreciate the data sheet" is no thanks for one.
            let inside = (hit.from + 1..hit.to).contains(&block.from);
            let wishes = hit.label == Tag::Plainly && inside && !plainly::denied(clause, hit);
            covers && asks && block.from - hit.from <= 1 || wishes
        })
    };
    let blocks = clause
        .hits
        .iter()
        .filter(|hit| hit.label == Tag::Block && !asked(hit));
    let range = |hit: &Hit<Tag>| clause_start(clause, hit)..clause_end(clause, hit.to);
    blocks.map(|hit| (range(hit), hit.rule)).collect()
}

/// A block that stands right after its subject takes the subject too.
fn clause_start(clause: &Clause<'_>, hit: &Hit<Tag>) -> usize {
    let before = hit
        .from
        .checked_sub(1)
        .map_or("", |at| clause.words.form(at));
    if matches!(before, "i" | "we" | "he" | "she" | "they" | "it" | "you") {
        hit.from - 1
    } else {
        hit.from
    }
}

fn clause_end(clause: &Clause<'_>, from: usize) -> usize {
    let wishes = |at: usize| {
        let mut hits = clause.hits.iter();
        hits.any(|hit| hit.from == at && hit.label == Tag::Plainly)
    };
    let ends = |at: &usize| {
        let (here, next) = (clause.words.form(*at), clause.words.form(*at + 1));
        matches!(
            here,
            "," | ";" | ":" | "." | "?" | "!" | "–" | "but" | "(" | ")" | "however" | "so"
        ) || (here == "and"
            && (wishes(*at + 1)
                || matches!(
                    next,
                    "could"
                        | "can"
                        | "would"
                        | "may"
                        | "please"
                        | "kindly"
                        | "we"
                        | "i"
                        | "need"
                        | "also"
                        | "do"
                )))
    };
    (from..clause.words.tokens.len())
        .find(ends)
        .unwrap_or(clause.words.tokens.len())
}
