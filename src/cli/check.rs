//! `kotae check`: every mistake of a knowledge folder, before anybody reads it.

use clap::Args;

use crate::config::Config;
use crate::knowledge::PartialDate;

use super::error::CliError;
use super::{Ending, base};

/// How to report.
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CheckArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let _ = (args.json, today, base::files(config)?);
    Ok(Ending::Done)
}
