//! What every store does. `tests/store_contract.rs` holds each engine to it.

use std::fmt;

use tokio::sync::watch;

use super::{Outcome, StoreError, Transaction};

/// The largest key or value that a store takes, in bytes.
///
/// sled keeps what is much larger in files of its own and never removes them.
pub const LARGEST_VALUE: usize = 64 * 1024;

/// A key and its value.
pub type Entry = (Vec<u8>, Vec<u8>);

/// Ordered bytes in named spaces.
///
/// A space is there as long as something is in it: nobody creates one. All calls may block.
///
/// # Errors
/// Every method: what the engine says, as a [`StoreError`]; then nothing was changed, unless the method
/// says otherwise.
#[allow(clippy::missing_errors_doc, reason = "they are the same for all, and stand above")]
pub trait Store: Send + Sync + fmt::Debug {
    /// The value of a key.
    fn get(&self, space: &str, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// All entries whose key begins with `prefix`, ordered by key.
    fn scan(&self, space: &str, prefix: &[u8]) -> Result<Vec<Entry>, StoreError>;

    /// Compares and writes in one step, also over several spaces: all of it or nothing.
    fn commit(&self, transaction: &Transaction) -> Result<Outcome, StoreError>;

    /// Removes all keys that begin with `prefix`; an empty prefix removes the space. Not in one step: after
    /// a crash some may be left.
    fn delete_prefix(&self, space: &str, prefix: &[u8]) -> Result<(), StoreError>;

    /// The names of the spaces that have something in them, ordered.
    fn spaces(&self) -> Result<Vec<String>, StoreError>;

    /// Returns when everything before is safe from a crash of the machine.
    fn flush(&self) -> Result<(), StoreError>;

    /// Gives back the memory that nothing needs until somebody asks again, which takes longer then. Nobody else may take
    /// the folder of a store as long as it rests: whoever has several keeps one awake.
    fn rest(&self) -> Result<(), StoreError>;

    /// A number that grows with every change. A receiver that is never read costs nothing.
    fn changes(&self) -> watch::Receiver<u64>;
}
