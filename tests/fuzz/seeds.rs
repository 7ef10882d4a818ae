//! What is changed: well-formed texts of each border, made by the code itself where it can.

use super::{call, engine};
use askback::app::Engine;
use askback::ledger::store::{Items, Memory};
use askback::protocol::{
    Command, Compose, Conversation, Fields, MailMessage, PageRequest, PanelReply, PanelRequest,
    Person, Segment, SegmentKind, SendWay,
};
use pollster::block_on;
use serde_json::json;

const MAILS: [&str; 5] = [
    "Hi Robin,\n\ncould you give us a demo of the planner by Friday, 4 December? We want to see whether three shifts fit; if so Kim orders 40 seats by 2026-12-18.\n\nBest,\nDana\n-- \nDana Field, Mill\n\nOn Mon, Robin wrote:\n> Here is the quote you asked for.",
    "Guten Tag, können Sie uns bitte bis zum 31.12. ein Angebot schicken? Wir entscheiden am Montag.\n\nAm 2. November schrieb Robin:\n> Gern.",
    "Bonjour, pourriez-vous nous envoyer un \u{e9}chantillon d'ici vendredi ? Merci.",
    "I am out of office until 12 January 2027 and will answer after that.",
    "Yes, it was exactly what we needed. We would like to go ahead. I will send the signed contract by Tuesday.",
];

pub fn of(border: &str) -> Vec<String> {
    match border {
        "reading" => MAILS.map(str::to_owned).into(),
        "protocol" => messages(),
        "import" => vec![lines(&played()).join("\n")],
        "stored" => {
            let played = played();
            let items = played.local.items().clone();
            let text = |items: &Items| serde_json::to_string(items).expect("JSON");
            let older = [1, 2].map(|schema| {
                let mut old = items.clone();
                if let Some(summary) = old.get_mut("summary") {
                    summary["schema"] = schema.into();
                    summary["days"] = json!({"2026-11-18": 1, "2026-12-24": 2});
                }
                text(&old)
            });
            [&[text(&items)], older.as_slice()].concat()
        }
        _ => {
            let shipped = include_str!("../../src/sites/recipes/sample.json");
            vec![include_str!("recipe.json").to_owned(), shipped.to_owned()]
        }
    }
}

fn mail(words: &str) -> MailMessage {
    MailMessage {
        open: true,
        complete: true,
        from: Person {
            name: Some("Dana Field".to_owned()),
            email: Some("dana@mill.test".to_owned()),
        },
        date_ms: Some(1_794_900_000_000),
        body: Some(vec![Segment {
            kind: SegmentKind::Text,
            text: words.to_owned(),
        }]),
        ..MailMessage::default()
    }
}

fn messages() -> Vec<String> {
    let conversation = Conversation {
        site: "gmail".to_owned(),
        view: "thread".to_owned(),
        own_email: Some("rep@acme.test".to_owned()),
        messages: MAILS.map(mail).into(),
        ..Conversation::default()
    };
    let compose = Compose {
        id: "c1".to_owned(),
        kind: "inline".to_owned(),
        ..Compose::default()
    };
    let judge = PageRequest::Judge {
        compose,
        thread_id: Some("t".to_owned()),
        way: SendWay::Click,
    };
    let page = [
        PageRequest::Read(conversation),
        judge,
        PageRequest::Hello {},
    ];
    let text = page.map(|one| serde_json::to_string(&one).expect("JSON"));
    let own = commands().map(|one| {
        let request = PanelRequest::Change(Box::new(one));
        serde_json::to_string(&request).expect("JSON")
    });
    let values = vec![("number.dark".to_owned(), "12".to_owned())];
    let practice = PanelRequest::SavePractice { values };
    let practice = serde_json::to_string(&practice).expect("JSON");
    [text.as_slice(), own.as_slice(), &[practice]].concat()
}

fn commands() -> [Command; 3] {
    let prospect = "mill.test".to_owned();
    let due = "2026-12-24".parse().expect("a day");
    [
        Command::Record {
            prospect: prospect.clone(),
            name: "Mill".to_owned(),
            asked_by: "dana@mill.test".to_owned(),
            asked_on: None,
            thread: "t".to_owned(),
            fields: Fields {
                kind: Some("demo".to_owned()),
                purpose: Some("three shifts".to_owned()),
                date: Some(due),
                ..Fields::default()
            },
        },
        Command::Commit {
            prospect: prospect.clone(),
            commitment: None,
            owner: "theirs".to_owned(),
            what: "send the plan".to_owned(),
            due,
            request: None,
        },
        Command::Snooze { prospect, days: 3 },
    ]
}

/// A ledger in which something was recorded.
fn played() -> Engine<Memory, Memory> {
    let engine = engine();
    for command in commands() {
        let request = PanelRequest::Change(Box::new(command));
        block_on(engine.panel(request, &call()));
    }
    engine
}

fn lines(engine: &Engine<Memory, Memory>) -> Vec<String> {
    let after = String::new();
    match block_on(engine.panel(PanelRequest::Export { after }, &call())).0 {
        PanelReply::Exported { lines, .. } => lines,
        _ => Vec::new(),
    }
}
