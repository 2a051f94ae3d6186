//! The worked examples of the curator's guide, done to a copy of the shipped knowledge.
//!
//! A block of `toml` or `csv` is a change; the line above it names the file and says how: "a new file", "at the
//! end", "below `LINE`", "in place of `LINE`" (further lines named there go). A block of `console` asks the binary
//! and shows the first line of the answer.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

#[path = "guide/example.rs"]
mod example;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use example::{Example, Step, examples};
use kotae::knowledge::Files;
use serde_json::Value;

/// The day of the examples.
const TODAY: &str = "2026-11-23";
/// What `check` says until the last example reviews it.
const DUE: &str = "the fact `tanukigram.what` is due for review since `2026-10`";

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/README.md")).unwrap()
}

/// What the binary prints with the knowledge of `folder`.
fn kotae(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::cargo_bin("kotae").unwrap();
    command.env_clear().env("NO_COLOR", "1").env("KOTAE_TODAY", TODAY).env("KOTAE_KNOWLEDGE", folder);
    command.env("KOTAE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes-of-tests"));
    String::from_utf8(command.args(args).output().unwrap().stdout).unwrap()
}

/// What `check` says of the examples. Whatever is wrong elsewhere is no matter of the guide; only an added topic
/// may tip a test question that was near to being asked back.
fn said_of_examples(folder: &Path) -> Vec<String> {
    let report: Value = serde_json::from_str(&kotae(folder, &["check", "--json"])).unwrap();
    let problems = report["problems"].as_array().unwrap();
    for problem in problems {
        let elsewhere = problem["severity"] == "warning" || problem["file"] == "questions.toml";
        assert!(elsewhere, "{problem}");
    }
    let messages = problems.iter().map(|problem| problem["message"].as_str().unwrap().to_owned());
    messages.filter(|message| message.contains("tanukigram") || message.contains("lighthouse")).collect()
}

#[test]
fn the_worked_examples_work() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in Files::embedded().contents {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let examples = examples(&guide());
    let titles: Vec<&str> = examples.iter().map(|example| example.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Add a platform", "Add a figure", "Add a fact", "Add a word", "Supersede a fact", "Review a fact"]
    );
    for Example { title, steps } in &examples {
        assert!(steps.iter().any(|step| matches!(step, Step::Ask { .. })), "{title} asks nothing");
        for step in steps {
            match step {
                Step::Change { .. } => step.apply(folder.path()),
                Step::Ask { question, answer } => {
                    let printed = kotae(folder.path(), &["ask", question]);
                    assert_eq!(
                        printed.lines().next(),
                        Some(answer.as_str()),
                        "{title}: {question}\n{printed}"
                    );
                }
            }
        }
        let expected: &[&str] = if title == "Review a fact" { &[] } else { &[DUE] };
        assert_eq!(said_of_examples(folder.path()), expected, "{title}");
    }
}

#[test]
fn the_examples_are_marked_as_invented_and_nowhere_else() {
    let guide = guide();
    assert!(guide.contains("**Tanukigram does not exist, and everything said of it is invented**"));
    for (path, bytes) in Files::embedded().contents {
        let text = String::from_utf8(bytes).unwrap().to_lowercase();
        assert!(!text.contains("tanukigram") && !text.contains("タヌキグラム"), "{path}");
    }
}
