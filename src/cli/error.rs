//! Why a command could not do its work.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::http::CheckError;
use crate::kotae::{BackupError, StoreError};

/// Told to whoever typed the command: lower case, no full stop, the next step named.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The knowledge cannot be read at all; the system names the file.
    #[error("cannot read the knowledge: {0}; name a folder with --knowledge")]
    Knowledge(io::Error),
    /// The knowledge has mistakes.
    #[error(
        "the knowledge in `{origin}` has mistakes, {count} in all; `kotae check` shows them\nfirst: {first}"
    )]
    Mistakes {
        /// The folder.
        origin: String,
        /// How many.
        count: usize,
        /// The first of them, with its place.
        first: String,
    },
    /// The bot has no token.
    #[error(
        "no token is set, so there is no bot to run; put it in a file and name it with --token-file or \
         KOTAE_TOKEN_FILE (or set KOTAE_TOKEN); to try Kotae here without one: `kotae chat`"
    )]
    NoToken,
    /// The bot has no address of health and metrics.
    #[error(
        "no address is set where a bot tells how it is; name the bot's with --http-listen or KOTAE_HTTP_LISTEN"
    )]
    NoHealth,
    /// There is no folder to watch.
    #[error(
        "there is no folder to watch: the knowledge is in the program; name one with --knowledge, or leave out --watch"
    )]
    NoFolder,
    /// The bot is not well.
    #[error(transparent)]
    Health(#[from] CheckError),
    /// The address of health and metrics cannot be used.
    #[error(
        "cannot serve health and metrics on `{address}`: {error}; choose another --http-listen, or `off`"
    )]
    Listen {
        /// As it is set.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// The bot could not start or had to stop.
    #[error("{message}")]
    Bot {
        /// What happened and what to do.
        message: String,
        /// True where it never answered anybody: the settings or the network are to blame.
        unstarted: bool,
    },
    /// There are no figures for a statistic.
    #[error("{0}")]
    NoFigures(String),
    /// There is no picture of a statistic.
    #[error("there is no chart of this; leave out --chart for its table")]
    NoChart,
    /// A picture could not be drawn.
    #[error(transparent)]
    Chart(#[from] crate::chart::PngError),
    /// What the bot remembers cannot be read or put back.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The running bot does not answer.
    #[error("the bot that runs on this data folder does not answer: {0}; stop it, then try again")]
    Control(io::Error),
    /// A file cannot be read or written.
    #[error("cannot use `{}`: {error}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The terminal or the input failed.
    #[error("cannot read the input: {0}")]
    Input(io::Error),
    /// Nobody takes the output.
    #[error("cannot write the output: {0}")]
    Write(#[from] io::Error),
}

impl CliError {
    /// The exit status, as `--help` promises it.
    pub fn status(&self) -> u8 {
        match self {
            CliError::Knowledge(_)
            | CliError::NoToken
            | CliError::NoHealth
            | CliError::NoFolder
            | CliError::Listen { .. }
            | CliError::Bot { unstarted: true, .. } => 2,
            CliError::Mistakes { .. }
            | CliError::Health(_)
            | CliError::Backup(_)
            | CliError::Store(_)
            | CliError::Control(_)
            | CliError::File { .. }
            | CliError::Bot { unstarted: false, .. }
            | CliError::NoFigures(_)
            | CliError::NoChart
            | CliError::Chart(_)
            | CliError::Input(_)
            | CliError::Write(_) => 1,
        }
    }
}
