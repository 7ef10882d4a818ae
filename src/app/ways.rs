//! How the ways of the recipes do, counted on this computer: by site, field, way and month. It says
//! nothing of any mail, and it is no part of the ledger.

use super::AppError;
use super::engine::{Call, Engine, one};
use super::tab::TabState;
use crate::domain::gathered;
use crate::ledger::store::Store;
use crate::protocol::{FieldWays, PageReply, PanelReply, WayView};
use crate::sites::ESSENTIAL;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The counts' key in the ledger's store.
const WAYS: &str = "ways";

/// How many counts are kept: ten sites with seven fields of three ways over three months.
const MOST: usize = 630;

/// How many months are kept.
const MONTHS: usize = 3;

/// How many fields of one page, and ways of one field, are counted; a recipe has fewer.
const MOST_OF_PAGE: usize = 20;

/// The longest name that is kept, in characters.
const LONGEST: usize = 40;

/// Found, not found, found something else than the first; by month, site, field and way, which
/// stand one after the other with a line end between them.
type Counts = BTreeMap<String, [u32; 3]>;

/// What the rep is told of a page, by the fields' names in [`ESSENTIAL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Trouble {
    /// Fields that no way found.
    pub missing: BTreeSet<String>,
    /// Fields whose ways found different things.
    pub apart: BTreeSet<String>,
}

impl Trouble {
    /// From what the reader says of a page's ways.
    fn of(fields: &[FieldWays]) -> Self {
        let names = |which: fn(&FieldWays) -> bool| {
            let fields = fields.iter().filter(|field| which(field));
            gathered(fields.map(|field| field.field.clone()))
        };
        Self {
            missing: names(|field| field.held.is_empty()),
            apart: names(|field| !field.apart.is_empty()),
        }
    }

    /// In plain words; empty when all is well. Fields that are not essential are passed over.
    pub fn words(&self) -> String {
        let lacking = called(&self.missing);
        let differing = called(&self.apart);
        let mut said = Vec::new();
        if !lacking.is_empty() {
            said.push(format!(
                "Reading is incomplete here: Askback did not find {lacking}."
            ));
        }
        if !differing.is_empty() {
            said.push(format!(
                "Reading may be wrong here: two ways of finding {differing} do not agree."
            ));
        }
        said.join(" ")
    }
}

/// Essential fields as a rep calls them, in the order of [`ESSENTIAL`].
fn called(fields: &BTreeSet<String>) -> String {
    let known = ESSENTIAL.iter().filter(|one| fields.contains(one.field));
    let words: Vec<&str> = known.map(|one| one.called).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => [&first.join(", "), " and ", last].concat(),
    }
}

impl<L: Store, S: Store> Engine<L, S> {
    /// How a recipe's ways did on a page: counted, and said where one is lacking.
    pub(super) async fn ways(
        &self,
        tab: i32,
        site: &str,
        fields: &[FieldWays],
        call: &Call,
    ) -> Result<PageReply, AppError> {
        let mut state = self.tab(tab).await?;
        let trouble = Trouble::of(fields);
        if trouble != state.ways {
            state.ways = trouble;
            state.turn = state.turn.wrapping_add(1);
            self.save_tab(tab, &state).await?;
        }
        let turn = state.turn;
        let card = state.lacks_essential();
        if self.book(call).await?.trouble.is_none() && !fields.is_empty() {
            let mut counts = self.counts().await?;
            let month = call
                .clock
                .today()
                .to_string()
                .chars()
                .take(7)
                .collect::<String>();
            count(&mut counts, &month, site, fields);
            let value = serde_json::to_value(counts).unwrap_or(Value::Null);
            self.local.set(one(WAYS, value), &[]).await?;
        }
        Ok(PageReply::Read { card, turn })
    }

    /// The counts, for the self-test.
    pub(super) async fn way_views(&self) -> Result<PanelReply, AppError> {
        let counts = self.counts().await?;
        let views = counts
            .into_iter()
            .filter_map(|(key, [held, failed, apart])| {
                let mut parts = key.split('\n').map(str::to_owned);
                Some(WayView {
                    month: parts.next()?,
                    site: parts.next()?,
                    field: parts.next()?,
                    way: parts.next()?,
                    held,
                    failed,
                    apart,
                })
            });
        Ok(PanelReply::Ways(views.collect()))
    }

    /// Damaged counts are begun anew: nothing hangs on them.
    async fn counts(&self) -> Result<Counts, AppError> {
        let mut items = self.local.get(&[WAYS.to_owned()]).await?;
        let counts = items.remove(WAYS).map(crate::domain::lean::from_value);
        Ok(counts.and_then(Result::ok).unwrap_or_default())
    }
}

fn count(counts: &mut Counts, month: &str, site: &str, fields: &[FieldWays]) {
    for field in fields.iter().take(MOST_OF_PAGE) {
        let apart = |way: &String| field.apart.contains(way);
        let held = field
            .held
            .iter()
            .map(|way| (way, [1, 0, u32::from(apart(way))]));
        let failed = field.failed.iter().map(|way| (way, [0, 1, 0]));
        for (way, add) in held.chain(failed).take(MOST_OF_PAGE) {
            let key = [month, site, &field.field, way].map(short).join("\n");
            let sums = counts.entry(key).or_default();
            for (sum, add) in sums.iter_mut().zip(add) {
                *sum = sum.saturating_add(add);
            }
        }
    }
    let months: BTreeSet<String> = gathered(counts.keys().filter_map(|key| month_of(key)));
    let oldest = months.iter().rev().nth(MONTHS - 1);
    if let Some(oldest) = oldest {
        counts.retain(|key, _| month_of(key).as_ref() >= Some(oldest));
    }
    // The first keys are those of the oldest month.
    while counts.len() > MOST {
        counts.pop_first();
    }
}

fn month_of(key: &str) -> Option<String> {
    key.split('\n').next().map(str::to_owned)
}

fn short(name: &str) -> String {
    let plain = name.chars().filter(|c| !c.is_control());
    plain.take(LONGEST).collect()
}

impl TabState {
    fn trouble(&self) -> Trouble {
        let mut trouble = self.ways.clone();
        let seen = self.seen.iter().flat_map(|seen| &seen.missing);
        trouble.missing.extend(seen.cloned());
        trouble
    }

    /// What could not be read in the tab, in plain words; empty when all was.
    pub fn incomplete(&self) -> String {
        let seen = self.seen.as_ref();
        let clipped = seen.map_or("", |seen| seen.incomplete.as_str());
        let words = self.trouble().words();
        [words.as_str(), clipped].join(" ").trim().to_owned()
    }

    /// Whether a field was found in no way that the page is not read without.
    pub fn lacks_essential(&self) -> bool {
        !called(&self.trouble().missing).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(field: &str, held: &[&str], failed: &[&str], apart: &[&str]) -> FieldWays {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        FieldWays {
            field: field.to_owned(),
            held: owned(held),
            failed: owned(failed),
            apart: owned(apart),
        }
    }

    fn check(fields: &[FieldWays], expected: &str) {
        assert_eq!(Trouble::of(fields).words(), expected);
    }

    #[test]
    fn only_what_is_essential_is_said() {
        check(&[way("subject", &["b"], &["a"], &[])], "");
        check(&[way("row.subject", &[], &["a"], &[])], "");
        check(
            &[
                way("send", &[], &["a"], &[]),
                way("subject", &[], &["a"], &[]),
            ],
            "Reading is incomplete here: Askback did not find the subject and the Send button.",
        );
        check(
            &[way("message.from", &["a", "b"], &[], &["b"])],
            "Reading may be wrong here: two ways of finding who wrote do not agree.",
        );
    }

    #[test]
    fn counts_stay_small_and_the_oldest_month_goes_first() {
        let mut counts = Counts::new();
        let page = [way("subject", &["a", "b"], &["c"], &["b"])];
        for month in ["2026-08", "2026-09", "2026-09", "2026-10", "2026-11"] {
            count(&mut counts, month, "gmail", &page);
        }
        assert_eq!(counts.len(), 9);
        assert_eq!(counts.get("2026-09\ngmail\nsubject\na"), Some(&[2, 0, 0]));
        assert_eq!(counts.get("2026-09\ngmail\nsubject\nb"), Some(&[2, 0, 2]));
        assert_eq!(counts.get("2026-09\ngmail\nsubject\nc"), Some(&[0, 2, 0]));
        for site in 0..2_000 {
            count(&mut counts, "2026-11", &format!("site {site}"), &page);
        }
        assert_eq!(counts.len(), MOST);
    }
}
