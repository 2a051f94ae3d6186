//! The small fact base of the tests, and copies of it that a test may change.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Where the small base stands. Nothing in it is about Japan, so nothing that is learnt of Japan changes a test.
pub(super) fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge")
}

/// A copy of the small base.
#[derive(Debug)]
pub(crate) struct Knowledge(TempDir);

impl Knowledge {
    /// A fresh copy.
    pub(crate) fn copy() -> Self {
        let folder = TempDir::new().expect("a folder for knowledge");
        copy(&small(), folder.path());
        Self(folder)
    }

    /// A copy of the base that the program carries.
    pub(crate) fn shipped() -> Self {
        let folder = TempDir::new().expect("a folder for knowledge");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"), folder.path());
        Self(folder)
    }

    /// Where it stands.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Makes it what it was at first.
    pub(crate) fn restore(&self) {
        fs::remove_dir_all(self.path()).expect("a folder that can be emptied");
        fs::create_dir(self.path()).expect("a new folder");
        copy(&small(), self.path());
    }

    /// Writes a file.
    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path().join(file), content).expect("a file that can be written");
    }

    /// Changes a text in one of its files.
    #[track_caller]
    pub(crate) fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).expect("a file of the base");
        assert!(text.contains(from), "{file} does not contain {from:?}");
        fs::write(path, text.replace(from, to)).expect("a file that can be written");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            fs::create_dir(&target).expect("a new folder");
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
