//! Labelled questions, written without sight of the base and the program: what is right is told by patterns.

use std::path::{Path, PathBuf};

use fancy_regex::Regex;
use serde::Deserialize;

/// A question, and what answers it rightly.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// As it was asked.
    pub(crate) q: String,
    /// `answered`, or `unknown` for what must be refused.
    status: String,
    topics: Vec<String>,
    must: Vec<Pattern>,
    #[serde(default)]
    must_not: Vec<Pattern>,
}

/// A regular expression in the dialect of Python, without regard to case and lines.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = Box<fancy_regex::Error>;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        Regex::new(&format!("(?is){pattern}")).map(Self).map_err(Box::new)
    }
}

impl Pattern {
    fn matches(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }
}

impl Asked {
    /// True for what must be refused.
    pub(crate) fn is_outside(&self) -> bool {
        self.status != "answered"
    }

    /// True where an answer with this text, about these topics and with a source if `sourced`, is right.
    pub(crate) fn is_answered_by(&self, text: &str, topics: &[String], sourced: bool) -> bool {
        sourced
            && self.topics.iter().all(|topic| topics.contains(topic))
            && self.must.iter().all(|pattern| pattern.matches(text))
            && !self.must_not.iter().any(|pattern| pattern.matches(text))
    }
}

/// The questions of a file; what is wrong with it is told with its place.
pub(crate) fn read(file: &Path) -> Result<Vec<Asked>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("`{}`: {error}", file.display()))?;
    let asked = |(n, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", file.display(), n + 1))
    };
    text.lines().enumerate().map(asked).collect()
}

/// The files of a folder that hold such questions, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "jsonl")).collect();
    files.sort();
    files
}
