//! From the files of a knowledge folder to a fact base, with every problem on the way.
//!
//! A problem never stops the reading: what is whole goes into the base, the rest is reported, and the
//! next file is read.

mod csv;
mod figures;
mod lexicon;
mod loaded;
mod phrasings;
mod place;
mod report;
mod series;
mod source;
mod table;
mod topic;

use std::collections::BTreeSet;

use toml::de::DeTable;

pub use loaded::Loaded;

use self::loaded::{Kind, Parts};
use self::report::Report;
use self::table::Table;
use super::lines::Lines;
use super::{Files, Problem, Severity};

pub(super) use self::{
    loaded::Kind as ItemKind,
    place::Place as At,
    table::{listed, named},
};

/// How large a file may be whose syntax errors are all looked for: each goes through the whole file.
const RECOVERED: usize = 1024 * 1024;

/// How many syntax errors of one file are reported: those after the first few follow from them.
const SYNTAX_ERRORS: usize = 8;

/// What a file is, by its path.
enum Role<'p> {
    Topic(&'p str),
    Figures(&'p str),
    Series(&'p str),
    Sources,
    Lexicon,
    Phrasings(&'p str),
    Questions,
    Unexpected,
}

impl<'p> Role<'p> {
    fn of(path: &'p str) -> Self {
        match path {
            "lexicon.toml" => return Self::Lexicon,
            "questions.toml" => return Self::Questions,
            _ => {}
        }
        let Some((folder, file)) = path.split_once('/') else { return Self::Unexpected };
        let Some((stem, extension)) = file.rsplit_once('.') else { return Self::Unexpected };
        match (folder, extension) {
            _ if stem.contains('/') || stem.is_empty() => Self::Unexpected,
            ("topics", "toml") => Self::Topic(stem),
            ("figures", "csv") => Self::Figures(stem),
            ("figures", "toml") => Self::Series(stem),
            ("sources", "toml") => Self::Sources,
            ("phrasings", "toml") => Self::Phrasings(stem),
            _ => Self::Unexpected,
        }
    }

    /// What cannot be known when the file cannot be read.
    fn unreadable(&self, parts: &mut Parts) {
        let kinds: &[Kind] = match self {
            Self::Topic(slug) => {
                parts.broken.item(Kind::Topic, (*slug).to_owned());
                &[Kind::Fact]
            }
            Self::Series(id) => {
                parts.broken.item(Kind::Series, (*id).to_owned());
                &[]
            }
            Self::Figures(_) => &[Kind::Figure],
            Self::Sources => &[Kind::Source],
            Self::Lexicon => &[Kind::Metric, Kind::Measure, Kind::Intent, Kind::Group, Kind::Place],
            Self::Phrasings(_) | Self::Questions | Self::Unexpected => &[],
        };
        for kind in kinds {
            parts.broken.kind(*kind);
        }
    }
}

/// Reads everything. Never fails: what is wrong is among the problems.
pub fn read(files: &Files) -> Loaded {
    let mut parts = Parts::default();
    let mut lines = Vec::with_capacity(files.contents.len());
    let mut problems = Vec::new();
    for (path, content) in &files.contents {
        let report = Report::new(path, lines.len());
        lines.push(Lines::new(path, content));
        file(&report, path, content, &mut parts);
        problems.extend(report.into_problems());
    }
    problems.extend(missing(files, &mut parts));
    parts.finish(lines, problems)
}

fn file(report: &Report<'_>, path: &str, content: &[u8], parts: &mut Parts) {
    let role = Role::of(path);
    if matches!(role, Role::Unexpected) {
        let help = "files stand in `topics/`, `figures/`, `sources/` and `phrasings/`, or are \
                    `lexicon.toml` or `questions.toml`";
        report.error(0..0, format!("no file is expected at `{path}`"), help);
        return;
    }
    let text = match std::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            let end = error.error_len().map_or(content.len(), |length| start + length);
            report.error(start..end, "the file is not text in UTF-8", "save it in UTF-8");
            role.unreadable(parts);
            return;
        }
    };
    if let Role::Figures(series) = role {
        figures::read(report, text, series, parts);
        return;
    }
    let tree = match DeTable::parse(text) {
        Ok(tree) => tree,
        Err(first) => {
            let errors =
                if text.len() <= RECOVERED { DeTable::parse_recoverable(text).1 } else { vec![first] };
            for error in errors.iter().take(SYNTAX_ERRORS) {
                let span = error.span().unwrap_or_default();
                let help = match error.message() {
                    "duplicate key" => "keep one of the two",
                    _ => "write it as TOML 1.0 has it (https://toml.io)",
                };
                report.error(span, error.message(), help);
            }
            role.unreadable(parts);
            return;
        }
    };
    let table = |what| Table::new(report, tree.get_ref(), 0..0, what);
    match role {
        Role::Topic(slug) => topic::read(table("a topic"), slug, parts),
        Role::Series(id) => series::read(table("a series"), id, parts),
        Role::Sources => source::read(table("a file of sources"), parts),
        Role::Lexicon => lexicon::read(table("the lexicon"), parts),
        Role::Phrasings(id) => phrasings::read(table("a set of phrasings"), id, parts),
        Role::Questions => phrasings::questions(table("the test questions"), parts),
        Role::Figures(_) | Role::Unexpected => {}
    }
}

/// Files that should be there.
fn missing(files: &Files, parts: &mut Parts) -> Vec<Problem> {
    let problem = |severity, file: &str, message: String, help: &str| Problem {
        severity,
        file: file.to_owned(),
        span: 0..0,
        message,
        help: help.to_owned(),
    };
    let mut problems = Vec::new();
    let mut values = BTreeSet::new();
    let mut series = BTreeSet::new();
    for path in files.contents.keys() {
        match Role::of(path) {
            Role::Figures(id) => values.insert(id),
            Role::Series(id) => series.insert(id),
            _ => false,
        };
    }
    for id in values.difference(&series) {
        let message = format!("`figures/{id}.toml` is missing beside these figures");
        let help = "write it: title, people, method, comparable, precedence";
        problems.push(problem(Severity::Error, &format!("figures/{id}.csv"), message, help));
        parts.broken.item(Kind::Series, (*id).to_owned());
    }
    for id in series.difference(&values) {
        let message = format!("`figures/{id}.csv` is missing beside this series");
        let help = "write it, or remove the series";
        problems.push(problem(Severity::Error, &format!("figures/{id}.toml"), message, help));
    }
    if !files.contents.contains_key("lexicon.toml") {
        let message = "`lexicon.toml` is missing".to_owned();
        let help = "without it no metric, intent or group is known; see the curator's guide";
        problems.push(problem(Severity::Error, "lexicon.toml", message, help));
        Role::Lexicon.unreadable(parts);
    }
    if !files.contents.contains_key("questions.toml") {
        let message = "`questions.toml` is missing".to_owned();
        let help = "without it nobody notices when a question stops reaching its fact";
        problems.push(problem(Severity::Warning, "questions.toml", message, help));
    }
    problems
}
