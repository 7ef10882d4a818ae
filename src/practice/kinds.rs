//! What is asked, kind by kind, when nobody set it otherwise (`manner`): the questions before giving,
//! the checklist, and the question after.

use crate::domain::{Kind, Missing, Request};

/// How a line of a checklist is known: by a field of the request, or by the rep's tick alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KnownBy {
    Purpose,
    Outcome,
    Date,
    Tick,
}

/// A line of a kind's checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Names it within its kind; stored with a tick, so it is never reused for another meaning.
    pub code: &'static str,
    /// What must or may be known.
    pub text: &'static str,
    /// Whether it must be known before giving.
    pub must: bool,
    known_by: KnownBy,
}

const fn must(code: &'static str, text: &'static str, known_by: KnownBy) -> Line {
    Line {
        code,
        text,
        must: true,
        known_by,
    }
}

const fn may(code: &'static str, text: &'static str) -> Line {
    Line {
        code,
        text,
        must: false,
        known_by: KnownBy::Tick,
    }
}

/// Whether a line of the checklist is known for a request.
pub fn is_known(line: &Line, request: &Request) -> bool {
    let by_field = match line.known_by {
        KnownBy::Purpose => !request.purpose.is_empty(),
        KnownBy::Outcome => !request.outcome.if_yes.is_empty(),
        KnownBy::Date => request.outcome.date.is_some(),
        KnownBy::Tick => false,
    };
    by_field || request.ticked.contains(line.code)
}

/// Calendar days after the delivery on which the due question is asked.
/// "Other" has no number in the practice; it takes that of documents.
pub const fn question_after_days(kind: Kind) -> u32 {
    match kind {
        Kind::Demo | Kind::Call => 1,
        Kind::Collateral | Kind::Quote | Kind::Other | Kind::Own(_) => 3,
        Kind::SecurityReview => 5,
        Kind::Sample => 7,
        Kind::ProofOfConcept => 14,
        Kind::MoreTime => 0,
    }
}

/// The checklist before giving, the obligatory lines first.
pub const fn checklist(kind: Kind) -> &'static [Line] {
    use KnownBy::{Date, Outcome, Purpose, Tick};
    const DEMO: &[Line] = &[
        must("problem", "The problem, in their words", Purpose),
        must("deciders", "Who decides, and who could block it", Tick),
        must("attendees", "Who attends, and what each needs to see", Tick),
        must(
            "sentence",
            "\u{201c}Seeing A lets B decide C by a date\u{201d}",
            Outcome,
        ),
        may("cost", "What the problem costs them"),
        may("today", "How they work today"),
        may("alternatives", "What else they could do, nothing included"),
        may("budget", "Any sign of a budget"),
    ];
    const SAMPLE: &[Line] = &[
        must("tester", "Who tests, and how", Tick),
        must("pass", "What counts as a pass", Purpose),
        must("test_date", "When they test, and when they answer", Date),
        must("order", "What is ordered if it passes", Outcome),
        may(
            "quantity",
            "How many, what it costs, whether it is credited",
        ),
    ];
    const COLLATERAL: &[Line] = &[
        must("question", "What they want to know", Purpose),
        must("then", "What happens once they know", Outcome),
        may("reader", "Who reads it"),
        may("call", "The call that is fixed for afterwards"),
    ];
    const QUOTE: &[Line] = &[
        must("reader", "Who sees it", Tick),
        must("no", "What would make them say no", Purpose),
        must("decision", "What they decide, and when", Outcome),
        may("budget", "Their budget"),
        may("competitors", "Who else quotes"),
    ];
    const CALL: &[Line] = &[
        must(
            "attendees",
            "Who joins, and what each wants to hear",
            Purpose,
        ),
        must("then", "What is decided afterwards", Outcome),
    ];
    const MORE_TIME: &[Line] = &[
        must("different", "What will be different on that date", Purpose),
        must("meanwhile", "What they do until then", Outcome),
        must("no", "What would make it a no", Tick),
        may(
            "leave",
            "Leave to close the file if you hear nothing by the date",
        ),
    ];
    const PROOF: &[Line] = &[
        must("tested", "What is tested, and why", Purpose),
        must(
            "criteria",
            "Three to five criteria, each pass or fail",
            Tick,
        ),
        must("people", "Who takes part on both sides", Tick),
        must("dates", "Start, end and decision dates", Date),
        must("then", "What happens on success, and on failure", Outcome),
        must("ready", "Their part is ready: people, data, access", Tick),
    ];
    const SECURITY: &[Line] = &[
        must("reviewer", "Who reviews, and by when", Date),
        must("unlocks", "What it unlocks", Outcome),
        must("gate", "Whether it is the last gate", Tick),
    ];
    const OTHER: &[Line] = &[
        must("why", "What they want to get out of it", Purpose),
        must("then", "What happens once they have it", Outcome),
    ];
    match kind {
        Kind::Demo => DEMO,
        Kind::Sample => SAMPLE,
        Kind::Collateral => COLLATERAL,
        Kind::Quote => QUOTE,
        Kind::Call => CALL,
        Kind::MoreTime => MORE_TIME,
        Kind::ProofOfConcept => PROOF,
        Kind::SecurityReview => SECURITY,
        Kind::Other | Kind::Own(_) => OTHER,
    }
}

/// What is unknown, in a few words.
pub const fn missing_label(missing: Missing) -> &'static str {
    match missing {
        Missing::Purpose => "why they ask",
        Missing::Outcome => "what happens once they have it",
        Missing::OtherWay => "what happens if it does not satisfy them",
        Missing::Date => "by when",
        Missing::Evidence => "the buyer's own word for it",
        Missing::TheirOwner => "who does it on their side",
        Missing::OurOwner => "who does it on your side",
    }
}

/// A ready question to the buyer; empty for what only the rep can say.
pub const fn missing_question(kind: Kind, missing: Missing) -> &'static str {
    match missing {
        Missing::Purpose => purpose_question(kind),
        Missing::Outcome => outcome_question(kind),
        Missing::OtherWay => "And if it turns out not to be right for you, what would you do then?",
        Missing::Date => "By what date would you like to decide?",
        Missing::Evidence => {
            "Did I understand that correctly? A short \u{201c}yes, that's right\u{201d} is enough."
        }
        Missing::TheirOwner => "Who on your side would take the next step?",
        Missing::OurOwner => "",
    }
}

/// A ready question for why they ask.
pub const fn purpose_question(kind: Kind) -> &'static str {
    match kind {
        Kind::Demo => {
            "So that we show you the right thing: what would you need to see, and what problem should it solve for you?"
        }
        Kind::Sample => "How will you test it, and what would count as a pass for you?",
        Kind::Collateral => {
            "So that I send the right pages: what exactly would you like to find out?"
        }
        Kind::Quote => "Who will see the quote, and what would make them say no?",
        Kind::Call => "Who would join the call, and what would each of them like to hear?",
        Kind::MoreTime => "What will be different for you on that date?",
        Kind::ProofOfConcept => {
            "What would you like to prove, and how will you know that it worked?"
        }
        Kind::SecurityReview => "Who reviews it on your side, and what are they looking for?",
        Kind::Other | Kind::Own(_) => "What would you like to get out of it?",
    }
}

/// A ready question for what happens once they have it.
pub const fn outcome_question(kind: Kind) -> &'static str {
    match kind {
        Kind::Demo => "If you see what you need, what happens next on your side?",
        Kind::Sample => "If it passes, what would you order, and when?",
        Kind::Collateral => "Once you know that, what happens next?",
        Kind::Quote => "If the quote fits, when and how do you decide?",
        Kind::Call => "What will you decide after the call?",
        Kind::MoreTime => {
            "What will you do until then, and may I close the file if I hear nothing?"
        }
        Kind::ProofOfConcept => "If it works, what happens next, and who decides?",
        Kind::SecurityReview => "Once the review is passed, is anything else in the way?",
        Kind::Other | Kind::Own(_) => "Once you have it, what happens next?",
    }
}

/// A draft of the question after the delivery.
pub const fn due_question(kind: Kind) -> &'static str {
    match kind {
        Kind::Demo => "Did you see what you needed to see? What is still open?",
        Kind::Sample => {
            "Did the sample do what you wanted to find out: pass, fail, or not tested yet?"
        }
        Kind::Collateral => "Did the documents answer the question you had?",
        Kind::Quote => "Does anything stand between the quote and your decision?",
        Kind::Call => "Did each of you hear what you needed to hear?",
        Kind::MoreTime => "The date we agreed has come: how have you decided?",
        Kind::ProofOfConcept => "Was each criterion met, or not? What do you conclude?",
        Kind::SecurityReview => "Has the review passed, or are questions open?",
        Kind::Other | Kind::Own(_) => "Did you get what you were looking for?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RequestId;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_asks_why_and_what_then() {
        for kind in Kind::every() {
            let lines = checklist(kind);
            assert!(
                lines
                    .iter()
                    .any(|line| line.must && line.known_by == KnownBy::Outcome),
                "{kind:?}"
            );
            let codes: BTreeSet<_> = lines.iter().map(|line| line.code).collect();
            assert_eq!(codes.len(), lines.len(), "{kind:?} names a line twice");
            assert!(due_question(kind).ends_with('?') && purpose_question(kind).ends_with('?'));
        }
    }

    #[test]
    fn a_line_is_known_by_its_field_or_a_tick() {
        let day = "2026-11-02".parse().unwrap();
        let mut request = Request::asked(RequestId::stored("r"), Kind::Demo, String::new(), day);
        let known = |request: &Request| {
            checklist(Kind::Demo)
                .iter()
                .filter(|l| is_known(l, request))
                .map(|l| l.code)
                .collect::<Vec<_>>()
        };
        assert!(known(&request).is_empty());
        request.purpose = "late shifts".to_owned();
        request.ticked.insert("attendees".to_owned());
        assert_eq!(known(&request), ["problem", "attendees"]);
    }
}
