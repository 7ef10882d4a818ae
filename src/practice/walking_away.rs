//! When to walk away is proposed, never done by itself, and the evidence is listed (practice:
//! getting to no).

use super::{Numbers, business_days, silence};
use crate::domain::{
    Answer, Clock, Commitment, Deal, Fate, Kind, Record, Request, Side, days_after, spoken,
    spoken_briefly,
};

/// The tick by which the rep notes that they will not say what happens if it succeeds.
pub const WILL_NOT_SAY: &str = "will_not_say";

/// Why walking away is proposed: one plain sentence a reason. Empty: go on.
pub fn reasons(record: &Record, deal: &Deal, numbers: &Numbers, clock: Clock) -> Vec<String> {
    if !deal.is_open() {
        return Vec::new();
    }
    [
        missed_commitments(record, clock),
        hard_question_unanswered(deal, numbers, clock),
        third_extension(record, deal),
        third_request(record, deal),
        will_not_say(record, deal),
        long_silence(record, numbers, clock),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn requests<'r>(record: &'r Record, deal: &'r Deal) -> impl Iterator<Item = &'r Request> + Clone {
    record
        .requests
        .iter()
        .filter(|request| request.deal == deal.id)
}

/// Two commitments of the buyer's missed, and no later one that is open.
fn missed_commitments(record: &Record, clock: Clock) -> Option<String> {
    let today = clock.today();
    let theirs = || {
        record
            .commitments
            .iter()
            .filter(|one| one.owner == Side::Theirs)
    };
    let missed: Vec<&Commitment> = theirs()
        .filter(|one| one.is_overdue(today) || matches!(one.fate, Some((Fate::Missed, ..))))
        .collect();
    let new_date = theirs().any(|one| one.fate.is_none() && one.due >= today);
    if missed.len() < 2 || new_date {
        return None;
    }
    let what: Vec<&str> = missed.iter().map(|one| one.what.as_str()).collect();
    Some(format!(
        "They missed what they promised {} times, and named no new date: {}.",
        missed.len(),
        what.join("; ")
    ))
}

/// 48 hours on business days are two of them (practice: getting to no).
fn hard_question_unanswered(deal: &Deal, numbers: &Numbers, clock: Clock) -> Option<String> {
    let asked = deal.hard_question?;
    let until = business_days::add(asked, numbers.hard_question_wait, &numbers.calendar);
    (clock.today() >= until).then(|| {
        format!(
            "The hard question of {} has no answer.",
            spoken_briefly(asked)
        )
    })
}

fn third_extension(record: &Record, deal: &Deal) -> Option<String> {
    let count = requests(record, deal)
        .filter(|request| request.kind == Kind::MoreTime)
        .count();
    (count >= 3)
        .then(|| format!("They ask for more time for the {count}th time.").replace("3th", "third"))
}

/// A third request while two are given and not confirmed.
fn third_request(record: &Record, deal: &Deal) -> Option<String> {
    let unconfirmed = requests(record, deal)
        .filter(|request| request.delivered.is_some() && request.ending.is_none())
        .filter(|request| !matches!(request.answer, Some((Answer::Yes, _))))
        .count();
    let more = requests(record, deal)
        .any(|request| request.delivered.is_none() && request.ending.is_none());
    (unconfirmed >= 2 && more).then(|| {
        format!("They ask again while {unconfirmed} things that they have are not confirmed.")
    })
}

fn will_not_say(record: &Record, deal: &Deal) -> Option<String> {
    requests(record, deal)
        .find(|request| {
            request.ending.is_none()
                && request.outcome.if_yes.is_empty()
                && request.ticked.contains(WILL_NOT_SAY)
        })
        .map(|request| {
            format!(
                "They will not say what happens if {} succeeds.",
                super::rules::calls(request.kind)
            )
        })
}

/// Calendar days of silence by the preset (practice: silence).
fn long_silence(record: &Record, numbers: &Numbers, clock: Clock) -> Option<String> {
    let silence = silence::silence(record, numbers, clock)?;
    let from = days_after(silence.since, u64::from(numbers.walk_away));
    (silence.level == silence::Level::Dark && clock.today() >= from)
        .then(|| format!("No answer seen since {}.", spoken(silence.since)))
}
