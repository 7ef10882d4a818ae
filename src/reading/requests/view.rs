//! What of a sentence counts: words that ask, and things of a kind, without what was taken out by a thanks, a past, a
//! refusal or an own act.

use std::ops::Range;

use super::{JOINS, LIST, TOPIC, plainly, together, topic};
use crate::domain::Kind;
use crate::reading::Clause;
use crate::reading::lexicon::{Cue, Tag};
use crate::reading::sentences::Place;
use crate::reading::words::Hit;

/// A sentence's phrases after what does not count was taken out.
pub struct View<'a> {
    pub clause: &'a Clause<'a>,
    /// Words that ask.
    pub cues: Vec<Hit<Tag>>,
    /// Things of a kind, and whole phrases that ask for one.
    pub things: Vec<Hit<Tag>>,
    /// Words that speak of a kind without naming a thing.
    pub topics: Vec<Hit<Tag>>,
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
    pub fn named(&self) -> Vec<Hit<Tag>> {
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
    pub fn kinds(&self, listed: bool) -> Vec<(Kind, &'static str)> {
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
    pub fn introduces(&self) -> bool {
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
pub fn things(clause: &Clause<'_>) -> Vec<Hit<Tag>> {
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
