use crate::domain::Answer;
use crate::reading::{Author, Context, Part, PartKind, read};

fn check(text: &str, expected: Option<Answer>) {
    let context = Context {
        author: Author::Prospect,
        ..Context::default()
    };
    let reading = read(
        &[Part {
            kind: PartKind::Text,
            text,
        }],
        &context,
    );
    assert_eq!(reading.answer.map(|(answer, _)| answer), expected, "{text}");
}

#[test]
fn yes() {
    check(
        "Yes, that was exactly what we were looking for.",
        Some(Answer::Yes),
    );
    check("The demo answered all our questions.", Some(Answer::Yes));
    check("All five criteria were met.", Some(Answer::Yes));
    check(
        "Hi Robin,\nYes, that is what we were looking for.\nDana",
        Some(Answer::Yes),
    );
    check("We got what we needed, thank you.", Some(Answer::Yes));
}

#[test]
fn no() {
    check("The export did not work with our file.", Some(Answer::No));
    check("It was not what we needed.", Some(Answer::No));
    check(
        "No, that is not what we were looking for.",
        Some(Answer::No),
    );
}

#[test]
fn partly() {
    check(
        "The speed is fine, but the labels were unreadable.",
        Some(Answer::Partly),
    );
    check("Partly. The report is still missing.", Some(Answer::Partly));
    check(
        "We saw what we needed on the planning, but the export was not shown.",
        Some(Answer::Partly),
    );
}

#[test]
fn no_answer_yet() {
    check("We have not tested it yet.", None);
    check("Not yet.", None);
    check("Could you call me on Monday?", None);
    check("How was your weekend?", None);
}

/// What else a mail says takes nothing from an answer in so many words.
#[test]
fn a_plain_answer_in_company() {
    for (words, answer) in [
        ("it was just right", Answer::Yes),
        ("our CFO has all he needs", Answer::Yes),
        ("the trial showed that it fits", Answer::Yes),
        ("the quote is within budget", Answer::Yes),
        ("not entirely", Answer::Partly),
        ("it answered half of our questions", Answer::Partly),
        (
            "it passed the first test and failed the second",
            Answer::Partly,
        ),
        ("none of them fits", Answer::No),
        ("the trial showed that it does not fit", Answer::No),
        ("the report does not cover what we need", Answer::No),
    ] {
        for (before, after) in [
            ("Thank you for your mail. ", " We will speak soon."),
            (
                "We met with the lab today. To your question: ",
                " Have a good weekend.",
            ),
            (
                "",
                " I will write more next week. The board meets on the 14th.",
            ),
        ] {
            let text = format!("Hello Robin,\n{before}{words}.{after}\n\nBest regards\nDana");
            check(&text, Some(answer));
        }
    }
    for words in [
        "we are not convinced yet whether it fits",
        "half of our people are ill",
    ] {
        check(&format!("Hello Robin,\n{words}. We will speak soon."), None);
    }
}

/// Who greets and signs says the same.
#[test]
fn a_greeting_and_a_name_speak_against_nothing() {
    for (words, answer) in [
        ("Everything worked.", Answer::Yes),
        ("The sample passed our test.", Answer::Yes),
        ("The pilot was a success.", Answer::Yes),
        ("The test failed.", Answer::No),
        ("It does not work with our system.", Answer::No),
        ("It fits, but the lid is too loose.", Answer::Partly),
    ] {
        check(words, Some(answer));
        for (greeting, name) in [
            ("Hi Robin,", "Best regards\nDana"),
            ("Dear Mr Stone,", "Kind regards\n\nDana Mint\nPlanning"),
            ("Robin,", "Dana"),
        ] {
            check(&format!("{greeting}\n\n{words}\n\n{name}"), Some(answer));
        }
    }
    check(
        "Hi Robin,\n\nThe parcel is here.\n\nBest regards\nDana",
        None,
    );
}

/// What was asked before tells what the same words are.
#[test]
fn after_the_question_less_is_enough() {
    let read = |text: &str| {
        let kind = PartKind::Text;
        let context = Context {
            author: Author::Prospect,
            ..Context::default()
        };
        read(&[Part { kind, text }], &context).answer
    };
    let words = "The colour matches our wall.";
    assert_eq!(read(words), None);
    for question in [
        "On Tue, 3 Nov 2026 at 09:12, Robin <r@s.example> wrote:\n\n> Hi Dana,\n>\n> did you get what you were looking for?\n>\n> Robin",
        "-----Original Message-----\nFrom: Robin\nSent: Monday\nTo: Dana\nSubject: x\n\nHi Dana,\n\nDid the sample show what you needed to see?\n\nRobin",
    ] {
        let reply = format!("{words}\n\n{question}");
        assert!(read(&reply).is_some(), "{reply}");
    }
    let chased = format!("{words}\n\n> Hi Dana,\n>\n> did the parcel arrive?\n>\n> Robin");
    assert_eq!(read(&chased), None);
}
