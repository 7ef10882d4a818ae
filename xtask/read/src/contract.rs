//! The contract's keys, filled from what the core reads. A new field of [`Reading`] is added here.

use askback::domain::{Answer, Day, Kind};
use askback::reading::{self, Author, Automatic, Context, Part, PartKind, Reading, Zone};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::html;
use crate::places::Places;

/// A mail, or a sentence of one, with what is known beside it.
#[derive(Deserialize)]
pub struct Input {
    #[serde(default)]
    text: String,
    /// A mail as a page, in place of its text.
    html: Option<String>,
    /// Who wrote it; none is unknown.
    from: Option<From>,
    /// When it was sent, as an ISO 8601 time; only its day counts.
    sent: Option<String>,
    /// Where day and month are written in which order.
    region: Option<String>,
    /// The text is new text by itself: no quote or signature is looked for.
    #[serde(default)]
    fragment: bool,
}

/// On whose side the writer is.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// The side that buys.
    Prospect,
    /// The side that sells.
    Rep,
    /// Not known.
    Unknown,
}

/// Reads a mail, and says what was read in the contract's keys; `id` is left to the caller.
pub fn output(input: &Input) -> Value {
    let context = context(input);
    let mut out = Map::new();
    if input.fragment {
        let reading = reading::read_new_text(input.text.clone(), &context);
        fill(&input.text, &reading, &mut out);
        return Value::Object(out);
    }
    let runs = match &input.html {
        Some(html) => html::parts(html),
        None => vec![(PartKind::Text, input.text.clone())],
    };
    let parts: Vec<Part<'_>> = runs
        .iter()
        .map(|(kind, text)| Part { kind: *kind, text })
        .collect();
    let visible: Vec<&str> = parts.iter().map(|part| part.text).collect();
    let visible = visible.join("\n");
    let zones = reading::zones(&parts);
    fill(&visible, &reading::read(&parts, &context), &mut out);
    lines(&visible, &zones, &mut out);
    if input.html.is_some() {
        out.insert("new_text".into(), json!(kept(&visible, &zones)));
    }
    Value::Object(out)
}

/// Everything that was read, by its key; places are those of the visible text.
fn fill(visible: &str, reading: &Reading, out: &mut Map<String, Value>) {
    let places = Places::new(visible, &reading.new_text);
    signals(reading, &places, out);
    draft(reading, &places, out);
}

/// What is seen of a page and no quote; its signature too, which new text is without. A mail that
/// is nothing but a forward is seen whole.
fn kept(visible: &str, zones: &[Zone]) -> String {
    let own = |line: &(&str, &Zone)| *line.1 != Zone::Quote;
    let lines = visible.split('\n').zip(zones).filter(own);
    let text: Vec<&str> = lines.map(|(line, _)| line).collect();
    let text = text.join("\n");
    if text.trim().is_empty() {
        visible.to_owned()
    } else {
        text
    }
}

fn context(input: &Input) -> Context<'_> {
    let day: Option<Day> = input
        .sent
        .as_deref()
        .and_then(|sent| sent.get(..10)?.parse().ok());
    Context {
        author: match input.from {
            Some(From::Prospect) => Author::Prospect,
            Some(From::Rep) => Author::Rep,
            Some(From::Unknown) | None => Author::Unknown,
        },
        sent: day,
        day_first: input.region.as_deref() != Some("US"),
        ..Context::default()
    }
}

fn lines(text: &str, zones: &[Zone], out: &mut Map<String, Value>) {
    let numbers = |wanted: Zone| -> Vec<usize> {
        let filled = text.split('\n').zip(zones).enumerate();
        filled
            .filter(|(_, (line, zone))| **zone == wanted && !line.trim().is_empty())
            .map(|(at, _)| at)
            .collect()
    };
    out.insert("new_lines".into(), json!(numbers(Zone::New)));
    out.insert("signature_lines".into(), json!(numbers(Zone::Signature)));
}

fn signals(reading: &Reading, places: &Places<'_>, out: &mut Map<String, Value>) {
    out.insert("new_text".into(), json!(reading.new_text));
    let requests = reading.requests.iter().map(|asked| {
        let at = places.characters(&asked.span);
        json!({
            "start": at.start, "end": at.end, "kind": asked.kind.code(), "rule": asked.rule,
            "purpose": asked.purpose, "outcome": asked.outcome,
        })
    });
    out.insert("requests".into(), requests.collect());
    out.insert("asks".into(), json!(reading.expects_answer));
    let dates = reading.dates.iter().map(|date| {
        let at = places.characters(&date.span);
        json!({"start": at.start, "end": at.end, "from": date.from, "to": date.to})
    });
    out.insert("dates".into(), dates.collect());
    let answer = reading.answer.as_ref().map(|(answer, _)| match answer {
        Answer::Yes => "yes",
        Answer::Partly => "partly",
        Answer::No => "no",
    });
    out.insert("answer".into(), json!(answer));
    let (automatic, back_on) = match reading.automatic {
        Automatic::Human => ("human", None),
        Automatic::OutOfOffice { back_on } => ("out_of_office", back_on),
        Automatic::Bounce => ("bounce", None),
        Automatic::List => ("list", None),
        Automatic::Calendar => ("calendar", None),
        Automatic::Receipt => ("receipt", None),
    };
    out.insert("automatic".into(), json!(automatic));
    out.insert("back_on".into(), json!(back_on));
}

/// What the rep's own text does, and what it promises.
fn draft(reading: &Reading, places: &Places<'_>, out: &mut Map<String, Value>) {
    let draft = &reading.draft;
    let promises = &reading.commitments;
    let rep = promises.iter().filter(|one| one.side == Author::Rep);
    let labels = [
        ("delivers", !draft.delivers.is_empty()),
        ("promises", rep.clone().next().is_some()),
        ("promises_undated", rep.clone().any(|one| !one.dated)),
        ("offers_more", draft.offers_more.is_some()),
        ("asks_due_question", draft.asks_due_question.is_some()),
        ("asks_for_order", draft.asks_for_order.is_some()),
        ("asks_something_in_return", draft.asks_in_return.is_some()),
        ("chases", draft.chases.is_some()),
    ];
    let does = labels
        .iter()
        .filter_map(|(label, does)| does.then_some(*label));
    out.insert("draft".into(), does.collect());
    let kind = draft.delivers.iter().find_map(|one| one.kind);
    out.insert("delivered_kind".into(), json!(kind.map(Kind::code)));
    let commitments = promises.iter().map(|one| {
        let at = places.characters(&one.span);
        json!({
            "start": at.start, "end": at.end, "due": one.due, "owner": one.owner, "rule": one.rule,
        })
    });
    out.insert("commitments".into(), commitments.collect());
    out.insert("agrees".into(), json!(reading.agrees.is_some()));
}
