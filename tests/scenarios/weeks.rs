//! Weeks of a rep, as one story: eight deals that take different ways through the whole practice.
//! Each line is a day, what happens, and what Askback says of it.

#![expect(
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing"
)]

use crate::desk::{Desk, domain};
use crate::stage::day;
use askback::protocol::{Command, CriterionFields, DealChange, ProofFields, SaidOf, VerdictReply};

#[test]
fn eight_deals_take_eight_ways() {
    let mut desk = Desk::on("2026-11-02");
    monday_what_they_ask_for_has_a_reason(&mut desk);
    tuesday_what_was_given_is_asked_about(&mut desk);
    wednesday_a_yes_ends_the_proving(&mut desk);
    thursday_what_they_owe_and_put_off(&mut desk);
    later_the_silent_are_let_go(&mut desk);
    next_year_promises_are_kept(&mut desk);
}

/// Monday, 2 November.
fn monday_what_they_ask_for_has_a_reason(desk: &mut Desk) {
    // Norrland asks for a demo. Sending the invitation without knowing why is reminded of.
    desk.hears(
        "Norrland",
        "Hi Robin, could you set up a demo of the board for our team? Dana",
    );
    let invitation = "Hi Dana, here is the invitation to the demo for tomorrow.";
    assert_eq!(desk.tries("Norrland", invitation).0, VerdictReply::Remind);
    desk.records(
        "Norrland",
        "end the Friday re-planning",
        "they start with the saw line",
    );
    // Harbour wants a demo too; what for is in the mail.
    desk.hears(
        "Harbour",
        "Hi Robin, can we see a demo of the planning board? Dana",
    );
    desk.records("Harbour", "see the shift plan", "they order 40 seats");
    desk.sends(
        "Harbour",
        "Hi Dana, here is the invitation to the demo for today. What would you need to see?",
    );
    // Eastgate asks for two things at once: the second waits for the first.
    desk.hears(
        "Eastgate",
        "Hi Robin, please send us a quote for 20 seats. Dana",
    );
    desk.records(
        "Eastgate",
        "compare two suppliers",
        "the board decides in December",
    );
    desk.sends(
        "Eastgate",
        "Hi Dana, the quote is attached. Who will see it on your side?",
    );
    assert!(desk.stage.badge().is_some(), "Norrland waits");
}

/// Tuesday, 3 November.
fn tuesday_what_was_given_is_asked_about(desk: &mut Desk) {
    desk.day("2026-11-03");
    // Harbour's demo was yesterday: the question is due.
    let due = desk.waits("Harbour").expect("the question is due");
    assert!(due.contains("looking for"), "{due}");
    let card = desk.hears(
        "Harbour",
        "Hi Robin, yes, that was exactly what we needed to see. Dana",
    );
    let answer = card.answers.first().cloned().expect("read as an answer");
    assert_eq!(answer.answer, "yes");
    desk.answers("Harbour", &answer.request, "yes", &answer.words);
    assert_eq!(desk.waits("Harbour"), None, "confirmed");
    // Eastgate has its quote, nobody knows what came of it, and asks for a demo: held.
    desk.hears(
        "Eastgate",
        "Hi Robin, could you also give us a demo on Thursday? Dana",
    );
    let demo = "Hi Dana, here is the invitation to the demo for Thursday.";
    let (verdict, rule) = desk.tries("Eastgate", demo);
    assert_eq!(
        (verdict, rule.as_str()),
        (VerdictReply::Hold, "second_request")
    );
    // Norrland gets its demo, partly what they needed: the same request stays open.
    desk.sends(
        "Norrland",
        "Hi Dana, here is the invitation to the demo for today. Who joins?",
    );
    let request = desk.record("Norrland").requests[0].id.clone();
    desk.answers(
        "Norrland",
        &request,
        "partly",
        "the export to payroll was not shown",
    );
    let record = desk.record("Norrland");
    assert_eq!(record.requests.len(), 1, "no second request");
    assert_eq!(record.requests[0].answer.as_deref(), Some("partly"));
    assert!(
        desk.waits("Norrland").is_some(),
        "what is missing waits for the rep"
    );
}

/// Wednesday, 4 November.
fn wednesday_a_yes_ends_the_proving(desk: &mut Desk) {
    desk.day("2026-11-04");
    // Harbour says yes in a mail: one click, and the check turns round.
    let card = desk.hears(
        "Harbour",
        "Hi Robin, we talked it over and would like to go ahead with the order. Dana",
    );
    let yes = card
        .said
        .iter()
        .find(|one| one.what == "agrees")
        .expect("a yes")
        .words
        .clone();
    desk.deal("Harbour", DealChange::Agree(yes)).expect("noted");
    let more = "Hi Dana, great! Is there anything else you would like to see before that?";
    let (verdict, rule) = desk.tries("Harbour", more);
    assert_eq!(
        (verdict, rule.as_str()),
        (VerdictReply::Hold, "past_the_close")
    );
    let ask = desk.view("Harbour").ask;
    assert!(ask.contains("they order 40 seats"), "{ask}");
    desk.sends("Harbour", &format!("Hi Dana, great. {ask}"));
    desk.ends("Harbour", "won", "", None);
    // Delta's pilot has passed by every criterion: no second pilot, the order.
    desk.hears(
        "Delta",
        "Hi Robin, we would like to run a pilot in one plant. Dana",
    );
    let pilot = desk.records(
        "Delta",
        "know that it holds",
        "they roll it out in three plants",
    );
    let criterion = |text: &str, met| CriterionFields {
        text: text.to_owned(),
        met,
        words: String::new(),
    };
    let mut proof = ProofFields {
        criteria: vec![
            criterion("export under a minute", None),
            criterion("works offline", None),
            criterion("two planners at once", None),
        ],
        starts: Some(day("2026-11-04")),
        ends: Some(day("2026-11-18")),
        homework: "last month's shifts".to_owned(),
        ..ProofFields::default()
    };
    let set = |desk: &mut Desk, proof: &ProofFields| {
        let command = Command::SetProof {
            prospect: domain("Delta"),
            request: pilot.clone(),
            proof: proof.clone(),
        };
        desk.stage.change(command).expect("agreed");
    };
    set(desk, &proof);
    assert!(desk.record("Delta").requests[0].proof_warnings.is_empty());
    let longer = "Hi Dana, shall we run the pilot for two more weeks, to be sure?";
    assert_ne!(desk.tries("Delta", longer).1, "past_the_close");
    desk.day("2026-11-18");
    for one in &mut proof.criteria {
        one.met = Some(true);
    }
    set(desk, &proof);
    assert_eq!(desk.tries("Delta", longer).1, "past_the_close");
    let hint = desk.look("Delta").hint.expect("what it needs now");
    assert!(hint.text.contains("Every criterion"), "{hint:?}");
}

/// Thursday, 19 November.
fn thursday_what_they_owe_and_put_off(desk: &mut Desk) {
    desk.day("2026-11-19");
    // Gable has no budget this year: parked until January.
    desk.hears("Gable", "Hi Robin, please send us a case study. Dana");
    desk.records("Gable", "show the CFO", "a budget for next year");
    desk.ends("Gable", "not_now", "the budget is gone", Some("2027-01-11"));
    assert_eq!(desk.waits("Gable"), None, "parked");
    let study = "Hi Dana, the case study is attached.";
    assert_eq!(
        desk.tries("Gable", study).1,
        "walked_away_from",
        "what is new?"
    );
    // Juno misses two dates of its own.
    desk.hears(
        "Juno",
        "Hi Robin, could you send us a sample of the terminal? Dana",
    );
    desk.records("Juno", "test it in the cold store", "they order 12");
    desk.commits("Juno", "theirs", "name who tests", "2026-11-20");
    desk.commits("Juno", "theirs", "send the floor plan", "2026-11-23");
    // Ivy asks for more time, again and again.
    for (on, words) in [
        (
            "2026-11-19",
            "Hi Robin, we need more time to think it over. Dana",
        ),
        (
            "2026-11-24",
            "Hi Robin, can you give us another two weeks? Dana",
        ),
        (
            "2026-11-26",
            "Hi Robin, we need a bit more time, please extend the offer. Dana",
        ),
    ] {
        desk.day(on);
        let card = desk.hears("Ivy", words);
        let again = card.proposals[0].held_by.clone().unwrap_or_default();
        match on {
            "2026-11-19" => assert_eq!(again, ""),
            "2026-11-24" => assert!(again.contains("What has changed since?"), "{again}"),
            _ => assert!(again.contains("walk away"), "{again}"),
        }
        desk.records("Ivy", "ask the works council", "");
    }
    let reasons = desk.view("Ivy").walk_away;
    assert!(
        reasons.iter().any(|reason| reason.contains("third")),
        "{reasons:?}"
    );
    let reasons = desk.view("Juno").walk_away;
    assert!(
        reasons.iter().any(|reason| reason.contains("2 times")),
        "{reasons:?}"
    );
    desk.ends("Juno", "lost_to", "Bergmann, on price", None);
    assert_eq!(desk.waits("Juno"), None, "closed is closed");
}

/// December.
fn later_the_silent_are_let_go(desk: &mut Desk) {
    // Fjord got its documents and says nothing any more.
    desk.hears("Fjord", "Hi Robin, please send us the data sheet. Dana");
    let request = desk.records("Fjord", "check the interfaces", "a call with their IT");
    desk.sends(
        "Fjord",
        "Hi Dana, the data sheet is attached. When shall we talk with your IT?",
    );
    desk.stage
        .change(Command::Deliver {
            prospect: domain("Fjord"),
            request,
            on: None,
            what: String::new(),
            cost: askback::protocol::Cost {
                minutes: 120,
                cents: 0,
            },
        })
        .expect("what it cost");
    desk.day("2026-12-11");
    let dark = desk.waits("Fjord").expect("it is on the list");
    assert!(!dark.is_empty());
    let tones = desk.view("Fjord").hard_question;
    assert_eq!(tones.len(), 3, "two weeks of silence");
    desk.sends("Fjord", &format!("Hi Dana, {}", tones[1].1));
    desk.deal("Fjord", DealChange::HardQuestion {})
        .expect("asked");
    assert!(desk.view("Fjord").hard_question.is_empty(), "asked once");
    desk.day("2026-12-15");
    let reasons = desk.view("Fjord").walk_away;
    assert!(reasons[0].contains("hard question"), "{reasons:?}");
    desk.ends("Fjord", "walked_away", "no answer to anything", None);
    let over = desk.view("Fjord").sentence;
    assert!(
        over.contains("It took 2 h so far, and takes no more"),
        "{over}"
    );
    assert_eq!(desk.record("Fjord").silence, "", "nobody is waited for");
    // In January they write again as if nothing had been.
    desk.day("2027-01-08");
    let card = desk.hears("Fjord", "Hi Robin, could we see a demo? Dana");
    let hint = card.hint.expect("said to be one");
    assert!(hint.text.contains("walked away"), "{hint:?}");
    assert_eq!(
        desk.tries("Fjord", "Hi Dana, here is the invitation to the demo.")
            .1,
        "walked_away_from"
    );
    let fact = "a new head of IT".to_owned();
    desk.deal("Fjord", DealChange::Reopen(fact))
        .expect("a new fact");
    // Gable's day has come.
    desk.day("2027-01-11");
    let parked = desk.waits("Gable").expect("back on its day");
    assert!(parked.contains("the budget is gone"), "{parked}");
}

/// January.
fn next_year_promises_are_kept(desk: &mut Desk) {
    let harbour = desk.view("Harbour");
    assert_eq!(harbour.promises.len(), 1, "what they were looking for");
    assert!(harbour.hand_over.contains("see the shift plan"));
    let (code, ..) = harbour.check_in.clone().expect("a check-in is due");
    assert!(desk.waits("Harbour").is_some());
    desk.deal(
        "Harbour",
        DealChange::CheckIn(SaidOf {
            of: code,
            words: String::new(),
        }),
    )
    .expect("held");
    let reached = DealChange::Reached(SaidOf {
        of: harbour.promises[0].id.clone(),
        words: "we plan in an hour what took a day".to_owned(),
    });
    desk.deal("Harbour", reached).expect("in their words");
    assert_eq!(desk.waits("Harbour"), None, "done");
    let name = "The second warehouse".to_owned();
    desk.deal("Harbour", DealChange::Open(name))
        .expect("a repeat sale");
    assert_eq!(desk.view("Harbour").state, "open");
}
