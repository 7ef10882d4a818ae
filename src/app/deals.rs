//! The deal as a whole: its changes, and how it is shown.

use super::AppError;
use super::change::{Change, find, one, refuse, short};
use super::views::spoken;
use crate::domain::{
    Addendum, Clock, Criterion, Deal, DealEnd, DealId, Job, Proof, Record, Request, Step, StepPlan,
};
use crate::ledger::stored::words;
use crate::ledger::{DealEvent, What};
use crate::practice::hard_question::{self, Tone};
use crate::practice::readiness::{self, Moment};
use crate::practice::rules::past_the_close;
use crate::practice::{Numbers, after_close, life, paste, plan, walking_away};
use crate::protocol::{
    CriterionFields, DealChange, DealView, JobView, PromiseView, ProofFields, StepFields, StepView,
};

/// How many criteria, addenda and steps are kept of one message.
const MOST: usize = 50;

/// What a change of the deal adds to the ledger.
pub fn change(record: &Record, change: &DealChange, clock: Clock) -> Result<Change, AppError> {
    let (event, text) = match change {
        DealChange::Open { name } => {
            let name = said(name, "Give the new deal a name.")?;
            (DealEvent::Opened { name }, "New deal opened")
        }
        DealChange::Agree { words } => {
            let words = said(words, "Say how they agreed, in their words.")?;
            (DealEvent::Agreed { words }, "Noted: they agreed to buy")
        }
        DealChange::End { how, words, until } => {
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
        DealChange::Reopen { fact } => {
            let fact = said(
                fact,
                "Say what is new since then. Without it nothing has changed.",
            )?;
            (DealEvent::Reopened { fact }, "Open again")
        }
        DealChange::Job {
            job,
            evidence,
            words: shown,
        } => {
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
        DealChange::ValueOn { on } => (DealEvent::ValueOn { on: *on }, "Saved"),
        DealChange::Step(fields) => (step(fields, clock)?, "Plan saved"),
        DealChange::ReadPlan { text } => return read_plan(text),
        DealChange::HardQuestion {} => (DealEvent::HardQuestion, "Noted: you asked"),
        DealChange::Promise {
            promise,
            measure,
            baseline,
            target,
            by,
        } => {
            if let Some(id) = promise {
                known(record, id)?;
            }
            let promised = DealEvent::Promised {
                promise: promise.clone(),
                measure: said(measure, "Say what is measured.")?,
                baseline: short(baseline),
                target: said(target, "Say what it is to be.")?,
                by: *by,
            };
            (promised, "Promise saved")
        }
        DealChange::Reached { promise, words } => {
            let reached = DealEvent::Reached {
                promise: known(record, promise)?,
                words: said(words, "Say it in the customer's words.")?,
            };
            (reached, "Noted: they have the result")
        }
        DealChange::Drop { promise, reason } => {
            let dropped = DealEvent::Dropped {
                promise: known(record, promise)?,
                reason: said(reason, "Say why it is followed no longer.")?,
            };
            (dropped, "Noted")
        }
        DealChange::CheckIn { check_in, words } => {
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
    Ok(DealEvent::StepSet { step, agreed })
}

fn read_plan(text: &str) -> Result<Change, AppError> {
    let steps = plan::read_back(text);
    if steps.is_empty() {
        return Err(refuse(
            "No line of the plan is in this text. Paste their reply with the table in it.",
        ));
    }
    let happened = steps
        .into_iter()
        .take(MOST)
        .map(|(step, agreed)| What::Deal(DealEvent::StepSet { step, agreed }))
        .collect();
    Ok(Change {
        happened,
        text: "Plan read from their reply".to_owned(),
    })
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

/// What is agreed about a request's proof of concept, to be shown and changed.
pub fn proof_fields(request: &Request) -> Option<ProofFields> {
    let proof = request.proof.clone().unwrap_or_default();
    let criterion = |one: Criterion| CriterionFields {
        text: one.text,
        met: one.met,
        words: one.words,
    };
    (request.kind == crate::domain::Kind::ProofOfConcept).then(|| ProofFields {
        criteria: proof.criteria.into_iter().map(criterion).collect(),
        their_people: proof.their_people,
        our_people: proof.our_people,
        starts: proof.starts,
        ends: proof.ends,
        homework: proof.homework,
        addenda: proof
            .addenda
            .into_iter()
            .map(|one| (one.text, one.by))
            .collect(),
    })
}

/// The deal in hand as it is shown.
pub fn view(record: &Record, clock: Clock) -> DealView {
    let first = Deal::new(DealId::FIRST);
    let deal = record.deal().unwrap_or(&first);
    let numbers = Numbers::default();
    let ready = readiness::readiness(record, deal, &numbers, clock);
    let planned = plan::plan(deal, clock);
    let offered = hard_question::offered_from(record, deal, &numbers, clock);
    let offered = offered.is_some_and(|from| from <= clock.today());
    let request = record
        .requests
        .iter()
        .rfind(|request| request.deal == deal.id);
    let agreed = request.map_or("", |request| request.outcome.if_yes.as_str());
    let tones = Tone::ALL.map(|tone| {
        (
            tone.label().to_owned(),
            hard_question::question(tone, agreed),
        )
    });
    DealView {
        name: deal.name.clone(),
        state: state(deal).to_owned(),
        sentence: ready.sentence,
        moment: moment(ready.moment).to_owned(),
        ask: past_the_close::ask_for_order(record, deal),
        jobs: Job::ALL.map(|job| job_view(deal, job)).into(),
        value_on: deal.value_on,
        plan_table: plan::as_table(&planned),
        plan_risk: plan_risk(deal, &planned, clock),
        plan: planned.iter().map(step_view).collect(),
        walk_away: walking_away::reasons(record, deal, &numbers, clock),
        hard_question: if offered { tones.into() } else { Vec::new() },
        promises: deal.promises.iter().map(promise_view).collect(),
        check_in: after_close::next(deal).map(|due| {
            let when = format!("{}: {}", spoken(due.on), due.check_in.text);
            (
                due.check_in.code.to_owned(),
                when,
                due.check_in.question.to_owned(),
            )
        }),
        words: words_to_paste(record, deal),
    }
}

fn words_to_paste(record: &Record, deal: &Deal) -> Vec<(String, String)> {
    let of_deal = || {
        record
            .requests
            .iter()
            .filter(|request| request.deal == deal.id)
    };
    let request = of_deal()
        .rfind(|request| life::is_open(request))
        .or_else(|| of_deal().next_back());
    paste::Words::ALL
        .map(|which| {
            (
                which.label().to_owned(),
                paste::words(which, record, deal, request),
            )
        })
        .into()
}

fn state(deal: &Deal) -> &'static str {
    match (&deal.ended, &deal.agreed) {
        (Some(ended), _) => ended.how.code(),
        (None, Some(_)) => "agreed",
        (None, None) => "open",
    }
}

const fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::TooEarly => "too_early",
        Moment::Right => "right",
        Moment::Overdue => "overdue",
        Moment::Past => "past",
    }
}

fn job_view(deal: &Deal, job: Job) -> JobView {
    let done = deal.jobs.get(&job);
    JobView {
        job: job.code().to_owned(),
        label: job.label().to_owned(),
        evidence: done
            .map_or("", |done| words::of_evidence(done.evidence))
            .to_owned(),
        words: done.map(|done| done.words.clone()).unwrap_or_default(),
    }
}

fn step_view(one: &plan::Planned) -> StepView {
    StepView {
        fields: StepFields {
            step: one.step.code().to_owned(),
            by: one.agreed.by,
            their_owner: one.agreed.their_owner.clone(),
            our_owner: one.agreed.our_owner.clone(),
            done: one.agreed.done_on.is_some(),
            skipped: one.agreed.skipped,
        },
        label: one.step.label().to_owned(),
        by: spoken(one.by),
        risk: match one.risk {
            plan::Risk::None => "none",
            plan::Risk::Tight => "tight",
            plan::Risk::Late => "late",
        }
        .to_owned(),
    }
}

fn plan_risk(deal: &Deal, planned: &[plan::Planned], clock: Clock) -> String {
    match planned.iter().map(|one| one.risk).max() {
        Some(plan::Risk::Late) => format!(
            "The date cannot be kept: even at its quickest it would have had to begin before \
             today. The earliest is {}.",
            spoken(plan::earliest(deal, clock))
        ),
        Some(plan::Risk::Tight) => {
            "The date is at risk: there is time only if all goes quickly.".to_owned()
        }
        _ => String::new(),
    }
}

fn promise_view(promise: &crate::domain::Promise) -> PromiseView {
    let from = if promise.baseline.is_empty() {
        String::new()
    } else {
        format!(" from {}", promise.baseline)
    };
    let by = promise
        .by
        .map(|by| format!(" by {}", spoken(by)))
        .unwrap_or_default();
    let (state, words) = match (&promise.reached, &promise.dropped) {
        (Some((_, words)), _) => ("reached", words.clone()),
        (None, Some(reason)) => ("dropped", reason.clone()),
        (None, None) => ("open", String::new()),
    };
    PromiseView {
        id: promise.id.clone(),
        text: format!("{}{from} to {}{by}", promise.measure, promise.target),
        state: state.to_owned(),
        words,
    }
}
