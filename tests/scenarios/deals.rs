//! The deal as a whole: past the close, walking away, the buyer's process, after the close.

use crate::stage::{DANA, Stage, day, prospect};
use askback::protocol::{
    Command, DealChange, DealView, EndFields, JobFields, PromiseFields, SaidOf, StepFields,
    VerdictReply,
};

const ASKS: &str =
    "Hi Robin,\n\nCould you set up a demo of the planning board for our team?\n\nDana";

fn asked() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    assert!(stage.open(vec![mail]), "the card shows");
    stage.record("see the shift plan", "they order 40 seats");
    stage
}

fn deal(stage: &mut Stage, change: DealChange) -> Result<String, String> {
    stage.change(Command::Deal {
        prospect: prospect(),
        change,
    })
}

fn view(stage: &mut Stage) -> DealView {
    stage.popup().current.expect("a record").deal
}

fn agree(words: &str) -> DealChange {
    DealChange::Agree(words.to_owned())
}

fn end(how: &str, words: &str, until: Option<&str>) -> DealChange {
    DealChange::End(EndFields {
        how: how.to_owned(),
        words: words.to_owned(),
        until: until.map(day),
    })
}

const ONE_MORE_DEMO: &str = "Hi Dana, here is the link to one more demo, on Friday.";

#[test]
fn once_they_agreed_one_more_demo_is_held_and_the_order_is_asked_for() {
    let mut stage = asked();
    let draft = Stage::draft(ONE_MORE_DEMO, &[]);
    assert_eq!(stage.judge(&draft), VerdictReply::Pass);
    assert!(deal(&mut stage, agree(" ")).is_err(), "in their words");
    let event = deal(&mut stage, agree("let us do it")).expect("agreed");
    assert_eq!(view(&mut stage).state, "agreed");
    assert_eq!(stage.judge(&draft), VerdictReply::Hold);
    let gate = stage.gate("c1").expect("held");
    let reason = &gate.reasons[0];
    assert_eq!(reason.rule, "past_the_close");
    assert!(reason.instead.contains("they order 40 seats"), "{reason:?}");
    // It was a misunderstanding: one press takes it back.
    stage
        .change(Command::Undo {
            prospect: prospect(),
            event,
        })
        .expect("undone");
    assert_eq!(stage.judge(&draft), VerdictReply::Pass);
}

#[test]
fn a_prospect_that_was_walked_away_from_gets_nothing_without_a_new_fact() {
    let mut stage = asked();
    assert!(
        deal(&mut stage, end("walked_away", "", None)).is_err(),
        "a reason"
    );
    deal(&mut stage, end("walked_away", "three dates missed", None)).expect("ended");
    assert_eq!(stage.badge(), None, "the file is closed");
    let draft = Stage::draft(ONE_MORE_DEMO, &[]);
    assert_eq!(stage.judge(&draft), VerdictReply::Hold);
    assert_eq!(
        stage.gate("c1").expect("held").reasons[0].rule,
        "walked_away_from"
    );
    let reopen = |fact: &str| DealChange::Reopen(fact.to_owned());
    assert!(deal(&mut stage, reopen("")).is_err(), "a new fact");
    deal(&mut stage, reopen("a new plant manager")).expect("reopened");
    assert_eq!(stage.judge(&draft), VerdictReply::Pass);
    assert_eq!(stage.badge().as_deref(), Some("1"), "they still wait");
}

#[test]
fn a_yes_in_their_mail_is_one_click_and_turns_the_check() {
    let mut stage = asked();
    let more = Stage::draft(
        "Hi Dana, is there anything else you would like to see?",
        &[],
    );
    assert_eq!(stage.judge(&more), VerdictReply::Pass);
    stage.go_to("2026-11-04");
    let yes =
        "Hi Robin,\n\nwe talked it over, and we would like to go ahead with the order.\n\nDana";
    let mails = vec![
        stage.mail(DANA, "2026-11-02", ASKS),
        stage.mail(DANA, "2026-11-04", yes),
    ];
    assert!(stage.open(mails.clone()));
    let said = stage.card().said;
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].what, "agrees");
    deal(&mut stage, agree(&said[0].words)).expect("one click");
    assert!(stage.open(mails));
    let card = stage.card();
    assert!(card.said.is_empty(), "asked once");
    let hint = card.hint.expect("what it needs now");
    assert!(hint.text.contains("Ask for the order"), "{hint:?}");
    assert!(hint.lines[0].1.contains("they order 40 seats"), "{hint:?}");
    assert_eq!(stage.judge(&more), VerdictReply::Hold);
    let asks = Stage::draft(
        "Hi Dana, great. Shall I send you the order form today?",
        &[],
    );
    assert_eq!(stage.judge(&asks), VerdictReply::Pass);
}

#[test]
fn what_they_promise_by_a_day_is_one_click_and_what_we_promise_needs_one() {
    let mut stage = asked();
    let undated = Stage::draft("Hi Dana, I will send you the figures.", &[]);
    assert_eq!(stage.judge(&undated), VerdictReply::Remind);
    let dated = Stage::draft("Hi Dana, I will send you the figures by Friday.", &[]);
    assert_eq!(stage.judge(&dated), VerdictReply::Pass);
    let promises = "Hi Robin,\n\nI will send you our shift plan by 13 November.\n\nDana";
    let mails = vec![stage.mail(DANA, "2026-11-02", promises)];
    assert!(stage.open(mails.clone()));
    let said = stage.card().said;
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(
        (said[0].what.as_str(), said[0].due),
        ("theirs", Some(day("2026-11-13")))
    );
    stage
        .change(Command::Commit {
            prospect: prospect(),
            commitment: None,
            owner: said[0].what.clone(),
            what: said[0].words.clone(),
            due: day("2026-11-13"),
            request: None,
        })
        .expect("one click");
    assert!(stage.open(mails));
    assert!(stage.card().said.is_empty());
}

#[test]
fn a_prospect_that_was_walked_away_from_and_writes_again_is_said_to_be_one() {
    let mut stage = asked();
    deal(&mut stage, end("walked_away", "three dates missed", None)).expect("ended");
    stage.go_to("2026-12-07");
    let again = "Hi Robin,\n\nare you still there? Could we see the demo?\n\nDana";
    let mail = stage.mail(DANA, "2026-12-07", again);
    assert!(stage.open(vec![mail]));
    let hint = stage.card().hint.expect("said");
    assert!(
        hint.text
            .contains("walked away on 2 Nov 2026: three dates missed"),
        "{hint:?}"
    );
}

#[test]
fn the_third_follow_up_offers_the_hard_question() {
    let mut stage = asked();
    let follow_up = "Hi Dana, just following up on my last mail. Any news?";
    for date in ["2026-11-03", "2026-11-05", "2026-11-09"] {
        stage.go_to(date);
        stage.send(follow_up);
    }
    stage.go_to("2026-11-11");
    assert_eq!(
        stage.judge(&Stage::draft(follow_up, &[])),
        VerdictReply::Remind
    );
    stage.go_to("2026-11-17");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    assert!(stage.open(vec![mail]));
    let hint = stage.card().hint.expect("14 days of silence");
    assert_eq!(hint.lines.len(), 3, "three tones: {hint:?}");
    deal(&mut stage, DealChange::HardQuestion {}).expect("asked");
    stage.go_to("2026-11-19");
    let reasons = view(&mut stage).walk_away;
    assert!(reasons[0].contains("hard question"), "{reasons:?}");
}

#[test]
fn what_is_put_off_comes_back_on_its_day() {
    let mut stage = asked();
    let past = end("not_now", "next budget", Some("2026-11-01"));
    assert!(deal(&mut stage, past).is_err(), "a day to come");
    deal(
        &mut stage,
        end("not_now", "next budget", Some("2027-01-11")),
    )
    .expect("parked");
    stage.go_to("2027-01-10");
    assert_eq!(stage.badge(), None);
    stage.go_to("2027-01-11");
    assert_eq!(stage.badge().as_deref(), Some("1"));
    let decision = stage.popup().decisions[0].clone();
    assert!(decision.text.contains("next budget"), "{decision:?}");
}

#[test]
fn where_the_buyer_is_says_when_to_ask_for_the_order() {
    let mut stage = asked();
    assert_eq!(view(&mut stage).moment, "too_early");
    stage.send("Hi Dana, here is the Zoom link for the demo of today.");
    stage.go_to("2026-11-03");
    let request = stage.popup().current.expect("a record").requests[0]
        .id
        .clone();
    stage
        .change(Command::Answer {
            prospect: prospect(),
            request,
            answer: "yes".to_owned(),
            words: "all of it".to_owned(),
        })
        .expect("answered");
    let jobs: Vec<String> = view(&mut stage)
        .jobs
        .iter()
        .map(|job| job.job.clone())
        .collect();
    let set = |job: &str, evidence: &str| {
        DealChange::Job(JobFields {
            job: job.to_owned(),
            evidence: evidence.to_owned(),
            words: "they said so".to_owned(),
        })
    };
    for job in &jobs {
        deal(&mut stage, set(job, "said")).expect("noted");
    }
    assert_eq!(view(&mut stage).moment, "right");
    stage.go_to("2026-11-10");
    assert_eq!(view(&mut stage).moment, "overdue");
    deal(&mut stage, set(&jobs[5], "")).expect("un-ticked");
    let deal_view = view(&mut stage);
    assert_eq!(deal_view.moment, "too_early");
    assert!(
        deal_view.sentence.contains("everyone agreed"),
        "{}",
        deal_view.sentence
    );
}

#[test]
fn the_plan_is_counted_backward_pasted_and_read_back() {
    let mut stage = asked();
    let value_on = |on: &str| DealChange::ValueOn(Some(day(on)));
    deal(&mut stage, value_on("2026-12-15")).expect("saved");
    let late = view(&mut stage);
    assert!(
        late.plan_risk.contains("cannot be kept"),
        "{}",
        late.plan_risk
    );
    deal(&mut stage, value_on("2027-06-01")).expect("saved");
    let fine = view(&mut stage);
    assert_eq!((fine.plan_risk.as_str(), fine.plan.len()), ("", 8));
    let reply = fine
        .plan_table
        .replacen("Decision |", "> Decision |", 1)
        .replace("| – |", "| Dana |");
    deal(&mut stage, DealChange::ReadPlan(reply)).expect("read");
    assert_eq!(view(&mut stage).plan[2].fields.their_owner, "Dana");
    assert!(deal(&mut stage, DealChange::ReadPlan("Fine.".to_owned())).is_err());
    let skipped = StepFields {
        step: "legal".to_owned(),
        skipped: true,
        ..StepFields::default()
    };
    deal(&mut stage, DealChange::Step(skipped)).expect("saved");
    let left_out = view(&mut stage).plan.pop().expect("steps");
    assert!(left_out.fields.skipped, "shown last, to be taken back in");
    let taken_back = StepFields {
        skipped: false,
        ..left_out.fields
    };
    deal(&mut stage, DealChange::Step(taken_back)).expect("saved");
    let plan = view(&mut stage).plan;
    assert!(plan.len() == 8 && plan.iter().all(|step| !step.fields.skipped));
}

#[test]
fn a_won_deal_stays_until_the_customer_has_the_result() {
    let mut stage = asked();
    deal(&mut stage, end("won", "", None)).expect("won");
    assert_eq!(
        stage.badge().as_deref(),
        Some("1"),
        "the hand-over, the same day"
    );
    let agreed = view(&mut stage).promises[0].clone();
    assert_eq!(
        (agreed.text.as_str(), agreed.state.as_str()),
        ("see the shift plan", "open"),
        "what they were looking for is promised"
    );
    let fields = PromiseFields {
        measure: "overtime".to_owned(),
        baseline: "60 hours a month".to_owned(),
        target: "30".to_owned(),
        by: Some(day("2027-02-01")),
    };
    let promise = DealChange::Promise(Some(agreed.id), fields);
    deal(&mut stage, promise).expect("made exact");
    let promises = view(&mut stage).promises;
    assert_eq!(promises.len(), 1);
    assert_eq!(
        promises[0].text,
        "overtime from 60 hours a month to 30 by 1 Feb 2027"
    );
    let check_in = |code: &str| {
        DealChange::CheckIn(SaidOf {
            of: code.to_owned(),
            words: String::new(),
        })
    };
    deal(&mut stage, check_in("hand_over")).expect("held");
    deal(&mut stage, check_in("introduction")).expect("held");
    assert_eq!(stage.badge(), None, "until the next check-in");
    stage.go_to("2026-11-04");
    assert_eq!(stage.badge().as_deref(), Some("1"));
    let id = view(&mut stage).promises[0].id.clone();
    let reached = DealChange::Reached(SaidOf {
        of: id,
        words: "we are at 25 hours".to_owned(),
    });
    deal(&mut stage, reached).expect("reached");
    assert_eq!(stage.badge(), None, "they have what was promised");
    let repeat = DealChange::Open("The second plant".to_owned());
    deal(&mut stage, repeat).expect("opened");
    let next = view(&mut stage);
    assert_eq!(
        (next.name.as_str(), next.state.as_str()),
        ("The second plant", "open")
    );
}
