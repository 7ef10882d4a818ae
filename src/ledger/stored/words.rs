//! Words for the values that are stored and sent as text.

use crate::domain::{Answer, Ending, Evidence};

/// An evidence's stable name.
pub const fn of_evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Assumed => "assumed",
        Evidence::Said => "said",
        Evidence::Written => "written",
        Evidence::Confirmed => "confirmed",
    }
}

/// The evidence of that name.
pub fn evidence(name: &str) -> Option<Evidence> {
    [
        Evidence::Assumed,
        Evidence::Said,
        Evidence::Written,
        Evidence::Confirmed,
    ]
    .into_iter()
    .find(|evidence| of_evidence(*evidence) == name)
}

/// An answer's stable name.
pub const fn of_answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::Partly => "partly",
        Answer::No => "no",
    }
}

/// The answer of that name.
pub fn answer(name: &str) -> Option<Answer> {
    [Answer::Yes, Answer::Partly, Answer::No]
        .into_iter()
        .find(|answer| of_answer(*answer) == name)
}

/// An ending's stable name.
pub const fn of_ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Declined => "declined",
        Ending::Withdrawn => "withdrawn",
        Ending::Expired => "expired",
        Ending::WalkedAway => "walked_away",
    }
}

/// The ending of that name.
pub fn ending(name: &str) -> Option<Ending> {
    [
        Ending::Declined,
        Ending::Withdrawn,
        Ending::Expired,
        Ending::WalkedAway,
    ]
    .into_iter()
    .find(|ending| of_ending(*ending) == name)
}
