//! Makes the indexes anew from the events, in pieces, so a ledger of any size can be repaired.

use super::AppError;
use super::book::{Book, PIECE, agenda, put};
use super::names::holder;
use crate::domain::{Clock, ProspectId, plain_name};
use crate::ledger::fold;
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{
    AGENDA, EVENTS, HOLDERS, Holder, INDEXES, Index, NAMES, SETTINGS, SUMMARY, StoredEvent,
    Summary, entry_key, holders_key, index_key, name_key,
};
use std::collections::BTreeMap;

/// How many prospects are written together.
const PROSPECTS: usize = 100;

/// The identities of the stored events by prospect.
type Known = BTreeMap<String, Vec<String>>;

impl<L: Store> Book<'_, L> {
    /// Makes the indexes anew from the events. Events that cannot be read stay in the store,
    /// untouched, and are no longer counted; how many is the result. A newer ledger is left alone.
    /// The summary says until the end that it is under way: broken off, it is done again.
    pub async fn rebuild(&mut self, clock: Clock) -> Result<u32, AppError> {
        if let Some(AppError::Newer(schema)) = self.trouble {
            return Err(AppError::Newer(schema));
        }
        let mut summary = Summary {
            days: BTreeMap::new(),
            rebuilding: true,
            ..self.summary.clone()
        };
        self.write_summary(&summary).await?;
        let (known, unread) = self.by_prospect(&mut summary).await?;
        self.clear(AGENDA, |_| false).await?;
        self.clear(HOLDERS, |_| false).await?;
        for indexes in [INDEXES, NAMES] {
            self.clear(indexes, |prospect| known.contains_key(prospect))
                .await?;
        }
        let mut items = Items::new();
        let mut holders: BTreeMap<String, Vec<Holder>> = BTreeMap::new();
        for (at, (prospect, ids)) in known.into_iter().enumerate() {
            let prospect = ProspectId::stored(prospect);
            let record = fold(prospect.clone(), &self.events(&ids).await?);
            let ahead = if prospect.is_sample() {
                summary.sample_days
            } else {
                0
            };
            let entry = agenda(&record, &summary, &self.manner.numbers, clock.ahead(ahead));
            let page = entry.as_ref().map(|(day, _)| *day);
            if let Some((day, entry)) = entry {
                summary.add(day);
                put(&mut items, entry_key(day, prospect.as_str()), &entry)?;
            }
            for contact in &record.contacts {
                let name = plain_name(&contact.name);
                let known = holders.entry(holders_key(&name)).or_default();
                known.push(holder(&prospect, &contact.email));
            }
            let index = Index {
                events: ids,
                page,
                named: record.name,
            };
            put(&mut items, name_key(&prospect), &index.named)?;
            put(&mut items, index_key(&prospect), &index)?;
            if at % PROSPECTS == PROSPECTS - 1 {
                self.store.set(std::mem::take(&mut items), &[]).await?;
            }
        }
        for (key, known) in &holders {
            put(&mut items, key.clone(), known)?;
        }
        summary.rebuilding = false;
        put(&mut items, SUMMARY.to_owned(), &summary)?;
        put(&mut items, SETTINGS.to_owned(), &self.settings)?;
        self.store.set(items, &[]).await?;
        self.summary = summary;
        self.trouble = None;
        Ok(unread)
    }

    async fn write_summary(&self, summary: &Summary) -> Result<(), AppError> {
        let mut items = Items::new();
        put(&mut items, SUMMARY.to_owned(), summary)?;
        Ok(self.store.set(items, &[]).await?)
    }

    /// The stored events' identities by prospect, in their order, and how many values could not be
    /// read.
    async fn by_prospect(&self, summary: &mut Summary) -> Result<(Known, u32), AppError> {
        let mut known = Known::new();
        let mut unread = 0_u32;
        self.each_event(|key, value| {
            let event = crate::domain::lean::from_value::<StoredEvent>(value)
                .ok()
                .and_then(StoredEvent::into_event)
                // Under a key that is not its own it would be looked for in vain.
                .filter(|event| key.strip_prefix(EVENTS) == Some(event.id.as_str()));
            let Some(event) = event else {
                unread = unread.saturating_add(1);
                return;
            };
            let prospect = event.prospect.as_str().to_owned();
            summary.last_ms = summary.last_ms.max(event.id.at_ms());
            if event.prospect.is_sample() {
                summary.samples.insert(prospect.clone());
            }
            known
                .entry(prospect)
                .or_default()
                .push(event.id.as_str().to_owned());
        })
        .await?;
        Ok((known, unread))
    }

    /// Removes everything whose key begins so, but what is to be kept by the rest of its key.
    async fn clear(&self, prefix: &str, keep: impl Fn(&str) -> bool) -> Result<(), AppError> {
        let mut after = String::new();
        loop {
            let items = self.store.range(prefix, &after, PIECE).await?;
            let Some((last, _)) = items.last_key_value() else {
                return Ok(());
            };
            after.clone_from(last);
            let mut gone: Vec<String> = items.into_keys().collect();
            gone.retain(|key| !key.strip_prefix(prefix).is_some_and(&keep));
            self.store.set(Items::new(), &gone).await?;
        }
    }
}
