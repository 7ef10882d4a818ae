//! The rules that judge a draft, one a file with its cases beside it.
//!
//! A rule looks at the draft and the record and says nothing, or why it speaks up. How strongly
//! it does is the rule's own weight under the mode that the rep chose. Sending is never stopped
//! for good: a hold is a question, and "send anyway" is its other answer.

pub mod chasing;
pub mod giving_without_getting;
pub mod giving_without_knowing_why;
pub mod never_asked;
pub mod past_the_close;
pub mod second_request;
pub mod unowned_promise;
pub mod walked_away_from;

use super::Mode;
use super::manner::Manner;
use crate::domain::{Clock, Kind, Record, Request, RequestId, order};

/// What the rep's draft does, as far as the rules need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it gives: the kind where the draft tells it, and the words or the file that give it.
    pub gives: Vec<(Option<Kind>, String)>,
    /// Whether it asks if they got what they were looking for.
    pub asks_due_question: bool,
    /// The words that promise something and name no day.
    pub promises_undated: Vec<String>,
    /// The words that offer more than was asked for.
    pub offers_more: Vec<String>,
    /// The words that only ask for an answer to an earlier mail.
    pub chases: Vec<String>,
    /// Whether it asks for the order.
    pub asks_for_order: bool,
    /// Whether it asks for something in return.
    pub asks_in_return: bool,
}

/// How strongly a rule speaks up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The draft goes; the rep is reminded.
    Remind,
    /// The draft waits for the rep's decision.
    Hold,
}

/// Why a rule speaks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How strongly.
    pub severity: Severity,
    /// The reason in one plain sentence.
    pub text: String,
    /// The request that it is about; `None` when what is given was never recorded.
    pub request: Option<RequestId>,
    /// The words of the draft that led to it; may be empty.
    pub because: String,
    /// What to write instead, ready to insert; may be empty.
    pub instead: String,
}

/// The rules: name, what each says in a few words, and how strongly by itself (practice: rules that
/// judge a draft).
pub const ALL: [(&str, &str, Severity); 8] = [
    (
        past_the_close::NAME,
        "Offering more when they have agreed",
        Severity::Hold,
    ),
    (
        walked_away_from::NAME,
        "Giving to those you walked away from",
        Severity::Hold,
    ),
    (
        second_request::NAME,
        "A second request while the first is open",
        Severity::Hold,
    ),
    (
        giving_without_knowing_why::NAME,
        "Giving without knowing why",
        Severity::Remind,
    ),
    (
        giving_without_getting::NAME,
        "Giving without getting",
        Severity::Remind,
    ),
    (
        never_asked::NAME,
        "Given, and never asked about",
        Severity::Remind,
    ),
    (
        unowned_promise::NAME,
        "A promise with no date",
        Severity::Remind,
    ),
    (
        chasing::NAME,
        "A third follow-up with nothing new",
        Severity::Remind,
    ),
];

/// What the rules say of a draft, the weightiest first. Empty: let it go.
pub fn judge(draft: &Draft, record: &Record, manner: &Manner, clock: Clock) -> Vec<Finding> {
    if manner.mode == Mode::Quiet || record.ignored {
        return Vec::new();
    }
    let mut findings = Vec::new();
    past_the_close::check(draft, record, &mut findings);
    walked_away_from::check(draft, record, &mut findings);
    second_request::check(draft, record, &mut findings);
    giving_without_knowing_why::check(draft, record, &mut findings);
    giving_without_getting::check(draft, record, clock, &mut findings);
    never_asked::check(draft, record, &manner.numbers, clock, &mut findings);
    unowned_promise::check(draft, &mut findings);
    chasing::check(draft, record, &mut findings);
    findings.retain_mut(|finding| {
        let severity = manner.severity(finding.rule, finding.severity);
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
    order::sort_by_key(&mut findings, |finding| std::cmp::Reverse(finding.severity));
    findings
}

/// The open requests that a draft gives for. What is given names its kind, or it is the one
/// thing that is asked for; an unnamed gift with several requests open is taken for the oldest
/// that is not given yet.
pub fn answered<'r>(draft: &Draft, record: &'r Record) -> Vec<&'r Request> {
    let mut found: Vec<&Request> = Vec::new();
    for (kind, _) in &draft.gives {
        if let Some(request) = answers(*kind, record)
            && !found.iter().any(|known| known.id == request.id)
        {
            found.push(request);
        }
    }
    found
}

fn answers(kind: Option<Kind>, record: &Record) -> Option<&Request> {
    let waiting = || {
        record.requests.iter().filter(|request| {
            super::life::is_open(request)
                && (request.delivered.is_none() || request.answer.is_some())
        })
    };
    match kind {
        // What was missing after a partly may come in another form: a recording for a demo.
        Some(kind) => waiting()
            .find(|request| request.kind == kind)
            .or_else(|| waiting().find(|request| request.answer.is_some())),
        None => waiting().next(),
    }
}

/// The name by which a sentence calls a request: its kind, in lower case.
pub fn calls(kind: Kind) -> String {
    match kind {
        Kind::Other | Kind::Own(_) => "what they asked for".to_owned(),
        Kind::MoreTime => "more time".to_owned(),
        Kind::Collateral => "the documents".to_owned(),
        kind => format!("the {}", kind.label().to_lowercase()),
    }
}

#[cfg(test)]
mod cases {
    //! What the rules' own cases share.
    use super::*;
    use crate::domain::{Day, Deal, DealId, ProspectId};

    pub fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    pub fn at(text: &str) -> Clock {
        Clock::morning(text)
    }

    pub fn record(kinds: &[Kind]) -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        for (n, kind) in kinds.iter().enumerate() {
            let id = RequestId::stored(format!("r{n}"));
            record
                .requests
                .push(Request::asked(id, *kind, String::new(), day("2026-11-02")));
        }
        record
    }

    pub fn insert(record: &mut Record, deal: Deal) {
        record.deals.insert(deal.id, deal);
    }

    pub fn first(record: &mut Record) -> &mut Deal {
        record.deals.get_mut(&DealId::FIRST).unwrap()
    }

    pub fn known(request: &mut Request) {
        request.purpose = "why".to_owned();
        request.outcome.if_yes = "what then".to_owned();
    }

    pub fn gives(kinds: &[Option<Kind>]) -> Draft {
        Draft {
            gives: kinds
                .iter()
                .map(|kind| (*kind, "here it is".to_owned()))
                .collect(),
            ..Draft::default()
        }
    }

    pub fn check(draft: &Draft, record: &Record, expected: &[(&str, Severity)]) {
        let found = judge(draft, record, &Manner::default(), at("2026-11-10"));
        let found: Vec<_> = found
            .iter()
            .map(|finding| (finding.rule, finding.severity))
            .collect();
        assert_eq!(found, expected);
    }

    fn manner(code: &str, value: &str) -> Manner {
        Manner::of([(code.to_owned(), value.to_owned())].into())
    }

    #[test]
    fn a_rule_is_as_strong_as_it_was_set() {
        let record = record(&[Kind::Demo]);
        let draft = gives(&[Some(Kind::Demo)]);
        let rule = "rule.giving_without_knowing_why";
        let judged = |value: &str| {
            let found = judge(&draft, &record, &manner(rule, value), at("2026-11-10"));
            found.first().map(|finding| finding.severity)
        };
        assert_eq!(judged("off"), None);
        assert_eq!(judged("remind"), Some(Severity::Remind));
        assert_eq!(judged("hold"), Some(Severity::Hold));
        assert_eq!(judged("nonsense"), Some(Severity::Remind));
    }

    #[test]
    fn every_rule_is_in_the_list_by_its_name() {
        let names: std::collections::BTreeSet<_> = ALL.iter().map(|(name, ..)| name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn strict_holds_on_all_and_quiet_says_nothing() {
        let record = record(&[Kind::Demo]);
        let draft = gives(&[Some(Kind::Demo)]);
        let found = judge(&draft, &record, &manner("mode", "strict"), at("2026-11-10"));
        assert!(!found.is_empty() && found.iter().all(|f| f.severity == Severity::Hold));
        let quiet = manner("mode", "quiet");
        assert_eq!(judge(&draft, &record, &quiet, at("2026-11-10")), []);
    }

    #[test]
    fn an_unnamed_gift_answers_the_oldest_that_waits() {
        let mut record = record(&[Kind::Demo, Kind::Quote]);
        record.requests[0].delivered = Some((day("2026-11-03"), String::new()));
        let ids = |draft| {
            answered(&draft, &record)
                .iter()
                .map(|r| r.id.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(gives(&[None])), ["r1"]);
        assert_eq!(ids(gives(&[Some(Kind::Demo)])), [""; 0]);
    }
}
