//! Deals that are learned from: their mails, and what each of them does.

use crate::corpus::{Gold, Question, Text};
use askback::reading::Author;
use serde::Deserialize;

/// A deal, as the corpora's README describes its file.
#[derive(Deserialize)]
pub struct Deal {
    rep: Person,
    mails: Vec<Mail>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Person {
    email: String,
}

#[derive(Deserialize)]
struct Mail {
    from: Person,
    date: String,
    body: String,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    requests: Vec<Marked>,
    #[serde(default)]
    answers: Vec<Marked>,
    #[serde(default)]
    deliveries: Vec<Marked>,
    #[serde(default)]
    commitments: Vec<Marked>,
    #[serde(default)]
    close: Vec<usize>,
}

#[derive(Deserialize)]
struct Marked {
    mail: usize,
    kind: Option<String>,
    label: Option<String>,
    sentence: Option<String>,
}

/// What each mail of a deal says of a question.
pub fn texts(deal: &Deal, question: &Question, source: &str) -> Vec<Text> {
    let mails = deal.mails.iter().enumerate().map(|(at, mail)| {
        let rep = mail.from.email == deal.rep.email;
        let gold = |label: &&str| of_mail(&deal.expected, at, rep, question.name, label);
        Text {
            source: source.to_owned(),
            said: mail.body.clone(),
            whole: true,
            dressed: false,
            author: if rep { Author::Rep } else { Author::Prospect },
            sent: mail.date.get(..10).map(str::to_owned),
            gold: question.labels.iter().map(gold).collect(),
            borrowed: false,
        }
    });
    mails
        .filter(|text| text.gold.iter().any(|gold| *gold != Gold::Unknown))
        .collect()
}

fn of_mail(expected: &Expected, at: usize, rep: bool, question: &str, label: &str) -> Gold {
    let here = |marked: &[Marked], is: &dyn Fn(&Marked) -> bool| {
        let found: Vec<&Marked> = marked
            .iter()
            .filter(|one| one.mail == at && is(one))
            .collect();
        let said: Vec<String> = found
            .iter()
            .filter_map(|one| one.sentence.clone())
            .collect();
        match (found.len(), said.len()) {
            (0, _) => Gold::No,
            (all, with) if all == with => Gold::Here(said),
            _ => Gold::Yes,
        }
    };
    let marked = [
        &expected.requests,
        &expected.answers,
        &expected.deliveries,
        &expected.commitments,
    ];
    match (question, label, rep) {
        // Who asks, answers, gives or promises is no machine; of the others nobody said.
        ("automatic", ..) if marked.into_iter().flatten().any(|one| one.mail == at) => Gold::No,
        ("requests", "any", false) => here(&expected.requests, &|_| true),
        ("requests", _, false) => here(&expected.requests, &|one| {
            one.kind.as_deref() == Some(label)
        }),
        ("answers", _, false) => here(&expected.answers, &|one| {
            one.label.as_deref() == Some(label)
        }),
        ("close", _, false) if expected.close.contains(&at) => Gold::Yes,
        ("close", _, false) => Gold::No,
        ("drafts", "promises", _) => here(&expected.commitments, &|_| true),
        ("drafts", "delivers", true) => here(&expected.deliveries, &|_| true),
        _ => Gold::Unknown,
    }
}
