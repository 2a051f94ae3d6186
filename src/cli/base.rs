//! The knowledge that the commands of the terminal answer from: no store, nothing swapped.

use std::sync::Arc;

use crate::config::Config;
use crate::engine::Engine;
use crate::knowledge::{self, FactBase, Files, PartialDate, Problem, Severity};

use super::error::CliError;

/// The files of the folder that is set, or those that the program carries.
pub(super) fn files(config: &Config) -> Result<Files, CliError> {
    match &config.knowledge {
        None => Ok(Files::embedded()),
        Some(folder) => Files::read(folder).map_err(CliError::Knowledge),
    }
}

/// The knowledge, read and checked. One with mistakes is refused: half a base gives wrong answers.
pub(super) fn base(config: &Config, today: PartialDate) -> Result<FactBase, CliError> {
    let files = files(config)?;
    let loaded = knowledge::read(&files);
    // What the program carries was checked when it was built, and a first answer should be quick.
    let problems = match config.knowledge {
        None => loaded.problems.clone(),
        Some(_) => knowledge::check(&loaded, today),
    };
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
        None => Ok(loaded.base),
        Some(first) => Err(CliError::Mistakes {
            count: errors(&problems),
            first: first.in_one_line(&files),
            origin: files.origin,
        }),
    }
}

/// An engine over the knowledge.
pub(super) fn engine(config: &Config, today: PartialDate) -> Result<Engine, CliError> {
    Ok(Engine::new(Arc::new(base(config, today)?)))
}

/// How many of the problems are errors.
pub(super) fn errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}
