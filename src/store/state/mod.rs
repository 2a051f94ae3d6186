//! What cannot be rebuilt: the bot's own values, counters, unanswered questions, feedback.

mod backup;
mod counters;
mod feedback;
mod unanswered;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use self::counters::Counters;
use self::feedback::Reports;
use self::unanswered::Questions;
use super::{MemoryStore, SledStore, Store, StoreError, Transaction, set_aside};

pub use self::backup::BackupError;
pub use self::feedback::{FEEDBACK_DAYS, Feedback, LONGEST_REPORT, MOST_FEEDBACK};
pub use self::unanswered::{LONGEST_QUESTION, MOST_UNANSWERED, UNANSWERED_DAYS, Unanswered};

const VALUES: &str = "values";

/// The bot's own state. Values are safe when a call returns; counts and questions are added up in memory
/// until [`State::save`], so that answering never waits for a disk.
#[derive(Debug)]
pub struct State {
    store: Arc<dyn Store>,
    counters: Counters,
    questions: Questions,
    reports: Reports,
}

impl State {
    /// The state in a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            counters: Counters::default(),
            questions: Questions::default(),
            reports: Reports::default(),
        }
    }

    /// In memory: forgotten at the end.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(MemoryStore::new()))
    }

    /// Opens a folder. A damaged one is set aside, never deleted: then there is a warning, and nothing in the
    /// new one. `now` names the folder that is set aside.
    ///
    /// # Errors
    /// [`StoreError::Locked`] or [`StoreError::Open`].
    pub fn open(folder: &Path, patience: Duration, now: i64) -> Result<(Self, Option<String>), StoreError> {
        let reason = match SledStore::open(folder, patience) {
            Ok(store) => return Ok((Self::new(Arc::new(store)), None)),
            Err(StoreError::Damaged { reason, .. }) => reason,
            Err(error) => return Err(error),
        };
        let aside = set_aside(folder, now).map_err(|error| StoreError::Open {
            path: folder.display().to_string(),
            reason: format!("it is damaged ({reason}) and cannot be set aside: {error}"),
        })?;
        let state = Self::new(Arc::new(SledStore::open(folder, patience)?));
        let warning = format!(
            "the bot's own state was damaged ({reason}); it was set aside in `{}`: settings, counters and \
             unanswered questions begin anew, restore a backup if there is one",
            aside.display()
        );
        Ok((state, Some(warning)))
    }

    /// A value.
    ///
    /// # Errors
    /// What the store says.
    pub fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let value = self.store.get(VALUES, key.as_bytes())?;
        Ok(value.map(|value| String::from_utf8_lossy(&value).into_owned()))
    }

    /// Keeps a value; flushed when this returns.
    ///
    /// # Errors
    /// What the store says; over 64 KiB, [`StoreError::TooLarge`].
    pub fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(&Transaction::new().put(VALUES, key.as_bytes(), value.as_bytes()))
    }

    /// Forgets a value; flushed when this returns.
    ///
    /// # Errors
    /// What the store says.
    pub fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.write(&Transaction::new().delete(VALUES, key.as_bytes()))
    }

    /// The values whose keys begin with `prefix`, ordered by key.
    ///
    /// # Errors
    /// What the store says.
    pub fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let entries = self.store.scan(VALUES, prefix.as_bytes())?;
        Ok(entries.into_iter().map(|(key, value)| (text(key), text(value))).collect())
    }

    /// Adds to a counter, in memory.
    pub fn count(&self, name: &str, by: u64) {
        self.counters.add(name, by);
    }

    /// All counters with their totals, ordered by name.
    ///
    /// # Errors
    /// What the store says.
    pub fn counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.counters.totals(self.store.as_ref())
    }

    /// Notes a question that was not answered, in memory and without its author.
    pub fn note_unanswered(&self, text: &str, lang: &str, now: i64) {
        self.questions.note(text, lang, now);
    }

    /// The unanswered questions, the most asked first, of those the newest.
    ///
    /// # Errors
    /// What the store says.
    pub fn unanswered(&self, now: i64) -> Result<Vec<Unanswered>, StoreError> {
        self.questions.list(self.store.as_ref(), now)
    }

    /// Forgets the unanswered questions with these ids ([`Unanswered::id`]); flushed when this returns. Says how
    /// many there were.
    ///
    /// # Errors
    /// What the store says.
    pub fn done_unanswered(&self, ids: &[String]) -> Result<usize, StoreError> {
        let count = self.questions.done(self.store.as_ref(), ids)?;
        self.store.flush()?;
        Ok(count)
    }

    /// Keeps a report of a mistake, without its author, under the next number; flushed when this returns.
    ///
    /// # Errors
    /// What the store says.
    pub fn add_feedback(&self, report: Feedback) -> Result<u64, StoreError> {
        self.reports.add(self.store.as_ref(), report)
    }

    /// The reports of mistakes, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn feedback(&self, now: i64) -> Result<Vec<Feedback>, StoreError> {
        Reports::list(self.store.as_ref(), now)
    }

    /// Forgets the reports with these numbers; flushed when this returns. Says how many there were.
    ///
    /// # Errors
    /// What the store says.
    pub fn done_feedback(&self, numbers: &[u64]) -> Result<usize, StoreError> {
        self.reports.done(self.store.as_ref(), numbers)
    }

    /// Forgets all unanswered questions; flushed when this returns.
    ///
    /// # Errors
    /// What the store says.
    pub fn forget_unanswered(&self) -> Result<(), StoreError> {
        self.questions.forget(self.store.as_ref())?;
        self.store.flush()
    }

    /// Writes what was added up in memory and drops what is too old. Called every ten seconds and at the
    /// end: a crash loses what came after.
    ///
    /// # Errors
    /// What the store says; then nothing is forgotten, and the next call tries again.
    pub fn save(&self, now: i64) -> Result<(), StoreError> {
        let counted = self.counters.save(self.store.as_ref());
        let noted = self.questions.save(self.store.as_ref(), now);
        let dropped = self.reports.sweep(self.store.as_ref(), now);
        if counted? | noted? | dropped? {
            self.store.flush()?;
        }
        Ok(())
    }

    fn write(&self, transaction: &Transaction) -> Result<(), StoreError> {
        let _ = self.store.commit(transaction)?;
        self.store.flush()
    }
}
