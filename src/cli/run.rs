//! `kotae run`: the Discord bot.

use crate::config::Config;

use super::Ending;
use super::error::CliError;

pub(super) fn run(config: &Config) -> Result<Ending, CliError> {
    if config.token.is_none() {
        return Err(CliError::NoToken);
    }
    Err(CliError::Bot { message: "this build has no bot yet; `kotae chat` works".to_owned(), settings: true })
}
