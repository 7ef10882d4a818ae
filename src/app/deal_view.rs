//! The deal as a whole, as it is shown.

use super::commitments;
use crate::domain::spoken;
use crate::domain::{Clock, Deal, DealEnd, DealId, Job, Record, Request, Side, Step, StepPlan};
use crate::ledger::stored::words;
use crate::practice::hard_question::{self, Tone};
use crate::practice::readiness::{self, Moment};
use crate::practice::rules::past_the_close;
use crate::practice::{Manner, Numbers, after_close, life, paste, plan, walking_away};
use crate::protocol::{
    CriterionFields, DealView, HintView, JobView, PromiseFields, PromiseView, ProofFields,
    SaidView, StepFields, StepView,
};

/// What is agreed about a request's proof of concept, to be shown and changed.
pub fn proof_fields(request: &Request) -> Option<ProofFields> {
    let proof = request.proof.clone().unwrap_or_default();
    let criterion = |one: crate::domain::Criterion| CriterionFields {
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
pub fn view(record: &Record, manner: &Manner, clock: Clock) -> DealView {
    let first = Deal::new(DealId::FIRST);
    let deal = record.deal().unwrap_or(&first);
    let numbers = &manner.numbers;
    let ready = readiness::readiness(record, deal, numbers, clock);
    let planned = plan::plan(deal, clock);
    let tones = tones(record, deal, numbers, clock);
    DealView {
        name: deal.name.clone(),
        state: state(deal).to_owned(),
        sentence: over(record, deal).unwrap_or(ready.sentence),
        moment: moment(ready.moment).to_owned(),
        ask: past_the_close::ask_for_order(record, deal),
        jobs: Job::ALL.map(|job| job_view(deal, job)).into(),
        value_on: deal.value_on,
        plan_table: plan::as_table(&planned),
        plan_risk: plan_risk(deal, &planned, clock),
        plan: planned
            .iter()
            .map(step_view)
            .chain(left_out(deal, &planned))
            .collect(),
        walk_away: walking_away::reasons(record, deal, numbers, clock),
        hard_question: tones,
        promises: deal.promises.iter().map(promise_view).collect(),
        check_in: after_close::next(deal).map(|due| {
            let when = format!("{}: {}", spoken(due.on), due.check_in.text);
            (
                due.check_in.code.to_owned(),
                when,
                due.check_in.question.to_owned(),
            )
        }),
        hand_over: manner.say(&paste::hand_over(record, deal)),
        words: words_to_paste(record, deal, manner),
    }
}

/// The hard question in its tones, once it is its time.
fn tones(record: &Record, deal: &Deal, numbers: &Numbers, clock: Clock) -> Vec<(String, String)> {
    let offered = hard_question::offered_from(record, deal, numbers, clock);
    if offered.is_none_or(|from| from > clock.today()) {
        return Vec::new();
    }
    let request = record.requests.iter().rfind(|one| one.deal == deal.id);
    let agreed = request.map_or("", |request| request.outcome.if_yes.as_str());
    let tone = |tone: Tone| {
        (
            tone.label().to_owned(),
            hard_question::question(tone, agreed),
        )
    };
    Tone::ALL.map(tone).into()
}

/// How a deal that is over ended, and what is no longer spent on it.
fn over(record: &Record, deal: &Deal) -> Option<String> {
    let ended = deal.ended.as_ref()?;
    let how = match ended.how {
        DealEnd::Won => "They bought on ",
        DealEnd::No => "They said no on ",
        DealEnd::NotNow => "Put off on ",
        DealEnd::WalkedAway => "You walked away on ",
        DealEnd::LostTo => "They bought from somebody else, as you noted on ",
        DealEnd::NoDecision => "They decided nothing, as you noted on ",
    };
    let mut text = [how, &spoken(ended.on)].concat();
    if !ended.words.is_empty() {
        text.push_str(": ");
        text.push_str(ended.words.trim_end_matches('.'));
    }
    text.push('.');
    if let Some(until) = ended.until {
        text.push_str(&[" It comes back on ", &spoken(until), "."].concat());
    }
    let mut cost = crate::domain::Cost::default();
    for request in record.requests.iter().filter(|one| one.deal == deal.id) {
        cost.minutes = cost.minutes.saturating_add(request.cost.minutes);
        cost.cents = cost.cents.saturating_add(request.cost.cents);
    }
    let cost = commitments::cost_words(cost);
    if ended.how != DealEnd::Won && !cost.is_empty() {
        text.push_str(&[" It took ", &cost, " so far, and takes no more."].concat());
    }
    Some(text)
}

/// What the deal needs now, to be said beside an open conversation.
pub fn hint(record: &Record, numbers: &Numbers, clock: Clock) -> Option<HintView> {
    let deal = record.deal()?;
    if let Some(due) = after_close::next(deal).filter(|due| due.on <= clock.today()) {
        let lines = vec![("Ask".to_owned(), due.check_in.question.to_owned())];
        return Some(HintView {
            text: ["Check in with your customer: ", due.check_in.text, "."].concat(),
            lines: if due.check_in.question.is_empty() {
                Vec::new()
            } else {
                lines
            },
        });
    }
    if deal.ended.is_some() && !deal.is_won() {
        let text = over(record, deal)? + " What is new since then?";
        return Some(HintView {
            text,
            lines: Vec::new(),
        });
    }
    let tones = tones(record, deal, numbers, clock);
    if !tones.is_empty() {
        return Some(HintView {
            text: "They have been silent for long. Ask the hard question, once.".to_owned(),
            lines: tones,
        });
    }
    let ready = readiness::readiness(record, deal, numbers, clock);
    let now = matches!(ready.moment, Moment::Right | Moment::Overdue);
    let text = match past_the_close::closed(record) {
        Some((_, why)) => why + " Ask for the order, and offer nothing more.",
        None if now => ready.sentence,
        None => return None,
    };
    let ask = past_the_close::ask_for_order(record, deal);
    Some(HintView {
        text,
        lines: vec![("Ask for the order".to_owned(), ask)],
    })
}

/// What the conversation says and the record does not know yet: an agreement, promises.
pub fn unknown(said: &[SaidView], record: &Record, clock: Clock) -> Vec<SaidView> {
    let open = record.deal().is_none_or(Deal::is_open);
    let is_new = |one: &&SaidView| match (one.what.as_str(), one.due) {
        ("agrees", _) => open,
        (_, Some(due)) => {
            let known = |known: &crate::domain::Commitment| {
                known.what == one.words
                    || known.due == due && (known.owner == Side::Ours) == (one.what == "ours")
            };
            due >= clock.today() && !record.commitments.iter().any(known)
        }
        _ => false,
    };
    said.iter().filter(is_new).cloned().collect()
}

fn words_to_paste(record: &Record, deal: &Deal, manner: &Manner) -> Vec<(String, String)> {
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
                match (which, request) {
                    (paste::Words::DueQuestion, Some(request)) => {
                        manner.question(request.kind).to_owned()
                    }
                    _ => paste::words(which, record, deal, request),
                },
            )
        })
        .into()
}

/// How a deal stands: `open`, `agreed`, or how it ended.
pub fn state(deal: &Deal) -> &'static str {
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
        fields: step_fields(one.step, &one.agreed),
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

/// The steps that this buyer does not need, so that one can be taken back in.
fn left_out<'d>(deal: &'d Deal, planned: &[plan::Planned]) -> impl Iterator<Item = StepView> + 'd {
    let some = !planned.is_empty();
    let skipped = deal
        .steps
        .iter()
        .filter(move |(_, agreed)| some && agreed.skipped);
    skipped.map(|(step, agreed)| StepView {
        fields: step_fields(*step, agreed),
        label: step.label().to_owned(),
        by: String::new(),
        risk: "none".to_owned(),
    })
}

fn step_fields(step: Step, agreed: &StepPlan) -> StepFields {
    StepFields {
        step: step.code().to_owned(),
        by: agreed.by,
        their_owner: agreed.their_owner.clone(),
        our_owner: agreed.our_owner.clone(),
        done: agreed.done_on.is_some(),
        skipped: agreed.skipped,
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
    let to = if promise.target.is_empty() {
        String::new()
    } else {
        format!(" to {}", promise.target)
    };
    PromiseView {
        id: promise.id.clone(),
        text: format!("{}{from}{to}{by}", promise.measure),
        fields: PromiseFields {
            measure: promise.measure.clone(),
            baseline: promise.baseline.clone(),
            target: promise.target.clone(),
            by: promise.by,
        },
        state: state.to_owned(),
        words,
    }
}
