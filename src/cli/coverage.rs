//! What `kotae check --report` shows a person of a base's coverage.

use std::fmt::{self, Write as _};

use crate::knowledge::{
    Asks, Coverage, FEW_PHRASINGS, Lang, PartialDate, PhrasingCoverage, RECENT_YEARS, Review, SOON_DAYS,
};

use super::columns::{WIDTH, cut, padded, widest, wrapped};
use super::human::printable;
use super::theme::Theme;

/// The widest name of a topic or series that is shown in its column; a wider one pushes the line.
const NAME: usize = 28;

/// The sections of the report, an empty line after each.
pub(super) fn sections(coverage: &Coverage, theme: Theme) -> String {
    let mut text = String::new();
    topics(&mut text, coverage, theme);
    series(&mut text, coverage, theme);
    phrasings(&mut text, coverage, theme);
    questions(&mut text, coverage, theme);
    let soon = format!("due for review within {SOON_DAYS} days");
    reviews(&mut text, "due for review", &coverage.due, theme, Theme::warning);
    reviews(&mut text, &soon, &coverage.due_soon, theme, |_, line| line.to_owned());
    ids(&mut text, "translations unreviewed", &coverage.unreviewed, theme);
    text
}

fn topics(text: &mut String, coverage: &Coverage, theme: Theme) {
    let width = widest(coverage.topics.iter().map(|topic| topic.topic.as_str()), NAME).max(6);
    let head = format!("{}  figures askable facts newest     facts for", padded("topics", width + 2));
    line(text, theme.strong(&head));
    let indent = width + 37;
    for topic in &coverage.topics {
        let mut cell = wrapped(topic.intents.iter().map(String::as_str), WIDTH - indent);
        let marks = marks(topic.no_what, topic.old, coverage);
        if !marks.is_empty() {
            cell.retain(|line| !line.is_empty());
            cell.extend(marks.iter().map(|mark| theme.warning(mark)));
        }
        let name = padded(&printable(&topic.topic), width);
        let (newest, first) = (date(topic.newest), cell.remove(0));
        let numbers = format!("{:>7} {:>7} {:>5}", topic.figures, topic.askable, topic.facts);
        line(text, format!("  {name}  {numbers} {newest:<10} {first}"));
        for rest in cell {
            line(text, format!("{}{rest}", " ".repeat(indent)));
        }
    }
    text.push('\n');
}

/// What is wrong with a topic.
fn marks(no_what: bool, old: bool, coverage: &Coverage) -> Vec<String> {
    let bare = coverage.bare.as_deref().unwrap_or_default();
    let no_what = no_what.then(|| format!("! no `{bare}` fact"));
    let old = old.then(|| format!("! nothing of the last {RECENT_YEARS} years"));
    no_what.into_iter().chain(old).collect()
}

fn series(text: &mut String, coverage: &Coverage, theme: Theme) {
    let width = widest(coverage.series.iter().map(|series| series.series.as_str()), NAME).max(6);
    let head = format!("{}  figures newest     review     title", padded("series", width + 2));
    line(text, theme.strong(&head));
    for series in &coverage.series {
        let name = padded(&printable(&series.series), width);
        let (newest, review) = (date(series.newest), date(series.review_after));
        let title = printable(&format!("{} / {}", series.title.en, series.title.ja));
        let title = cut(&title, WIDTH.saturating_sub(width + 34));
        line(text, format!("  {name}  {:>7} {newest:<10} {review:<10} {title}", series.figures));
    }
    text.push('\n');
}

fn phrasings(text: &mut String, coverage: &Coverage, theme: Theme) {
    let name = |phrasings: &PhrasingCoverage| match &phrasings.asks {
        Asks::Intent(id) => format!("intent {}", printable(id)),
        Asks::Topic(slug) => format!("topic  {}", printable(slug)),
    };
    let names: Vec<String> = coverage.phrasings.iter().map(name).collect();
    let width = widest(names.iter().map(String::as_str), NAME + 7).max(9);
    line(text, theme.strong(&format!("{}    en   ja", padded("phrasings", width + 2))));
    for (name, phrasings) in names.iter().zip(&coverage.phrasings) {
        let [en, ja] = Lang::ALL.map(|lang| phrasings.count(lang));
        let row = format!("  {}  {en:>4} {ja:>4}", padded(name, width));
        let few = format!("{row}  ! fewer than {FEW_PHRASINGS}");
        line(text, if phrasings.few { theme.warning(&few) } else { row });
    }
    text.push('\n');
}

fn questions(text: &mut String, coverage: &Coverage, theme: Theme) {
    let counts = coverage.questions;
    line(text, theme.strong("test questions that must reach"));
    for (name, count) in [
        ("a fact", counts.fact),
        ("a figure", counts.figure),
        ("topics", counts.topics),
        ("a refusal", counts.refused),
    ] {
        line(text, format!("  {name:<10} {count:>6}"));
    }
    text.push('\n');
}

fn reviews(
    text: &mut String,
    head: &str,
    reviews: &[Review],
    theme: Theme,
    shown: fn(Theme, &str) -> String,
) {
    line(text, theme.strong(head));
    for review in reviews {
        let after = review.after.to_string();
        let row = format!("  {after:<10} {:<6} {}", review.kind, printable(&review.id));
        line(text, shown(theme, &row));
    }
    end(text, reviews.is_empty());
}

fn ids(text: &mut String, head: &str, ids: &[String], theme: Theme) {
    line(text, theme.strong(head));
    for id in ids {
        line(text, format!("  {}", printable(id)));
    }
    end(text, ids.is_empty());
}

/// Ends a list, saying so where nothing was in it.
fn end(text: &mut String, empty: bool) {
    text.push_str(if empty { "  none\n\n" } else { "\n" });
}

fn date(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}

fn line(text: &mut String, line: impl fmt::Display) {
    let _ = writeln!(text, "{}", line.to_string().trim_end());
}
