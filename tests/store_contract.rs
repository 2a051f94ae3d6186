//! What every store must do, held against each engine; and that they agree whatever is done to them.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kotae::store::{Entry, LARGEST_VALUE, MemoryStore, Outcome, SledStore, Store, StoreError, Transaction};
use proptest::prelude::*;

fn sled(folder: &Path) -> SledStore {
    SledStore::open(folder, Duration::from_secs(5)).unwrap()
}

/// Runs a part of the contract on every engine.
fn on_each(part: impl Fn(Arc<dyn Store>)) {
    part(Arc::new(MemoryStore::new()));
    let folder = tempfile::tempdir().unwrap();
    part(Arc::new(sled(folder.path())));
}

fn entry(key: &str, value: &str) -> Entry {
    (key.into(), value.into())
}

fn put(store: &dyn Store, space: &str, key: &str, value: &str) {
    let put = Transaction::new().put(space, key.as_bytes(), value.as_bytes());
    assert_eq!(store.commit(&put).unwrap(), Outcome::Applied);
}

#[test]
fn what_is_put_is_there_and_what_is_not_is_not() {
    on_each(|store| {
        assert_eq!(store.get("a", b"key").unwrap(), None);
        put(store.as_ref(), "a", "key", "value");
        assert_eq!(store.get("a", b"key").unwrap(), Some(b"value".to_vec()));
        assert_eq!(store.get("a", b"ke").unwrap(), None);
        assert_eq!(store.get("b", b"key").unwrap(), None);
        put(store.as_ref(), "a", "key", "");
        assert_eq!(store.get("a", b"key").unwrap(), Some(Vec::new()));
        assert_eq!(store.commit(&Transaction::new().delete("a", b"key")).unwrap(), Outcome::Applied);
        assert_eq!(store.get("a", b"key").unwrap(), None);
    });
}

#[test]
fn a_scan_is_ordered_and_keeps_to_its_prefix_and_space() {
    on_each(|store| {
        for key in ["b", "a/2", "a/10", "a/1", "a", "ab", "日本"] {
            put(store.as_ref(), "one", key, key);
        }
        put(store.as_ref(), "on", "a/3", "of another space");
        let keys = |prefix: &str| -> Vec<String> {
            let entries = store.scan("one", prefix.as_bytes()).unwrap();
            entries.into_iter().map(|(key, _)| String::from_utf8(key).unwrap()).collect()
        };
        assert_eq!(keys("a/"), ["a/1", "a/10", "a/2"]);
        assert_eq!(keys(""), ["a", "a/1", "a/10", "a/2", "ab", "b", "日本"]);
        assert_eq!(keys("c"), [""; 0]);
        assert_eq!(store.scan("one", &[0xff]).unwrap(), []);
        assert_eq!(store.scan("none", b"").unwrap(), []);
    });
}

#[test]
fn a_transaction_compares_and_writes_in_one_step() {
    on_each(|store| {
        put(store.as_ref(), "meta", "pointer", "1");
        let flip = |from: Option<&[u8]>, to: &str| {
            Transaction::new()
                .expect("meta", b"pointer", from)
                .expect("log", b"closed", None)
                .put("meta", b"pointer", to.as_bytes())
                .put("log", to.as_bytes(), b"done")
                .delete("meta", b"note")
        };
        assert_eq!(store.commit(&flip(Some(b"1"), "2")).unwrap(), Outcome::Applied);
        assert_eq!(store.get("meta", b"pointer").unwrap(), Some(b"2".to_vec()));
        assert_eq!(store.get("log", b"2").unwrap(), Some(b"done".to_vec()));
        for wrong in [Some(&b"1"[..]), Some(b""), None] {
            assert_eq!(store.commit(&flip(wrong, "3")).unwrap(), Outcome::Conflict);
        }
        assert_eq!(store.get("meta", b"pointer").unwrap(), Some(b"2".to_vec()));
        assert_eq!(store.get("log", b"3").unwrap(), None);
        put(store.as_ref(), "log", "closed", "");
        assert_eq!(store.commit(&flip(Some(b"2"), "3")).unwrap(), Outcome::Conflict);
    });
}

#[test]
fn the_last_write_to_a_key_counts() {
    on_each(|store| {
        let writes = Transaction::new().put("a", b"k", b"1").delete("a", b"k").put("a", b"k", b"2");
        assert_eq!(store.commit(&writes).unwrap(), Outcome::Applied);
        assert_eq!(store.get("a", b"k").unwrap(), Some(b"2".to_vec()));
        let writes = Transaction::new().put("a", b"k", b"3").delete("a", b"k");
        assert_eq!(store.commit(&writes).unwrap(), Outcome::Applied);
        assert_eq!(store.spaces().unwrap(), [""; 0]);
    });
}

#[test]
fn only_one_of_many_writers_gets_the_number() {
    on_each(|store| {
        put(store.as_ref(), "a", "n", "0");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        loop {
                            let now = store.get("a", b"n").unwrap().unwrap();
                            let next = String::from_utf8(now.clone()).unwrap().parse::<u32>().unwrap() + 1;
                            let raise = Transaction::new()
                                .expect("a", b"n", Some(&now))
                                .put("a", b"n", next.to_string().as_bytes())
                                .put("b", format!("{next}").as_bytes(), b"");
                            if store.commit(&raise).unwrap() == Outcome::Applied {
                                break;
                            }
                        }
                    }
                });
            }
        });
        assert_eq!(store.get("a", b"n").unwrap(), Some(b"400".to_vec()));
        assert_eq!(store.scan("b", b"").unwrap().len(), 400);
    });
}

#[test]
fn a_prefix_is_removed_and_a_space_without_entries_is_none() {
    on_each(|store| {
        for key in ["a/1", "a/2", "b"] {
            put(store.as_ref(), "one", key, key);
            put(store.as_ref(), "two", key, key);
        }
        assert_eq!(store.spaces().unwrap(), ["one", "two"]);
        store.delete_prefix("one", b"a/").unwrap();
        assert_eq!(store.scan("one", b"").unwrap(), [entry("b", "b")]);
        assert_eq!(store.scan("two", b"").unwrap().len(), 3);
        store.delete_prefix("two", b"").unwrap();
        store.delete_prefix("three", b"").unwrap();
        assert_eq!(store.spaces().unwrap(), ["one"]);
        assert_eq!(store.get("two", b"b").unwrap(), None);
        put(store.as_ref(), "two", "again", "there");
        assert_eq!(store.scan("two", b"").unwrap(), [entry("again", "there")]);
    });
}

#[test]
fn a_value_over_64_kib_is_refused_and_nothing_with_it_is_written() {
    on_each(|store| {
        let most = vec![7; LARGEST_VALUE];
        let fits = Transaction::new().put("a", b"fits", &most).put("a", &most[1..], b"");
        assert_eq!(store.commit(&fits).unwrap(), Outcome::Applied);
        assert_eq!(store.get("a", b"fits").unwrap(), Some(most.clone()));
        let over = vec![7; LARGEST_VALUE + 1];
        for (key, value) in [(&b"large"[..], &over[..]), (&over, b"")] {
            let large = Transaction::new().put("a", b"beside", b"").put("a", key, value);
            let error = store.commit(&large).unwrap_err();
            assert!(matches!(&error, StoreError::TooLarge { bytes: 65_537, .. }), "{error}");
            assert!(error.to_string().len() < 300, "{error}");
        }
        assert_eq!(store.get("a", b"beside").unwrap(), None);
    });
}

#[test]
fn changes_are_told_and_an_unread_receiver_stops_nobody() {
    on_each(|store| {
        let mut changes = store.changes();
        let unread = store.changes();
        let before = *changes.borrow_and_update();
        assert!(!changes.has_changed().unwrap());
        for n in 0..3_000 {
            put(store.as_ref(), "a", "key", &n.to_string());
        }
        assert!(changes.has_changed().unwrap());
        assert_eq!(*changes.borrow_and_update(), before + 3_000);
        let refused = Transaction::new().expect("a", b"key", None).put("a", b"key", b"");
        assert_eq!(store.commit(&refused).unwrap(), Outcome::Conflict);
        assert_eq!(store.commit(&Transaction::new()).unwrap(), Outcome::Applied);
        assert!(!changes.has_changed().unwrap());
        store.delete_prefix("a", b"k").unwrap();
        assert!(changes.has_changed().unwrap());
        drop(unread);
    });
}

#[test]
fn what_was_flushed_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let store = sled(folder.path());
    put(&store, "kept", "key", "value");
    put(&store, "dropped", "key", "value");
    store.delete_prefix("dropped", b"").unwrap();
    store.flush().unwrap();
    drop(store);
    let store = sled(folder.path());
    assert_eq!(store.spaces().unwrap(), ["kept"]);
    assert_eq!(store.get("kept", b"key").unwrap(), Some(b"value".to_vec()));
}

#[test]
fn what_rests_is_all_there_when_it_is_asked_again() {
    on_each(|store| {
        put(store.as_ref(), "a", "key", "value");
        let mut changes = store.changes();
        changes.mark_unchanged();
        std::thread::scope(|scope| {
            // Whoever asks meanwhile waits, and none gets another answer.
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        store.rest().unwrap();
                        assert_eq!(store.get("a", b"key").unwrap(), Some(b"value".to_vec()));
                    }
                });
            }
        });
        assert!(!changes.has_changed().unwrap());
        put(store.as_ref(), "b", "key", "value");
        assert!(changes.has_changed().unwrap(), "it is the same store");
        assert_eq!(store.spaces().unwrap(), ["a", "b"]);
    });
}

#[test]
fn a_second_store_on_a_folder_is_told_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = sled(folder.path());
    let error = SledStore::open(folder.path(), Duration::from_millis(200)).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains(&folder.path().display().to_string()) && text.contains("another kotae"), "{text}");
    // Whoever waits gets it once the first one is gone.
    let waiting = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| SledStore::open(folder.path(), Duration::from_secs(5)));
        std::thread::sleep(Duration::from_millis(300));
        drop(first);
        waiting.join().unwrap()
    });
    waiting.unwrap();
}

/// What may be done to a store, on few keys so that they meet.
#[derive(Clone, Debug)]
enum Deed {
    Commit(Vec<(u8, u8, Option<Vec<u8>>)>, Vec<(u8, u8, Option<Vec<u8>>)>),
    ExpectWhatIsThere(u8, u8, Vec<u8>),
    DeletePrefix(u8, Vec<u8>),
    Scan(u8, Vec<u8>),
    Rest,
    Reopen,
}

fn key(n: u8) -> Vec<u8> {
    // One, two or three bytes, some the beginning of others.
    vec![n % 3; usize::from(n / 3) % 3 + 1]
}

fn space(n: u8) -> String {
    format!("space-{}", n % 3)
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let value = || prop::collection::vec(any::<u8>(), 0..4);
    let small = || 0_u8..9;
    let write = move || (small(), small(), prop::option::of(value()));
    let prefix = || prop::collection::vec(0_u8..3, 0..3);
    let deed = prop_oneof![
        6 => (prop::collection::vec(write(), 0..2), prop::collection::vec(write(), 0..6))
            .prop_map(|(expected, writes)| Deed::Commit(expected, writes)),
        4 => (small(), small(), value()).prop_map(|(s, k, v)| Deed::ExpectWhatIsThere(s, k, v)),
        2 => (small(), prefix()).prop_map(|(s, p)| Deed::DeletePrefix(s, p)),
        2 => (small(), prefix()).prop_map(|(s, p)| Deed::Scan(s, p)),
        1 => Just(Deed::Rest),
        1 => Just(Deed::Reopen),
    ];
    prop::collection::vec(deed, 1..60)
}

/// Does it and says what came of it.
fn act(store: &dyn Store, deed: &Deed) -> String {
    match deed {
        Deed::Commit(expected, writes) => {
            let mut all = Transaction::new();
            for (s, k, value) in expected {
                all = all.expect(&space(*s), &key(*k), value.as_deref());
            }
            for (s, k, value) in writes {
                all = match value {
                    Some(value) => all.put(&space(*s), &key(*k), value),
                    None => all.delete(&space(*s), &key(*k)),
                };
            }
            format!("{:?}", store.commit(&all))
        }
        Deed::ExpectWhatIsThere(s, k, value) => {
            let there = store.get(&space(*s), &key(*k)).unwrap();
            let all = Transaction::new().expect(&space(*s), &key(*k), there.as_deref());
            format!("{there:?} {:?}", store.commit(&all.put(&space(s + 1), &key(*k), value)))
        }
        Deed::DeletePrefix(s, prefix) => format!("{:?}", store.delete_prefix(&space(*s), prefix)),
        Deed::Scan(s, prefix) => format!("{:?}", store.scan(&space(*s), prefix)),
        Deed::Rest => format!("{:?}", store.rest()),
        Deed::Reopen => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sled_and_memory_agree(deeds in deeds()) {
        let folder = tempfile::tempdir().unwrap();
        let memory = MemoryStore::new();
        let mut store = sled(folder.path());
        for deed in &deeds {
            if matches!(deed, Deed::Reopen) {
                store.flush().unwrap();
                drop(store);
                store = sled(folder.path());
            }
            prop_assert_eq!(act(&store, deed), act(&memory, deed));
        }
        prop_assert_eq!(store.spaces().unwrap(), memory.spaces().unwrap());
        for space in memory.spaces().unwrap() {
            prop_assert_eq!(store.scan(&space, b"").unwrap(), memory.scan(&space, b"").unwrap());
        }
    }
}
