//! Problems as a person reads them: the offending text underlined, with what to do about it.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::lines::Lines;
use super::{Files, Problem, Severity};

/// How much of the files one report shows, in bytes: what is found after that is told by its line's number.
/// Every problem shows its line, and thousands of them in a long one would show it thousands of times.
const SHOWN: usize = 1024 * 1024;

/// Renders problems as the Rust compiler does, one after the other, an empty line between them.
pub fn render(problems: &[Problem], files: &Files, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut lines: HashMap<&str, Lines> = HashMap::new();
    let mut report = String::new();
    let mut room = SHOWN;
    for problem in problems {
        let content = files.contents.get(&problem.file).map_or(&[][..], Vec::as_slice);
        let lines = lines.entry(problem.file.as_str()).or_insert_with(|| Lines::new(&problem.file, content));
        if !report.is_empty() {
            report.push_str("\n\n");
        }
        report.push_str(&one(problem, content, lines, &renderer, &mut room));
    }
    if !report.is_empty() {
        report.push('\n');
    }
    report
}

fn one(problem: &Problem, content: &[u8], lines: &Lines, renderer: &Renderer, room: &mut usize) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str());
    // Only the lines that matter: a file may be very long, and there may be many problems.
    let around = lines.around(&problem.span, 0, content.len());
    let group = if content.is_empty() {
        title.element(Origin::path(problem.file.as_str()).line(1).char_column(1))
    } else if *room == 0 {
        title.element(Origin::path(problem.file.as_str()).line(lines.line(problem.span.start)))
    } else {
        *room = room.saturating_sub(around.len());
        let (text, span) = visible(content, &around, &problem.span);
        title.element(
            Snippet::source(text)
                .path(problem.file.as_str())
                .line_start(lines.line(around.start))
                .annotation(AnnotationKind::Primary.span(span)),
        )
    };
    renderer.render(&[group.element(Level::HELP.message(problem.help.as_str()))])
}

/// The part of a file as text, and a span of the file within it. What is no UTF-8 is shown as U+FFFD.
fn visible(content: &[u8], part: &Range<usize>, span: &Range<usize>) -> (String, Range<usize>) {
    let clamped = |at: usize| at.clamp(part.start, part.end);
    let (start, end) = (clamped(span.start), clamped(span.end.max(span.start)));
    let mut text = String::from_utf8_lossy(&content[part.start..start]).into_owned();
    let from = text.len();
    text.push_str(&String::from_utf8_lossy(&content[start..end]));
    let to = text.len();
    text.push_str(&String::from_utf8_lossy(&content[end..part.end]));
    (text, from..to)
}

impl Problem {
    /// Line and column at which it begins, both counted from 1, the column in characters.
    pub fn position(&self, files: &Files) -> (usize, usize) {
        let Some(content) = files.contents.get(&self.file) else { return (1, 1) };
        let before = &content[..self.span.start.min(content.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
    }

    /// The problem in one line: `topics/line.toml:12:7: message`.
    pub fn in_one_line(&self, files: &Files) -> String {
        let (line, column) = self.position(files);
        let mut text = format!("{}:{line}:{column}: ", self.file);
        if self.severity == Severity::Warning {
            text.push_str("warning: ");
        }
        let _ = write!(text, "{}", self.message);
        text
    }
}
