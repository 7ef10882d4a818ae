//! What needs a decision of the rep, and from which day on: what the badge counts.

use super::{Numbers, after_close, life, silence};
use crate::domain::{
    Answer, Clock, Commitment, Day, Deal, Kind, Record, Request, RequestId, Side, days_after,
};

/// Why a prospect needs a decision. The order is that of the list: who waits for the rep comes
/// before whom the rep waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// They asked, and the rep has not answered since.
    Unanswered,
    /// The day of something that the rep promised has passed.
    WeOwe,
    /// A check-in with a customer is due.
    CheckIn,
    /// They have what they asked for, and whether it was what they were looking for is unknown.
    Unconfirmed,
    /// The day of something that they promised has passed.
    TheyOwe,
    /// A deal was put off to a day that has come.
    Parked,
    /// They have gone dark.
    Dark,
}

impl Need {
    /// Every need, the most pressing first.
    pub const ALL: [Self; 7] = [
        Self::Unanswered,
        Self::WeOwe,
        Self::CheckIn,
        Self::Unconfirmed,
        Self::TheyOwe,
        Self::Parked,
        Self::Dark,
    ];

    /// Its stable name in storage and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::WeOwe => "we_owe",
            Self::CheckIn => "check_in",
            Self::Unconfirmed => "unconfirmed",
            Self::TheyOwe => "they_owe",
            Self::Parked => "parked",
            Self::Dark => "dark",
        }
    }
}

/// A decision that is needed from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Why.
    pub need: Need,
    /// The first day on which to ask the rep for it; a snooze puts it off.
    pub from: Day,
    /// Since when it is so, snoozed or not.
    pub since: Day,
    /// The request that it is about.
    pub request: Option<(RequestId, Kind)>,
    /// What was promised or is to be done, in a few words; may be empty.
    pub words: String,
}

/// The first decision that a prospect needs if nothing more happens; `None` for never.
pub fn attention(record: &Record, numbers: &Numbers, clock: Clock) -> Option<Attention> {
    if record.ignored {
        return None;
    }
    let mut found = needs(record, numbers, clock);
    if let Some(until) = record.snoozed_until {
        for need in &mut found {
            need.from = need.from.max(until);
        }
    }
    // On the same day the one that is more pressing names the entry.
    found
        .into_iter()
        .min_by_key(|need| (need.from.max(clock.today()), need.need, need.since))
}

fn needs(record: &Record, numbers: &Numbers, clock: Clock) -> Vec<Attention> {
    let ended = record.deal().and_then(|deal| deal.ended.as_ref());
    // What was asked for in a deal that is over asks for nothing any more; what is asked anew does.
    let open = || {
        record.requests.iter().filter(|request| {
            life::is_open(request) && ended.is_none_or(|ended| request.asked_on > ended.on)
        })
    };
    let about = |request: &Request| Some((request.id.clone(), request.kind));
    let mut found: Vec<Attention> = open()
        .filter_map(|request| {
            let from = unconfirmed_from(request, numbers)?;
            Some(Attention {
                need: Need::Unconfirmed,
                from,
                since: from,
                request: about(request),
                words: String::new(),
            })
        })
        .collect();
    if let Some(request) = open().find(|request| is_unanswered(request, record, clock)) {
        let since = record.last_heard_ms.map_or(request.asked_on, |heard| {
            clock.day_of(heard).max(request.asked_on)
        });
        found.push(Attention {
            need: Need::Unanswered,
            from: since,
            since,
            request: about(request),
            words: String::new(),
        });
    }
    if let Some(silence) = silence::silence(record, numbers, clock).filter(|_| ended.is_none()) {
        let request = open().next_back().and_then(about);
        found.push(Attention {
            need: Need::Dark,
            from: silence.dark_on,
            since: silence.since,
            request,
            words: String::new(),
        });
    }
    // What was promised for a deal that came to nothing is owed no longer; a customer's is.
    if ended.is_none() || record.deal().is_some_and(Deal::is_won) {
        found.extend(record.commitments.iter().filter_map(overdue));
    }
    found.extend(record.deal().and_then(after));
    found
}

/// What a deal that has ended still needs: the next check-in of a customer, or the day to which it
/// was put off.
fn after(deal: &Deal) -> Option<Attention> {
    let (need, from, words) = if let Some(due) = after_close::next(deal) {
        (Need::CheckIn, due.on, due.check_in.text.to_owned())
    } else {
        let ended = deal.ended.as_ref()?;
        (Need::Parked, ended.until?, ended.words.clone())
    };
    Some(Attention {
        need,
        from,
        since: from,
        request: None,
        words,
    })
}

/// An open commitment needs a decision from the day after its own.
fn overdue(commitment: &Commitment) -> Option<Attention> {
    let from = days_after(commitment.due, 1);
    commitment.is_overdue(from).then(|| Attention {
        need: match commitment.owner {
            Side::Ours => Need::WeOwe,
            Side::Theirs => Need::TheyOwe,
        },
        from,
        since: commitment.due,
        request: None,
        words: commitment.what.clone(),
    })
}

/// The day on which to ask whether they got what they were looking for. Once it is asked it is
/// on them; after a quiet spell it comes back to the rep.
fn unconfirmed_from(request: &Request, numbers: &Numbers) -> Option<Day> {
    if request.answer.is_some() {
        return None;
    }
    let due = life::question_due(request, numbers)?;
    Some(request.question_asked.map_or(due, |asked| {
        super::business_days::add(asked, numbers.quiet, &numbers.calendar).max(due)
    }))
}

/// They spoke last, and something that they asked for is not given: a partly or a no waits for
/// the rep just as the first asking does.
fn is_unanswered(request: &Request, record: &Record, clock: Clock) -> bool {
    let waits = match &request.answer {
        Some((answer, _)) => *answer != Answer::Yes,
        None => request.delivered.is_none(),
    };
    let wrote_since = match (record.last_wrote_ms, record.last_heard_ms) {
        (Some(wrote), Some(heard)) => wrote > heard,
        (Some(wrote), None) => clock.day_of(wrote) >= request.asked_on,
        (None, _) => false,
    };
    waits && !wrote_since
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CommitmentId, Fate, ProspectId, Spoken};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Clock {
        Clock::morning(text)
    }

    fn asked() -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        let id = RequestId::stored("r");
        record.requests.push(Request::asked(
            id,
            Kind::Demo,
            String::new(),
            day("2026-11-02"),
        ));
        record.last_heard_ms = Some(at("2026-11-02").at_ms);
        record
    }

    fn wrote(record: &mut Record, on: &str) {
        let at_ms = at(on).at_ms;
        record.last_wrote_ms = Some(at_ms);
        record.wrote.push(Spoken {
            at_ms,
            expects_answer: true,
        });
    }

    fn check(record: &Record, today: &str, expected: Option<(Need, &str)>) {
        let found = attention(record, &Numbers::default(), at(today));
        let found = found.map(|a| (a.need, a.from));
        assert_eq!(
            found,
            expected.map(|(need, from)| (need, day(from))),
            "on {today}"
        );
    }

    #[test]
    fn asked_and_unanswered_counts_until_the_rep_writes() {
        let mut record = asked();
        check(
            &record,
            "2026-11-03",
            Some((Need::Unanswered, "2026-11-02")),
        );
        wrote(&mut record, "2026-11-03");
        check(&record, "2026-11-04", Some((Need::Dark, "2026-11-17")));
    }

    #[test]
    fn delivered_counts_when_the_question_is_due_and_again_when_it_stays_open() {
        let mut record = asked();
        wrote(&mut record, "2026-11-03");
        record.requests[0].delivered = Some((day("2026-11-03"), String::new()));
        check(
            &record,
            "2026-11-03",
            Some((Need::Unconfirmed, "2026-11-04")),
        );
        record.requests[0].question_asked = Some(day("2026-11-04"));
        check(
            &record,
            "2026-11-05",
            Some((Need::Unconfirmed, "2026-11-11")),
        );
        record.requests[0].answer = Some((Answer::Yes, String::new()));
        record.wrote.clear();
        check(&record, "2026-11-05", None);
    }

    #[test]
    fn partly_waits_for_the_rep() {
        let mut record = asked();
        wrote(&mut record, "2026-11-03");
        record.requests[0].delivered = Some((day("2026-11-03"), String::new()));
        record.requests[0].answer = Some((Answer::Partly, "export".to_owned()));
        record.wrote.clear();
        record.last_heard_ms = Some(at("2026-11-05").at_ms);
        check(
            &record,
            "2026-11-05",
            Some((Need::Unanswered, "2026-11-05")),
        );
    }

    #[test]
    fn a_commitment_counts_from_the_day_after_its_own_until_it_is_resolved() {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        record.commitments.push(Commitment {
            id: CommitmentId::stored("c"),
            owner: Side::Theirs,
            what: "send the shift plan".to_owned(),
            due: day("2026-11-05"),
            request: None,
            fate: None,
        });
        check(&record, "2026-11-05", Some((Need::TheyOwe, "2026-11-06")));
        record.commitments[0].owner = Side::Ours;
        check(&record, "2026-11-09", Some((Need::WeOwe, "2026-11-06")));
        record.commitments[0].fate = Some((Fate::Waived, day("2026-11-09"), String::new()));
        check(&record, "2026-11-09", None);
    }

    #[test]
    fn a_snooze_puts_it_off_and_ignoring_ends_it() {
        let mut record = asked();
        record.snoozed_until = Some(day("2026-11-09"));
        check(
            &record,
            "2026-11-03",
            Some((Need::Unanswered, "2026-11-09")),
        );
        record.ignored = true;
        check(&record, "2026-11-30", None);
    }
}
