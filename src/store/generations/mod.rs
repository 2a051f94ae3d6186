//! The fact base as it was at each reload.
//!
//! Generation N lies in a space of its own, `facts-N`. Only when all of it is on the disk does a pointer in
//! `meta` flip to it, in one transaction that is flushed before anybody hears of it: a crash leaves the old
//! one or the new one. The digest beside the pointer is held against the records on every reading, because
//! sled opens damaged files without a word.

mod error;
mod facts;
mod info;
mod records;
mod recover;

use std::sync::{Arc, Mutex, PoisonError};

pub use self::error::GenerationError;
pub use self::facts::Facts;
pub use self::info::{Counts, GenerationInfo};
pub use self::records::{Record, digest};
pub use self::recover::Found;

use self::info::{Line, SPACES, space};
use super::{Outcome, Store, StoreError, Transaction};

/// How many generations are kept.
pub const KEPT: usize = 20;

/// How many bytes are written in one step.
const BATCH: usize = 1024 * 1024;

const META: &str = "meta";
/// The line of the generation that is served.
const CURRENT: &[u8] = b"current";
/// The highest number ever used.
const LAST: &[u8] = b"last";
/// The digest of the knowledge that was stored last: after a rollback not that of the one that is served.
const SEEN: &[u8] = b"seen";
/// Before the lines of all that are kept.
const LINES: &[u8] = b"generation/";

/// A generation to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewGeneration<'a> {
    /// Its records.
    pub records: &'a [Record],
    /// How much it holds.
    pub counts: Counts,
    /// Where it was read from.
    pub origin: &'a str,
    /// Who asked for it.
    pub by: &'a str,
    /// Seconds since 1970, UTC.
    pub stored_at: i64,
}

/// A generation with its records, which are what was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What is known of it.
    pub info: GenerationInfo,
    /// Its records, ordered by key.
    pub records: Vec<Record>,
}

/// All generations in a store.
#[derive(Debug)]
pub struct Generations {
    store: Arc<dyn Store>,
    schema: u32,
    // One writer at a time; readers need no lock.
    writing: Mutex<()>,
}

impl Generations {
    /// The generations in a store. `schema` is the version of the records' form.
    pub fn new(store: Arc<dyn Store>, schema: u32) -> Self {
        Self { store, schema, writing: Mutex::default() }
    }

    /// Stores a generation and makes it the current one; flushed when this returns. It gets a number above
    /// all that were used before, and above `above`.
    ///
    /// # Errors
    /// [`GenerationError::Key`] or [`GenerationError::Store`]; the current one stays.
    pub fn add(&self, new: &NewGeneration<'_>, above: u64) -> Result<GenerationInfo, GenerationError> {
        records::check_keys(new.records)?;
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.store.get(META, LAST)?;
        let number = self.last()?.max(above) + 1;
        if let Err(error) = self.write(number, new.records) {
            // What is left of it is swept at the next start, should this fail too.
            let _ = self.store.delete_prefix(&space(number), b"");
            return Err(error.into());
        }
        let line = Line {
            info: GenerationInfo {
                number,
                counts: new.counts,
                digest: digest(new.records),
                stored_at: new.stored_at,
                origin: new.origin.to_owned(),
                by: new.by.to_owned(),
            },
            records: new.records.len(),
            schema: self.schema,
        };
        let mut flip = Transaction::new()
            .expect(META, LAST, last.as_deref())
            .put(META, CURRENT, &bytes(&line))
            .put(META, &key(number), &bytes(&line))
            .put(META, LAST, number.to_string().as_bytes())
            .put(META, SEEN, line.info.digest.as_bytes());
        let lines = self.lines()?;
        let dropped = &lines[lines.len().min(KEPT - 1)..];
        for old in dropped {
            flip = flip.delete(META, &key(old.info.number));
        }
        self.flip(&flip)?;
        for old in dropped {
            self.store.delete_prefix(&old.space(), b"")?;
        }
        Ok(line.info)
    }

    /// The generation that is served, without its records.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn current(&self) -> Result<Option<GenerationInfo>, GenerationError> {
        Ok(self.current_line()?.map(|line| line.info))
    }

    /// The highest number that was ever used; 0 before the first.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn last(&self) -> Result<u64, GenerationError> {
        let last = self.store.get(META, LAST)?;
        let last = last.and_then(|last| String::from_utf8(last).ok()?.parse().ok());
        Ok(last.unwrap_or_default())
    }

    /// Those that are kept, newest first.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn list(&self) -> Result<Vec<GenerationInfo>, GenerationError> {
        Ok(self.lines()?.into_iter().map(|line| line.info).collect())
    }

    /// A generation with its records, held against its digest.
    ///
    /// # Errors
    /// Where it is not kept, damaged, of another schema, or cannot be read.
    pub fn read(&self, number: u64) -> Result<Stored, GenerationError> {
        let lines = self.lines()?;
        let line = lines.into_iter().find(|line| line.info.number == number);
        self.verified(line.ok_or(GenerationError::NotKept(number))?)
    }

    /// Makes a kept generation the current one; flushed when this returns.
    ///
    /// # Errors
    /// Where it cannot be read whole; the current one stays.
    pub fn choose(&self, number: u64) -> Result<Stored, GenerationError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = self.read(number)?;
        let line = Line { info: stored.info.clone(), records: stored.records.len(), schema: self.schema };
        self.flip(&Transaction::new().put(META, CURRENT, &bytes(&line)))?;
        Ok(stored)
    }

    /// The digest of the knowledge that was stored last. It differs from that of the current generation
    /// after a rollback.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn seen(&self) -> Result<Option<String>, GenerationError> {
        let seen = self.store.get(META, SEEN)?;
        Ok(seen.map(|digest| String::from_utf8_lossy(&digest).into_owned()))
    }

    /// Remembers the digest of a knowledge that need not be stored because it is served already.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn set_seen(&self, digest: &str) -> Result<(), GenerationError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.flip(&Transaction::new().put(META, SEEN, digest.as_bytes()))
    }

    /// Gives back the memory that nothing needs until the next of these calls ([`Store::rest`]).
    ///
    /// # Errors
    /// [`GenerationError::Store`]; the next call tries again.
    pub fn rest(&self) -> Result<(), GenerationError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self.store.rest()?)
    }

    fn write(&self, number: u64, records: &[Record]) -> Result<(), StoreError> {
        let space = space(number);
        self.store.delete_prefix(&space, b"")?;
        let mut batch = Transaction::new();
        let mut size = 0;
        for (key, piece) in records.iter().flat_map(records::pieces) {
            size += key.len() + piece.len();
            batch = batch.put(&space, &key, piece);
            if size >= BATCH {
                let _ = self.store.commit(&std::mem::take(&mut batch))?;
                size = 0;
            }
        }
        let _ = self.store.commit(&batch)?;
        self.store.flush()
    }

    fn flip(&self, transaction: &Transaction) -> Result<(), GenerationError> {
        if self.store.commit(transaction)? == Outcome::Conflict {
            return Err(GenerationError::Conflict);
        }
        Ok(self.store.flush()?)
    }

    fn current_line(&self) -> Result<Option<Line>, GenerationError> {
        let line = self.store.get(META, CURRENT)?;
        Ok(line.and_then(|line| serde_json::from_slice(&line).ok()))
    }

    /// Newest first. A line that cannot be read is none.
    fn lines(&self) -> Result<Vec<Line>, GenerationError> {
        let entries = self.store.scan(META, LINES)?;
        Ok(entries.iter().rev().filter_map(|(_, line)| serde_json::from_slice(line).ok()).collect())
    }

    fn verified(&self, line: Line) -> Result<Stored, GenerationError> {
        let number = line.info.number;
        if line.schema != self.schema {
            return Err(GenerationError::Schema { number, has: line.schema, needs: self.schema });
        }
        let damaged = |why: String| GenerationError::Damaged { number, why };
        let entries = self.store.scan(&line.space(), b"")?;
        let records =
            records::join(entries).ok_or_else(|| damaged("a piece of a record is missing".into()))?;
        if records.len() != line.records {
            return Err(damaged(format!("{} records instead of {}", records.len(), line.records)));
        }
        if digest(&records) != line.info.digest {
            return Err(damaged("its records are not those that were stored".into()));
        }
        Ok(Stored { info: line.info, records })
    }
}

fn key(number: u64) -> Vec<u8> {
    // With leading zeros, so that the order of keys is that of numbers.
    [LINES, format!("{number:020}").as_bytes()].concat()
}

fn bytes(line: &Line) -> Vec<u8> {
    serde_json::to_vec(line).unwrap_or_default()
}
