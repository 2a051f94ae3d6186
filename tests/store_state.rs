//! The bot's own state: kept over restarts, counted in memory, without authors.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kotae::store::{
    BackupError, Feedback, LONGEST_QUESTION, LONGEST_REPORT, MOST_FEEDBACK, MOST_UNANSWERED, MemoryStore,
    SledStore, State, StoreError, Unanswered,
};

const DAY: i64 = 24 * 60 * 60;

fn open(folder: &Path) -> State {
    State::new(Arc::new(SledStore::open(folder, Duration::from_secs(5)).unwrap()))
}

fn in_memory() -> State {
    State::new(Arc::new(MemoryStore::new()))
}

#[test]
fn values_are_kept_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    {
        let state = open(folder.path());
        state.put("settings/1", "{\"lang\":\"ja\"}").unwrap();
        state.put("settings/2", "日本語").unwrap();
        state.put("commands/hash", "abc").unwrap();
        state.put("settings/1", "{}").unwrap();
        state.remove("commands/hash").unwrap();
    }
    let state = open(folder.path());
    assert_eq!(state.get("commands/hash").unwrap(), None);
    let settings = state.list("settings/").unwrap();
    assert_eq!(settings, [("settings/1".into(), "{}".into()), ("settings/2".into(), "日本語".into())]);
    let error = state.put("large", &"x".repeat(70_000)).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { bytes: 70_000, .. }), "{error}");
}

#[test]
fn counts_are_added_up_and_written_when_saved() {
    let folder = tempfile::tempdir().unwrap();
    let state = open(folder.path());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..1_000).for_each(|_| state.count("questions/answered/en", 1)));
        }
        (0..50).for_each(|_| state.save(0).unwrap());
    });
    state.count("questions/unsure/ja", 2);
    let expected = [("questions/answered/en".to_owned(), 4_000), ("questions/unsure/ja".to_owned(), 2)];
    assert_eq!(state.counts().unwrap(), expected);
    state.save(0).unwrap();
    drop(state);
    let state = open(folder.path());
    assert_eq!(state.counts().unwrap(), expected);
    state.count("questions/unsure/ja", 1);
    assert_eq!(state.counts().unwrap()[1].1, 3);
}

#[test]
fn unanswered_questions_are_merged_cut_and_ordered() {
    let state = in_memory();
    state.note_unanswered("what is hatena", "en", 10);
    state.note_unanswered("はてなとは", "ja", 20);
    state.note_unanswered(&"長".repeat(1_000), "ja", 5);
    state.note_unanswered("  ", "en", 5);
    state.save(30).unwrap();
    state.note_unanswered("はてなとは", "ja", 40);
    let list = state.unanswered(40).unwrap();
    assert_eq!(list.len(), 3);
    assert_eq!((list[0].text.as_str(), list[0].count), ("はてなとは", 2));
    assert_eq!((list[0].first_seen, list[0].last_seen), (20, 40));
    assert_eq!(list[2].text.chars().count(), LONGEST_QUESTION);
    state.save(40).unwrap();
    assert_eq!(state.unanswered(40).unwrap(), list);
    state.forget_unanswered().unwrap();
    assert_eq!(state.unanswered(40).unwrap(), []);
}

#[test]
fn unanswered_questions_are_dropped_after_90_days() {
    let state = in_memory();
    state.note_unanswered("old", "en", 0);
    state.note_unanswered("asked again", "en", 0);
    state.save(0).unwrap();
    state.note_unanswered("asked again", "en", 50 * DAY);
    state.save(50 * DAY).unwrap();
    assert_eq!(state.unanswered(90 * DAY).unwrap().len(), 2);
    let left = |now| state.unanswered(now).unwrap().into_iter().map(|asked| asked.text).collect::<Vec<_>>();
    assert_eq!(left(91 * DAY), ["asked again"]);
    state.save(91 * DAY).unwrap();
    assert_eq!(left(0), ["asked again"], "it is gone from the store too");
    state.save(141 * DAY).unwrap();
    assert_eq!(left(0), [""; 0]);
}

#[test]
fn of_too_many_questions_the_most_asked_and_newest_stay() {
    let state = in_memory();
    state.note_unanswered("asked twice", "en", 0);
    state.note_unanswered("asked twice", "en", 0);
    state.note_unanswered("asked once", "en", 0);
    state.save(0).unwrap();
    for n in 0..MOST_UNANSWERED + 500 {
        state.note_unanswered(&format!("flood {n}"), "en", 1);
        if n % 1_000 == 0 {
            state.save(1).unwrap();
        }
    }
    state.save(1).unwrap();
    let list = state.unanswered(1).unwrap();
    assert_eq!(list.len(), MOST_UNANSWERED);
    assert_eq!(list[0].text, "asked twice");
    assert!(list.iter().all(|asked| asked.text != "asked once"));
}

#[test]
fn a_backup_is_restored_whole_into_an_empty_state() {
    let state = in_memory();
    state.put("settings/1", "{\"lang\":\"日本語\\n\"}").unwrap();
    state.count("questions/answered/en", 7);
    state.save(0).unwrap();
    state.count("questions/answered/en", 1);
    state.note_unanswered("はてなとは", "ja", 20);
    for text in ["wrong", "wrong too"] {
        state.add_feedback(report(text, 20)).unwrap();
    }
    state.done_feedback(&[2]).unwrap();
    let mut lines = Vec::new();
    assert_eq!(state.backup(&mut lines).unwrap(), 7);
    let restored = in_memory();
    assert_eq!(restored.restore(&mut &lines[..]).unwrap(), 7);
    assert_eq!(restored.feedback(20).unwrap(), state.feedback(20).unwrap());
    assert_eq!(restored.list("").unwrap(), state.list("").unwrap());
    assert_eq!(restored.counts().unwrap(), [("questions/answered/en".to_owned(), 8)]);
    assert_eq!(restored.unanswered(20).unwrap(), state.unanswered(20).unwrap());
    let mut again = Vec::new();
    restored.backup(&mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(lines.clone()).unwrap());
    let error = restored.restore(&mut &lines[..]).unwrap_err();
    assert!(matches!(error, BackupError::NotEmpty(_)), "{error}");
    assert_eq!(restored.add_feedback(report("third", 20)).unwrap(), 3, "no number is given twice");
}

#[test]
fn a_backup_that_was_changed_is_refused() {
    let state = in_memory();
    state.put("settings/1", "{}").unwrap();
    let mut lines = Vec::new();
    state.backup(&mut lines).unwrap();
    let text = String::from_utf8(lines).unwrap();
    let changed = text.replace("settings/1", "settings/2");
    let error = in_memory().restore(&mut changed.as_bytes()).unwrap_err();
    assert!(matches!(error, BackupError::Line { number: 3, .. }), "{error}");
    assert_eq!(in_memory().restore(&mut text.as_bytes()).unwrap(), 3);
}

fn report(text: &str, at: i64) -> Feedback {
    Feedback {
        number: 0,
        text: text.to_owned(),
        answer: "Hibiki is a network for echoes.".to_owned(),
        topics: vec!["hibiki".to_owned()],
        generation: 3,
        at,
    }
}

#[test]
fn feedback_is_numbered_cut_dropped_and_done() {
    let folder = tempfile::tempdir().unwrap();
    let state = open(folder.path());
    assert_eq!(state.add_feedback(report(&"長".repeat(2_000), 0)).unwrap(), 1);
    assert_eq!(state.add_feedback(report(" second ", 50 * DAY)).unwrap(), 2);
    assert_eq!(state.add_feedback(report("third", 50 * DAY)).unwrap(), 3);
    let list = state.feedback(50 * DAY).unwrap();
    assert_eq!(list.iter().map(|report| report.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!((list[1].text.as_str(), list[2].text.chars().count()), ("second", LONGEST_REPORT));
    assert_eq!(state.done_feedback(&[3, 9]).unwrap(), 1);
    drop(state);
    let state = open(folder.path());
    assert_eq!(state.add_feedback(report("fourth", 60 * DAY)).unwrap(), 4);
    assert_eq!(state.feedback(91 * DAY).unwrap().len(), 2);
    state.save(91 * DAY).unwrap();
    assert_eq!(state.feedback(0).unwrap().len(), 2, "it is gone from the store too");
}

#[test]
fn of_too_many_reports_the_newest_stay() {
    let state = in_memory();
    for n in 0..MOST_FEEDBACK + 5 {
        state.add_feedback(report(&n.to_string(), 0)).unwrap();
    }
    let list = state.feedback(0).unwrap();
    assert_eq!((list.len(), list[0].text.as_str()), (MOST_FEEDBACK, "1004"));
}

#[test]
fn a_question_that_is_done_is_forgotten_wherever_it_waits() {
    let state = in_memory();
    state.note_unanswered("written", "en", 1);
    state.save(1).unwrap();
    state.note_unanswered("written", "en", 1);
    state.note_unanswered("pending", "en", 1);
    state.note_unanswered("other", "en", 1);
    let ids: Vec<String> = state.unanswered(1).unwrap().iter().take(2).map(Unanswered::id).collect();
    assert_eq!(state.done_unanswered(&ids).unwrap(), 2);
    state.save(1).unwrap();
    assert_eq!(state.unanswered(1).unwrap().len(), 1);
    assert_eq!(state.done_unanswered(&ids).unwrap(), 0);
}

#[test]
fn half_a_backup_is_refused() {
    let first = "{\"kotae_state\":{\"version\":1}}\n";
    let value = "{\"value\":{\"key\":\"a\",\"text\":\"b\"}}\n";
    let digest = blake3::hash(first.as_bytes()).to_hex();
    for (lines, at) in [
        (String::new(), 1),
        (value.to_owned(), 1),
        (first.replace('1', "2"), 1),
        (format!("{first}{value}{{\"value\":{{\"key\":\"a"), 3),
        (format!("{first}{value}{first}"), 3),
        (format!("{first}{{\"other\":1}}"), 2),
        (format!("{first}{value}"), 3),
        (format!("{first}{{\"end\":{{\"lines\":3,\"digest\":\"\"}}}}"), 2),
        (format!("{first}{{\"end\":{{\"lines\":2,\"digest\":\"0\"}}}}"), 2),
        (format!("{first}{{\"end\":{{\"lines\":2,\"digest\":\"{digest}\"}}}}\n{value}"), 3),
    ] {
        let state = in_memory();
        let error = state.restore(&mut lines.as_bytes()).unwrap_err();
        assert!(matches!(error, BackupError::Line { number, .. } if number == at), "{lines:?}: {error}");
        assert_eq!(state.list("").unwrap(), []);
    }
}
