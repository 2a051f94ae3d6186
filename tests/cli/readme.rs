//! README.md shows a conversation. It must be one that takes place.
//!
//! `UPDATE_README=1 cargo test --test cli readme` puts today's answers below its questions; read them before
//! committing.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::builder::Test;

const PROMPT: &str = "    kotae> ";

#[test]
fn the_conversation_in_the_readme_takes_place() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find(PROMPT).expect("a conversation in README.md");
    let lines = readme[start..].split_inclusive('\n');
    let session = lines.take_while(|line| line.trim().is_empty() || line.starts_with("    "));
    let end = start + session.map(str::len).sum::<usize>();
    let questions: Vec<&str> =
        readme[start..end].lines().filter_map(|line| line.strip_prefix(PROMPT)).collect();
    assert!(questions.len() > 1, "no conversation in README.md");
    let taken = format!("{}{}\n{}", &readme[..start], conversation(&questions), &readme[end..]);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &taken).unwrap();
    } else {
        assert_eq!(readme, taken, "refresh it: UPDATE_README=1 cargo test --test cli readme");
    }
}

/// The questions and what is answered to each, as README.md shows it. A question may lean on the answer before.
fn conversation(questions: &[&str]) -> String {
    let printed = Test::embedded().stdin(questions.join("\n")).run();
    let answers: Vec<&str> = printed.trim_end().split("\n\n").collect();
    assert_eq!(questions.len(), answers.len(), "an answer a question in\n{printed}");
    let mut session = String::new();
    for (nth, (question, answer)) in questions.iter().zip(answers).enumerate() {
        let gap = if nth == 0 { "" } else { "\n" };
        let _ = writeln!(session, "{gap}{PROMPT}{question}");
        for line in answer.lines() {
            let _ = writeln!(session, "    {line}");
        }
    }
    session
}
