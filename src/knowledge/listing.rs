//! What a knowledge folder looks like from outside: enough to notice that somebody writes into it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::files::each_file;

/// The files of a knowledge folder by path, with their sizes and times of change. Nothing of them is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing(BTreeMap<String, (u64, Option<SystemTime>)>);

impl Listing {
    /// Looks at a folder, as [`super::Files::read`] would go through it.
    ///
    /// # Errors
    /// What the system says of the first file or folder that cannot be looked at, with its path.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        each_file(folder, &mut |key, _, about| {
            files.insert(key, (about.len(), about.modified().ok()));
            Ok(())
        })?;
        Ok(Self(files))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_shows() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let look = || Listing::of(folder.path()).expect("a listing");
        let write = |file: &str, text: &str| {
            std::fs::write(folder.path().join(file), text).expect("a file");
        };
        write("a.toml", "one");
        let first = look();
        assert_eq!(look(), first);
        write(".a.toml.swp", "an editor's own");
        write("notes.md", "no knowledge");
        assert_eq!(look(), first);
        write("a.toml", "three");
        let longer = look();
        assert_ne!(longer, first);
        let file = std::fs::File::options().write(true).open(folder.path().join("a.toml")).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH).expect("a time");
        assert_ne!(look(), longer, "as long, and changed");
        std::fs::create_dir(folder.path().join("below")).expect("a folder");
        write("below/b.csv", "");
        assert_eq!(look().0.len(), 2);
        std::fs::remove_file(folder.path().join("a.toml")).expect("a file to remove");
        assert_eq!(look().0.keys().collect::<Vec<_>>(), ["below/b.csv"]);
        assert!(Listing::of(&folder.path().join("none")).is_err());
    }
}
