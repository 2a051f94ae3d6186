//! `kotae check --diff OLD NEW`: what a change of the knowledge changes in its content and in its answers.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::engine::{Changed, Engine, Trials};
use crate::knowledge::{self, BaseDiff, Files, PartialDate, Problem};

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
    problems.retain(Problem::is_error);
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
    /// How the test questions of the new side fare with both.
    questions: Trials,
}

impl Report {
    fn between(old: &Engine, new: &Engine, today: PartialDate) -> Self {
        let diff = BaseDiff::between(old.base(), new.base());
        Self { diff, questions: Trials::between(old, new, today) }
    }

    fn human(&self) -> String {
        let mut text = format!("{}\n\n", self.diff);
        for (name, fared) in [("before", self.questions.before), ("after", self.questions.after)] {
            let (reached, questions) = (fared.reached(), fared.questions);
            let _ = writeln!(text, "{name:<7} {reached} of {questions} test questions reach what they must");
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
