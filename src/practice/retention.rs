//! Whose record is so old that it may be forgotten: nothing of it is open or owed any more, and nothing
//! has happened for as many days as the rep set. An open deal is never old, however long it has been
//! silent: a rep ends it first.

use super::{Numbers, after_close, attention, life};
use crate::domain::{Clock, Day, Deal, DealEnd, Record};

/// Days by which a clock may run ahead of the last thing that was recorded. One that was set years
/// ahead must make nobody old.
const AHEAD_MS: i64 = 31 * 86_400_000;

/// The day to count to: today, but at most a month past the last thing that was recorded of anybody
/// (`last_ms`, in milliseconds since 1970, UTC).
pub fn until(clock: Clock, last_ms: i64) -> Day {
    clock.day_of(clock.at_ms.min(last_ms.saturating_add(AHEAD_MS)))
}

/// Whether a record is old at a day: nothing has happened for so many days, `last` being the day of the
/// last happening; nothing of it is open, needs a decision, or is owed by either side. 0 days are never.
pub fn is_old(
    record: &Record,
    (last, until): (Day, Day),
    days: u32,
    numbers: &Numbers,
    clock: Clock,
) -> bool {
    let passed = (until - last).num_days();
    days > 0 && passed >= i64::from(days) && !is_on(record, numbers, clock)
}

fn is_on(record: &Record, numbers: &Numbers, clock: Clock) -> bool {
    let waits = attention::attention(record, numbers, clock);
    record.prospect.is_sample()
        || record.deals.values().next().is_none()
        || record.deals.values().any(is_deal_on)
        || record.requests.iter().any(life::is_open)
        || record.commitments.iter().any(|one| one.fate.is_none())
        || waits.is_some_and(|need| need.from <= clock.today())
}

/// Whether a deal goes on, comes back by itself, or has something promised that they do not have yet.
fn is_deal_on(deal: &Deal) -> bool {
    let Some(ended) = &deal.ended else {
        return true;
    };
    let promised = deal.promises.iter();
    ended.how == DealEnd::NotNow
        || after_close::next(deal).is_some()
        || promised
            .into_iter()
            .any(|one| one.reached.is_none() && one.dropped.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Commitment, CommitmentId, DealId, Ended, Ending, Few, Kind, Promise, ProspectId, Request,
        RequestId, Side,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Noon in Greenwich.
    fn noon(text: &str) -> Clock {
        let clock = Clock {
            at_ms: 0,
            offset_minutes: 0,
        };
        Clock {
            at_ms: clock.start_of(day(text)) + 43_200_000,
            ..clock
        }
    }

    fn ended(how: DealEnd) -> Deal {
        let mut deal = Deal::new(DealId::FIRST);
        deal.ended = Some(Ended {
            how,
            on: day("2024-11-02"),
            words: String::new(),
            until: None,
        });
        deal
    }

    /// Said no on 2 November 2024, with one request that was withdrawn.
    fn over() -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        record.deals.insert(DealId::FIRST, ended(DealEnd::No));
        let id = RequestId::stored("1");
        let mut request = Request::asked(id, Kind::Demo, String::new(), day("2024-10-01"));
        request.ending = Some((Ending::Withdrawn, String::new()));
        record.requests.push(request);
        record
    }

    fn check(change: impl FnOnce(&mut Record), today: &str, days: u32, expected: bool) {
        let mut record = over();
        change(&mut record);
        let clock = noon(today);
        let span = (day("2024-11-02"), until(clock, clock.at_ms));
        let old = is_old(&record, span, days, &Numbers::default(), clock);
        assert_eq!(old, expected, "on {today}, after {days}: {record:?}");
    }

    #[test]
    fn it_is_old_on_the_day_that_was_set_and_never_by_none() {
        check(|_| (), "2026-11-01", 730, false);
        check(|_| (), "2026-11-02", 730, true);
        check(|_| (), "2026-11-02", 731, false);
        check(|_| (), "2026-11-02", 0, false);
    }

    #[test]
    fn whatever_is_open_or_owed_keeps_it() {
        let keeps = |change: fn(&mut Record)| check(change, "2099-01-01", 1, false);
        keeps(|record| record.requests[0].ending = None);
        keeps(|record| record.deals = Few::new());
        for how in [DealEnd::NotNow, DealEnd::Won] {
            let change = |record: &mut Record| record.deals.insert(DealId::FIRST, ended(how));
            check(change, "2099-01-01", 1, false);
        }
        keeps(|record| {
            record.deals.insert(DealId(2), Deal::new(DealId(2)));
        });
        keeps(|record| {
            record.commitments.push(Commitment {
                id: CommitmentId::stored("2"),
                owner: Side::Theirs,
                what: "send the papers".to_owned(),
                due: day("2024-12-01"),
                request: None,
                fate: None,
            });
        });
        keeps(|record| {
            let mut lost = ended(DealEnd::LostTo);
            lost.promises.push(Promise {
                id: "p".to_owned(),
                measure: "overtime".to_owned(),
                baseline: String::new(),
                target: String::new(),
                by: None,
                reached: None,
                dropped: None,
            });
            record.deals.insert(DealId::FIRST, lost);
        });
        keeps(|record| record.prospect = ProspectId::stored("harbour.example"));
    }

    #[test]
    fn a_clock_that_was_set_ahead_counts_a_month_past_the_last_happening() {
        let last = noon("2026-11-22").at_ms;
        assert_eq!(until(noon("2026-11-30"), last), day("2026-11-30"));
        assert_eq!(until(noon("2090-01-01"), last), day("2026-12-23"));
    }
}
