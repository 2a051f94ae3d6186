//! Packs the knowledge that the program carries, and names the sources that a program is built from: what one build
//! keeps on the disk, another does not take for its own.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for name in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        for file in files(&root.join(name))? {
            file.strip_prefix(&root).unwrap_or(&file).hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=KOTAE_SOURCES={:016x}", hasher.finish());
    println!("cargo::rerun-if-changed=knowledge");
    let packed = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("knowledge.packed");
    pack(&root.join("knowledge"), &packed)
}

/// Writes the files below a folder into one, by their paths below it (`topics/line.toml`): postcard, deflated to a
/// quarter. `Files::embedded` reads it back.
fn pack(folder: &Path, packed: &Path) -> Result<(), Box<dyn Error>> {
    let mut contents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for file in files(folder)? {
        let path: Vec<_> =
            file.strip_prefix(folder)?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        contents.insert(path.join("/"), fs::read(&file)?);
    }
    let mut encoder = DeflateEncoder::new(File::create(packed)?, Compression::best());
    io::Write::write_all(&mut encoder, &postcard::to_stdvec(&contents)?)?;
    encoder.finish()?;
    Ok(())
}

/// All files at or below a path, in order; none where there is nothing.
fn files(path: &Path) -> io::Result<BTreeSet<PathBuf>> {
    if !path.is_dir() {
        return Ok(path.exists().then(|| path.to_owned()).into_iter().collect());
    }
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(path)? {
        found.extend(files(&entry?.path())?);
    }
    Ok(found)
}
