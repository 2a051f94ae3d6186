//! The configured knowledge: read, checked, tried.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::reading::Reading;
use super::worker::{Task, Worker};
use super::{Indexes, KnowledgeError};
use crate::engine::{Engine, Trials};
use crate::knowledge::{FactBase, Files, PartialDate, Problem};
use crate::store::{Record, digest};

/// Where the knowledge comes from.
#[derive(Clone, Debug)]
pub(super) struct Knowledge {
    folder: Option<PathBuf>,
    worker: Option<Worker>,
}

/// Knowledge that was read and checked, and not yet tried.
#[derive(Debug)]
pub(super) struct Fresh {
    base: FactBase,
    files: Files,
    warnings: Vec<Problem>,
    /// File and place of each test question.
    questions_at: Vec<(String, Range<usize>)>,
    pub(super) records: Vec<Record>,
    pub(super) digest: String,
    embedded: bool,
}

/// Knowledge that may be served.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) engine: Engine,
    pub(super) warnings: Vec<Problem>,
    pub(super) trials: Trials,
    pub(super) files: Files,
}

impl Knowledge {
    /// That of a folder, or (`None`) what the program carries; read by a worker where there is one.
    pub(super) fn new(folder: Option<PathBuf>, worker: Option<Worker>) -> Self {
        Self { folder, worker }
    }

    /// Reads and checks it. Blocking.
    pub(super) fn read(&self, today: PartialDate) -> Result<Fresh, KnowledgeError> {
        self.fresh(self.files()?, today)
    }

    /// Reads it twice; nothing where the readings differ, because somebody is writing.
    pub(super) fn read_steadily(&self, today: PartialDate) -> Result<Option<Fresh>, KnowledgeError> {
        let files = self.files()?;
        if self.files()? == files { self.fresh(files, today).map(Some) } else { Ok(None) }
    }

    /// The folder, where there is one.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    fn files(&self) -> Result<Files, KnowledgeError> {
        match &self.folder {
            None => Ok(Files::embedded()),
            Some(folder) => {
                Files::read(folder).map_err(|error| KnowledgeError::Read { origin: origin(folder), error })
            }
        }
    }

    fn fresh(&self, files: Files, today: PartialDate) -> Result<Fresh, KnowledgeError> {
        let by_worker = self.worker.as_ref().and_then(|worker| worker.value(Task::Read, &(&files, today)));
        let reading = by_worker.unwrap_or_else(|| Reading::of(&files, today));
        if reading.problems.iter().any(Problem::is_error) {
            return Err(refusal(reading.problems, files));
        }
        let Reading { records, problems: warnings, questions_at } = reading;
        let base = FactBase::from_records(records.iter().map(|(key, value)| (key, value)))
            .expect("a base without errors is read back from its own records");
        let (digest, embedded) = (digest(&records), self.folder.is_none());
        Ok(Fresh { base, files, warnings, questions_at, records, digest, embedded })
    }
}

impl Fresh {
    /// Puts its own test questions to it, and to the base that is served, if one is.
    pub(super) fn examine(
        self,
        today: PartialDate,
        served: Option<&Engine>,
        indexes: &Indexes,
    ) -> Result<Tried, KnowledgeError> {
        // Not needed any more, and an engine is about to be built.
        drop(self.records);
        let mut base = self.base;
        if let Some(served) = served {
            base.share(served.base());
        }
        let engine = indexes.engine(base, &self.digest);
        let trials = match served {
            Some(served) => Trials::between(served, &engine, today),
            None => Trials { missed: engine.trial(today), ..Trials::default() },
        };
        if trials.missed.is_empty() {
            return Ok(Tried { engine, warnings: self.warnings, trials, files: self.files });
        }
        let at = |nth: usize| self.questions_at.get(nth).cloned().unwrap_or_default();
        let missed = trials.missed.iter().map(|(nth, instead)| Problem::missed(at(*nth), instead));
        Err(refusal(missed.collect(), self.files))
    }

    /// Where it comes from, for people.
    pub(super) fn origin(&self) -> &str {
        &self.files.origin
    }

    /// True for what the program carries: its tests have examined that already, and a start should be quick.
    pub(super) fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// The base, for who knows that it was examined before.
    pub(super) fn into_base(self) -> FactBase {
        self.base
    }
}

fn origin(folder: &Path) -> String {
    folder.display().to_string()
}

fn refusal(mut problems: Vec<Problem>, files: Files) -> KnowledgeError {
    problems.retain(Problem::is_error);
    KnowledgeError::Problems { problems, files }
}
