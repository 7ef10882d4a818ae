//! The hard question: sent once, one question, easy to answer no (practice: getting to no).

use super::{Numbers, silence};
use crate::domain::{Clock, Day, Deal, Record, days_after};

/// How it is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As to somebody one likes.
    Friendly,
    /// Without ornament.
    Plain,
    /// As a last word.
    Final,
}

impl Tone {
    /// Every tone, the mildest first.
    pub const ALL: [Self; 3] = [Self::Friendly, Self::Plain, Self::Final];

    /// The tone as a rep reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Friendly => "Friendly",
            Self::Plain => "Plain",
            Self::Final => "Last word",
        }
    }
}

/// The question, ready to send. `agreed` is the outcome that they agreed to; empty when nothing
/// was agreed.
pub fn question(tone: Tone, agreed: &str) -> String {
    let as_agreed = if agreed.is_empty() {
        String::new()
    } else {
        format!(" We had agreed: {}.", agreed.trim_end_matches('.'))
    };
    match tone {
        Tone::Friendly => format!(
            "I have not heard from you and may simply have missed that things changed.{as_agreed} \
             Are you still serious about this? A no is a fine answer and helps me just as much."
        ),
        Tone::Plain => format!(
            "Are you still serious about this, or has the budget gone?{as_agreed} One word is enough."
        ),
        Tone::Final => format!(
            "I take it that this is off the table and will close the file on my side.{as_agreed} \
             Is that right, or why not as we agreed?"
        ),
    }
}

/// The day from which the hard question is offered; `None` while nothing waits for an answer, or
/// when it was asked since they were last heard.
pub fn offered_from(record: &Record, deal: &Deal, numbers: &Numbers, clock: Clock) -> Option<Day> {
    if deal.hard_question.is_some() || !deal.is_open() {
        return None;
    }
    let silence = silence::silence(record, numbers, clock)?;
    Some(days_after(silence.since, u64::from(numbers.hard_question)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_question_with_what_was_agreed() {
        for tone in Tone::ALL {
            let text = question(tone, "order 40 seats if the export works.");
            assert_eq!(text.matches('?').count(), 1, "{text}");
            assert!(
                text.contains("order 40 seats if the export works. "),
                "{text}"
            );
            assert!(!question(tone, "").contains("agreed: "), "{tone:?}");
        }
    }
}
