//! The deal as a whole: what changes in it.

use super::AppError;
use super::change::{Change, find, one, refuse, short};
use crate::domain::{
    Addendum, Clock, Criterion, DealEnd, DealId, Job, Proof, Record, Step, StepPlan,
};
use crate::ledger::stored::words;
use crate::ledger::{DealEvent, What};
use crate::practice::{after_close, plan};
use crate::protocol::{DealChange, EndFields, JobFields, ProofFields, SaidOf, StepFields};

/// How many criteria, addenda and steps are kept of one message.
const MOST: usize = 50;

/// What a change of the deal adds to the ledger.
pub fn change(record: &Record, change: &DealChange, clock: Clock) -> Result<Change, AppError> {
    let (event, text) = match change {
        DealChange::Open(name) => {
            let name = said(name, "Give the new deal a name.")?;
            (DealEvent::Opened { name }, "New deal opened")
        }
        DealChange::Agree(words) => {
            let words = said(words, "Say how they agreed, in their words.")?;
            (DealEvent::Agreed { words }, "Noted: they agreed to buy")
        }
        DealChange::End(EndFields { how, words, until }) => {
            let how = DealEnd::from_code(how).ok_or_else(|| refuse("Choose how it ended."))?;
            if how == DealEnd::NotNow && until.is_none_or(|until| until <= clock.today()) {
                return Err(refuse("Choose the day on which to bring it up again."));
            }
            let words = if matches!(how, DealEnd::Won | DealEnd::NoDecision) {
                short(words)
            } else {
                said(
                    words,
                    "Say why, in a few words. It is what reopening is measured by.",
                )?
            };
            let until = until.filter(|_| how == DealEnd::NotNow);
            (DealEvent::Ended { how, words, until }, ended(how))
        }
        DealChange::Reopen(fact) => {
            let fact = said(
                fact,
                "Say what is new since then. Without it nothing has changed.",
            )?;
            (DealEvent::Reopened { fact }, "Open again")
        }
        DealChange::Job(JobFields {
            job,
            evidence,
            words: shown,
        }) => {
            let job = Job::from_code(job).ok_or_else(|| refuse("Choose one of the jobs."))?;
            let evidence = match evidence.as_str() {
                "" => None,
                name => {
                    Some(words::evidence(name).ok_or_else(|| refuse("Choose how you know it."))?)
                }
            };
            let shown = evidence.map(|evidence| (evidence, short(shown)));
            (DealEvent::JobSet { job, shown }, "Saved")
        }
        DealChange::ValueOn(on) => (DealEvent::ValueOn { on: *on }, "Saved"),
        DealChange::Step(fields) => (step(fields, clock)?, "Plan saved"),
        DealChange::ReadPlan(text) => return read_plan(text),
        DealChange::HardQuestion {} => (DealEvent::HardQuestion, "Noted: you asked"),
        DealChange::Promise(promise, fields) => {
            if let Some(id) = promise {
                known(record, id)?;
            }
            let promised = DealEvent::Promised {
                promise: promise.clone(),
                measure: said(&fields.measure, "Say what is measured.")?,
                baseline: short(&fields.baseline),
                target: said(&fields.target, "Say what it is to be.")?,
                by: fields.by,
            };
            (promised, "Promise saved")
        }
        DealChange::Reached(SaidOf { of, words }) => {
            let reached = DealEvent::Reached {
                promise: known(record, of)?,
                words: said(words, "Say it in the customer's words.")?,
            };
            (reached, "Noted: they have the result")
        }
        DealChange::Drop(SaidOf { of, words }) => {
            let dropped = DealEvent::Dropped {
                promise: known(record, of)?,
                reason: said(words, "Say why it is followed no longer.")?,
            };
            (dropped, "Noted")
        }
        DealChange::CheckIn(SaidOf {
            of: check_in,
            words,
        }) => {
            let known = after_close::CHECK_INS
                .iter()
                .any(|one| one.code == check_in);
            if !known {
                return Err(refuse("This check-in is not in the list."));
            }
            let held = DealEvent::CheckedIn {
                check_in: check_in.clone(),
                words: short(words),
            };
            (held, "Check-in noted")
        }
    };
    Ok(one(What::Deal(event), text))
}

/// The deal that a change belongs to: the one in hand, or the next when one is opened.
pub fn deal_of(record: &Record, what: &What) -> DealId {
    let current = record.deal().map_or(DealId::FIRST, |deal| deal.id);
    match what {
        What::Deal(DealEvent::Opened { .. }) => DealId(current.0.saturating_add(1)),
        _ => current,
    }
}

fn said(text: &str, otherwise: &str) -> Result<String, AppError> {
    let text = short(text);
    if text.is_empty() {
        Err(refuse(otherwise))
    } else {
        Ok(text)
    }
}

const fn ended(how: DealEnd) -> &'static str {
    match how {
        DealEnd::Won => "Won. Now they need the result",
        DealEnd::No => "Noted: a no. It saves you both time",
        DealEnd::NotNow => "Parked until that day",
        DealEnd::WalkedAway => "You walked away",
        DealEnd::LostTo | DealEnd::NoDecision => "Closed",
    }
}

fn known(record: &Record, id: &str) -> Result<String, AppError> {
    record
        .deal()
        .and_then(|deal| deal.promises.iter().find(|one| one.id == id))
        .map(|one| one.id.clone())
        .ok_or_else(|| refuse("This promise is no longer in the record. Reload and try again."))
}

fn step(fields: &StepFields, clock: Clock) -> Result<DealEvent, AppError> {
    let step = Step::from_code(&fields.step).ok_or_else(|| refuse("Choose one of the steps."))?;
    let agreed = StepPlan {
        by: fields.by,
        their_owner: short(&fields.their_owner),
        our_owner: short(&fields.our_owner),
        done_on: fields.done.then(|| clock.today()),
        skipped: fields.skipped,
    };
    Ok(DealEvent::Planned {
        steps: vec![(step, agreed)],
    })
}

fn read_plan(text: &str) -> Result<Change, AppError> {
    let steps = plan::read_back(text);
    if steps.is_empty() {
        return Err(refuse(
            "No line of the plan is in this text. Paste their reply with the table in it.",
        ));
    }
    let steps = steps.into_iter().take(MOST).collect();
    Ok(one(
        What::Deal(DealEvent::Planned { steps }),
        "Plan read from their reply",
    ))
}

/// What `SetProof` adds to the ledger.
pub fn set_proof(record: &Record, request: &str, fields: &ProofFields) -> Result<Change, AppError> {
    let request = find(record, request)?.id.clone();
    let criteria = fields.criteria.iter().take(MOST).map(|one| Criterion {
        text: short(&one.text),
        met: one.met,
        words: short(&one.words),
    });
    let addenda = fields.addenda.iter().take(MOST).map(|(text, by)| Addendum {
        text: short(text),
        by: *by,
    });
    let proof = Proof {
        criteria: criteria.filter(|one| !one.text.is_empty()).collect(),
        their_people: short(&fields.their_people),
        our_people: short(&fields.our_people),
        starts: fields.starts,
        ends: fields.ends,
        homework: short(&fields.homework),
        addenda: addenda.filter(|one| !one.text.is_empty()).collect(),
    };
    Ok(one(What::ProofSet { request, proof }, "Saved"))
}
