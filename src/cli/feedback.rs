//! `kotae feedback`: mistakes that people reported, the newest first.

use std::fmt::Write as _;

use clap::Args;

use crate::config::Config;
use crate::kotae::{Clock, SystemClock, day};

use super::error::CliError;
use super::{Ending, print, state};

/// How to show them.
#[derive(Args, Debug)]
pub(super) struct FeedbackArgs {
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &FeedbackArgs, config: &Config) -> Result<Ending, CliError> {
    let reports = state::read(config)?.feedback(SystemClock.now())?;
    let mut text = String::new();
    for report in &reports {
        if args.json {
            text += &(serde_json::to_string(report).expect("texts and numbers") + "\n");
            continue;
        }
        let at = day(report.at);
        let topics = report.topics.join(", ");
        let _ = writeln!(text, "{}  {at}  generation {}  {topics}", report.number, report.generation);
        for (mark, lines) in [("", &report.text), ("> ", &report.answer)] {
            for line in lines.lines() {
                let _ = writeln!(text, "    {mark}{line}");
            }
        }
        text.push('\n');
    }
    print(&text)?;
    Ok(Ending::Done)
}
