//! The native half of a comparison: what the core makes of some mails must be what
//! `golden.json` says. `parity.test.mjs` holds the WebAssembly build to the same file, so both
//! halves read alike. `ASKBACK_WRITE_GOLDEN=1 cargo test --test wasm` writes the file anew.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by failing"
)]

use askback::app::{Call, Engine};
use askback::domain::Clock;
use askback::ledger::store::Memory;
use askback::protocol::{
    Conversation, MailMessage, PanelReply, PanelRequest, Segment, SegmentKind,
};
use pollster::block_on;
use serde_json::{Value, json};

const MAILS: &str = include_str!("mails.json");

fn texts() -> Vec<String> {
    let mails: Vec<Value> = serde_json::from_str(MAILS).expect("mails.json is JSON");
    mails
        .iter()
        .map(|mail| mail["text"].as_str().expect("a mail has a text").to_owned())
        .collect()
}

/// One mail in a page that shows nothing else. `parity.test.mjs` makes the same.
fn conversation(text: &str) -> Conversation {
    let body = vec![Segment {
        kind: SegmentKind::Text,
        text: text.to_owned(),
    }];
    let message = MailMessage {
        open: true,
        complete: true,
        body: Some(body),
        ..MailMessage::default()
    };
    Conversation {
        site: "gmail".into(),
        messages: vec![message],
        ..Conversation::default()
    }
}

fn understood(text: &str) -> Value {
    let engine = Engine {
        local: Memory::default(),
        session: Memory::default(),
    };
    let call = Call {
        clock: Clock {
            at_ms: 1_795_000_000_000,
            offset_minutes: 60,
        },
        random: "0".repeat(32),
        tab: None,
        granted: Vec::new(),
        host: String::new(),
    };
    let request = PanelRequest::Inspect(Box::new(conversation(text)));
    let (reply, _) = block_on(engine.panel(request, &call));
    match reply {
        PanelReply::Inspect(inspect) => json!(inspect),
        other => panic!("no inspection but {other:?}"),
    }
}

#[test]
fn the_native_core_understands_mails_as_the_golden_file_says() {
    let got = json!(
        texts()
            .iter()
            .map(|text| understood(text))
            .collect::<Vec<_>>()
    );
    if std::env::var_os("ASKBACK_WRITE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wasm/golden.json");
        let text = serde_json::to_string_pretty(&got).expect("JSON can be written") + "\n";
        std::fs::write(path, text).expect("golden.json can be written");
        return;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wasm/golden.json");
    let golden = std::fs::read_to_string(path).expect("golden.json is there");
    let expected: Value = serde_json::from_str(&golden).expect("golden.json is JSON");
    assert_eq!(got, expected);
}
