//! Where the indexes of bases come from: kept from the last time, or built, by a worker where there is one.
//!
//! Building an index takes more than half a second: a program that only answers one question should not do it again
//! each time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::worker::{Task, Worker};
use crate::engine::Engine;
use crate::knowledge::FactBase;
use crate::store::Record;

/// What a kept index begins with: that it is one, and the sources of the program that built it.
const BEGIN: &str = concat!("kotae index ", env!("KOTAE_SOURCES"), "\n");
/// The length of the digest that follows.
const DIGEST: usize = blake3::OUT_LEN;
/// How many indexes are kept in a folder, those that were used last.
const KEPT: usize = 4;
/// How the names of the files of indexes end.
const ENDING: &str = "index";

/// Where indexes are kept, and who builds them.
#[derive(Clone, Debug, Default)]
pub struct Indexes {
    folder: Option<PathBuf>,
    builder: Option<Worker>,
}

impl Indexes {
    /// Keeps them in a folder, which is made where it is missing; `None`: nowhere.
    pub fn kept_in(folder: Option<PathBuf>) -> Self {
        Self { folder, builder: None }
    }

    /// Lets a worker build them.
    #[must_use]
    pub(super) fn built_by(self, builder: Option<Worker>) -> Self {
        Self { builder, ..self }
    }

    /// An engine over a base. `digest` names its content: no two bases share one. Whatever cannot be kept or taken
    /// from where it was kept is built here instead. Blocking.
    pub fn engine(&self, base: FactBase, digest: &str) -> Engine {
        let base = Arc::new(base);
        let file = self.folder.as_ref().map(|folder| folder.join(name(digest)));
        if let Some(engine) = file.as_ref().and_then(|file| read(file, &base)) {
            return engine;
        }
        let (engine, index) = match self.by_worker(&base) {
            Some((engine, index)) => (engine, Some(index)),
            None => (Engine::new(base), None),
        };
        if let Some(file) = file {
            let index = index.unwrap_or_else(|| engine.index());
            if let Err(error) = keep(&file, &seal(&index)) {
                tracing::debug!("the index is not kept: {}: {error}", file.display());
            }
        }
        engine
    }

    /// An engine whose index another process has built, and that index; `None` where there is nobody to build it.
    fn by_worker(&self, base: &Arc<FactBase>) -> Option<(Engine, Vec<u8>)> {
        let index = self.builder.as_ref()?.bytes(Task::Index, &base.records())?;
        Some((opened_by(base, &index)?, index))
    }
}

/// From the records of a base to its index.
///
/// # Errors
/// Where they are no base.
pub(super) fn build(records: Vec<Record>) -> io::Result<Vec<u8>> {
    let base = FactBase::from_records(records).map_err(io::Error::other)?;
    Ok(Engine::new(Arc::new(base)).index())
}

/// The index that is kept in a file; `None` where there is none, or none of this program and base.
fn read(file: &Path, base: &Arc<FactBase>) -> Option<Engine> {
    let sealed = fs::read(file).ok()?;
    // What is used stays longest.
    if let Err(error) =
        fs::File::options().append(true).open(file).and_then(|file| file.set_modified(SystemTime::now()))
    {
        tracing::debug!("that an index was used is not noted: {error}");
    }
    let engine = opened(&sealed).and_then(|index| opened_by(base, index));
    if engine.is_none() {
        tracing::debug!("an index that was kept is of another program, or damaged");
    }
    engine
}

fn opened_by(base: &Arc<FactBase>, index: &[u8]) -> Option<Engine> {
    Engine::kept(Arc::clone(base), index).ok()
}

fn keep(file: &Path, sealed: &[u8]) -> io::Result<()> {
    /// Two threads may keep the same index at the same time.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let part =
        file.with_extension(format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    // Whoever reads sees all of it or nothing; a torn one is known by its digest.
    let kept = fs::write(&part, sealed).and_then(|()| fs::rename(&part, file));
    if kept.is_err() {
        let _ = fs::remove_file(&part);
        return kept;
    }
    sweep(folder, file)
}

/// Removes all indexes but those that were used last.
fn sweep(folder: &Path, newest: &Path) -> io::Result<()> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path != newest && path.extension().is_some_and(|ending| ending == ENDING) {
            kept.push((fs::metadata(&path)?.modified()?, path));
        }
    }
    kept.sort_unstable();
    let old = kept.len().saturating_sub(KEPT - 1);
    kept.iter().take(old).try_for_each(|(_, path)| fs::remove_file(path))
}

/// The name of the file of an index.
fn name(digest: &str) -> String {
    let short: String = digest.chars().take(32).collect();
    format!("{short}-{}.{ENDING}", env!("KOTAE_SOURCES"))
}

fn seal(index: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(BEGIN.len() + DIGEST + index.len());
    sealed.extend_from_slice(BEGIN.as_bytes());
    sealed.extend_from_slice(blake3::hash(index).as_bytes());
    sealed.extend_from_slice(index);
    sealed
}

/// What was sealed; `None` where another program sealed it, or it is not whole.
fn opened(sealed: &[u8]) -> Option<&[u8]> {
    let (digest, index) = sealed.strip_prefix(BEGIN.as_bytes())?.split_at_checked(DIGEST)?;
    (blake3::hash(index).as_bytes() == digest).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_is_not_opened() {
        let sealed = seal(b"an index");
        assert_eq!(opened(&sealed), Some(&b"an index"[..]));
        assert_eq!(opened(&seal(b"")), Some(&b""[..]));
        for end in 0..sealed.len() {
            assert_eq!(opened(&sealed[..end]), None, "{end} bytes");
        }
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1;
            assert_eq!(opened(&flipped), None, "byte {at}");
        }
    }
}
