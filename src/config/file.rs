//! The settings file.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{ConfigError, LogFormat, ids};

/// The settings file as it is written. Every key may be absent; a key that is not here is an error.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileConfig {
    pub(super) token_file: Option<PathBuf>,
    pub(super) data_dir: Option<PathBuf>,
    pub(super) cache_dir: Option<PathBuf>,
    pub(super) knowledge: Option<PathBuf>,
    pub(super) watch: Option<bool>,
    pub(super) operators: FileOperators,
    pub(super) limits: FileLimits,
    pub(super) log: FileLog,
    pub(super) discord: FileDiscord,
    pub(super) http: FileHttp,
    pub(super) links: FileLinks,
}

/// `[operators]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileOperators {
    #[serde(deserialize_with = "ids::list")]
    pub(super) users: Vec<u64>,
    #[serde(deserialize_with = "ids::list")]
    pub(super) roles: Vec<u64>,
}

/// `[limits]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileLimits {
    pub(super) user_per_minute: Option<u32>,
    pub(super) channel_per_minute: Option<u32>,
}

/// `[log]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileLog {
    pub(super) format: Option<LogFormat>,
    pub(super) level: Option<String>,
}

/// `[discord]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileDiscord {
    pub(super) api: Option<String>,
    pub(super) allow_foreign_api: Option<bool>,
    pub(super) message_content: Option<bool>,
}

/// `[links]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileLinks {
    pub(super) terms: Option<String>,
    pub(super) privacy: Option<String>,
}

/// `[http]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileHttp {
    pub(super) listen: Option<String>,
}

impl FileConfig {
    /// Reads the file; paths in it are relative to its folder.
    pub(super) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
        let mut config = Self::parse(&text, path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let paths = [&mut config.token_file, &mut config.data_dir, &mut config.knowledge];
        for relative in paths.into_iter().flatten() {
            *relative = folder.join(&relative);
        }
        Ok(config)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let (line, column) = position(text, error.span().map_or(0, |span| span.start));
            // The message alone, never the line that toml would show with it: a token that was written
            // into the file in spite of everything must not reach the log.
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            let help = if message.contains("unknown field `token`") {
                "a token does not belong here: write it to a file of its own and name that in `token_file`"
            } else {
                "correct the line, or delete it to use the default"
            };
            ConfigError::Parse { path: path.to_owned(), line, column, message, help }
        })
    }
}

/// Line and column, counted from 1, of a byte.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
