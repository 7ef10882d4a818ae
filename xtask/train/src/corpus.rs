//! The labelled mail that is learned from: what was written, by whom, and what it does.

use crate::deals;
use crate::fit::Penalty;
use anyhow::{Context as _, Result};
use askback::reading::Author;
use std::path::Path;

/// What is known of a text and a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gold {
    /// Nobody said.
    Unknown,
    /// No sentence of it does.
    No,
    /// Some sentence of it does.
    Yes,
    /// These sentences do, and no other.
    Here(Vec<String>),
    /// It does where the rules say so; where they do not, nobody knows.
    Ruled,
}

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Text {
    /// The folder and file that it is from: who wrote it.
    pub source: String,
    /// What was written.
    pub said: String,
    /// Whether it is a whole mail, with its quotes and signature.
    pub whole: bool,
    /// Whether it is a mail that was made of a line, and counts as one.
    pub dressed: bool,
    /// On whose side its writer is.
    pub author: Author,
    /// The day on which it was sent.
    pub sent: Option<String>,
    /// What it does, label by label of a question.
    pub gold: Vec<Gold>,
    /// Whether it was written for another question.
    pub borrowed: bool,
}

/// A question: the name of its files and its labels in the order of the model's file.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The name of the model's file and of the corpora's.
    pub name: &'static str,
    /// Its labels.
    pub labels: &'static [&'static str],
    /// Whether at most one of them is so.
    pub single: bool,
    /// Whether a text is judged as a whole, not by its sentences.
    pub whole: bool,
    /// Whether whole mails are learned from sentence by sentence.
    pub mails: bool,
    /// What is added to each label's start, so that it errs as often to either side: chosen by
    /// `--cross`.
    pub shifts: &'static [f64],
    /// How much more the rules count than they did on what is learned from: they were made from
    /// real mail too.
    pub trust: f64,
    /// How much the penalties weigh: machines say the same in so many words and languages that a
    /// model of few of them misses most; sparser models of requests and answers read real mail better.
    pub penalty: Penalty,
    /// Weights below so many parts of [`crate::write::UNIT`] are left out: what hardly weighs
    /// decides nothing, and is a third of a model. Chosen by the dev halves of the public sets.
    pub least: f64,
}

impl Question {
    /// Whether sentences hear the greetings and names beside them, as `Learned::score` has it: those of a
    /// prospect's mail do not.
    pub fn is_greeted(&self) -> bool {
        !matches!(self.name, "requests" | "answers" | "close")
    }
}

const PENALTY: Penalty = Penalty {
    sparse: 1.0,
    small: 1.0,
};

/// The questions, in the order of the models' files.
pub const QUESTIONS: [Question; 6] = [
    Question {
        name: "requests",
        labels: &[
            "demo",
            "sample",
            "collateral",
            "quote",
            "call",
            "more_time",
            "proof_of_concept",
            "security_review",
            "other",
            "any",
        ],
        single: false,
        whole: false,
        mails: true,
        shifts: &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.6],
        trust: 1.0,
        penalty: PENALTY.times(1.7, 1.0),
        least: 3.0,
    },
    Question {
        name: "answers",
        labels: &["yes", "partly", "no"],
        single: true,
        whole: false,
        mails: true,
        shifts: &[0.3, 0.3, 0.3],
        trust: 0.6,
        penalty: PENALTY.times(0.95, 1.0),
        least: 3.0,
    },
    Question {
        name: "close",
        labels: &["agrees"],
        single: false,
        whole: false,
        mails: true,
        shifts: &[0.3],
        trust: 0.6,
        penalty: PENALTY.times(1.3, 1.0),
        least: 3.0,
    },
    Question {
        name: "drafts",
        labels: &[
            "promises",
            "delivers",
            "offers_more",
            "asks_due_question",
            "asks_for_order",
            "asks_something_in_return",
            "chases",
        ],
        single: false,
        whole: false,
        mails: true,
        shifts: &[0.0, 0.2, 0.4, 0.1, 0.4, 0.5, 0.5],
        trust: 2.0,
        penalty: PENALTY,
        least: 1.0,
    },
    Question {
        name: "automatic",
        labels: &[
            "out_of_office",
            "bounce",
            "list",
            "calendar",
            "receipt",
            "any",
        ],
        single: true,
        whole: true,
        mails: false,
        shifts: &[0.0, 0.0, 0.0, 0.0, 0.0, -0.5],
        trust: 1.0,
        penalty: PENALTY.times(0.65, 0.5),
        least: 1.0,
    },
    Question {
        name: "asks",
        labels: &["asks"],
        single: false,
        whole: false,
        mails: false,
        shifts: &[-1.4],
        trust: 1.0,
        penalty: PENALTY.times(1.15, 1.0),
        least: 2.0,
    },
];

/// Everything in a folder that says something of a question.
///
/// # Errors
/// When a file cannot be read or is not of its form.
pub fn texts(folder: &Path, question: &Question) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("");
    let labelled = |file: &str| -> Result<Vec<Text>> {
        let path = folder.join(format!("{file}.tsv"));
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let rows = lines.lines().skip(1).filter(|line| !line.is_empty());
        Ok(rows.map(|line| row(line, file, question, name)).collect())
    };
    texts.extend(labelled(question.name)?);
    // What asks for something, or only looks so, is no decision and no machine's mail.
    if question.name == "close" || question.name == "automatic" {
        let plain = labelled("requests")?.into_iter().map(|text| Text {
            gold: vec![Gold::No; question.labels.len()],
            borrowed: true,
            ..text
        });
        texts.extend(plain);
    }
    if question.name == "automatic" {
        let plain = labelled("answers")?.into_iter().map(|text| Text {
            gold: vec![Gold::No; question.labels.len()],
            borrowed: true,
            ..text
        });
        texts.extend(plain);
    }
    let threads = folder.join("threads");
    if threads.is_dir() && (question.mails || question.whole) {
        let mut files: Vec<_> = std::fs::read_dir(&threads)?.collect::<Result<_, _>>()?;
        files.sort_by_key(std::fs::DirEntry::file_name);
        for file in files.iter().map(std::fs::DirEntry::path) {
            let deal = std::fs::read_to_string(&file)?;
            let deal = serde_json::from_str(&deal).with_context(|| file.display().to_string())?;
            texts.extend(deals::texts(&deal, question, &format!("{name}/threads")));
        }
    }
    Ok(texts)
}

/// Puts texts that were written for another question together as mails of one to five lines: what a
/// person writes is no shorter than what a machine does.
pub fn as_mails(texts: Vec<Text>) -> Vec<Text> {
    let (borrowed, mut all): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.borrowed);
    let mut lines = borrowed.into_iter().peekable();
    for long in [1, 2, 3, 5].into_iter().cycle() {
        let Some(mut mail) = lines.next() else { break };
        for _ in 1..long {
            let Some(line) = lines.next_if(|line| line.source == mail.source) else {
                break;
            };
            mail.said = format!("{}\n{}", mail.said, line.said);
        }
        all.push(mail);
    }
    all
}

/// What Parakweet's set (Apache-2.0) says of a question, where it lies beside the project: sentences of
/// real mail that intend nothing ask for nothing, promise nothing and decide nothing.
///
/// # Errors
/// When the file cannot be read.
pub fn intents(shared: &Path, question: &Question) -> Result<Vec<Text>> {
    let path = shared.join("data/parakweet-intent/dev/sentences.tsv");
    let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let one = |line: &str| {
        let (intends, text) = line.split_once('\t')?;
        let gold = |label: &&str| match (question.name, *label, intends) {
            ("asks", _, "1") => Gold::Yes,
            ("asks" | "requests" | "close", _, "0")
            | ("drafts", "promises", "0")
            | ("automatic", ..) => Gold::No,
            // Without these, whatever is written as this set is would seem to do nothing.
            ("requests", _, "1") | ("drafts", "promises", "1") => Gold::Ruled,
            _ => Gold::Unknown,
        };
        let gold: Vec<Gold> = question.labels.iter().map(gold).collect();
        gold.iter()
            .any(|gold| *gold != Gold::Unknown)
            .then(|| Text {
                source: "parakweet".to_owned(),
                said: text.to_owned(),
                whole: false,
                dressed: false,
                author: Author::Unknown,
                sent: None,
                gold,
                borrowed: question.name == "automatic",
            })
    };
    Ok(lines.lines().skip(1).filter_map(one).collect())
}

fn row(line: &str, file: &str, question: &Question, source: &str) -> Text {
    let cells: Vec<&str> = line.split('\t').collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or("");
    let said: Vec<&str> = cell(if file == "requests" { 2 } else { 1 })
        .split(',')
        .collect();
    let any = match file {
        "requests" => cell(1) == "1",
        "automatic" => cell(1) != "human",
        _ => false,
    };
    let gold = |label: &&str| {
        if said.contains(label) || any && *label == "any" {
            Gold::Yes
        } else {
            Gold::No
        }
    };
    Text {
        source: source.to_owned(),
        said: cell(0).replace("\\n", "\n"),
        whole: false,
        dressed: false,
        author: if file == "drafts" {
            Author::Rep
        } else {
            Author::Prospect
        },
        sent: None,
        gold: question.labels.iter().map(gold).collect(),
        borrowed: false,
    }
}
