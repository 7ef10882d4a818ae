//! Storage that is full, corrupt, or from a newer version.

use crate::stage::{DANA, Stage, prospect};
use askback::protocol::{Command, PanelReply, PanelRequest, VerdictReply};
use serde_json::json;

fn recorded() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", "Could you set up a demo for our team?");
    stage.open(vec![mail]);
    stage.record("see it", "the CFO signs");
    stage
}

fn snooze() -> Command {
    Command::Snooze {
        prospect: prospect(),
        days: 3,
    }
}

#[test]
fn a_full_storage_says_so_and_changes_nothing() {
    let mut stage = recorded();
    let before = stage.engine.local.items().clone();
    stage.engine.local.fill(true);
    let error = stage.change(snooze()).expect_err("full");
    assert!(
        error.contains("Not saved") && error.contains("room"),
        "{error}"
    );
    assert_eq!(*stage.engine.local.items(), before);
    stage.engine.local.fill(false);
    stage.change(snooze()).expect("saved");
}

#[test]
fn a_newer_ledger_is_read_and_not_written() {
    let mut stage = recorded();
    stage
        .engine
        .local
        .items()
        .get_mut("summary")
        .expect("a summary")["schema"] = json!(99);
    let before = stage.engine.local.items().clone();
    let error = stage.change(snooze()).expect_err("newer");
    assert!(error.contains("newer Askback"), "{error}");
    assert!(matches!(
        stage.panel(PanelRequest::Rebuild {}),
        PanelReply::Failed { .. }
    ));
    assert_eq!(stage.badge().as_deref(), Some("!"));
    assert_eq!(
        stage
            .popup()
            .current
            .expect("it is still read")
            .requests
            .len(),
        1
    );
    assert_eq!(
        stage.judge(&Stage::draft("Hello", &[])),
        VerdictReply::Pass,
        "mail still goes"
    );
    assert_eq!(*stage.engine.local.items(), before);
}

#[test]
fn damage_is_said_and_repaired_from_the_events() {
    let intact = recorded().engine.local.items().clone();
    for (key, damage) in [
        ("summary", json!("x")),
        ("p/prospect.test", json!({"events": 3})),
        ("p/prospect.test", json!({"events": ["gone"], "page": null})),
        // A value that is lost: its key is taken away.
        ("summary", json!(null)),
        ("p/prospect.test", json!(null)),
    ] {
        let mut stage = recorded();
        if damage.is_null() {
            stage.engine.local.items().remove(key);
        } else {
            stage.engine.local.items().insert(key.to_owned(), damage);
        }
        let error = stage.change(snooze()).expect_err("damaged");
        assert!(
            error.contains("damaged") && error.contains("Repair"),
            "{key}: {error}"
        );
        assert!(!stage.popup().trouble.is_empty(), "{key}");
        let reply = stage.panel(PanelRequest::Rebuild {});
        assert!(matches!(reply, PanelReply::Done { .. }), "{key}: {reply:?}");
        for key in intact
            .keys()
            .filter(|key| key.starts_with("p/") || key.starts_with("a/"))
        {
            assert_eq!(
                stage.engine.local.items().get(key),
                intact.get(key),
                "{key}"
            );
        }
        stage.change(snooze()).expect("well again");
    }
}

#[test]
fn a_damaged_event_is_set_aside_and_the_others_stay() {
    let mut stage = recorded();
    stage.change(snooze()).expect("saved");
    let last = stage
        .engine
        .local
        .items()
        .keys()
        .rfind(|key| key.starts_with("e/"))
        .cloned()
        .expect("events");
    stage
        .engine
        .local
        .items()
        .insert(last.clone(), json!({"what": "nonsense"}));
    assert!(stage.change(snooze()).is_err());
    assert_eq!(
        stage
            .popup()
            .current
            .expect("the rest is read")
            .requests
            .len(),
        1
    );
    stage.panel(PanelRequest::Rebuild {});
    assert!(
        stage.engine.local.items().contains_key(&last),
        "set aside, not deleted"
    );
    assert_eq!(
        stage
            .popup()
            .current
            .expect("the rest is read")
            .snoozed_until,
        None
    );
    stage.change(snooze()).expect("well again");
}

#[test]
fn each_change_is_one_write() {
    let mut stage = recorded();
    let before = stage.engine.local.writes();
    stage.change(snooze()).expect("saved");
    assert_eq!(stage.engine.local.writes(), before + 1);
}

#[test]
fn forgetting_leaves_nothing_behind() {
    let mut stage = recorded();
    let kim = Command::Contact {
        prospect: prospect(),
        name: "Kim Marsh".to_owned(),
    };
    stage.change(kim).expect("noted");
    assert!(format!("{:?}", *stage.engine.local.items()).contains("kim marsh"));
    stage.panel(PanelRequest::Forget {
        prospect: prospect(),
    });
    let left: Vec<String> = stage.engine.local.items().keys().cloned().collect();
    assert!(
        left.iter()
            .all(|key| !key.starts_with("e/") && !key.starts_with("p/")),
        "{left:?}"
    );
    let all = format!("{:?}", *stage.engine.local.items());
    assert!(
        !all.contains("prospect.test") && !all.contains("kim marsh"),
        "{all}"
    );
    assert_eq!(stage.badge(), None);
}
