//! A worker: a process of its own for what takes much memory for a moment.
//!
//! Reading the shipped knowledge and building its index take 120 MB for a moment, and what is served afterwards less
//! than half of that. In a bot that runs for months that moment would lie scattered among what stays, and the system would
//! get little of it back; a process that ends gives all of it back.

use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::indexes;
use super::reading::Reading;

/// The command of the program that makes it a worker.
const COMMAND: &str = "work";
/// What every result begins with: the sources of the program that worked.
const BEGIN: &str = concat!("kotae ", env!("KOTAE_SOURCES"), "\n");

/// What a worker can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reads and checks the files of a knowledge folder.
    Read,
    /// Builds the index of a base.
    Index,
}

impl Task {
    /// Both.
    pub const ALL: [Task; 2] = [Task::Read, Task::Index];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Task::Read => "read",
            Task::Index => "index",
        }
    }

    /// Does it: reads what is given, writes the result.
    ///
    /// # Errors
    /// Where what is given is not what [`Worker`] gives, or the result cannot be written.
    pub fn run(self, given: &mut impl Read, result: &mut impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        given.read_to_end(&mut bytes)?;
        let done = match self {
            Task::Read => {
                let (files, today) = taken(&bytes)?;
                written(&Reading::of(&files, today))?
            }
            Task::Index => indexes::build(taken(&bytes)?)?,
        };
        result.write_all(BEGIN.as_bytes())?;
        result.write_all(&done)
    }
}

/// A program that is started for each task and ends with it: this one.
#[derive(Clone, Debug)]
pub struct Worker {
    program: PathBuf,
}

impl Worker {
    /// Takes that program.
    pub fn of(program: PathBuf) -> Self {
        Self { program }
    }

    /// The result of a task; `None`, which is logged, where it was not done, or not by this very program: its file
    /// may have been replaced since it began. Blocking.
    pub(super) fn bytes(&self, task: Task, given: &impl Serialize) -> Option<Vec<u8>> {
        self.done(task, given).inspect_err(|error| self.warn(task, error)).ok()
    }

    /// The same, read.
    pub(super) fn value<T: DeserializeOwned>(&self, task: Task, given: &impl Serialize) -> Option<T> {
        let value = self.done(task, given).and_then(|bytes| taken(&bytes));
        value.inspect_err(|error| self.warn(task, error)).ok()
    }

    fn done(&self, task: Task, given: &impl Serialize) -> io::Result<Vec<u8>> {
        // It needs no setting, and least of all the token.
        let mut child = Command::new(&self.program)
            .args([COMMAND, task.name()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let given = child.stdin.take().map_or(Ok(()), |input| {
            let mut input = BufWriter::new(input);
            postcard::to_io(given, &mut input).map_err(io::Error::other)?;
            input.flush()
        });
        let mut output = child.wait_with_output()?;
        given?;
        if !output.status.success() {
            return Err(io::Error::other(output.status.to_string()));
        }
        if !output.stdout.starts_with(BEGIN.as_bytes()) {
            return Err(io::Error::other("it is another program now"));
        }
        output.stdout.drain(..BEGIN.len());
        Ok(output.stdout)
    }

    fn warn(&self, task: Task, error: &io::Error) {
        let (program, task) = (self.program.display(), task.name());
        tracing::warn!("`{program} {COMMAND} {task}` did nothing, it is done here instead: {error}");
    }
}

fn taken<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

fn written(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Files, PartialDate};

    #[test]
    fn what_was_given_comes_back_done() {
        let files = Files { origin: "a test".to_owned(), ..Files::default() };
        let given = postcard::to_stdvec(&(&files, PartialDate::year(2026))).expect("bytes");
        let mut result = Vec::new();
        Task::Read.run(&mut given.as_slice(), &mut result).expect("files are read, whatever they are");
        let reading: Reading =
            taken(result.strip_prefix(BEGIN.as_bytes()).expect("a seal")).expect("a reading");
        assert!(!reading.problems.is_empty(), "there is no lexicon in it");
        assert!(reading.records.is_empty());
        assert!(Task::Read.run(&mut &b"nothing"[..], &mut Vec::new()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn another_program_does_nothing() {
        for program in ["/nowhere/kotae", "true", "false"] {
            assert_eq!(Worker::of(program.into()).bytes(Task::Index, &()), None, "{program}");
        }
    }
}
