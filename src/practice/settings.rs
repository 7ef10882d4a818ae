//! Every setting by its code: the numbers, rules, questions and lines of checklists that a rep or a
//! company may set, as a list offers them, and what a value of each looks like.

use super::{Numbers, Preset, kinds, rules};
use crate::domain::{Address, Day, Kind, Missing};

/// The setting of the domains and addresses that are never looked at.
pub const NEVER_PEOPLE: &str = "never.people";
/// The setting of the days after which a prospect of whom nothing is open is forgotten; 0 for never.
pub const KEEP_DAYS: &str = "keep.days";
/// The setting of the labels that are never looked at.
pub const NEVER_LABELS: &str = "never.labels";

/// What a setting's value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A whole number up to this one.
    Number(u32),
    /// One of these: code and words.
    Choice(&'static [(&'static str, &'static str)]),
    /// Days such as `2026-12-24`, with spaces between.
    Days,
    /// Domains and mail addresses, with spaces or commas between.
    People,
    /// Any text that is not empty.
    Text,
    /// Lines of text, or none.
    Lines,
}

/// A setting as a list offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Names it in files and policies.
    pub code: String,
    /// Under which heading it stands.
    pub section: &'static str,
    /// What it is, as a rep reads it.
    pub label: String,
    /// What its value looks like.
    pub shape: Shape,
    /// Its value when nobody set it.
    pub usual: String,
}

const MODES: &[(&str, &str)] = &[
    ("coach", "Coach: reminds, and holds on what matters most"),
    ("strict", "Strict: holds on every rule"),
    ("quiet", "Quiet: the badge alone"),
];
const PRESETS: &[(&str, &str)] = &[
    ("quick_sale", "Quick sale"),
    ("normal", "Normal"),
    ("enterprise", "Enterprise"),
];
const WEIGHTS: &[(&str, &str)] = &[("off", "Off"), ("remind", "Remind"), ("hold", "Hold")];
const LINES: &[(&str, &str)] = &[
    ("must", "Must be known"),
    ("may", "May help"),
    ("off", "Leave out"),
];
pub(super) const WEEKS: &[(&str, &str)] = &[
    ("1111100", "Monday to Friday"),
    ("1111110", "Monday to Saturday"),
    ("1111001", "Sunday to Thursday"),
    ("1111111", "Every day"),
];

/// The numbers: code, words, where each stands.
type Slot = fn(&mut Numbers) -> &mut u32;
pub(super) const NUMBERS: [(&str, &str, Slot); 7] = [
    (
        "quiet",
        "Quiet after so many business days of silence",
        |n| &mut n.quiet,
    ),
    ("dark", "Dark after so many business days of silence", |n| {
        &mut n.dark
    }),
    (
        "hard_question",
        "The hard question after so many days",
        |n| &mut n.hard_question,
    ),
    (
        "walk_away",
        "Walking away proposed after so many days",
        |n| &mut n.walk_away,
    ),
    (
        "dark_past_date",
        "Dark so many business days past an agreed date",
        |n| &mut n.dark_past_date,
    ),
    (
        "hard_question_wait",
        "Business days for an answer to the hard question",
        |n| &mut n.hard_question_wait,
    ),
    (
        "ask_within",
        "Business days in which to ask for the order",
        |n| &mut n.ask_within,
    ),
];
/// What is set for each kind beside its checklist.
const AFTER: &str = "Ask whether it was what they needed after so many days";
const ASKED: &str = "The question that is asked then";
const WHY: &str = "The question why they ask";
const THEN: &str = "The question what happens once they have it";
const MUST: &str = "What else must be known, one a line";
const MAY: &str = "What else may help, one a line";

/// The questions that are the same for all kinds: code, words, what they ask for.
pub(super) const ASKS: [(&str, &str, Missing); 4] = [
    (
        "other_way",
        "If it is not right for them",
        Missing::OtherWay,
    ),
    ("date", "By when", Missing::Date),
    ("evidence", "Whether you understood them", Missing::Evidence),
    (
        "their_owner",
        "Who does it on their side",
        Missing::TheirOwner,
    ),
];

/// What the code of a line begins with that a rep or a company wrote; the line itself follows.
pub(super) const WRITTEN: &str = "own:";
/// A checklist that is longer than this is no checklist.
pub(super) const MOST_LINES: usize = 20;

/// More days than these are no retention; some eleven years.
const MOST_KEPT: u32 = 4_000;
/// More days than these are a slip of the finger.
pub(super) const MOST_DAYS: u32 = 400;

/// Every setting, in the order in which a page lists them; the usual values are those of a preset.
pub fn settings(preset: &str) -> Vec<Setting> {
    let mut all = Vec::new();
    let mut add = |code: String, section, label: &str, shape, usual: &str| {
        let (label, usual) = (label.to_owned(), usual.to_owned());
        all.push(Setting {
            code,
            section,
            label,
            shape,
            usual,
        });
    };
    let mode = Shape::Choice(MODES);
    add(
        "mode".to_owned(),
        "Manner",
        "How strongly the rules speak up",
        mode,
        "coach",
    );
    for (name, label, weight) in rules::ALL {
        let usual = if weight == rules::Severity::Hold {
            "hold"
        } else {
            "remind"
        };
        let code = ["rule.", name].concat();
        add(code, "Rules", label, Shape::Choice(WEIGHTS), usual);
    }
    let silence = "Silence";
    let presets = Shape::Choice(PRESETS);
    add(
        "preset".to_owned(),
        silence,
        "The way you sell",
        presets,
        "normal",
    );
    let mut numbers = Numbers::of(preset_of(preset));
    for (name, label, slot) in NUMBERS {
        let usual = slot(&mut numbers).to_string();
        let code = ["number.", name].concat();
        add(code, silence, label, Shape::Number(MOST_DAYS), &usual);
    }
    add(
        "week".to_owned(),
        silence,
        "The days on which you work",
        Shape::Choice(WEEKS),
        "1111100",
    );
    add(
        "holidays".to_owned(),
        silence,
        "Holidays, such as 2026-12-24",
        Shape::Days,
        "",
    );
    let section = "Never look at";
    let people = "Domains and mail addresses, with spaces between";
    add(NEVER_PEOPLE.to_owned(), section, people, Shape::People, "");
    let labels = "Labels of your mail, with commas between";
    add(NEVER_LABELS.to_owned(), section, labels, Shape::Text, "");
    let forget = "Forget who has nothing open, so many days after the last happening (0: never)";
    let days = Shape::Number(MOST_KEPT);
    add(KEEP_DAYS.to_owned(), "Keeping", forget, days, "0");
    let own = "Kinds of your own: what they are called";
    for kind in Kind::OWN {
        let code = ["kind.", kind.code()].concat();
        add(code, own, kind.label(), Shape::Text, "");
    }
    let asks = "Questions";
    for (name, label, missing) in ASKS {
        let usual = kinds::missing_question(Kind::Other, missing);
        add(["ask.", name].concat(), asks, label, Shape::Text, usual);
    }
    for kind in Kind::every() {
        of_kind(kind, &mut add);
    }
    all
}

/// What is set for a kind.
fn of_kind(kind: Kind, add: &mut dyn FnMut(String, &'static str, &str, Shape, &str)) {
    let (of, section) = (kind.code(), kind.label());
    let days = kinds::question_after_days(kind).to_string();
    let (asked, why, then) = (
        kinds::due_question(kind),
        kinds::purpose_question(kind),
        kinds::outcome_question(kind),
    );
    for (name, label, shape, usual) in [
        ("ask_after.", AFTER, Shape::Number(MOST_DAYS), &*days),
        ("question.", ASKED, Shape::Text, asked),
        ("why.", WHY, Shape::Text, why),
        ("then.", THEN, Shape::Text, then),
        ("must.", MUST, Shape::Lines, ""),
        ("may.", MAY, Shape::Lines, ""),
    ] {
        add([name, of].concat(), section, label, shape, usual);
    }
    for line in kinds::checklist(kind) {
        let usual = if line.must { "must" } else { "may" };
        let code = ["check.", of, ".", line.code].concat();
        add(code, section, line.text, Shape::Choice(LINES), usual);
    }
}

/// What is wrong with a value, in plain words.
///
/// # Errors
/// When it is not of the setting's shape.
pub fn check(shape: Shape, value: &str) -> Result<(), &'static str> {
    match shape {
        Shape::Number(most) => match value.parse::<u32>() {
            Ok(number) if number <= most => Ok(()),
            _ if most > MOST_DAYS => Err("write a whole number of days, at most 4000"),
            _ => Err("write a whole number of days, at most 400"),
        },
        Shape::Choice(choices) if choices.iter().any(|(code, _)| *code == value) => Ok(()),
        Shape::Choice(_) => Err("choose one of the list"),
        Shape::Days if days(value).count() == value.split_whitespace().count() => Ok(()),
        Shape::Days => Err("write days such as 2026-12-24, with spaces between"),
        Shape::People => {
            let all = parted(value).iter().all(|entry| {
                entry.contains('.')
                    && (Address::parse(entry).is_some()
                        || Address::parse(&["x@", entry].concat()).is_some())
            });
            all.then_some(())
                .ok_or("write domains or addresses, with spaces between")
        }
        Shape::Text if value.trim().is_empty() => Err("write something"),
        Shape::Text | Shape::Lines => Ok(()),
    }
}

/// The entries of a text with spaces or commas between, in lower case; a domain may have an `@`
/// before it.
pub fn parted(value: &str) -> Vec<String> {
    let text = value.to_lowercase().replace([',', ';'], " ");
    let entries = text.split_whitespace();
    entries
        .map(|entry| entry.strip_prefix('@').unwrap_or(entry).to_owned())
        .collect()
}

/// The days of a text.
pub(super) fn days(value: &str) -> impl Iterator<Item = Day> + '_ {
    value.split_whitespace().filter_map(|day| day.parse().ok())
}

/// The preset of a code; the normal one for any other.
pub(super) fn preset_of(code: &str) -> Preset {
    match code {
        "quick_sale" => Preset::QuickSale,
        "enterprise" => Preset::Enterprise,
        _ => Preset::Normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The schema of the browser's managed storage: every setting, and who set it.
    fn schema() -> String {
        // By name in every object: whether `serde_json` sorts depends on who else uses it in a build.
        let mut properties = BTreeMap::new();
        let mut add = |code: String, kind: &str, title: String| {
            let property = serde_json::json!({ "title": title, "type": kind });
            properties.insert(code, property);
        };
        let company = "Who set this, as reps read it".to_owned();
        add("company".to_owned(), "string", company);
        // Read by `extension/lock/lock.js`, which stands before the ledger and its settings.
        let lock = "The lock: Lock after so many minutes without use, at the latest".to_owned();
        add("lock.minutes".to_owned(), "integer", lock);
        for setting in settings("normal") {
            let (kind, title) = match setting.shape {
                Shape::Number(_) => ("integer", setting.label),
                Shape::Choice(choices) => {
                    let codes: Vec<_> = choices.iter().map(|(code, _)| *code).collect();
                    ("string", [&setting.label, ": ", &codes.join(", ")].concat())
                }
                Shape::Days | Shape::People | Shape::Text | Shape::Lines => {
                    ("string", setting.label)
                }
            };
            let title = format!("{}: {title}", setting.section);
            add(setting.code, kind, title);
        }
        let schema = serde_json::json!({ "properties": properties, "type": "object" });
        serde_json::to_string_pretty(&schema).unwrap() + "\n"
    }

    #[test]
    fn the_schema_of_managed_storage_has_every_setting() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/managed_schema.json");
        if std::env::var_os("ASKBACK_WRITE_TYPES").is_some() {
            std::fs::write(path, schema()).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(schema(), kept, "run `cargo xtask types`");
    }
}
