//! The bot's own state for the commands of the terminal: from the running bot, else from its folder.
//!
//! A store is open in one process at a time, so a running bot hands its state out itself, over a socket in its
//! data folder that only its user can open (see `control`).

use std::io::{self, Write};

use crate::config::Config;
use crate::kotae::{Clock, Remembered, SystemClock, backup};

use super::control;
use super::error::CliError;

/// Writes a whole backup of the state to `to`; says how many lines it has.
pub(super) fn write(config: &Config, to: &mut dyn Write) -> Result<usize, CliError> {
    match control::ask(&config.data_dir, control::BACKUP).map_err(CliError::Control)? {
        Some(lines) => {
            // Read to its end and held against its digest before anything of it counts.
            let count = Remembered::read(&mut &lines[..])?.lines();
            to.write_all(&lines)?;
            Ok(count)
        }
        None => Ok(backup(&config.data_dir, to, SystemClock.now())?),
    }
}

/// The state, to be looked at.
pub(super) fn read(config: &Config) -> Result<Remembered, CliError> {
    let mut lines = Vec::new();
    write(config, &mut lines)?;
    Ok(Remembered::read(&mut io::Cursor::new(lines))?)
}
