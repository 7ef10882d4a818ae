//! The buyer's plan, counted backward from the day on which the buyer wants the value.
//!
//! Source of the lengths: practice, the buyer's process (security review 2 to 6 weeks, legal 2 to
//! 4, procurement 1 to 3). The practice gives no length for the other steps; theirs are ours:
//! a week each to validate, to approve the business case and to decide, some days to sign, two
//! weeks from the start to the value.

use crate::domain::{Clock, Day, Deal, Step, StepPlan, spoken};
use chrono::Days;

/// How long a step takes, in calendar days, at best and at worst.
pub const fn length(step: Step) -> (u32, u32) {
    match step {
        Step::TechnicalValidation | Step::BusinessCase | Step::Decision => (7, 14),
        Step::SecurityReview => (14, 42),
        Step::Legal => (14, 28),
        Step::Procurement => (7, 21),
        Step::Signature => (1, 5),
        Step::Start => (14, 14),
    }
}

/// How sure it is that a step is done in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Done, or there is time even if it takes as long as it may.
    None,
    /// There is time only if it goes quicker than it may.
    Tight,
    /// Even at its quickest it would have had to begin before today.
    Late,
}

/// A step of the plan with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub step: Step,
    /// What is agreed about it.
    pub agreed: StepPlan,
    /// The day by which it ends so that the rest is in time.
    pub by: Day,
    /// The last day on which it may begin, at best.
    pub begin: Day,
    /// Whether that is still to be had.
    pub risk: Risk,
}

/// The steps in the order of time; empty while nobody knows when the buyer wants the value.
/// A day that was agreed for a step stands; those before it are counted backward from there.
pub fn plan(deal: &Deal, clock: Clock) -> Vec<Planned> {
    let Some(value_on) = deal.value_on else {
        return Vec::new();
    };
    let today = clock.today();
    // What follows must not be late: two lines of time, at best and at worst.
    let (mut best, mut worst) = (value_on, value_on);
    let mut planned: Vec<Planned> = Vec::new();
    for step in Step::ALL.into_iter().rev() {
        let agreed = deal.steps.get(&step).cloned().unwrap_or_default();
        if agreed.skipped {
            continue;
        }
        if let Some(by) = agreed.by {
            best = best.min(by);
            worst = worst.min(by);
        }
        let by = best;
        let (short, long) = length(step);
        best = back(best, short);
        worst = back(worst, long);
        let risk = if agreed.done_on.is_some() {
            Risk::None
        } else if best < today {
            Risk::Late
        } else if worst < today {
            Risk::Tight
        } else {
            Risk::None
        };
        planned.push(Planned {
            step,
            agreed,
            by,
            begin: best,
            risk,
        });
    }
    planned.reverse();
    planned
}

/// The day to which everything moves if each step that is not done begins today and takes its
/// shortest time: what to offer when the wanted day cannot be had.
pub fn earliest(deal: &Deal, clock: Clock) -> Day {
    let left: u32 = Step::ALL
        .into_iter()
        .filter(|step| {
            deal.steps
                .get(step)
                .is_none_or(|agreed| !agreed.skipped && agreed.done_on.is_none())
        })
        .map(|step| length(step).0)
        .sum();
    crate::domain::days_after(clock.today(), u64::from(left))
}

fn back(day: Day, days: u32) -> Day {
    day.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(Day::MIN)
}

/// The plan as a table to paste to the buyer: one line a step, cells divided by ` | `. What the
/// buyer changes in it can be read back by [`read_back`].
pub fn as_table(planned: &[Planned]) -> String {
    let mut text = String::from("Step | By | You | We\n");
    for one in planned {
        let done = if one.agreed.done_on.is_some() {
            " (done)"
        } else {
            ""
        };
        let by = spoken(one.by);
        let (theirs, ours) = (&one.agreed.their_owner, &one.agreed.our_owner);
        let cells = [&by, or_dash(theirs), or_dash(ours)].join(" | ");
        text.push_str(&[one.step.label(), done, " | ", &cells, "\n"].concat());
    }
    text
}

fn or_dash(owner: &str) -> &str {
    if owner.is_empty() { "–" } else { owner }
}

/// What a reply says of the plan that was pasted into it: the steps whose line is there, with the
/// day and the owners as they stand in it now. Lines that are no longer of that form say nothing.
pub fn read_back(text: &str) -> Vec<(Step, StepPlan)> {
    text.lines().filter_map(line).collect()
}

fn line(text: &str) -> Option<(Step, StepPlan)> {
    let bare = text.trim_start_matches(['>', ' ', '|', '\t']).trim_end();
    let mut cells = bare.split(['|', '\t']).map(str::trim);
    let name = cells.next()?;
    let (name, done) = match name.strip_suffix("(done)") {
        Some(name) => (name.trim(), true),
        None => (name, false),
    };
    let step = Step::ALL
        .into_iter()
        .find(|step| step.label().eq_ignore_ascii_case(name))?;
    let by = day(cells.next()?)?;
    let mut owner = || {
        let cell = cells.next().unwrap_or("");
        if matches!(cell, "–" | "-" | "") {
            String::new()
        } else {
            cell.to_owned()
        }
    };
    let their_owner = owner();
    let our_owner = owner();
    let agreed = StepPlan {
        by: Some(by),
        their_owner,
        our_owner,
        done_on: done.then_some(by),
        skipped: false,
    };
    Some((step, agreed))
}

fn day(cell: &str) -> Option<Day> {
    ["%d %b %Y", "%d %B %Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| Day::parse_from_str(cell, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DealId;

    fn on(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Clock {
        Clock::morning(text)
    }

    fn deal(value_on: &str) -> Deal {
        Deal {
            value_on: Some(on(value_on)),
            ..Deal::new(DealId::FIRST)
        }
    }

    #[test]
    fn it_is_counted_backward_from_the_day_of_value() {
        let planned = plan(&deal("2027-04-01"), at("2026-11-23"));
        let dates: Vec<_> = planned
            .iter()
            .map(|one| (one.step, one.by.to_string()))
            .collect();
        assert_eq!(dates.len(), Step::ALL.len());
        assert_eq!(dates[7], (Step::Start, "2027-04-01".to_owned()));
        assert_eq!(dates[6], (Step::Signature, "2027-03-18".to_owned()));
        assert_eq!(dates[5], (Step::Procurement, "2027-03-17".to_owned()));
        assert_eq!(dates[4], (Step::Legal, "2027-03-10".to_owned()));
        assert_eq!(plan(&Deal::new(DealId::FIRST), at("2026-11-23")), []);
    }

    #[test]
    fn a_plan_that_lands_before_today_is_late_and_one_that_may_is_tight() {
        let first = |value_on, today| plan(&deal(value_on), at(today))[0].risk;
        // At best the steps take 71 days, at worst 152.
        assert_eq!(first("2027-06-01", "2026-11-23"), Risk::None);
        assert_eq!(first("2027-03-01", "2026-11-23"), Risk::Tight);
        assert_eq!(first("2027-01-15", "2026-11-23"), Risk::Late);
        assert_eq!(
            earliest(&deal("2027-01-15"), at("2026-11-23")),
            on("2027-02-02")
        );
    }

    #[test]
    fn what_is_done_or_not_needed_takes_no_time() {
        let mut deal = deal("2027-01-15");
        for step in [Step::SecurityReview, Step::Legal] {
            deal.steps.insert(
                step,
                StepPlan {
                    skipped: true,
                    ..StepPlan::default()
                },
            );
        }
        deal.steps.insert(
            Step::TechnicalValidation,
            StepPlan {
                done_on: Some(on("2026-11-20")),
                ..StepPlan::default()
            },
        );
        let planned = plan(&deal, at("2026-11-23"));
        assert_eq!(planned.len(), 6);
        assert!(
            planned.iter().all(|one| one.risk < Risk::Late),
            "{planned:?}"
        );
    }

    #[test]
    fn an_agreed_day_stands_and_moves_what_comes_before() {
        let mut deal = deal("2027-06-01");
        deal.steps.insert(
            Step::Decision,
            StepPlan {
                by: Some(on("2026-12-18")),
                ..StepPlan::default()
            },
        );
        let planned = plan(&deal, at("2026-11-23"));
        let of = |step| planned.iter().find(|one| one.step == step).unwrap();
        assert_eq!(of(Step::Decision).by, on("2026-12-18"));
        assert_eq!(of(Step::BusinessCase).by, on("2026-12-11"));
    }

    #[test]
    fn a_pasted_plan_is_read_back_from_their_reply() {
        let planned = plan(&deal("2027-04-01"), at("2026-11-23"));
        let table = as_table(&planned);
        let reply = table
            .replace("Legal | 10 Mar 2027 | –", "> Legal | 3 March 2027 | Dana")
            .replace("Decision |", "We decide later |");
        let back = read_back(&format!("Hi, looks fine.\n{reply}\nBest, Dana"));
        assert_eq!(back.len(), 7);
        let legal = back.iter().find(|(step, _)| *step == Step::Legal).unwrap();
        assert_eq!(legal.1.by, Some(on("2027-03-03")));
        assert_eq!(legal.1.their_owner, "Dana");
        assert_eq!(read_back("Legal | soon | Dana"), []);
    }
}
