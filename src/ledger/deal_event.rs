//! What happens to a deal as a whole, and its fold.

use super::EventId;
use crate::domain::{
    Day, Deal, DealEnd, Done, Ended, Evidence, Job, Promise, Request, Step, StepPlan,
};

/// What happened to a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DealEvent {
    /// The rep opened a further deal, such as a repeat sale.
    Opened {
        /// Its name.
        name: String,
    },
    /// The buyer agreed to buy.
    Agreed {
        /// Their words.
        words: String,
    },
    /// It ended.
    Ended {
        /// How.
        how: DealEnd,
        /// Their words, or the rep's reason.
        words: String,
        /// For not now: the day on which it is brought up again.
        until: Option<Day>,
    },
    /// It was reopened for a new fact.
    Reopened {
        /// The fact.
        fact: String,
    },
    /// A job of the buyer's is shown to be done, or no longer is.
    JobSet {
        /// The job.
        job: Job,
        /// How well it is known, and the words that show it; `None`: it is not done after all.
        shown: Option<(Evidence, String)>,
    },
    /// The buyer said when they want the value.
    ValueOn {
        /// The day; `None`: it is open again.
        on: Option<Day>,
    },
    /// Something was agreed about steps of the buyer's plan.
    Planned {
        /// The steps, each with all that is agreed about it now.
        steps: Vec<(Step, StepPlan)>,
    },
    /// The rep asked the hard question.
    HardQuestion,
    /// A result was promised, or the promise was changed.
    Promised {
        /// The promise that changes; `None` for a new one, whose name is the event's.
        promise: Option<String>,
        /// What is measured.
        measure: String,
        /// What it was before.
        baseline: String,
        /// What it is to be.
        target: String,
        /// The day by which.
        by: Option<Day>,
    },
    /// The customer said that they have a promised result.
    Reached {
        /// The promise.
        promise: String,
        /// Their words.
        words: String,
    },
    /// A promise is followed no longer.
    Dropped {
        /// The promise.
        promise: String,
        /// Why.
        reason: String,
    },
    /// A check-in was held.
    CheckedIn {
        /// Its code.
        check_in: String,
        /// The customer's words.
        words: String,
    },
}

/// What an event of a day changes in its deal. One about a promise that is not there (its recording
/// was undone) changes nothing.
pub fn apply(deal: &mut Deal, event: &DealEvent, id: &EventId, day: Day) {
    match event {
        DealEvent::Opened { name } => deal.name.clone_from(name),
        DealEvent::Agreed { words } => deal.agreed = Some((day, words.clone())),
        DealEvent::Ended { how, words, until } => {
            deal.ended = Some(Ended {
                how: *how,
                on: day,
                words: words.clone(),
                until: *until,
            });
        }
        DealEvent::Reopened { fact } => {
            deal.ended = None;
            deal.hard_question = None;
            deal.reopened.push((day, fact.clone()));
        }
        DealEvent::JobSet { job, shown } => {
            if let Some((evidence, words)) = shown {
                let done = Done {
                    on: day,
                    evidence: *evidence,
                    words: words.clone(),
                };
                deal.jobs.insert(*job, done);
            } else {
                deal.jobs.remove(job);
            }
        }
        DealEvent::ValueOn { on } => deal.value_on = *on,
        DealEvent::Planned { steps } => {
            for (step, agreed) in steps {
                deal.steps.insert(*step, agreed.clone());
            }
        }
        DealEvent::HardQuestion => deal.hard_question = Some(day),
        DealEvent::Promised { .. } | DealEvent::Reached { .. } | DealEvent::Dropped { .. } => {
            promise(deal, event, id, day);
        }
        DealEvent::CheckedIn { check_in, words } => {
            let held = (day, words.clone());
            deal.check_ins.insert(check_in.clone(), held);
        }
    }
}

/// A deal that is won turns what they were looking for into promises, each named by its request.
/// What it was before and what it is to be is for the rep to add (the check-in of the same day).
pub fn promise_agreed(deal: &mut Deal, event: &DealEvent, requests: &[Request]) {
    let won = matches!(
        event,
        DealEvent::Ended {
            how: DealEnd::Won,
            ..
        }
    );
    if !won || !deal.promises.is_empty() {
        return;
    }
    let given_up = |request: &Request| request.ending.is_some();
    let meant = requests.iter().filter(|one| one.deal == deal.id);
    for request in meant.filter(|one| !one.purpose.is_empty() && !given_up(one)) {
        deal.promises.push(Promise {
            id: request.id.as_str().to_owned(),
            measure: request.purpose.clone(),
            baseline: String::new(),
            target: String::new(),
            by: None,
            reached: None,
            dropped: None,
        });
    }
}

fn promise(deal: &mut Deal, event: &DealEvent, id: &EventId, day: Day) {
    let find = |deal: &mut Deal, name: &str| {
        let known = deal.promises.iter().position(|one| one.id == name);
        known.unwrap_or(usize::MAX)
    };
    match event {
        DealEvent::Promised {
            promise,
            measure,
            baseline,
            target,
            by,
        } => {
            let new = Promise {
                id: promise.clone().unwrap_or_else(|| id.as_str().to_owned()),
                measure: measure.clone(),
                baseline: baseline.clone(),
                target: target.clone(),
                by: *by,
                reached: None,
                dropped: None,
            };
            let at = find(deal, &new.id);
            match (deal.promises.get_mut(at), promise) {
                (Some(old), _) => *old = new,
                (None, None) => deal.promises.push(new),
                (None, Some(_)) => {}
            }
        }
        DealEvent::Reached { promise, words } => {
            let at = find(deal, promise);
            if let Some(one) = deal.promises.get_mut(at) {
                one.reached = Some((day, words.clone()));
            }
        }
        DealEvent::Dropped { promise, reason } => {
            let at = find(deal, promise);
            if let Some(one) = deal.promises.get_mut(at) {
                one.dropped = Some(reason.clone());
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DealId;

    fn story(events: &[DealEvent]) -> Deal {
        let mut deal = Deal::new(DealId::FIRST);
        for (n, event) in (0..).zip(events) {
            let id = EventId::new(1_000 * i64::from(n), "device", n);
            apply(&mut deal, event, &id, "2026-11-02".parse().unwrap());
        }
        deal
    }

    #[test]
    fn a_job_can_be_un_ticked() {
        let set = |shown| DealEvent::JobSet {
            job: Job::Validated,
            shown,
        };
        let shown = Some((Evidence::Written, "it works".to_owned()));
        assert_eq!(story(&[set(shown.clone())]).jobs.values().count(), 1);
        assert_eq!(story(&[set(shown), set(None)]).jobs.values().count(), 0);
    }

    #[test]
    fn reopening_needs_no_more_than_a_fact_and_ends_the_end() {
        let ended = DealEvent::Ended {
            how: DealEnd::WalkedAway,
            words: "three dates missed".to_owned(),
            until: None,
        };
        let deal = story(&[DealEvent::HardQuestion, ended.clone()]);
        assert!(!deal.is_open() && deal.hard_question.is_some());
        let fact = DealEvent::Reopened {
            fact: "a new plant manager".to_owned(),
        };
        let deal = story(&[DealEvent::HardQuestion, ended, fact]);
        assert!(deal.is_open() && deal.hard_question.is_none() && deal.reopened.len() == 1);
    }

    #[test]
    fn a_promise_is_followed_by_its_name() {
        let promised = |promise: Option<&str>, target: &str| DealEvent::Promised {
            promise: promise.map(str::to_owned),
            measure: "overtime".to_owned(),
            baseline: "60 hours".to_owned(),
            target: target.to_owned(),
            by: None,
        };
        let deal = story(&[promised(None, "30")]);
        let id = deal.promises[0].id.clone();
        let reached = DealEvent::Reached {
            promise: id.clone(),
            words: "we are at 25".to_owned(),
        };
        let deal = story(&[promised(None, "30"), promised(Some(&id), "25"), reached]);
        assert_eq!(deal.promises.len(), 1);
        assert_eq!(deal.promises[0].target, "25");
        assert!(deal.promises[0].reached.is_some());
        assert!(
            story(&[promised(Some("not there"), "1")])
                .promises
                .is_empty()
        );
    }
}
