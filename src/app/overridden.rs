//! How often each rule held a draft, and how often it was sent anyway: counted on this computer, apart
//! from the ledger. The sample mailbox is left out: there a rep tries what happens.

use super::AppError;
use super::book::Book;
use super::change::refuse;
use super::engine::{Call, Effects, Engine, one};
use super::judge::Judged;
use super::tab::Held;
use crate::domain::lean;
use crate::ledger::store::Store;
use crate::practice::Count;
use crate::practice::rules::{self, Severity};
use crate::protocol::{PanelReply, RuleView};
use serde_json::Value;
use std::collections::BTreeMap;

/// The counts' key in the ledger's store.
const RULES: &str = "rules";

/// Held, sent anyway, kept as it is; by the rule's name.
type Counts = BTreeMap<String, [u32; 3]>;

impl<L: Store, S: Store> Engine<L, S> {
    /// Changes the counts of those rules; names that are none are passed over.
    pub(super) async fn count_rules(
        &self,
        names: &[&str],
        change: fn(&mut Count),
    ) -> Result<(), AppError> {
        let mut counts = self.rule_counts().await?;
        for (rule, ..) in rules::ALL {
            if names.contains(&rule) {
                let slot = counts.entry(rule.to_owned()).or_default();
                let mut count = count_of(*slot);
                change(&mut count);
                *slot = [count.held, count.sent, count.kept];
            }
        }
        let value = serde_json::to_value(counts).unwrap_or(Value::Null);
        Ok(self.local.set(one(RULES, value), &[]).await?)
    }

    /// Counts a hold once for each rule and draft, however often Send is pressed.
    pub(super) async fn count_held(&self, worst: &Judged, held: &mut Held) -> Result<(), AppError> {
        if worst.id.is_sample() {
            return Ok(());
        }
        let holds = worst.findings.iter();
        let holds = holds.filter(|finding| finding.severity == Severity::Hold);
        let mut new = Vec::new();
        for finding in holds {
            if held.counted.insert(finding.rule.to_owned()) {
                new.push(finding.rule);
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        self.count_rules(&new, Count::hold).await
    }

    /// The rep keeps a rule as it is.
    pub(super) async fn keep_rule(
        &self,
        rule: &str,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        if self.book(call).await?.trouble.is_some() {
            return Err(refuse("The ledger can only be read now."));
        }
        self.count_rules(&[rule], |count| *count = count.keep())
            .await?;
        Ok((self.practice(call).await?, None))
    }

    /// The rules that held a draft, and what they propose. What the company set proposes nothing.
    pub(super) async fn rule_views(&self, book: &Book<'_, L>) -> Result<Vec<RuleView>, AppError> {
        let counts = self.rule_counts().await?;
        let policy = &book.settings.policy;
        let views = rules::ALL.iter().filter_map(|(name, label, usual)| {
            let count = count_of(*counts.get(*name)?);
            let holds = book.manner.severity(name, *usual) == Some(Severity::Hold);
            let locked = policy.contains_key(&["rule.", name].concat());
            Some(RuleView {
                rule: (*name).to_owned(),
                label: (*label).to_owned(),
                held: count.held,
                sent: count.sent,
                proposes: holds && count.proposes() && !locked,
            })
        });
        Ok(views.collect())
    }

    /// Damaged counts are begun anew: nothing hangs on them.
    async fn rule_counts(&self) -> Result<Counts, AppError> {
        let mut items = self.local.get(&[RULES.to_owned()]).await?;
        let counts = items.remove(RULES).map(lean::from_value);
        Ok(counts.and_then(Result::ok).unwrap_or_default())
    }
}

const fn count_of([held, sent, kept]: [u32; 3]) -> Count {
    Count { held, sent, kept }
}
