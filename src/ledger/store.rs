//! The store's port: string keys to JSON values, and its in-memory twin for tests.

use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::ops::Bound;

/// Keys and values of one write. The store takes all of it or nothing.
pub type Items = BTreeMap<String, Value>;

/// Why the store did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room left.
    #[error("there is no room left for the browser to store it; its disk may be full")]
    Full,
    /// A newer Askback has given the store another form, with that number.
    #[error("a newer Askback has changed its storage (form {0})")]
    Newer(u32),
    /// The ledger is encrypted, and the passphrase was not given.
    #[error("Askback is locked.")]
    Locked,
    /// Anything else, in the browser's words.
    #[error("the browser's storage failed: {0}")]
    Broken(String),
}

/// Where the ledger is kept. One `set` is all or nothing; there are no other transactions, so
/// there must be one writer.
pub trait Store {
    /// The values of those keys; keys that are not there are left out.
    fn get(&self, keys: &[String]) -> impl Future<Output = Result<Items, StoreError>>;
    /// The first items whose key begins with `prefix` and comes after `after` (empty for from the
    /// start), in the order of their keys; at most `most` of them. So a ledger of any size is read
    /// in pieces.
    fn range(
        &self,
        prefix: &str,
        after: &str,
        most: u32,
    ) -> impl Future<Output = Result<Items, StoreError>>;
    /// How many keys begin with `prefix`.
    fn count(&self, prefix: &str) -> impl Future<Output = Result<u32, StoreError>>;
    /// Writes all of the items and removes the keys that are `gone` or, on an error, does nothing.
    fn set(&self, items: Items, gone: &[String]) -> impl Future<Output = Result<(), StoreError>>;
}

/// The in-memory twin.
#[derive(Debug, Default)]
pub struct Memory {
    items: RefCell<Items>,
    writes: Cell<u32>,
    full: Cell<bool>,
    locked: Cell<bool>,
}

impl Memory {
    /// How often `set` succeeded.
    pub fn writes(&self) -> u32 {
        self.writes.get()
    }

    /// From now on `set` fails for want of room, or no longer does.
    pub fn fill(&self, full: bool) {
        self.full.set(full);
    }

    /// From now on nothing is answered for want of the passphrase, or all is again.
    pub fn lock(&self, locked: bool) {
        self.locked.set(locked);
    }

    fn unlocked(&self) -> Result<(), StoreError> {
        if self.locked.get() {
            return Err(StoreError::Locked);
        }
        Ok(())
    }

    /// Everything that is stored, to look at or to damage.
    pub fn items(&self) -> std::cell::RefMut<'_, Items> {
        self.items.borrow_mut()
    }
}

impl Store for Memory {
    async fn get(&self, keys: &[String]) -> Result<Items, StoreError> {
        self.unlocked()?;
        let items = self.items.borrow();
        Ok(keys
            .iter()
            .filter_map(|key| items.get_key_value(key))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect())
    }

    async fn range(&self, prefix: &str, after: &str, most: u32) -> Result<Items, StoreError> {
        self.unlocked()?;
        let items = self.items.borrow();
        let start = if after.is_empty() {
            Bound::Included(prefix)
        } else {
            Bound::Excluded(after)
        };
        Ok(items
            .range::<str, _>((start, Bound::Unbounded))
            .take_while(|(key, _)| key.starts_with(prefix))
            .take(usize::try_from(most).unwrap_or(usize::MAX))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect())
    }

    async fn count(&self, prefix: &str) -> Result<u32, StoreError> {
        self.unlocked()?;
        let items = self.items.borrow();
        let count = items.keys().filter(|key| key.starts_with(prefix)).count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    async fn set(&self, items: Items, gone: &[String]) -> Result<(), StoreError> {
        self.unlocked()?;
        if self.full.get() {
            return Err(StoreError::Full);
        }
        let mut all = self.items.borrow_mut();
        all.extend(items);
        for key in gone {
            all.remove(key);
        }
        self.writes.set(self.writes.get().saturating_add(1));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pollster::block_on;

    fn check(prefix: &str, after: &str, most: u32, expected: &[&str]) {
        let store = Memory::default();
        let items = ["a/1", "a/2", "a/3", "b/1"].map(|key| (key.to_owned(), Value::Null));
        block_on(store.set(items.into(), &[])).unwrap();
        let found = block_on(store.range(prefix, after, most)).unwrap();
        let keys: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(keys, expected, "{prefix} after {after:?}, {most}");
    }

    #[test]
    fn a_range_is_read_in_pieces() {
        check("a/", "", 2, &["a/1", "a/2"]);
        check("a/", "a/2", 2, &["a/3"]);
        check("a/", "a/3", 2, &[]);
        check("b/", "", 9, &["b/1"]);
        check("c/", "", 9, &[]);
    }
}
