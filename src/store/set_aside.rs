//! Moving a damaged folder out of the way. It is never deleted: somebody may want to look at it.

use std::io;
use std::path::{Path, PathBuf};

/// Renames `folder` to `folder.damaged-<UTC time>` and says what it is called now.
///
/// # Errors
/// What the system says of the renaming.
pub fn set_aside(folder: &Path, now: i64) -> io::Result<PathBuf> {
    let time = jiff::Timestamp::from_second(now).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let stamp = time.strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for attempt in 1_u32.. {
        let again = if attempt == 1 { String::new() } else { format!("-{attempt}") };
        let aside = folder.with_file_name(format!("{name}.damaged-{stamp}{again}"));
        if !aside.exists() {
            std::fs::rename(folder, &aside)?;
            return Ok(aside);
        }
    }
    unreachable!("a free name is found long before")
}

/// True where something stands in the folder.
pub(super) fn is_used(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
