//! The bot's own state, taken out and put back. Facts need neither: they come from the knowledge.

use std::io::{BufRead, Write};
use std::path::Path;

use super::start::{PATIENCE, STATE};
use super::{Kotae, Usage};
use crate::store::{BackupError, Feedback, State, StoreError, Unanswered};

impl Kotae {
    /// Writes all of the bot's own state as lines of JSON; says how many. Blocking.
    ///
    /// # Errors
    /// What the store says, or whoever takes the lines.
    pub fn backup(&self, to: &mut dyn Write) -> Result<usize, BackupError> {
        self.noted(self.slowest.save(&self.state))?;
        self.noted(self.state.backup(to))
    }
}

/// The state as a backup has it: to be looked at.
#[derive(Debug)]
pub struct Remembered {
    state: State,
    lines: usize,
}

impl Remembered {
    /// Reads a whole backup, held against its digest.
    ///
    /// # Errors
    /// Where it is none, or not whole.
    pub fn read(from: &mut dyn BufRead) -> Result<Self, BackupError> {
        let state = State::in_memory();
        let lines = state.restore(from)?;
        Ok(Self { state, lines })
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// As [`Kotae::unanswered`].
    ///
    /// # Errors
    /// None of a state in memory.
    pub fn unanswered(&self, now: i64) -> Result<Vec<Unanswered>, StoreError> {
        self.state.unanswered(now)
    }

    /// As [`Kotae::feedback`].
    ///
    /// # Errors
    /// None of a state in memory.
    pub fn feedback(&self, now: i64) -> Result<Vec<Feedback>, StoreError> {
        self.state.feedback(now)
    }

    /// As [`Kotae::usage`].
    ///
    /// # Errors
    /// None of a state in memory.
    pub fn usage(&self) -> Result<Usage, StoreError> {
        Usage::of(&self.state)
    }
}

/// Writes the state of a data folder that no Kotae runs on; says how many lines there are. Blocking.
///
/// # Errors
/// Where there is no state, where the folder is in use, or where nobody takes the lines.
pub fn backup(data_dir: &Path, to: &mut dyn Write, now: i64) -> Result<usize, BackupError> {
    let folder = data_dir.join(STATE);
    if !folder.is_dir() {
        return Err(BackupError::NoState(data_dir.display().to_string()));
    }
    open(&folder, now)?.backup(to)
}

/// Puts a backup into a data folder that has no state yet and that no Kotae runs on; says how many lines it
/// had. Blocking. `now` is in seconds since 1970, UTC.
///
/// # Errors
/// Where there is state already, where the lines are not a whole backup, or where the folder cannot be used;
/// then nothing was changed.
pub fn restore(data_dir: &Path, from: &mut dyn BufRead, now: i64) -> Result<usize, BackupError> {
    open(&data_dir.join(STATE), now)?.restore(from)
}

fn open(folder: &Path, now: i64) -> Result<State, BackupError> {
    let (state, warning) = State::open(folder, PATIENCE, now)?;
    if let Some(warning) = warning {
        tracing::warn!("{warning}");
    }
    Ok(state)
}
