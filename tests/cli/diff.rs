//! `kotae check --diff`: what a change of the knowledge changes.

use std::path::Path;

use crate::builder::Test;
use crate::check::spoilt;

const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/knowledge");

fn diff(new: &Path) -> Test {
    Test::new().args(["check", "--diff", LIBRARY, new.to_str().unwrap()])
}

#[test]
fn two_folders_alike_differ_in_nothing() {
    diff(Path::new(LIBRARY))
        .stdout(
            "nothing changes\n\nbefore  4 of 4 test questions reach what they must\n\
             after   4 of 4 test questions reach what they must\n",
        )
        .run();
}

#[test]
fn what_is_changed_and_answered_otherwise_is_named() {
    let folder = spoilt("topics/card.toml", "[[fact]]\nid = \"card.how\"", "[[fact]]\nid = \"card.how-to\"");
    let questions = folder.path().join("questions.toml");
    let text = std::fs::read_to_string(&questions).unwrap();
    std::fs::write(&questions, text.replace("card.how", "card.how-to")).unwrap();
    let printed = diff(folder.path()).run();
    assert!(printed.starts_with("added 1 fact"), "{printed}");
    assert!(
        printed.contains("+ facts: card.how-to\n") && printed.contains("- facts: card.how\n"),
        "{printed}"
    );
    assert!(printed.contains("     card.how -> card.how-to\n"), "{printed}");
    assert!(printed.contains("after   4 of 4 test questions"), "{printed}");
    let [json] = &diff(folder.path()).args(["--json"]).objects()[..] else { panic!("one object") };
    assert_eq!(json["diff"]["added"]["facts"][0], "card.how-to");
    assert_eq!(json["questions"]["after"]["missed"], 0);
    assert_eq!(json["questions"]["changed"][0]["after"], "card.how-to");
}

#[test]
fn a_question_that_misses_after_the_change_is_a_mistake() {
    let folder = spoilt("questions.toml", "fact = \"card.how\"", "fact = \"opening-hours.when\"");
    let printed = diff(folder.path()).status(1).run();
    assert!(printed.contains("after   3 of 4 test questions"), "{printed}");
}

#[test]
fn a_folder_with_mistakes_is_shown_instead() {
    let folder = spoilt("topics/card.toml", "[\"library-notice-2026\"]", "[\"libary-notice-2026\"]");
    let printed = diff(folder.path()).status(1).run();
    assert!(printed.contains("topics/card.toml:13:12") && !printed.contains("test questions"), "{printed}");
}
