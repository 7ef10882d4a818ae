//! Where the BUYER is, what shows it, and whether asking for the order now is too early, right, or
//! overdue. Read from the buyer's jobs and their evidence, the requests and the commitments; never
//! from what the rep did (practice: the buyer's process).

use super::{Numbers, business_days, life};
use crate::domain::{
    Clock, Commitment, Day, Deal, Evidence, Job, Record, Request, RequestState, Side, spoken,
};

/// When to ask for the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Something still stands before it.
    TooEarly,
    /// All holds.
    Right,
    /// All has held for some time, and the rep has not asked.
    Overdue,
    /// They bought, or the deal is over.
    Past,
}

/// What the side panel says of the buyer in one sentence, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// When to ask for the order.
    pub moment: Moment,
    /// Where the buyer is, what shows it, and whether to ask now.
    pub sentence: String,
    /// What still stands before it, in plain words, the first first.
    pub before: Vec<String>,
}

/// Where the buyer of a deal is today.
pub fn readiness(record: &Record, deal: &Deal, numbers: &Numbers, clock: Clock) -> Readiness {
    if deal.ended.is_some() {
        return Readiness {
            moment: Moment::Past,
            sentence: "This deal is over.".to_owned(),
            before: Vec::new(),
        };
    }
    let shown = shown(deal);
    if let Some((on, words)) = &deal.agreed {
        let sentence = format!(
            "They agreed to buy on {}{}: ask for the order, and offer nothing more.",
            spoken(*on),
            quoted(words)
        );
        return Readiness {
            moment: overdue_or_right(*on, numbers, clock),
            sentence,
            before: Vec::new(),
        };
    }
    let before = before(record, deal, clock);
    let Some(first) = before.first() else {
        let since = since(record, deal);
        let moment = overdue_or_right(since, numbers, clock);
        let ask = if moment == Moment::Overdue {
            format!("asking for the order is overdue since {}", spoken(since))
        } else {
            "now is the time to ask for the order".to_owned()
        };
        return Readiness {
            moment,
            sentence: format!("{shown} Nothing stands in the way: {ask}."),
            before,
        };
    };
    Readiness {
        moment: Moment::TooEarly,
        sentence: format!("{shown} Too early to ask for the order: {first}."),
        before,
    }
}

/// The last job that stands, in the order of the list, with what shows it.
fn shown(deal: &Deal) -> String {
    let last = Job::ALL
        .into_iter()
        .rev()
        .find_map(|job| deal.jobs.get(&job).map(|done| (job, done)));
    match last {
        None => "Nothing shows yet where the buyer is.".to_owned(),
        Some((job, done)) => format!(
            "The buyer: {}, {}{}.",
            job.label().to_lowercase(),
            evidence(done.evidence),
            quoted(&done.words)
        ),
    }
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Assumed => "as you assume",
        Evidence::Said => "as they said",
        Evidence::Written => "as they wrote",
        Evidence::Confirmed => "as they confirmed",
    }
}

fn quoted(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" (\u{201c}{words}\u{201d})")
    }
}

/// What still stands before asking for the order: jobs that nothing shows, or only the rep's
/// belief; requests that are not confirmed; what they promised and did not do.
fn before(record: &Record, deal: &Deal, clock: Clock) -> Vec<String> {
    let mut before: Vec<String> = Job::ALL
        .into_iter()
        .filter_map(|job| match deal.jobs.get(&job) {
            None => Some(format!("nothing shows \u{201c}{}\u{201d}", lower(job))),
            Some(done) if done.evidence == Evidence::Assumed => Some(format!(
                "\u{201c}{}\u{201d} is only what you assume",
                lower(job)
            )),
            Some(_) => None,
        })
        .collect();
    before.extend(
        requests(record, deal)
            .filter(|request| life::is_open(request))
            .map(|request| {
                let what = super::rules::calls(request.kind);
                if life::state(request) == RequestState::Delivered {
                    format!("they have not said whether {what} was what they were looking for")
                } else {
                    format!("{what} is still open")
                }
            }),
    );
    let today = clock.today();
    before.extend(
        record
            .commitments
            .iter()
            .filter(|one| one.owner == Side::Theirs && one.is_overdue(today))
            .map(|one: &Commitment| format!("they have not done what they promised: {}", one.what)),
    );
    before
}

fn lower(job: Job) -> String {
    job.label().to_lowercase()
}

fn requests<'r>(record: &'r Record, deal: &'r Deal) -> impl Iterator<Item = &'r Request> {
    record
        .requests
        .iter()
        .filter(|request| request.deal == deal.id)
}

/// The day from which all has held: when the last job was noted.
fn since(_: &Record, deal: &Deal) -> Day {
    deal.jobs
        .values()
        .map(|done| done.on)
        .max()
        .unwrap_or_default()
}

fn overdue_or_right(since: Day, numbers: &Numbers, clock: Clock) -> Moment {
    let waited = business_days::between(since, clock.today(), &numbers.calendar);
    if waited > numbers.ask_within {
        Moment::Overdue
    } else {
        Moment::Right
    }
}
