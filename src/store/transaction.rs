//! Writes that happen together or not at all.

use std::collections::BTreeMap;

use super::{LARGEST_VALUE, StoreError};

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// All of it was written.
    Applied,
    /// A value was not as expected: nothing was written.
    Conflict,
}

/// A key in a space.
pub(super) type Place = (String, Vec<u8>);

/// What is expected to be there, and what is to be written if it is.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    expected: Vec<(Place, Option<Vec<u8>>)>,
    writes: BTreeMap<Place, Option<Vec<u8>>>,
}

impl Transaction {
    /// An empty one: it changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only if the key has this value (`None`: is not there).
    #[must_use]
    pub fn expect(mut self, space: &str, key: &[u8], value: Option<&[u8]>) -> Self {
        self.expected.push(((space.to_owned(), key.to_vec()), value.map(<[u8]>::to_vec)));
        self
    }

    /// Gives a key a value. Of several writes to one key the last counts.
    #[must_use]
    pub fn put(mut self, space: &str, key: &[u8], value: &[u8]) -> Self {
        self.writes.insert((space.to_owned(), key.to_vec()), Some(value.to_vec()));
        self
    }

    /// Removes a key; no matter whether it is there.
    #[must_use]
    pub fn delete(mut self, space: &str, key: &[u8]) -> Self {
        self.writes.insert((space.to_owned(), key.to_vec()), None);
        self
    }

    /// True where it writes nothing.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    pub(super) fn expected(&self) -> &[(Place, Option<Vec<u8>>)] {
        &self.expected
    }

    pub(super) fn writes(&self) -> &BTreeMap<Place, Option<Vec<u8>>> {
        &self.writes
    }

    /// Every engine asks this first, so that all of them refuse the same.
    pub(super) fn check_sizes(&self) -> Result<(), StoreError> {
        let too_large = |space: &str, key: &[u8], bytes| {
            let key = String::from_utf8_lossy(&key[..key.len().min(100)]).into_owned();
            Err(StoreError::TooLarge { space: space.to_owned(), key, bytes })
        };
        for ((space, key), value) in &self.writes {
            let bytes = value.as_ref().map_or(0, Vec::len).max(key.len());
            if bytes > LARGEST_VALUE {
                return too_large(space, key, bytes);
            }
        }
        Ok(())
    }
}
