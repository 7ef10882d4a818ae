//! After the close: what was promised is followed until the customer says that they have it.

use crate::domain::{Clock, Day, Deal, days_after};

/// A check-in with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Its stable name in storage and on the wire.
    pub code: &'static str,
    /// Calendar days after the close (practice: after the close).
    pub after_days: u32,
    /// What is done on that day.
    pub text: &'static str,
    /// A question to the customer, ready to send; empty for what the rep does alone.
    pub question: &'static str,
}

/// The check-ins in the order of time.
pub const CHECK_INS: &[CheckIn] = &[
    CheckIn {
        code: "hand_over",
        after_days: 0,
        text: "Freeze the promises, and make the hand-over page",
        question: "",
    },
    CheckIn {
        code: "introduction",
        after_days: 1,
        text: "Introduce the people who take over",
        question: "May I introduce the colleagues who will look after your start?",
    },
    CheckIn {
        code: "start_date",
        after_days: 2,
        text: "Fix the day of the start",
        question: "On which day do you start, and who is there on your side?",
    },
    CheckIn {
        code: "start_held",
        after_days: 14,
        text: "The start was held, and the customer confirmed the plan",
        question: "The start is behind us: is the plan as we wrote it down right for you?",
    },
    CheckIn {
        code: "first_figures",
        after_days: 21,
        text: "The first figures",
        question: "What do the first figures say?",
    },
    CheckIn {
        code: "first_value",
        after_days: 30,
        text: "The first value is reached, or not",
        question: "A month in: what do you have from it already, and what not yet?",
    },
    CheckIn {
        code: "day_60",
        after_days: 60,
        text: "Are they getting what was said?",
        question: "Are you getting what we said, or better?",
    },
    CheckIn {
        code: "day_90",
        after_days: 90,
        text: "Are they getting what was said?",
        question: "Are you getting what we said, or better?",
    },
];

/// A check-in of a customer with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub check_in: CheckIn,
    /// Its day.
    pub on: Day,
}

/// Whether a won deal is finished: each promise is reached in the customer's words, or is
/// followed no longer, with a reason. A deal without a promise was never agreed on anything: it
/// is finished once the last check-in was held.
pub fn is_finished(deal: &Deal) -> bool {
    if deal.promises.is_empty() {
        return CHECK_INS
            .last()
            .is_some_and(|last| deal.check_ins.get(last.code).is_some());
    }
    deal.promises
        .iter()
        .all(|promise| promise.reached.is_some() || promise.dropped.is_some())
}

/// The next check-in that was not held; `None` when the deal is not won, or finished. A later one
/// that was held stands for those before it.
pub fn next(deal: &Deal) -> Option<Due> {
    let won = deal.ended.as_ref().filter(|_| deal.is_won())?;
    if is_finished(deal) {
        return None;
    }
    let held = CHECK_INS
        .iter()
        .rposition(|one| deal.check_ins.get(one.code).is_some());
    let next = held.map_or(0, |held| held + 1);
    let check_in = CHECK_INS.get(next).or(CHECK_INS.last())?;
    // After the last one the promises' own days go on: every thirty days.
    let on = match held.filter(|_| next >= CHECK_INS.len()) {
        Some(_) => {
            let (last, _) = deal.check_ins.get(check_in.code)?;
            days_after(*last, 30)
        }
        None => days_after(won.on, u64::from(check_in.after_days)),
    };
    Some(Due {
        check_in: *check_in,
        on,
    })
}

/// Whether a check-in is due today or overdue.
pub fn is_due(deal: &Deal, clock: Clock) -> bool {
    next(deal).is_some_and(|due| due.on <= clock.today())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DealEnd, DealId, Ended, Promise};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn won() -> Deal {
        Deal {
            ended: Some(Ended {
                how: DealEnd::Won,
                on: day("2026-11-02"),
                words: String::new(),
                until: None,
            }),
            promises: vec![Promise {
                id: "p".to_owned(),
                measure: "overtime".to_owned(),
                baseline: "60 hours a month".to_owned(),
                target: "30".to_owned(),
                by: Some(day("2027-02-01")),
                reached: None,
                dropped: None,
            }],
            ..Deal::new(DealId::FIRST)
        }
    }

    #[test]
    fn check_ins_come_one_after_the_other() {
        let mut deal = won();
        assert_eq!(next(&deal).map(|due| due.on), Some(day("2026-11-02")));
        for (code, next_on) in [
            ("hand_over", "2026-11-03"),
            ("introduction", "2026-11-04"),
            ("start_held", "2026-11-23"),
            ("day_90", "2027-03-04"),
        ] {
            let held = (day("2027-02-02"), String::new());
            deal.check_ins.insert(code.to_owned(), held);
            assert_eq!(next(&deal).map(|due| due.on), Some(day(next_on)), "{code}");
        }
    }

    #[test]
    fn it_ends_when_the_customer_has_the_result_or_with_a_reason() {
        let mut deal = won();
        assert!(!is_finished(&deal));
        deal.promises[0].reached = Some((day("2027-01-20"), "we are at 25".to_owned()));
        assert!(is_finished(&deal) && next(&deal).is_none());
        deal.promises[0].reached = None;
        deal.promises[0].dropped = Some("they closed the plant".to_owned());
        assert!(is_finished(&deal));
        assert_eq!(next(&Deal::new(DealId::FIRST)), None);
    }
}
