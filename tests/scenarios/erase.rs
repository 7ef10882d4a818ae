//! Erasing a person or a prospect, and what comes in afterwards.

use crate::stage::Stage;
use askback::protocol::{Command, Fields, ImportView, PanelReply, PanelRequest};
use serde_json::json;

impl Stage {
    fn write_down(&mut self, prospect: &str, asked_by: &str, words: &str) -> String {
        self.change(Command::Record {
            prospect: prospect.to_owned(),
            name: "Mill".to_owned(),
            asked_by: asked_by.to_owned(),
            asked_on: None,
            thread: String::new(),
            fields: Fields {
                kind: Some("demo".to_owned()),
                words: Some(words.to_owned()),
                ..Fields::default()
            },
        })
        .expect("recorded")
    }

    fn erase(&mut self, who: &str, write: bool) -> Result<(u32, Vec<String>), String> {
        let who = who.to_owned();
        match self.panel(PanelRequest::Erase { who, write }) {
            PanelReply::Erased {
                events, prospects, ..
            } => Ok((events, prospects)),
            PanelReply::Failed { error } => Err(error),
            other => panic!("erasing: {other:?}"),
        }
    }

    fn export(&mut self) -> Vec<String> {
        let after = String::new();
        match self.panel(PanelRequest::Export { after }) {
            PanelReply::Exported { lines, .. } => lines,
            other => panic!("exporting: {other:?}"),
        }
    }

    fn import(&mut self, lines: Vec<String>) -> ImportView {
        match self.panel(PanelRequest::Import { lines, write: true }) {
            PanelReply::Imported(view) => *view,
            other => panic!("importing: {other:?}"),
        }
    }

    /// Everything that is stored, as text.
    fn all(&self) -> String {
        format!("{:?}", *self.engine.local.items()).to_lowercase()
    }
}

/// Kim asked at one prospect, by name, and is named at another.
fn two() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    stage.write_down(
        "kim.marsh@mill.test",
        "Kim Marsh",
        "Could we see it? Kim Marsh, Mill",
    );
    stage.write_down("dock.test", "jo@dock.test", "Marsh, Kim");
    stage.write_down(
        "dock.test",
        "jo@dock.test",
        "As with Mill: ask KIM.MARSH@mill.test, not Kim Marshall",
    );
    stage
}

#[test]
fn a_person_is_erased_wherever_they_are_named_and_the_rest_stays() {
    let mut stage = two();
    let before = stage.engine.local.items().clone();
    let (events, prospects) = stage.erase("Kim Marsh", false).expect("found");
    assert_eq!((events, prospects.len()), (4, 2), "{prospects:?}");
    assert_eq!(
        *stage.engine.local.items(),
        before,
        "looking changes nothing"
    );
    stage.erase("Kim Marsh", true).expect("erased");
    let all = stage.all();
    assert!(
        !all.contains("kim marsh\"") && !all.contains("kim marsh,"),
        "{all}"
    );
    assert!(
        !all.contains("kim.marsh") && !all.contains("marsh, kim"),
        "{all}"
    );
    assert!(all.contains("kim marshall"), "another person stays");
    for (prospect, requests) in [("mill.test", 1), ("dock.test", 2)] {
        let prospect = prospect.to_owned();
        let PanelReply::Prospect(Some(view)) = stage.panel(PanelRequest::Prospect { prospect })
        else {
            panic!("a prospect is gone");
        };
        assert_eq!(view.requests.len(), requests);
        assert!(view.requests[0].words.contains("[erased]"));
    }
    assert_eq!(stage.erase("Kim Marsh", false), Ok((0, Vec::new())));
    stage.panel(PanelRequest::Rebuild {});
    assert!(!stage.all().contains("kim.marsh"));
}

#[test]
fn what_comes_in_later_does_not_bring_them_back() {
    let mut stage = two();
    let backup = stage.export();
    stage.erase("kim.marsh@mill.test", true).expect("erased");
    let after = stage.engine.local.items().clone();
    let view = stage.import(backup.clone());
    assert_eq!((view.wrong, view.fresh, view.erased), (None, 0, 1));
    assert_eq!(*stage.engine.local.items(), after);
    // On another computer too, once it has the mark; here its ledger is lost.
    stage
        .engine
        .local
        .items()
        .retain(|key, _| key.starts_with("x/"));
    assert!(stage.import(backup).fresh > 0);
    assert!(!stage.all().contains("kim.marsh") && !stage.all().contains("kim marsh\""));
    // What the rep writes down anew is theirs to write.
    stage.clock.at_ms += 1_000;
    stage.write_down("mill.test", "Kim Marsh", "A new one");
    assert!(stage.all().contains("kim marsh"));
    let backup = stage.export();
    assert_eq!(stage.import(backup).erased, 0);
}

#[test]
fn a_prospect_that_was_forgotten_does_not_come_back_and_a_new_record_may() {
    let mut stage = two();
    let backup = stage.export();
    let prospect = || "mill.test".to_owned();
    stage.panel(PanelRequest::Forget {
        prospect: prospect(),
    });
    let view = stage.import(backup);
    assert_eq!((view.fresh, view.erased), (0, 2));
    assert!(!stage.all().contains("could we see it"));
    stage.write_down("mill.test", "", "A new one");
    let backup = stage.export();
    stage
        .engine
        .local
        .items()
        .retain(|key, _| key.starts_with("x/"));
    let view = stage.import(backup);
    assert_eq!(view.erased, 0);
    assert!(stage.all().contains("a new one"));
}

#[test]
fn damaged_events_that_name_them_go_too_and_a_first_name_is_nobody() {
    let mut stage = two();
    for who in ["Kim", "", "ki", "a b c d e", "@"] {
        assert!(stage.erase(who, true).is_err(), "{who}");
    }
    stage
        .engine
        .local
        .items()
        .insert("e/damaged".to_owned(), json!({"x": "Kim Marsh"}));
    stage.erase("Kim Marsh", true).expect("erased");
    assert!(!stage.engine.local.items().contains_key("e/damaged"));
}

impl Stage {
    /// Takes marks over from another computer: those that there are then, and how many events went.
    fn respect(&mut self, marks: Vec<String>) -> (Vec<String>, u32) {
        match self.panel(PanelRequest::Marks { marks }) {
            PanelReply::Erased { marks, events, .. } => (marks, events),
            other => panic!("marks: {other:?}"),
        }
    }

    fn events(&self) -> Vec<(String, serde_json::Value)> {
        let items = self.engine.local.items();
        let events = items.iter().filter(|(key, _)| key.starts_with("e/"));
        events
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

#[test]
fn another_computer_erases_by_the_marks_and_keeps_what_came_after() {
    let (mut here, mut there) = (two(), Stage::on("2026-11-02"));
    there.clock.at_ms += 60_000;
    there.write_down(
        "quay.test",
        "",
        "they(Kim Marsh)said; mailto:KIM.MARSH@mill.test?subject=x",
    );
    there.import(here.export());
    here.import(there.export());
    assert_eq!(here.events(), there.events());
    here.erase("kim.marsh@mill.test", true).expect("erased");
    here.erase("Kim Marsh", true).expect("erased");
    here.panel(PanelRequest::Forget {
        prospect: "mill.test".to_owned(),
    });
    let (marks, events) = here.respect(Vec::new());
    assert_eq!((marks.len(), events), (3, 0));
    let (taken, events) = there.respect(marks.clone());
    assert_eq!(taken, marks);
    assert!(events > 0);
    assert_eq!(here.events(), there.events());
    assert!(!there.all().contains("kim marsh\"") && !there.all().contains("kim.marsh"));
    // The indexes are as a repair makes them, which writes the settings too.
    let mut before = there.engine.local.items().clone();
    there.panel(PanelRequest::Rebuild {});
    let after = there.engine.local.items().clone();
    before.insert("settings".to_owned(), after["settings"].clone());
    assert_eq!(after, before);
    // Once more changes nothing; what is written down later stays, on both.
    let writes = there.engine.local.writes();
    assert_eq!(there.respect(marks.clone()), (marks.clone(), 0));
    assert_eq!(there.engine.local.writes(), writes);
    there.clock.at_ms += 60_000;
    there.write_down("mill.test", "Kim Marsh", "A new one");
    assert_eq!(there.respect(marks.clone()).1, 0);
    assert_eq!(here.import(there.export()).erased, 0);
    assert_eq!(here.events(), there.events());
    assert!(here.all().contains("kim marsh\""));
}

#[test]
fn what_is_no_mark_erases_nobody() {
    let mut stage = two();
    let before = stage.engine.local.items().clone();
    for mark in [
        "12 2000000000000",
        "zzzzzzzzzzzzzzzz 2000000000000",
        "00000000000000ff 9999999999999999",
        "00000000000000ff",
        "settings",
    ] {
        assert_eq!(stage.respect(vec![mark.to_owned()]), (Vec::new(), 0));
    }
    assert_eq!(*stage.engine.local.items(), before);
}
