//! A map for all that has few entries: the standard library's is some kilobytes for each type that
//! it holds, and the extension's size is bounded.

use std::borrow::Borrow;

/// What is gathered one by one. `collect` into an ordered map or set sorts first, and brings a sort of
/// some four kilobytes for each kind of iterator.
pub fn gathered<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// A map of few entries, in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Few<K, V> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// The entries in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }

    fn place<Q: PartialEq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.0.iter().position(|(known, _)| known.borrow() == key)
    }

    /// The value of a key.
    pub fn get<Q: PartialEq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.place(key)?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: PartialEq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.place(key)?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Takes a key out.
    pub fn remove<Q: PartialEq + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some(at) = self.place(key) {
            self.0.remove(at);
        }
    }
}

impl<K: Ord, V> Few<K, V> {
    /// Puts a value in, in place of the key's old one.
    pub fn insert(&mut self, key: K, value: V) {
        if let Some(known) = self.get_mut(&key) {
            *known = value;
        } else {
            let later = self.0.iter().position(|(known, _)| *known > key);
            self.0.insert(later.unwrap_or(self.0.len()), (key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_a_map(changes: Vec<(u8, Option<u16>)>) {
            let (mut few, mut map) = (Few::new(), BTreeMap::new());
            for (key, value) in changes {
                if let Some(value) = value {
                    few.insert(key, value);
                    map.insert(key, value);
                } else {
                    few.remove(&key);
                    map.remove(&key);
                }
                prop_assert_eq!(few.get(&key), map.get(&key));
            }
            let few: Vec<_> = few.iter().copied().collect();
            prop_assert_eq!(few, map.into_iter().collect::<Vec<_>>());
        }
    }
}
