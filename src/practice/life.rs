//! The life of a request: where it stands, and what is still unknown.

use super::Numbers;
use crate::domain::{Answer, Day, Evidence, Kind, Missing, Request, RequestState, days_after};

/// Where a request stands.
pub fn state(request: &Request) -> RequestState {
    if let Some((ending, _)) = request.ending {
        return RequestState::Ended(ending);
    }
    match (&request.answer, &request.delivered) {
        (Some((Answer::Yes, _)), _) => RequestState::Confirmed,
        (None, Some(_)) => RequestState::Delivered,
        // Partly and no keep the same request open: it is to be given once more.
        _ if request.purpose.is_empty() => RequestState::Asked,
        _ if missing(request).is_empty() => RequestState::OutcomeAgreed,
        _ => RequestState::PurposeClear,
    }
}

/// Whether the request is neither confirmed nor ended.
pub fn is_open(request: &Request) -> bool {
    !matches!(
        state(request),
        RequestState::Confirmed | RequestState::Ended(_)
    )
}

/// What is still unknown, in the order in which it is asked. An outcome counts as agreed only
/// when nothing is: the buyer's own purpose, a next step whichever way it goes, a date, an owner
/// on both sides, and evidence of at least "said" (practice: the life of a request).
pub fn missing(request: &Request) -> Vec<Missing> {
    let outcome = &request.outcome;
    [
        (request.purpose.is_empty(), Missing::Purpose),
        (outcome.if_yes.is_empty(), Missing::Outcome),
        (outcome.if_no.is_empty(), Missing::OtherWay),
        (outcome.date.is_none(), Missing::Date),
        (request.evidence < Evidence::Said, Missing::Evidence),
        (outcome.their_owner.is_empty(), Missing::TheirOwner),
        (outcome.our_owner.is_empty(), Missing::OurOwner),
    ]
    .into_iter()
    .filter_map(|(unknown, what)| unknown.then_some(what))
    .collect()
}

/// The day on which "did you get what you were looking for?" comes due; `None` while nothing
/// is delivered. A proof of concept is asked about on its decision date, more time on the agreed
/// date; where that is unknown, the kind's number of days after the delivery.
pub fn question_due(request: &Request, numbers: &Numbers) -> Option<Day> {
    let (given, _) = request.delivered.as_ref()?;
    let later = days_after(*given, u64::from(numbers.ask_after(request.kind)));
    let by_date = matches!(request.kind, Kind::ProofOfConcept | Kind::MoreTime);
    Some(match request.outcome.date {
        Some(date) if by_date => date.max(*given),
        _ => later,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Ending, Outcome, RequestId};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn request(kind: Kind) -> Request {
        Request::asked(
            RequestId::stored("r"),
            kind,
            String::new(),
            day("2026-11-02"),
        )
    }

    fn agreed(kind: Kind) -> Request {
        Request {
            purpose: "see the shift plan".to_owned(),
            outcome: Outcome {
                if_yes: "order 40 seats".to_owned(),
                if_no: "we close the file".to_owned(),
                date: Some(day("2026-11-30")),
                our_owner: "Robin".to_owned(),
                their_owner: "Dana".to_owned(),
            },
            evidence: Evidence::Said,
            ..request(kind)
        }
    }

    #[test]
    fn a_request_lives_from_asked_to_confirmed() {
        let mut request = request(Kind::Demo);
        assert_eq!(state(&request), RequestState::Asked);
        request.purpose = "see it".to_owned();
        assert_eq!(state(&request), RequestState::PurposeClear);
        let mut request = agreed(Kind::Demo);
        assert_eq!(state(&request), RequestState::OutcomeAgreed);
        request.delivered = Some((day("2026-11-05"), String::new()));
        assert_eq!(state(&request), RequestState::Delivered);
        request.answer = Some((Answer::Partly, "the export was not shown".to_owned()));
        assert_eq!(state(&request), RequestState::OutcomeAgreed);
        assert!(is_open(&request));
        request.answer = Some((Answer::Yes, String::new()));
        assert_eq!(state(&request), RequestState::Confirmed);
        assert!(!is_open(&request));
    }

    #[test]
    fn an_ending_outweighs_all_else() {
        let mut request = agreed(Kind::Demo);
        request.answer = Some((Answer::No, String::new()));
        request.ending = Some((Ending::Withdrawn, "found another way".to_owned()));
        assert_eq!(state(&request), RequestState::Ended(Ending::Withdrawn));
    }

    #[test]
    fn an_assumed_outcome_is_not_agreed() {
        let mut request = agreed(Kind::Quote);
        request.evidence = Evidence::Assumed;
        assert_eq!(missing(&request), [Missing::Evidence]);
        assert_eq!(state(&request), RequestState::PurposeClear);
    }

    #[test]
    fn the_question_comes_due_by_kind() {
        let given = Some((day("2026-11-05"), String::new()));
        for (kind, due) in [
            (Kind::Demo, "2026-11-06"),
            (Kind::Sample, "2026-11-12"),
            (Kind::ProofOfConcept, "2026-11-30"),
            (Kind::MoreTime, "2026-11-30"),
        ] {
            let request = Request {
                delivered: given.clone(),
                ..agreed(kind)
            };
            assert_eq!(
                question_due(&request, &Numbers::default()),
                Some(day(due)),
                "{kind:?}"
            );
        }
        assert_eq!(question_due(&agreed(Kind::Demo), &Numbers::default()), None);
    }
}
