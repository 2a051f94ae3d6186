//! A statistic as an embed: a table that lines up, what to be careful with, sources.

use super::answer::mark;
use super::{ANSWERED, escape, link, notes};
use crate::answer::limits::{self, units};
use crate::discord::reply::Embed;
use crate::discord::wording;
use crate::knowledge::Lang;
use crate::stats::Table;

/// The most that the rows may take of the text; the file has all.
const ROWS: usize = 1900;
/// The most that the notes may take.
const NOTES: usize = 1100;
/// Sources that are named; the button tells all.
const SOURCES: usize = 3;

/// Renders a table.
pub(crate) fn statistic(table: &Table) -> Embed {
    let lang = table.lang;
    let mut text = format!("-# {}\n```\n", escape(&table.subtitle));
    let lines = table.lines();
    let shown = fitting(&lines, ROWS);
    for line in &lines[..shown] {
        // Nothing else than its end is live within a block.
        text.push_str(&line.replace('`', "ˋ"));
        text.push('\n');
    }
    if shown < lines.len() {
        text.push_str(&wording::more_rows(lines.len() - shown, lang));
        text.push('\n');
    }
    text.push_str("```");
    let notes: Vec<String> = notes::without_repeats(&table.notes, lang)
        .into_iter()
        .map(|note| {
            let own = note.text.starts_with(['†', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
            let mark = if own { String::new() } else { format!("{} ", mark(note.kind)) };
            format!("-# {mark}{}", escape(&note.text))
        })
        .collect();
    let told = fitting(&notes, NOTES);
    for note in &notes[..told] {
        text.push('\n');
        text.push_str(note);
    }
    if told < notes.len() {
        text.push_str("\n-# ");
        text.push_str(&wording::more_notes(notes.len() - told, lang));
    }
    text.push('\n');
    text.push_str(&sources(table));
    let title = limits::EMBED_TITLE.cut(&escape(&table.title)).into_owned();
    Embed { title: Some(title), description: Some(text), colour: Some(ANSWERED), ..Embed::default() }
}

/// How many of the lines fit; one at least.
fn fitting(lines: &[String], room: usize) -> usize {
    let mut used = 0;
    let fits = |line: &&String| {
        used += units(line) + 1;
        used <= room
    };
    lines.iter().take_while(fits).count().max(1).min(lines.len())
}

/// "Source: [A (2025)](https://…) · [A (2024)](https://…) and 7 more".
fn sources(table: &Table) -> String {
    let label = |source: &crate::answer::CitedSource| {
        let label = super::source::label(&source.producer, source.date_published, table.lang);
        link(&label, source.url.as_deref())
    };
    let named: Vec<String> = table.sources.iter().take(SOURCES).map(label).collect();
    let rest = table.sources.len().saturating_sub(SOURCES);
    let more = if rest > 0 { wording::more_sources(rest, table.lang) } else { String::new() };
    let colon = if table.lang == Lang::Ja { "：" } else { ": " };
    format!("{}{colon}{}{more}", wording::SOURCE.get(table.lang), named.join(" · "))
}
