//! Words for the values that are stored and sent as text.

use crate::domain::{Answer, Ending, Evidence, Fate, Side};

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

/// A side's stable name.
pub const fn of_side(side: Side) -> &'static str {
    match side {
        Side::Ours => "ours",
        Side::Theirs => "theirs",
    }
}

/// The side of that name.
pub fn side(name: &str) -> Option<Side> {
    [Side::Ours, Side::Theirs]
        .into_iter()
        .find(|side| of_side(*side) == name)
}

/// The stable name of what became of a commitment.
pub const fn of_fate(fate: Option<Fate>) -> &'static str {
    match fate {
        None => "open",
        Some(Fate::Kept) => "kept",
        Some(Fate::Missed) => "missed",
        Some(Fate::Waived) => "waived",
    }
}

/// What became of a commitment by that name; the outer `None` when it is none of ours.
pub fn fate(name: &str) -> Option<Option<Fate>> {
    [
        None,
        Some(Fate::Kept),
        Some(Fate::Missed),
        Some(Fate::Waived),
    ]
    .into_iter()
    .find(|fate| of_fate(*fate) == name)
}
