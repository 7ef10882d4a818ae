//! Storage that is full, corrupt, or from a newer version.

use crate::stage::{DANA, Stage, prospect};
use askback::ledger::store::Items;
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

/// The same ledger as each schema stored it.
fn older(schema: u32) -> Items {
    let id = "1790000000000-abcdefgh-000001";
    let event = json!({
        "id": id, "prospect": "prospect.test", "deal": 0, "at_ms": 1_790_000_000_000_i64, "day": "2026-09-21",
        "what": {"recorded": {
            "asked_by": "dana@prospect.test", "name": "Prospect", "asked_on": "2026-09-20", "thread": "t1",
            "patch": {"kind": "demo", "words": "Could we see it?", "purpose": "To see the export"},
        }},
    });
    let entry = json!({"name": "Prospect", "need": "unanswered", "since": "2026-09-20", "request": id, "kind": "demo"});
    let days = match schema {
        3 => json!("20716:1"),
        _ => json!({"2026-09-20": 1}),
    };
    let summary = json!({
        "schema": schema, "device": "abcdefgh", "counter": 1, "last_ms": 1_790_000_000_000_i64,
        "days": days, "sample_days": 2, "samples": [],
    });
    let index = json!({"events": [id], "page": "2026-09-20", "named": "Prospect"});
    let [(due, entry), (named, name)] = match schema {
        1 => [
            ("a/2026-09-20", json!({"prospect.test": entry})),
            ("n/p", json!({"prospect.test": "Prospect"})),
        ],
        _ => [
            ("a/2026-09-20/prospect.test", entry),
            ("n/prospect.test", json!("Prospect")),
        ],
    };
    Items::from(
        [
            ("e/1790000000000-abcdefgh-000001", event),
            ("p/prospect.test", index),
            (due, entry),
            (named, name),
            ("summary", summary),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    )
}

fn requests(stage: &mut Stage) -> usize {
    let prospect = prospect();
    match stage.panel(PanelRequest::Prospect { prospect }) {
        PanelReply::Prospect(Some(view)) => view.requests.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_older_ledger_is_brought_up_to_date() {
    for schema in [1, 2, 3] {
        let mut stage = Stage::on("2026-11-02");
        *stage.engine.local.items() = older(schema);
        assert_eq!(stage.badge().as_deref(), Some("1"), "{schema}");
        assert_eq!(requests(&mut stage), 1, "{schema}");
        assert_eq!(*stage.engine.local.items(), older(3), "{schema}");
        stage.change(snooze()).expect("saved");
        assert_eq!(stage.badge(), None, "{schema}");
    }
}

#[test]
fn an_older_ledger_that_cannot_be_written_is_read() {
    for schema in [1, 2] {
        let mut stage = Stage::on("2026-11-02");
        *stage.engine.local.items() = older(schema);
        stage.engine.local.fill(true);
        assert_eq!(requests(&mut stage), 1, "{schema}");
        assert_eq!(stage.badge().as_deref(), Some("!"), "{schema}");
        let error = stage.change(snooze()).expect_err("full");
        assert!(error.contains("room"), "{schema}: {error}");
        assert_eq!(*stage.engine.local.items(), older(schema), "{schema}");
        stage.engine.local.fill(false);
        stage.change(snooze()).expect("saved");
    }
}

#[test]
fn a_newer_form_of_the_summary_is_not_called_damaged() {
    let mut newer = older(3);
    newer.insert(
        "summary".to_owned(),
        json!({"schema": 4, "days": [20716, 1]}),
    );
    let mut stage = Stage::on("2026-11-02");
    *stage.engine.local.items() = newer.clone();
    let error = stage.change(snooze()).expect_err("newer");
    assert!(error.contains("newer Askback"), "{error}");
    let repaired = stage.panel(PanelRequest::Rebuild {});
    assert!(
        matches!(repaired, PanelReply::Failed { .. }),
        "{repaired:?}"
    );
    assert_eq!(requests(&mut stage), 1);
    assert_eq!(*stage.engine.local.items(), newer);
}

#[test]
fn damage_is_said_and_repaired_from_the_events() {
    let intact = recorded().engine.local.items().clone();
    for (key, damage) in [
        ("summary", json!("x")),
        (
            "summary",
            json!({"schema": 3, "device": "abcdefgh", "counter": 1, "last_ms": 1, "days": "2:-1"}),
        ),
        (
            "summary",
            json!({"schema": 2, "device": "abcdefgh", "counter": 1, "last_ms": 1, "days": {"x": 1}}),
        ),
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
