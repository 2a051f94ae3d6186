//! README.md shows a conversation. It must be one that takes place.

use std::fs;
use std::path::Path;

use crate::builder::Test;

#[test]
fn the_conversation_in_the_readme_takes_place() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let session: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("    kotae> "))
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| line.get(4..).unwrap_or_default())
        .collect();
    let (questions, answers): (Vec<&str>, Vec<&str>) =
        session.iter().partition(|line| line.starts_with("kotae> "));
    assert!(questions.len() > 1, "no conversation in README.md");
    let typed: Vec<&str> = questions.iter().map(|line| line.trim_start_matches("kotae> ")).collect();
    let printed = Test::embedded().stdin(typed.join("\n")).run();
    let expected = answers.join("\n");
    assert_eq!(printed.trim_end(), expected.trim_end(), "copy what is printed into README.md");
}
