//! The start: opening the stores, and choosing what to serve.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arc_swap::ArcSwap;

use super::clock::day;
use super::knowledge::{Fresh, Knowledge};
use super::served::counts;
use super::settings::Servers;
use super::usage::Slowest;
use super::{Clock, Health, Indexes, KnowledgeError, Kotae, Metrics, OpenError, Served, SystemClock, Worker};
use crate::engine::Engine;
use crate::knowledge::FactBase;
use crate::store::{Facts, Found, GenerationError, Generations, NewGeneration, State, Stored};

/// The version of the records' form: raised whenever older records would not be read as they were meant.
pub const RECORDS: u32 = 1;

/// How long a locked folder is tried again.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The folder of the generations, in the data folder.
const FACTS: &str = "facts";

/// The folder of the bot's own state, in the data folder.
pub(super) const STATE: &str = "state";

/// In the state: the highest number of a generation, so that a facts folder that lost it is found out.
pub(super) const LAST_GENERATION: &str = "generations/last";

/// How Kotae is to be opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where facts and state are kept; `None`: in memory, until the end of the process.
    pub data_dir: Option<PathBuf>,
    /// The knowledge folder; `None`: what the program carries.
    pub knowledge: Option<PathBuf>,
    /// Where indexes come from.
    pub indexes: Indexes,
    /// Who does what takes much memory for a moment; `None`: nobody, it is done here.
    pub worker: Option<Worker>,
    /// Who knows the time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            data_dir: None,
            knowledge: None,
            indexes: Indexes::default(),
            worker: None,
            clock: Arc::new(SystemClock),
        }
    }
}

impl Kotae {
    /// Opens the stores and serves what is to be served: the generation that was served last, or the
    /// configured knowledge where that has changed since it was stored last. A generation that was chosen by
    /// a rollback stays until the knowledge changes again. Blocking.
    ///
    /// # Errors
    /// Where the data folder cannot be used; where neither the knowledge nor a stored generation can be
    /// served.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let Options { data_dir, knowledge, indexes, worker, clock } = options;
        let indexes = indexes.built_by(worker.clone());
        let now = clock.now();
        let mut warnings = Vec::new();
        let (state, facts) = match data_dir {
            None => (State::in_memory(), Facts::in_memory(RECORDS)),
            Some(folder) => {
                let (state, warning) = State::open(&folder.join(STATE), PATIENCE, now)?;
                warnings.extend(warning);
                let last = state.get(LAST_GENERATION)?.and_then(|last| last.parse().ok()).unwrap_or_default();
                (state, Facts::open(&folder.join(FACTS), RECORDS, PATIENCE, last, now)?)
            }
        };
        warnings.extend(facts.warning);
        let knowledge = Knowledge::new(knowledge, worker);
        let start = Start { generations: &facts.generations, state: &state, indexes: &indexes, now };
        let stored = match facts.found {
            Found::Whole(stored) | Found::Earlier { stored, .. } => Some(stored),
            Found::Nothing | Found::OtherSchema { .. } | Found::Lost { .. } => None,
        };
        let served = start.choose(knowledge.read(day(now)), stored, &mut warnings)?;
        rest(&facts.generations);
        for warning in &warnings {
            tracing::warn!("{warning}");
        }
        let servers = Servers::of(&state);
        let slowest = Slowest::of(&state)?;
        Ok(Self {
            served: ArcSwap::from_pointee(served),
            generations: facts.generations,
            state,
            knowledge,
            indexes,
            clock,
            warnings,
            reloading: Mutex::default(),
            health: Health::default(),
            metrics: Metrics::new(),
            servers,
            slowest,
        })
    }
}

impl Kotae {
    /// Serves one base from memory: nothing is read, nothing kept. For tests of the edges.
    pub fn without_store(base: FactBase) -> Self {
        let counts = counts(&base);
        let generation = crate::store::GenerationInfo {
            number: 1,
            counts,
            digest: "0".repeat(64),
            stored_at: 0,
            origin: "memory".to_owned(),
            by: "start".to_owned(),
        };
        Self {
            served: ArcSwap::from_pointee(Served { engine: Engine::new(Arc::new(base)), generation }),
            generations: Facts::in_memory(RECORDS).generations,
            state: State::in_memory(),
            knowledge: Knowledge::new(None, None),
            indexes: Indexes::default(),
            clock: Arc::new(SystemClock),
            warnings: Vec::new(),
            reloading: Mutex::default(),
            health: Health::default(),
            metrics: Metrics::new(),
            servers: Servers::default(),
            slowest: Slowest::default(),
        }
    }
}

struct Start<'a> {
    generations: &'a Generations,
    state: &'a State,
    indexes: &'a Indexes,
    now: i64,
}

impl Start<'_> {
    fn choose(
        &self,
        fresh: Result<Fresh, KnowledgeError>,
        stored: Option<Stored>,
        warnings: &mut Vec<String>,
    ) -> Result<Served, OpenError> {
        let Some(stored) = stored else { return self.store(fresh?) };
        let fresh = match fresh {
            Ok(fresh) => fresh,
            Err(error) => {
                warnings.push(instead(&error, &stored));
                return Ok(self.serve(decoded(&stored)?, stored));
            }
        };
        let seen = self.generations.seen()?;
        if fresh.digest == stored.info.digest {
            if seen.as_ref() != Some(&fresh.digest) {
                self.generations.set_seen(&fresh.digest)?;
            }
            return Ok(self.serve(fresh.into_base(), stored));
        }
        if seen.as_ref() == Some(&fresh.digest) {
            // Somebody chose another generation after this knowledge was stored.
            match decoded(&stored) {
                Ok(base) => return Ok(self.serve(base, stored)),
                Err(error) => warnings.push(format!("{error}; the knowledge is stored anew")),
            }
        }
        let refused = match self.store(fresh) {
            Ok(served) => return Ok(served),
            Err(OpenError::Knowledge { error }) => instead(&error, &stored),
            Err(error) => instead(&error, &stored),
        };
        warnings.push(refused);
        Ok(self.serve(decoded(&stored)?, stored))
    }

    /// Stores the knowledge as a new generation.
    fn store(&self, mut fresh: Fresh) -> Result<Served, OpenError> {
        let records = std::mem::take(&mut fresh.records);
        let origin = fresh.origin().to_owned();
        let engine = if fresh.is_embedded() {
            let digest = fresh.digest.clone();
            self.indexes.engine(fresh.into_base(), &digest)
        } else {
            fresh.examine(day(self.now), None, self.indexes)?.engine
        };
        let new = NewGeneration {
            records: &records,
            counts: counts(engine.base()),
            origin: &origin,
            by: "start",
            stored_at: self.now,
        };
        let last = self.state.get(LAST_GENERATION)?.and_then(|last| last.parse().ok()).unwrap_or_default();
        let generation = self.generations.add(&new, last)?;
        self.state.put(LAST_GENERATION, &generation.number.to_string())?;
        Ok(Served { engine, generation })
    }

    fn serve(&self, base: FactBase, stored: Stored) -> Served {
        Served { engine: self.indexes.engine(base, &stored.info.digest), generation: stored.info }
    }
}

/// The generations are not needed before the next reload, and the store that has read one takes a third of what the
/// facts themselves do.
pub(super) fn rest(generations: &Generations) {
    if let Err(error) = generations.rest() {
        tracing::warn!("the store of the facts does not rest: {error}");
    }
}

fn decoded(stored: &Stored) -> Result<FactBase, GenerationError> {
    let records = stored.records.iter().map(|(key, content)| (key, content));
    FactBase::from_records(records)
        .map_err(|error| GenerationError::Damaged { number: stored.info.number, why: error.to_string() })
}

fn instead(error: &dyn std::error::Error, stored: &Stored) -> String {
    format!("{error}; the stored generation {} is served instead", stored.info.number)
}
