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
    let mut aside = folder.with_file_name(format!("{name}.damaged-{stamp}"));
    let mut attempt = 1;
    while aside.exists() {
        attempt += 1;
        aside.set_file_name(format!("{name}.damaged-{stamp}-{attempt}"));
    }
    std::fs::rename(folder, &aside)?;
    Ok(aside)
}

/// True where something stands in the folder.
pub(super) fn is_used(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten() -> io::Result<()> {
        let parent = tempfile::tempdir()?;
        let folder = parent.path().join("facts");
        let mut names = Vec::new();
        for _ in 0..3 {
            std::fs::create_dir(&folder)?;
            let aside = set_aside(&folder, 0)?;
            names.extend(aside.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        let stamp = "facts.damaged-19700101T000000Z";
        assert_eq!(names, [stamp.to_owned(), format!("{stamp}-2"), format!("{stamp}-3")]);
        Ok(())
    }
}
