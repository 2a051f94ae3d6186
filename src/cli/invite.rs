//! `kotae invite`: the links with which the bot comes into a server, or to a user.

use clap::Args;
use tokio::runtime;

use crate::config::Config;
use crate::discord;

use super::error::CliError;
use super::{Ending, print};

/// For which application.
#[derive(Args, Debug)]
pub(super) struct InviteArgs {
    /// Id of the application, from the developer portal; else the owner of the token is asked for at Discord
    #[arg(value_name = "APPLICATION")]
    pub(super) application: Option<u64>,
}

pub(super) fn run(args: &InviteArgs, config: &Config) -> Result<Ending, CliError> {
    let application = if let Some(id) = args.application {
        id
    } else {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        runtime.map_err(CliError::Input)?.block_on(discord::application_id(config))?
    };
    let [server, user] = discord::invitations(application);
    print(&format!("into a server:  {server}\nfor a user:     {user}\n"))?;
    Ok(Ending::Done)
}
