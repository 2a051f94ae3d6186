//! An answer as a person reads it on a terminal.

use std::fmt::Write as _;

use crate::answer::{Answer, CitedSource, Note, NoteKind, Status};
use crate::knowledge::Lang;

use super::theme::Theme;

/// Renders answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Human {
    theme: Theme,
}

impl Human {
    pub(super) fn new(theme: Theme) -> Self {
        Self { theme }
    }

    /// Statement, small line, sources, notes, and what may be asked; each on lines of its own.
    pub(super) fn answer(self, answer: &Answer) -> String {
        let Self { theme } = self;
        let mut text = String::new();
        line(&mut text, theme.strong(&printable(&answer.text)));
        if let Some(detail) = &answer.detail {
            line(&mut text, theme.faint(&printable(detail)));
        }
        for source in &answer.sources {
            line(&mut text, self.source(source, answer.lang));
        }
        for note in &answer.notes {
            line(&mut text, self.note(note, answer.lang));
        }
        if !answer.suggestions.is_empty() {
            line(&mut text, theme.faint(offer(answer.status, answer.lang)));
            for (number, suggestion) in (1..).zip(&answer.suggestions) {
                line(&mut text, format!("  {number}. {}", printable(suggestion)));
            }
        }
        text
    }

    /// One source, with its title: for those who want all of it.
    pub(super) fn sources(self, answer: &Answer) -> String {
        let mut text = String::new();
        for source in &answer.sources {
            line(&mut text, self.source(source, answer.lang));
            line(&mut text, self.theme.faint(&format!("  {}", printable(&source.title))));
        }
        text
    }

    pub(super) fn source(self, source: &CitedSource, lang: Lang) -> String {
        let producer = printable(&source.producer);
        let year = source.date_published.map(|date| date.year);
        let mut text = match (lang, year) {
            (Lang::En, Some(year)) => format!("Source: {producer} ({year})"),
            (Lang::En, None) => format!("Source: {producer}"),
            (Lang::Ja, Some(year)) => format!("出典：{producer}（{year}年）"),
            (Lang::Ja, None) => format!("出典：{producer}"),
        };
        if let Some(url) = &source.url {
            let _ = write!(text, " {}", self.theme.address(&printable(url)));
        }
        text
    }

    fn note(self, note: &Note, lang: Lang) -> String {
        let text = printable(&note.text);
        match (note.kind, lang) {
            (NoteKind::Stale, _) => self.theme.warning(&format!("! {text}")),
            (_, Lang::En) => format!("Note: {text}"),
            (_, Lang::Ja) => format!("注：{text}"),
        }
    }
}

fn offer(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::Unsure, Lang::En) => "Did you mean:",
        (Status::Unsure, Lang::Ja) => "もしかして：",
        (_, Lang::En) => "You can ask:",
        (_, Lang::Ja) => "こんな質問もできます：",
    }
}

fn line(text: &mut String, line: impl AsRef<str>) {
    text.push_str(line.as_ref());
    text.push('\n');
}

/// Without control characters, line breaks aside: what is echoed must not steer the terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|char| !char.is_control() || *char == '\n').collect()
}
