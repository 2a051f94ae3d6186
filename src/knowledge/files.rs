//! The files of a knowledge folder, in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::DeflateDecoder;
use serde::{Deserialize, Serialize};

use super::digest::digest;

/// What `build.rs` has packed.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.packed"));

/// The largest file that is read, in bytes: a fact base of 100,000 facts stays below it.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// The files of a knowledge folder by path (`topics/line.toml`), as bytes: they need not be text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// Where they come from, for people.
    pub origin: String,
    /// Contents by path below the folder, parts joined by `/`.
    pub contents: BTreeMap<String, Vec<u8>>,
}

// The contents would bury whatever else is shown.
impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths: BTreeMap<_, _> = self.contents.iter().map(|(path, bytes)| (path, bytes.len())).collect();
        f.debug_struct("Files").field("origin", &self.origin).field("lengths", &lengths).finish()
    }
}

impl Files {
    /// The knowledge that the program carries.
    pub fn embedded() -> Self {
        let mut packed = Vec::new();
        DeflateDecoder::new(EMBEDDED)
            .read_to_end(&mut packed)
            .expect("it was deflated when this was compiled");
        let mut contents: BTreeMap<String, Vec<u8>> =
            postcard::from_bytes(&packed).expect("it was packed when this was compiled");
        contents.retain(|path, _| is_knowledge(path));
        Self { origin: format!("embedded in kotae {}", env!("CARGO_PKG_VERSION")), contents }
    }

    /// BLAKE3 of all paths and contents, in hexadecimal.
    pub fn digest(&self) -> String {
        digest(self.contents.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
    }

    /// Reads a folder: every `.toml` and `.csv` below it, hidden ones aside.
    ///
    /// # Errors
    /// What the system says of the first file or folder that cannot be read, with its path; a file over
    /// [`LARGEST_FILE`]; a folder without a single file of knowledge.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut contents = BTreeMap::new();
        each_file(folder, &mut |key, file, about| {
            if about.len() > LARGEST_FILE {
                let what = format!(
                    "{}: {} bytes, more than the {LARGEST_FILE} that are read",
                    file.display(),
                    about.len()
                );
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
            contents.insert(key, std::fs::read(file).map_err(|error| named(file, &error))?);
            Ok(())
        })?;
        if contents.is_empty() {
            let what = format!("{}: no .toml or .csv file in it", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, what));
        }
        Ok(Self { origin: folder.display().to_string(), contents })
    }
}

/// Every file of knowledge below a folder: its key, where it stands, and what the system knows about it.
pub(super) fn each_file(
    folder: &Path,
    see: &mut dyn FnMut(String, &Path, &Metadata) -> io::Result<()>,
) -> io::Result<()> {
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((path, below)) = waiting.pop() {
        for entry in std::fs::read_dir(&path).map_err(|error| named(&path, &error))? {
            let entry = entry.map_err(|error| named(&path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let key = if below.is_empty() { name } else { format!("{below}/{name}") };
            let file = entry.path();
            let about = std::fs::metadata(&file).map_err(|error| named(&file, &error))?;
            if about.is_dir() {
                waiting.push((file, key));
            } else if is_knowledge(&key) {
                see(key, &file, &about)?;
            }
        }
    }
    Ok(())
}

/// What the system said, with the path that it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn is_knowledge(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "toml" || extension == "csv")
}
