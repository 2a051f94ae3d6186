//! The flags, which are the environment's variables as well.

use std::path::PathBuf;

use clap::Args;

use super::{IdList, LogFormat};

/// Settings on the command line or in the environment. A flag wins over its variable.
///
/// There is no flag for the token: other users of the machine can read command lines.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct ConfigArgs {
    /// Settings file (TOML)
    #[arg(long, env = "KOTAE_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Folder of the store
    #[arg(long, env = "KOTAE_DATA_DIR", value_name = "FOLDER", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Folder where indexes are kept, so that the next start is quick
    #[arg(long, env = "KOTAE_CACHE_DIR", value_name = "FOLDER", global = true, hide = true)]
    pub cache_dir: Option<PathBuf>,
    /// Folder of the knowledge, instead of the one that the program carries
    #[arg(long, env = "KOTAE_KNOWLEDGE", value_name = "FOLDER", global = true)]
    pub knowledge: Option<PathBuf>,
    /// Reload when the folder of the knowledge changes (the bot)
    #[arg(
        long,
        env = "KOTAE_WATCH",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        global = true
    )]
    pub watch: Option<bool>,
    /// File that holds the bot's token; or set `KOTAE_TOKEN` or `DISCORD_TOKEN`
    #[arg(long, env = "KOTAE_TOKEN_FILE", value_name = "FILE", global = true)]
    pub token_file: Option<PathBuf>,
    /// Ids of users who may reload and roll back, joined by commas
    #[arg(long, env = "KOTAE_OPERATOR_USERS", value_name = "IDS", global = true, hide = true)]
    pub operator_users: Option<IdList>,
    /// Ids of roles whose members may reload and roll back, joined by commas
    #[arg(long, env = "KOTAE_OPERATOR_ROLES", value_name = "IDS", global = true, hide = true)]
    pub operator_roles: Option<IdList>,
    /// Questions a minute answered to one user, 0 for no limit
    #[arg(long, env = "KOTAE_USER_PER_MINUTE", value_name = "N", global = true, hide = true)]
    pub user_per_minute: Option<u32>,
    /// Questions a minute answered in one channel, 0 for no limit
    #[arg(long, env = "KOTAE_CHANNEL_PER_MINUTE", value_name = "N", global = true, hide = true)]
    pub channel_per_minute: Option<u32>,
    /// How the log is written
    #[arg(long, env = "KOTAE_LOG_FORMAT", value_enum, global = true)]
    pub log_format: Option<LogFormat>,
    /// What is logged: a level, or directives like `warn,kotae=debug`
    #[arg(long, env = "KOTAE_LOG_LEVEL", value_name = "LEVEL", global = true)]
    pub log_level: Option<String>,
    /// Address of health and metrics: a port of the loopback, or `ADDRESS:PORT`; `off` without
    #[arg(long, env = "KOTAE_HTTP_LISTEN", value_name = "ADDRESS", global = true)]
    pub http_listen: Option<String>,
    /// Address of the terms that `/about` links to
    #[arg(long, env = "KOTAE_TERMS_URL", value_name = "URL", global = true, hide = true)]
    pub terms_url: Option<String>,
    /// Address of the privacy notice that `/about` links to
    #[arg(long, env = "KOTAE_PRIVACY_URL", value_name = "URL", global = true, hide = true)]
    pub privacy_url: Option<String>,
    /// Ask Discord for the text of all messages, for channels where nobody needs to mention the bot
    #[arg(
        long,
        env = "KOTAE_MESSAGE_CONTENT",
        value_name = "BOOL",
        num_args = 0..=1,
        default_missing_value = "true",
        global = true,
        hide = true
    )]
    pub message_content: Option<bool>,
    /// Address of Discord's API, for a proxy or a stand-in on this machine
    #[arg(long, env = "KOTAE_DISCORD_API", value_name = "URL", global = true, hide = true)]
    pub discord_api: Option<String>,
    /// Send the token to an API that is neither Discord's nor on this machine
    #[arg(
        long,
        env = "KOTAE_ALLOW_FOREIGN_API",
        value_name = "BOOL",
        num_args = 0..=1,
        default_missing_value = "true",
        global = true,
        hide = true
    )]
    pub allow_foreign_api: Option<bool>,
}
