//! What one base has that another has not.

/// The ids that differ between two bases, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseDiff {
    /// What the new one adds, by kind.
    pub added: DiffIds,
    /// What is worded or measured otherwise.
    pub changed: DiffIds,
    /// What the new one lacks.
    pub removed: DiffIds,
}

/// Ids by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffIds {
    /// Slugs of topics (names, aliases).
    pub topics: Vec<String>,
    /// Ids of facts.
    pub facts: Vec<String>,
    /// Ids of figures.
    pub figures: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Names of what else differs (`lexicon`, a set of phrasings, a series).
    pub other: Vec<String>,
}
