//! Texts that wish us ill, in every field that is read: the reading answers, and nothing is kept that
//! nobody confirmed.

use crate::stage::{DANA, REP, Stage, person};
use askback::protocol::{MailMessage, PageReply, PageRequest, PanelReply, PanelRequest, Person};

/// What would run, style, divert, hide or overflow, were it taken for anything but text.
fn texts() -> Vec<String> {
    let parts = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "</style><a id=\"</style>",
        "<!--<img src=\"-->",
        "<math><mtext><table><mglyph><style>",
        "javascript:alert(1)",
        "data:text/html,x",
        "{{constructor}}",
        "${7*7}",
        "__proto__",
        "constructor",
        "=1+1",
        "@SUM(1)",
        "+cmd|' /C calc'!A0",
        "\r\nBEGIN:VALARM",
        "%0d%0aBcc: all@evil.test",
        "\u{202e}evil",
        "\u{2066}a\u{2069}",
        "\u{200b}\u{200d}",
        "\u{0}",
        "\u{7}\u{1b}[31m",
        "\u{fffe}\u{ffff}",
        "\u{10ffff}",
        "\u{e0041}",
        "Z\u{361}\u{362}\u{363}",
        "\u{fdfd}",
        "\u{ad}",
        "\u{1f469}\u{200d}\u{1f467}",
        "İ\u{130}ß\u{1e9e}ﬁ",
        "99999999999999999999",
        "31.02.99999",
        "2026-13-45",
        "by Friday by Friday by Friday",
        "-----Original Message-----",
        "> > > > >",
        "On Mon, X wrote:",
        "--\u{20}",
        "From: a\nTo: b\nSent: c\nSubject: d",
        "?",
        "???????",
        "....",
        "\n\n\n\n",
        "\t\t\t",
        "((((((((",
        "[[[[[[[[",
        "\"\"\"\"\"\"",
        "a@b@c@d",
        "http://[::1",
        "www.....com",
        "\\\\\\\\",
        "'''''",
        "&amp;&lt;&#60;",
        "\u{feff}",
        "\u{2028}\u{2029}",
        "I\u{307}",
    ];
    let ways: [fn(&str) -> String; 8] = [
        str::to_owned,
        |text| format!("Could you send us {text} by Friday?"),
        |text| format!("{text}\n\nHello Dana, could we have a demo next week? {text}"),
        |text| text.repeat(200),
        |text| format!("{text} ").repeat(1_000),
        |text| format!("{text}\n").repeat(500),
        |text| format!("Yes, {text}, that is what we were looking for."),
        |text| format!("> {text}\n>> {text}\n{text}"),
    ];
    parts
        .iter()
        .flat_map(|text| ways.iter().map(|way| way(text)))
        .collect()
}

fn mail(stage: &Stage, text: &str) -> MailMessage {
    let named = Person {
        name: Some(text.to_owned()),
        email: Some(DANA.to_owned()),
    };
    MailMessage {
        id: Some(text.to_owned()),
        from: named,
        to: Some(vec![person(REP), person(text)]),
        date_text: Some(text.to_owned()),
        ..stage.mail(DANA, "2026-11-02", text)
    }
}

#[test]
fn whatever_a_mail_says_the_reading_answers_and_keeps_nothing() {
    let texts = texts();
    // Long ones are for a few; all of their kinds are among them.
    assert!(texts.len() >= 400, "only {}", texts.len());
    let mut stage = Stage::on("2026-11-02");
    for text in &texts {
        let mails = vec![mail(&stage, text)];
        stage.open(mails);
        stage.card();
        let mut draft = Stage::draft(text, &[text]);
        draft.id.clone_from(text);
        stage.judge(&draft);
    }
    let stored = stage.engine.local.items();
    assert!(
        !stored.keys().any(|key| key.starts_with("e/")),
        "{:?}",
        stored.keys()
    );
}

#[test]
fn whatever_a_page_sends_is_answered() {
    let mut stage = Stage::on("2026-11-02");
    for text in texts() {
        for field in [
            "ways", "pointed", "read", "judge", "hello", "released", "not_sent",
        ] {
            for body in [
                serde_json::json!(text),
                serde_json::json!({ "recipe": text, "site": text, "compose_id": text, "fields": [], "compose": { "id": text, "kind": text } }),
            ] {
                let message = serde_json::json!({ field: body });
                let Ok(request) = serde_json::from_value::<PageRequest>(message) else {
                    continue;
                };
                let reply = stage.page_at(&text, request);
                assert!(!matches!(reply, PageReply::Recipe { .. }), "{reply:?}");
            }
        }
        for request in [
            PanelRequest::Find { text: text.clone() },
            PanelRequest::Prospect {
                prospect: text.clone(),
            },
            PanelRequest::KeepRecipe {
                recipe: text.clone(),
            },
            PanelRequest::Export {
                after: text.clone(),
            },
            PanelRequest::Erase {
                who: text.clone(),
                write: true,
            },
            PanelRequest::Import {
                lines: vec![text.clone()],
                write: true,
            },
        ] {
            let imports = matches!(request, PanelRequest::Import { .. });
            let reply = stage.panel(request);
            if imports {
                assert!(matches!(reply, PanelReply::Imported(view) if view.wrong.is_some()));
            }
        }
    }
    assert!(
        !stage
            .engine
            .local
            .items()
            .keys()
            .any(|key| key.starts_with("e/"))
    );
}
