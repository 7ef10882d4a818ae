//! What is a request and what is none.

use crate::domain::Kind;
use crate::reading::{Asked, Author, Context, Part, PartKind, read};

/// Read as the prospect's mail of Tuesday, 3 November 2026.
fn asked(text: &str) -> Vec<Asked> {
    let context = Context {
        author: Author::Prospect,
        sent: "2026-11-03".parse().ok(),
        ..Context::default()
    };
    read(
        &[Part {
            kind: PartKind::Text,
            text,
        }],
        &context,
    )
    .requests
}

fn check(text: &str, expected: &[Kind]) {
    let kinds: Vec<Kind> = asked(text).iter().map(|one| one.kind).collect();
    assert_eq!(kinds, expected, "{text}");
}

#[test]
fn each_kind_is_asked_for_in_many_ways() {
    for text in [
        "Could you give us a demo next week?",
        "We'd love to see the board live.",
        "pls show us how the export works",
    ] {
        check(text, &[Kind::Demo]);
    }
    for text in [
        "Please send two samples to our lab.",
        "Could we get a test unit?",
        "We would need a sample first.",
    ] {
        check(text, &[Kind::Sample]);
    }
    for text in [
        "Please send me your brochure.",
        "Do you have a case study from logistics?",
        "I'd love the datasheet.",
    ] {
        check(text, &[Kind::Collateral]);
    }
    for text in [
        "Could you quote 40 seats?",
        "What would 40 seats cost?",
        "Can you do better on the price?",
        "Could you sharpen your price a little?",
        "We need your price list as an offer.",
        "Please send a proposal.",
    ] {
        check(text, &[Kind::Quote]);
    }
    for text in [
        "Can we have a call on Monday?",
        "Could we talk to one of your customers?",
        "Please ring me tomorrow.",
    ] {
        check(text, &[Kind::Call]);
    }
    for text in [
        "Could you extend the trial by two weeks?",
        "We need more time.",
        "Can we postpone the decision to January?",
    ] {
        check(text, &[Kind::MoreTime]);
    }
    for text in [
        "We'd like to run a pilot in Leipzig.",
        "Can we get a test account?",
        "Would a trial be possible?",
    ] {
        check(text, &[Kind::ProofOfConcept]);
    }
    for text in [
        "Please fill in our security questionnaire.",
        "Could you send your SOC 2 report?",
        "We need your ISO 27001 certificate.",
    ] {
        check(text, &[Kind::SecurityReview]);
    }
    check("Could you introduce us to your installer?", &[Kind::Other]);
}

#[test]
fn what_looks_like_a_request_and_is_none() {
    for text in [
        "Thanks for the demo on Friday.",
        "We don't need a demo.",
        "The sample size was too small.",
        "That was a good call.",
        "We will send you the test results tomorrow.",
        "The demo was on Monday.",
        "No need for a call.",
        "Best, Dana",
        "Please find our order attached.",
        "I am looking forward to the demo.",
        "Yes, that is what we were looking for: the file went into payroll without a change.",
        "This is what I was looking for, the datasheet helped.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn one_sentence_may_ask_for_two() {
    check(
        "Could you send a sample and a quote?",
        &[Kind::Sample, Kind::Quote],
    );
    check(
        "We would need a brochure and your ISO certificate.",
        &[Kind::Collateral, Kind::SecurityReview],
    );
    check(
        "Before the board meets we would like a walkthrough as well as a sample.",
        &[Kind::Demo, Kind::Sample],
    );
    check(
        "Could you send us the brochure and a quote?",
        &[Kind::Collateral, Kind::Quote],
    );
}

#[test]
fn a_list_is_asked_for_item_by_item() {
    let text = "Before I take this to our board I need two things by Friday:\n\n1. A written quote for 40 seats.\n2. Your security questionnaire.\n\nWe met in May.";
    check(text, &[Kind::Quote, Kind::SecurityReview]);
    let asked = asked(text);
    assert!(asked.iter().all(|one| one.due == "2026-11-06".parse().ok()));
    assert!(
        asked
            .iter()
            .all(|one| one.purpose.as_deref() == Some("Before I take this to our board")),
        "{asked:?}"
    );
}

#[test]
fn purpose_and_outcome_are_in_their_words() {
    let asked = asked(
        "Could you send the case study so that our board sees what others saved? If it convinces them, we will order in May.",
    );
    let one = asked.first().unwrap();
    assert_eq!(
        one.purpose.as_deref(),
        Some("so that our board sees what others saved")
    );
    assert_eq!(
        one.outcome.as_deref(),
        Some("If it convinces them, we will order in May")
    );
}

#[test]
fn a_span_points_at_its_words() {
    let text = "Hi Ann,\n\nthanks. Could you send a quote?\n\nBo";
    let one = asked(text).into_iter().next().unwrap();
    assert_eq!(text.get(one.span.clone()), Some("Could you send a quote?"));
    assert_eq!(one.sentence, "Could you send a quote?");
}

#[test]
fn a_rep_and_another_language_ask_for_nothing() {
    let context = Context {
        author: Author::Rep,
        ..Context::default()
    };
    let text = "Could you give me a call? Would you like a demo?";
    assert!(
        read(
            &[Part {
                kind: PartKind::Text,
                text
            }],
            &context
        )
        .requests
        .is_empty()
    );
    check(
        "Kunt u ons een offerte sturen voor de demo, het is niet dringend.",
        &[],
    );
}

#[test]
fn who_is_brought_in_wants_something() {
    for text in [
        "Hi, just looping in my colleague Dana on this thread.",
        "I'm looping Tom from Procurement.",
        "Adding our head of security, Priya, to this thread.",
        "cc'ing my manager.",
        "Bringing in Ann from our legal team.",
    ] {
        check(text, &[Kind::Other]);
    }
    check(
        "Looping in our Berlin team, who would like a demo too.",
        &[Kind::Demo],
    );
    for text in [
        "Cc'ing Fred so that he has a copy for his file.",
        "Adding our works council to this thread, for information only.",
        "I'm copying the numbers from your sheet into ours.",
        "The new line means looping 30 miles of pipe through the valley.",
        "You were copied in by mistake.",
    ] {
        check(text, &[]);
    }
    for text in [
        "You sent one to our old address by mistake, so please send two samples again.",
        "We are going to need two samples.",
    ] {
        check(text, &[Kind::Sample]);
    }
}

/// What stands around a plain request in a long letter speaks against it; it is asked for all the same.
#[test]
fn a_plain_request_is_found_between_sentences_that_only_tell() {
    let before = "Our IT department would rather not run a server of their own for this. \
        The board meets on 12 December and would have to agree to anything above 10,000 euros.";
    let after = "Thanks for the call last week, it helped us a good deal. My colleague Jonas keeps the list of \
        who is trained on which machine.";
    let ask = "Could you set up a demo for our planning team, so that we can see whether the export works?";
    for between in ["\n", "\n\n", " "] {
        check(&[before, ask, after].join(between), &[Kind::Demo]);
    }
}

/// What else a sentence says does not speak against words that ask plainly.
#[test]
fn a_plain_wish_is_found_in_any_company() {
    let company = [
        ("There is no need to rush, but ", "."),
        ("We saw the video and ", "."),
        ("My wife is ill this week, but ", "."),
        ("I do not know who decides here, but ", "."),
        ("We have no money left this year, but ", "."),
        ("They never answered our letter, so ", "."),
        ("The board did not say no, but ", "."),
        ("", ", though nothing is urgent."),
        ("", "; I am away from Monday."),
    ];
    let wishes = [
        "we would like ",
        "I need ",
        "we want ",
        "I'd love ",
        "my boss wants ",
        "he would like ",
        "we could do with ",
        "we are hoping for ",
    ];
    let things = [
        ("a demo", Kind::Demo),
        ("two samples", Kind::Sample),
        ("a quote", Kind::Quote),
        ("a trial", Kind::ProofOfConcept),
        ("the data sheet", Kind::Collateral),
        ("your SOC 2 report", Kind::SecurityReview),
        ("a reference call", Kind::Call),
        ("more time", Kind::MoreTime),
    ];
    for (before, after) in company {
        for wish in wishes {
            for (thing, kind) in things {
                check(&[before, wish, thing, after].concat(), &[kind]);
            }
        }
    }
}

#[test]
fn what_is_not_wanted_is_not_asked_for() {
    for thing in ["a quote", "a demo", "the samples", "your SOC 2 report"] {
        for text in [
            format!("We do not need {thing}."),
            format!("We no longer need {thing}, thank you."),
            format!("Nobody here asked for {thing}."),
            format!("We would not want {thing} at the moment."),
            format!("We saw the video and do not need {thing}."),
        ] {
            check(&text, &[]);
        }
    }
    // What is wanted instead is.
    check(
        "We do not need a demo, but we would like a sample.",
        &[Kind::Sample],
    );
    // And wishes to others and of long ago are none.
    for text in [
        "We want a quote from the builder first.",
        "They came, saw and wanted a sample.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_plain_wish_is_found_whoever_has_it_and_for_whomever() {
    let things = [
        ("a second demo", Kind::Demo),
        ("two samples", Kind::Sample),
        ("the quote", Kind::Quote),
        ("a quotation for 200 units", Kind::Quote),
        ("a pilot", Kind::ProofOfConcept),
        ("your brochure", Kind::Collateral),
        ("your SOC 2 report", Kind::SecurityReview),
        ("a reference", Kind::Call),
        ("a customer we can talk to", Kind::Call),
        ("two more weeks", Kind::MoreTime),
    ];
    for (thing, kind) in things {
        for text in [
            format!("Jo asked for {thing}."),
            format!("Our finance director is asking for {thing}."),
            format!("We were hoping for {thing}. Nothing is urgent."),
            format!("The board needs {thing} when you have a minute."),
            format!("We have to have {thing} so that our CFO can sign off."),
            format!("Can I get {thing} at your convenience?"),
        ] {
            check(&text, &[kind]);
        }
    }
    check(
        "Could you share a case study with me to show it to the board? Jo is in copy.",
        &[Kind::Collateral],
    );
}

#[test]
fn what_they_had_is_not_asked_for() {
    for thing in [
        "a price for 50 users",
        "the technical specifications",
        "your ISO 27001 certificate",
        "ten test pieces",
        "a test run on our line",
    ] {
        for text in [
            format!("Thank you for sending {thing}."),
            format!("We have received {thing}. The rest looks fine."),
            format!("We already have {thing}."),
            format!("There is no need for {thing}."),
            format!("Your competitor sent us {thing}."),
            format!("I have spoken to Jo. Our customer asked us for {thing}."),
        ] {
            check(&text, &[]);
        }
    }
    // What has not come yet is.
    check(
        "Procurement won't open a supplier number before your self-assessment is here.",
        &[Kind::SecurityReview],
    );
}
