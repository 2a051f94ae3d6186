//! What answers at this moment.

use std::sync::Arc;
use std::time::Duration;

use crate::engine::Engine;
use crate::knowledge::FactBase;
use crate::store::{Counts, GenerationInfo};

/// One generation of the base as it is served.
#[derive(Debug)]
pub struct Served {
    /// Its engine.
    pub engine: Engine,
    /// What is known about it.
    pub generation: GenerationInfo,
}

/// How much a base holds.
pub(super) fn counts(base: &FactBase) -> Counts {
    Counts {
        topics: base.topics.len(),
        facts: base.facts().count(),
        figures: base.figures.len(),
        sources: base.sources.len(),
    }
}

/// Waits a while for the questions that began on it, so that a large base is not taken apart by one of them.
pub(super) fn retire(old: &Arc<Served>) {
    for _ in 0..100 {
        if Arc::strong_count(old) == 1 {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
