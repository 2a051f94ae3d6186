//! `kotae unanswered`: what was asked and not answered, or not surely, the most asked first.

use std::fmt::Write as _;

use clap::Args;

use crate::config::Config;
use crate::knowledge::PartialDate;
use crate::kotae::{Clock, SystemClock, day, unanswered_stubs};

use super::error::CliError;
use super::{Ending, base, print, state};

/// How to show them.
#[derive(Args, Debug)]
pub(super) struct UnansweredArgs {
    /// Print one JSON object a line
    #[arg(long, conflicts_with = "toml")]
    json: bool,
    /// Print beginnings of facts, to be filled in and put into the knowledge
    #[arg(long)]
    toml: bool,
}

pub(super) fn run(args: &UnansweredArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let asked = state::read(config)?.unanswered(SystemClock.now())?;
    let text = if args.json {
        let lines = asked.iter().map(|asked| serde_json::to_string(asked).expect("texts and numbers") + "\n");
        lines.collect()
    } else if args.toml {
        unanswered_stubs(&base::engine(config, today)?, &asked, today)
    } else {
        let mut text = String::new();
        for asked in &asked {
            let last = day(asked.last_seen);
            let _ = writeln!(text, "{:>6}  {last}  {}  {}", asked.count, asked.lang, asked.text);
        }
        text
    };
    print(&text)?;
    Ok(Ending::Done)
}
