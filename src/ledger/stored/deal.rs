//! What happens to a deal, and what is agreed about a proof of concept, as they are stored.

use super::words;
use crate::domain::{Addendum, Criterion, Day, DealEnd, Job, Proof, Step, StepPlan};
use crate::ledger::DealEvent;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredDeal {
    Opened(String),
    Agreed(String),
    Ended(StoredEnd),
    Reopened(String),
    Job(StoredJob),
    ValueOn(Option<Day>),
    Planned(Vec<StoredStep>),
    HardQuestion,
    Promised(StoredPromise),
    Reached(StoredSaid),
    Dropped(StoredSaid),
    CheckedIn(StoredSaid),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredEnd {
    how: String,
    words: String,
    until: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredJob {
    job: String,
    evidence: Option<String>,
    words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredPromise {
    promise: Option<String>,
    measure: String,
    baseline: String,
    target: String,
    by: Option<Day>,
}

/// Words about a promise or a check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredSaid {
    of: String,
    words: String,
}

impl From<DealEvent> for StoredDeal {
    fn from(event: DealEvent) -> Self {
        match event {
            DealEvent::Opened { name } => Self::Opened(name),
            DealEvent::Agreed { words } => Self::Agreed(words),
            DealEvent::Ended { how, words, until } => Self::Ended(StoredEnd {
                how: how.code().to_owned(),
                words,
                until,
            }),
            DealEvent::Reopened { fact } => Self::Reopened(fact),
            DealEvent::JobSet { job, shown } => {
                let (evidence, words) = shown.map_or((None, String::new()), |(how, words)| {
                    (Some(words::of_evidence(how).to_owned()), words)
                });
                Self::Job(StoredJob {
                    job: job.code().to_owned(),
                    evidence,
                    words,
                })
            }
            DealEvent::ValueOn { on } => Self::ValueOn(on),
            DealEvent::Planned { steps } => {
                Self::Planned(steps.into_iter().map(StoredStep::of).collect())
            }
            DealEvent::HardQuestion => Self::HardQuestion,
            DealEvent::Promised {
                promise,
                measure,
                baseline,
                target,
                by,
            } => Self::Promised(StoredPromise {
                promise,
                measure,
                baseline,
                target,
                by,
            }),
            DealEvent::Reached { promise: of, words } => Self::Reached(StoredSaid { of, words }),
            DealEvent::Dropped {
                promise: of,
                reason: words,
            } => Self::Dropped(StoredSaid { of, words }),
            DealEvent::CheckedIn {
                check_in: of,
                words,
            } => Self::CheckedIn(StoredSaid { of, words }),
        }
    }
}

impl StoredDeal {
    /// The event, or `None` when a word in it is not one of ours.
    pub(super) fn into_event(self) -> Option<DealEvent> {
        Some(match self {
            Self::Opened(name) => DealEvent::Opened { name },
            Self::Agreed(words) => DealEvent::Agreed { words },
            Self::Ended(end) => DealEvent::Ended {
                how: DealEnd::from_code(&end.how)?,
                words: end.words,
                until: end.until,
            },
            Self::Reopened(fact) => DealEvent::Reopened { fact },
            Self::Job(job) => DealEvent::JobSet {
                job: Job::from_code(&job.job)?,
                shown: match job.evidence {
                    Some(name) => Some((words::evidence(&name)?, job.words)),
                    None => None,
                },
            },
            Self::ValueOn(on) => DealEvent::ValueOn { on },
            Self::Planned(steps) => {
                let steps = steps.into_iter().map(StoredStep::into_step);
                DealEvent::Planned {
                    steps: steps.collect::<Option<_>>()?,
                }
            }
            Self::HardQuestion => DealEvent::HardQuestion,
            Self::Promised(one) => DealEvent::Promised {
                promise: one.promise,
                measure: one.measure,
                baseline: one.baseline,
                target: one.target,
                by: one.by,
            },
            Self::Reached(said) => DealEvent::Reached {
                promise: said.of,
                words: said.words,
            },
            Self::Dropped(said) => DealEvent::Dropped {
                promise: said.of,
                reason: said.words,
            },
            Self::CheckedIn(said) => DealEvent::CheckedIn {
                check_in: said.of,
                words: said.words,
            },
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredStep {
    step: String,
    by: Option<Day>,
    their_owner: String,
    our_owner: String,
    done_on: Option<Day>,
    skipped: bool,
}

impl StoredStep {
    fn of((step, agreed): (Step, StepPlan)) -> Self {
        Self {
            step: step.code().to_owned(),
            by: agreed.by,
            their_owner: agreed.their_owner,
            our_owner: agreed.our_owner,
            done_on: agreed.done_on,
            skipped: agreed.skipped,
        }
    }

    fn into_step(self) -> Option<(Step, StepPlan)> {
        let agreed = StepPlan {
            by: self.by,
            their_owner: self.their_owner,
            our_owner: self.our_owner,
            done_on: self.done_on,
            skipped: self.skipped,
        };
        Some((Step::from_code(&self.step)?, agreed))
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredProof {
    criteria: Vec<StoredCriterion>,
    their_people: String,
    our_people: String,
    starts: Option<Day>,
    ends: Option<Day>,
    homework: String,
    addenda: Vec<(String, Option<Day>)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct StoredCriterion {
    text: String,
    met: Option<bool>,
    words: String,
}

impl From<Proof> for StoredProof {
    fn from(proof: Proof) -> Self {
        let criterion = |one: Criterion| StoredCriterion {
            text: one.text,
            met: one.met,
            words: one.words,
        };
        Self {
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
        }
    }
}

impl From<StoredProof> for Proof {
    fn from(proof: StoredProof) -> Self {
        let criterion = |one: StoredCriterion| Criterion {
            text: one.text,
            met: one.met,
            words: one.words,
        };
        Self {
            criteria: proof.criteria.into_iter().map(criterion).collect(),
            their_people: proof.their_people,
            our_people: proof.our_people,
            starts: proof.starts,
            ends: proof.ends,
            homework: proof.homework,
            addenda: proof
                .addenda
                .into_iter()
                .map(|(text, by)| Addendum { text, by })
                .collect(),
        }
    }
}
