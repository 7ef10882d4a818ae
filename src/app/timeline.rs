//! What happened with a prospect, as one line of time in plain words.

use super::commitments::cost_words;
use crate::domain::order;
use crate::domain::spoken;
use crate::domain::{Clock, Day, DealEnd, Kind, Record, RequestId, Side, gathered};
use crate::ledger::stored::words;
use crate::ledger::{DealEvent, Event, What};
use crate::practice::manner;
use crate::protocol::Happening;
use std::collections::BTreeSet;

/// How many happenings a record shows. A deal of a year has about a hundred.
const HAPPENINGS: usize = 200;

/// The latest happenings, the newest day first.
pub fn happenings(events: &[Event], record: &Record, clock: Clock) -> Vec<Happening> {
    let undone: BTreeSet<&str> = gathered(events.iter().filter_map(|event| match &event.what {
        What::Undone { event } => Some(event.as_str()),
        _ => None,
    }));
    let mut all: Vec<Happening> = events
        .iter()
        .rev()
        .filter(|event| !undone.contains(event.id.as_str()))
        .filter_map(|event| happening(event, record, clock))
        .collect();
    // Of one day, what was recorded later stands first.
    order::sort_by_key(&mut all, |one| std::cmp::Reverse(one.on));
    // Ten mails of one day say no more than one.
    all.dedup_by(|a, b| !a.undoable && (a.on, &a.text) == (b.on, &b.text));
    all.truncate(HAPPENINGS);
    all
}

fn happening(event: &Event, record: &Record, clock: Clock) -> Option<Happening> {
    let (side, text) = said(&event.what, record)?;
    let (on, about) = place(event, clock);
    Some(Happening {
        event: event.id.as_str().to_owned(),
        on,
        text,
        side: side.map_or("", words::of_side).to_owned(),
        about,
        undoable: !matches!(event.what, What::Wrote { .. } | What::Heard { .. }),
    })
}

/// The day on which it stands, and what it is about.
fn place(event: &Event, clock: Clock) -> (Day, String) {
    let about = |id: &RequestId| id.as_str().to_owned();
    match &event.what {
        What::Recorded { asked_on, .. } => (*asked_on, event.id.as_str().to_owned()),
        What::Delivered { request, on, .. } | What::QuestionAsked { request, on } => {
            (*on, about(request))
        }
        What::Amended { request, .. }
        | What::Ticked { request, .. }
        | What::Answered { request, .. }
        | What::Ended { request, .. }
        | What::ProofSet { request, .. } => (event.day, about(request)),
        What::Committed { commitment, .. } => {
            let id = commitment.as_ref().map(|id| id.as_str().to_owned());
            (
                event.day,
                id.unwrap_or_else(|| event.id.as_str().to_owned()),
            )
        }
        What::Resolved { commitment, on, .. } => (*on, commitment.as_str().to_owned()),
        What::Wrote { at_ms, .. } | What::Heard { at_ms } => (clock.day_of(*at_ms), String::new()),
        _ => (event.day, String::new()),
    }
}

/// Whose doing it was and what happened; `None` for what is only bookkeeping.
fn said(what: &What, record: &Record) -> Option<(Option<Side>, String)> {
    const OURS: Option<Side> = Some(Side::Ours);
    const THEIRS: Option<Side> = Some(Side::Theirs);
    Some(match what {
        What::Recorded { patch, .. } => {
            let kind = patch.kind.unwrap_or(Kind::Other).label();
            (THEIRS, with("Asked for: ", kind))
        }
        What::Amended { request, .. } => (None, about(record, request, "changed")),
        What::Ticked {
            request,
            item,
            known,
        } => {
            let mark = if *known { "known: " } else { "not known: " };
            let line = line(record, request, item);
            (None, about(record, request, &with(mark, line)))
        }
        What::Delivered {
            request,
            what,
            cost,
            ..
        } => {
            let parts = [
                "given".to_owned(),
                what.clone(),
                // The sign keeps the figures apart from the words before them.
                cost_words(*cost),
            ];
            let parts = parts.iter().filter(|part| !part.is_empty());
            let text = parts
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" \u{b7} ");
            (OURS, about(record, request, &text))
        }
        What::QuestionAsked { request, .. } => (
            OURS,
            about(
                record,
                request,
                "you asked whether they got what they were looking for",
            ),
        ),
        What::Answered {
            request,
            answer,
            words: said,
        } => {
            let lead = with("they said ", words::of_answer(*answer));
            (THEIRS, about(record, request, &then(&lead, said)))
        }
        What::Ended {
            request,
            ending,
            reason,
        } => {
            let lead = words::of_ending(*ending).replace('_', " ");
            (None, about(record, request, &then(&lead, reason)))
        }
        What::Committed {
            commitment,
            owner,
            what,
            due,
            ..
        } => {
            let lead = match (commitment, owner) {
                (Some(_), _) => "Commitment changed",
                (None, Side::Ours) => "You committed to",
                (None, Side::Theirs) => "They committed to",
            };
            let text = then(lead, what);
            (Some(*owner), [&text, " \u{b7} by ", &spoken(*due)].concat())
        }
        What::Resolved {
            commitment,
            fate,
            words: said,
            ..
        } => {
            let known = record.commitment(commitment)?;
            let lead = with("Commitment ", words::of_fate(*fate));
            (Some(known.owner), then(&then(&lead, &known.what), said))
        }
        What::ProofSet { request, .. } => (None, about(record, request, "plan changed")),
        What::Deal(event) => deal(event),
        What::TheyAnswered => (THEIRS, "They answered".to_owned()),
        What::Away { back_on } => (THEIRS, with("Away, back on ", &spoken(*back_on))),
        What::Snoozed { until } => (None, with("Snoozed until ", &spoken(*until))),
        What::Ignored { ignore: true } => (None, "Not a prospect".to_owned()),
        What::Ignored { ignore: false } => (None, "A prospect after all".to_owned()),
        What::Contact { name, .. } => (None, with("Of theirs: ", name)),
        What::SentAnyway { reason, .. } => (OURS, then("Sent anyway", reason)),
        What::Wrote { .. } => (OURS, "You wrote to them".to_owned()),
        What::Heard { .. } => (THEIRS, "They wrote to you".to_owned()),
        What::Undone { .. } => return None,
    })
}

fn deal(event: &DealEvent) -> (Option<Side>, String) {
    const OURS: Option<Side> = Some(Side::Ours);
    const THEIRS: Option<Side> = Some(Side::Theirs);
    match event {
        DealEvent::Opened { name } => (None, with("New deal: ", name)),
        DealEvent::Agreed { words } => (THEIRS, then("They agreed to buy", words)),
        DealEvent::Ended { how, words, .. } => {
            let lead = match how {
                DealEnd::Won => "Won",
                DealEnd::No => "They said no",
                DealEnd::NotNow => "Not now",
                DealEnd::WalkedAway => "You walked away",
                DealEnd::LostTo => "Lost",
                DealEnd::NoDecision => "No decision",
            };
            (None, then(lead, words))
        }
        DealEvent::Reopened { fact } => (None, then("Open again", fact)),
        DealEvent::JobSet { job, shown } => {
            let lead = if shown.is_some() {
                ""
            } else {
                "Not after all: "
            };
            let words = shown.as_ref().map_or("", |(_, words)| words);
            (THEIRS, then(&with(lead, job.label()), words))
        }
        DealEvent::ValueOn { on } => {
            let day = on.map_or_else(|| "no day".to_owned(), spoken);
            (THEIRS, with("They want the value by ", &day))
        }
        DealEvent::Planned { steps } => {
            let names: Vec<&str> = steps.iter().map(|(step, _)| step.label()).collect();
            (None, with("Plan: ", &names.join(", ")))
        }
        DealEvent::HardQuestion => (OURS, "You asked the hard question".to_owned()),
        DealEvent::Promised { measure, .. } => (OURS, then("Result promised", measure)),
        DealEvent::Reached { words, .. } => (THEIRS, then("They have the result", words)),
        DealEvent::Dropped { reason, .. } => (None, then("Followed no longer", reason)),
        DealEvent::CheckedIn { words, .. } => (OURS, then("Check-in", words)),
    }
}

fn with(lead: &str, text: &str) -> String {
    [lead, text].concat()
}

fn then(lead: &str, text: &str) -> String {
    if text.is_empty() {
        lead.to_owned()
    } else {
        [lead, ": ", text].concat()
    }
}

/// What happened to a request, led by what it is.
fn about(record: &Record, request: &RequestId, text: &str) -> String {
    let kind = record
        .request(request)
        .map_or(Kind::Other.label(), |request| request.kind.label());
    [kind, ": ", text].concat()
}

fn line<'r>(record: &Record, request: &RequestId, item: &'r str) -> &'r str {
    let kind = record.request(request).map(|request| request.kind);
    kind.and_then(|kind| manner::line_of(kind, item))
        .unwrap_or(item)
}
