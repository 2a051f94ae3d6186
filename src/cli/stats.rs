//! `kotae stats | compare | trend | rank`: figures of one series as a table, a picture, rows or JSON.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::answer::{CitedFigure, Note, NoteKind};
use crate::chart;
use crate::config::Config;
use crate::knowledge::{Lang, PartialDate};
use crate::question::language;
use crate::stats::{Given, Kind, Lack, Slot, Statistic, Table, is_marked};

use super::error::CliError;
use super::human::{Human, printable};
use super::theme::Theme;
use super::{Ending, base, print};

/// `kotae stats`.
#[derive(Args, Debug)]
pub(super) struct StatsArgs {
    /// A topic, by any of its names
    #[arg(value_name = "TOPIC", required = true)]
    topic: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    shown: Shown,
}

/// `kotae compare`.
#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    topics: Topics,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    shown: Shown,
}

/// `kotae trend`.
#[derive(Args, Debug)]
pub(super) struct TrendArgs {
    #[command(flatten)]
    topics: Topics,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    years: Years,
    #[command(flatten)]
    shown: Shown,
}

/// `kotae rank`.
#[derive(Args, Debug)]
pub(super) struct RankArgs {
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    shown: Shown,
}

#[derive(Args, Debug)]
struct Topics {
    /// Topics, by any of their names; commas part names with spaces
    #[arg(value_name = "TOPIC", required = true)]
    topics: Vec<String>,
}

#[derive(Args, Debug)]
struct Chosen {
    /// What is measured ("usage rate"); else what most is known of
    #[arg(long, value_name = "NAME")]
    metric: Option<String>,
    /// Of whom ("teens", "20s", "women"); `age` or `sex` breaks down; else everybody
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
}

#[derive(Args, Debug)]
struct When {
    /// When (`2024`, `2024-12`); else the newest
    #[arg(long, value_name = "DATE")]
    year: Option<PartialDate>,
}

#[derive(Args, Debug)]
struct Years {
    /// The first year (`2015`); else from the beginning
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// The last year (`2020`); else to the newest
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
}

#[derive(Args, Debug)]
struct Shown {
    /// Draw it into this file: .png or .svg
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
    /// Print the figures with their sources as comma-separated values
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Language of the texts; else that of what was typed
    #[arg(long, value_name = "en|ja")]
    lang: Option<Lang>,
}

/// The commands' arguments, alike.
pub(super) struct Asked<'a> {
    given: Given,
    shown: &'a Shown,
}

impl StatsArgs {
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked::new(Kind::Stats, &self.topic, &self.chosen, &self.shown, |slot| self.when.of(slot))
    }
}

impl CompareArgs {
    pub(super) fn asked(&self) -> Asked<'_> {
        let topics = &self.topics.topics;
        Asked::new(Kind::Compare, topics, &self.chosen, &self.shown, |slot| self.when.of(slot))
    }
}

impl TrendArgs {
    pub(super) fn asked(&self) -> Asked<'_> {
        let topics = &self.topics.topics;
        Asked::new(Kind::Trend, topics, &self.chosen, &self.shown, |slot| self.years.of(slot))
    }
}

impl RankArgs {
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked::new(Kind::Rank, &[], &self.chosen, &self.shown, |slot| self.when.of(slot))
    }
}

impl When {
    fn of(&self, slot: Slot) -> Option<PartialDate> {
        self.year.filter(|_| slot == Slot::Year)
    }
}

impl Years {
    fn of(&self, slot: Slot) -> Option<PartialDate> {
        match slot {
            Slot::From => self.from,
            Slot::To => self.to,
            _ => None,
        }
    }
}

impl<'a> Asked<'a> {
    fn new(
        kind: Kind,
        topics: &[String],
        chosen: &Chosen,
        shown: &'a Shown,
        time: impl Fn(Slot) -> Option<PartialDate>,
    ) -> Self {
        let text = |slot| match slot {
            Slot::Topic | Slot::Topics => Some(topics.join(" ")),
            Slot::Metric => chosen.metric.clone(),
            Slot::Group => chosen.group.clone(),
            Slot::Year | Slot::From | Slot::To => time(slot).map(|date| date.to_string()),
        };
        Self { given: Given::new(kind, text), shown }
    }

    fn lang(&self) -> Lang {
        let given = &self.given;
        let typed = [Some(&given.topics), given.metric.as_ref(), given.group.as_ref()];
        let typed: Vec<&str> = typed.into_iter().flatten().map(String::as_str).collect();
        self.shown.lang.unwrap_or_else(|| language(&typed.join(" ")))
    }
}

pub(super) fn run(asked: &Asked<'_>, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let engine = base::engine(config, today)?;
    let lang = asked.lang();
    let lack = |lack: Lack| CliError::NoFigures(lack.told(engine.base(), lang));
    let query = asked.given.query(engine.base()).map_err(lack)?;
    let statistic = engine.stats(&query, today).map_err(lack)?;
    let table = statistic.table(lang, today);
    if let Some(file) = &asked.shown.chart {
        draw(&statistic, lang, file)?;
    }
    if asked.shown.csv {
        print(&statistic.csv())?;
    } else if asked.shown.json {
        print(&json(&statistic, &table))?;
    } else {
        print(&human(&table, Theme::of(&io::stdout())))?;
    }
    Ok(Ending::Done)
}

fn draw(statistic: &Statistic<'_>, lang: Lang, file: &Path) -> Result<(), CliError> {
    let chart = statistic.chart(lang).ok_or(CliError::NoChart)?;
    let svg = chart::svg(&chart);
    let is_svg = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    let data = if is_svg { svg.into_bytes() } else { chart::png(&svg)? };
    std::fs::write(file, data).map_err(|error| CliError::File { path: file.to_path_buf(), error })
}

/// Title, who was asked, the table, what to be careful with, sources.
fn human(table: &Table, theme: Theme) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    line(theme.strong(&printable(&table.title)));
    line(theme.faint(&printable(&table.subtitle)));
    line(String::new());
    for (at, row) in table.lines().iter().enumerate() {
        let row = printable(row);
        line(if at == 0 { theme.faint(&row) } else { row });
    }
    line(String::new());
    for note in &table.notes {
        line(note_line(note, table.lang, theme));
    }
    for source in &table.sources {
        line(Human::new(theme).source(source, table.lang));
    }
    if !table.others.is_empty() {
        line(theme.faint(&others(table)));
    }
    text
}

fn note_line(note: &Note, lang: Lang, theme: Theme) -> String {
    let text = printable(&note.text);
    // A footnote begins with the mark that it explains.
    let marked = is_marked(&text);
    match (note.kind, lang) {
        (NoteKind::Stale, _) => theme.warning(&format!("! {text}")),
        _ if marked => text,
        (_, Lang::En) => format!("Note: {text}"),
        (_, Lang::Ja) => format!("注：{text}"),
    }
}

/// What else can be asked for with `--metric`.
fn others(table: &Table) -> String {
    match table.lang {
        Lang::En => format!("Also known (--metric): {}", table.others.join(", ")),
        Lang::Ja => format!("ほかの指標（--metric）：{}", table.others.join("、")),
    }
}

/// A statistic for programs. Public, as `kotae ask --json` is: keys are added, never changed.
#[derive(Serialize)]
struct JsonStatistic<'a> {
    kind: &'static str,
    series: &'a str,
    metric: &'a str,
    lacking: &'a [String],
    left_out: &'a [String],
    breaks: Vec<JsonBreak<'a>>,
    figures: Vec<CitedFigure>,
    #[serde(flatten)]
    table: &'a Table,
}

#[derive(Serialize)]
struct JsonBreak<'a> {
    at: PartialDate,
    note: &'a str,
}

fn json(statistic: &Statistic<'_>, table: &Table) -> String {
    let breaks = statistic.breaks().into_iter();
    let object = JsonStatistic {
        kind: statistic.query.kind.name(),
        series: &statistic.series.id,
        metric: &statistic.metric.id,
        lacking: &statistic.lacking,
        left_out: &statistic.left_out,
        breaks: breaks.map(|(_, own)| JsonBreak { at: own.at, note: own.note.get(table.lang) }).collect(),
        figures: statistic.figures().into_iter().map(CitedFigure::new).collect(),
        table,
    };
    let mut text = String::new();
    let object = serde_json::to_string(&object).expect("a table has texts and finite numbers only");
    let _ = writeln!(text, "{object}");
    text
}
