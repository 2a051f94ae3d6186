//! Settings from flags, environment and file, in this order; what none of them says has a default.
//!
//! The token alone never stands in the settings file or on the command line, where backups, process lists and
//! screenshots would show it: it comes from a file of its own, from systemd's credentials or from the environment.

mod api;
mod args;
mod error;
mod file;
mod http;
mod ids;
mod log;
mod secret;
mod token;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use api::ApiBase;
pub use args::ConfigArgs;
pub use error::ConfigError;
pub use ids::IdList;
pub use log::{LogConfig, LogFormat};
pub use secret::Secret;

use file::FileConfig;

/// How many questions are answered in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitConfig {
    /// For one user; 0 is no limit.
    pub user_per_minute: u32,
    /// For one channel; 0 is no limit.
    pub channel_per_minute: u32,
}

/// Who may reload and roll back, beside the owner and the team of the application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorConfig {
    /// Ids of users.
    pub users: Vec<u64>,
    /// Ids of roles.
    pub roles: Vec<u64>,
}

/// Where the terms and the privacy notice of this copy of Kotae stand, for `/about`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkConfig {
    /// Address of the terms.
    pub terms: Option<String>,
    /// Address of the privacy notice.
    pub privacy: Option<String>,
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The bot's token, if any was given: the terminal commands do without.
    pub token: Option<Secret>,
    /// The folder of the store.
    pub data_dir: PathBuf,
    /// The folder where indexes are kept; `None`: where the user keeps such things, and the bot in its data folder.
    pub cache_dir: Option<PathBuf>,
    /// The folder of the knowledge; `None` is the one that the program carries.
    pub knowledge: Option<PathBuf>,
    /// Whether the bot reloads when that folder changes.
    pub watch: bool,
    /// Who may reload and roll back.
    pub operators: OperatorConfig,
    /// How many questions are answered in a minute.
    pub limits: LimitConfig,
    /// What is logged and how.
    pub log: LogConfig,
    /// Where Discord is.
    pub api: ApiBase,
    /// Whether the bot asks Discord for the text of messages that are not addressed to it, which some channels
    /// want (`/settings`) and the developer portal must allow.
    pub message_content: bool,
    /// Where health and metrics are served; `None`: nowhere.
    pub http: Option<SocketAddr>,
    /// What `/about` links to.
    pub links: LinkConfig,
}

/// Looks a variable of the environment up; tests pass their own.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Config {
    /// Puts flags (which clap has filled from the environment where they are absent), file and defaults together.
    ///
    /// # Errors
    /// The first setting that cannot be used, with where it stands and what to write instead.
    pub fn load(args: &ConfigArgs, environment: Environment<'_>) -> Result<Self, ConfigError> {
        let file = match &args.config {
            Some(path) => FileConfig::read(path)?,
            None => FileConfig::default(),
        };
        let api = args.discord_api.clone().or(file.discord.api);
        let allow_foreign = args.allow_foreign_api.or(file.discord.allow_foreign_api).unwrap_or(false);
        Ok(Self {
            token: token::find(args.token_file.as_deref(), file.token_file.as_deref(), environment)?,
            data_dir: given(args.data_dir.clone())
                .or(file.data_dir)
                // systemd names the folder that it made for the service (`StateDirectory=`); systemd.exec(5).
                .or_else(|| environment("STATE_DIRECTORY").map(PathBuf::from))
                .unwrap_or_else(|| PathBuf::from("kotae-data")),
            cache_dir: given(args.cache_dir.clone()).or(file.cache_dir),
            knowledge: given(args.knowledge.clone()).or(file.knowledge),
            watch: args.watch.or(file.watch).unwrap_or(false),
            operators: OperatorConfig {
                users: named(args.operator_users.as_ref()).unwrap_or(file.operators.users),
                roles: named(args.operator_roles.as_ref()).unwrap_or(file.operators.roles),
            },
            limits: LimitConfig {
                user_per_minute: args.user_per_minute.or(file.limits.user_per_minute).unwrap_or(20),
                channel_per_minute: args.channel_per_minute.or(file.limits.channel_per_minute).unwrap_or(60),
            },
            log: LogConfig::new(
                args.log_format.or(file.log.format).unwrap_or_default(),
                args.log_level.as_deref().or(file.log.level.as_deref()).unwrap_or("info"),
            )?,
            api: ApiBase::new(api.as_deref(), allow_foreign)?,
            message_content: args.message_content.or(file.discord.message_content).unwrap_or(false),
            links: LinkConfig {
                terms: http::link(args.terms_url.clone().or(file.links.terms))?,
                privacy: http::link(args.privacy_url.clone().or(file.links.privacy))?,
            },
            http: http::listen(args.http_listen.as_deref().or(file.http.listen.as_deref()))?,
        })
    }

    /// [`Config::load`] with the environment of the process.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn from_process(args: &ConfigArgs) -> Result<Self, ConfigError> {
        Self::load(args, &|name| std::env::var(name).ok())
    }
}

/// The ids that were given, if any were.
fn named(ids: Option<&IdList>) -> Option<Vec<u64>> {
    ids.map(|ids| ids.0.clone()).filter(|ids| !ids.is_empty())
}

/// Compose files hand a variable on as empty where it is not set (`KOTAE_KNOWLEDGE=${KNOWLEDGE:-}`).
fn given(path: Option<PathBuf>) -> Option<PathBuf> {
    path.filter(|path| !path.as_os_str().is_empty())
}

#[cfg(test)]
mod tests;
