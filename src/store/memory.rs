//! A store in memory: for the terminal, for tests, and as the measure that other engines are held against.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::watch;

use super::transaction::Place;
use super::{Entry, Outcome, Store, StoreError, Transaction};

/// Ordered bytes in memory. Forgotten when it is dropped.
#[derive(Debug)]
pub struct MemoryStore {
    entries: RwLock<BTreeMap<Place, Vec<u8>>>,
    changed: watch::Sender<u64>,
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self { entries: RwLock::default(), changed: watch::channel(0).0 }
    }
}

impl MemoryStore {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> RwLockReadGuard<'_, BTreeMap<Place, Vec<u8>>> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn entries_mut(&self) -> RwLockWriteGuard<'_, BTreeMap<Place, Vec<u8>>> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn get(&self, space: &str, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.entries().get(&(space.to_owned(), key.to_vec())).cloned())
    }

    fn scan(&self, space: &str, prefix: &[u8]) -> Result<Vec<Entry>, StoreError> {
        Ok(self
            .entries()
            .range((space.to_owned(), prefix.to_vec())..)
            .take_while(|((at, key), _)| at == space && key.starts_with(prefix))
            .map(|((_, key), value)| (key.clone(), value.clone()))
            .collect())
    }

    fn commit(&self, transaction: &Transaction) -> Result<Outcome, StoreError> {
        transaction.check_sizes()?;
        let mut entries = self.entries_mut();
        if transaction.expected().iter().any(|(place, value)| entries.get(place) != value.as_ref()) {
            return Ok(Outcome::Conflict);
        }
        for (place, value) in transaction.writes() {
            match value {
                Some(value) => entries.insert(place.clone(), value.clone()),
                None => entries.remove(place),
            };
        }
        drop(entries);
        if !transaction.is_empty() {
            self.changed.send_modify(|revision| *revision += 1);
        }
        Ok(Outcome::Applied)
    }

    fn delete_prefix(&self, space: &str, prefix: &[u8]) -> Result<(), StoreError> {
        self.entries_mut().retain(|(at, key), _| at != space || !key.starts_with(prefix));
        self.changed.send_modify(|revision| *revision += 1);
        Ok(())
    }

    fn spaces(&self) -> Result<Vec<String>, StoreError> {
        let mut spaces: Vec<String> = self.entries().keys().map(|(space, _)| space.clone()).collect();
        spaces.dedup();
        Ok(spaces)
    }

    fn flush(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn rest(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}
