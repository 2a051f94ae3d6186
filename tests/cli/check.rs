//! `kotae check`, and what the other commands do with knowledge that has mistakes.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::builder::Test;

const COUNTS: &str = "\
tests/cli/knowledge
  topics          3
  facts           3
  figures         4
  sources         3
  phrasings     131
  questions       4
  errors          0
  warnings        0
";

/// The library's folder, with one text of one file replaced.
pub(crate) fn spoilt(file: &str, old: &str, new: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/knowledge")), folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "no `{old}` in {file}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_good_folder_is_counted() {
    Test::new().args(["check"]).stdout(COUNTS).run();
}

#[test]
fn a_mistake_is_shown_where_it_stands() {
    let folder = spoilt(
        "topics/card.toml",
        "sources = [\"library-notice-2026\"]",
        "sources = [\"libary-notice-2026\"]",
    );
    let printed = Test::new().knowledge(folder.path()).args(["check"]).status(1).run();
    assert!(printed.contains("topics/card.toml:13:12"), "{printed}");
    assert!(printed.contains("`libary-notice-2026`"), "{printed}");
    assert!(printed.contains("\n  errors          1\n"), "{printed}");
    assert!(!printed.contains('\u{1b}'), "colours in a pipe: {printed}");
}

#[test]
fn the_same_as_json() {
    let folder = spoilt(
        "topics/card.toml",
        "sources = [\"library-notice-2026\"]",
        "sources = [\"libary-notice-2026\"]",
    );
    let objects = Test::new().knowledge(folder.path()).args(["check", "--json"]).status(1).objects();
    let [report] = <[_; 1]>::try_from(objects).unwrap();
    assert_eq!(report["counts"]["errors"], 1);
    let problem = &report["problems"][0];
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], "topics/card.toml");
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(13), Some(12)));
    for text in ["message", "help"] {
        assert!(problem[text].as_str().is_some_and(|text| !text.is_empty()), "{report}");
    }
}

#[test]
fn a_test_question_that_misses_is_a_mistake() {
    let folder = spoilt("questions.toml", "fact = \"card.how\"", "fact = \"opening-hours.when\"");
    let printed = Test::new().knowledge(folder.path()).args(["check"]).status(1).run();
    assert!(
        printed.contains("the question does not reach what it must: it is answered by `card.how`"),
        "{printed}"
    );
    assert!(printed.contains("questions.toml:3:8"), "{printed}");
}

#[test]
fn what_has_mistakes_answers_nothing() {
    let folder = spoilt(
        "topics/card.toml",
        "sources = [\"library-notice-2026\"]",
        "sources = [\"libary-notice-2026\"]",
    );
    for args in
        [vec!["ask", "how do I get a card"], vec!["chat"], vec!["export"], vec!["ask", "--json", "--stdin"]]
    {
        Test::new().knowledge(folder.path()).args(args).status(1).any_stderr().stdout("").run();
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    for args in [vec!["ask", "x"], vec!["chat"], vec!["check"], vec!["export"]] {
        Test::new()
            .knowledge(Path::new("nowhere"))
            .args(args)
            .status(2)
            .stdout("")
            .stderr(
                "error: cannot read the knowledge: nowhere: No such file or directory (os error 2); name a folder \
                 with --knowledge\n",
            )
            .run();
    }
}

#[test]
fn an_empty_folder_is_no_knowledge() {
    let folder = tempfile::tempdir().unwrap();
    let printed = Test::new().knowledge(folder.path()).args(["check"]).status(2).any_stderr().run();
    assert_eq!(printed, "");
}
