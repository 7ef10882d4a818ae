//! The ledger as the engine uses it: opened by its summary, one prospect at a time, each change
//! one write.

use super::AppError;
use super::open::manner_of;
use crate::domain::{Clock, Day, ProspectId, Record};
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{
    AGENDA, EVENTS, Entry, Index, NAMES, Names, SETTINGS, SUMMARY, Settings, StoredEvent, Summary,
    entry_key, event_key, index_key, name_key, parse_entry_key,
};
use crate::ledger::{Event, EventId, What, fold};
use crate::practice::{Attention, Manner, Numbers, attention};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many values of a large ledger are looked at together.
pub(super) const PIECE: u32 = 2_000;

/// The opened ledger. It lives for one request; the store is the truth.
pub struct Book<'s, L> {
    pub(super) store: &'s L,
    /// All that waking needs.
    pub summary: Summary,
    /// What the rep set.
    pub settings: Settings,
    /// How the rules judge by that.
    pub manner: Manner,
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

/// What a change writes and removes.
#[derive(Debug, Default)]
pub(super) struct Write {
    pub(super) items: Items,
    pub(super) gone: Vec<String>,
}

impl Loaded {
    /// Whether anything is known of it.
    pub fn is_known(&self) -> bool {
        !self.events.is_empty()
    }
}

impl<L: Store> Book<'_, L> {
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
        let mut items = self.store.get(&[key.clone(), name_key(id)]).await?;
        // Both are written with a prospect's first event. An index begun anew beside a name would
        // leave out all that came before.
        if items.len() == 1 && !items.contains_key(&key) {
            self.trouble = Some(missing(&key));
        }
        let index: Index = parse(&mut items, &key, &mut self.trouble).unwrap_or_default();
        let events = self.events(&index.events).await?;
        let record = fold(id.clone(), &events);
        Ok(Loaded {
            index,
            events,
            record,
        })
    }

    /// The events of those identities. One that is damaged is left out and said in `trouble`.
    pub(super) async fn events(&mut self, ids: &[String]) -> Result<Vec<Event>, AppError> {
        let keys: Vec<String> = ids.iter().map(|event| event_key(event)).collect();
        let mut stored = if keys.is_empty() {
            Items::new()
        } else {
            self.store.get(&keys).await?
        };
        let mut events = Vec::with_capacity(keys.len());
        for key in &keys {
            if !stored.contains_key(key) {
                self.trouble = Some(missing(key));
            }
            let event = parse::<StoredEvent>(&mut stored, key, &mut self.trouble);
            match event.map(StoredEvent::into_event) {
                Some(Some(event)) => events.push(event),
                Some(None) => self.trouble = Some(AppError::Damaged(key.clone())),
                None => {}
            }
        }
        Ok(events)
    }

    /// Writes what happened to a prospect: the events, the index, its place on the agenda and the
    /// summary, in one `set`. On an error nothing has changed, here or in the store.
    pub async fn commit(
        &mut self,
        loaded: &mut Loaded,
        happened: Vec<What>,
        clock: Clock,
    ) -> Result<Vec<EventId>, AppError> {
        let mut summary = self.summary.clone();
        let mut write = Write::default();
        let (after, ids) = self
            .stage(loaded, happened, &mut summary, &mut write, clock)
            .await?;
        self.write(summary, write).await?;
        *loaded = after;
        Ok(ids)
    }

    /// Adds what happened to a prospect to what is about to be written. The clock is the rep's.
    pub(super) async fn stage(
        &self,
        loaded: &Loaded,
        happened: Vec<What>,
        summary: &mut Summary,
        write: &mut Write,
        clock: Clock,
    ) -> Result<(Loaded, Vec<EventId>), AppError> {
        let prospect = loaded.record.prospect.clone();
        let now_ms = clock.at_ms;
        let clock = self.clock_for(&prospect, clock);
        let mut after = loaded.clone();
        let mut ids = Vec::with_capacity(happened.len());
        for what in happened {
            let id = summary.next_event(now_ms);
            let event = Event {
                id: id.clone(),
                prospect: prospect.clone(),
                deal: super::deals::deal_of(&after.record, &what),
                at_ms: clock.at_ms,
                day: clock.today(),
                what,
            };
            put(
                &mut write.items,
                event_key(id.as_str()),
                &StoredEvent::from(&event),
            )?;
            after.index.events.push(id.as_str().to_owned());
            after.events.push(event);
            ids.push(id);
        }
        self.place(loaded, &mut after, summary, write, clock)
            .await?;
        Ok((after, ids))
    }

    /// Folds a prospect's events anew, and says what of the indexes is to be written for it. The
    /// clock is the prospect's own.
    pub(super) async fn place(
        &self,
        before: &Loaded,
        after: &mut Loaded,
        summary: &mut Summary,
        write: &mut Write,
        clock: Clock,
    ) -> Result<(), AppError> {
        let prospect = before.record.prospect.clone();
        after.record = fold(prospect.clone(), &after.events);
        if prospect.is_sample() {
            summary.samples.insert(prospect.as_str().to_owned());
        }
        let entry = agenda(&after.record, summary, &self.manner.numbers, clock);
        after.index.page = entry.as_ref().map(|(day, _)| *day);
        if let Some(day) = before.index.page {
            summary.take(day);
            if before.index.page != after.index.page {
                write.gone.push(entry_key(day, prospect.as_str()));
            }
        }
        if let Some((day, entry)) = entry {
            summary.add(day);
            put(&mut write.items, entry_key(day, prospect.as_str()), &entry)?;
        }
        if after.index.named != after.record.name {
            after.index.named.clone_from(&after.record.name);
            put(&mut write.items, name_key(&prospect), &after.index.named)?;
        }
        self.hold_names(&before.record, &after.record, write)
            .await?;
        put(&mut write.items, index_key(&prospect), &after.index)
    }

    /// Writes a change and the summary that goes with it, all of it or nothing.
    pub(super) async fn write(
        &mut self,
        summary: Summary,
        mut write: Write,
    ) -> Result<(), AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        put(&mut write.items, SUMMARY.to_owned(), &summary)?;
        self.store.set(write.items, &write.gone).await?;
        self.summary = summary;
        Ok(())
    }

    /// The first entries of the agenda up to that day, the oldest days first; at most `most`.
    /// A damaged entry is left out: it is only an index.
    pub async fn waiting(&self, today: Day, most: u32) -> Result<Vec<(String, Entry)>, AppError> {
        let items = self.store.range(AGENDA, "", most).await?;
        let found = items.into_iter().filter_map(|(key, entry)| {
            let (day, prospect) = parse_entry_key(&key)?;
            let entry = crate::domain::lean::from_value(entry).ok()?;
            (day <= today).then(|| (prospect.to_owned(), entry))
        });
        Ok(found.collect())
    }

    /// The names of all prospects, with their identities.
    pub async fn names(&self) -> Result<Names, AppError> {
        let mut names = Names::new();
        let mut after = String::new();
        loop {
            let items = self.store.range(NAMES, &after, PIECE).await?;
            let Some((last, _)) = items.last_key_value() else {
                return Ok(names);
            };
            after.clone_from(last);
            for (key, name) in items {
                if let (Some(prospect), Some(name)) = (key.strip_prefix(NAMES), name.as_str()) {
                    names.insert(prospect.to_owned(), name.to_owned());
                }
            }
        }
    }

    /// Writes the settings.
    pub async fn save_settings(&mut self, settings: Settings) -> Result<(), AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let mut items = Items::new();
        put(&mut items, SETTINGS.to_owned(), &settings)?;
        put(&mut items, SUMMARY.to_owned(), &self.summary)?;
        self.store.set(items, &[]).await?;
        self.manner = manner_of(&settings);
        self.settings = settings;
        Ok(())
    }

    /// Lets the sample mailbox run ahead, and puts its prospects on their new days, in one write.
    pub async fn skip_ahead(&mut self, days: u32, clock: Clock) -> Result<(), AppError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let mut summary = self.summary.clone();
        summary.sample_days = summary.sample_days.saturating_add(days);
        let clock = clock.ahead(summary.sample_days);
        let mut write = Write::default();
        for sample in self.summary.samples.clone() {
            let before = self.prospect(&ProspectId::stored(sample)).await?;
            let mut after = before.clone();
            self.place(&before, &mut after, &mut summary, &mut write, clock)
                .await?;
        }
        self.write(summary, write).await
    }

    /// Looks at every stored event, in pieces: its key and its value, whatever that is.
    pub(super) async fn each_event(
        &self,
        mut look: impl FnMut(String, serde_json::Value),
    ) -> Result<(), AppError> {
        let mut after = String::new();
        loop {
            let items = self.store.range(EVENTS, &after, PIECE).await?;
            let Some((last, _)) = items.last_key_value() else {
                return Ok(());
            };
            after.clone_from(last);
            for (key, event) in items {
                look(key, event);
            }
        }
    }
}

/// The day at which a prospect stands on the agenda, and its entry. The sample mailbox's clock may
/// run ahead; the agenda is kept by the rep's.
pub(super) fn agenda(
    record: &Record,
    summary: &Summary,
    numbers: &Numbers,
    clock: Clock,
) -> Option<(Day, Entry)> {
    let ahead = if record.prospect.is_sample() {
        summary.sample_days
    } else {
        0
    };
    let found = attention::attention(record, numbers, clock)?;
    let day = found.from - chrono::Days::new(u64::from(ahead));
    Some((day, entry_of(record, &found)))
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

pub(super) fn put<T: Serialize>(items: &mut Items, key: String, value: &T) -> Result<(), AppError> {
    let value =
        serde_json::to_value(value).map_err(|error| AppError::Refused(error.to_string()))?;
    items.insert(key, value);
    Ok(())
}

pub(super) fn missing(key: &str) -> AppError {
    AppError::Damaged([key, " is missing"].concat())
}

/// A stored value; `None` when it is not there. One that cannot be read is said in `trouble`.
pub(super) fn parse<T: DeserializeOwned>(
    items: &mut Items,
    key: &str,
    trouble: &mut Option<AppError>,
) -> Option<T> {
    let value = items.remove(key)?;
    let parsed = crate::domain::lean::from_value(value);
    if parsed.is_err() {
        *trouble = Some(AppError::Damaged(key.to_owned()));
    }
    parsed.ok()
}
