//! The practice as the rep and their company set it: shown, changed, written to a file, read from
//! one, and taken over from the browser's managed storage.

use super::AppError;
use super::book::Book;
use super::change::{refuse, short};
use super::engine::{Call, Effects, Engine, effects};
use crate::domain::{Kind, gathered};
use crate::ledger::store::Store;
use crate::ledger::stored::Settings;
use crate::practice::manner::Values;
use crate::practice::settings::{self, KEEP_DAYS, Setting, Shape};
use crate::practice::{Count, Manner};
use crate::protocol::{PanelReply, PracticeView, SettingView};
use serde_json::{Map, Value};

/// Under what name a policy says who set it.
const COMPANY: &str = "company";
/// What a settings file says that it is.
const FILE: &str = "askback-settings";

/// Whether it is left out of files: what a colleague's file says must make nobody be forgotten here.
fn is_personal(code: &str) -> bool {
    is_never(code) || code == KEEP_DAYS
}

/// Whether it is a setting of the never-look list. It names people, so it is in no file; a company
/// adds to it, and locks nothing.
fn is_never(code: &str) -> bool {
    code.starts_with("never.")
}

impl<L: Store, S: Store> Engine<L, S> {
    /// Every setting of the practice as it is.
    pub(super) async fn practice(&self, call: &Call) -> Result<PanelReply, AppError> {
        let book = self.book(call).await?;
        self.shown_practice(&book).await
    }

    /// The settings, with what the rules propose of themselves.
    async fn shown_practice(&self, book: &Book<'_, L>) -> Result<PanelReply, AppError> {
        let rules = self.rule_views(book).await?;
        Ok(PanelReply::Practice(Box::new(PracticeView {
            rules,
            ..view(&book.settings, &book.manner)
        })))
    }

    /// Writes the settings. When a number changed, every prospect has its place on the agenda anew.
    async fn store_practice(
        &self,
        book: &mut Book<'_, L>,
        settings: Settings,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let numbers = book.manner.numbers.clone();
        book.save_settings(settings).await?;
        if book.manner.numbers != numbers {
            book.rebuild(call.clock).await?;
        }
        let reply = self.shown_practice(book).await?;
        Ok((reply, Some(effects(book, call.clock))))
    }

    /// Changes settings: code and value; an empty value is the usual one again.
    pub(super) async fn save_practice(
        &self,
        changes: &[(String, String)],
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        let mut settings = book.settings.clone();
        let known = settings::settings("normal");
        for (code, value) in changes {
            let setting = known.iter().find(|setting| setting.code == *code);
            let setting = setting.ok_or_else(|| unknown(code))?;
            set(&mut settings, setting, given(setting, value))?;
        }
        let rules = changes.iter();
        let rules = rules.filter_map(|(code, _)| code.strip_prefix("rule."));
        let rules: Vec<&str> = rules.collect();
        if !rules.is_empty() && book.trouble.is_none() {
            // The rep has decided about these: what they held is counted anew.
            self.count_rules(&rules, |count| *count = Count::default())
                .await?;
        }
        self.store_practice(&mut book, settings, call).await
    }

    /// Takes over all settings of a file, in place of those that are.
    pub(super) async fn read_settings(
        &self,
        text: &str,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let file: Option<Map<String, Value>> = serde_json::from_str(text).ok();
        let file = file.filter(|file| file.contains_key(FILE));
        let file = file.ok_or_else(|| refuse("This is no file of Askback's settings."))?;
        let mut book = self.book(call).await?;
        let mut settings = book.settings.clone();
        // Whom the rep does not want looked at is no colleague's to say.
        settings.practice.retain(|code, _| is_personal(code));
        let known = settings::settings("normal");
        for (code, value) in values(file)
            .into_iter()
            .filter(|(code, _)| code != FILE && !is_personal(code))
        {
            if settings.policy.contains_key(&code) {
                continue;
            }
            let setting = known.iter().find(|setting| setting.code == code);
            let setting = setting.ok_or_else(|| unknown(&code))?;
            set(&mut settings, setting, given(setting, &value))?;
        }
        self.store_practice(&mut book, settings, call).await
    }

    /// Takes over what the browser's managed storage says; what it says no longer is the rep's again.
    /// A setting that this version does not know, or whose value is none, is passed over.
    pub(super) async fn policy(
        &self,
        text: &str,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let policy: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        let known = settings::settings("normal");
        let mut policy = values(policy);
        policy.retain(|code, value| {
            let setting = known.iter().find(|setting| setting.code == *code);
            let fits = setting.is_some_and(|one| settings::check(one.shape, value).is_ok());
            fits || code == COMPANY
        });
        let mut book = self.book(call).await?;
        if policy == book.settings.policy {
            return Ok((self.shown_practice(&book).await?, None));
        }
        let settings = Settings {
            policy,
            ..book.settings.clone()
        };
        self.store_practice(&mut book, settings, call).await
    }
}

/// A value as it was given. A list of whom to look away from is never cut.
fn given(setting: &Setting, value: &str) -> String {
    if is_never(&setting.code) {
        return value.trim().to_owned();
    }
    short(value)
}

fn unknown(code: &str) -> AppError {
    AppError::Refused(["There is no setting \u{201c}", code, "\u{201d}."].concat())
}

/// Plain values as texts: numbers as they are written, lists with spaces between.
fn values(object: Map<String, Value>) -> Values {
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Array(all) => {
            let all: Vec<String> = all
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            all.join("\n")
        }
        value => value.to_string(),
    };
    let pairs = object.into_iter();
    gathered(pairs.map(|(code, value)| (code, text(value))))
}

fn set(settings: &mut Settings, setting: &Setting, value: String) -> Result<(), AppError> {
    if settings.policy.contains_key(&setting.code) && !is_never(&setting.code) {
        let text = [&company(settings), " has set this: ", &setting.label, "."].concat();
        return Err(AppError::Refused(text));
    }
    let usual = value.is_empty() && setting.shape != Shape::Days;
    if !usual && let Err(wrong) = settings::check(setting.shape, &value) {
        let text = [&setting.label, ": ", wrong, "."].concat();
        return Err(AppError::Refused(text));
    }
    if setting.code == "mode" {
        settings.mode = if usual { setting.usual.clone() } else { value };
    } else if usual {
        settings.practice.remove(&setting.code);
    } else {
        settings.practice.insert(setting.code.clone(), value);
    }
    Ok(())
}

/// Who set the policy.
fn company(settings: &Settings) -> String {
    let named = settings.policy.get(COMPANY).cloned();
    named.unwrap_or_else(|| "Your company".to_owned())
}

fn view(settings: &Settings, manner: &Manner) -> PracticeView {
    let get = |code: &str| {
        let own = settings.practice.get(code);
        settings
            .policy
            .get(code)
            .filter(|_| !is_never(code))
            .or(own)
            .cloned()
    };
    let preset = get("preset").unwrap_or_default();
    let mut file = Map::new();
    file.insert(FILE.to_owned(), Value::from(1));
    file.insert("mode".to_owned(), Value::from(settings.mode.clone()));
    let own = settings.practice.iter();
    let own = own.filter(|(code, _)| !is_personal(code));
    file.extend(own.map(|(code, value)| (code.clone(), Value::from(value.clone()))));
    let shown = settings::settings(&preset)
        .into_iter()
        .filter_map(|setting| {
            // What is set for a kind of the rep's own is there once that has a name, and stands under it.
            let own = Kind::OWN
                .into_iter()
                .find(|kind| kind.label() == setting.section);
            let section = match own {
                Some(kind) => manner.name(kind)?,
                None => setting.section,
            };
            let (kind, choices) = match setting.shape {
                Shape::Number(_) => ("number", &[][..]),
                Shape::Choice(choices) => ("choice", choices),
                Shape::Days => ("days", &[][..]),
                Shape::People | Shape::Text => ("text", &[][..]),
                Shape::Lines => ("lines", &[][..]),
            };
            let own = (setting.code == "mode").then(|| settings.mode.clone());
            let value = get(&setting.code).or(own);
            Some(SettingView {
                value: value.unwrap_or_else(|| setting.usual.clone()),
                locked: settings.policy.contains_key(&setting.code) && !is_never(&setting.code),
                kind: kind.to_owned(),
                choices: choices
                    .iter()
                    .map(|(code, words)| ((*code).to_owned(), (*words).to_owned()))
                    .collect(),
                section: section.to_owned(),
                code: setting.code,
                label: setting.label,
                usual: setting.usual,
            })
        });
    let locks = settings.policy.keys().any(|code| code != COMPANY);
    PracticeView {
        rules: Vec::new(),
        settings: shown.collect(),
        company: if locks {
            company(settings)
        } else {
            String::new()
        },
        never: super::never::list(settings),
        file: serde_json::to_string_pretty(&file).unwrap_or_default(),
    }
}
