//! Charts: what they look like, kept as SVG, and what must hold of every one that the shipped base can give.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use kotae::chart::{self, Body};
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{self, FactBase, Files, Lang, PartialDate, TopicKind};
use kotae::stats::{Kind, Query};

fn today() -> PartialDate {
    PartialDate { year: 2026, month: Some(11), day: Some(23) }
}

fn engine(files: &Files) -> Engine {
    Engine::new(Arc::new(knowledge::read(files).base))
}

fn query(kind: Kind, topics: &[&str]) -> Query {
    Query::new(kind, topics.iter().map(|slug| (*slug).to_owned()))
}

/// Charts of the small base, each kind in both languages, against those that were looked at. After a change:
/// `KOTAE_KEEP_CHARTS=1 cargo test --test charts`, then look at `tests/charts/*.svg` again.
#[test]
fn charts_are_as_they_were_when_somebody_looked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = engine(&Files::read(&folder.join("tests/knowledge")).expect("the small base"));
    let twenties = Query { group: Some("age:20s".into()), ..query(Kind::Compare, &["kumonet", "hibiki"]) };
    let year = Query { at: Some(PartialDate::year(2023)), ..query(Kind::Stats, &["hibiki"]) };
    let mut changed = Vec::new();
    for (name, query) in [
        ("lines", query(Kind::Trend, &["kumonet", "hibiki"])),
        ("line", query(Kind::Stats, &["kumonet"])),
        ("bars", twenties),
        ("card", year),
    ] {
        let statistic = engine.stats(&query, today()).expect(name);
        for lang in Lang::ALL {
            let file = folder.join(format!("tests/charts/{name}-{lang}.svg"));
            let svg = chart::svg(&statistic.chart(lang).expect(name));
            if std::env::var_os("KOTAE_KEEP_CHARTS").is_some() {
                fs::create_dir_all(folder.join("tests/charts")).expect("a folder");
                fs::write(&file, &svg).expect("a file");
            }
            if fs::read_to_string(&file).unwrap_or_default() != svg {
                changed.push(format!("{name}-{lang}"));
            }
        }
    }
    assert!(changed.is_empty(), "these charts look otherwise: {changed:?}");
}

/// Queries as people put them: each platform alone, by age, against the next one, and all in order.
fn many(base: &FactBase) -> Vec<Query> {
    let slugs: Vec<&str> = base.topics.iter().map(|topic| topic.slug.as_str()).collect();
    let platforms: Vec<&str> = base
        .topics
        .iter()
        .filter(|topic| topic.kind == TopicKind::Platform)
        .map(|topic| topic.slug.as_str())
        .collect();
    let by = |split: &str, query: Query| Query { group: Some(split.to_owned()), ..query };
    let alone = slugs.iter().flat_map(|slug| {
        let stats = query(Kind::Stats, &[slug]);
        [stats.clone(), by("age", stats.clone()), by("sex", stats), query(Kind::Trend, &[slug])]
    });
    let beside = platforms.windows(3).flat_map(|topics| {
        let pair = query(Kind::Compare, &topics[..2]);
        [pair.clone(), by("age", pair), query(Kind::Trend, topics)]
    });
    let ranks = base.lexicon.groups.iter().map(|group| by(&group.id, query(Kind::Rank, &[])));
    let every = ["line", "youtube", "x", "instagram", "tiktok", "facebook"];
    let most = [query(Kind::Trend, &every), by("age", query(Kind::Compare, &every)), query(Kind::Rank, &[])];
    alone.chain(beside).chain(ranks).chain(most).collect()
}

#[test]
fn whatever_the_base_gives_can_be_drawn_and_read() {
    let engine = engine(&Files::embedded());
    let mut drawn = 0;
    for query in many(engine.base()) {
        let Ok(statistic) = engine.stats(&query, today()) else { continue };
        let figures = statistic.figures();
        assert!(figures.iter().all(|figure| figure.series == statistic.series.id), "{query}: one series");
        assert!(figures.iter().all(|figure| figure.unit == figures[0].unit), "{query}: one unit");
        let again = engine.stats(&statistic.query, today()).expect("the query filled in gives the same");
        assert_eq!(again.shape, statistic.shape, "{query}, filled in as {}", statistic.query);
        for lang in Lang::ALL {
            let table = statistic.table(lang, today());
            assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{query}");
            assert!(!table.sources.is_empty() && !table.alt().is_empty(), "{query}");
            let Some(chart) = statistic.chart(lang) else { continue };
            let svg = chart::svg(&chart);
            drawn += 1;
            for text in texts(&svg) {
                assert_eq!(
                    chart::lacking(&text),
                    Vec::<char>::new(),
                    "{query}: letters without a picture in {text:?}"
                );
            }
        }
    }
    assert!(drawn > 200, "{drawn} charts");
}

/// The texts of a picture.
fn texts(svg: &str) -> Vec<String> {
    let lines = svg.lines().filter(|line| line.starts_with("<text"));
    lines.filter_map(|line| Some(line.split_once('>')?.1.trim_end_matches("</text>").to_owned())).collect()
}

/// `chart` in the JSON contract promises a picture.
#[test]
fn an_answer_that_promises_a_chart_has_one() {
    let engine = engine(&Files::embedded());
    let mut charts = 0;
    let mut broken = Vec::new();
    for question in &engine.base().questions {
        let ask = Ask { text: &question.text, lang: Some(question.lang), context: None, today: today() };
        let answer = engine.ask(&ask);
        if !answer.chart {
            continue;
        }
        charts += 1;
        let Some(statistic) = engine.stats_of(&answer, today()) else {
            broken.push(question.text.clone());
            continue;
        };
        let shown = statistic.figures();
        let first = answer.figures.first().expect("figures make a chart");
        if !shown.iter().any(|figure| figure.id == first.id) {
            broken.push(format!("{}: without {}", question.text, first.id));
        }
    }
    assert!(charts > 50, "{charts} answers with a chart");
    assert!(broken.is_empty(), "{} of {charts}: {broken:#?}", broken.len());
}

#[test]
fn a_break_opens_the_line_and_is_explained() {
    let engine = engine(&Files::embedded());
    let statistic = engine.stats(&query(Kind::Trend, &["line", "x", "facebook"]), today()).expect("a trend");
    let chart = statistic.chart(Lang::En).expect("a chart");
    let Body::Lines(lines) = &chart.body else { panic!("lines") };
    let last = |name: &str| {
        let line = lines.lines.iter().find(|line| line.name == name).expect(name);
        line.points.last().expect("points").clone()
    };
    for name in ["LINE", "X", "Facebook"] {
        assert!(!last(name).joined, "{name} is joined over the change of the survey");
    }
    assert_eq!(lines.breaks.len(), 1);
    assert!(chart.notes[0].starts_with("† From this wave the survey covers ages 13–79"), "{:?}", chart.notes);
}
