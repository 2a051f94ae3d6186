//! Charts: what they look like, kept as SVG, and what must hold of every one that the shipped base can give.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use kotae::chart::{self, Body};
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{self, FactBase, Files, Lang, PartialDate, TopicKind};
use kotae::stats::{Kind, Query, Shape, Span};

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
    let mut files = Files::read(&folder.join("tests/knowledge")).expect("the small base");
    let figures = files.contents.get_mut("figures/cloud-survey.csv").expect("its figures");
    figures.extend_from_slice(include_bytes!("by-age.csv"));
    let engine = engine(&files);
    let twenties = Query { group: Some("age:20s".into()), ..query(Kind::Compare, &["kumonet", "hibiki"]) };
    let years = Span { from: Some(PartialDate::year(2023)), to: None };
    let year = Query { at: Some(PartialDate::year(2023)), ..query(Kind::Stats, &["hibiki"]) };
    let mut changed = Vec::new();
    for (name, query) in [
        ("lines", query(Kind::Trend, &["kumonet", "hibiki"])),
        ("line", query(Kind::Stats, &["kumonet"])),
        ("bars", twenties),
        ("card", year),
        ("ages", Query { group: Some("age".into()), ..query(Kind::Trend, &["kumonet"]) }),
        ("years", Query { span: years, ..query(Kind::Trend, &["kumonet"]) }),
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
        let trend = query(Kind::Trend, &[slug]);
        let cut = Query { span: Span { from: None, to: Some(PartialDate::year(2022)) }, ..trend.clone() };
        let split = ["age", "sex"].map(|split| [by(split, stats.clone()), by(split, trend.clone())]);
        [stats, trend, cut].into_iter().chain(split.into_iter().flatten())
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
        // A fact may begin with another figure than those of its course.
        let told = if answer.fact.is_some() { &answer.figures[..] } else { &answer.figures[..1] };
        if !told.iter().any(|own| shown.iter().any(|figure| figure.id == own.id)) {
            broken.push(format!("{}: without {}", question.text, told[0].id));
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
    let line = lines.lines.iter().find(|line| line.name == "LINE").expect("LINE");
    let open: Vec<i32> =
        line.points.iter().filter(|point| !point.joined).map(|point| point.at as i32).collect();
    assert_eq!(open, [2012, 2016, 2021, 2024], "no figure of 2015 nor of 2020, and the break");
    assert_eq!(lines.breaks.len(), 1);
    assert!(chart.notes[0].starts_with("† From this wave the survey covers ages 13–79"), "{:?}", chart.notes);
}

/// Lines of groups: one topic, one series, each line one group, none of whose people another line counts too.
#[test]
fn a_course_by_age_counts_nobody_twice() {
    let engine = engine(&Files::embedded());
    let base = engine.base();
    let mut drawn = 0;
    for topic in &base.topics {
        let by_age = Query { group: Some("age".into()), ..query(Kind::Trend, &[&topic.slug]) };
        let Ok(statistic) = engine.stats(&by_age, today()) else { continue };
        let Shape::Courses(courses) = &statistic.shape else { panic!("{by_age}: courses") };
        let mut ages: Vec<(u8, u8)> = Vec::new();
        for course in courses {
            let group = &course.points[0].group;
            assert!(course.points.len() >= 2, "{by_age}: {group} has one figure");
            for figure in &course.points {
                let own = (&figure.topic, &figure.group, &figure.series, &figure.metric);
                assert_eq!(own, (&topic.slug, group, &statistic.series.id, &statistic.metric.id), "{by_age}");
            }
            ages.push(base.lexicon.group(group).and_then(|group| group.ages).expect("ages"));
        }
        assert!(ages.windows(2).all(|pair| pair[0].1 < pair[1].0), "{by_age}: {ages:?}");
        assert!((2..=6).contains(&courses.len()), "{by_age}: {} lines", courses.len());
        drawn += 1;
    }
    assert!(drawn >= 6, "{drawn} courses by age");
}

/// An answer about some years comes with the chart of those.
#[test]
fn the_chart_of_an_answer_shows_the_years_that_it_tells_of() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge");
    let engine = engine(&Files::read(&folder).expect("the small base"));
    let years = |text: &str| {
        let answer = engine.ask(&Ask { text, lang: None, context: None, today: today() });
        let statistic = engine.stats_of(&answer, today()).unwrap_or_else(|| panic!("{text}: a chart"));
        statistic.figures().iter().map(|figure| figure.as_of.year).collect::<Vec<_>>()
    };
    assert_eq!(years("how has the use of Kumonet changed over the years?"), [2022, 2023, 2024]);
    assert_eq!(years("how has the use of Kumonet changed from 2023 to 2024?"), [2023, 2024]);
    assert_eq!(years("クモネットの利用は2023年から2024年にどう変わりましたか？"), [2023, 2024]);
}

/// A course that somebody told in a sentence is drawn as well.
#[test]
fn a_fact_that_tells_a_course_has_its_chart() {
    let engine = engine(&Files::embedded());
    for text in
        ["how has the use of LINE changed over the years?", "Instagramの利用率はどう変わってきましたか"]
    {
        let answer = engine.ask(&Ask { text, lang: None, context: None, today: today() });
        assert!(answer.fact.is_some() && answer.chart, "{text}: {answer:?}");
        let statistic = engine.stats_of(&answer, today()).unwrap_or_else(|| panic!("{text}: a chart"));
        assert!(matches!(&statistic.shape, Shape::Courses(courses) if courses.len() == 1), "{text}");
        assert_eq!(statistic.query.topics, answer.topics, "{text}");
    }
}
