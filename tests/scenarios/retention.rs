//! Whose record may be forgotten for its age: what the engine hands out of the whole ledger.

use crate::stage::Stage;
use askback::protocol::{Command, DealChange, EndFields, Fields, PanelReply, PanelRequest};

/// A prospect with a request; said no on the same day, when `ended`.
fn play(stage: &mut Stage, prospect: &str, ended: bool) {
    let request = stage
        .change(Command::Record {
            prospect: prospect.to_owned(),
            name: String::new(),
            asked_by: String::new(),
            asked_on: None,
            thread: String::new(),
            fields: Fields {
                kind: Some("demo".to_owned()),
                ..Fields::default()
            },
        })
        .expect("recorded");
    if !ended {
        return;
    }
    let prospect = prospect.to_owned();
    let withdrawn = Command::End {
        prospect: prospect.clone(),
        request,
        how: "withdrawn".to_owned(),
        reason: "no need".to_owned(),
    };
    stage.change(withdrawn).expect("ended");
    let no = DealChange::End(EndFields {
        how: "no".to_owned(),
        words: "not this year".to_owned(),
        until: None,
    });
    let change = no;
    stage
        .change(Command::Deal { prospect, change })
        .expect("said no");
}

/// The prospects that are so old, and of how many.
fn old(stage: &mut Stage, old: u32) -> (Vec<String>, u32) {
    let (after, since) = (String::new(), String::new());
    match stage.panel(PanelRequest::Ledger { after, since, old }) {
        PanelReply::Ledger { rows, total, .. } => {
            (rows.into_iter().map(|row| row.head.id).collect(), total)
        }
        other => panic!("ledger: {other:?}"),
    }
}

#[test]
fn only_who_has_had_nothing_open_for_so_long_is_old() {
    let mut stage = Stage::on("2024-11-04");
    play(&mut stage, "ended.test", true);
    play(&mut stage, "open.test", false);
    play(&mut stage, "sample.example", true);
    stage.go_to("2026-11-04");
    play(&mut stage, "young.test", true);
    assert_eq!(old(&mut stage, 730), (vec!["ended.test".to_owned()], 4));
    assert_eq!(old(&mut stage, 731).0, [""; 0]);
    assert_eq!(old(&mut stage, 0).0.len(), 4, "all of them");
    // A clock that was set ahead, with nothing recorded since.
    stage.go_to("2090-01-02");
    assert_eq!(old(&mut stage, 800).0, [""; 0]);
    assert_eq!(old(&mut stage, 31).0, ["ended.test", "young.test"]);
}
