//! `kotae check --diff OLD NEW`: what a change of the knowledge changes in its content and in its answers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::answer::{Answer, Status};
use crate::engine::{Ask, Engine};
use crate::knowledge::{self, BaseDiff, Files, Lang, PartialDate, Severity};

use super::error::CliError;
use super::theme::Theme;
use super::{Ending, print};

/// Questions with another answer that are named on the terminal.
const NAMED: usize = 30;

pub(super) fn run(folders: &[PathBuf], json: bool, today: PartialDate) -> Result<Ending, CliError> {
    let [old, new] = folders else { unreachable!("clap takes two") };
    let (Some(old), Some(new)) = (side(old, today)?, side(new, today)?) else { return Ok(Ending::Mistakes) };
    let report = Report::between(&old, &new, today);
    let text =
        if json { serde_json::to_string(&report).expect("texts and numbers") + "\n" } else { report.human() };
    print(&text)?;
    Ok(if report.questions.after.missed == 0 { Ending::Done } else { Ending::Mistakes })
}

/// The engine of a folder; where it has mistakes they are shown, and nothing can be compared.
fn side(folder: &Path, today: PartialDate) -> Result<Option<Engine>, CliError> {
    let files = Files::read(folder).map_err(CliError::Knowledge)?;
    let loaded = knowledge::read(&files);
    let mut problems = knowledge::check(&loaded, today);
    problems.retain(|problem| problem.severity == Severity::Error);
    if problems.is_empty() {
        return Ok(Some(Engine::new(Arc::new(loaded.base))));
    }
    let theme = Theme::of(&io::stdout());
    let shown = knowledge::render(&problems, &files, theme.coloured());
    print(&format!("{}\n{}\n", theme.strong(&files.origin), shown.trim_end()))?;
    Ok(None)
}

#[derive(Debug, Serialize)]
struct Report {
    diff: BaseDiff,
    questions: Questions,
}

/// How the test questions of both sides fare.
#[derive(Debug, Serialize)]
struct Questions {
    before: Fared,
    after: Fared,
    /// Those that are answered otherwise.
    changed: Vec<Changed>,
}

#[derive(Debug, Serialize)]
struct Fared {
    questions: usize,
    missed: usize,
}

#[derive(Debug, Serialize)]
struct Changed {
    language: Lang,
    text: String,
    before: String,
    after: String,
}

impl Report {
    fn between(old: &Engine, new: &Engine, today: PartialDate) -> Self {
        let fared = |engine: &Engine| Fared {
            questions: engine.base().questions.len(),
            missed: engine.trial(today).len(),
        };
        let questions = old.base().questions.iter().chain(&new.base().questions);
        let asked: BTreeSet<(&str, Lang)> =
            questions.map(|question| (question.text.as_str(), question.lang)).collect();
        let changed = asked.into_iter().filter_map(|(text, lang)| {
            let met =
                |engine: &Engine| outcome(&engine.ask(&Ask { text, lang: Some(lang), context: None, today }));
            let (before, after) = (met(old), met(new));
            (before != after).then(|| Changed { language: lang, text: text.to_owned(), before, after })
        });
        let changed = changed.collect();
        let diff = BaseDiff::between(old.base(), new.base());
        Self { diff, questions: Questions { before: fared(old), after: fared(new), changed } }
    }

    fn human(&self) -> String {
        let mut text = format!("{}\n\n", self.diff);
        for (name, fared) in [("before", &self.questions.before), ("after", &self.questions.after)] {
            let Fared { questions, missed } = fared;
            let _ = writeln!(
                text,
                "{name:<7} {} of {questions} test questions reach what they must",
                questions - missed
            );
        }
        let changed = &self.questions.changed;
        if !changed.is_empty() {
            let _ = writeln!(text, "\nanswered otherwise ({})", changed.len());
        }
        for Changed { language, text: question, before, after } in changed.iter().take(NAMED) {
            let _ = writeln!(text, "  {language} {question}\n     {before} -> {after}");
        }
        if changed.len() > NAMED {
            let _ = writeln!(text, "  and {} more; all of them with --json", changed.len() - NAMED);
        }
        text
    }
}

/// What a question comes to, short enough to be compared.
fn outcome(answer: &Answer) -> String {
    match answer.status {
        Status::Unsure => "asks back".to_owned(),
        Status::Unknown => "refused".to_owned(),
        Status::Answered => answer.fact.clone().unwrap_or_else(|| {
            let figures: Vec<&str> = answer.figures.iter().map(|figure| figure.id.as_str()).collect();
            if figures.is_empty() { answer.topics.join("+") } else { figures.join(", ") }
        }),
    }
}
