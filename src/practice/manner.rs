//! The manner in which the rules judge: every number, rule, question and line of a checklist that a
//! rep or a company may set, by its code. What is not set is as the practice says.

use super::{Mode, Numbers, Preset, kinds, rules};
use crate::domain::{Address, Day, Kind, Missing, Request, gathered};
use std::collections::BTreeMap;

/// What was set: codes of settings and their values.
pub type Values = BTreeMap<String, String>;

/// How strongly a rule speaks up, when it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Not at all.
    Off,
    /// The rep is reminded.
    Remind,
    /// The draft waits.
    Hold,
}

/// How the rules judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// How strongly they speak up as a whole.
    pub mode: Mode,
    /// The numbers.
    pub numbers: Numbers,
    values: Values,
}

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
const WEEKS: &[(&str, &str)] = &[
    ("1111100", "Monday to Friday"),
    ("1111110", "Monday to Saturday"),
    ("1111001", "Sunday to Thursday"),
    ("1111111", "Every day"),
];

/// The numbers: code, words, where each stands.
type Slot = fn(&mut Numbers) -> &mut u32;
const NUMBERS: [(&str, &str, Slot); 7] = [
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
const ASKS: [(&str, &str, Missing); 4] = [
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
const WRITTEN: &str = "own:";
/// A checklist that is longer than this is no checklist.
const MOST_LINES: usize = 20;

/// More days than these are no retention; some eleven years.
const MOST_KEPT: u32 = 4_000;
/// More days than these are a slip of the finger.
const MOST_DAYS: u32 = 400;

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

fn days(value: &str) -> impl Iterator<Item = Day> + '_ {
    value.split_whitespace().filter_map(|day| day.parse().ok())
}

fn preset_of(code: &str) -> Preset {
    match code {
        "quick_sale" => Preset::QuickSale,
        "enterprise" => Preset::Enterprise,
        _ => Preset::Normal,
    }
}

impl Manner {
    /// The manner that those values set. A value that is not of its shape counts as not set.
    pub fn of(values: Values) -> Self {
        let get = |code: &str| values.get(code).map_or("", String::as_str);
        let mode = match get("mode") {
            "strict" => Mode::Strict,
            "quiet" => Mode::Quiet,
            _ => Mode::Coach,
        };
        let mut numbers = Numbers::of(preset_of(get("preset")));
        let number = |code: &str| get(code).parse().ok().filter(|number| *number <= MOST_DAYS);
        for (name, _, slot) in NUMBERS {
            if let Some(set) = number(&["number.", name].concat()) {
                *slot(&mut numbers) = set;
            }
        }
        for kind in Kind::every() {
            if let Some(days) = number(&["ask_after.", kind.code()].concat()) {
                numbers.ask_after.insert(kind, days);
            }
        }
        if let Some((week, _)) = WEEKS.iter().find(|(code, _)| *code == get("week")) {
            for (works, sign) in numbers.calendar.week.iter_mut().zip(week.chars()) {
                *works = sign == '1';
            }
        }
        numbers.calendar.holidays = gathered(days(get("holidays")));
        Self {
            mode,
            numbers,
            values,
        }
    }

    fn get(&self, parts: &[&str]) -> Option<&str> {
        self.values.get(&parts.concat()).map(String::as_str)
    }

    /// How strongly a rule speaks up, when that was set.
    pub fn weight(&self, rule: &str) -> Option<Weight> {
        match self.get(&["rule.", rule])? {
            "off" => Some(Weight::Off),
            "remind" => Some(Weight::Remind),
            "hold" => Some(Weight::Hold),
            _ => None,
        }
    }

    /// How strongly a rule speaks up that does so by itself as `usual`; `None` when it is off.
    pub fn severity(&self, rule: &str, usual: rules::Severity) -> Option<rules::Severity> {
        match self.weight(rule) {
            Some(Weight::Off) => None,
            Some(Weight::Remind) => Some(rules::Severity::Remind),
            Some(Weight::Hold) => Some(rules::Severity::Hold),
            None if self.mode == Mode::Strict => Some(rules::Severity::Hold),
            None => Some(usual),
        }
    }

    fn text<'m>(&'m self, name: &str, of: &str, usual: &'m str) -> &'m str {
        let set = self.get(&[name, of]);
        set.filter(|text| !text.trim().is_empty()).unwrap_or(usual)
    }

    /// What a kind is called; `None` for one of the rep's own that has no name.
    pub fn name(&self, kind: Kind) -> Option<&str> {
        match kind {
            Kind::Own(_) => {
                Some(self.text("kind.", kind.code(), "").trim()).filter(|name| !name.is_empty())
            }
            kind => Some(kind.label()),
        }
    }

    /// Words in which the kinds of the rep's own are called by their names.
    pub fn say(&self, words: &str) -> String {
        let mut said = words.to_owned();
        for kind in Kind::OWN {
            if let Some(name) = self.name(kind).filter(|_| said.contains(kind.label())) {
                said = said.replace(kind.label(), name);
            }
        }
        said
    }

    /// The question after a delivery.
    pub fn question(&self, kind: Kind) -> &str {
        self.text("question.", kind.code(), kinds::due_question(kind))
    }

    /// A ready question to the buyer; empty for what only the rep can say.
    pub fn missing_question(&self, kind: Kind, missing: Missing) -> &str {
        let usual = kinds::missing_question(kind, missing);
        match missing {
            Missing::Purpose => self.text("why.", kind.code(), usual),
            Missing::Outcome => self.text("then.", kind.code(), usual),
            missing => {
                let asked = ASKS.iter().find(|(_, _, of)| *of == missing);
                asked.map_or(usual, |(name, ..)| self.text("ask.", name, usual))
            }
        }
    }

    /// The checklist of a request: a line's code and words, whether it is known, and whether it must
    /// be. Lines that were left out are not in it; those that were added stand after the others.
    pub fn checklist<'m>(&'m self, request: &Request) -> Vec<(String, &'m str, bool, bool)> {
        let kind = request.kind;
        let lines = kinds::checklist(kind).iter().filter_map(|line| {
            let must = self.must(kind, line)?;
            let known = kinds::is_known(line, request);
            Some((line.code.to_owned(), line.text, known, must))
        });
        let mut all: Vec<_> = lines.collect();
        for (name, must) in [("must.", true), ("may.", false)] {
            let written = self.text(name, kind.code(), "").lines().map(str::trim);
            for line in written.filter(|line| !line.is_empty()).take(MOST_LINES) {
                let code = [WRITTEN, line].concat();
                let known = request.ticked.contains(&code);
                all.push((code, line, known, must));
            }
        }
        all
    }

    /// Whether a line of a kind's checklist must be known; `None` when it is left out.
    fn must(&self, kind: Kind, line: &kinds::Line) -> Option<bool> {
        match self.get(&["check.", kind.code(), ".", line.code]) {
            Some("off") => None,
            Some("may") => Some(false),
            Some("must") => Some(true),
            _ => Some(line.must),
        }
    }
}

/// A line of a checklist by its code; `None` when it is none of the usual ones.
pub fn line_of(kind: Kind, code: &str) -> Option<&str> {
    if let Some(written) = code.strip_prefix(WRITTEN) {
        return Some(written);
    }
    let mut lines = kinds::checklist(kind).iter();
    lines.find(|line| line.code == code).map(|line| line.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(values: &[(&str, &str)]) -> Manner {
        let values = values.iter();
        Manner::of(
            values
                .map(|(code, value)| ((*code).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

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

    #[test]
    fn nothing_set_is_the_practice() {
        assert_eq!(set(&[]).numbers, Numbers::default());
        for setting in settings("normal") {
            let plain = setting.usual.is_empty() || check(setting.shape, &setting.usual).is_ok();
            assert!(plain, "{setting:?}");
        }
    }

    #[test]
    fn a_number_stands_over_its_preset() {
        let numbers = set(&[("preset", "enterprise"), ("number.quiet", "8")]).numbers;
        assert_eq!((numbers.quiet, numbers.dark), (8, 20));
        assert_eq!(set(&[("number.quiet", "many")]).numbers.quiet, 5);
        assert_eq!(set(&[("number.quiet", "40000")]).numbers.quiet, 5);
        assert_eq!(
            set(&[("ask_after.demo", "3")])
                .numbers
                .ask_after(Kind::Demo),
            3
        );
        assert_eq!(set(&[]).numbers.ask_after(Kind::Demo), 1);
    }

    #[test]
    fn the_week_and_its_holidays() {
        let calendar = set(&[("week", "1111110"), ("holidays", "2026-12-24 2026-12-25")])
            .numbers
            .calendar;
        assert!(calendar.week[5] && !calendar.week[6]);
        assert_eq!(calendar.holidays.len(), 2);
        assert!(check(Shape::Days, "2026-12-24 soon").is_err());
        assert!(check(Shape::Days, "").is_ok());
    }

    #[test]
    fn rules_questions_and_lines() {
        let manner = set(&[
            ("rule.chasing", "off"),
            ("question.demo", "Well?"),
            ("check.demo.budget", "must"),
            ("check.demo.cost", "off"),
        ]);
        assert_eq!(manner.weight("chasing"), Some(Weight::Off));
        assert_eq!(manner.weight("second_request"), None);
        assert_eq!(manner.question(Kind::Demo), "Well?");
        assert!(manner.question(Kind::Quote).ends_with('?'));
        let must = |code: &str| {
            let line = kinds::checklist(Kind::Demo)
                .iter()
                .find(|line| line.code == code);
            manner.must(Kind::Demo, line.unwrap())
        };
        assert_eq!(
            (must("budget"), must("cost"), must("today")),
            (Some(true), None, Some(false))
        );
    }
}
