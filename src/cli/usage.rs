//! `kotae usage`: how the bot is used, in numbers.

use std::fmt::Write as _;

use clap::Args;

use crate::config::Config;
use crate::knowledge::PartialDate;
use crate::kotae::{Met, Usage};

use super::error::CliError;
use super::{Ending, columns, print, state};

/// How to show it.
#[derive(Args, Debug)]
pub(super) struct UsageArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Days that are shown.
const DAYS: usize = 14;
/// Topics and questions that are.
const MOST: usize = 10;
/// The longest bar of the chart.
const BAR: u64 = 40;

pub(super) fn run(args: &UsageArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let usage = state::read(config)?.usage()?;
    let text = if args.json {
        serde_json::to_string(&usage).expect("texts and numbers") + "\n"
    } else {
        human(&usage, today)
    };
    print(&text)?;
    Ok(Ending::Done)
}

fn human(usage: &Usage, today: PartialDate) -> String {
    let mut text = String::from("              all  answered    unsure   unknown\n");
    let mut row = |name: &str, met: Met| {
        let Met { answered, unsure, unknown } = met;
        let _ = writeln!(text, "{name:<8} {:>8}  {answered:>8}  {unsure:>8}  {unknown:>8}", met.all());
    };
    row("all", usage.met);
    for (lang, met) in &usage.languages {
        row(lang, *met);
    }
    let days = usage.last_days(DAYS, today);
    let most = days.iter().map(|(_, met)| met.all()).max().unwrap_or_default().max(1);
    text.push('\n');
    for (day, met) in &days {
        let bar = "█".repeat(usize::try_from((met.all() * BAR).div_ceil(most)).unwrap_or_default());
        let _ = writeln!(text, "{}", format!("{day} {:>6} {bar}", met.all()).trim_end());
    }
    for (title, list) in [("topics", &usage.topics), ("most asked", &usage.asked)] {
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}");
        for (name, count) in list.iter().take(MOST) {
            let _ = writeln!(text, "{count:>8}  {}", columns::cut(name, columns::WIDTH - 10));
        }
    }
    if !usage.slowest.is_empty() {
        text.push_str("\nslowest\n");
        for slow in &usage.slowest {
            let _ = writeln!(text, "{:>8} µs  {}  {}", slow.took_us, slow.day, slow.about);
        }
    }
    text
}
