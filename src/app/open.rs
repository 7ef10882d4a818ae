//! Opening the ledger: its forms are brought up to date, and what is damaged or newer is only read.

use super::AppError;
use super::book::{Book, missing, parse};
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{
    AGENDA, EVENTS, NAMES, SCHEMA, SETTINGS, SUMMARY, Settings, Summary, migrate,
};
use crate::practice::Manner;

impl<'s, L: Store> Book<'s, L> {
    /// Opens the ledger. A damaged or newer one is opened all the same, and only read.
    pub async fn open(store: &'s L, device: &str) -> Result<Self, AppError> {
        let mut items = store
            .get(&[SUMMARY.to_owned(), SETTINGS.to_owned()])
            .await?;
        let mut trouble = None;
        bring_up_to_date(store, &mut items, &mut trouble).await?;
        let newer = schema_of(&items).filter(|schema| *schema > SCHEMA);
        let summary = parse(&mut items, SUMMARY, &mut trouble);
        let settings = parse(&mut items, SETTINGS, &mut trouble).unwrap_or_default();
        if summary.is_none() && trouble.is_none() && !store.range(EVENTS, "", 1).await?.is_empty() {
            trouble = Some(missing(SUMMARY));
        }
        let summary = summary.unwrap_or_else(|| Summary::new(device.to_owned()));
        if summary.rebuilding {
            trouble = Some(AppError::Damaged("its indexes are not whole".to_owned()));
        }
        // Whatever a newer form is: where today's cannot read it, it is not damaged.
        if let Some(schema) = newer {
            trouble = Some(AppError::Newer(schema));
        }
        Ok(Self {
            store,
            summary,
            manner: manner_of(&settings),
            settings,
            trouble,
        })
    }
}

/// Brings the stored forms of an older schema to today's, in one write. When it cannot be written
/// the ledger is read as it is, by the summary that could not be written.
async fn bring_up_to_date<L: Store>(
    store: &L,
    items: &mut Items,
    trouble: &mut Option<AppError>,
) -> Result<(), AppError> {
    let schema = schema_of(items);
    let Some(summary) = items.get(SUMMARY).cloned() else {
        return Ok(());
    };
    let second = match schema {
        Some(1) => {
            let mut old = store.range(AGENDA, "", u32::MAX).await?;
            old.extend(store.range(NAMES, "", u32::MAX).await?);
            migrate::from_1(old, summary)
        }
        Some(2) => migrate::Step::of(summary),
        _ => return Ok(()),
    };
    let step = migrate::from_2(second);
    if let Some(summary) = step.items.get(SUMMARY) {
        items.insert(SUMMARY.to_owned(), summary.clone());
    }
    if let Err(error) = store.set(step.items, &step.gone).await {
        *trouble = Some(error.into());
    }
    Ok(())
}

/// The schema of a stored summary, whatever the rest of it is.
fn schema_of(items: &Items) -> Option<u32> {
    let schema = items.get(SUMMARY)?.get("schema")?.as_u64()?;
    u32::try_from(schema).ok()
}

/// How the rules judge by what the rep and their company set.
pub(super) fn manner_of(settings: &Settings) -> Manner {
    let mut values = settings.practice.clone();
    values.insert("mode".to_owned(), settings.mode.clone());
    values.extend(settings.policy.clone());
    Manner::of(values)
}
