//! `cargo xtask eval` and `cargo xtask read`: how well mail is read, on labelled text that is
//! handed on beside the project, against the floors that were reached before.

use crate::layout::Layout;
use crate::{company, exec};
use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The profile of `Cargo.toml` with which the program is built.
const PROFILE: &str = "native";

/// So many of each question's plain forms are shown that are misread most.
const MISSES: usize = 12;

/// A set's figures by name, each a share from 0 to 1 or a count.
type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// Builds the reading as a program and returns where it lies.
fn program(layout: &Layout) -> Result<PathBuf> {
    built(layout, "askback-read")
}

fn built(layout: &Layout, package: &str) -> Result<PathBuf> {
    let args = ["build", "--quiet", "--profile", PROFILE];
    exec::run(exec::cargo(layout, &args).args(["--package", package]))?;
    let name = format!("{package}{}", std::env::consts::EXE_SUFFIX);
    Ok(layout.target.join(PROFILE).join(name))
}

/// Learns the models of the reading from labelled mail and writes them to `src/reading/learned`;
/// `--cross` writes nothing and says how well texts are judged that were not learned from.
///
/// # Errors
/// When there is nothing to learn from, or of the build.
pub fn train(layout: &Layout, args: &[&str]) -> Result<()> {
    exec::run(Command::new(built(layout, "askback-train")?).args(args))
}

/// Reads JSON Lines from standard input; the answers go to standard output.
///
/// # Errors
/// Those of the build; a line that cannot be read is answered, and is none.
pub fn read(layout: &Layout) -> Result<()> {
    exec::run(&mut Command::new(program(layout)?))
}

/// Where the labelled text and its scorer lie, when they were handed on.
pub fn shared(layout: &Layout) -> Option<PathBuf> {
    let shared = layout.root.join("../shared");
    shared.join("eval/score.py").is_file().then_some(shared)
}

/// Scores the reading, prints the scorer's table, and holds the figures to their floors. With
/// `--raise` the floors are raised to the figures; other arguments go to the scorer, whose table
/// is then all there is.
///
/// # Errors
/// When there is nothing to score with, or a figure is below its floor.
pub fn eval(layout: &Layout, args: &[&str]) -> Result<()> {
    let shared = shared(layout).context("no labelled text beside the project (../shared)")?;
    let program = program(layout)?;
    let scorer = |data: &Path, split: &str| {
        let mut python = Command::new("python3");
        python.arg(shared.join("eval/score.py"));
        python.arg("--reader").arg(&program);
        python.arg("--data").arg(data);
        python.args(["--split", split]);
        python
    };
    let raise = args == ["--raise"];
    let mut found = Figures::new();
    let own = layout.tests().join("corpora");
    for (title, data, split) in [
        ("", &shared.join("data"), "dev"),
        ("own ", &own, "dev"),
        ("held ", &own, "held"),
        ("held2 ", &own, "held2"),
    ] {
        println!("{}, {split}", data.display());
        // What is held out shows its figures and never its lines.
        let told = args.iter().filter(|arg| **arg != "--raise");
        let told: Vec<_> = told.filter(|_| split == "dev").collect();
        exec::run(scorer(data, split).args(told))?;
        if args.is_empty() || raise {
            let report = exec::output(scorer(data, split).arg("--json"))?;
            let report = figures(&serde_json::from_str(&report)?);
            found.extend(
                report
                    .into_iter()
                    .map(|(set, figures)| (format!("{title}{set}"), figures)),
            );
        }
    }
    if args.is_empty() || raise || args.contains(&"--misses") {
        let misses = if args.contains(&"--misses") {
            MISSES
        } else {
            0
        };
        for (name, share) in company::shares(layout, &program, misses)? {
            found.insert(name, figures_of(share));
        }
    }
    if !args.is_empty() && !raise {
        return Ok(());
    }
    let path = layout.root.join("xtask/floors.json");
    let floors: Figures = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    if raise {
        std::fs::write(&path, written(&raised(&floors, &found)))?;
    }
    let below = below(&floors, &found);
    if below.is_empty() {
        println!("no figure is below its floor (xtask/floors.json)");
        Ok(())
    } else {
        bail!("below the floor:\n  {}", below.join("\n  "))
    }
}

/// The figures of the scorer's report that are held: shares and counts of what is right, and the
/// counts of false finds. Precision and recall follow from F1; speed is the bench's.
fn figures(report: &Value) -> Figures {
    let mut all = Figures::new();
    for (set, values) in report.as_object().into_iter().flatten() {
        let held = values.as_object().into_iter().flatten();
        let held = held.filter_map(|(name, value)| {
            let kept = name.ends_with("F1")
                || is_ceiling(name)
                || ["exact", "signature", "new_kept", "right"].contains(&name.as_str());
            Some((name.clone(), number(value).filter(|_| kept)?))
        });
        all.insert(set.clone(), held.collect());
    }
    all
}

/// The figures of a share, as the scorer says one.
fn figures_of(share: company::Share) -> BTreeMap<String, f64> {
    let right = json!(format!("{}/{}", share.right, share.of));
    number(&right)
        .map(|right| ("right".to_owned(), right))
        .into_iter()
        .collect()
}

/// A number, or the share that `12/40` says; in thousandths, so that what is written is what is
/// compared.
fn number(value: &Value) -> Option<f64> {
    let share = |text: &str| {
        let (part, whole) = text.split_once('/')?;
        Some(part.parse::<f64>().ok()? / whole.parse::<f64>().ok()?.max(1.0))
    };
    let number = value.as_f64().or_else(|| share(value.as_str()?))?;
    Some((number * 1000.0).round() / 1000.0)
}

/// Less of it is better.
fn is_ceiling(name: &str) -> bool {
    name.starts_with("false")
}

fn below(floors: &Figures, found: &Figures) -> Vec<String> {
    let mut below = Vec::new();
    for (set, floors) in floors {
        for (name, floor) in floors {
            let figure = found.get(set).and_then(|set| set.get(name)).copied();
            let kept = figure.is_some_and(|figure| {
                if is_ceiling(name) {
                    figure <= *floor
                } else {
                    figure >= *floor
                }
            });
            if !kept {
                let figure = figure.map_or("missing".into(), |figure| figure.to_string());
                below.push(format!("{set}, {name}: {figure}, was {floor}"));
            }
        }
    }
    below
}

/// The better of floor and figure, each by each.
fn raised(floors: &Figures, found: &Figures) -> Figures {
    let mut raised = floors.clone();
    for (set, figures) in found {
        let floors = raised.entry(set.clone()).or_default();
        for (name, figure) in figures {
            let floor = floors.entry(name.clone()).or_insert(*figure);
            *floor = if is_ceiling(name) {
                floor.min(*figure)
            } else {
                floor.max(*figure)
            };
        }
    }
    raised
}

/// One line a set, so that two changes of different sets merge.
fn written(floors: &Figures) -> String {
    let lines = floors.iter().map(|(set, figures)| {
        let figures: Map<String, Value> = figures
            .iter()
            .map(|(name, figure)| (name.clone(), json!(figure)))
            .collect();
        format!("  {}: {}", json!(set), Value::Object(figures))
    });
    format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(report: &Value) -> Figures {
        figures(report)
    }

    #[test]
    fn figures_are_held_each_by_each() {
        let floors = of(&json!({"a": {"F1": 0.9, "P": 0.1, "right": "3/4", "false": 2}}));
        assert!(below(&floors, &floors).is_empty());
        let worse = of(&json!({"a": {"F1": 0.8999, "right": "5/8", "false": 3}}));
        assert_eq!(
            below(&floors, &worse),
            ["a, false: 3, was 2", "a, right: 0.625, was 0.75"]
        );
        assert_eq!(below(&floors, &Figures::new()).len(), 3);
    }

    #[test]
    fn floors_are_raised_and_never_lowered() {
        let floors = of(&json!({"a": {"F1": 0.9, "false": 2}}));
        let other = of(&json!({"a": {"F1": 0.8, "false": 1}, "b": {"exact": "1/2"}}));
        let raised = raised(&floors, &other);
        let back: Figures = serde_json::from_str(&written(&raised)).unwrap();
        assert_eq!(back, raised);
        assert_eq!(
            written(&raised),
            "{\n  \"a\": {\"F1\":0.9,\"false\":1.0},\n  \"b\": {\"exact\":0.5}\n}\n"
        );
    }
}
