//! `kotae healthcheck`: whether the Kotae of the same settings is well; the health check of the image.

use clap::Args;
use tokio::runtime;

use crate::config::Config;
use crate::http;

use super::error::CliError;
use super::{Ending, print};

/// What is asked.
#[derive(Args, Debug)]
pub(super) struct HealthcheckArgs {
    /// Ask whether it is connected and answers, not only whether it is alive
    #[arg(long)]
    ready: bool,
}

pub(super) fn run(args: &HealthcheckArgs, config: &Config) -> Result<Ending, CliError> {
    let address = config.http.ok_or(CliError::NoHealth)?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(CliError::Input)?;
    let state = runtime.block_on(http::check(address, if args.ready { "/readyz" } else { "/livez" }))?;
    print(&format!("{state}\n"))?;
    Ok(Ending::Done)
}
