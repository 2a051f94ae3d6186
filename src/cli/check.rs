//! `kotae check`: every mistake of a knowledge folder, before anybody reads it; with `--report` its coverage.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::answer::limits;
use crate::config::Config;
use crate::engine::{Ask, Engine};
use crate::knowledge::{self, Coverage, FactBase, Files, Loaded, PartialDate, Problem, Severity};

use super::error::CliError;
use super::theme::Theme;
use super::{Ending, base, check_diff, coverage, print};

/// How to report.
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Show what is covered: figures, facts and intents of each topic, dates, phrasings, reviews
    #[arg(long)]
    report: bool,
    /// Compare two knowledge folders: what is added, changed, removed, and which test questions are answered
    /// otherwise
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with = "report")]
    diff: Option<Vec<PathBuf>>,
}

pub(super) fn run(args: &CheckArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    if let Some(folders) = &args.diff {
        return check_diff::run(folders, args.json, today);
    }
    let files = base::files(config)?;
    let loaded = knowledge::read(&files);
    let mut problems = knowledge::check(&loaded, today);
    let mut counts = Counts::of(&loaded.base);
    let coverage = args.report.then(|| Coverage::of(&loaded.base, today));
    if base::errors(&problems) == 0 {
        problems.extend(tried(loaded, today));
        problems.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    }
    counts.errors = base::errors(&problems);
    counts.warnings = problems.len() - counts.errors;
    let shown = if args.json { json } else { human };
    print(&shown(&problems, &files, &counts, coverage.as_ref()))?;
    Ok(if counts.errors == 0 { Ending::Done } else { Ending::Mistakes })
}

/// What shows only when questions are put to the base: those that miss, and answers that Discord would cut.
fn tried(mut loaded: Loaded, today: PartialDate) -> Vec<Problem> {
    let engine = Engine::new(Arc::new(std::mem::take(&mut loaded.base)));
    let missed = engine.trial(today);
    let mut problems: Vec<Problem> =
        missed.iter().map(|(nth, instead)| loaded.missed(*nth, instead)).collect();
    let mut excesses = BTreeMap::new();
    for fact in engine.base().facts() {
        for (lang, question) in fact.questions.iter() {
            let answer = engine.ask(&Ask { text: question, lang: Some(lang), context: None, today });
            if answer.fact.as_ref() == Some(&fact.id) {
                for excess in limits::excesses(&answer) {
                    excesses.insert((fact.id.as_str(), excess.limit, lang), excess);
                }
            }
        }
    }
    for ((fact, limit, lang), excess) in excesses {
        let Some((file, span)) = loaded.facts_at.get(fact) else { continue };
        problems.push(Problem {
            severity: Severity::Error,
            file: file.clone(),
            span: span.clone(),
            message: format!(
                "the answer of `{fact}` in `{lang}` is {} long, more than the {} of Discord's {limit}",
                excess.units, excess.most
            ),
            help: "shorten the statement or its caveat, or give it fewer sources".to_owned(),
        });
    }
    problems
}

/// How much there is.
#[derive(Debug, Serialize)]
struct Counts {
    topics: usize,
    facts: usize,
    figures: usize,
    sources: usize,
    phrasings: usize,
    questions: usize,
    errors: usize,
    warnings: usize,
}

impl Counts {
    fn of(base: &FactBase) -> Self {
        Self {
            topics: base.topics.len(),
            facts: base.facts().count(),
            figures: base.figures.len(),
            sources: base.sources.len(),
            phrasings: base.phrasings.iter().map(|phrasings| phrasings.texts.iter().count()).sum(),
            questions: base.questions.len(),
            errors: 0,
            warnings: 0,
        }
    }
}

fn human(problems: &[Problem], files: &Files, counts: &Counts, coverage: Option<&Coverage>) -> String {
    let theme = Theme::of(&io::stdout());
    let mut text = knowledge::render(problems, files, theme.coloured());
    if !text.is_empty() {
        text.push('\n');
    }
    text.extend(coverage.map(|coverage| coverage::sections(coverage, theme)));
    let _ = writeln!(text, "{}", theme.strong(&files.origin));
    let totals = [
        (counts.topics, "topics"),
        (counts.facts, "facts"),
        (counts.figures, "figures"),
        (counts.sources, "sources"),
        (counts.phrasings, "phrasings"),
        (counts.questions, "questions"),
    ];
    let marked = coverage.map(|coverage| {
        [
            (coverage.askable, "askable"),
            (coverage.secondary.len(), "secondary"),
            (coverage.unreviewed.len(), "unreviewed"),
            (coverage.deprecated.len(), "deprecated"),
            (coverage.due.len(), "due"),
        ]
    });
    for (count, name) in totals.into_iter().chain(marked.into_iter().flatten()) {
        let _ = writeln!(text, "  {name:<10} {count:>6}");
    }
    let found = |count, name, shout: fn(Theme, &str) -> String| {
        let line = format!("  {name:<10} {count:>6}");
        if count == 0 { line } else { shout(theme, &line) }
    };
    let _ = writeln!(text, "{}", found(counts.errors, "errors", Theme::error));
    let _ = writeln!(text, "{}", found(counts.warnings, "warnings", Theme::warning));
    text
}

/// The object that `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    origin: &'a str,
    counts: &'a Counts,
    problems: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'a Coverage>,
}

#[derive(Serialize)]
struct Entry<'a> {
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

fn json(problems: &[Problem], files: &Files, counts: &Counts, coverage: Option<&Coverage>) -> String {
    let problems = problems.iter().map(|problem| {
        let (line, column) = problem.position(files);
        Entry {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: &problem.file,
            line,
            column,
            message: &problem.message,
            help: &problem.help,
        }
    });
    let report = Report { origin: &files.origin, counts, problems: problems.collect(), coverage };
    serde_json::to_string(&report).expect("texts and numbers") + "\n"
}
