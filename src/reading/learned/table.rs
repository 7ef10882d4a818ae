//! A table from hashes, looked up for every run of words of every mail.

/// Open addressing in twice as many slots as there are keys.
#[derive(Debug)]
pub struct Table<T> {
    slots: Vec<Option<(u64, T)>>,
}

impl<T> Table<T> {
    /// Makes a table; of two values of one key the first stays.
    pub fn of(items: Vec<(u64, T)>) -> Self {
        let size = (items.len() * 2 + 1).next_power_of_two();
        let mut slots: Vec<Option<(u64, T)>> = Vec::new();
        slots.resize_with(size, || None);
        let mut table = Self { slots };
        for (hash, value) in items {
            let at = table.place(hash);
            if let Some(slot @ None) = table.slots.get_mut(at) {
                *slot = Some((hash, value));
            }
        }
        table
    }

    /// What stands behind a hash.
    pub fn get(&self, hash: u64) -> Option<&T> {
        let slot = self.slots.get(self.place(hash))?;
        slot.as_ref().map(|(_, value)| value)
    }

    /// The slot of a hash, or the empty one where it would stand.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash >> 40).unwrap_or(0) & mask;
        while let Some(Some((known, _))) = self.slots.get(at) {
            if *known == hash {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }
}
