//! The examples of the guide as they stand on the page.

use std::fs;
use std::path::Path;

/// What stands below one heading.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) title: String,
    pub(crate) steps: Vec<Step>,
}

/// One block.
#[derive(Debug)]
pub(crate) enum Step {
    /// A change of a file: the line that says which and how, and what it brings.
    Change { how: String, block: String },
    /// A question, and the first line of its answer.
    Ask { question: String, answer: String },
}

/// The examples of a page: what has blocks below a heading of the third level.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut before = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("### ") {
            examples.push(Example { title: title.to_owned(), steps: Vec::new() });
        } else if let Some(kind) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let steps = &mut examples.last_mut().expect("a heading before the first block").steps;
            match kind {
                "toml" | "csv" => {
                    steps.push(Step::Change { how: before.to_owned(), block: block.join("\n") + "\n" });
                }
                "console" => steps.extend(block.chunks(2).map(asked)),
                other => panic!("a block of `{other}`"),
            }
        } else if !line.is_empty() {
            before = line;
        }
    }
    examples
}

fn asked(lines: &[&str]) -> Step {
    let [question, answer] = lines else { panic!("a question without an answer: {lines:?}") };
    let question = question.strip_prefix("$ kotae ask \"").and_then(|rest| rest.strip_suffix('"'));
    Step::Ask { question: question.expect("a command").to_owned(), answer: (*answer).to_owned() }
}

impl Step {
    /// Does a change to the files of a folder.
    pub(crate) fn apply(&self, folder: &Path) {
        let Step::Change { how, block } = self else { return };
        let named: Vec<&str> = how.split('`').skip(1).step_by(2).collect();
        let (file, lines) = named.split_first().unwrap_or_else(|| panic!("no file is named: {how}"));
        let path = folder.join(file);
        if how.ends_with(", a new file:") {
            assert!(!path.exists(), "{file} is there already");
            return fs::write(path, block).unwrap();
        }
        let mut text = fs::read_to_string(&path).unwrap();
        if how.ends_with(", at the end:") {
            text.push_str(block);
        } else {
            let below = how.contains(", below `");
            assert!(below || how.contains(", in place of `"), "what is to be done? {how}");
            for (nth, line) in lines.iter().enumerate() {
                let line = format!("{line}\n");
                assert_eq!(text.matches(&line).count(), 1, "{how}\n{text}");
                let kept = if below { line.as_str() } else { "" };
                let put = if nth == 0 { block.as_str() } else { "" };
                text = text.replace(&line, &format!("{kept}{put}"));
            }
        }
        fs::write(path, text).unwrap();
    }
}
