//! A statistic as an embed: a table that lines up, what to be careful with, sources.

use super::answer::mark;
use super::{ANSWERED, escape, link, notes};
use crate::answer::limits::{self, units};
use crate::discord::reply::Embed;
use crate::discord::wording;
use crate::knowledge::Lang;
use crate::stats::{Table, is_marked};

/// The most that the rows may take of the text; the file has all.
const ROWS: usize = 1900;
/// The most that the notes may take.
const NOTES: usize = 1100;
/// Kept free for the line that says how many notes are left out.
const MORE: usize = 80;
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
            let own = is_marked(&note.text);
            let mark = if own { String::new() } else { format!("{} ", mark(note.kind)) };
            format!("-# {mark}{}", escape(&note.text))
        })
        .collect();
    let sources = sources(table);
    // The sources must be there even where the notes are many.
    let room = limits::EMBED_DESCRIPTION.most.saturating_sub(units(&text) + units(&sources) + MORE);
    let told = fitting(&notes, NOTES.min(room));
    for note in &notes[..told] {
        text.push('\n');
        text.push_str(note);
    }
    if told < notes.len() {
        text.push_str("\n-# ");
        text.push_str(&wording::more_notes(notes.len() - told, lang));
    }
    text.push('\n');
    text.push_str(&sources);
    let title = limits::EMBED_TITLE.cut(&escape(&table.title)).into_owned();
    Embed { title: Some(title), description: Some(text), colour: Some(ANSWERED), ..Embed::default() }
}

/// How many of the lines fit.
fn fitting(lines: &[String], room: usize) -> usize {
    let mut used = 0;
    let fits = |line: &&String| {
        used += units(line) + 1;
        used <= room
    };
    lines.iter().take_while(fits).count()
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::discord::reply::Reply;
    use crate::engine::Engine;
    use crate::knowledge::{Files, PartialDate, read};
    use crate::stats::{Kind, Query};

    /// The largest that the shipped base gives: every topic alone and by age, many together, all in order.
    #[test]
    fn no_table_of_the_base_is_cut_by_discords_limits() {
        let engine = Engine::new(Arc::new(read(&Files::embedded()).base));
        let today = PartialDate::year(2026);
        let slugs: Vec<String> = engine.base().topics.iter().map(|topic| topic.slug.clone()).collect();
        let many = ["line", "youtube", "x", "instagram", "tiktok", "facebook"].map(str::to_owned);
        let by_age = |query: Query| Query { group: Some("age".into()), ..query };
        let alone = slugs.iter().map(|slug| Query::new(Kind::Stats, [slug.clone()]));
        let queries = alone.flat_map(|query| [query.clone(), by_age(query)]).chain([
            Query::new(Kind::Rank, []),
            Query::new(Kind::Trend, many.clone()),
            by_age(Query::new(Kind::Compare, many)),
        ]);
        let mut shown = 0;
        for query in queries {
            let Ok(found) = engine.stats(&query, today) else { continue };
            for lang in Lang::ALL {
                let table = found.table(lang, today);
                let reply = Reply::embed(statistic(&table));
                assert_eq!(reply.clone().fitted(), reply, "{query}");
                let text = reply.embeds[0].description.as_deref().expect("a text");
                assert!(text.contains(wording::SOURCE.get(lang)), "{query}: {text}");
                assert_eq!(text.matches("```").count(), 2, "{query}: {text}");
                assert!(limits::ATTACHMENT_DESCRIPTION.fits(&table.alt()), "{query}");
                shown += 1;
            }
        }
        assert!(shown > 100, "{shown} tables");
    }
}
