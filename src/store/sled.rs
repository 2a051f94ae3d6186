//! A store on sled 0.34. What is odd here was measured; the reasons stand where it is.

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};
use sled::{Batch, Db, Transactional, Tree};
use tokio::sync::watch;

use super::{Entry, Outcome, Store, StoreError, Transaction};

/// sled's own limit is a gigabyte; everything is read once and then served from elsewhere.
const CACHE: u64 = 1024 * 1024;

/// Where sled keeps what has no name.
const NAMELESS: &[u8] = b"__sled__default";

type Trees = BTreeMap<String, Tree>;

/// Ordered bytes in a folder. A process has a folder open once; a second one is told that it is locked.
#[derive(Debug)]
pub struct SledStore {
    db: Db,
    path: String,
    // sled's `open_tree` creates what it does not find, so we keep account of what is there ourselves. Held
    // for reading while a tree is in use, for writing while one comes or goes.
    trees: RwLock<Trees>,
    changed: watch::Sender<u64>,
}

impl SledStore {
    /// Opens a folder, making it if need be. A locked one is tried again for as long as `patience` lasts:
    /// after a restart the system may hold the lock for some time.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Open`], or [`StoreError::Damaged`] where the files are not what
    /// was written (not all damage shows here: sled opens many a torn file).
    pub fn open(folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = folder.display().to_string();
        let failed = |error: &io::Error| StoreError::Open { path: path.clone(), reason: plain(error) };
        std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        // Without a thread that flushes by the clock: who writes here says when.
        let config = sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None);
        let until = Instant::now() + patience;
        let db = loop {
            match catch_unwind(AssertUnwindSafe(|| config.open())) {
                Ok(Ok(db)) => break db,
                Ok(Err(error)) if is_lock(&error) => {
                    if Instant::now() >= until {
                        return Err(StoreError::Locked { path });
                    }
                    std::thread::sleep(Duration::from_millis(100));
                }
                Ok(Err(sled::Error::Io(error))) if !is_damage(&error) => return Err(failed(&error)),
                Ok(Err(error)) => return Err(StoreError::Damaged { path, reason: error.to_string() }),
                Err(panic) => return Err(StoreError::Damaged { path, reason: words(panic.as_ref()) }),
            }
        };
        let mut store = Self { db, path, trees: RwLock::default(), changed: watch::channel(0).0 };
        let trees = store.guarded("reading the names of its trees", || {
            let names = store.db.tree_names().into_iter().filter(|name| name != NAMELESS);
            names
                .map(|name| Ok((String::from_utf8_lossy(&name).into_owned(), store.db.open_tree(&name)?)))
                .collect::<Result<Trees, sled::Error>>()
        })?;
        store.trees = RwLock::new(trees);
        Ok(store)
    }

    fn trees(&self) -> RwLockReadGuard<'_, Trees> {
        self.trees.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn trees_mut(&self) -> RwLockWriteGuard<'_, Trees> {
        self.trees.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The trees, those of the transaction among them.
    fn trees_for(&self, transaction: &Transaction) -> Result<RwLockReadGuard<'_, Trees>, StoreError> {
        loop {
            let trees = self.trees();
            let Some(missing) = spaces_of(transaction).find(|space| !trees.contains_key(*space)) else {
                return Ok(trees);
            };
            drop(trees);
            let mut trees = self.trees_mut();
            let tree = self.guarded("making a tree", || self.db.open_tree(missing))?;
            trees.insert(missing.to_owned(), tree);
        }
    }

    /// On damaged files sled may panic as well as fail: neither goes further than this.
    fn guarded<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce() -> Result<T, sled::Error>,
    ) -> Result<T, StoreError> {
        let path = || self.path.clone();
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(sled::Error::Io(error))) if !is_damage(&error) => {
                Err(StoreError::Failed { path: path(), doing, reason: plain(&error) })
            }
            Ok(Err(error)) => Err(StoreError::Damaged { path: path(), reason: error.to_string() }),
            Err(panic) => Err(StoreError::Damaged { path: path(), reason: words(panic.as_ref()) }),
        }
    }

    fn notify(&self) {
        self.changed.send_modify(|revision| *revision += 1);
    }
}

impl Store for SledStore {
    fn get(&self, space: &str, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let trees = self.trees();
        let Some(tree) = trees.get(space) else { return Ok(None) };
        self.guarded("reading", || Ok(tree.get(key)?.map(|value| value.to_vec())))
    }

    fn scan(&self, space: &str, prefix: &[u8]) -> Result<Vec<Entry>, StoreError> {
        let trees = self.trees();
        let Some(tree) = trees.get(space) else { return Ok(Vec::new()) };
        self.guarded("reading", || {
            let entries = tree.scan_prefix(prefix);
            entries.map(|entry| entry.map(|(key, value)| (key.to_vec(), value.to_vec()))).collect()
        })
    }

    fn commit(&self, transaction: &Transaction) -> Result<Outcome, StoreError> {
        transaction.check_sizes()?;
        let trees = self.trees_for(transaction)?;
        let mut spaces: Vec<&str> = spaces_of(transaction).collect();
        spaces.sort_unstable();
        spaces.dedup();
        let outcome = self.guarded("writing", || match spaces[..] {
            [] => Ok(Outcome::Applied),
            // A batch is as atomic as a transaction and several times as fast.
            [space] if transaction.expected().is_empty() => {
                let mut batch = Batch::default();
                for ((_, key), value) in transaction.writes() {
                    match value {
                        Some(value) => batch.insert(&key[..], &value[..]),
                        None => batch.remove(&key[..]),
                    }
                }
                trees[space].apply_batch(batch).map(|()| Outcome::Applied)
            }
            _ => {
                let touched: Vec<&Tree> = spaces.iter().map(|space| &trees[*space]).collect();
                write_all(&touched, &spaces, transaction)
            }
        })?;
        if outcome == Outcome::Applied && !transaction.is_empty() {
            self.notify();
        }
        Ok(outcome)
    }

    fn delete_prefix(&self, space: &str, prefix: &[u8]) -> Result<(), StoreError> {
        if prefix.is_empty() {
            // The handle must be gone before the tree is: it would read freed pages.
            let mut trees = self.trees_mut();
            if trees.remove(space).is_some() {
                self.guarded("removing a tree", || self.db.drop_tree(space))?;
            }
        } else {
            let trees = self.trees();
            let Some(tree) = trees.get(space) else { return Ok(()) };
            self.guarded("removing", || {
                tree.scan_prefix(prefix).keys().try_for_each(|key| tree.remove(key?).map(drop))
            })?;
        }
        self.notify();
        Ok(())
    }

    fn spaces(&self) -> Result<Vec<String>, StoreError> {
        let trees = self.trees();
        self.guarded("reading", || {
            let mut spaces = Vec::new();
            for (space, tree) in trees.iter() {
                if tree.first()?.is_some() {
                    spaces.push(space.clone());
                }
            }
            Ok(spaces)
        })
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.guarded("writing to the disk", || self.db.flush().map(drop))
    }

    fn changes(&self) -> watch::Receiver<u64> {
        // Not sled's subscribers: one that nobody reads blocks every writer after about 1,000 events.
        self.changed.subscribe()
    }
}

fn spaces_of(transaction: &Transaction) -> impl Iterator<Item = &str> {
    let expected = transaction.expected().iter().map(|((space, _), _)| space.as_str());
    expected.chain(transaction.writes().keys().map(|(space, _)| space.as_str()))
}

fn write_all(touched: &[&Tree], spaces: &[&str], transaction: &Transaction) -> Result<Outcome, sled::Error> {
    let done = touched.transaction(|views: &Vec<TransactionalTree>| {
        let view = |space: &str| &views[spaces.binary_search(&space).unwrap_or_default()];
        for ((space, key), expected) in transaction.expected() {
            if view(space).get(key)?.as_deref() != expected.as_deref() {
                return Err(ConflictableTransactionError::Abort(()));
            }
        }
        for ((space, key), value) in transaction.writes() {
            match value {
                Some(value) => view(space).insert(&key[..], &value[..])?,
                None => view(space).remove(&key[..])?,
            };
        }
        Ok(())
    });
    match done {
        Ok(()) => Ok(Outcome::Applied),
        Err(TransactionError::Abort(())) => Ok(Outcome::Conflict),
        Err(TransactionError::Storage(error)) => Err(error),
    }
}

/// sled says it in words only.
fn is_lock(error: &sled::Error) -> bool {
    matches!(error, sled::Error::Io(error) if error.to_string().contains("could not acquire lock"))
}

/// True for what the system says when a file is shorter than, or not what, sled expects.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | NotFound | UnexpectedEof)
}

/// What the system said. sled repeats an earlier error in the form for programmers: of that only the kind.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    if text.starts_with("Os {") { error.kind().to_string() } else { text }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("sled gave up").to_owned()
}
