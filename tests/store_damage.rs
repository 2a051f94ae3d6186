//! Damaged files: what is served is a whole generation, or the folder is set aside and begun anew. Never wrong
//! facts, never more than one warning.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use kotae::store::{Counts, Facts, Found, GenerationInfo, Generations, NewGeneration, Record};

const SCHEMA: u32 = 1;
const WAIT: Duration = Duration::from_secs(5);
const GENERATIONS: u64 = 6;

fn records(seed: u64) -> Vec<Record> {
    (0..200).map(|n| (format!("fact/{n:05}"), format!("{seed} {n} ").repeat(60).into_bytes())).collect()
}

fn add(generations: &Generations, seed: u64) -> GenerationInfo {
    let records = records(seed);
    let new =
        NewGeneration { records: &records, counts: Counts::default(), origin: "", by: "test", stored_at: 0 };
    generations.add(&new, 0).unwrap()
}

/// A folder with some generations, each of its own content, as a stopped kotae leaves it.
fn healthy(folder: &Path) {
    let facts = Facts::open(folder, SCHEMA, WAIT, 0, 0).unwrap();
    for seed in 1..=GENERATIONS {
        assert_eq!(add(&facts.generations, seed).number, seed);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// What became of a damaged folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Became {
    Whole,
    Earlier,
    Anew,
}

/// Opens a damaged copy and checks what is promised.
fn open(folder: &Path, what: &str) -> Became {
    let facts =
        Facts::open(folder, SCHEMA, WAIT, GENERATIONS, 0).unwrap_or_else(|error| panic!("{what}: {error}"));
    let aside: Vec<PathBuf> = std::fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.display().to_string().contains("facts.damaged-"))
        .collect();
    let became = match &facts.found {
        Found::Whole(stored) => {
            assert_eq!(stored.records, records(stored.info.number), "{what}");
            // An older file is a whole one, but somebody should know.
            assert_eq!(
                facts.warning.is_some(),
                stored.info.number < GENERATIONS,
                "{what}: {:?}",
                facts.warning
            );
            Became::Whole
        }
        Found::Earlier { lost, stored, .. } => {
            assert!(stored.info.number < *lost, "{what}");
            assert_eq!(stored.records, records(stored.info.number), "{what}");
            assert!(facts.warning.as_ref().unwrap().contains("was damaged"), "{what}");
            Became::Earlier
        }
        Found::Nothing => {
            assert!(facts.warning.as_ref().unwrap().contains("set aside"), "{what}");
            Became::Anew
        }
        other => panic!("{what}: {other:?}"),
    };
    assert_eq!(aside.len(), usize::from(became == Became::Anew), "{what}");
    // Whatever it became, it can be worked with, and the next start has nothing to say.
    let number = add(&facts.generations, 77).number;
    drop(facts);
    let facts = Facts::open(folder, SCHEMA, WAIT, number, 0).unwrap();
    let Found::Whole(stored) = &facts.found else { panic!("{what}: {:?}", facts.found) };
    assert_eq!((stored.info.number, &stored.records), (number, &records(77)), "{what}");
    assert_eq!(facts.warning, None, "{what}");
    became
}

/// Damages a copy of the healthy folder in each of the ways, and opens it.
fn try_each<T: std::fmt::Debug>(ways: impl IntoIterator<Item = T>, damage: impl Fn(&Path, &T)) -> [usize; 3] {
    let parent = tempfile::tempdir().unwrap();
    let original = parent.path().join("original");
    healthy(&original);
    let mut became = [0; 3];
    for (n, way) in ways.into_iter().enumerate() {
        let folder = parent.path().join(n.to_string()).join("facts");
        copy(&original, &folder);
        damage(&folder, &way);
        became[open(&folder, &format!("{way:?}")) as usize] += 1;
    }
    println!("whole {}, an earlier one {}, begun anew {}", became[0], became[1], became[2]);
    became
}

fn change(folder: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let file = folder.join("db");
    let mut bytes = std::fs::read(&file).unwrap();
    change(&mut bytes);
    std::fs::write(file, bytes).unwrap();
}

/// Places all over the file, the same in every run.
fn places(count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(|n| (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16)
}

#[test]
fn a_truncated_file() {
    let cut = [1, 100, 4096, 65_536, 200_000, 500_000, 1_000_000, 2_000_000, usize::MAX];
    try_each(cut, |folder, cut| {
        change(folder, |bytes| bytes.truncate(bytes.len().saturating_sub(*cut)));
    });
}

#[test]
fn a_flipped_bit() {
    try_each(places(40), |folder, place| {
        change(folder, |bytes| {
            let at = place % bytes.len();
            bytes[at] ^= 1 << (place % 8);
        });
    });
}

#[test]
fn zeroed_blocks() {
    try_each(places(30), |folder, place| {
        change(folder, |bytes| {
            let at = place % bytes.len() / 4096 * 4096;
            let end = (at + 4096).min(bytes.len());
            bytes[at..end].fill(0);
        });
    });
}

#[test]
fn a_zeroed_file() {
    let became = try_each(["zeroed"], |folder, _| change(folder, |bytes| bytes.fill(0)));
    assert_eq!(became, [0, 0, 1]);
}

#[test]
fn noise_instead_of_a_file() {
    for file in ["db", "conf"] {
        try_each([file], |folder, file| {
            let noise: Vec<u8> = places(100_000).map(|place| place as u8).collect();
            std::fs::write(folder.join(file), noise).unwrap();
        });
    }
}

#[test]
fn a_deleted_file() {
    let parent = tempfile::tempdir().unwrap();
    let original = parent.path().join("original");
    healthy(&original);
    let files: Vec<PathBuf> = std::fs::read_dir(&original)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    for file in files {
        let name = file.file_name().unwrap().to_owned();
        try_each([name], |folder, name| {
            // Snapshots carry the place they were taken at in their name, and that is not always the same.
            let _ = std::fs::remove_file(folder.join(name));
        });
    }
    let became = try_each(["db"], |folder, name| std::fs::remove_file(folder.join(name)).unwrap());
    assert_eq!(became, [0, 0, 1]);
}

#[test]
fn a_folder_that_somebody_emptied_is_no_damage() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("facts");
    std::fs::create_dir(&folder).unwrap();
    let facts = Facts::open(&folder, SCHEMA, WAIT, GENERATIONS, 0).unwrap();
    assert_eq!((&facts.found, &facts.warning), (&Found::Nothing, &None));
}

#[test]
fn an_unfinished_snapshot() {
    let contents: [&[u8]; 3] = [b"", b"torn", &[0; 5_000]];
    let became = try_each(contents, |folder, content| {
        std::fs::write(folder.join("snap.7FFFFFFFFFFFFFFF.generating"), content).unwrap();
    });
    assert_eq!(became, [contents.len(), 0, 0]);
}

#[test]
fn an_unfinished_snapshot_of_a_folder_in_use_is_left_to_its_owner() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("facts");
    healthy(&folder);
    let snapshot = folder.join("snap.7FFFFFFFFFFFFFFF.generating");
    std::fs::write(&snapshot, "").unwrap();
    let owner = std::fs::File::open(folder.join("db")).unwrap();
    owner.lock().unwrap();
    let error = Facts::open(&folder, SCHEMA, Duration::ZERO, GENERATIONS, 0).unwrap_err();
    assert!(error.to_string().contains("another kotae may be running"), "{error}");
    assert!(snapshot.exists());
    owner.unlock().unwrap();
    assert_eq!(open(&folder, "after the owner"), Became::Whole);
    assert!(!snapshot.exists());
}
