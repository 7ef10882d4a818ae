//! The silence clock: how long a prospect has not answered.
//!
//! It starts at the rep's first mail since they were last heard that expected an answer, so the
//! rep's own further mails do not reset it. Only a human answer stops it. It counts business
//! days. "Back on DATE" pauses it, and an agreed date overrides it: dark is two business days
//! past that date (practice: silence).

use super::{Numbers, business_days, life};
use crate::domain::{Clock, Day, DealEnd, Evidence, Record};

/// How silent a prospect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing of the rep's waits for an answer.
    Answered,
    /// The rep waits, within reason.
    Waiting,
    /// Longer than is usual.
    Quiet,
    /// Gone dark.
    Dark,
}

/// A silence, and when it gets worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// How silent they are today.
    pub level: Level,
    /// The day of the rep's mail that waits for an answer; the agreed date where there is one.
    pub since: Day,
    /// Business days since then.
    pub business_days: u32,
    /// The day on which they are, or were, quiet.
    pub quiet_on: Day,
    /// The day on which they are, or were, dark.
    pub dark_on: Day,
}

/// The silence of a prospect; `None` while nothing waits for an answer, and once the deal came to
/// nothing: nobody is owed an answer any more.
pub fn silence(record: &Record, numbers: &Numbers, clock: Clock) -> Option<Silence> {
    let ended = record.deal().and_then(|deal| deal.ended.as_ref());
    if ended.is_some_and(|ended| ended.how != DealEnd::Won) {
        return None;
    }
    let asked = record.wrote.iter().find(|mail| mail.expects_answer)?;
    let mailed = clock.day_of(asked.at_ms);
    let start = record.back_on.map_or(mailed, |back| back.max(mailed));
    let (since, quiet_on, dark_on) = match agreed_date(record, mailed) {
        Some(date) => {
            let dark = business_days::add(date, numbers.dark_past_date, &numbers.calendar);
            (date, business_days::add(date, 1, &numbers.calendar), dark)
        }
        None => (
            start,
            business_days::add(start, numbers.quiet, &numbers.calendar),
            business_days::add(start, numbers.dark, &numbers.calendar),
        ),
    };
    let today = clock.today();
    let level = if today >= dark_on {
        Level::Dark
    } else if today >= quiet_on {
        Level::Quiet
    } else {
        Level::Waiting
    };
    let business_days = business_days::between(since, today, &numbers.calendar);
    Some(Silence {
        level,
        since,
        business_days,
        quiet_on,
        dark_on,
    })
}

/// The latest agreed date of an open request that lies on or after the mail that waits: before
/// it they have no reason to write. A date that only the rep assumed is not agreed.
fn agreed_date(record: &Record, mailed: Day) -> Option<Day> {
    record
        .requests
        .iter()
        .filter(|request| life::is_open(request) && request.evidence >= Evidence::Said)
        .filter_map(|request| request.outcome.date)
        .filter(|date| *date >= mailed)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, ProspectId, Request, RequestId, Spoken};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Clock {
        let clock = Clock {
            at_ms: 0,
            offset_minutes: 60,
        };
        Clock {
            at_ms: clock.start_of(day(text)) + 9 * 3_600_000,
            ..clock
        }
    }

    fn record(wrote: &[(&str, bool)]) -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        record.wrote = wrote
            .iter()
            .map(|(on, expects_answer)| Spoken {
                at_ms: at(on).at_ms,
                expects_answer: *expects_answer,
            })
            .collect();
        record
    }

    fn check(record: &Record, today: &str, expected: Option<(Level, u32)>) {
        let found = silence(record, &Numbers::default(), at(today));
        assert_eq!(
            found.map(|s| (s.level, s.business_days)),
            expected,
            "on {today}"
        );
    }

    #[test]
    fn it_counts_business_days_from_the_first_mail_that_expected_an_answer() {
        // 2026-11-02 is a Monday.
        let record = record(&[
            ("2026-10-28", false),
            ("2026-11-02", true),
            ("2026-11-12", true),
        ]);
        check(&record, "2026-11-06", Some((Level::Waiting, 4)));
        check(&record, "2026-11-08", Some((Level::Waiting, 4)));
        check(&record, "2026-11-09", Some((Level::Quiet, 5)));
        check(&record, "2026-11-16", Some((Level::Dark, 10)));
    }

    #[test]
    fn without_a_question_there_is_no_silence() {
        check(&record(&[]), "2026-11-16", None);
        check(&record(&[("2026-11-02", false)]), "2026-12-16", None);
    }

    #[test]
    fn back_on_pauses_it() {
        let mut record = record(&[("2026-11-02", true)]);
        record.back_on = Some(day("2026-11-16"));
        check(&record, "2026-11-16", Some((Level::Waiting, 0)));
        check(&record, "2026-11-30", Some((Level::Dark, 10)));
    }

    #[test]
    fn an_agreed_date_overrides_it() {
        let mut record = record(&[("2026-11-02", true)]);
        let mut request = Request::asked(
            RequestId::stored("r"),
            Kind::Demo,
            String::new(),
            day("2026-11-02"),
        );
        request.outcome.date = Some(day("2026-11-30"));
        record.requests.push(request);
        check(&record, "2026-11-16", Some((Level::Dark, 10)));
        record.requests[0].evidence = Evidence::Written;
        check(&record, "2026-11-27", Some((Level::Waiting, 0)));
        check(&record, "2026-12-01", Some((Level::Quiet, 1)));
        check(&record, "2026-12-02", Some((Level::Dark, 2)));
    }
}
