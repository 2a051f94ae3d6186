//! The running whole on a folder: what it serves after a start, a reload, a rollback, a mistake.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "knowledge/valid.rs"]
mod valid;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kotae::engine::Ask;
use kotae::kotae::{Kotae, OpenError, Options, ReloadError, SetClock, restore};
use kotae::store::{SledStore, Store, Transaction};

use valid::{Knowledge, today};

const NOW: i64 = 1_763_884_800; // 2025-11-23T08:00:00Z

/// A knowledge folder and a data folder, both gone at the end.
struct House {
    folder: tempfile::TempDir,
    knowledge: Knowledge,
    clock: Arc<SetClock>,
}

impl House {
    fn new() -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
            knowledge: small(),
            clock: Arc::new(SetClock::new(NOW)),
        };
        house.write();
        house
    }

    fn write(&self) {
        let folder = self.path("knowledge");
        let _ = std::fs::remove_dir_all(&folder);
        for (path, content) in &self.knowledge.0.contents {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
    }

    /// Another wording of one fact.
    fn edit(&mut self, number: usize) {
        self.knowledge = small();
        self.knowledge.replace("topics/line.toml", "LINE is a messaging app", &wording(number));
        self.write();
    }

    /// A mistake that no base may have.
    fn break_it(&mut self) {
        self.knowledge.replace("topics/line.toml", "ministry-2025", "nobody");
        self.write();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn try_open(&self) -> Result<Kotae, OpenError> {
        Kotae::open(Options {
            data_dir: Some(self.path("data")),
            knowledge: Some(self.path("knowledge")),
            clock: self.clock.clone(),
            ..Options::default()
        })
    }

    fn open(&self) -> Kotae {
        self.try_open().unwrap()
    }
}

/// Knowledge without a problem, and without tests of its own: it is too small to understand much.
fn small() -> Knowledge {
    let mut knowledge = Knowledge::valid();
    knowledge.remove("questions.toml");
    knowledge
}

fn wording(number: usize) -> String {
    format!("LINE is messaging app {number}")
}

fn reload(kotae: &Kotae) -> u64 {
    kotae.commit(kotae.prepare().unwrap(), "test").unwrap().number
}

/// The number of the generation that is served, and what one of its facts says.
fn serves(kotae: &Kotae) -> (u64, String) {
    let served = kotae.served();
    let fact = served.engine.base().fact("line.what").unwrap();
    let text = &fact.statement.en;
    (served.generation.number, text.split(',').next().unwrap().to_owned())
}

fn ask(kotae: &Kotae, text: &str) {
    kotae.ask(&Ask { text, lang: None, context: None, today: today() });
}

#[test]
fn the_first_start_stores_and_the_second_one_finds() {
    let house = House::new();
    let first = {
        let kotae = house.open();
        assert_eq!(kotae.today().to_string(), "2025-11-23");
        kotae.served().generation.clone()
    };
    assert_eq!((first.number, first.by.as_str(), first.stored_at), (1, "start", NOW));
    assert_eq!(first.origin, house.path("knowledge").display().to_string());
    assert!(first.counts.facts > 0 && first.counts.figures > 0 && first.counts.sources > 0);
    house.clock.set(NOW + 1_000);
    let kotae = house.open();
    assert_eq!(kotae.served().generation, first);
    assert_eq!(kotae.history().unwrap(), (vec![first], 1));
    assert_eq!(kotae.warnings(), [""; 0]);
}

#[test]
fn knowledge_that_was_edited_is_taken_at_the_next_start() {
    let mut house = House::new();
    drop(house.open());
    house.edit(2);
    let kotae = house.open();
    assert_eq!(serves(&kotae), (2, wording(2)));
    assert_eq!(kotae.history().unwrap().0.len(), 2);
}

#[test]
fn a_reload_shows_what_it_changes_and_swaps() {
    let mut house = House::new();
    let kotae = house.open();
    house.edit(2);
    let in_flight = kotae.served();
    let prepared = kotae.prepare().unwrap();
    assert_eq!(prepared.diff.changed.facts, ["line.what"]);
    assert_eq!(serves(&kotae).0, 1, "preparing changes nothing");
    let info = kotae.commit(prepared, "somebody").unwrap();
    assert_eq!((info.number, info.by.as_str()), (2, "somebody"));
    assert_eq!(serves(&kotae), (2, wording(2)));
    let old = &in_flight.engine.base().fact("line.what").unwrap().statement.en;
    assert!(old.starts_with("LINE is a messaging app"), "a question ends on the base that it began with");
    drop(in_flight);
    assert_eq!(reload(&kotae), 2, "what is served already is not stored again");
    assert_eq!(kotae.history().unwrap().0.len(), 2);
}

#[test]
fn a_mistake_changes_nothing() {
    let mut house = House::new();
    let kotae = house.open();
    house.break_it();
    let error = kotae.prepare().unwrap_err();
    let ReloadError::Problems { problems, files } = &error else { panic!("{error}") };
    assert!(!problems.is_empty() && files.contents.contains_key("topics/line.toml"));
    assert!(problems[0].message.contains("`nobody`"), "{problems:?}");
    std::fs::remove_dir_all(house.path("knowledge")).unwrap();
    let error = kotae.prepare().unwrap_err();
    assert!(matches!(error, ReloadError::Read { .. }), "{error}");
    assert_eq!(serves(&kotae).0, 1);
}

#[test]
fn a_start_with_mistakes_serves_what_is_stored() {
    let mut house = House::new();
    drop(house.open());
    house.break_it();
    {
        let kotae = house.open();
        assert_eq!(serves(&kotae).0, 1);
        let [warning] = kotae.warnings() else { panic!("{:?}", kotae.warnings()) };
        assert!(warning.contains("mistakes") && warning.contains("generation 1"), "{warning}");
    }
    std::fs::remove_dir_all(house.path("knowledge")).unwrap();
    let kotae = house.open();
    assert_eq!((serves(&kotae).0, kotae.warnings().len()), (1, 1));
}

#[test]
fn a_first_start_with_mistakes_says_where_they_are() {
    let mut house = House::new();
    house.break_it();
    let text = house.try_open().unwrap_err().to_string();
    assert!(text.contains("topics/line.toml:") && text.contains("`nobody`"), "{text}");
    std::fs::remove_dir_all(house.path("knowledge")).unwrap();
    let error = house.try_open().unwrap_err();
    assert!(error.to_string().contains(&house.path("knowledge").display().to_string()), "{error}");
}

#[test]
fn a_rollback_stays_until_the_knowledge_changes() {
    let mut house = House::new();
    {
        let kotae = house.open();
        house.edit(2);
        assert_eq!(reload(&kotae), 2);
        assert!(matches!(kotae.rollback(9, "test"), Err(ReloadError::NoGeneration(9))));
        assert_eq!(kotae.rollback(1, "test").unwrap().number, 1);
        assert_eq!(serves(&kotae).1, "LINE is a messaging app");
        assert_eq!(kotae.history().unwrap().1, 1);
    }
    for _ in 0..2 {
        let kotae = house.open();
        assert_eq!(serves(&kotae), (1, "LINE is a messaging app".to_owned()));
        assert_eq!(kotae.warnings(), [""; 0]);
    }
    house.edit(3);
    {
        let kotae = house.open();
        assert_eq!(serves(&kotae), (3, wording(3)));
        assert_eq!(kotae.rollback(2, "test").unwrap().number, 2);
        // Who reloads after a rollback gets the knowledge as it is.
        assert_eq!(reload(&kotae), 4);
    }
    assert_eq!(serves(&house.open()), (4, wording(3)));
}

#[test]
fn twenty_of_twenty_one_reloads_are_kept() {
    let mut house = House::new();
    let kotae = house.open();
    for number in 2..=22 {
        house.edit(number);
        assert_eq!(reload(&kotae), number as u64);
    }
    let (history, served) = kotae.history().unwrap();
    assert_eq!((history.len(), history[0].number, history[19].number, served), (20, 22, 3, 22));
    assert!(matches!(kotae.rollback(2, "test"), Err(ReloadError::NoGeneration(2))));
    kotae.rollback(3, "test").unwrap();
    assert_eq!(serves(&kotae), (3, wording(3)));
}

/// Removes a record of a generation behind Kotae's back.
fn tear(house: &House, generation: u64) {
    let store = SledStore::open(&house.path("data/facts"), std::time::Duration::from_secs(5)).unwrap();
    let space = format!("facts-{generation}");
    let (key, _) = store.scan(&space, b"fact/").unwrap().swap_remove(0);
    let _ = store.commit(&Transaction::new().delete(&space, &key)).unwrap();
    store.flush().unwrap();
}

#[test]
fn torn_facts_are_rebuilt_from_the_knowledge() {
    let mut house = House::new();
    drop(house.open());
    tear(&house, 1);
    {
        let kotae = house.open();
        assert_eq!(serves(&kotae), (2, "LINE is a messaging app".to_owned()), "a number is never used again");
        let [warning] = kotae.warnings() else { panic!("{:?}", kotae.warnings()) };
        assert!(warning.contains("set aside"), "{warning}");
        house.edit(3);
        assert_eq!(reload(&kotae), 3);
    }
    // With an earlier one that is whole the folder stays, and the newest knowledge is stored again.
    tear(&house, 3);
    let kotae = house.open();
    assert_eq!(serves(&kotae), (4, wording(3)));
    assert_eq!(kotae.warnings().len(), 1, "{:?}", kotae.warnings());
    assert_eq!(aside(&house.path("data")), 1);
}

#[test]
fn torn_facts_without_knowledge_give_way_to_earlier_ones() {
    let mut house = House::new();
    {
        let kotae = house.open();
        house.edit(2);
        reload(&kotae);
    }
    tear(&house, 2);
    house.break_it();
    let kotae = house.open();
    assert_eq!(serves(&kotae), (1, "LINE is a messaging app".to_owned()));
    assert_eq!(kotae.warnings().len(), 2, "the damage and the mistakes: {:?}", kotae.warnings());
}

fn aside(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains(".damaged-")).count()
}

#[test]
fn damaged_state_is_set_aside_and_facts_stay() {
    let house = House::new();
    house.open().state_put("settings/1", "{}").unwrap();
    std::fs::write(house.path("data/state/conf"), b"no such thing").unwrap();
    let kotae = house.open();
    let [warning] = kotae.warnings() else { panic!("{:?}", kotae.warnings()) };
    assert!(warning.contains("own state") && warning.contains("set aside"), "{warning}");
    assert_eq!((kotae.state_get("settings/1"), serves(&kotae).0), (None, 1));
    kotae.state_put("settings/1", "{}").unwrap();
    assert_eq!(aside(&house.path("data")), 1);
}

#[test]
fn questions_are_counted_and_what_was_not_answered_is_kept() {
    let house = House::new();
    {
        let kotae = house.open();
        ask(&kotae, "Zzyzx qwrtp");
        ask(&kotae, "zzyzx qwrtp");
        kotae.count("reports");
        kotae.tick().unwrap();
        ask(&kotae, "ＺＺＹＺＸ qwrtp");
    }
    let kotae = house.open();
    let counts = kotae.counts().unwrap();
    let questions: u64 =
        counts.iter().filter(|(name, _)| name.starts_with("questions/")).map(|(_, count)| count).sum();
    assert_eq!(questions, 3, "the end writes what was counted last: {counts:?}");
    assert!(counts.contains(&("reports".to_owned(), 1)));
    let unanswered = kotae.unanswered().unwrap();
    assert_eq!(unanswered.len(), 1, "{unanswered:?}");
    assert_eq!((unanswered[0].text.as_str(), unanswered[0].count), ("zzyzx qwrtp", 3));
    house.clock.set(NOW + 91 * 24 * 60 * 60);
    assert_eq!(kotae.unanswered().unwrap(), []);
    kotae.tick().unwrap();
    house.clock.set(NOW);
    assert_eq!(kotae.unanswered().unwrap(), []);
}

#[test]
fn values_are_kept_over_a_restart() {
    let house = House::new();
    {
        let kotae = house.open();
        assert_eq!(kotae.state_get("settings/1"), None);
        kotae.state_put("settings/1", "ja").unwrap();
        kotae.state_put("settings/2", "en").unwrap();
        kotae.state_remove("settings/2").unwrap();
        let error = kotae.state_put("large", &"x".repeat(100_000)).unwrap_err();
        assert!(error.contains("`large`") && error.contains("100000"), "{error}");
    }
    let kotae = house.open();
    assert_eq!(kotae.state_list("settings/").unwrap(), [("settings/1".to_owned(), "ja".to_owned())]);
}

#[test]
fn a_backup_moves_to_another_data_folder() {
    let house = House::new();
    let mut lines = Vec::new();
    {
        let kotae = house.open();
        kotae.state_put("settings/1", "ja").unwrap();
        kotae.backup(&mut lines).unwrap();
    }
    let data = house.path("data");
    assert!(restore(&data, &mut &lines[..], NOW).is_err(), "there is state already");
    std::fs::remove_dir_all(&data).unwrap();
    restore(&data, &mut &lines[..], NOW).unwrap();
    let kotae = house.open();
    assert_eq!(kotae.state_get("settings/1").as_deref(), Some("ja"));
    assert_eq!((serves(&kotae).0, kotae.warnings().len()), (2, 0), "a number is never used again");
}

#[test]
fn nobody_waits_for_a_reload() {
    let mut house = House::new();
    let kotae = house.open();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let askers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut newest = 0;
                    while !done.load(Ordering::Relaxed) {
                        ask(&kotae, "how many people use LINE");
                        let (number, text) = serves(&kotae);
                        assert!(number >= newest, "back from {newest} to {number}");
                        assert!(number == 1 || text == wording(number as usize), "{number}: {text}");
                        newest = number;
                    }
                    newest
                })
            })
            .collect();
        for number in 2..=30 {
            house.edit(number);
            reload(&kotae);
        }
        done.store(true, Ordering::Relaxed);
        for asker in askers {
            asker.join().unwrap();
        }
    });
    assert_eq!(serves(&kotae).0, 30);
}

#[test]
fn in_memory_all_is_there_but_the_memory_of_it() {
    let mut house = House::new();
    let options = Options {
        data_dir: None,
        knowledge: Some(house.path("knowledge")),
        clock: house.clock.clone(),
        ..Options::default()
    };
    let kotae = Kotae::open(options.clone()).unwrap();
    house.edit(2);
    assert_eq!(reload(&kotae), 2);
    kotae.rollback(1, "test").unwrap();
    kotae.state_put("key", "value").unwrap();
    assert_eq!((kotae.history().unwrap().1, kotae.state_get("key").as_deref()), (1, Some("value")));
    drop(kotae);
    let kotae = Kotae::open(options).unwrap();
    assert_eq!((serves(&kotae).0, kotae.state_get("key")), (1, None));
}

#[test]
fn two_on_one_folder() {
    let house = House::new();
    let first = house.open();
    let text = house.try_open().unwrap_err().to_string();
    assert!(text.contains("another kotae may be running"), "{text}");
    assert!(text.contains(&house.path("data").display().to_string()), "{text}");
    drop(first);
    house.open();
}
