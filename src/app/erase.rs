//! Erasing: a prospect, or one person wherever they are named. The one way in which events are
//! changed, and what comes in later respects it.
//!
//! What is left is a mark (`x/MARK`) of each name and address, with the time. It tells whether a text
//! that one has is meant, and cannot be read back. The marks go along in the folder of backups, and the
//! rep's other computers erase by them what they hold of the time before.

use super::AppError;
use super::book::{Book, Loaded, PIECE, Write, put};
use super::change::refuse;
use super::engine::{Call, Effects, Engine, effects};
use super::scrub::{Whom, checksum, each_text, find, scrub};
use super::transfer::{Fresh, LAST_MS, as_stored, sort, stored};
use crate::domain::{Address, ProspectId, Record, gathered, plain_name};
use crate::ledger::Event;
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{entry_key, event_key, index_key, name_key};
use crate::protocol::PanelReply;
use serde_json::Value;

/// What the keys of all marks begin with.
const MARKS: &str = "x/";

/// The most words that a name may have.
const WORDS: usize = 4;

/// Who was erased, and when, in milliseconds since 1970; in the order of their checksums.
pub(super) type Marks = Vec<(u64, u64)>;

/// The key of a mark.
fn key(hash: u64) -> String {
    format!("{MARKS}{hash:016x}")
}

/// The checksum in a mark's key, and in a mark on the wire; `None` when it is none.
fn hash_of(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 16)
}

/// A mark on the wire: its checksum and its time, with a space between.
fn read_mark(text: &str) -> Option<(u64, u64)> {
    let (hash, until) = text.split_once(' ')?;
    let until = until.parse().ok().filter(|until| *until < LAST_MS)?;
    Some((hash_of(hash)?, until))
}

/// Marks as they are stored.
fn read_marks(items: Items) -> Marks {
    let marks = items.into_iter().filter_map(|(key, until)| {
        let hash = hash_of(key.strip_prefix(MARKS)?)?;
        Some((hash, until.as_u64().unwrap_or(u64::MAX)))
    });
    marks.collect()
}

/// When somebody was erased, if they were; `0` else.
fn erased_ms(marks: &Marks, hash: u64) -> u64 {
    let at = marks.binary_search_by(|(one, _)| one.cmp(&hash)).ok();
    at.and_then(|at| marks.get(at))
        .map_or(0, |(_, until)| *until)
}

impl<L: Store, S: Store> Engine<L, S> {
    /// Erases a person, by address or name; with `write` unset says how many events name them.
    pub(super) async fn erase(
        &self,
        who: &str,
        write: bool,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        let whom = book.whom(who).await?;
        let (found, left) = book.naming(&whom).await?;
        let events = found.values().map(Vec::len).sum::<usize>();
        let reply = PanelReply::Erased {
            events: u32::try_from(events).unwrap_or(u32::MAX),
            prospects: found.keys().cloned().collect(),
            marks: Vec::new(),
        };
        if !write {
            return Ok((reply, None));
        }
        self.forget_people().await?;
        let now = book.summary.last_ms;
        let marks = whom.iter().map(|who| (key(checksum(who)), now.into()));
        book.erase(gathered(marks), found, left, call).await?;
        Ok((reply, Some(effects(&book, call.clock))))
    }

    /// Erases what the marks of another of the rep's computers tell of. Marks that are here already, or
    /// are none, change nothing. Says all marks that there are then.
    pub(super) async fn respect(
        &self,
        marks: &[String],
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        let here = book.marks().await?;
        let new = marks.iter().filter_map(|mark| read_mark(mark));
        let new = new.filter(|(hash, until)| *until > erased_ms(&here, *hash));
        let new: Items = gathered(new.map(|(hash, until)| (key(hash), until.into())));
        let (mut events, mut done) = (0, None);
        if !new.is_empty() {
            if let Some(trouble) = &book.trouble {
                return Err(trouble.clone());
            }
            let (found, left) = book.marked(&read_marks(new.clone())).await?;
            events = found.values().map(Vec::len).sum::<usize>();
            self.forget_people().await?;
            book.erase(new, found, left, call).await?;
            done = Some(effects(&book, call.clock));
        }
        let all = book.marks().await?.into_iter();
        let reply = PanelReply::Erased {
            events: u32::try_from(events).unwrap_or(u32::MAX),
            prospects: Vec::new(),
            marks: all
                .map(|(hash, until)| format!("{hash:016x} {until}"))
                .collect(),
        };
        Ok((reply, done))
    }

    /// What open tabs showed names people too.
    async fn forget_people(&self) -> Result<(), AppError> {
        let people = "people".to_owned();
        Ok(self.session.set(Items::new(), &[people]).await?)
    }
}

impl<L: Store> Book<'_, L> {
    /// The names and addresses of whom the rep typed: with an address those who were noted with it,
    /// with a name its addresses.
    async fn whom(&self, who: &str) -> Result<Whom, AppError> {
        let typed = match Address::parse(who) {
            Some(address) => address.as_str().to_owned(),
            None => plain_name(who),
        };
        let words = typed.split(' ').count();
        if typed.chars().count() < 3 || words > WORDS || (words < 2 && !typed.contains('@')) {
            return Err(refuse(
                "Say who it is: a mail address, or the first and the last name.",
            ));
        }
        let mut whom = Whom::from([typed.clone()]);
        self.each_event(|_, event| {
            let contact = event.get("what").and_then(|what| what.get("contact"));
            let field = |name| contact.and_then(|one| one.get(name)?.as_str());
            if let (Some(name), Some(email)) = (field("name"), field("email")) {
                let both = [plain_name(name), email.to_lowercase()];
                if both.contains(&typed) {
                    // A first name alone is many people's.
                    whom.extend(both.into_iter().filter(|one| one.contains([' ', '@'])));
                }
            }
        })
        .await?;
        Ok(whom)
    }

    /// The keys of the events that name them, by prospects, and what is left of those of which
    /// something is.
    async fn naming(&self, whom: &Whom) -> Result<(Fresh, Items), AppError> {
        let (mut found, mut left) = (Fresh::new(), Items::new());
        self.each_event(|key, mut event| {
            let prospect = event.get("prospect").and_then(Value::as_str);
            // One that cannot be read goes as a whole.
            let unread = prospect.is_none() && {
                let text = event.to_string().to_lowercase();
                whom.iter().any(|who| text.contains(who.as_str()))
            };
            let prospect = prospect.unwrap_or_default().to_owned();
            let all = unread || whom.contains(&prospect);
            if all || scrub(&mut event, whom) {
                found.entry(prospect).or_default().push(key.clone());
                if !all && !is_contact(&event) {
                    left.insert(key, event);
                }
            }
        })
        .await?;
        Ok((found, left))
    }

    /// The keys of the events that these marks tell of, by prospects, and what is left of those of
    /// which something is. One that cannot be read is left to an import that heals it.
    async fn marked(&self, marks: &Marks) -> Result<(Fresh, Items), AppError> {
        let (mut found, mut left) = (Fresh::new(), Items::new());
        self.each_event(|key, value| {
            let Some(event) = stored(value) else {
                return;
            };
            let prospect = event.prospect.as_str().to_owned();
            let before = as_stored(&event);
            let after = respect(event, marks).map(|event| as_stored(&event));
            if after.as_ref() != Some(&before) {
                found.entry(prospect).or_default().push(key.clone());
                left.extend(after.map(|after| (key, after)));
            }
        })
        .await?;
        Ok((found, left))
    }

    /// Writes the events without them, in one write, and the marks.
    async fn erase(
        &mut self,
        marks: Items,
        found: Fresh,
        mut left: Items,
        call: &Call,
    ) -> Result<(), AppError> {
        let mut summary = self.summary.clone();
        let mut write = Write {
            items: marks,
            ..Write::default()
        };
        for (prospect, keys) in found {
            let prospect = ProspectId::stored(prospect);
            let before = self.prospect(&prospect).await?;
            let mut after = before.clone();
            for key in keys {
                after.events.retain(|one| event_key(one.id.as_str()) != key);
                if let Some(value) = left.remove(&key) {
                    after.events.extend(stored(value.clone()));
                    write.items.insert(key, value);
                } else {
                    write.gone.push(key);
                }
            }
            if after.events.is_empty() {
                self.leave(&before, &prospect, &mut summary, &mut write)
                    .await?;
                continue;
            }
            sort(&mut after);
            let clock = self.clock_for(&prospect, call.clock);
            self.place(&before, &mut after, &mut summary, &mut write, clock)
                .await?;
        }
        self.write(summary, write).await
    }

    /// Takes a prospect out of all indexes.
    async fn leave(
        &self,
        before: &Loaded,
        prospect: &ProspectId,
        summary: &mut crate::ledger::stored::Summary,
        write: &mut Write,
    ) -> Result<(), AppError> {
        write.gone.extend([index_key(prospect), name_key(prospect)]);
        if let Some(day) = before.index.page {
            write.gone.push(entry_key(day, prospect.as_str()));
            summary.take(day);
        }
        summary.samples.remove(prospect.as_str());
        let nothing = Record::empty(prospect.clone());
        self.hold_names(&before.record, &nothing, write).await
    }

    /// Forgets a prospect: its events and its place in the indexes, in one write.
    pub async fn forget(&mut self, id: &ProspectId) -> Result<(), AppError> {
        let loaded = self.prospect(id).await?;
        let mut summary = self.summary.clone();
        let mut write = Write::default();
        let events = loaded.index.events.iter();
        write.gone.extend(events.map(|event| event_key(event)));
        // Those that a repair set aside stand in no index.
        let named = id.as_str();
        self.each_event(|key, event| {
            if event.get("prospect").is_some_and(|its| its == named) {
                write.gone.push(key);
            }
        })
        .await?;
        self.leave(&loaded, id, &mut summary, &mut write).await?;
        if !id.is_sample() {
            put(&mut write.items, key(checksum(named)), &summary.last_ms)?;
        }
        self.write(summary, write).await
    }

    /// Who was erased; one value that cannot be read counts for all time.
    pub(super) async fn marks(&self) -> Result<Marks, AppError> {
        let (mut all, mut after) = (Marks::new(), String::new());
        loop {
            let items = self.store.range(MARKS, &after, PIECE).await?;
            let Some((last, _)) = items.last_key_value() else {
                return Ok(all);
            };
            after.clone_from(last);
            all.extend(read_marks(items));
        }
    }
}

/// An event that comes in, without those who were erased after it: `None` when nothing is left of it.
pub(super) fn respect(event: Event, marks: &Marks) -> Option<Event> {
    let at_ms = u64::try_from(event.id.at_ms()).unwrap_or_default();
    let is_marked = |hash: u64| {
        let until = erased_ms(marks, hash);
        until > 0 && at_ms <= until
    };
    if marks.is_empty() {
        return Some(event);
    }
    if is_marked(checksum(event.prospect.as_str())) {
        return None;
    }
    let mut value = as_stored(&event);
    let mut whom = Whom::new();
    each_text(&mut value, &mut |text| find(text, &is_marked, &mut whom));
    if whom.is_empty() {
        return Some(event);
    }
    scrub(&mut value, &whom);
    if is_contact(&value) {
        return None;
    }
    stored(value)
}

fn is_contact(event: &Value) -> bool {
    let what = event.get("what");
    what.is_some_and(|what| what.get("contact").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_on_the_wire_is_a_checksum_and_a_time() {
        let hash = checksum("kim marsh");
        assert_eq!(read_mark(&format!("{hash:016x} 12")), Some((hash, 12)));
        for text in [
            "",
            "12 12",
            "00000000000000ff",
            "zzzzzzzzzzzzzzzz 1",
            "00000000000000ff 9e9",
        ] {
            assert_eq!(read_mark(text), None, "{text}");
        }
    }
}
