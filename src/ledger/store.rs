//! The store's port: string keys to JSON values, as `chrome.storage` has them, and its in-memory
//! twin for tests.

use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;

/// Keys and values of one write. The store takes all of it or nothing.
pub type Items = BTreeMap<String, Value>;

/// Why the store did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room left.
    #[error("there is no room left in the browser's storage for extensions")]
    Full,
    /// Anything else, in the browser's words.
    #[error("the browser's storage failed: {0}")]
    Broken(String),
}

/// Where the ledger is kept. One `set` is all or nothing; there are no other transactions, so
/// there must be one writer.
pub trait Store {
    /// The values of those keys; keys that are not there are left out.
    fn get(&self, keys: &[String]) -> impl Future<Output = Result<Items, StoreError>>;
    /// Every key and value. Only for making the indexes anew.
    fn get_all(&self) -> impl Future<Output = Result<Items, StoreError>>;
    /// Writes all of the items or, on an error, none of them.
    fn set(&self, items: Items) -> impl Future<Output = Result<(), StoreError>>;
    /// Removes those keys.
    fn remove(&self, keys: &[String]) -> impl Future<Output = Result<(), StoreError>>;
}

/// The in-memory twin.
#[derive(Debug, Default)]
pub struct Memory {
    items: RefCell<Items>,
    writes: Cell<u32>,
    full: Cell<bool>,
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

    /// Everything that is stored, to look at or to damage.
    pub fn items(&self) -> std::cell::RefMut<'_, Items> {
        self.items.borrow_mut()
    }
}

impl Store for Memory {
    async fn get(&self, keys: &[String]) -> Result<Items, StoreError> {
        let items = self.items.borrow();
        Ok(keys
            .iter()
            .filter_map(|key| items.get_key_value(key))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect())
    }

    async fn get_all(&self) -> Result<Items, StoreError> {
        Ok(self.items.borrow().clone())
    }

    async fn set(&self, items: Items) -> Result<(), StoreError> {
        if self.full.get() {
            return Err(StoreError::Full);
        }
        self.items.borrow_mut().extend(items);
        self.writes.set(self.writes.get().saturating_add(1));
        Ok(())
    }

    async fn remove(&self, keys: &[String]) -> Result<(), StoreError> {
        let mut items = self.items.borrow_mut();
        for key in keys {
            items.remove(key);
        }
        Ok(())
    }
}
