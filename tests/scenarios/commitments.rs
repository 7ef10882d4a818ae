//! Commitments of both sides over the days, what giving cost, and what can be taken away again.

use crate::stage::{DANA, Stage, day, prospect};
use askback::protocol::{Command, Cost, Fields, ProspectView};

fn asked() -> (Stage, String) {
    let mut stage = Stage::on("2026-11-02");
    let words = "Hi Robin,\n\nCould you set up a demo of the planning board for our team?\n\nDana";
    let mail = stage.mail(DANA, "2026-11-02", words);
    stage.open(vec![mail]);
    let request = stage.record("see the shift plan", "the CFO signs");
    stage.send("Hi Dana, who decides on your side?");
    (stage, request)
}

fn commit(owner: &str, what: &str, due: &str) -> Command {
    Command::Commit {
        prospect: prospect(),
        commitment: None,
        owner: owner.to_owned(),
        what: what.to_owned(),
        due: day(due),
        request: None,
    }
}

fn resolve(commitment: &str, how: &str) -> Command {
    Command::Resolve {
        prospect: prospect(),
        commitment: commitment.to_owned(),
        how: how.to_owned(),
        words: String::new(),
    }
}

fn record(stage: &mut Stage) -> ProspectView {
    stage.popup().current.expect("a record")
}

#[test]
fn a_commitment_of_theirs_counts_once_its_day_has_passed() {
    let (mut stage, _) = asked();
    let commitment = stage
        .change(commit("theirs", "send the shift plan", "2026-11-04"))
        .expect("committed");
    stage.go_to("2026-11-04");
    assert_eq!(stage.badge(), None, "in time all day");
    stage.go_to("2026-11-05");
    assert_eq!(stage.badge().as_deref(), Some("1"));
    let decision = stage.popup().decisions[0].clone();
    assert_eq!(decision.reason, "they_owe");
    assert_eq!(
        decision.text,
        "They committed to it by 4 Nov 2026: send the shift plan"
    );
    assert_eq!(record(&mut stage).commitments[0].state, "overdue");

    let missed = stage
        .change(resolve(&commitment, "missed"))
        .expect("missed");
    assert_eq!(stage.badge(), None, "decided");
    let undo = Command::Undo {
        prospect: prospect(),
        event: missed,
    };
    stage.change(undo).expect("taken back");
    assert_eq!(stage.badge().as_deref(), Some("1"));

    let moved = Command::Commit {
        prospect: prospect(),
        commitment: Some(commitment.clone()),
        owner: "theirs".to_owned(),
        what: "send the shift plan".to_owned(),
        due: day("2026-11-09"),
        request: None,
    };
    stage.change(moved).expect("a new date");
    assert_eq!(stage.badge(), None, "a new date");
    assert_eq!(
        record(&mut stage).commitments.len(),
        1,
        "the same commitment"
    );
    stage.go_to("2026-11-10");
    assert_eq!(stage.badge().as_deref(), Some("1"));
    stage.change(resolve(&commitment, "kept")).expect("kept");
    let view = record(&mut stage);
    assert_eq!(view.commitments[0].state, "kept");
    let figure = ("1 of 1".to_owned(), "of their commitments kept".to_owned());
    assert!(view.balance.contains(&figure), "{:?}", view.balance);
    assert_eq!(
        view.happenings[0].text,
        "Commitment kept: send the shift plan"
    );
}

#[test]
fn what_the_rep_owes_comes_before_what_they_owe() {
    let (mut stage, _) = asked();
    for owner in ["theirs", "ours"] {
        stage
            .change(commit(owner, "call back", "2026-11-03"))
            .expect("committed");
    }
    stage.go_to("2026-11-04");
    assert_eq!(stage.badge().as_deref(), Some("1"), "one prospect");
    assert_eq!(stage.popup().decisions[0].reason, "we_owe");
    assert!(stage.change(commit("ours", " ", "2026-11-09")).is_err());
    assert!(stage.change(commit("nobody", "x", "2026-11-09")).is_err());
    assert!(stage.change(resolve("no such", "kept")).is_err());
    assert_eq!(record(&mut stage).commitments.len(), 2);
}

#[test]
fn what_was_given_is_on_its_day_and_says_what_it_cost() {
    let (mut stage, request) = asked();
    stage.go_to("2026-11-06");
    let deliver = |minutes, cents| Command::Deliver {
        prospect: prospect(),
        request: request.clone(),
        on: Some(day("2026-11-03")),
        what: "board walk-through".to_owned(),
        cost: Cost { minutes, cents },
    };
    stage.change(deliver(90, 0)).expect("given");
    stage.change(deliver(30, 4_050)).expect("given again");
    let view = record(&mut stage);
    assert_eq!(view.requests[0].cost, "2 h, 40.50");
    assert_eq!(view.requests[0].delivered_on, Some(day("2026-11-03")));
    let given = view
        .happenings
        .iter()
        .find(|one| one.text.contains("given"))
        .expect("on the line");
    assert_eq!(
        (given.on, given.text.as_str()),
        (
            day("2026-11-03"),
            "Demo: given \u{b7} board walk-through \u{b7} 0.5 h, 40.50"
        )
    );
    assert!(
        view.happenings.iter().map(|one| one.on).rev().is_sorted(),
        "newest day first"
    );
}

#[test]
fn a_date_and_a_text_can_be_emptied_again() {
    let (mut stage, request) = asked();
    let amend = |fields| Command::Amend {
        prospect: prospect(),
        request: request.clone(),
        fields,
    };
    let date = Fields {
        date: Some(day("2026-12-01")),
        their_owner: Some("Dana".to_owned()),
        ..Fields::default()
    };
    stage.change(amend(date)).expect("set");
    let emptied = Fields {
        no_date: true,
        their_owner: Some(String::new()),
        evidence: Some(String::new()),
        ..Fields::default()
    };
    stage.change(amend(emptied)).expect("emptied");
    let fields = record(&mut stage).requests[0].fields.clone();
    assert_eq!(fields.date, None);
    assert_eq!(fields.their_owner.as_deref(), Some(""));
    assert_eq!(fields.evidence.as_deref(), Some("assumed"));
    assert_eq!(
        fields.purpose.as_deref(),
        Some("see the shift plan"),
        "left as it was"
    );
}
