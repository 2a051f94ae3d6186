//! The embedded store: generations of the fact base, and state that cannot be rebuilt.
//!
//! - [`Store`]: ordered bytes in named spaces; what every engine must do, and one contract suite for all
//! - [`SledStore`], [`MemoryStore`]: the engines
//! - [`Generations`]: the fact base as it was at each reload; a copy that can always be rebuilt
//! - [`State`]: settings, counters, unanswered questions and feedback; cannot be rebuilt, so in a database of its own
//!
//! Everything here blocks: call it from `spawn_blocking` or a thread.

mod contract;
mod error;
mod generations;
mod memory;
mod set_aside;
mod sled;
mod state;
mod transaction;
mod unfinished;

pub use self::contract::{Entry, LARGEST_VALUE, Store};
pub use self::error::StoreError;
pub use self::generations::{
    Counts, Facts, Found, GenerationError, GenerationInfo, Generations, KEPT, NewGeneration, Record, Stored,
    digest,
};
pub use self::memory::MemoryStore;
pub use self::set_aside::set_aside;
pub use self::sled::SledStore;
pub use self::state::{
    BackupError, FEEDBACK_DAYS, Feedback, LONGEST_QUESTION, LONGEST_REPORT, MOST_FEEDBACK, MOST_UNANSWERED,
    State, UNANSWERED_DAYS, Unanswered,
};
pub use self::transaction::{Outcome, Transaction};
