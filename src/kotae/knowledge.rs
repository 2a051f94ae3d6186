//! The configured knowledge: read, checked, tried.

use std::path::{Path, PathBuf};

use super::{Indexes, KnowledgeError};
use crate::engine::{Engine, Trials};
use crate::knowledge::{self, FactBase, Files, Loaded, PartialDate, Problem, Severity};
use crate::store::{Record, digest};

/// Where the knowledge comes from.
#[derive(Clone, Debug)]
pub(super) struct Knowledge {
    folder: Option<PathBuf>,
}

/// Knowledge that was read without a mistake in its form, and not yet checked for its sense.
#[derive(Debug)]
pub(super) struct Fresh {
    loaded: Loaded,
    files: Files,
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
    /// That of a folder, or (`None`) what the program carries.
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Reads it.
    pub(super) fn read(&self) -> Result<Fresh, KnowledgeError> {
        self.fresh(self.files()?)
    }

    /// Reads it twice; nothing where the readings differ, because somebody is writing.
    pub(super) fn read_steadily(&self) -> Result<Option<Fresh>, KnowledgeError> {
        let files = self.files()?;
        if self.files()? == files { self.fresh(files).map(Some) } else { Ok(None) }
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

    fn fresh(&self, files: Files) -> Result<Fresh, KnowledgeError> {
        let loaded = knowledge::read(&files);
        if loaded.problems.iter().any(is_error) {
            // Once something is wrong, all that is wrong is wanted; the date matters to warnings only.
            let problems = knowledge::check(&loaded, PartialDate::year(1900));
            return Err(refusal(problems, files));
        }
        let records = loaded.base.records();
        let digest = digest(&records);
        Ok(Fresh { loaded, files, records, digest, embedded: self.folder.is_none() })
    }
}

impl Fresh {
    /// Checks it and puts its own test questions to it, and to the base that is served, if one is.
    pub(super) fn examine(
        self,
        today: PartialDate,
        served: Option<&Engine>,
        indexes: &Indexes,
    ) -> Result<Tried, KnowledgeError> {
        let mut problems = knowledge::check(&self.loaded, today);
        if problems.iter().any(is_error) {
            return Err(refusal(problems, self.files));
        }
        let mut loaded = self.loaded;
        let engine = indexes.engine(std::mem::take(&mut loaded.base), &self.digest);
        let trials = match served {
            Some(served) => Trials::between(served, &engine, today),
            None => Trials { missed: engine.trial(today), ..Trials::default() },
        };
        problems.extend(trials.missed.iter().map(|(nth, instead)| loaded.missed(*nth, instead)));
        if problems.iter().any(is_error) {
            return Err(refusal(problems, self.files));
        }
        Ok(Tried { engine, warnings: problems, trials, files: self.files })
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
        self.loaded.base
    }
}

fn origin(folder: &Path) -> String {
    folder.display().to_string()
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

fn refusal(mut problems: Vec<Problem>, files: Files) -> KnowledgeError {
    problems.retain(is_error);
    KnowledgeError::Problems { problems, files }
}
