//! The ledger out and in, as lines of text: one stored event a line, whatever its kind
//! (`docs/ledger-file.md`). Both go by portions, so a ledger of any size passes through little room.
//! What comes in is added to what is there: the union of both, in whatever order and however often.

use super::AppError;
use super::book::{Book, Loaded, Write};
use super::engine::{Call, Effects, Engine, effects};
use super::erase::respect;
use super::views;
use crate::domain::{Address, Day, ProspectId, order};
use crate::ledger::Event;
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{EVENTS, INDEXES, StoredEvent, event_key, index_key};
use crate::protocol::{ImportView, PanelReply};
use serde_json::Value;
use std::collections::BTreeMap;

/// How many events are handed out together: some 150 KB.
const PORTION: u32 = 500;

/// How many prospects' records are handed out together.
const RECORDS: u32 = 40;

/// The longest line that is taken in, in bytes: nine fields of 2,000 characters, each escaped.
const LONGEST_LINE: usize = 120_000;

/// The longest text within a line, in characters; the rep's own are a fourth of it.
const LONGEST_TEXT: usize = 8_000;

/// The years that anything of a sale lies in. What counts days between two dates counts them all.
const YEARS: std::ops::Range<i32> = 1970..2200;

/// The end of those years, in milliseconds since 1970.
pub(super) const LAST_MS: u64 = 7_258_118_400_000;

/// What is wrong with a line, for the rep.
type Wrong = String;

impl<L: Store, S: Store> Engine<L, S> {
    /// The events behind that key, in the order of their identities. The sample mailbox's are left
    /// out, and so are those that cannot be read.
    pub(super) async fn export(&self, after: &str, call: &Call) -> Result<PanelReply, AppError> {
        // An older ledger is brought up to date first.
        let device = self.book(call).await?.summary.device;
        let total = match after {
            "" => self.local.count(EVENTS).await?,
            _ => 0,
        };
        let items = self.local.range(EVENTS, after, PORTION).await?;
        let after = last_of(items.keys(), PORTION);
        let (mut lines, mut left_out) = (Vec::new(), 0_u32);
        for (_, value) in items {
            let line = value.to_string();
            match stored(value) {
                Some(event) if event.prospect.is_sample() => {}
                Some(_) => lines.push(line),
                None => left_out = left_out.saturating_add(1),
            }
        }
        Ok(PanelReply::Exported {
            lines,
            after,
            total,
            left_out,
            device,
        })
    }

    /// The records of the prospects behind that key, in the order of their identities, without the
    /// sample mailbox's, and without their time lines and the words to paste.
    pub(super) async fn records(&self, after: &str, call: &Call) -> Result<PanelReply, AppError> {
        let mut book = self.book(call).await?;
        let total = match after {
            "" => self.local.count(INDEXES).await?,
            _ => 0,
        };
        let items = self.local.range(INDEXES, after, RECORDS).await?;
        let after = last_of(items.keys(), RECORDS);
        let mut prospects = Vec::new();
        for key in items.keys() {
            let id = ProspectId::stored(key.strip_prefix(INDEXES).unwrap_or_default());
            if !id.is_sample() {
                let loaded = book.prospect(&id).await?;
                let mut view = views::prospect(&loaded, &book.manner, call.clock);
                // What no table holds, and what is long.
                view.happenings.clear();
                view.deal.words.clear();
                view.deal.hand_over.clear();
                prospects.push(view);
            }
        }
        Ok(PanelReply::Records {
            prospects,
            after,
            total,
        })
    }

    /// Lines of an export: what is new in them, and with `write` taken in, all of them or none.
    pub(super) async fn import(
        &self,
        lines: &[String],
        write: bool,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        if let Some(trouble) = &book.trouble {
            return Err(trouble.clone());
        }
        let mut view = ImportView::default();
        let (fresh, events) = match book.fresh(lines, &mut view).await? {
            Ok(fresh) => fresh,
            Err((at, wrong)) => {
                view.wrong = Some((u32::try_from(at).unwrap_or(u32::MAX), wrong));
                return Ok((PanelReply::Imported(Box::new(view)), None));
            }
        };
        book.tell(&fresh, &mut view).await?;
        let mut done = None;
        if write && !fresh.is_empty() {
            book.take_in(fresh, events, call).await?;
            done = Some(effects(&book, call.clock));
        }
        Ok((PanelReply::Imported(Box::new(view)), done))
    }
}

/// The last of the keys, from which to go on; empty when there are no more.
pub(super) fn last_of<'k>(keys: impl ExactSizeIterator<Item = &'k String>, portion: u32) -> String {
    let whole = u32::try_from(keys.len()) == Ok(portion);
    keys.last().filter(|_| whole).cloned().unwrap_or_default()
}

/// The event of a stored value; `None` when it cannot be read.
pub(super) fn stored(value: Value) -> Option<Event> {
    crate::domain::lean::from_value::<StoredEvent>(value)
        .ok()?
        .into_event()
}

/// The keys of events by their prospects.
pub(super) type Fresh = BTreeMap<String, Vec<String>>;

/// An event as it is stored today.
pub(super) fn as_stored(event: &Event) -> Value {
    serde_json::to_value(StoredEvent::from(event)).unwrap_or_default()
}

impl<L: Store> Book<'_, L> {
    /// The events of those lines that are not in the ledger yet; or the line that is wrong, counted
    /// from 0, and why.
    async fn fresh(
        &self,
        lines: &[String],
        view: &mut ImportView,
    ) -> Result<Result<(Fresh, Items), (usize, Wrong)>, AppError> {
        let marks = self.marks().await?;
        let differs = |at| Ok(Err((at, DIFFERS.to_owned())));
        let (mut read, mut keys, mut places) = (Items::new(), Vec::new(), Vec::new());
        for (at, line) in lines.iter().enumerate() {
            let event = match read_line(line) {
                Ok(event) => event,
                Err(wrong) => return Ok(Err((at, wrong))),
            };
            let Some(event) = respect(event, &marks) else {
                view.erased = view.erased.saturating_add(1);
                continue;
            };
            let (key, value) = (event_key(event.id.as_str()), as_stored(&event));
            match read.get(&key) {
                Some(other) if *other != value => return differs(at),
                Some(_) => view.known = view.known.saturating_add(1),
                None => {
                    places.push((at, event.prospect.as_str().to_owned()));
                    keys.push(key.clone());
                    read.insert(key, value);
                }
            }
        }
        let mut here = self.store.get(&keys).await?;
        let mut fresh = Fresh::new();
        for (key, (at, prospect)) in keys.into_iter().zip(places) {
            // One that cannot be read here is healed by the one that comes in.
            match here.remove(&key).and_then(stored) {
                Some(other) if read.get(&key) != Some(&as_stored(&other)) => return differs(at),
                Some(_) => view.known = view.known.saturating_add(1),
                None => fresh.entry(prospect).or_default().push(key),
            }
        }
        Ok(Ok((fresh, read)))
    }

    /// Says what is new, prospect by prospect.
    async fn tell(&self, fresh: &Fresh, view: &mut ImportView) -> Result<(), AppError> {
        let index = |prospect: &String| index_key(&ProspectId::stored(prospect.clone()));
        let keys: Vec<String> = fresh.keys().map(index).collect();
        let here = self.store.get(&keys).await?;
        for (prospect, events) in fresh {
            let events = u32::try_from(events.len()).unwrap_or(u32::MAX);
            let known = here.contains_key(&index(prospect));
            view.fresh = view.fresh.saturating_add(events);
            view.prospects.push((prospect.clone(), events, known));
        }
        Ok(())
    }

    /// Adds events to the ledger, in one write.
    async fn take_in(
        &mut self,
        fresh: Fresh,
        mut events: Items,
        call: &Call,
    ) -> Result<(), AppError> {
        let mut summary = self.summary.clone();
        let mut write = Write::default();
        for (prospect, keys) in fresh {
            let prospect = ProspectId::stored(prospect);
            let before = self.prospect(&prospect).await?;
            let mut after = before.clone();
            for key in keys {
                let Some(value) = events.remove(&key) else {
                    continue;
                };
                write.items.insert(key, value.clone());
                let Some(event) = stored(value) else {
                    continue;
                };
                // What the rep does next comes after what they have taken in.
                summary.last_ms = summary.last_ms.max(event.id.at_ms());
                after.events.push(event);
            }
            sort(&mut after);
            let clock = self.clock_for(&prospect, call.clock);
            self.place(&before, &mut after, &mut summary, &mut write, clock)
                .await?;
        }
        self.write(summary, write).await
    }
}

const DIFFERS: &str = "names an event that is known already, but with other content";

/// Puts a prospect's events in the order of their identities, and has its index name them.
pub(super) fn sort(loaded: &mut Loaded) {
    order::sort_by(&mut loaded.events, |a, b| a.id.cmp(&b.id));
    let ids = loaded.events.iter().map(|event| event.id.as_str());
    loaded.index.events = ids.map(str::to_owned).collect();
}

/// An event from a line of an export.
fn read_line(line: &str) -> Result<Event, Wrong> {
    if line.len() > LONGEST_LINE {
        return Err("is longer than any line of an export".to_owned());
    }
    let value: Value = serde_json::from_str(line).map_err(|_| "is not JSON".to_owned())?;
    sane(&value)?;
    let event = crate::domain::lean::from_value::<StoredEvent>(value)
        .map_err(|error| ["is no event of a ledger: ", &error.to_string()].concat())?
        .into_event()
        .ok_or("holds a word that this Askback does not know; update it")?;
    if !is_identity(event.id.as_str()) {
        return Err("has an identity that Askback did not give".to_owned());
    }
    if !is_prospect(event.prospect.as_str()) {
        return Err("names no prospect".to_owned());
    }
    Ok(event)
}

/// Whether every text, day and number lies where those of a sale do.
fn sane(value: &Value) -> Result<(), Wrong> {
    match value {
        Value::String(text) => {
            let day = text.parse::<Day>().ok();
            if day.is_some_and(|day| !YEARS.contains(&chrono::Datelike::year(&day))) {
                return Err("holds a date that is none of a sale".to_owned());
            }
            if text.chars().count() > LONGEST_TEXT {
                return Err("holds a text that is too long".to_owned());
            }
            Ok(())
        }
        Value::Number(number) => match number.as_u64() {
            Some(number) if number <= LAST_MS => Ok(()),
            _ => Err("holds a number that is none of a sale".to_owned()),
        },
        Value::Array(all) => all.iter().try_for_each(sane),
        Value::Object(all) => all.values().try_for_each(sane),
        Value::Null | Value::Bool(_) => Ok(()),
    }
}

/// Whether a text is as event identities are: `TTTTTTTTTTTTT-DDDDDDDD-NNNNNN`, before the year 2200.
fn is_identity(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |length: usize, is: fn(&u8) -> bool| {
        parts
            .next()
            .filter(|part| part.len() == length && part.bytes().all(|byte| is(&byte)))
    };
    let time = part(13, u8::is_ascii_digit);
    let rest = part(8, u8::is_ascii_alphanumeric).and(part(6, u8::is_ascii_digit));
    let early = time.and_then(|time| time.parse::<u64>().ok());
    early.is_some_and(|time| time < LAST_MS) && rest.is_some() && parts.next().is_none()
}

/// Whether a text is as prospects' identities are: a domain, or an address, in lower case.
fn is_prospect(text: &str) -> bool {
    let address = if text.contains('@') {
        text.to_owned()
    } else {
        ["x@", text].concat()
    };
    let parsed = Address::parse(&address);
    parsed.is_some_and(|parsed| parsed.as_str() == address && parsed.domain().contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"1790000000000-abcdefgh-000001","prospect":"prospect.test","deal":1,"at_ms":1790000000000,"day":"2026-09-21","what":{"snoozed":{"until":"2026-09-28"}}}"#;

    fn check(from: &str, to: &str, expected: &str) {
        let line = GOOD.replace(from, to);
        assert_ne!(line, GOOD, "{from} stands in no line");
        let wrong = read_line(&line).expect_err(&line);
        assert!(wrong.contains(expected), "{line}: {wrong}");
    }

    #[test]
    fn a_line_of_ours_is_read() {
        let event = read_line(GOOD).unwrap();
        assert_eq!(event.id.as_str(), "1790000000000-abcdefgh-000001");
        let again = serde_json::to_string(&StoredEvent::from(&event)).unwrap();
        assert_eq!(read_line(&again).unwrap(), event);
    }

    #[test]
    fn what_is_not_ours_is_refused_with_its_reason() {
        check("{\"id\"", "{id", "not JSON");
        check("\"deal\":1,", "", "missing field `deal`");
        check("snoozed", "bribed", "unknown variant");
        check("-abcdefgh-", "-abc-", "identity");
        check("\"1790000000000-", "\"9999999999999-", "identity");
        check("-000001", "-000001-1", "identity");
        check("prospect.test", "Prospect", "no prospect");
        check("prospect.test", "prospect", "no prospect");
        check("\"prospect.test\"", "\"\"", "no prospect");
        check("2026-09-28", "9999-09-28", "date");
        check("2026-09-28", "+262142-09-28", "date");
        check("1790000000000,", "-1,", "number");
        check("1790000000000,", "1e300,", "number");
        check("prospect.test", &"x".repeat(9_000), "too long");
        check(
            "prospect.test",
            &"x".repeat(200_000),
            "longer than any line",
        );
    }
}
