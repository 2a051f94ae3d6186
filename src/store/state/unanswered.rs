//! Questions that were not answered, for the curator: what was asked, never who asked.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::store::{Store, StoreError, Transaction};

/// How many characters of a question are kept.
pub const LONGEST_QUESTION: usize = 300;

/// How many questions are kept: beyond them the least asked go, of those the oldest.
pub const MOST_UNANSWERED: usize = 2_000;

/// After how many days without being asked again a question is dropped.
pub const UNANSWERED_DAYS: i64 = 90;

pub(super) const SPACE: &str = "unanswered";

/// A question that was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The question, normalised and cut.
    pub text: String,
    /// Its language ("en", "ja").
    pub lang: String,
    /// How often it was asked.
    pub count: u64,
    /// When it was asked first, in seconds since 1970, UTC.
    pub first_seen: i64,
    /// When it was asked last.
    pub last_seen: i64,
}

impl Unanswered {
    /// The text itself would do as a key; its hash has one length.
    pub(super) fn key(&self) -> Vec<u8> {
        blake3::hash(format!("{}\0{}", self.lang, self.text).as_bytes()).as_bytes()[..16].to_vec()
    }

    /// What tells it from all others: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        hex(&self.key())
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn is_old(&self, now: i64) -> bool {
        self.last_seen < now.saturating_sub(UNANSWERED_DAYS * 24 * 60 * 60)
    }

    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.first_seen = self.first_seen.min(other.first_seen);
        self.last_seen = self.last_seen.max(other.last_seen);
    }
}

type Noted = BTreeMap<Vec<u8>, Unanswered>;

/// What was asked and is not written yet.
#[derive(Debug, Default)]
pub(super) struct Questions {
    pending: Mutex<Noted>,
    saving: Mutex<()>,
}

impl Questions {
    pub(super) fn note(&self, text: &str, lang: &str, now: i64) {
        let text: String = text.trim().chars().take(LONGEST_QUESTION).collect();
        if text.is_empty() {
            return;
        }
        let asked = Unanswered { lang: lang.to_owned(), count: 1, first_seen: now, last_seen: now, text };
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        // A flood between two savings must not fill the memory.
        if pending.len() < MOST_UNANSWERED || pending.contains_key(&asked.key()) {
            merge(&mut pending, asked);
        }
    }

    pub(super) fn list(&self, store: &dyn Store, now: i64) -> Result<Vec<Unanswered>, StoreError> {
        let _still = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = stored(store)?;
        for asked in self.pending().into_values() {
            merge(&mut all, asked);
        }
        let mut all: Vec<Unanswered> = all.into_values().filter(|asked| !asked.is_old(now)).collect();
        all.sort_by(|a, b| (b.count, b.last_seen, &a.text).cmp(&(a.count, a.last_seen, &b.text)));
        all.truncate(MOST_UNANSWERED);
        Ok(all)
    }

    pub(super) fn forget(&self, store: &dyn Store) -> Result<(), StoreError> {
        let _alone = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        store.delete_prefix(SPACE, b"")?;
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    pub(super) fn done(&self, store: &dyn Store, ids: &[String]) -> Result<usize, StoreError> {
        let _alone = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let is_done = |key: &[u8]| ids.contains(&hex(key));
        let mut done: Vec<Vec<u8>> = stored(store)?.into_keys().filter(|key| is_done(key)).collect();
        let changes = done.iter().fold(Transaction::new(), |changes, key| changes.delete(SPACE, key));
        let _ = store.commit(&changes)?;
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, _| {
            let gone = is_done(key);
            if gone && !done.contains(key) {
                done.push(key.clone());
            }
            !gone
        });
        Ok(done.len())
    }

    /// True where anything was written.
    pub(super) fn save(&self, store: &dyn Store, now: i64) -> Result<bool, StoreError> {
        let _alone = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = self.pending();
        let before = stored(store)?;
        let mut after = before.clone();
        for asked in asked.values() {
            merge(&mut after, asked.clone());
        }
        after.retain(|_, asked| !asked.is_old(now));
        thin(&mut after);
        let mut changes = Transaction::new();
        for (key, asked) in &after {
            if before.get(key) != Some(asked) {
                changes = changes.put(SPACE, key, &asked.bytes());
            }
        }
        for key in before.keys().filter(|key| !after.contains_key(*key)) {
            changes = changes.delete(SPACE, key);
        }
        let _ = store.commit(&changes)?;
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        // What was asked again in the meantime stays, less what was written.
        pending.retain(|key, waiting| {
            waiting.count -= asked.get(key).map_or(0, |written| written.count);
            waiting.count > 0
        });
        Ok(!changes.is_empty())
    }

    fn pending(&self) -> Noted {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn hex(key: &[u8]) -> String {
    key.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn stored(store: &dyn Store) -> Result<Noted, StoreError> {
    let entries = store.scan(SPACE, b"")?;
    Ok(entries
        .into_iter()
        .filter_map(|(key, asked)| Some((key, serde_json::from_slice(&asked).ok()?)))
        .collect())
}

fn merge(all: &mut Noted, asked: Unanswered) {
    let key = asked.key();
    match all.get_mut(&key) {
        Some(known) => known.add(&asked),
        None => _ = all.insert(key, asked),
    }
}

/// Keeps the most asked, of those the newest.
fn thin(all: &mut Noted) {
    if all.len() <= MOST_UNANSWERED {
        return;
    }
    let mut order: Vec<(u64, i64, Vec<u8>)> =
        all.iter().map(|(key, asked)| (asked.count, asked.last_seen, key.clone())).collect();
    order.sort_unstable();
    for (_, _, key) in &order[..order.len() - MOST_UNANSWERED] {
        all.remove(key);
    }
}
