//! What our own pages show, in words that a rep reads.

use super::book::Loaded;
use super::tab::Seen;
use super::{commitments, deal_view, timeline};
use crate::domain::{
    Clock, Day, DealId, Kind, Missing, ProspectId, Record, Request, RequestState, order, spoken,
};
use crate::ledger::stored::{Entry, words};
use crate::practice::rules::{self, Finding, Severity, second_request};
use crate::practice::{Level, Manner, Need, again, kinds, life, proofs, silence};
use crate::protocol::{
    CardView, CheckItem, Decision, Fields, MissingView, Proposal, ProspectHead, ProspectView,
    Reason, RequestView, WhoView,
};
use std::collections::BTreeSet;

/// The kinds to choose from: code and words.
pub fn kind_list(manner: &Manner) -> Vec<(String, String)> {
    let named = Kind::every().filter_map(|kind| Some((kind, manner.name(kind)?)));
    named
        .map(|(kind, name)| (kind.code().to_owned(), name.to_owned()))
        .collect()
}

/// A prospect in a line.
pub fn head(prospect: &ProspectId, name: &str) -> ProspectHead {
    ProspectHead {
        id: prospect.as_str().to_owned(),
        name: name.to_owned(),
        sample: prospect.is_sample(),
    }
}

/// Where a request stands, by its stable name.
pub fn state_code(request: &Request) -> &'static str {
    state_words(life::state(request)).0
}

fn state_words(state: RequestState) -> (&'static str, &'static str) {
    match state {
        RequestState::Asked => ("asked", "Asked, reason unknown"),
        RequestState::PurposeClear => ("purpose_clear", "Purpose clear"),
        RequestState::OutcomeAgreed => ("outcome_agreed", "Outcome agreed"),
        RequestState::Delivered => ("delivered", "Given, not confirmed"),
        RequestState::Confirmed => ("confirmed", "Confirmed"),
        RequestState::Ended(ending) => match words::of_ending(ending) {
            "declined" => ("declined", "Declined"),
            "withdrawn" => ("withdrawn", "Withdrawn"),
            "expired" => ("expired", "Expired"),
            _ => ("walked_away", "Walked away"),
        },
    }
}

const fn missing_code(missing: Missing) -> &'static str {
    match missing {
        Missing::Purpose => "purpose",
        Missing::Outcome => "outcome",
        Missing::OtherWay => "other_way",
        Missing::Date => "date",
        Missing::Evidence => "evidence",
        Missing::TheirOwner => "their_owner",
        Missing::OurOwner => "our_owner",
    }
}

fn fields(request: &Request) -> Fields {
    let text = |text: &str| Some(text.to_owned());
    Fields {
        kind: text(request.kind.code()),
        words: text(&request.words),
        purpose: text(&request.purpose),
        outcome: text(&request.outcome.if_yes),
        otherwise: text(&request.outcome.if_no),
        date: request.outcome.date,
        no_date: false,
        their_owner: text(&request.outcome.their_owner),
        our_owner: text(&request.outcome.our_owner),
        evidence: text(words::of_evidence(request.evidence)),
    }
}

/// A request as the rep sees it.
pub fn request(request: &Request, record: &Record, manner: &Manner, clock: Clock) -> RequestView {
    let state = life::state(request);
    let (code, label) = state_words(state);
    let due = life::question_due(request, &manner.numbers);
    let missing = life::missing(request)
        .into_iter()
        .map(|missing| MissingView {
            code: missing_code(missing).to_owned(),
            label: kinds::missing_label(missing).to_owned(),
            question: manner.missing_question(request.kind, missing).to_owned(),
        });
    let checklist = manner.checklist(request).into_iter();
    let checklist = checklist.map(|(code, text, known, must)| CheckItem {
        code,
        text: text.to_owned(),
        known,
        must,
    });
    let waits = life::is_open(request) && state != RequestState::Delivered;
    let held_by = if waits {
        second_request::in_the_way(record, Some(request))
    } else {
        None
    };
    RequestView {
        id: request.id.as_str().to_owned(),
        proof: deal_view::proof_fields(request),
        proof_warnings: proofs::warnings(request, clock),
        earlier: again::earlier(record, request.deal, request.kind, Some(&request.id))
            .unwrap_or_default(),
        kind: request.kind.code().to_owned(),
        kind_label: manner.say(request.kind.label()),
        words: request.words.clone(),
        asked_by: request.asked_by.clone(),
        asked_on: Some(request.asked_on),
        state: code.to_owned(),
        state_label: label.to_owned(),
        fields: fields(request),
        missing: missing.collect(),
        checklist: checklist.collect(),
        delivered_on: request.delivered.as_ref().map(|(day, _)| *day),
        question_due: due,
        question_is_due: state == RequestState::Delivered
            && due.is_some_and(|due| due <= clock.today()),
        due_question: manner.question(request.kind).to_owned(),
        answer: request
            .answer
            .as_ref()
            .map(|(answer, _)| words::of_answer(*answer).to_owned()),
        answer_words: request
            .answer
            .as_ref()
            .map(|(_, said)| said.clone())
            .unwrap_or_default(),
        rounds: request.rounds,
        cost: commitments::cost_words(request.cost),
        held_by: held_by.map(second_request::reason),
    }
}

/// The requests, the open ones first; among those the one whose question is due, then the older.
fn requests(record: &Record, manner: &Manner, clock: Clock, open_only: bool) -> Vec<RequestView> {
    let mut views: Vec<(bool, RequestView)> = record
        .requests
        .iter()
        .map(|one| (life::is_open(one), request(one, record, manner, clock)))
        .filter(|(open, _)| *open || !open_only)
        .collect();
    order::sort_by_key(&mut views, |(open, view)| (!open, !view.question_is_due));
    views.into_iter().map(|(_, view)| view).collect()
}

/// The silence in words, and its level's name.
fn silence_words(record: &Record, manner: &Manner, clock: Clock) -> (String, &'static str) {
    let Some(silence) = silence::silence(record, &manner.numbers, clock) else {
        return (String::new(), "answered");
    };
    let days = match silence.business_days {
        0 => "today".to_owned(),
        1 => "1 business day ago".to_owned(),
        n => format!("{n} business days ago"),
    };
    match silence.level {
        Level::Answered => (String::new(), "answered"),
        Level::Waiting => (String::new(), "waiting"),
        Level::Quiet => (
            format!(
                "Quiet: no answer seen since {} ({days}).",
                spoken(silence.since)
            ),
            "quiet",
        ),
        Level::Dark => (
            format!(
                "Gone dark: no answer seen since {} ({days}).",
                spoken(silence.since)
            ),
            "dark",
        ),
    }
}

/// What of a page is not recorded yet: neither the same words nor the same kind asked for in the
/// same conversation or on the same day.
pub fn unrecorded(seen: &Seen, record: &Record) -> Vec<Proposal> {
    let is_known = |proposal: &Proposal| {
        record.requests.iter().any(|request| {
            let same_words = proposal.fields.words.as_deref() == Some(request.words.as_str());
            let same_kind = proposal.fields.kind.as_deref() == Some(request.kind.code());
            // What is asked for once more after it ended is asked for anew; so is each extension.
            let anew = !life::is_open(request) || request.kind == Kind::MoreTime;
            let anew = anew && proposal.asked_on > Some(request.asked_on);
            let same_thread = !request.thread.is_empty() && request.thread == proposal.thread;
            let same_mail = same_thread && !anew || proposal.asked_on == Some(request.asked_on);
            same_words || same_kind && same_mail
        })
    };
    let held_by = second_request::in_the_way(record, None).map(second_request::reason);
    let deal = record.deal().map_or(DealId::FIRST, |deal| deal.id);
    let again = |proposal: &Proposal| {
        let kind = Kind::from_code(proposal.fields.kind.as_deref()?)?;
        again::earlier(record, deal, kind, None)
    };
    let mut kinds_seen = BTreeSet::new();
    seen.proposals
        .iter()
        .filter(|proposal| !is_known(proposal))
        // The same thing asked for twice in one mail is one request.
        .filter(|proposal| {
            proposal.fields.kind.as_deref() == Some("other")
                || kinds_seen.insert(proposal.fields.kind.clone())
        })
        .map(|proposal| Proposal {
            held_by: again(proposal).or_else(|| held_by.clone()),
            ..proposal.clone()
        })
        .collect()
}

/// The card beside the open mail.
pub fn card(
    seen: Option<&Seen>,
    turn: u32,
    loaded: Option<&Loaded>,
    manner: &Manner,
    clock: Clock,
    read_only: String,
) -> CardView {
    let mut view = CardView {
        turn,
        read_only,
        kinds: kind_list(manner),
        today: clock.today(),
        ..CardView::default()
    };
    let Some(seen) = seen else {
        return view;
    };
    view.who = seen.unnamed.as_ref().map(|name| WhoView {
        name: name.clone(),
        guess: seen.prospect.clone().map(|(id, _)| id).unwrap_or_default(),
    });
    let Some(loaded) = loaded else {
        view.proposals.clone_from(&seen.proposals);
        view.show = !view.proposals.is_empty();
        return view;
    };
    let record = &loaded.record;
    let name = if loaded.is_known() {
        Some(record.name.as_str())
    } else {
        None
    };
    let seen_name = seen.prospect.as_ref().map_or("", |(_, name)| name.as_str());
    let name = name
        .filter(|name| *name != record.prospect.as_str())
        .unwrap_or(seen_name);
    view.prospect = Some(head(&record.prospect, name));
    view.record = seen.record.clone().unwrap_or_default();
    if record.ignored {
        return view;
    }
    view.proposals = unrecorded(seen, record);
    view.said = deal_view::unknown(&seen.said, record, clock);
    view.hint = deal_view::hint(record, &manner.numbers, clock);
    view.requests = requests(record, manner, clock, true);
    view.answers = record
        .requests
        .iter()
        .filter(|request| life::state(request) == RequestState::Delivered)
        .filter_map(|request| {
            seen.answers_since(request.id.as_str(), request.delivered.as_ref()?.0)
        })
        .collect();
    view.silence = silence_words(record, manner, clock).0;
    view.show = !view.proposals.is_empty()
        || !view.requests.is_empty()
        || !view.silence.is_empty()
        || !view.said.is_empty()
        || view.hint.is_some()
        || !view.record.is_empty();
    view
}

/// A prospect's whole record.
pub fn prospect(loaded: &Loaded, manner: &Manner, clock: Clock) -> ProspectView {
    let record = &loaded.record;
    let (silence, level) = silence_words(record, manner, clock);
    let mut happenings = timeline::happenings(&loaded.events, record, clock);
    for one in &mut happenings {
        one.text = manner.say(&one.text);
    }
    ProspectView {
        head: head(&record.prospect, &record.name),
        requests: requests(record, manner, clock, false),
        commitments: commitments::views(record, clock.today()),
        balance: commitments::balance(record, clock.today()),
        deal: deal_view::view(record, manner, clock),
        silence,
        silence_level: level.to_owned(),
        snoozed_until: record.snoozed_until.filter(|until| *until > clock.today()),
        ignored: record.ignored,
        happenings,
    }
}

/// A decision of the list, from its page's entry.
pub fn decision(prospect: &str, entry: &Entry, today: Day) -> Decision {
    let days = (today - entry.since).num_days();
    let ago = match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let kind = entry
        .kind
        .as_deref()
        .and_then(Kind::from_code)
        .unwrap_or(Kind::Other);
    let what = rules::calls(kind);
    let text = match entry.need.as_str() {
        code if code == Need::Unanswered.code() => {
            format!("They asked for {what}, {ago}, and wait for you.")
        }
        code if code == Need::Unconfirmed.code() => {
            format!("They have {what}. Ask whether they got what they were looking for.")
        }
        code if code == Need::WeOwe.code() => {
            format!(
                "You committed to it by {}: {}",
                spoken(entry.since),
                entry.words
            )
        }
        code if code == Need::CheckIn.code() => {
            format!("Check in with your customer: {}", entry.words)
        }
        code if code == Need::Parked.code() => {
            format!("Put off to {}: {}", spoken(entry.since), entry.words)
        }
        code if code == Need::TheyOwe.code() => {
            format!(
                "They committed to it by {}: {}",
                spoken(entry.since),
                entry.words
            )
        }
        _ => format!("Gone dark: no answer seen since {}.", spoken(entry.since)),
    };
    Decision {
        prospect: head(&ProspectId::stored(prospect), &entry.name),
        reason: entry.need.clone(),
        text,
        since: entry.since,
        request: entry.request.clone(),
    }
}

/// The place of a reason in the list: who waits for the rep comes first.
pub fn rank(reason: &str) -> u8 {
    Need::ALL
        .iter()
        .position(|need| need.code() == reason)
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}

/// Why a draft is held or reminded of.
pub fn reason(finding: &Finding) -> Reason {
    Reason {
        rule: finding.rule.to_owned(),
        severity: if finding.severity == Severity::Hold {
            "hold"
        } else {
            "remind"
        }
        .to_owned(),
        text: finding.text.clone(),
        request: finding.request.as_ref().map(|id| id.as_str().to_owned()),
        because: finding.because.clone(),
        instead: finding.instead.clone(),
    }
}
