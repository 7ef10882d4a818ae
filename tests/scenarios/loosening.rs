//! A rule that is sent against more than half of the time proposes its own loosening.

use crate::stage::{DANA, Stage, prospect};
use askback::protocol::{Command, PanelReply, PanelRequest, PracticeView, RuleView, VerdictReply};

const RULE: &str = "second_request";
const DRAFT: &str = "Hi Dana, the quote is attached.";

/// A demo was given, and nobody has asked yet whether it was what they needed.
fn given() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", "Could you set up a demo for our team?");
    stage.open(vec![mail]);
    let request = stage.record("see the shift plan", "they order 40 seats");
    let deliver = Command::Deliver {
        prospect: prospect(),
        request,
        on: None,
        what: String::new(),
        cost: askback::protocol::Cost::default(),
    };
    stage.change(deliver).expect("given");
    stage
}

/// The rep presses Send on a quote that is held, and sends it anyway or keeps writing.
fn send(stage: &mut Stage, draft: u32, anyway: bool) {
    let mut compose = Stage::draft(DRAFT, &["Quote.pdf"]);
    compose.id = format!("c{draft}");
    // Two presses of Send on one draft are one hold.
    for _ in 0..2 {
        assert_eq!(stage.judge(&compose), VerdictReply::Hold);
    }
    if anyway {
        let rules = vec![RULE.to_owned()];
        let reason = "they insisted".to_owned();
        let prospect = prospect();
        stage
            .change(Command::SendAnyway {
                prospect,
                rules,
                reason,
            })
            .expect("kept");
    }
}

fn ask(stage: &mut Stage, request: PanelRequest) -> PracticeView {
    match stage.panel(request) {
        PanelReply::Practice(view) => *view,
        other => panic!("practice: {other:?}"),
    }
}

fn rule(stage: &mut Stage) -> RuleView {
    let view = ask(stage, PanelRequest::Practice {});
    let found = view.rules.into_iter().find(|rule| rule.rule == RULE);
    found.unwrap_or_default()
}

/// Drafts up to that number: how many of the first are sent anyway.
fn drafts(stage: &mut Stage, from: u32, to: u32, anyway: u32) {
    for draft in from..to {
        send(stage, draft, draft < from + anyway);
    }
}

#[test]
fn a_rule_that_is_obeyed_stays_as_it_is() {
    let mut stage = given();
    drafts(&mut stage, 0, 6, 3);
    let rule = rule(&mut stage);
    assert_eq!((rule.held, rule.sent, rule.proposes), (6, 3, false));
}

#[test]
fn accepted_the_rule_only_reminds_and_is_counted_anew() {
    let mut stage = given();
    drafts(&mut stage, 0, 4, 4);
    assert!(!rule(&mut stage).proposes, "four say little");
    drafts(&mut stage, 4, 5, 1);
    assert!(rule(&mut stage).proposes);
    let values = vec![("rule.second_request".to_owned(), "remind".to_owned())];
    let view = ask(&mut stage, PanelRequest::SavePractice { values });
    assert!(view.rules.iter().all(|rule| !rule.proposes));
    let compose = Stage::draft(DRAFT, &["Quote.pdf"]);
    assert_eq!(stage.judge(&compose), VerdictReply::Remind);
    assert_eq!(rule(&mut stage).held, 0);
}

#[test]
fn declined_it_is_proposed_again_after_twice_as_many() {
    let mut stage = given();
    drafts(&mut stage, 0, 5, 5);
    let keep = || PanelRequest::KeepRule {
        rule: RULE.to_owned(),
    };
    let view = ask(&mut stage, keep());
    assert!(view.rules.iter().all(|rule| !rule.proposes), "not again");
    drafts(&mut stage, 5, 14, 9);
    assert!(!rule(&mut stage).proposes, "nine since then");
    drafts(&mut stage, 14, 15, 1);
    assert!(rule(&mut stage).proposes, "its cause recurred");
}

#[test]
fn what_the_company_set_proposes_nothing() {
    let mut stage = given();
    drafts(&mut stage, 0, 5, 5);
    let text = r#"{"company":"Acme","rule.second_request":"hold"}"#.to_owned();
    let view = ask(&mut stage, PanelRequest::Policy { text });
    assert!(view.rules.iter().all(|rule| !rule.proposes));
}

#[test]
fn a_full_storage_counts_nothing_and_still_holds() {
    let mut stage = given();
    stage.engine.local.fill(true);
    let compose = Stage::draft(DRAFT, &["Quote.pdf"]);
    assert_eq!(stage.judge(&compose), VerdictReply::Hold);
    stage.engine.local.fill(false);
    assert_eq!(rule(&mut stage).held, 0);
}
