//! What people say is wrong with an answer, for the curator: what was said, never who said it.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::store::{Store, StoreError, Transaction};

/// How many characters of a report are kept, and how many of the answer that it is about.
pub const LONGEST_REPORT: usize = 500;

/// How many reports are kept: beyond them the oldest go.
pub const MOST_FEEDBACK: usize = 1_000;

/// After how many days a report is dropped.
pub const FEEDBACK_DAYS: i64 = 90;

pub(super) const SPACE: &str = "feedback";

/// A report of a mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Counted from 1; never used twice.
    pub number: u64,
    /// What is said to be wrong.
    pub text: String,
    /// The answer that it is about, as it stood in the message.
    pub answer: String,
    /// The topics of that answer, by their slugs.
    pub topics: Vec<String>,
    /// The generation of the base that gave the answer.
    pub generation: u64,
    /// When it was reported, in seconds since 1970, UTC.
    pub at: i64,
}

impl Feedback {
    /// With leading zeros, so that the order of keys is that of numbers.
    pub(super) fn key(&self) -> Vec<u8> {
        key(self.number)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn is_old(&self, now: i64) -> bool {
        self.at < now.saturating_sub(FEEDBACK_DAYS * 24 * 60 * 60)
    }
}

/// The highest number that was given, so that none is given twice after its report was done.
pub(super) const LAST: &[u8] = b"last";

fn key(number: u64) -> Vec<u8> {
    format!("n{number:020}").into_bytes()
}

/// The reports. Each is safe when [`Reports::add`] returns: there are few.
#[derive(Debug, Default)]
pub(super) struct Reports {
    writing: Mutex<()>,
}

impl Reports {
    /// Keeps a report under the next number, and drops what is too old or too much.
    pub(super) fn add(&self, store: &dyn Store, report: Feedback) -> Result<u64, StoreError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let cut = |text: &str| text.trim().chars().take(LONGEST_REPORT).collect::<String>();
        let mut all = stored(store)?;
        let number = last(store)?.max(all.last().map_or(0, |report| report.number)) + 1;
        let now = report.at;
        let report = Feedback { number, text: cut(&report.text), answer: cut(&report.answer), ..report };
        let mut changes = Transaction::new().put(SPACE, LAST, number.to_string().as_bytes()).put(
            SPACE,
            &report.key(),
            &report.bytes(),
        );
        all.push(report);
        let surplus = all.len().saturating_sub(MOST_FEEDBACK);
        for (at, old) in all.iter().enumerate() {
            if at < surplus || old.is_old(now) {
                changes = changes.delete(SPACE, &old.key());
            }
        }
        let _ = store.commit(&changes)?;
        store.flush()?;
        Ok(number)
    }

    /// Those that are not too old, the newest first.
    pub(super) fn list(store: &dyn Store, now: i64) -> Result<Vec<Feedback>, StoreError> {
        let mut all = stored(store)?;
        all.retain(|report| !report.is_old(now));
        all.reverse();
        Ok(all)
    }

    /// Forgets reports that were seen to. Says how many there were.
    pub(super) fn done(&self, store: &dyn Store, numbers: &[u64]) -> Result<usize, StoreError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changes = Transaction::new();
        let mut count = 0;
        for report in stored(store)?.iter().filter(|report| numbers.contains(&report.number)) {
            changes = changes.delete(SPACE, &report.key());
            count += 1;
        }
        let _ = store.commit(&changes)?;
        store.flush()?;
        Ok(count)
    }

    /// True where reports were dropped because they were too old.
    pub(super) fn sweep(&self, store: &dyn Store, now: i64) -> Result<bool, StoreError> {
        let old: Vec<u64> =
            stored(store)?.iter().filter(|report| report.is_old(now)).map(|report| report.number).collect();
        if old.is_empty() {
            return Ok(false);
        }
        self.done(store, &old).map(|count| count > 0)
    }
}

/// The highest number that was ever given; 0 before the first.
pub(super) fn last(store: &dyn Store) -> Result<u64, StoreError> {
    let last = store.get(SPACE, LAST)?.and_then(|last| String::from_utf8(last).ok()?.parse().ok());
    Ok(last.unwrap_or_default())
}

/// In the order of their numbers. One that cannot be read is none.
fn stored(store: &dyn Store) -> Result<Vec<Feedback>, StoreError> {
    let entries = store.scan(SPACE, b"n")?;
    Ok(entries.iter().filter_map(|(_, report)| serde_json::from_slice(report).ok()).collect())
}
