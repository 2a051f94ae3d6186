//! A store on sled 0.34. What is odd here was measured; the reasons stand where it is.

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};
use sled::{Batch, Db, Transactional, Tree};
use tokio::sync::watch;

use super::unfinished::remove_unfinished;
use super::{Entry, Outcome, Store, StoreError, Transaction};

/// sled's own limit is a gigabyte; everything is read once and then served from elsewhere.
const CACHE: u64 = 1024 * 1024;

/// Where sled keeps what has no name.
const NAMELESS: &[u8] = b"__sled__default";

type Trees = BTreeMap<String, Tree>;

/// Ordered bytes in a folder. A process has a folder open once; a second one is told that it is locked.
#[derive(Debug)]
pub struct SledStore {
    path: PathBuf,
    patience: Duration,
    /// Held for reading while a tree is in use, for writing while one comes or goes; nothing while it rests.
    open: RwLock<Option<Open>>,
    changed: watch::Sender<u64>,
}

/// An open folder.
#[derive(Debug)]
struct Open {
    // sled's `open_tree` creates what it does not find, so we keep account of what is there ourselves. They go first:
    // a handle that outlives its database would read freed pages.
    trees: Trees,
    db: Db,
}

impl SledStore {
    /// Opens a folder, making it if need be. A locked one is tried again for as long as `patience` lasts:
    /// after a restart the system may hold the lock for some time.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Open`], or [`StoreError::Damaged`] where the files are not what
    /// was written (not all damage shows here: sled opens many a torn file).
    pub fn open(folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let store =
            Self { path: folder.to_owned(), patience, open: RwLock::default(), changed: watch::channel(0).0 };
        store.alone(|_| Ok(()))?;
        Ok(store)
    }

    fn opened(&self) -> Result<Open, StoreError> {
        let db = self.database()?;
        let trees = self.guarded("reading the names of its trees", || {
            let names = db.tree_names().into_iter().filter(|name| name != NAMELESS);
            names
                .map(|name| Ok((String::from_utf8_lossy(&name).into_owned(), db.open_tree(&name)?)))
                .collect::<Result<Trees, sled::Error>>()
        })?;
        Ok(Open { trees, db })
    }

    fn database(&self) -> Result<Db, StoreError> {
        let path = self.path.display().to_string();
        let failed = |error: &io::Error| StoreError::Open { path: path.clone(), reason: plain(error) };
        std::fs::create_dir_all(&self.path).map_err(|error| failed(&error))?;
        // Without a thread that flushes by the clock: who writes here says when.
        let config = sled::Config::new().path(&self.path).cache_capacity(CACHE).flush_every_ms(None);
        let until = Instant::now() + self.patience;
        loop {
            // Each time: whoever had the folder may have been stopped meanwhile.
            remove_unfinished(&self.path).map_err(|error| failed(&error))?;
            match catch_unwind(AssertUnwindSafe(|| config.open())) {
                Ok(Ok(db)) => return Ok(db),
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
        }
    }

    /// Works on the folder, which is opened where it rests.
    fn with<T>(&self, work: impl FnOnce(&Open) -> Result<T, StoreError>) -> Result<T, StoreError> {
        loop {
            if let Some(open) = self.open.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
                return work(open);
            }
            self.alone(|_| Ok(()))?;
        }
    }

    /// The same while nobody else does.
    fn alone<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        let open = match open.as_mut() {
            Some(open) => open,
            None => open.insert(self.opened()?),
        };
        work(open)
    }

    /// On damaged files sled may panic as well as fail: neither goes further than this.
    fn guarded<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce() -> Result<T, sled::Error>,
    ) -> Result<T, StoreError> {
        let path = || self.path.display().to_string();
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
        self.with(|open| {
            let Some(tree) = open.trees.get(space) else { return Ok(None) };
            self.guarded("reading", || Ok(tree.get(key)?.map(|value| value.to_vec())))
        })
    }

    fn scan(&self, space: &str, prefix: &[u8]) -> Result<Vec<Entry>, StoreError> {
        self.with(|open| {
            let Some(tree) = open.trees.get(space) else { return Ok(Vec::new()) };
            self.guarded("reading", || {
                let entries = tree.scan_prefix(prefix);
                entries.map(|entry| entry.map(|(key, value)| (key.to_vec(), value.to_vec()))).collect()
            })
        })
    }

    fn commit(&self, transaction: &Transaction) -> Result<Outcome, StoreError> {
        transaction.check_sizes()?;
        let mut spaces: Vec<&str> = spaces_of(transaction).collect();
        spaces.sort_unstable();
        spaces.dedup();
        // Alone, for it may make trees; nobody waits for long.
        let outcome = self.alone(|Open { trees, db }| {
            self.guarded("writing", || {
                for space in spaces.iter().filter(|space| !trees.contains_key(**space)).collect::<Vec<_>>() {
                    trees.insert((*space).to_owned(), db.open_tree(space)?);
                }
                match spaces[..] {
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
                }
            })
        })?;
        if outcome == Outcome::Applied && !transaction.is_empty() {
            self.notify();
        }
        Ok(outcome)
    }

    fn delete_prefix(&self, space: &str, prefix: &[u8]) -> Result<(), StoreError> {
        if prefix.is_empty() {
            // The handle must be gone before the tree is: it would read freed pages.
            self.alone(|open| {
                if open.trees.remove(space).is_some() {
                    self.guarded("removing a tree", || open.db.drop_tree(space))?;
                }
                Ok(())
            })?;
        } else {
            self.with(|open| {
                let Some(tree) = open.trees.get(space) else { return Ok(()) };
                self.guarded("removing", || {
                    tree.scan_prefix(prefix).keys().try_for_each(|key| tree.remove(key?).map(drop))
                })
            })?;
        }
        self.notify();
        Ok(())
    }

    fn spaces(&self) -> Result<Vec<String>, StoreError> {
        self.with(|open| {
            self.guarded("reading", || {
                let mut spaces = Vec::new();
                for (space, tree) in &open.trees {
                    if tree.first()?.is_some() {
                        spaces.push(space.clone());
                    }
                }
                Ok(spaces)
            })
        })
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.with(|open| self.guarded("writing to the disk", || open.db.flush().map(drop)))
    }

    // What was read once stays in memory for good, whatever the capacity of sled's cache: it drops nothing before a
    // page has been asked for some sixty times.
    fn rest(&self) -> Result<(), StoreError> {
        // Held until it is closed: whoever opened it before would find it locked.
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = open.as_ref() {
            self.guarded("writing to the disk", || open.db.flush().map(drop))?;
        }
        let closed = open.take();
        self.guarded("closing", || {
            drop(closed);
            Ok(())
        })
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
