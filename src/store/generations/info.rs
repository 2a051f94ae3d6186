//! What is known of a generation.

use serde::{Deserialize, Serialize};

/// What the store knows of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationInfo {
    /// Counted from 1, never used again.
    pub number: u64,
    /// How many topics, facts and figures it holds.
    pub counts: Counts,
    /// BLAKE3 of its records, in hexadecimal.
    pub digest: String,
    /// Seconds since 1970, UTC, when it was stored.
    pub stored_at: i64,
    /// Where it was read from ("embedded 0.1.0", a folder).
    pub origin: String,
    /// Who asked for it ("start", a Discord user id, "signal", "terminal").
    pub by: String,
}

/// How much a base holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Topics.
    pub topics: usize,
    /// Facts.
    pub facts: usize,
    /// Figures.
    pub figures: usize,
    /// Sources.
    pub sources: usize,
}

/// A generation as `meta` has it: enough to tell whether its records are all there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(flatten)]
    pub(super) info: GenerationInfo,
    /// How many records it has.
    pub(super) records: usize,
    /// The version of the records' form.
    pub(super) schema: u32,
}

impl Line {
    /// The space of its records.
    pub(super) fn space(&self) -> String {
        space(self.info.number)
    }
}

/// What the names of all spaces of records begin with.
pub(super) const SPACES: &str = "facts-";

/// The space of a generation's records.
pub(super) fn space(number: u64) -> String {
    format!("{SPACES}{number}")
}
