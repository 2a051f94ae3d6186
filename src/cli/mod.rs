//! The terminal: one file a command, and what they share.

mod ask;
mod backup;
mod base;
mod chat;
mod check;
mod check_diff;
mod columns;
mod completions;
mod control;
mod coverage;
mod error;
mod export;
mod feedback;
mod healthcheck;
mod human;
mod invite;
mod json_lines;
mod notify;
mod reload;
mod run;
mod state;
mod stats;
mod theme;
mod unanswered;
mod upkeep;
mod usage;
mod work;

use std::io::{self, Write};

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigArgs, ConfigError};
use crate::knowledge::PartialDate;
use crate::kotae::{Clock, SystemClock, day};

pub use error::CliError;

const EXAMPLES: &str = "\
Examples:
  kotae                                   chat here (with a token: the bot)
  kotae ask \"how many people use LINE?\"   one answer
  kotae ask --json \"日本でLinkedInが流行らない理由は？\"
  kotae ask --json --stdin < questions.jsonl
  kotae rank --group teens --year 2024    a table; --chart FILE.png draws it, --csv and --json for programs
  kotae trend line x facebook --chart trend.png
  kotae check --knowledge knowledge       look for mistakes in a knowledge folder
  kotae check --report                    what is covered, thin, old or due for review
  kotae export --format csv > figures.csv
  KOTAE_TOKEN_FILE=token kotae run        the bot
  kotae backup kotae.jsonl                what the bot remembers, also while it runs

Environment:
  Every setting above has a variable named with it. Beside them:
  KOTAE_TOKEN, DISCORD_TOKEN   the bot's token, if no file holds it
  NO_COLOR                     no colours, whatever the terminal (https://no-color.org)

Exit status:
  0  done; a question that Kotae cannot answer is done too: the answer says so
  1  mistakes in the knowledge, a line of --stdin that is no question, a statistic that there are no figures
     for, output that cannot be written, a bot that is not well (healthcheck), or one that was told twice to stop
  2  wrong usage or settings, or a Discord that cannot be reached: nothing was started";

/// Answers questions about how social media is used in Japan, each figure with its source and date.
///
/// Without a command: a chat on this terminal; where a token is set, the Discord bot.
#[derive(Debug, Parser)]
#[command(name = "kotae", version, after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Today's date, instead of the clock's, for answers that can be compared; not for the bot
    #[arg(
        long,
        env = "KOTAE_TODAY",
        value_name = "DATE",
        global = true,
        hide_env_values = true,
        help_heading = "Settings"
    )]
    today: Option<PartialDate>,
    #[command(flatten)]
    settings: ConfigArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the Discord bot
    Run,
    /// Answer one question, or one a line
    Ask(ask::AskArgs),
    /// Ask and go on asking ("and women?")
    Chat(chat::ChatArgs),
    /// The figures of one topic: their course, or the newest
    Stats(stats::StatsArgs),
    /// Topics beside each other at one time
    Compare(stats::CompareArgs),
    /// Topics over time; of one also by age or by sex
    Trend(stats::TrendArgs),
    /// Platforms in order, the most used first
    Rank(stats::RankArgs),
    /// Look for mistakes in the knowledge and try its test questions
    Check(check::CheckArgs),
    /// Write all that is known to standard output
    Export(export::ExportArgs),
    /// Print the links with which the bot is invited
    Invite(invite::InviteArgs),
    /// Show the questions that the bot could not answer
    Unanswered(unanswered::UnansweredArgs),
    /// Show the mistakes that people reported
    Feedback(feedback::FeedbackArgs),
    /// Show how the bot is used
    Usage(usage::UsageArgs),
    /// Write all that the bot remembers to a file, also while it runs
    Backup(backup::BackupArgs),
    /// Put a backup into a data folder that has nothing yet
    Restore(backup::RestoreArgs),
    /// Ask the running bot how it is; needs --http-listen as the bot has it
    Healthcheck(healthcheck::HealthcheckArgs),
    /// Do what the bot lets another process do
    #[command(hide = true)]
    Work(work::WorkArgs),
    /// Write completions for a shell to standard output
    Completions(completions::CompletionsArgs),
}

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As it should.
    Done,
    /// It found mistakes and has told them.
    Mistakes,
}

impl Ending {
    /// The exit status, as `--help` promises it.
    pub fn status(self) -> u8 {
        match self {
            Ending::Done => 0,
            Ending::Mistakes => 1,
        }
    }
}

impl Cli {
    /// The settings. Only the bot needs a token, so nobody else is kept from working by a wrong one.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn config(&self) -> Result<Config, ConfigError> {
        match self.command {
            None | Some(Command::Run | Command::Invite(invite::InviteArgs { application: None })) => {
                Config::from_process(&self.settings)
            }
            Some(_) => {
                let settings = ConfigArgs { token_file: None, ..self.settings.clone() };
                Config::load(&settings, &|name| {
                    let secret = name.ends_with("TOKEN") || name == "CREDENTIALS_DIRECTORY";
                    if secret { None } else { std::env::var(name).ok() }
                })
            }
        }
    }

    /// Runs the command.
    ///
    /// # Errors
    /// What kept it from its work; see [`CliError::status`].
    pub fn run(&self, config: &Config) -> Result<Ending, CliError> {
        let today = self.today.unwrap_or_else(|| day(SystemClock.now()));
        let ended = match &self.command {
            None if config.token.is_some() => run::run(config),
            None => chat::run(&chat::ChatArgs::default(), config, today),
            Some(Command::Run) => run::run(config),
            Some(Command::Ask(args)) => ask::run(args, config, today),
            Some(Command::Chat(args)) => chat::run(args, config, today),
            Some(Command::Stats(args)) => stats::run(&args.asked(), config, today),
            Some(Command::Compare(args)) => stats::run(&args.asked(), config, today),
            Some(Command::Trend(args)) => stats::run(&args.asked(), config, today),
            Some(Command::Rank(args)) => stats::run(&args.asked(), config, today),
            Some(Command::Check(args)) => check::run(args, config, today),
            Some(Command::Export(args)) => export::run(args, config, today),
            Some(Command::Invite(args)) => invite::run(args, config),
            Some(Command::Unanswered(args)) => unanswered::run(args, config, today),
            Some(Command::Feedback(args)) => feedback::run(args, config),
            Some(Command::Usage(args)) => usage::run(args, config, today),
            Some(Command::Backup(args)) => backup::run(args, config),
            Some(Command::Restore(args)) => backup::run_restore(args, config),
            Some(Command::Healthcheck(args)) => healthcheck::run(args, config),
            Some(Command::Work(args)) => work::run(args),
            Some(Command::Completions(args)) => completions::run(args),
        };
        match ended {
            // `kotae export | head` closes the pipe when it has seen enough; that is no mistake.
            Err(CliError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Ending::Done),
            ended => ended,
        }
    }
}

/// Standard output, buffered; whoever writes to it flushes it.
fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// Writes a text that is already complete.
fn print(text: &str) -> Result<(), CliError> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
