//! Learns the models of the reading: `cargo xtask train`.
//!
//! Reads `tests/corpora/askback-mail/{train/*,dev}` and writes `src/reading/learned/*.txt`. With
//! `--cross` nothing is written: each author's texts are judged by models of the others' texts.

mod corpus;
mod cross;
mod deals;
mod dress;
mod examples;
mod fit;
mod learn;
mod write;

use anyhow::Result;
use corpus::{QUESTIONS, Question, Text};
use examples::{Example, Names, examples};
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let flag = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1).cloned()
    };
    let number = |name: &str, default: f64| {
        flag(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    };
    let settings = cross::Settings {
        penalty: fit::Penalty {
            sparse: number("--sparse", 1.0),
            small: number("--small", 1.0),
        },
        without: flag("--without")
            .unwrap_or_default()
            .split(',')
            .map(str::to_owned)
            .collect(),
        misses: args.iter().any(|arg| arg == "--misses"),
        by_author: args.iter().any(|arg| arg == "--by-author"),
    };
    let crossed = args.iter().any(|arg| arg == "--cross");
    for question in &QUESTIONS {
        if flag("--only").is_some_and(|only| only != question.name) {
            continue;
        }
        let mut texts: Vec<Text> = Vec::new();
        for folder in folders(&root)? {
            texts.extend(corpus::texts(&folder, question)?);
        }
        texts.extend(corpus::intents(&root.join("../shared"), question)?);
        if !question.is_greeted() {
            texts.extend(dress::dressed(&texts));
        }
        if question.whole {
            texts = corpus::as_mails(texts);
        }
        if crossed {
            cross::cross(question, &texts, &settings);
        } else {
            write(&root, question, &texts, &settings)?;
        }
    }
    Ok(())
}

/// Learns a question's models and writes its file.
fn write(
    root: &Path,
    question: &Question,
    texts: &[Text],
    settings: &cross::Settings,
) -> Result<()> {
    let mut names = Names::default();
    let keep = |name: &str| !settings.without.iter().any(|out| out == cross::group(name));
    let all = examples(texts, question, &mut names, &keep);
    let all: Vec<&Example> = all.iter().collect();
    let models: Vec<fit::Fitted> = (0..question.labels.len())
        .map(|label| learn::model(&all, question, label, &names.names, settings.penalty))
        .collect();
    let file = write::file(question, &names.names, &models);
    let kept = file.lines().count() - 2;
    println!(
        "{}: {} texts, {kept} features kept",
        question.name,
        all.len()
    );
    std::fs::write(
        root.join(format!("src/reading/learned/{}.txt", question.name)),
        file,
    )?;
    Ok(())
}

/// The folders that are learned from, an author each.
fn folders(root: &Path) -> Result<Vec<PathBuf>> {
    let corpora = root.join("tests/corpora/askback-mail");
    let mut folders = vec![corpora.join("dev")];
    for entry in std::fs::read_dir(corpora.join("train"))? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}
