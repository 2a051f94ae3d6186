//! Counters: added up in memory, written now and then.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::store::{Store, StoreError, Transaction};

pub(super) const SPACE: &str = "counters";

/// What was counted and is not written yet.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pending: Mutex<BTreeMap<String, u64>>,
    // Held while writing: what is pending and what is stored change together.
    saving: Mutex<()>,
}

impl Counters {
    pub(super) fn add(&self, name: &str, by: u64) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        match pending.get_mut(name) {
            Some(count) => *count += by,
            None => _ = pending.insert(name.to_owned(), by),
        }
    }

    pub(super) fn totals(&self, store: &dyn Store) -> Result<Vec<(String, u64)>, StoreError> {
        let _still = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let mut totals = self.pending();
        for (name, count) in store.scan(SPACE, b"")? {
            *totals.entry(String::from_utf8_lossy(&name).into_owned()).or_default() += number(&count);
        }
        Ok(totals.into_iter().collect())
    }

    /// True where anything was written.
    pub(super) fn save(&self, store: &dyn Store) -> Result<bool, StoreError> {
        let _alone = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let added = self.pending();
        let mut totals = Transaction::new();
        for (name, by) in &added {
            let stored = store.get(SPACE, name.as_bytes())?.map_or(0, |count| number(&count));
            totals = totals.put(SPACE, name.as_bytes(), &(stored + by).to_be_bytes());
        }
        let _ = store.commit(&totals)?;
        // Only now, and only what was written: others went on counting, and a failure keeps all of it.
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.retain(|name, count| {
            *count -= added.get(name).copied().unwrap_or_default();
            *count > 0
        });
        Ok(!added.is_empty())
    }

    fn pending(&self) -> BTreeMap<String, u64> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_be_bytes)
}
