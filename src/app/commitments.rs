//! Commitments of both sides and what giving cost: their commands and how they are shown.

use super::AppError;
use super::change::{Change, find, one, refuse, short};
use crate::domain::order;
use crate::domain::{Clock, Commitment, CommitmentId, Cost, Day, Fate, Record, Side};
use crate::ledger::What;
use crate::ledger::stored::words;
use crate::protocol::{Command, CommitmentView};

/// What `Commit` and `Resolve` change.
pub fn change(record: &Record, command: &Command, clock: Clock) -> Result<Change, AppError> {
    match command {
        Command::Commit {
            commitment,
            owner,
            what,
            due,
            request,
            ..
        } => {
            let known = commitment.as_deref().map(|id| known(record, id));
            let commitment = known.transpose()?.map(|known| known.id.clone());
            let request = request.as_deref().map(|id| find(record, id)).transpose()?;
            let what = short(what);
            if what.is_empty() {
                return Err(refuse("Say what it is, in a few words."));
            }
            let committed = What::Committed {
                commitment,
                owner: words::side(owner).ok_or_else(|| refuse("Choose who commits to it."))?,
                what,
                due: *due,
                request: request.map(|request| request.id.clone()),
            };
            Ok(one(committed, "Commitment saved"))
        }
        Command::Resolve {
            commitment,
            how,
            words: said,
            ..
        } => {
            let fate = words::fate(how).ok_or_else(|| refuse("Choose what became of it."))?;
            let resolved = What::Resolved {
                commitment: known(record, commitment)?.id.clone(),
                fate,
                on: clock.today(),
                words: short(said),
            };
            let text = match fate {
                Some(Fate::Kept) => "Noted: kept",
                Some(Fate::Missed) => "Noted: missed",
                Some(Fate::Waived) => "Noted: no longer needed",
                None => "Open again",
            };
            Ok(one(resolved, text))
        }
        _ => Err(refuse("This is no commitment.")),
    }
}

fn known<'r>(record: &'r Record, id: &str) -> Result<&'r Commitment, AppError> {
    record
        .commitment(&CommitmentId::stored(id))
        .ok_or_else(|| refuse("This commitment is no longer in the record. Reload and try again."))
}

/// The commitments: the open ones first, the oldest date first.
pub fn views(record: &Record, today: Day) -> Vec<CommitmentView> {
    let mut all: Vec<&Commitment> = record.commitments.iter().collect();
    order::sort_by_key(&mut all, |one| (one.fate.is_some(), one.due));
    all.into_iter()
        .map(|one| {
            let fate = one.fate.as_ref().map(|(fate, ..)| *fate);
            let state = if one.is_overdue(today) {
                "overdue"
            } else {
                words::of_fate(fate)
            };
            let said = one.fate.as_ref().map(|(_, _, said)| said.clone());
            CommitmentView {
                id: one.id.as_str().to_owned(),
                owner: words::of_side(one.owner).to_owned(),
                what: one.what.clone(),
                due: one.due,
                request: one.request.as_ref().map(|id| id.as_str().to_owned()),
                state: state.to_owned(),
                words: said.unwrap_or_default(),
            }
        })
        .collect()
}

/// What was given and what came back for it. Empty while there is neither.
pub fn balance(record: &Record, today: Day) -> Vec<(String, String)> {
    let rounds = record.requests.iter().map(|request| request.rounds);
    let given: u32 = rounds.fold(0, u32::saturating_add);
    let cost = record.requests.iter().map(|request| request.cost);
    let cost = cost_words(cost.fold(Cost::default(), Cost::plus));
    let kept = |owner| {
        let of = |all: bool| {
            let mine = record.commitments.iter().filter(|one| one.owner == owner);
            let told = mine.filter(|one| match &one.fate {
                Some((Fate::Kept, ..)) => true,
                Some((Fate::Waived, ..)) => false,
                // What may still be kept is neither kept nor missed.
                None => all && one.is_overdue(today),
                Some((Fate::Missed, ..)) => all,
            });
            told.count()
        };
        (of(true) > 0).then(|| format!("{} of {}", of(false), of(true)))
    };
    let figures = [
        (given > 0).then(|| (given.to_string(), "times you gave")),
        (!cost.is_empty()).then_some((cost, "spent on it")),
        kept(Side::Theirs).map(|figure| (figure, "of their commitments kept")),
        kept(Side::Ours).map(|figure| (figure, "of yours kept")),
    ];
    let figures = figures.into_iter().flatten();
    figures
        .map(|(value, name)| (value, name.to_owned()))
        .collect()
}

/// A cost in words such as `1.5 h, 120.00`; empty when nobody said. Hours are rounded up to a
/// tenth; money has the rep's own currency, which needs no naming.
pub fn cost_words(cost: Cost) -> String {
    let tenths = cost.minutes.saturating_mul(10).div_ceil(60);
    let hours = match (tenths / 10, tenths % 10) {
        (0, 0) => String::new(),
        (whole, 0) => format!("{whole} h"),
        (whole, tenth) => format!("{whole}.{tenth} h"),
    };
    let money = match cost.cents {
        0 => String::new(),
        cents => format!("{}.{:02}", cents / 100, cents % 100),
    };
    let parts = [hours, money];
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ProspectId;

    fn record(fates: &[(Side, Option<Fate>)]) -> Record {
        let due: Day = "2026-11-05".parse().unwrap();
        let commitments = fates
            .iter()
            .enumerate()
            .map(|(n, (owner, fate))| Commitment {
                id: CommitmentId::stored(format!("c{n}")),
                owner: *owner,
                what: "send the plan".to_owned(),
                due,
                request: None,
                fate: fate.map(|fate| (fate, due, String::new())),
            });
        Record {
            commitments: commitments.collect(),
            ..Record::empty(ProspectId::stored("prospect.test"))
        }
    }

    #[test]
    fn a_cost_is_said_in_hours_and_money() {
        let check = |minutes, cents, expected| {
            assert_eq!(cost_words(Cost { minutes, cents }), expected);
        };
        check(0, 0, "");
        check(90, 0, "1.5 h");
        check(120, 12_050, "2 h, 120.50");
        check(1, 5, "0.1 h, 0.05");
        check(u32::MAX, 0, "7158278.9 h");
    }

    #[test]
    fn the_balance_counts_what_was_kept_and_leaves_out_what_was_waived() {
        let balance = |record: &Record, today: &str| balance(record, today.parse().unwrap());
        assert_eq!(balance(&record(&[]), "2026-11-06"), []);
        let fates = [
            (Side::Theirs, Some(Fate::Kept)),
            (Side::Theirs, Some(Fate::Missed)),
            (Side::Theirs, None),
            (Side::Theirs, Some(Fate::Waived)),
        ];
        let expected = |figure: &str| [(figure.to_owned(), "of their commitments kept".to_owned())];
        assert_eq!(balance(&record(&fates), "2026-11-06"), expected("1 of 3"));
        assert_eq!(balance(&record(&fates), "2026-11-05"), expected("1 of 2"));
    }

    #[test]
    fn the_open_ones_stand_first_and_a_passed_day_is_overdue() {
        let record = record(&[(Side::Ours, Some(Fate::Kept)), (Side::Theirs, None)]);
        let states = |today: &str| -> Vec<String> {
            let views = views(&record, today.parse().unwrap());
            views.into_iter().map(|view| view.state).collect()
        };
        assert_eq!(states("2026-11-05"), ["open", "kept"]);
        assert_eq!(states("2026-11-06"), ["overdue", "kept"]);
    }
}
