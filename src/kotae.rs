//! The running whole: the engine that is swapped, the store, limits, counters.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::answer::Answer;
use crate::engine::{Ask, Engine};
use crate::knowledge::{BaseDiff, FactBase, Files, Problem};

/// One generation of the base as it is served.
#[derive(Debug)]
pub struct Served {
    /// Its engine.
    pub engine: Engine,
    /// What is known about it.
    pub generation: GenerationInfo,
}

/// What the store knows of a generation.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

/// A base that was read, checked and tried, and waits to be swapped in.
#[derive(Debug)]
pub struct Prepared {
    /// What it changes against the base that is served.
    pub diff: BaseDiff,
    /// What is not an error but should be looked at, rendered for reading.
    pub warnings: Vec<Problem>,
    /// The files that it was read from.
    pub files: Files,
    /// Its engine.
    pub engine: Engine,
}

/// Why a reload did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// The knowledge has mistakes; nothing was changed.
    #[error("the knowledge has {} mistakes; nothing was changed", .problems.len())]
    Problems {
        /// All of them.
        problems: Vec<Problem>,
        /// The files they stand in, for rendering.
        files: Files,
    },
    /// The knowledge could not be read.
    #[error("cannot read the knowledge in `{origin}`: {error}")]
    Read {
        /// The folder.
        origin: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no such generation.
    #[error("generation {0} is not kept; `history` lists those that are")]
    NoGeneration(u64),
    /// The store failed; nothing was changed.
    #[error("the store refused: {0}; the base in use stays")]
    Store(String),
}

/// The running whole. Shared by every adapter; all methods take `&self`.
pub struct Kotae {
    served: ArcSwap<Served>,
}

impl fmt::Debug for Kotae {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kotae").finish_non_exhaustive()
    }
}

impl Kotae {
    /// Serves one base from memory: nothing is read, nothing kept. For tests of the edges.
    pub fn without_store(base: FactBase) -> Self {
        let counts = Counts {
            topics: base.topics.len(),
            facts: base.facts().count(),
            figures: base.figures.len(),
            sources: base.sources.len(),
        };
        let generation = GenerationInfo {
            number: 1,
            counts,
            digest: "0".repeat(64),
            stored_at: 0,
            origin: "memory".to_owned(),
            by: "start".to_owned(),
        };
        Self { served: ArcSwap::from_pointee(Served { engine: Engine::new(Arc::new(base)), generation }) }
    }

    /// What is served at this moment. Load it once for each question: it may be swapped in between.
    pub fn served(&self) -> Arc<Served> {
        self.served.load_full()
    }

    /// Answers a question, counts it, and keeps it (without its author) if it could not be answered.
    pub fn ask(&self, ask: &Ask<'_>) -> Answer {
        self.served().engine.ask(ask)
    }

    /// Reads, checks and tries the configured knowledge. Blocking; changes nothing.
    pub fn prepare(&self) -> Result<Prepared, ReloadError> {
        Err(ReloadError::NoGeneration(0))
    }

    /// Stores what was prepared as a new generation and swaps it in. Blocking.
    pub fn commit(&self, prepared: Prepared, by: &str) -> Result<GenerationInfo, ReloadError> {
        let _ = (prepared, by);
        Err(ReloadError::NoGeneration(0))
    }

    /// The generations that are kept, newest first, and the number of the one that is served. Blocking.
    pub fn history(&self) -> Result<(Vec<GenerationInfo>, u64), ReloadError> {
        Err(ReloadError::NoGeneration(0))
    }

    /// Serves a kept generation again. Blocking.
    pub fn rollback(&self, number: u64, by: &str) -> Result<GenerationInfo, ReloadError> {
        let _ = by;
        Err(ReloadError::NoGeneration(number))
    }

    /// A value of the bot's own state (`commands/hash`, `settings/<guild>`), kept over restarts. Blocking.
    pub fn state_get(&self, key: &str) -> Option<String> {
        let _ = key;
        None
    }

    /// Keeps a value of the bot's own state; flushed when this returns. Blocking.
    pub fn state_put(&self, key: &str, value: &str) -> Result<(), String> {
        let _ = (key, value);
        Ok(())
    }
}
