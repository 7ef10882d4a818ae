//! What a rep and their company set: rules, numbers, questions; as a file, and by a policy.

use crate::stage::{DANA, Stage};
use askback::protocol::{
    Command, Cost, Fields, PanelReply, PanelRequest, PracticeView, ProspectView, RequestView,
    SettingView, VerdictReply,
};

const ASKS: &str = "Hi Robin,\n\nCould you set up a demo of the planning board?\n\nDana";

fn asked() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    assert!(stage.open(vec![mail]), "the card shows");
    stage.record("see the shift plan", "they order 40 seats");
    stage
}

fn ask(stage: &mut Stage, request: PanelRequest) -> Result<PracticeView, String> {
    match stage.panel(request) {
        PanelReply::Practice(view) => Ok(*view),
        PanelReply::Failed { error } => Err(error),
        other => panic!("settings: {other:?}"),
    }
}

fn set(stage: &mut Stage, code: &str, value: &str) -> Result<PracticeView, String> {
    let values = vec![(code.to_owned(), value.to_owned())];
    ask(stage, PanelRequest::SavePractice { values })
}

fn policy(stage: &mut Stage, text: &str) -> PracticeView {
    let text = text.to_owned();
    ask(stage, PanelRequest::Policy { text }).expect("a policy")
}

fn find(view: &PracticeView, code: &str) -> SettingView {
    let mut settings = view.settings.iter();
    let found = settings.find(|setting| setting.code == code);
    found.cloned().expect(code)
}

#[test]
fn a_rule_is_switched_off_and_made_to_hold() {
    let mut stage = asked();
    let undated = Stage::draft("Hi Dana, I will send you the figures.", &[]);
    let rule = "rule.unowned_promise";
    for (value, verdict) in [
        ("", VerdictReply::Remind),
        ("off", VerdictReply::Pass),
        ("hold", VerdictReply::Hold),
        ("", VerdictReply::Remind),
    ] {
        set(&mut stage, rule, value).expect("saved");
        assert_eq!(stage.judge(&undated), verdict, "{value}");
    }
    assert!(set(&mut stage, rule, "perhaps").is_err());
    assert!(set(&mut stage, "rule.of_thumb", "off").is_err());
}

#[test]
fn a_preset_moves_who_has_gone_dark_on_the_badge() {
    let mut stage = asked();
    stage.send("Hi Dana, what would you need to see, and by when do you decide?");
    stage.go_to("2026-11-11");
    assert_eq!(
        stage.badge(),
        None,
        "seven business days: quiet, by the normal numbers"
    );
    set(&mut stage, "preset", "quick_sale").expect("saved");
    assert_eq!(stage.badge().as_deref(), Some("1"), "dark after seven");
    let view = set(&mut stage, "number.dark", "30").expect("saved");
    assert_eq!(stage.badge(), None);
    let dark = find(&view, "number.dark");
    assert_eq!(
        (dark.value.as_str(), dark.usual.as_str()),
        ("30", "7"),
        "beside its preset's"
    );
}

#[test]
fn the_question_after_a_delivery_is_the_reps_own() {
    let mut stage = asked();
    set(&mut stage, "question.demo", "Well, did it help?").expect("saved");
    set(&mut stage, "check.demo.budget", "off").expect("saved");
    let request = stage.popup().current.expect("a record").requests[0].clone();
    assert_eq!(request.due_question, "Well, did it help?");
    assert!(request.checklist.iter().all(|line| line.code != "budget"));
}

#[test]
fn settings_go_to_a_colleague_as_a_file() {
    let mut stage = asked();
    set(&mut stage, "preset", "enterprise").expect("saved");
    set(&mut stage, "holidays", "2026-12-24 2026-12-25").expect("saved");
    let file = set(&mut stage, "mode", "strict").expect("saved").file;
    let mut colleague = Stage::on("2026-11-02");
    set(&mut colleague, "rule.chasing", "off").expect("saved");
    let read = |stage: &mut Stage, text: &str| {
        let text = text.to_owned();
        ask(stage, PanelRequest::ReadSettings { text })
    };
    let view = read(&mut colleague, &file).expect("taken over");
    assert_eq!(view.file, file);
    assert_eq!(
        find(&view, "rule.chasing").value,
        "remind",
        "in place of what was"
    );
    assert_eq!(find(&view, "number.dark").value, "20");
    for wrong in [
        "",
        "{}",
        "[1]",
        r#"{"askback-settings":1,"preset":"fast"}"#,
        r#"{"askback-settings":1,"colour":"red"}"#,
    ] {
        assert!(read(&mut colleague, wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        ask(&mut colleague, PanelRequest::Practice {})
            .expect("as before")
            .file,
        file
    );
}

#[test]
fn what_the_company_set_stands_over_the_reps_own_and_is_locked() {
    let mut stage = asked();
    set(&mut stage, "rule.unowned_promise", "off").expect("saved");
    let view = policy(
        &mut stage,
        r#"{"company":"Acme","rule.unowned_promise":"hold","number.quiet":3,"of a later version":1,"preset":"no such"}"#,
    );
    assert_eq!(view.company, "Acme");
    let rule = find(&view, "rule.unowned_promise");
    assert_eq!((rule.value.as_str(), rule.locked), ("hold", true));
    assert!(
        !find(&view, "preset").locked,
        "a value that is none locks nothing"
    );
    assert_eq!(find(&view, "number.quiet").value, "3");
    let undated = Stage::draft("Hi Dana, I will send you the figures.", &[]);
    assert_eq!(stage.judge(&undated), VerdictReply::Hold);
    let error = set(&mut stage, "rule.unowned_promise", "remind").expect_err("locked");
    assert!(error.contains("Acme"), "{error}");
    let view = policy(&mut stage, "{}");
    assert_eq!(
        find(&view, "rule.unowned_promise").value,
        "off",
        "the rep's own again"
    );
    assert!(view.company.is_empty());
}

/// The record of those who ask for a visit, which is a kind of the rep's own.
fn visited(stage: &mut Stage) -> (ProspectView, RequestView) {
    let prospect = "visited.test".to_owned();
    match stage.panel(PanelRequest::Prospect { prospect }) {
        PanelReply::Prospect(Some(view)) => {
            let request = view.requests.first().cloned().expect("a request");
            (*view, request)
        }
        other => panic!("visited: {other:?}"),
    }
}

fn visit(stage: &mut Stage) -> String {
    let record = Command::Record {
        prospect: "visited.test".to_owned(),
        name: "Visited".to_owned(),
        asked_by: String::new(),
        asked_on: None,
        thread: String::new(),
        fields: Fields {
            kind: Some("own_1".to_owned()),
            ..Fields::default()
        },
    };
    stage.change(record).expect("recorded")
}

#[test]
fn a_kind_of_ones_own_has_its_name_questions_and_days() {
    let mut stage = asked();
    let hidden = |view: &PracticeView| view.settings.iter().all(|one| one.code != "why.own_1");
    assert!(hidden(
        &ask(&mut stage, PanelRequest::Practice {}).expect("all")
    ));
    let view = set(&mut stage, "kind.own_1", "Site visit").expect("named");
    let days = find(&view, "ask_after.own_1");
    assert_eq!(
        (days.section.as_str(), days.usual.as_str()),
        ("Site visit", "3")
    );
    for (code, value) in [
        ("ask_after.own_1", "2"),
        ("why.own_1", "What would you like us to look at?"),
        ("question.own_1", "Did you see what you came for?"),
        ("check.own_1.then", "off"),
        ("must.own_1", "Who is on site\n\n Which gate "),
    ] {
        set(&mut stage, code, value).expect(code);
    }
    let kinds = stage.popup().kinds;
    assert!(kinds.contains(&("own_1".to_owned(), "Site visit".to_owned())));
    let request = visit(&mut stage);
    let (record, view) = visited(&mut stage);
    assert_eq!(view.kind_label, "Site visit");
    assert_eq!(
        view.missing[0].question,
        "What would you like us to look at?"
    );
    let lines: Vec<&str> = view
        .checklist
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(
        lines,
        [
            "What they want to get out of it",
            "Who is on site",
            "Which gate"
        ]
    );
    assert!(
        record
            .happenings
            .iter()
            .any(|one| one.text == "Asked for: Site visit")
    );
    let tick = Command::Tick {
        prospect: "visited.test".to_owned(),
        request: request.clone(),
        item: view.checklist[1].code.clone(),
        known: true,
    };
    stage.change(tick).expect("ticked");
    assert!(visited(&mut stage).1.checklist[1].known);
    let deliver = Command::Deliver {
        prospect: "visited.test".to_owned(),
        request,
        on: None,
        what: String::new(),
        cost: Cost::default(),
    };
    stage.change(deliver).expect("given");
    stage.go_to("2026-11-03");
    assert!(!visited(&mut stage).1.question_is_due);
    stage.go_to("2026-11-04");
    let (_, view) = visited(&mut stage);
    assert!(view.question_is_due);
    assert_eq!(view.due_question, "Did you see what you came for?");
    // Without its name it cannot be chosen any more; what was recorded stays.
    let view = set(&mut stage, "kind.own_1", "").expect("no name");
    assert!(hidden(&view));
    assert_eq!(visited(&mut stage).1.kind_label, "Own kind 1");
}

#[test]
fn lines_and_questions_are_added_to_the_kinds_of_the_practice_and_travel() {
    let mut stage = asked();
    set(&mut stage, "may.demo", "Their fiscal year").expect("saved");
    set(
        &mut stage,
        "ask.date",
        "When would you like to have decided?",
    )
    .expect("saved");
    set(&mut stage, "kind.own_2", "Workshop").expect("saved");
    let file = set(&mut stage, "then.demo", "And once you have seen it?")
        .expect("saved")
        .file;
    let request = stage.popup().current.expect("a record").requests[0].clone();
    let line = request.checklist.last().cloned().expect("a line");
    assert_eq!(
        (line.text.as_str(), line.must),
        ("Their fiscal year", false)
    );
    let date = request.missing.iter().find(|one| one.code == "date");
    assert_eq!(
        date.map(|one| one.question.as_str()),
        Some("When would you like to have decided?")
    );
    let mut colleague = Stage::on("2026-11-02");
    let view = ask(&mut colleague, PanelRequest::ReadSettings { text: file }).expect("taken over");
    assert_eq!(find(&view, "may.demo").value, "Their fiscal year");
    assert_eq!(find(&view, "why.own_2").section, "Workshop");
    // A company may give lines as a list.
    let text =
        r#"{"company":"Acme","must.quote":["Who signs","Which currency"],"kind.own_1":"Audit"}"#;
    let view = policy(&mut colleague, text);
    let lines = find(&view, "must.quote");
    assert_eq!(
        (lines.value.as_str(), lines.locked),
        ("Who signs\nWhich currency", true)
    );
    assert_eq!(find(&view, "why.own_1").section, "Audit");
}
