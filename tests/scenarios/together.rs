//! Many prospects changed at once from the page of all of them: one write, one undo.

use crate::stage::{Stage, day};
use askback::protocol::{
    Command, DealChange, EndFields, Fields, LedgerRow, PanelReply, PanelRequest,
};

const ALL: [&str; 4] = ["alder.test", "birch.test", "cedar.test", "elm.test"];

/// Four prospects who each wait for an answer to a request.
fn four() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    for prospect in ALL {
        let record = Command::Record {
            prospect: prospect.to_owned(),
            name: prospect.to_owned(),
            asked_by: String::new(),
            asked_on: None,
            thread: String::new(),
            fields: Fields {
                kind: Some("demo".to_owned()),
                ..Fields::default()
            },
        };
        stage.change(record).expect("recorded");
    }
    stage.go_to("2026-11-03");
    assert_eq!(stage.badge().as_deref(), Some("4"));
    stage
}

type Done = (String, Vec<(String, String)>);

fn together(stage: &mut Stage, commands: Vec<Command>) -> Result<Done, String> {
    match stage.panel(PanelRequest::Together(commands)) {
        PanelReply::Together { text, done } => Ok((text, done)),
        PanelReply::Failed { error } => Err(error),
        other => panic!("together: {other:?}"),
    }
}

fn undo(done: Vec<(String, String)>) -> Vec<Command> {
    let undo = done.into_iter();
    undo.map(|(prospect, event)| Command::Undo { prospect, event })
        .collect()
}

fn walk_away(prospect: &str) -> Command {
    Command::Deal {
        prospect: prospect.to_owned(),
        change: DealChange::End(EndFields {
            how: "walked_away".to_owned(),
            words: "no budget this year".to_owned(),
            until: None,
        }),
    }
}

/// What the page fetches: the rows, how many prospects there are, and the event up to which it is so.
fn fetch(stage: &mut Stage, since: &str) -> (Vec<LedgerRow>, u32, String) {
    let (after, since) = (String::new(), since.to_owned());
    match stage.panel(PanelRequest::Ledger {
        after,
        since,
        old: 0,
    }) {
        PanelReply::Ledger {
            rows,
            total,
            last,
            today,
            ..
        } => {
            assert_eq!(today, day("2026-11-03"));
            (rows, total, last)
        }
        other => panic!("ledger: {other:?}"),
    }
}

fn states(stage: &mut Stage) -> Vec<String> {
    fetch(stage, "")
        .0
        .into_iter()
        .map(|row| row.state)
        .collect()
}

#[test]
fn several_are_put_off_at_once_and_taken_back_at_once() {
    let mut stage = four();
    let writes = stage.engine.local.writes();
    let snooze = |prospect: &str| Command::Snooze {
        prospect: prospect.to_owned(),
        days: 7,
    };
    let commands = ["alder.test", "cedar.test", "elm.test"].map(snooze);
    let (text, done) = together(&mut stage, commands.to_vec()).expect("snoozed");
    assert_eq!(text, "Quiet until 10 Nov 2026: 3 prospects");
    assert_eq!(stage.effects.badge.as_deref(), Some("1"), "birch alone");
    let (text, done) = together(&mut stage, undo(done)).expect("taken back");
    assert_eq!(text, "Taken back: 3 prospects");
    assert_eq!(stage.effects.badge.as_deref(), Some("4"));
    assert_eq!(stage.engine.local.writes() - writes, 2, "one write each");
    let error = together(&mut stage, undo(done)).expect_err("an undo is not undone");
    assert!(error.contains("nothing to take back"), "{error}");
}

#[test]
fn walking_away_from_many_passes_over_what_has_ended() {
    let mut stage = four();
    let won = Command::Deal {
        prospect: "birch.test".to_owned(),
        change: DealChange::End(EndFields {
            how: "won".to_owned(),
            words: String::new(),
            until: None,
        }),
    };
    stage.change(won).expect("won");
    let (text, done) = together(&mut stage, ALL.map(walk_away).to_vec()).expect("ended");
    assert_eq!(text, "You walked away: 3 prospects; 1 left as it was");
    assert_eq!(
        states(&mut stage),
        ["walked_away", "won", "walked_away", "walked_away"]
    );
    let error = together(&mut stage, ALL.map(walk_away).to_vec()).expect_err("all ended");
    assert!(error.contains("ended already"), "{error}");
    together(&mut stage, undo(done)).expect("taken back");
    assert_eq!(states(&mut stage), ["open", "won", "open", "open"]);
}

#[test]
fn without_a_reason_or_without_room_nothing_changes() {
    let mut stage = four();
    let mut commands = ALL.map(walk_away).to_vec();
    for command in &mut commands {
        if let Command::Deal {
            change: DealChange::End(end),
            ..
        } = command
        {
            end.words.clear();
        }
    }
    let before = stage.engine.local.items().clone();
    let error = together(&mut stage, commands).expect_err("no reason");
    assert!(error.contains("Say why"), "{error}");
    assert!(together(&mut stage, Vec::new()).is_err(), "nobody chosen");
    let many = vec![walk_away("alder.test"); 501];
    assert!(together(&mut stage, many).is_err(), "too many");
    stage.engine.local.fill(true);
    let error = together(&mut stage, ALL.map(walk_away).to_vec()).expect_err("full");
    assert!(error.contains("Not saved"), "{error}");
    assert_eq!(*stage.engine.local.items(), before, "all of it or nothing");
}

#[test]
fn the_page_fetches_what_has_changed_alone() {
    let mut stage = four();
    let (rows, total, last) = fetch(&mut stage, "");
    assert_eq!((rows.len(), total), (4, 4));
    let (rows, _, same) = fetch(&mut stage, &last);
    assert_eq!((rows.len(), &same), (0, &last), "nothing new");
    stage.change(walk_away("cedar.test")).expect("ended");
    let (rows, total, last) = fetch(&mut stage, &last);
    let ids: Vec<&str> = rows.iter().map(|row| row.head.id.as_str()).collect();
    assert_eq!((ids, total), (vec!["cedar.test"], 4));
    assert_eq!(rows[0].state, "walked_away");
    let prospect = "elm.test".to_owned();
    stage.panel(PanelRequest::Forget { prospect });
    let (rows, total, _) = fetch(&mut stage, &last);
    assert_eq!((rows.len(), total), (0, 3), "the number tells");
    for days in 0..500 {
        let prospect = "alder.test".to_owned();
        let days = 1 + days % 9;
        stage
            .change(Command::Snooze { prospect, days })
            .expect("snoozed");
    }
    let (rows, _, none) = fetch(&mut stage, &last);
    assert_eq!((rows.len(), none.as_str()), (0, ""), "too much: all anew");
}
