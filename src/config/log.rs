//! What is logged and how.

use serde::Deserialize;
use tracing_subscriber::EnvFilter;

use super::ConfigError;

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// The log's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// How the log is written.
    pub format: LogFormat,
    /// Directives for tracing's `EnvFilter`; checked.
    pub filter: String,
}

/// Parts of serenity that log as errors what they also return, and as warnings what happens to every connection
/// now and then: Kotae tells both once, in words that say what to do.
const TOLD_BY_KOTAE: &str = "serenity::gateway::shard=off,serenity::gateway::bridge::shard_runner=off";

impl LogConfig {
    /// Checks the level. A bare level is that of Kotae alone: serenity at `debug` would log the paths of its
    /// requests, and those of interactions contain their tokens.
    pub(super) fn new(format: LogFormat, level: &str) -> Result<Self, ConfigError> {
        let level = level.trim();
        let filter = match level.to_ascii_lowercase().as_str() {
            bare @ ("off" | "error" | "warn" | "info" | "debug" | "trace") => {
                let others = if matches!(bare, "off" | "error") { bare } else { "warn" };
                format!("{others},{TOLD_BY_KOTAE},kotae={bare}")
            }
            _ => level.to_owned(),
        };
        let wrong = |why: String| ConfigError::LogLevel { value: level.to_owned(), why };
        if level.is_empty() {
            return Err(wrong("it is empty".to_owned()));
        }
        // A lone word is taken by `EnvFilter` as the name of a crate, so `verbose` would silence everything.
        if !filter.contains(['=', ',']) {
            return Err(wrong("it names no level".to_owned()));
        }
        EnvFilter::builder().parse(&filter).map_err(|error| wrong(error.to_string()))?;
        Ok(Self { format, filter })
    }
}
