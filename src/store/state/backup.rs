//! The bot's own state as lines of JSON, and back.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{Feedback, State, Unanswered, VALUES, counters, feedback, unanswered};
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
    Feedback(Feedback),
    /// The highest number that a report ever had.
    LastFeedback {
        number: u64,
    },
    /// The last one, so that a backup that was cut off is known for one; with the BLAKE3 of all before it.
    End {
        lines: usize,
        digest: String,
    },
}

/// Why a backup was not written or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Reading or writing the lines failed.
    #[error("cannot read or write the backup: {0}")]
    Io(#[from] io::Error),
    /// A line is none of a backup.
    #[error("line {number} is none of a whole backup: {why}; nothing of it was taken")]
    Line {
        /// Counted from 1.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
    /// There is state already.
    #[error("there are values already (`{0}`); restore into an empty data folder")]
    NotEmpty(String),
    /// There is no state to write.
    #[error("there is no state of a bot in `{0}`; name its data folder with --data-dir")]
    NoState(String),
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
        let mut reports = self.feedback(i64::MIN)?;
        reports.reverse();
        lines.extend(reports.into_iter().map(Line::Feedback));
        let last = feedback::last(self.store.as_ref())?;
        lines.extend((last > 0).then_some(Line::LastFeedback { number: last }));
        let mut hasher = blake3::Hasher::new();
        let mut write = |line: &Line, hasher: &mut blake3::Hasher| -> io::Result<()> {
            let mut text = serde_json::to_vec(line)?;
            text.push(b'\n');
            hasher.update(&text);
            to.write_all(&text)
        };
        for line in &lines {
            write(line, &mut hasher)?;
        }
        let digest = hasher.finalize().to_hex().to_string();
        write(&Line::End { lines: lines.len() + 1, digest }, &mut hasher)?;
        to.flush()?;
        Ok(lines.len() + 1)
    }

    /// Puts a backup into an empty state: all of it or nothing; flushed when this returns. Says how many lines
    /// there were.
    ///
    /// # Errors
    /// [`BackupError::NotEmpty`] where there is anything yet, [`BackupError::Line`] where a line cannot be
    /// read; then nothing was changed.
    pub fn restore(&self, from: &mut dyn BufRead) -> Result<usize, BackupError> {
        for space in [VALUES, counters::SPACE, unanswered::SPACE, feedback::SPACE] {
            if let Some((key, _)) = self.store.scan(space, b"")?.first() {
                return Err(BackupError::NotEmpty(format!("{space}/{}", String::from_utf8_lossy(key))));
            }
        }
        let mut all = Transaction::new();
        let (mut count, mut ended) = (0, false);
        let mut hasher = blake3::Hasher::new();
        for line in from.lines() {
            count += 1;
            let wrong = |why: String| BackupError::Line { number: count, why };
            let text = line?;
            let line = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
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
                (Line::Feedback(report), _) => all.put(feedback::SPACE, &report.key(), &report.bytes()),
                (Line::LastFeedback { number }, _) => {
                    all.put(feedback::SPACE, feedback::LAST, number.to_string().as_bytes())
                }
                (Line::End { lines, digest }, _) if lines == count => {
                    if digest != hasher.finalize().to_hex().as_str() {
                        return Err(wrong("the lines are not those that were written".to_owned()));
                    }
                    ended = true;
                    all
                }
                (Line::End { lines, .. }, _) => {
                    return Err(wrong(format!("it should be line {lines}: lines are missing or too many")));
                }
            };
            hasher.update(text.as_bytes());
            hasher.update(b"\n");
        }
        if !ended {
            let why = "it is missing, the backup was cut off".to_owned();
            return Err(BackupError::Line { number: count + 1, why });
        }
        self.write(&all)?;
        Ok(count)
    }
}
