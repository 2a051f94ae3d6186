//! `kotae work`: what the bot lets another process do. Not for people.

use std::io::{self, Write as _};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::kotae::Task;

use super::error::CliError;
use super::{Ending, stdout};

#[derive(Debug, clap::Args)]
pub(super) struct WorkArgs {
    /// What is to be done
    #[arg(value_parser = task())]
    task: Task,
}

fn task() -> impl TypedValueParser<Value = Task> {
    let named = |name: String| Task::ALL.into_iter().find(|task| task.name() == name).ok_or(name);
    PossibleValuesParser::new(Task::ALL.map(Task::name)).try_map(named)
}

pub(super) fn run(args: &WorkArgs) -> Result<Ending, CliError> {
    let mut out = stdout();
    args.task.run(&mut io::stdin().lock(), &mut out).map_err(CliError::Input)?;
    out.flush()?;
    Ok(Ending::Done)
}
