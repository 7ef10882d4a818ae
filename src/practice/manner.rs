//! The manner in which the rules judge: every number, rule, question and line of a checklist that a
//! rep or a company may set, by its code. What is not set is as the practice says.

use super::settings::{ASKS, MOST_DAYS, MOST_LINES, NUMBERS, WEEKS, WRITTEN, days, preset_of};
use super::{Mode, Numbers, kinds, rules};
use crate::domain::{Kind, Missing, Request, gathered};
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
    use crate::practice::settings::{Shape, check, settings};

    fn set(values: &[(&str, &str)]) -> Manner {
        let values = values.iter();
        Manner::of(
            values
                .map(|(code, value)| ((*code).to_owned(), (*value).to_owned()))
                .collect(),
        )
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
