//! `kotae export`: all that is known, for other programs.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::config::Config;
use crate::knowledge::{PartialDate, export_csv, export_jsonl};

use super::error::CliError;
use super::{Ending, base, stdout};

/// What to write.
#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// In which form
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// Sources, figures and facts, one JSON object a line
    #[default]
    Jsonl,
    /// Figures, one row a value
    Csv,
}

pub(super) fn run(args: &ExportArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let base = base::base(config, today)?;
    let mut out = stdout();
    match args.format {
        Format::Jsonl => {
            for line in export_jsonl(&base) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Csv => out.write_all(export_csv(&base).as_bytes())?,
    }
    out.flush()?;
    Ok(Ending::Done)
}
