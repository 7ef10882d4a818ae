//! The ledger as the engine uses it: opened by its summary, one prospect at a time, each change
//! one write.

use super::AppError;
use crate::domain::{Clock, Day, DealId, ProspectId, Record};
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{
    Entry, Index, Names, Page, SCHEMA, SETTINGS, SUMMARY, Settings, StoredEvent, Summary,
    event_key, index_key, names_key, names_keys, page_key,
};
use crate::ledger::{Event, EventId, What, fold};
use crate::practice::{Attention, Numbers, attention};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The opened ledger. It lives for one request; the store is the truth.
pub struct Book<'s, L> {
    store: &'s L,
    /// All that waking needs.
    pub summary: Summary,
    /// What the rep set.
    pub settings: Settings,
    /// Why nothing may be written; `None` when all is well.
    pub trouble: Option<AppError>,
}

/// A prospect as it was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its index.
    pub index: Index,
    /// Its events, in their order.
    pub events: Vec<Event>,
    /// Their fold.
    pub record: Record,
}

impl Loaded {
    /// Whether anything is known of it.
    pub fn is_known(&self) -> bool {
        !self.events.is_empty()
    }
}

impl<'s, L: Store> Book<'s, L> {
    /// Opens the ledger. A damaged or newer one is opened all the same, and only read.
    pub async fn open(store: &'s L, device: &str) -> Result<Self, AppError> {
        let mut items = store
            .get(&[SUMMARY.to_owned(), SETTINGS.to_owned()])
            .await?;
        let mut trouble = None;
        let summary = parse(&mut items, SUMMARY, &mut trouble);
        let settings = parse(&mut items, SETTINGS, &mut trouble).unwrap_or_default();
        let summary = summary.unwrap_or_else(|| Summary::new(device.to_owned()));
        if summary.schema > SCHEMA {
            trouble = Some(AppError::Newer(summary.schema));
        }
        Ok(Self {
            store,
            summary,
            settings,
            trouble,
        })
    }

    /// The clock of a prospect: the sample mailbox may run ahead.
    pub fn clock_for(&self, prospect: &ProspectId, clock: Clock) -> Clock {
        if prospect.is_sample() {
            clock.ahead(self.summary.sample_days)
        } else {
            clock
        }
    }

    /// A prospect's events and what they add up to. A damaged value is left where it is, the rest
    /// is read, and nothing is written until it is repaired.
    pub async fn prospect(&mut self, id: &ProspectId) -> Result<Loaded, AppError> {
        let key = index_key(id);
        let mut items = self.store.get(std::slice::from_ref(&key)).await?;
        let index: Index = parse(&mut items, &key, &mut self.trouble).unwrap_or_default();
        let keys: Vec<String> = index.events.iter().map(|event| event_key(event)).collect();
        let mut stored = if keys.is_empty() {
            Items::new()
        } else {
            self.store.get(&keys).await?
        };
        let mut events = Vec::with_capacity(keys.len());
        for key in &keys {
            if !stored.contains_key(key) {
                self.trouble = Some(AppError::Damaged(format!("{key} is missing")));
            }
            let event = parse::<StoredEvent>(&mut stored, key, &mut self.trouble);
            match event.map(StoredEvent::into_event) {
                Some(Some(event)) => events.push(event),
                Some(None) => self.trouble = Some(AppError::Damaged(key.clone())),
                None => {}
            }
        }
        let record = fold(id.clone(), &events);
        Ok(Loaded {
            index,
            events,
            record,
        })
    }

    /// Writes what happened to a prospect: the events, the index, the page and the summary, in
    /// one `set`. On an error nothing has changed, here or in the store.
    pub async fn commit(
        &mut self,
        loaded: &mut Loaded,
        happened: Vec<What>,
        clock: Clock,
    ) -> Result<Vec<EventId>, AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let prospect = loaded.record.prospect.clone();
        let now_ms = clock.at_ms;
        let clock = self.clock_for(&prospect, clock);
        let mut summary = self.summary.clone();
        let mut after = loaded.clone();
        let mut items = Items::new();
        let mut ids = Vec::with_capacity(happened.len());
        for what in happened {
            let id = summary.next_event(now_ms);
            let event = Event {
                id: id.clone(),
                prospect: prospect.clone(),
                deal: DealId::FIRST,
                at_ms: clock.at_ms,
                day: clock.today(),
                what,
            };
            put(
                &mut items,
                event_key(id.as_str()),
                &StoredEvent::from(&event),
            )?;
            after.index.events.push(id.as_str().to_owned());
            after.events.push(event);
            ids.push(id);
        }
        after.record = fold(prospect.clone(), &after.events);
        if prospect.is_sample() {
            summary.samples.insert(prospect.as_str().to_owned());
        }
        self.move_entry(&mut summary, &mut after, clock, &mut items)
            .await?;
        self.name(&mut after, &mut items).await?;
        put(&mut items, index_key(&prospect), &after.index)?;
        put(&mut items, SUMMARY.to_owned(), &summary)?;
        self.store.set(items).await?;
        self.summary = summary;
        *loaded = after;
        Ok(ids)
    }

    /// Puts the prospect on the page of the first day on which it needs a decision.
    async fn move_entry(
        &self,
        summary: &mut Summary,
        loaded: &mut Loaded,
        clock: Clock,
        items: &mut Items,
    ) -> Result<(), AppError> {
        let record = &loaded.record;
        let entry = attention::attention(record, &Numbers::default(), clock);
        let ahead = if record.prospect.is_sample() {
            summary.sample_days
        } else {
            0
        };
        let day = entry
            .as_ref()
            .map(|entry| entry.from - chrono::Days::new(u64::from(ahead)));
        let days: Vec<Day> = loaded.index.page.into_iter().chain(day).collect();
        let mut pages = self.pages(&days).await?;
        if let Some(old) = loaded.index.page
            && let Some(page) = pages.get_mut(&old)
            && page.remove(record.prospect.as_str()).is_some()
        {
            count(summary, old, page);
        }
        if let (Some(day), Some(entry)) = (day, entry) {
            let page = pages.entry(day).or_default();
            page.insert(
                record.prospect.as_str().to_owned(),
                entry_of(record, &entry),
            );
            count(summary, day, page);
        }
        loaded.index.page = day;
        for (day, page) in &pages {
            put(items, page_key(*day), page)?;
        }
        Ok(())
    }

    /// Lists the prospect under its name, where it is not listed so already.
    async fn name(&self, loaded: &mut Loaded, items: &mut Items) -> Result<(), AppError> {
        let record = &loaded.record;
        if loaded.index.named == record.name {
            return Ok(());
        }
        let key = names_key(&record.prospect);
        let mut found = self.store.get(std::slice::from_ref(&key)).await?;
        let mut names: Names = parse(&mut found, &key, &mut None).unwrap_or_default();
        names.insert(record.prospect.as_str().to_owned(), record.name.clone());
        loaded.index.named.clone_from(&record.name);
        put(items, key, &names)
    }

    /// The names of all prospects, by their identities.
    pub async fn names(&self) -> Result<Names, AppError> {
        let keys = names_keys();
        let mut items = self.store.get(&keys).await?;
        let parts = keys
            .iter()
            .filter_map(|key| parse::<Names>(&mut items, key, &mut None));
        Ok(parts.flatten().collect())
    }

    /// The pages of those days; a day without one is an empty page. A damaged page counts as
    /// empty: it is only an index.
    pub async fn pages(&self, days: &[Day]) -> Result<BTreeMap<Day, Page>, AppError> {
        if days.is_empty() {
            return Ok(BTreeMap::new());
        }
        let keys: Vec<String> = days.iter().map(|day| page_key(*day)).collect();
        let mut items = self.store.get(&keys).await?;
        Ok(days
            .iter()
            .map(|day| {
                (
                    *day,
                    parse(&mut items, &page_key(*day), &mut None).unwrap_or_default(),
                )
            })
            .collect())
    }

    /// Writes the settings.
    pub async fn save_settings(&mut self, settings: Settings) -> Result<(), AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let mut items = Items::new();
        put(&mut items, SETTINGS.to_owned(), &settings)?;
        put(&mut items, SUMMARY.to_owned(), &self.summary)?;
        self.store.set(items).await?;
        self.settings = settings;
        Ok(())
    }

    /// Lets the sample mailbox run ahead, and puts its prospects on their new pages.
    pub async fn skip_ahead(&mut self, days: u32, clock: Clock) -> Result<(), AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        self.summary.sample_days = self.summary.sample_days.saturating_add(days);
        let samples: Vec<String> = self.summary.samples.iter().cloned().collect();
        for sample in samples {
            let mut loaded = self.prospect(&ProspectId::stored(sample)).await?;
            self.commit(&mut loaded, Vec::new(), clock).await?;
        }
        let mut items = Items::new();
        put(&mut items, SUMMARY.to_owned(), &self.summary)?;
        self.store.set(items).await?;
        Ok(())
    }

    /// Forgets a prospect: its place in the indexes first, in one write, then its events.
    pub async fn forget(&mut self, id: &ProspectId) -> Result<(), AppError> {
        let loaded = self.prospect(id).await?;
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let mut items = Items::new();
        if let Some(day) = loaded.index.page {
            let mut pages = self.pages(&[day]).await?;
            let page = pages.entry(day).or_default();
            page.remove(id.as_str());
            count(&mut self.summary, day, page);
            put(&mut items, page_key(day), page)?;
        }
        let key = names_key(id);
        let mut found = self.store.get(std::slice::from_ref(&key)).await?;
        let mut names: Names = parse(&mut found, &key, &mut None).unwrap_or_default();
        if names.remove(id.as_str()).is_some() {
            put(&mut items, key, &names)?;
        }
        self.summary.samples.remove(id.as_str());
        put(&mut items, SUMMARY.to_owned(), &self.summary)?;
        self.store.set(items).await?;
        let mut keys = vec![index_key(id)];
        keys.extend(loaded.index.events.iter().map(|event| event_key(event)));
        self.store.remove(&keys).await?;
        Ok(())
    }

    /// Makes the indexes anew from the events. Events that cannot be read stay in the store,
    /// untouched, and are no longer counted. A newer ledger is left alone.
    pub async fn rebuild(&mut self, clock: Clock) -> Result<u32, AppError> {
        if let Some(AppError::Newer(schema)) = self.trouble {
            return Err(AppError::Newer(schema));
        }
        let all = self.store.get_all().await?;
        let mut summary = Summary {
            days: BTreeMap::new(),
            ..self.summary.clone()
        };
        let (prospects, unread) = by_prospect(&all, &mut summary);
        let mut items = Items::new();
        let mut pages: BTreeMap<Day, Page> = BTreeMap::new();
        for key in all.keys().filter(|key| key.starts_with("a/")) {
            put(&mut items, key.clone(), &Page::new())?;
        }
        let mut listed: BTreeMap<String, Names> = BTreeMap::new();
        for (prospect, mut events) in prospects {
            events.sort_by(|a, b| a.id.cmp(&b.id));
            let ahead = if prospect.is_sample() {
                summary.sample_days
            } else {
                0
            };
            let record = fold(prospect.clone(), &events);
            let entry = attention::attention(&record, &Numbers::default(), clock.ahead(ahead));
            let page = entry.map(|entry| {
                let day = entry.from - chrono::Days::new(u64::from(ahead));
                pages
                    .entry(day)
                    .or_default()
                    .insert(prospect.as_str().to_owned(), entry_of(&record, &entry));
                day
            });
            let events = events
                .iter()
                .map(|event| event.id.as_str().to_owned())
                .collect();
            let named = record.name;
            let part = listed.entry(names_key(&prospect)).or_default();
            part.insert(prospect.as_str().to_owned(), named.clone());
            let index = Index {
                events,
                page,
                named,
            };
            put(&mut items, index_key(&prospect), &index)?;
        }
        for (key, part) in &listed {
            put(&mut items, key.clone(), part)?;
        }
        for (day, page) in &pages {
            count(&mut summary, *day, page);
            put(&mut items, page_key(*day), page)?;
        }
        put(&mut items, SUMMARY.to_owned(), &summary)?;
        put(&mut items, SETTINGS.to_owned(), &self.settings)?;
        self.store.set(items).await?;
        self.summary = summary;
        self.trouble = None;
        Ok(unread)
    }
}

/// The stored events by prospect, and how many values could not be read.
fn by_prospect(all: &Items, summary: &mut Summary) -> (BTreeMap<ProspectId, Vec<Event>>, u32) {
    let mut prospects: BTreeMap<ProspectId, Vec<Event>> = BTreeMap::new();
    let mut unread = 0_u32;
    for (_, value) in all.iter().filter(|(key, _)| key.starts_with("e/")) {
        let event = serde_json::from_value::<StoredEvent>(value.clone())
            .ok()
            .and_then(StoredEvent::into_event);
        let Some(event) = event else {
            unread = unread.saturating_add(1);
            continue;
        };
        summary.last_ms = summary.last_ms.max(event.id.at_ms());
        if event.prospect.is_sample() {
            summary.samples.insert(event.prospect.as_str().to_owned());
        }
        prospects
            .entry(event.prospect.clone())
            .or_default()
            .push(event);
    }
    (prospects, unread)
}

fn entry_of(record: &Record, entry: &Attention) -> Entry {
    Entry {
        name: record.name.clone(),
        need: entry.need.code().to_owned(),
        since: entry.since,
        request: entry.request.as_ref().map(|(id, _)| id.as_str().to_owned()),
        kind: entry
            .request
            .as_ref()
            .map(|(_, kind)| kind.code().to_owned()),
        words: entry.words.clone(),
    }
}

fn count(summary: &mut Summary, day: Day, page: &Page) {
    match u32::try_from(page.len()).unwrap_or(u32::MAX) {
        0 => summary.days.remove(&day),
        count => summary.days.insert(day, count),
    };
}

fn put<T: Serialize>(items: &mut Items, key: String, value: &T) -> Result<(), AppError> {
    let value =
        serde_json::to_value(value).map_err(|error| AppError::Refused(error.to_string()))?;
    items.insert(key, value);
    Ok(())
}

/// A stored value; `None` when it is not there. One that cannot be read is said in `trouble`.
fn parse<T: DeserializeOwned>(
    items: &mut Items,
    key: &str,
    trouble: &mut Option<AppError>,
) -> Option<T> {
    let value = items.remove(key)?;
    let parsed = serde_json::from_value(value);
    if parsed.is_err() {
        *trouble = Some(AppError::Damaged(key.to_owned()));
    }
    parsed.ok()
}
