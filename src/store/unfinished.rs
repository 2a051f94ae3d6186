//! A snapshot that sled could not finish, for want of space or because it was stopped.
//!
//! At the next opening sled 0.34 takes `snap.<place>.generating` for a whole one (its filter looks for another
//! ending) and calls the folder damaged, though everything announced lies in `db`. A snapshot only makes opening
//! quicker, and the one before it goes after the new one has its name.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Removes what is left of unfinished snapshots, unless somebody has the folder open: then they may be finishing
/// one. Takes the lock that sled takes, and gives it back.
///
/// # Errors
/// What the system says of looking or of removing.
pub(super) fn remove_unfinished(folder: &Path) -> io::Result<()> {
    let database = match File::open(folder.join("db")) {
        Ok(database) => database,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    match database.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
