//! The bot's own state as lines of JSON, and back.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{State, Unanswered, VALUES, counters, unanswered};
use crate::store::{StoreError, Transaction};

/// The version of the lines, which the first of them bears.
const VERSION: u32 = 1;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    KotaeState {
        version: u32,
    },
    Value {
        key: String,
        text: String,
    },
    Counter {
        name: String,
        total: u64,
    },
    Unanswered(Unanswered),
    /// The last one, so that a backup that was cut off is known for one.
    End {
        lines: usize,
    },
}

/// Why a backup was not written or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Reading or writing the lines failed.
    #[error("cannot read or write the backup: {0}")]
    Io(#[from] io::Error),
    /// A line is none of a backup.
    #[error("line {number} is none of a backup: {why}; nothing was restored")]
    Line {
        /// Counted from 1.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
    /// There is state already.
    #[error("there are values already (`{0}`); restore into an empty data folder")]
    NotEmpty(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl State {
    /// Writes all of the state as lines of JSON, the same for the same state. Says how many there are.
    ///
    /// # Errors
    /// What the store says, or whoever takes the lines.
    pub fn backup(&self, to: &mut dyn Write) -> Result<usize, BackupError> {
        let mut lines = vec![Line::KotaeState { version: VERSION }];
        lines.extend(self.list("")?.into_iter().map(|(key, text)| Line::Value { key, text }));
        lines.extend(self.counts()?.into_iter().map(|(name, total)| Line::Counter { name, total }));
        lines.extend(self.unanswered(i64::MIN)?.into_iter().map(Line::Unanswered));
        lines.push(Line::End { lines: lines.len() + 1 });
        for line in &lines {
            serde_json::to_writer(&mut *to, line).map_err(io::Error::from)?;
            to.write_all(b"\n")?;
        }
        to.flush()?;
        Ok(lines.len())
    }

    /// Puts a backup into an empty state: all of it or nothing; flushed when this returns. Says how many lines
    /// there were.
    ///
    /// # Errors
    /// [`BackupError::NotEmpty`] where there is anything yet, [`BackupError::Line`] where a line cannot be
    /// read; then nothing was changed.
    pub fn restore(&self, from: &mut dyn BufRead) -> Result<usize, BackupError> {
        for space in [VALUES, counters::SPACE, unanswered::SPACE] {
            if let Some((key, _)) = self.store.scan(space, b"")?.first() {
                return Err(BackupError::NotEmpty(format!("{space}/{}", String::from_utf8_lossy(key))));
            }
        }
        let mut all = Transaction::new();
        let (mut count, mut ended) = (0, false);
        for line in from.lines() {
            count += 1;
            let wrong = |why: String| BackupError::Line { number: count, why };
            let line = serde_json::from_str(&line?).map_err(|error| wrong(error.to_string()))?;
            if ended {
                return Err(wrong("the one before it was the last".to_owned()));
            }
            all = match (line, count) {
                (Line::KotaeState { version: VERSION }, 1) => all,
                (Line::KotaeState { version }, _) => {
                    return Err(wrong(format!("version `{version}` is not read here")));
                }
                (_, 1) => return Err(wrong("the first line must be that of `kotae_state`".to_owned())),
                (Line::Value { key, text }, _) => all.put(VALUES, key.as_bytes(), text.as_bytes()),
                (Line::Counter { name, total }, _) => {
                    all.put(counters::SPACE, name.as_bytes(), &total.to_be_bytes())
                }
                (Line::Unanswered(asked), _) => all.put(unanswered::SPACE, &asked.key(), &asked.bytes()),
                (Line::End { lines }, _) if lines == count => {
                    ended = true;
                    all
                }
                (Line::End { lines }, _) => {
                    return Err(wrong(format!("it should be line {lines}: lines are missing or too many")));
                }
            };
        }
        if !ended {
            let why = "it is missing, the backup was cut off".to_owned();
            return Err(BackupError::Line { number: count + 1, why });
        }
        self.write(&all)?;
        Ok(count)
    }
}
