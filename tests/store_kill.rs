//! Killed while it reloads, a hundred times: every start finds a whole generation, the old one or the new one,
//! and never one older than what was announced.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use kotae::store::{Counts, Facts, Found, KEPT, NewGeneration, Record, SledStore, State};

const SCHEMA: u32 = 1;
const WAIT: Duration = Duration::from_secs(5);
const KILLS: u32 = 100;
const FOLDER: &str = "KOTAE_TEST_KILL_FOLDER";

/// What a generation holds follows from its number.
fn records(number: u64) -> Vec<Record> {
    (0..500).map(|n| (format!("fact/{n:05}"), format!("{number} {n} ").repeat(90).into_bytes())).collect()
}

/// Not a test of its own: the process that is killed. Reloads until then and says what it has stored.
#[test]
fn reload_for_ever() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let state = State::new(Arc::new(SledStore::open(&folder.join("state"), WAIT).unwrap()));
    let facts = Facts::open(&folder.join("facts"), SCHEMA, WAIT, 0, 0).unwrap();
    println!("\nopen");
    loop {
        let records = records(facts.generations.last().unwrap() + 1);
        let new = NewGeneration {
            records: &records,
            counts: Counts::default(),
            origin: "a folder",
            by: "test",
            stored_at: 0,
        };
        let info = facts.generations.add(&new, 0).unwrap();
        state.put("last", &info.number.to_string()).unwrap();
        println!("\nstored {}", info.number);
    }
}

/// Starts the process above.
fn reloading(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "reload_for_ever", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Starts the process above, kills it after a while, and says what it last announced.
fn run_and_kill(folder: &Path, after: Duration) -> Option<u64> {
    let mut child = reloading(folder);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "open"), "it did not open the store");
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(|line| line.strip_prefix("stored ")?.parse().ok()).last()
}

#[test]
fn a_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    // What was found last, and what was said to be stored: a generation may be whole before it is announced.
    let (mut known, mut announced) = (0, 0);
    let mut swept = 0;
    for kill in 0..KILLS {
        // From the first write on to several reloads later.
        let after = Duration::from_micros(u64::from(kill) * 7_919 % 100_000);
        announced = run_and_kill(folder.path(), after).unwrap_or(announced);
        known = known.max(announced);
        let before = spaces(folder.path());
        let facts = Facts::open(&folder.path().join("facts"), SCHEMA, WAIT, known, 0).unwrap();
        assert_eq!(facts.warning, None);
        let number = match &facts.found {
            Found::Whole(stored) => {
                assert_eq!(stored.records, records(stored.info.number));
                stored.info.number
            }
            Found::Nothing if known == 0 => 0,
            other => panic!("after kill {kill}: {other:?}"),
        };
        assert!(number >= known, "generation {number} after {known}");
        drop(facts);
        let after = spaces(folder.path());
        assert!(after <= KEPT, "{after} generations");
        swept += before - after;
        let state = State::new(Arc::new(SledStore::open(&folder.path().join("state"), WAIT).unwrap()));
        let last: u64 = state.get("last").unwrap().map_or(0, |last| last.parse().unwrap());
        assert!((announced..=number).contains(&last), "{last} is not between {announced} and {number}");
        known = number;
    }
    assert!(known > u64::from(KILLS) / 2, "only {known} reloads: nothing was tried");
    println!("{known} reloads, {KILLS} kills, {swept} orphans swept");
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.count(), 2, "something was set aside");
}

#[test]
fn killed_while_it_starts_for_the_first_time() {
    let mut found = [0; 2];
    for kill in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let mut child = reloading(folder.path());
        std::thread::sleep(Duration::from_micros(kill * 2_500));
        child.kill().unwrap();
        child.wait().unwrap();
        let (_, warning) = State::open(&folder.path().join("state"), WAIT, 0).unwrap();
        assert_eq!(warning, None, "after kill {kill}");
        let facts = Facts::open(&folder.path().join("facts"), SCHEMA, WAIT, 0, 0).unwrap();
        assert_eq!(facts.warning, None, "after kill {kill}");
        match &facts.found {
            Found::Nothing => found[0] += 1,
            Found::Whole(stored) => {
                assert_eq!(stored.records, records(stored.info.number));
                found[1] += 1;
            }
            other => panic!("after kill {kill}: {other:?}"),
        }
    }
    println!("nothing stored yet {}, something whole {}", found[0], found[1]);
}

/// How many generations lie in the store, whole or not.
fn spaces(folder: &Path) -> usize {
    use kotae::store::Store;
    let store = SledStore::open(&folder.join("facts"), WAIT).unwrap();
    store.spaces().unwrap().iter().filter(|space| space.starts_with("facts-")).count()
}
