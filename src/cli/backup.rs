//! `kotae backup FILE` and `kotae restore FILE`: all that the bot remembers beside its facts.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::Config;
use crate::kotae::{Clock, SystemClock, restore};

use super::error::CliError;
use super::{Ending, print, state};

/// Where to.
#[derive(Args, Debug)]
pub(super) struct BackupArgs {
    /// File to write, `-` for standard output; what was there before is replaced once all is written
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Where from.
#[derive(Args, Debug)]
pub(super) struct RestoreArgs {
    /// File that `kotae backup` wrote, `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(args: &BackupArgs, config: &Config) -> Result<Ending, CliError> {
    let mut lines = Vec::new();
    let count = state::write(config, &mut lines)?;
    if args.file == Path::new("-") {
        let mut out = super::stdout();
        out.write_all(&lines)?;
        out.flush()?;
        return Ok(Ending::Done);
    }
    whole(&args.file, &lines).map_err(|error| CliError::File { path: args.file.clone(), error })?;
    print(&format!("{count} lines in `{}`\n", args.file.display()))?;
    Ok(Ending::Done)
}

/// Puts a backup into the data folder.
pub(super) fn run_restore(args: &RestoreArgs, config: &Config) -> Result<Ending, CliError> {
    let now = SystemClock.now();
    let count = if args.file == Path::new("-") {
        restore(&config.data_dir, &mut io::stdin().lock(), now)?
    } else {
        let file =
            File::open(&args.file).map_err(|error| CliError::File { path: args.file.clone(), error })?;
        restore(&config.data_dir, &mut BufReader::new(file), now)?
    };
    print(&format!("{count} lines restored into `{}`\n", config.data_dir.display()))?;
    Ok(Ending::Done)
}

/// Writes a file whole or not at all; only its owner can read it.
fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().ok_or_else(|| io::Error::other("it names no file"))?.to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&part).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&part, path));
    if moved.is_err() {
        // What is left of it is of no use; the first error is the one that matters.
        let _ = fs::remove_file(&part);
    }
    moved
}
