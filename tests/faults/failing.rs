//! The in-memory store, failing as a browser's may.

use askback::ledger::store::{Items, Memory, Store, StoreError};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::future::pending;

/// What goes wrong, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A write is refused.
    Refused,
    /// A write is refused for want of room.
    Full,
    /// The worker ends before it has written or read.
    KilledBefore,
    /// The worker ends once it has written, before it hears of it.
    KilledAfter,
    /// A read lacks one of the values that are there.
    Lost,
    /// One value that is read is another than the one that was stored.
    Garbled,
}

impl Fault {
    pub const ALL: [Self; 6] = [
        Self::Refused,
        Self::Full,
        Self::KilledBefore,
        Self::KilledAfter,
        Self::Lost,
        Self::Garbled,
    ];

    /// Whether nothing that is read is wrong by it.
    pub const fn is_harmless(self) -> bool {
        !matches!(self, Self::Lost | Self::Garbled)
    }

    const fn strikes_writes(self) -> bool {
        !matches!(self, Self::Lost | Self::Garbled)
    }

    const fn strikes_reads(self) -> bool {
        matches!(self, Self::Lost | Self::Garbled | Self::KilledBefore)
    }
}

/// A fault that waits for so many operations which it can strike; `which` picks among the values.
#[derive(Clone, Copy, Debug)]
pub struct Armed {
    pub fault: Fault,
    pub after: u8,
    pub which: u8,
}

/// The store. A worker that is killed in it never hears of it again: its future stays pending.
#[derive(Default)]
pub struct Failing {
    pub inside: Memory,
    pub armed: RefCell<Option<Armed>>,
    /// How many faults struck so far.
    pub struck: Cell<u32>,
}

/// What stands where a value is damaged: none of the stored forms.
pub fn damage(which: u8) -> Value {
    match which % 4 {
        0 => json!("\u{0}damaged"),
        1 => json!({"events": 7, "id": [], "schema": "two"}),
        2 => json!(-1),
        _ => json!([{}]),
    }
}

impl Failing {
    /// The fault that strikes this operation, if one does.
    fn strike(&self, can: impl Fn(Fault) -> bool) -> Option<Armed> {
        let mut armed = self.armed.borrow_mut();
        let one = armed.as_mut().filter(|one| can(one.fault))?;
        if one.after > 0 {
            one.after -= 1;
            return None;
        }
        self.struck.set(self.struck.get() + 1);
        armed.take()
    }

    /// A read of some values; a range of keys is not cut short, but each of its values may be bad.
    async fn read(&self, mut found: Items, whole: bool) -> Result<Items, StoreError> {
        let can = |fault: Fault| fault.strikes_reads() && (fault != Fault::Lost || !whole);
        if found.is_empty() {
            return Ok(found);
        }
        let Some(armed) = self.strike(can) else {
            return Ok(found);
        };
        let key = found.keys().nth(usize::from(armed.which) % found.len());
        let key = key.expect("one of them").clone();
        match armed.fault {
            Fault::Lost => drop(found.remove(&key)),
            Fault::Garbled => drop(found.insert(key, damage(armed.which))),
            _ => pending().await,
        }
        Ok(found)
    }
}

impl Store for Failing {
    async fn get(&self, keys: &[String]) -> Result<Items, StoreError> {
        self.read(self.inside.get(keys).await?, false).await
    }

    async fn range(&self, prefix: &str, after: &str, most: u32) -> Result<Items, StoreError> {
        self.read(self.inside.range(prefix, after, most).await?, true)
            .await
    }

    async fn count(&self, prefix: &str) -> Result<u32, StoreError> {
        self.inside.count(prefix).await
    }

    async fn set(&self, items: Items, gone: &[String]) -> Result<(), StoreError> {
        match self.strike(Fault::strikes_writes).map(|armed| armed.fault) {
            Some(Fault::Refused) => Err(StoreError::Broken("refused".to_owned())),
            Some(Fault::Full) => Err(StoreError::Full),
            Some(Fault::KilledBefore) => pending().await,
            Some(_) => {
                self.inside.set(items, gone).await?;
                pending().await
            }
            None => self.inside.set(items, gone).await,
        }
    }
}
