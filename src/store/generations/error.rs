//! Why a generation was not stored or found.

use crate::store::StoreError;

/// Why a generation was not stored or found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GenerationError {
    /// It was never there, or is not kept any more.
    #[error("generation {0} is not kept; `history` lists those that are")]
    NotKept(u64),
    /// Its records are not those that were stored.
    #[error("generation {number} is damaged: {why}; choose another one")]
    Damaged {
        /// The generation.
        number: u64,
        /// What was noticed.
        why: String,
    },
    /// It was written by a program that writes records in another form.
    #[error(
        "generation {number} has records of version {has}, this program reads version {needs}; reload instead"
    )]
    Schema {
        /// The generation.
        number: u64,
        /// The version of its records.
        has: u32,
        /// The version that is read.
        needs: u32,
    },
    /// A record cannot be stored under its key.
    #[error("the record `{key}` {why}; nothing was stored")]
    Key {
        /// The key.
        key: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Somebody else changed the pointer in between.
    #[error("the store was changed by somebody else at the same time; try again")]
    Conflict,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
