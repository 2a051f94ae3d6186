//! Generations of the fact base: stored whole, twenty kept, chosen again, found after a restart.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kotae::store::{
    Counts, Facts, Found, GenerationError, GenerationInfo, Generations, KEPT, MemoryStore, NewGeneration,
    Record, SledStore, Store, Transaction, digest,
};

const SCHEMA: u32 = 3;
const WAIT: Duration = Duration::from_secs(5);

fn records(seed: u64, count: usize) -> Vec<Record> {
    (0..count).map(|n| (format!("fact/{n:05}"), format!("{seed} {n} ").repeat(20).into_bytes())).collect()
}

fn add(generations: &Generations, records: &[Record]) -> GenerationInfo {
    let counts = Counts { topics: 1, facts: records.len(), figures: 2, sources: 3 };
    let new = NewGeneration { records, counts, origin: "a folder", by: "somebody", stored_at: 1_700_000_000 };
    generations.add(&new, 0).unwrap()
}

fn open(folder: &Path) -> Facts {
    Facts::open(folder, SCHEMA, WAIT, 0, 0).unwrap()
}

#[test]
fn a_generation_comes_back_as_it_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let mut stored = records(1, 300);
    // Far over what one value may have, and empty.
    stored.push(("lexicon".into(), (0..400_000_u32).map(|n| (n % 251) as u8).collect()));
    stored.push(("nothing".into(), Vec::new()));
    let info = {
        let facts = open(folder.path());
        assert_eq!((&facts.found, &facts.warning), (&Found::Nothing, &None));
        add(&facts.generations, &stored)
    };
    assert_eq!((info.number, info.counts.facts, &info.digest), (1, 302, &digest(&stored)));
    let facts = open(folder.path());
    let Found::Whole(found) = facts.found else { panic!("{:?}", facts.found) };
    assert_eq!(found.info, info);
    assert_eq!(found.records, stored);
    assert_eq!(facts.warning, None);
}

#[test]
fn twenty_generations_are_kept_of_more() {
    let folder = tempfile::tempdir().unwrap();
    {
        let facts = open(folder.path());
        for seed in 1..=KEPT as u64 + 1 {
            assert_eq!(add(&facts.generations, &records(seed, 50)).number, seed);
        }
    }
    let facts = open(folder.path());
    let numbers: Vec<u64> = facts.generations.list().unwrap().iter().map(|info| info.number).collect();
    assert_eq!(numbers, (2..=21).rev().collect::<Vec<u64>>());
    assert_eq!(facts.generations.read(1), Err(GenerationError::NotKept(1)));
    for number in numbers {
        assert_eq!(facts.generations.read(number).unwrap().records, records(number, 50));
    }
    drop(facts);
    let spaces = SledStore::open(folder.path(), WAIT).unwrap().spaces().unwrap();
    assert_eq!(spaces.iter().filter(|space| space.starts_with("facts-")).count(), KEPT, "{spaces:?}");
}

#[test]
fn a_chosen_generation_is_served_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    {
        let facts = open(folder.path());
        for seed in 1..=3 {
            add(&facts.generations, &records(seed, 50));
        }
        assert_eq!(facts.generations.choose(9).unwrap_err(), GenerationError::NotKept(9));
        assert_eq!(facts.generations.choose(1).unwrap().records, records(1, 50));
    }
    let facts = open(folder.path());
    let Found::Whole(found) = facts.found else { panic!("{:?}", facts.found) };
    assert_eq!((found.info.number, found.records), (1, records(1, 50)));
    assert_eq!(facts.generations.seen().unwrap(), Some(digest(&records(3, 50))));
    assert_eq!(add(&facts.generations, &records(4, 50)).number, 4);
    assert_eq!(facts.generations.list().unwrap().len(), 4);
}

#[test]
fn numbers_are_never_used_again() {
    let generations = Generations::new(Arc::new(MemoryStore::new()), SCHEMA);
    let new =
        |stored_at| NewGeneration { records: &[], counts: Counts::default(), origin: "", by: "", stored_at };
    assert_eq!(generations.add(&new(1), 41).unwrap().number, 42);
    assert_eq!(generations.add(&new(2), 0).unwrap().number, 43);
}

#[test]
fn records_that_cannot_be_told_apart_are_refused() {
    let store = Arc::new(MemoryStore::new());
    let generations = Generations::new(Arc::clone(&store) as Arc<dyn Store>, SCHEMA);
    for keys in [["a", "a"], ["a", "a\0\0\0\0\0"]] {
        let records = keys.map(|key| (key.to_owned(), Vec::new()));
        let new =
            NewGeneration { records: &records, counts: Counts::default(), origin: "", by: "", stored_at: 0 };
        assert!(matches!(generations.add(&new, 0), Err(GenerationError::Key { .. })));
    }
    assert_eq!(store.spaces().unwrap(), [""; 0]);
}

#[test]
fn another_form_of_records_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    add(&open(folder.path()).generations, &records(1, 5));
    let facts = Facts::open(folder.path(), SCHEMA + 1, WAIT, 1, 0).unwrap();
    assert_eq!((&facts.found, &facts.warning), (&Found::OtherSchema { number: 1 }, &None));
    assert!(matches!(facts.generations.choose(1), Err(GenerationError::Schema { has: 3, needs: 4, .. })));
    assert_eq!(add(&facts.generations, &records(1, 5)).number, 2);
}

#[test]
fn what_a_crash_left_behind_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    add(&open(folder.path()).generations, &records(1, 5));
    {
        let store = SledStore::open(folder.path(), WAIT).unwrap();
        for orphan in ["facts-2", "facts-17"] {
            let _ = store.commit(&Transaction::new().put(orphan, b"half", b"written")).unwrap();
        }
        store.flush().unwrap();
    }
    drop(open(folder.path()));
    let store = SledStore::open(folder.path(), WAIT).unwrap();
    assert_eq!(store.spaces().unwrap(), ["facts-1", "meta"]);
}

/// Changes the stored records behind the back of the generations.
fn tamper(folder: &Path, change: impl FnOnce(&SledStore) -> Transaction) {
    let store = SledStore::open(folder, WAIT).unwrap();
    let _ = store.commit(&change(&store)).unwrap();
    store.flush().unwrap();
}

#[test]
fn a_torn_generation_gives_way_to_the_one_before_it() {
    let folder = tempfile::tempdir().unwrap();
    {
        let facts = open(folder.path());
        (1..=3).for_each(|seed| _ = add(&facts.generations, &records(seed, 50)));
    }
    tamper(folder.path(), |store| {
        let (key, _) = store.scan("facts-3", b"").unwrap().swap_remove(7);
        Transaction::new().put("facts-3", &key, b"of another generation")
    });
    let facts = open(folder.path());
    let Found::Earlier { lost: 3, stored, .. } = facts.found else { panic!("{:?}", facts.found) };
    assert_eq!((stored.info.number, stored.records), (2, records(2, 50)));
    let warning = facts.warning.unwrap();
    assert!(warning.contains("generation 3") && warning.contains("generation 2"), "{warning}");
    // It was the newest knowledge that was lost: whoever has it may store it again.
    assert_eq!(facts.generations.seen().unwrap(), None);
    drop(facts.generations);
    let facts = open(folder.path());
    assert!(matches!(facts.found, Found::Whole(_)) && facts.warning.is_none());
    assert_eq!(add(&facts.generations, &records(3, 50)).number, 4);
}

#[test]
fn where_nothing_is_whole_the_folder_is_set_aside() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("facts");
    {
        let facts = open(&folder);
        (1..=2).for_each(|seed| _ = add(&facts.generations, &records(seed, 50)));
    }
    tamper(&folder, |_| Transaction::new().delete("facts-1", b"fact/00003\0\0\0\0\0"));
    tamper(&folder, |_| Transaction::new().put("facts-2", b"one\0\0\0\0\0", b"too many"));
    let now = 1_763_884_800;
    let facts = Facts::open(&folder, SCHEMA, WAIT, 2, now).unwrap();
    assert_eq!(facts.found, Found::Nothing);
    let aside = parent.path().join("facts.damaged-20251123T080000Z");
    let warning = facts.warning.unwrap();
    assert!(warning.contains(&aside.display().to_string()), "{warning}");
    let kept = SledStore::open(&aside, WAIT).unwrap();
    assert_eq!(kept.scan("facts-2", b"").unwrap().len(), 51);
}

#[test]
fn a_reload_leaves_no_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let facts = open(folder.path());
    let large: Vec<Record> = (0..20).map(|n| (format!("{n}"), vec![n; 300_000])).collect();
    for _ in 0..5 {
        add(&facts.generations, &large);
    }
    drop(facts);
    let blobs = folder.path().join("blobs");
    let left = std::fs::read_dir(&blobs).map_or(0, Iterator::count);
    assert_eq!(left, 0, "sled never removes a file in `{}`", blobs.display());
}
