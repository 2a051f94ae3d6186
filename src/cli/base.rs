//! The knowledge that the commands of the terminal answer from: no store, nothing swapped.

use std::sync::Arc;

use crate::config::Config;
use crate::engine::Engine;
use crate::knowledge::{self, Files, Severity};

use super::error::CliError;

/// The files of the folder that is set, or those that the program carries.
pub(super) fn files(config: &Config) -> Result<Files, CliError> {
    match &config.knowledge {
        None => Ok(Files::embedded()),
        Some(folder) => Files::read(folder).map_err(CliError::Knowledge),
    }
}

/// An engine over the knowledge. Refuses one with mistakes: half a base gives wrong answers.
pub(super) fn engine(config: &Config) -> Result<Engine, CliError> {
    let files = files(config)?;
    let loaded = knowledge::read(&files);
    let errors = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error);
    match errors.clone().count() {
        0 => Ok(Engine::new(Arc::new(loaded.base))),
        count => {
            let first = errors.clone().next();
            let first = first.map(|first| format!("\nfirst: {}: {}", first.file, first.message));
            Err(CliError::Mistakes {
                origin: files.origin,
                count: counted(count, "error"),
                first: first.unwrap_or_default(),
            })
        }
    }
}

/// "1 error", "2 errors".
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
