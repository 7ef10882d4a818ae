//! Plain words in company: forms, things and what people write beside them (`tests/corpora/company`), put together as
//! mails, and how many of them are read rightly. A labelled set says how hard language is read; this says whether the
//! simplest still is, whatever stands around it.

use crate::layout::Layout;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How many mails a question has, and how many of them are read rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are read as they are meant.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

/// Of an answer or a decision, so many mails are made of each line.
const MAILS: usize = 40;

/// A mail, what its plain sentence does, and the form of that sentence.
struct Mail {
    text: String,
    meant: String,
    form: String,
}

/// The columns of a table's lines.
type Rows = Vec<Vec<String>>;

/// Reads all mails of all questions, prints each question's share and its `misses` most misread forms.
///
/// # Errors
/// When the tables cannot be read, or those of the program.
pub fn shares(layout: &Layout, program: &Path, misses: usize) -> Result<Vec<(String, Share)>> {
    let folder = layout.tests().join("corpora/company");
    println!("{}", folder.display());
    let mut all = Vec::new();
    for (question, mails) in questions(&folder)? {
        let read = read(program, &mails)?;
        let mut forms: BTreeMap<&str, Share> = BTreeMap::new();
        for (mail, found) in mails.iter().zip(&read) {
            let share = forms.entry(&mail.form).or_default();
            share.of += 1;
            share.right += usize::from(is_right(question, &mail.meant, found));
        }
        let right = forms.values().map(|share| share.right).sum();
        let share = Share {
            right,
            of: mails.len(),
        };
        println!(
            "company {question:<27}n={:<6} right {right}/{}",
            share.of, share.of
        );
        let mut worst: Vec<_> = forms
            .into_iter()
            .filter(|(_, share)| share.right < share.of)
            .collect();
        worst.sort_by_key(|(_, share)| share.right * 1000 / share.of);
        for (form, share) in worst.into_iter().take(misses) {
            println!("       {}/{}: {form}", share.right, share.of);
        }
        all.push((format!("company {question}"), share));
    }
    Ok(all)
}

/// The mails of each question.
fn questions(folder: &Path) -> Result<Vec<(&'static str, Vec<Mail>)>> {
    let table = |name: &str| rows(&folder.join(format!("{name}.tsv")));
    let (parts, asking) = (table("mail")?, table("wishes")?);
    let (all, neutral) = (Company::of(&parts, true), Company::of(&parts, false));
    Ok(vec![
        ("wishes", wishes(&asking, &all)),
        ("tellings", tellings(&table("tellings")?, &asking, &all)),
        ("answers", lines(&table("answers")?, &neutral)),
        ("decisions", lines(&table("decisions")?, &neutral)),
    ])
}

/// Each form of asking, with each thing that it fits.
fn wishes(asking: &Rows, company: &Company) -> Vec<Mail> {
    let (things, tails) = (of(asking, "thing"), of(asking, "tail"));
    let mut mails = Vec::new();
    for (at, form) in of(asking, "form").iter().enumerate() {
        let fitting = things
            .iter()
            .filter(|thing| fits(cell(form, 1), cell(thing, 1)));
        for (turn, thing) in fitting.enumerate() {
            let tail = tails.get((at * 3 + turn) % tails.len().max(1));
            let form = cell(form, 2);
            let said = form.replace("{thing}", cell(thing, 2));
            let said = with_tail(&said, tail.map_or("", |tail| cell(tail, 2)));
            mails.push(company.mail(at, turn, &said, cell(thing, 1), form));
        }
    }
    mails
}

/// Each form of telling, with each thing.
fn tellings(forms: &Rows, asking: &Rows, company: &Company) -> Vec<Mail> {
    let things = of(asking, "thing");
    let mut mails = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        let form = cell(form, 0);
        for (turn, thing) in things.iter().enumerate() {
            let said = form.replace("{thing}", cell(thing, 2));
            mails.push(company.mail(at, turn, &said, "", form));
        }
    }
    mails
}

/// Each line some times; its first column says what it means.
fn lines(table: &Rows, company: &Company) -> Vec<Mail> {
    let mut mails = Vec::new();
    for (at, line) in table.iter().enumerate() {
        let (meant, said) = (cell(line, 0), cell(line, 1));
        mails.extend((0..MAILS).map(|turn| company.mail(at, turn, said, meant, said)));
    }
    mails
}

/// Whether one asks so for a thing of a kind: nobody sends a call.
fn fits(form: &str, kind: &str) -> bool {
    match form {
        "give" => matches!(kind, "sample" | "collateral" | "quote" | "security_review"),
        "meet" => matches!(kind, "call" | "demo" | "proof_of_concept"),
        "make" => kind != "more_time",
        _ => true,
    }
}

/// A sentence with words before its end.
fn with_tail(said: &str, tail: &str) -> String {
    match said.char_indices().next_back() {
        Some((end, mark)) if !tail.is_empty() && said.get(..end).is_some() => {
            format!("{} {tail}{mark}", said.get(..end).unwrap_or(said))
        }
        _ => said.to_owned(),
    }
}

/// What may stand around a sentence.
struct Company {
    greetings: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    ends: Vec<String>,
}

impl Company {
    /// `requests`: with what says something of what was delivered too.
    fn of(mail: &Rows, requests: bool) -> Self {
        let part = |name: &str| {
            let rows = mail.iter().filter(|row| cell(row, 0) == name);
            let rows = rows.filter(|row| requests || cell(row, 1) == "all");
            rows.map(|row| cell(row, 2).replace("\\n", "\n")).collect()
        };
        Self {
            greetings: part("greeting"),
            before: part("before"),
            after: part("after"),
            ends: part("end"),
        }
    }

    /// A mail around a sentence: of each part another one, in turns that do not meet.
    fn mail(&self, at: usize, turn: usize, said: &str, meant: &str, form: &str) -> Mail {
        let of = |part: &[String], turn: usize| {
            part.get(turn % part.len().max(1))
                .cloned()
                .unwrap_or_default()
        };
        let greeting = of(&self.greetings, at + turn);
        let (before, after) = (
            of(&self.before, at * 7 + turn * 3),
            of(&self.after, at * 5 + turn * 11),
        );
        let goes_on = before.ends_with([',', ':']);
        let line = greeting.ends_with('\n') && !greeting.ends_with("\n\n");
        let large = !goes_on && (!before.is_empty() || greeting.is_empty() || line);
        let said = if large {
            capital(said)
        } else {
            said.to_owned()
        };
        let body = [before, said, after]
            .into_iter()
            .filter(|part| !part.is_empty());
        let space = if greeting.is_empty() || greeting.ends_with('\n') {
            ""
        } else {
            " "
        };
        let end = of(&self.ends, at * 2 + turn * 13);
        let text = format!(
            "{greeting}{space}{}{end}",
            body.collect::<Vec<_>>().join(" ")
        );
        Mail {
            text,
            meant: meant.to_owned(),
            form: form.to_owned(),
        }
    }
}

fn capital(said: &str) -> String {
    let mut chars = said.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// Whether what was found in a mail is what it means.
fn is_right(question: &str, meant: &str, found: &Value) -> bool {
    let kinds: Vec<&str> = found["requests"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["kind"].as_str())
        .collect();
    match question {
        "wishes" => kinds.contains(&meant),
        "tellings" => kinds.is_empty(),
        "answers" => found["answer"].as_str().unwrap_or("none") == meant,
        _ => found["agrees"].as_bool() == Some(meant == "agrees"),
    }
}

/// What the reading finds in each mail.
fn read(program: &Path, mails: &[Mail]) -> Result<Vec<Value>> {
    let mut reader = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = reader.stdin.take().context("the reader takes nothing in")?;
    let lines: Vec<String> = mails
        .iter()
        .map(|mail| json!({"id": "", "from": "prospect", "text": mail.text}).to_string())
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.join("\n").as_bytes()));
    let output = reader.wait_with_output()?;
    writer
        .join()
        .ok()
        .context("the mails could not be handed over")??;
    let found = String::from_utf8(output.stdout)?;
    found
        .lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

fn of(rows: &Rows, part: &str) -> Rows {
    rows.iter()
        .filter(|row| cell(row, 0) == part)
        .cloned()
        .collect()
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

fn rows(path: &PathBuf) -> Result<Rows> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    Ok(lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(part: &str, text: &str) -> Vec<String> {
        [part, "all", text].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_sentence_stands_in_a_mail_as_people_write_it() {
        let said = |greeting: &str, before: &str| {
            let parts = vec![
                company("greeting", greeting),
                company("before", before),
                company("after", "Thank you."),
                company("end", "\\n\\nDana"),
            ];
            let mail = Company::of(&parts, false).mail(3, 5, "we need a quote.", "quote", "");
            mail.text
        };
        for (greeting, before, expected) in [
            ("", "", "We need a quote. Thank you.\n\nDana"),
            ("Hi,", "", "Hi, we need a quote. Thank you.\n\nDana"),
            (
                "Hi Jo,\\n\\n",
                "",
                "Hi Jo,\n\nwe need a quote. Thank you.\n\nDana",
            ),
            (
                "Hi Jo,\\n",
                "",
                "Hi Jo,\nWe need a quote. Thank you.\n\nDana",
            ),
            (
                "",
                "All is well.",
                "All is well. We need a quote. Thank you.\n\nDana",
            ),
            (
                "",
                "As discussed,",
                "As discussed, we need a quote. Thank you.\n\nDana",
            ),
        ] {
            assert_eq!(said(greeting, before), expected);
        }
        assert_eq!(
            with_tail("can we meet?", "on Friday"),
            "can we meet on Friday?"
        );
    }

    #[test]
    fn what_is_found_is_held_against_what_is_meant() {
        let found = json!({"requests": [{"kind": "demo"}], "answer": null, "agrees": false});
        for (question, meant, right) in [
            ("wishes", "demo", true),
            ("wishes", "quote", false),
            ("tellings", "", false),
            ("answers", "none", true),
            ("answers", "yes", false),
            ("decisions", "none", true),
            ("decisions", "agrees", false),
        ] {
            assert_eq!(
                is_right(question, meant, &found),
                right,
                "{question}, {meant}"
            );
        }
    }
}
