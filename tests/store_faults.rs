//! A folder that cannot be written to, a disk that is full, a second process: each says clearly what is wrong.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use kotae::store::{
    Counts, Facts, Found, GenerationError, GenerationInfo, Generations, NewGeneration, Record, SledStore,
    State, StoreError,
};

const SCHEMA: u32 = 1;
const WAIT: Duration = Duration::from_millis(500);
const FOLDER: &str = "KOTAE_TEST_LOCK_FOLDER";

/// A small disk of its own, gone when it is dropped.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// `None` where the system does not let us have one, as for those who are not root.
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={size}");
        if run("mount", &["-t", "tmpfs", "-o", &options, "tmpfs", &folder.path().display().to_string()]) {
            return Some(Self { folder });
        }
        println!("skipped: no tmpfs can be mounted here");
        None
    }

    fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l", &self.folder.path().display().to_string()]);
    }
}

fn run(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

fn records(seed: u64, count: usize) -> Vec<Record> {
    (0..count).map(|n| (format!("fact/{n:05}"), format!("{seed} {n} ").repeat(120).into_bytes())).collect()
}

fn add(generations: &Generations, records: &[Record]) -> Result<GenerationInfo, GenerationError> {
    let counts = Counts::default();
    generations.add(&NewGeneration { records, counts, origin: "", by: "test", stored_at: 0 }, 0)
}

#[test]
fn a_folder_that_cannot_be_written_to() {
    let Some(disk) = Disk::new("16m") else { return };
    let folder = disk.path().join("facts");
    add(&Facts::open(&folder, SCHEMA, WAIT, 0, 0).unwrap().generations, &records(1, 10)).unwrap();
    // sled's own threads may hold files for some milliseconds after the store is dropped.
    let closed = (0..500).any(|_| run("mount", &["-o", "remount,ro", &disk.path().display().to_string()]));
    assert!(closed, "the disk stayed busy");
    for folder in [folder, disk.path().join("never-made")] {
        let error = Facts::open(&folder, SCHEMA, WAIT, 0, 0).unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, GenerationError::Store(StoreError::Open { .. })), "{text}");
        assert!(text.contains(&folder.display().to_string()) && text.contains("Read-only"), "{text}");
    }
    assert!(run("mount", &["-o", "remount,rw", &disk.path().display().to_string()]));
    let facts = Facts::open(&disk.path().join("facts"), SCHEMA, WAIT, 1, 0).unwrap();
    assert!(matches!(facts.found, Found::Whole(_)) && facts.warning.is_none());
}

#[test]
fn a_disk_that_is_full() {
    let Some(disk) = Disk::new("8m") else { return };
    let folder = disk.path().join("facts");
    let mut stored = 0;
    {
        let facts = Facts::open(&folder, SCHEMA, WAIT, 0, 0).unwrap();
        let error = loop {
            match add(&facts.generations, &records(stored + 1, 1_000)) {
                Ok(info) => stored = info.number,
                Err(error) => break error,
            }
            assert!(stored < 100, "the disk never became full");
        };
        let text = error.to_string();
        println!("after {stored}: {text}");
        assert!(matches!(error, GenerationError::Store(StoreError::Failed { .. })), "{text}");
        assert!(
            text.contains("space") && !text.contains("Os {") && text.contains(&folder.display().to_string()),
            "{text}"
        );
    }
    assert!(stored > 0);
    // With the disk still full, what was stored can be served or the trouble is named; it is never set aside
    // for that.
    match Facts::open(&folder, SCHEMA, WAIT, stored, 0) {
        Ok(facts) => {
            let Found::Whole(found) = &facts.found else { panic!("{:?}", facts.found) };
            assert_eq!((&found.records, &facts.warning), (&records(found.info.number, 1_000), &None));
        }
        Err(error) => assert!(error.to_string().contains("space"), "{error}"),
    }
    // With space again everything that was announced is there, and reloads go on.
    assert!(run("mount", &["-o", "remount,size=64m", &disk.path().display().to_string()]));
    let facts = Facts::open(&folder, SCHEMA, WAIT, stored, 0).unwrap();
    let Found::Whole(found) = &facts.found else { panic!("{:?}", facts.found) };
    assert!(found.info.number >= stored, "{} after {stored}", found.info.number);
    assert_eq!((&found.records, &facts.warning), (&records(found.info.number, 1_000), &None));
    add(&facts.generations, &records(99, 1_000)).unwrap();
}

#[test]
fn a_value_that_was_not_kept_is_not_said_to_be() {
    let Some(disk) = Disk::new("4m") else { return };
    let open = || State::new(Arc::new(SledStore::open(&disk.path().join("state"), WAIT).unwrap()));
    let state = open();
    let value = "x".repeat(2_000);
    let mut kept = 0;
    while kept < 10_000 && state.put(&format!("settings/{kept:05}"), &value).is_ok() {
        kept += 1;
    }
    assert!(kept > 0 && kept < 10_000, "{kept} values on a disk of 4 MB");
    drop(state);
    assert!(run("mount", &["-o", "remount,size=64m", &disk.path().display().to_string()]));
    let state = open();
    for n in 0..kept {
        assert_eq!(
            state.get(&format!("settings/{n:05}")).unwrap().as_ref(),
            Some(&value),
            "value {n} of {kept}"
        );
    }
}

/// Not a test of its own: the process that has the folder.
#[test]
fn hold_the_folder() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let _store = SledStore::open(Path::new(&folder), WAIT).unwrap();
    println!("\nopen");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_second_process() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    let folder = tempfile::tempdir().unwrap();
    let mut first = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "hold_the_folder", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(first.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "open"));
    let error = Facts::open(folder.path(), SCHEMA, WAIT, 0, 0).unwrap_err();
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    let text = error.to_string();
    assert!(text.contains("another kotae may be running"), "{text}");
    assert!(text.contains(&folder.path().display().to_string()), "{text}");
    Facts::open(folder.path(), SCHEMA, Duration::from_secs(5), 0, 0).unwrap();
}
