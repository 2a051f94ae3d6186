//! What can be wrong with the settings.

use std::path::PathBuf;

/// A setting that cannot be used. Told to whoever starts the program; never carries a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The settings file cannot be read.
    #[error("cannot read the settings in `{}`: {error}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The settings file is wrong.
    #[error("{}:{line}:{column}: {message}; {help}", .path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// What to do.
        help: &'static str,
    },
    /// The file with the token cannot be read.
    #[error("cannot read the token in `{}` (from {origin}): {error}", .path.display())]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// Who named it.
        origin: &'static str,
        /// What the system said.
        error: std::io::Error,
    },
    /// What should be a token is none.
    #[error(
        "what stands in {origin} is no token: {why}; copy it again from the developer portal (Bot > Reset Token)"
    )]
    TokenShape {
        /// Where it stands.
        origin: String,
        /// What is wrong, without quoting it.
        why: &'static str,
    },
    /// The address of the API cannot be used.
    #[error("`{value}` is no address for `discord.api`: {why}")]
    Api {
        /// As it was given.
        value: String,
        /// What is wrong and what to do.
        why: String,
    },
    /// The address of health and metrics is none.
    #[error("`{value}` is no address for `http.listen`; write a port, `127.0.0.1:9464`, or `off`")]
    Listen {
        /// As it was given.
        value: String,
    },
    /// The address of a page is none.
    #[error("`{value}` is no address of a page for `links`; write it as `https://example.org/terms`")]
    Link {
        /// As it was given.
        value: String,
    },
    /// The level of the log is none.
    #[error(
        "`{value}` is no log level: {why}; use `error`, `warn`, `info`, `debug`, `trace` or directives like `warn,kotae=debug`"
    )]
    LogLevel {
        /// As it was given.
        value: String,
        /// What is wrong.
        why: String,
    },
}
