//! The reading as a whole: what people send on bad days does not stop it.

use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Reading {
    read(
        &[Part {
            kind: PartKind::Text,
            text,
        }],
        &Context {
            sent: "2026-11-03".parse().ok(),
            ..Context::default()
        },
    )
}

#[test]
fn hostile_text_is_read() {
    let deep = format!("{}deep\nFine.", ">".repeat(100_000));
    assert_eq!(text(&deep).new_text, "Fine.");
    let levels: Vec<String> = (0..500)
        .map(|level| ">".repeat(level + 1) + " line")
        .collect();
    let levels = levels.join("\n");
    assert_eq!(text(&levels).new_text, "");
    for one in [
        "a",
        "could you send ",
        "-- \n",
        "On Tue, ",
        "From: a\n",
        "1. ",
        "?",
        "\u{202e}\u{200b}",
        "12.",
        "please ",
        "1 2 weeks after 3 ",
        "> a\nb\n",
        "Phone: 555 0142\n",
        "\u{fffd}\u{301}\u{1f1e9}",
    ] {
        let long = one.repeat(200_000 / one.len());
        let _ = text(&long);
    }
}

#[test]
fn unseen_letters_do_not_hide_a_request_and_spans_stay_true() {
    let reading = text("Could you send a qu\u{200b}ote by Friday?");
    let asked = reading.requests.first().unwrap();
    assert_eq!(asked.kind, crate::domain::Kind::Quote);
    assert_eq!(
        reading.new_text.get(asked.span.clone()),
        Some(asked.sentence.as_str())
    );
    assert_eq!(asked.due, "2026-11-06".parse().ok());
}

#[test]
fn quoted_and_automatic_text_asks_for_nothing() {
    assert!(
        text("Fine.\n\n> Could you send a quote?")
            .requests
            .is_empty()
    );
    assert!(
        text("Could you use more demos? Please click here to unsubscribe.")
            .requests
            .is_empty()
    );
}

proptest! {
    #[test]
    fn no_text_stops_it_and_every_span_is_of_the_new_text(body in "(\\PC|[\n >:.?-]){0,400}", sent in 0i64..4_000_000) {
        let day = chrono::DateTime::from_timestamp(sent * 86_400 / 40, 0).map(|moment| moment.date_naive());
        let context = Context { sent: day, ..Context::default() };
        let reading = read(&[Part { kind: PartKind::Text, text: &body }], &context);
        for span in reading.requests.iter().map(|one| &one.span).chain(reading.dates.iter().map(|one| &one.span)) {
            prop_assert!(reading.new_text.get(span.clone()).is_some());
        }
    }

    #[test]
    fn words_of_mails_in_any_order_are_read(words in proptest::collection::vec(prop::sample::select(&[
        "could", "you", "send", "please", "a", "demo", "quote", "by", "Friday", "12", "November", "next", "week", "in", "two", "weeks",
        "end", "of", "On", "wrote:", "From:", "\n", ">", ".", ":", "?", "-- ", "in", "the", "28th", "Q3", "2026", "31", "February", "9999-99-99",
    ][..]), 0..200)) {
        for author in [Author::Prospect, Author::Rep, Author::Unknown] {
            let context = Context { author, sent: "2026-11-03".parse().ok(), ..Context::default() };
            let _ = read(&[Part { kind: PartKind::Text, text: &words.join(" ") }], &context);
        }
    }
}

#[test]
fn hostile_text_is_read_to_its_end() {
    let shapes = [
        format!("{}\nHello", ">".repeat(100_000)),
        "Could you send us a quote? ".repeat(20_000),
        "d\u{200b}e\u{200d}m\u{ad}o \u{fffd}\u{301} ".repeat(20_000),
        "a".repeat(500_000),
    ];
    for text in shapes {
        let part = Part {
            kind: PartKind::Text,
            text: &text,
        };
        let reading = read(&[part], &Context::default());
        assert!(reading.new_text.len() <= text.len());
    }
}
