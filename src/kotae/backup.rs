//! The bot's own state, taken out and put back. Facts need neither: they come from the knowledge.

use std::io::{BufRead, Write};
use std::path::Path;

use super::Kotae;
use super::start::{PATIENCE, STATE};
use crate::store::{BackupError, State};

impl Kotae {
    /// Writes all of the bot's own state as lines of JSON; says how many. Blocking.
    ///
    /// # Errors
    /// What the store says, or whoever takes the lines.
    pub fn backup(&self, to: &mut dyn Write) -> Result<usize, BackupError> {
        self.state.backup(to)
    }
}

/// Puts a backup into a data folder that has no state yet and that no Kotae runs on; says how many lines it
/// had. Blocking. `now` is in seconds since 1970, UTC.
///
/// # Errors
/// Where there is state already, where the lines are not a whole backup, or where the folder cannot be used;
/// then nothing was changed.
pub fn restore(data_dir: &Path, from: &mut dyn BufRead, now: i64) -> Result<usize, BackupError> {
    let (state, warning) = State::open(&data_dir.join(STATE), PATIENCE, now)?;
    if let Some(warning) = warning {
        tracing::warn!("{warning}");
    }
    state.restore(from)
}
