//! Reloading: prepared and looked at, then swapped in one step; and back again.

use std::sync::{Arc, PoisonError};

use super::knowledge::Fresh;
use super::served::{counts, retire};
use super::start::{LAST_GENERATION, rest};
use super::{Kotae, ReloadError, Reloaded, Served};
use crate::engine::{Engine, Trials};
use crate::knowledge::{BaseDiff, FactBase, Files, Problem};
use crate::store::{GenerationInfo, NewGeneration, Unanswered, digest};

/// A base that was read, checked and tried, and waits to be swapped in.
#[derive(Debug)]
pub struct Prepared {
    /// What it changes against the base that is served.
    pub diff: BaseDiff,
    /// What is not an error but should be looked at, rendered for reading.
    pub warnings: Vec<Problem>,
    /// Kept questions that it answers and the base that is served does not, the most asked first.
    pub answerable: Vec<Unanswered>,
    /// How its test questions fare with the base that is served and with it; with it, all reach what they must.
    pub trials: Trials,
    /// The files that it was read from.
    pub files: Files,
    /// Its engine. Boxed, so that what waits for a confirmation is small wherever it is carried.
    pub engine: Box<Engine>,
}

/// What a second look at the knowledge finds.
#[derive(Debug)]
pub enum Noticed {
    /// What was taken from there last.
    Same,
    /// Files that are being written at this moment: look again.
    Unsteady,
    /// Something else, which can be served.
    Changed(Box<Prepared>),
}

impl Kotae {
    /// Reads, checks and tries the configured knowledge. Blocking; changes nothing.
    ///
    /// # Errors
    /// [`ReloadError::Read`], or [`ReloadError::Problems`] with everything that is wrong.
    pub fn prepare(&self) -> Result<Prepared, ReloadError> {
        self.prepared().inspect_err(|_| self.metrics.reloaded(Reloaded::Refused))
    }

    fn prepared(&self) -> Result<Prepared, ReloadError> {
        self.examined(self.knowledge.read(self.today())?)
    }

    fn examined(&self, fresh: Fresh) -> Result<Prepared, ReloadError> {
        let today = self.today();
        let served = self.served();
        let tried = fresh.examine(today, Some(&served.engine), &self.indexes)?;
        let diff = BaseDiff::between(served.engine.base(), tried.engine.base());
        let answerable = self.answerable(&tried.engine);
        let (warnings, trials, files) = (tried.warnings, tried.trials, tried.files);
        let engine = Box::new(tried.engine);
        Ok(Prepared { diff, warnings, answerable, trials, files, engine })
    }

    /// [`Kotae::prepare`] for whoever watches the folder: only where the knowledge is another than was taken from
    /// there last, so that what a rollback chose stays, and only a copy that two readings agree on. Blocking.
    ///
    /// # Errors
    /// As [`Kotae::prepare`]; [`ReloadError::Store`] where it cannot be said what was taken last.
    pub fn prepare_changed(&self) -> Result<Noticed, ReloadError> {
        let found = self.knowledge.read_steadily(self.today()).map_err(ReloadError::from).and_then(|fresh| {
            let Some(fresh) = fresh else { return Ok(Noticed::Unsteady) };
            if self.generations.seen()?.as_ref() == Some(&fresh.digest) {
                return Ok(Noticed::Same);
            }
            Ok(Noticed::Changed(Box::new(self.examined(fresh)?)))
        });
        found.inspect_err(|_| self.metrics.reloaded(Reloaded::Refused))
    }

    /// Stores what was prepared as a new generation and swaps it in. Where it is what is served already, no
    /// generation is stored. Blocking.
    ///
    /// # Errors
    /// [`ReloadError::Store`]; the base in use stays.
    pub fn commit(&self, prepared: Prepared, by: &str) -> Result<GenerationInfo, ReloadError> {
        self.noted(self.committed(prepared, by)).inspect_err(|_| self.metrics.reloaded(Reloaded::Refused))
    }

    fn committed(&self, prepared: Prepared, by: &str) -> Result<GenerationInfo, ReloadError> {
        let _alone = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let records = prepared.engine.base().records();
        let served = self.served().generation.clone();
        if digest(&records) == served.digest {
            self.generations.set_seen(&served.digest)?;
            return Ok(served);
        }
        let new = NewGeneration {
            records: &records,
            counts: counts(prepared.engine.base()),
            origin: &prepared.files.origin,
            by,
            stored_at: self.now(),
        };
        let generation = self.generations.add(&new, served.number)?;
        // It is stored and will be found at the next start: a failure here only makes lost files harder to
        // notice.
        if let Err(error) = self.state.put(LAST_GENERATION, &generation.number.to_string()) {
            tracing::warn!("{error}");
        }
        rest(&self.generations);
        self.swap(*prepared.engine, generation.clone());
        self.metrics.reloaded(Reloaded::Swapped);
        tracing::info!(generation = generation.number, by, "facts reloaded");
        Ok(generation)
    }

    /// The generations that are kept, newest first, and the number of the one that is served. Blocking.
    ///
    /// # Errors
    /// [`ReloadError::Store`].
    pub fn history(&self) -> Result<(Vec<GenerationInfo>, u64), ReloadError> {
        Ok((self.generations.list()?, self.served().generation.number))
    }

    /// Serves a kept generation again, also after a restart, until the knowledge changes. Blocking.
    ///
    /// # Errors
    /// [`ReloadError::NoGeneration`], or [`ReloadError::Store`] where it cannot be read whole; the base in use
    /// stays.
    pub fn rollback(&self, number: u64, by: &str) -> Result<GenerationInfo, ReloadError> {
        let _alone = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = self.generations.read(number)?;
        let mut base = FactBase::from_records(stored.records)
            .map_err(|error| ReloadError::Store(format!("generation {number} cannot be read: {error}")))?;
        base.share(self.served().engine.base());
        let engine = self.indexes.engine(base, &stored.info.digest);
        self.generations.choose(number)?;
        rest(&self.generations);
        self.swap(engine, stored.info.clone());
        self.metrics.reloaded(Reloaded::RolledBack);
        tracing::info!(generation = number, by, "facts rolled back");
        Ok(stored.info)
    }

    /// Questions that began on the old base finish on it.
    fn swap(&self, engine: Engine, generation: GenerationInfo) {
        retire(&self.served.swap(Arc::new(Served { engine, generation })));
    }
}
