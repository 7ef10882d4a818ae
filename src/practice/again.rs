//! The same thing asked for again in one deal: what came of it before is shown, and more time asked
//! for a second time needs a changed fact (practice: one at a time; it has gone too far).

use super::life;
use crate::domain::{Answer, DealId, Kind, Record, Request, RequestId, RequestState};

/// What to say of a request for that kind when the deal has had one before; `None` for the first,
/// and for kinds that may well come again. `before` is the request itself once it is recorded.
pub fn earlier(
    record: &Record,
    deal: DealId,
    kind: Kind,
    before: Option<&RequestId>,
) -> Option<String> {
    let mut same = record.requests.iter().filter(|request| {
        request.deal == deal
            && request.kind == kind
            && before.is_none_or(|before| request.id < *before)
    });
    let count = same.clone().count();
    let last = same.next_back()?;
    match kind {
        Kind::MoreTime => {
            let what = if count == 1 {
                "This is the second time that they ask for more time. What has changed since?"
            } else {
                "They asked for more time twice already. Ask for a yes or a no instead, or walk away."
            };
            Some([what, " Last time: ", &outcome(last), "."].concat())
        }
        Kind::Demo | Kind::Sample | Kind::ProofOfConcept => {
            let what = kind.label().to_lowercase();
            Some(["They have had a ", &what, " already: ", &outcome(last), "."].concat())
        }
        _ => None,
    }
}

/// What came of a request, in a few words, in theirs where they are known.
fn outcome(request: &Request) -> String {
    let said = |lead: &str, words: &str| match words.trim_end_matches('.') {
        "" => lead.to_owned(),
        words => [lead, ", \u{201c}", words, "\u{201d}"].concat(),
    };
    match (&request.answer, &request.ending) {
        (Some((Answer::Yes, words)), _) => said("they got what they were looking for", words),
        (Some((_, words)), _) => said("something was missing", words),
        (None, Some((_, reason))) => said("it ended", reason),
        (None, None) if life::state(request) == RequestState::Delivered => {
            "you do not know yet what came of it".to_owned()
        }
        (None, None) => "it is still open".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ProspectId;

    fn record(kinds: &[Kind]) -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        for (n, kind) in kinds.iter().enumerate() {
            let id = RequestId::stored(format!("r{n}"));
            let on = "2026-11-02".parse().unwrap();
            record
                .requests
                .push(Request::asked(id, *kind, String::new(), on));
        }
        record
    }

    fn check(record: &Record, kind: Kind, expected: &str) {
        let said = earlier(record, DealId::FIRST, kind, None).unwrap_or_default();
        assert!(
            said.contains(expected) && said.is_empty() == expected.is_empty(),
            "{said}"
        );
    }

    #[test]
    fn the_first_one_is_nothing_to_speak_of() {
        check(&record(&[Kind::Quote]), Kind::Demo, "");
        check(&record(&[Kind::Quote]), Kind::Quote, "");
    }

    #[test]
    fn a_second_demo_shows_what_came_of_the_first() {
        let mut record = record(&[Kind::Demo]);
        check(&record, Kind::Demo, "still open");
        record.requests[0].answer = Some((Answer::Partly, "no export.".to_owned()));
        check(&record, Kind::Demo, "missing, \u{201c}no export\u{201d}");
        let own = record.requests[0].id.clone();
        assert_eq!(
            earlier(&record, DealId::FIRST, Kind::Demo, Some(&own)),
            None
        );
        assert_eq!(earlier(&record, DealId(7), Kind::Demo, None), None);
    }

    #[test]
    fn a_second_extension_needs_a_changed_fact_and_a_third_an_end() {
        check(
            &record(&[Kind::MoreTime]),
            Kind::MoreTime,
            "What has changed since?",
        );
        check(
            &record(&[Kind::MoreTime, Kind::MoreTime]),
            Kind::MoreTime,
            "walk away",
        );
    }
}
