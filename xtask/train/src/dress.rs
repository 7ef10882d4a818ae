//! Lines as they stand in mails: people greet, say a word of the weather and sign.

use crate::corpus::Text;

const GREETINGS: [&str; 7] = [
    "Hi Robin,",
    "Dear Robin,",
    "Hello Mr Stone,",
    "Robin,",
    "Good morning Robin,",
    "Dear Ms Stone,",
    "Hi,",
];

const ENDS: [&str; 7] = [
    "Best regards\nDana",
    "Kind regards,\nDana Mint",
    "Thanks\nDana",
    "Best\nD. Mint",
    "Cheers, Dana",
    "Regards\n\nDana Mint\nPlanning",
    "Dana",
];

/// Sentences that ask, answer, promise, give and decide nothing.
const IDLE: [&str; 9] = [
    "Sorry for the late reply.",
    "I hope you are well.",
    "It was a busy week here.",
    "Thank you for your mail.",
    "It has been raining here for days.",
    "My colleague is on holiday until Monday.",
    "We met yesterday.",
    "Half of the office is ill.",
    "You were right about the traffic.",
];

/// The plain lines (`train/f`), each in a mail by itself, after and before an idle sentence. Those of all authors, or a
/// part of them, made deals no better, and the models a fifth larger.
pub fn dressed(texts: &[Text]) -> Vec<Text> {
    let lines = texts
        .iter()
        .filter(|text| !text.whole && text.source == "f");
    let each = lines.enumerate().flat_map(|(at, text)| {
        (0..3).map(move |way| Text {
            said: mail(&text.said, at, way),
            whole: true,
            dressed: true,
            ..text.clone()
        })
    });
    each.collect()
}

fn mail(line: &str, at: usize, way: usize) -> String {
    let of = |all: &[&'static str], at: usize| all.get(at % all.len()).copied().unwrap_or("");
    let (greeting, end, idle) = (of(&GREETINGS, at + way), of(&ENDS, at / 7), of(&IDLE, at));
    let said = match way {
        0 => line.to_owned(),
        1 => format!("{idle} {line}"),
        _ => format!("{line} {idle}"),
    };
    format!("{greeting}\n\n{said}\n\n{end}\n")
}
