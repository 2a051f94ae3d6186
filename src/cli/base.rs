//! The knowledge that the commands of the terminal answer from: no store, nothing swapped.

use crate::config::Config;
use crate::engine::Engine;
use crate::knowledge::{self, FactBase, Files, PartialDate, Problem};
use crate::kotae::Indexes;

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
    checked(files(config)?, config, today)
}

fn checked(files: Files, config: &Config, today: PartialDate) -> Result<FactBase, CliError> {
    let loaded = knowledge::read(&files);
    // What the program carries was checked when it was built, and a first answer should be quick.
    let problems = match config.knowledge {
        None => loaded.problems.clone(),
        Some(_) => knowledge::check(&loaded, today),
    };
    match problems.iter().find(|problem| problem.is_error()) {
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
    let files = files(config)?;
    let digest = files.digest();
    Ok(indexes(config).engine(checked(files, config, today)?, &digest))
}

/// Where the indexes of the terminal's commands are kept: with what the user's programs can do without.
fn indexes(config: &Config) -> Indexes {
    let of_user = || dirs::cache_dir().map(|folder| folder.join("kotae"));
    Indexes::kept_in(config.cache_dir.clone().or_else(of_user))
}

/// How many of the problems are errors.
pub(super) fn errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.is_error()).count()
}
