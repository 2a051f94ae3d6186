//! From a query to figures of one series.

use crate::knowledge::{FactBase, Figure, Metric, PartialDate, TopicKind, Unit};

use super::ages;
use super::courses::{courses, courses_apart, worth};
use super::lack::Lack;
use super::query::{Kind, MOST_TOPICS, Query, Split};
use super::select::{ALL, Strand, by_date, joined, strands, time_cost};
use super::span::Span;
use super::statistic::{Course, Shape, Statistic};

/// What a topic costs that has no figure where the others have one: more than any age.
pub(super) const MISSING_TOPIC: f32 = 1000.0;
/// Platforms that make a ranking, at least.
const RANKED: usize = 3;
/// Groups of ages that make a whole breakdown, and what each that is missing costs.
pub(super) const AGES: (f32, f32) = (6.0, 0.6);

/// A choice and what it costs.
pub(super) struct Choice<'a> {
    pub(super) cost: f32,
    pub(super) strand: Strand<'a>,
    pub(super) shape: Shape<'a>,
}

/// Finds the figures of one series that answer a query best.
///
/// # Errors
/// Why there are none.
pub fn find<'a>(base: &'a FactBase, query: &Query, today: PartialDate) -> Result<Statistic<'a>, Lack> {
    check(base, query)?;
    if query.span.is_open() {
        return best(base, query, today);
    }
    // Years narrow what would be shown without them; another series only answers where that one has too little.
    let open = best(base, &Query { span: Span::default(), ..query.clone() }, today)?;
    let series = open.query.series.clone();
    let narrowed = Query { series, metric: open.query.metric.clone(), ..query.clone() };
    match best(base, &narrowed, today) {
        Ok(found) if found.lacking.len() <= open.lacking.len() => {
            Ok(Statistic { asked: query.clone(), others: open.others, ..found })
        }
        _ => best(base, query, today).map_err(|_| Lack::NoSpan(years(open.figures()))),
    }
}

/// The years of some figures, each once.
fn years<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Vec<i16> {
    let mut years: Vec<i16> = figures.into_iter().map(|figure| figure.as_of.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn best<'a>(base: &'a FactBase, query: &Query, today: PartialDate) -> Result<Statistic<'a>, Lack> {
    let all = strands(base, query);
    let choices: Vec<Choice<'a>> =
        all.iter().flat_map(|strand| choices(base, query, strand, today)).collect();
    let best = choices.into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
    let best = best.ok_or_else(|| why_not(base, query, &all))?;
    let figures = best.shape.figures();
    let mut lacking: Vec<String> = query
        .topics
        .iter()
        .filter(|topic| !figures.iter().any(|figure| figure.topic == **topic))
        .cloned()
        .collect();
    if query.kind == Kind::Rank && query.topics.is_empty() {
        lacking = unranked(base, &figures);
    }
    let enough = match query.kind {
        Kind::Compare | Kind::Trend => query.topics.len() < 2 || query.topics.len() - lacking.len() >= 2,
        Kind::Stats | Kind::Rank => true,
    };
    if !enough {
        return Err(Lack::Apart(query.topics.clone()));
    }
    let left_out = match (&best.shape, query.split()) {
        (Shape::Courses(courses), Some(split)) => {
            let shown: Vec<String> = courses.iter().map(|course| course.points[0].group.clone()).collect();
            let rest = ages::beside(base, ages::groups_of(best.strand.figures.iter().copied()), &shown);
            if split == Split::Age { ages::apart(base, rest) } else { rest }
        }
        _ => Vec::new(),
    };
    let one_time = matches!(best.shape, Shape::One(_) | Shape::Topics(_) | Shape::Groups(_));
    let filled = Query {
        metric: Some(best.strand.metric.id.clone()),
        group: if query.split().is_some() { query.group.clone() } else { Some(figures[0].group.clone()) },
        at: one_time.then(|| figures[0].as_of),
        series: Some(best.strand.series.id.clone()),
        ..query.clone()
    };
    Ok(Statistic {
        base,
        query: filled,
        asked: query.clone(),
        series: best.strand.series,
        metric: best.strand.metric,
        others: others(base, query, &best.strand.metric.id),
        shape: best.shape,
        lacking,
        left_out,
    })
}

/// Platforms that the same survey asked about at the same time, but of which there is no figure of that group.
fn unranked(base: &FactBase, ranked: &[&Figure]) -> Vec<String> {
    let first = ranked[0];
    let same = |figure: &&Figure| {
        figure.series == first.series && figure.metric == first.metric && figure.as_of == first.as_of
    };
    let is_platform = |slug: &str| base.topic(slug).is_some_and(|topic| topic.kind == TopicKind::Platform);
    let mut lacking: Vec<String> = base
        .figures
        .iter()
        .filter(same)
        .filter(|figure| is_platform(&figure.topic))
        .filter(|figure| !ranked.iter().any(|own| own.topic == figure.topic))
        .map(|figure| figure.topic.clone())
        .collect();
    lacking.sort_unstable();
    lacking.dedup();
    lacking
}

/// Other metrics of the topics; of a ranking nearly all, which helps nobody.
fn others<'a>(base: &'a FactBase, query: &Query, shown: &str) -> Vec<&'a Metric> {
    if query.topics.is_empty() {
        return Vec::new();
    }
    let mut metrics = super::choices::metrics_of(base, &query.topics);
    metrics.retain(|metric| metric.id != shown);
    metrics
}

fn check(base: &FactBase, query: &Query) -> Result<(), Lack> {
    let unknown = |name: &str| Err(Lack::Unknown(name.to_owned()));
    if let Some(topic) = query.topics.iter().find(|topic| base.topic(topic).is_none()) {
        return unknown(topic);
    }
    if let Some(metric) = query.metric.as_deref().filter(|metric| base.lexicon.metric(metric).is_none()) {
        return unknown(metric);
    }
    if let Some(series) = query.series.as_deref().filter(|series| base.series(series).is_none()) {
        return unknown(series);
    }
    if let Some(group) = query.group.as_deref() {
        let known = base.lexicon.group(group).is_some()
            || query.split().is_some()
            || base.figures.iter().any(|figure| figure.group == group);
        if !known {
            return unknown(group);
        }
    }
    let few = match query.kind {
        Kind::Stats | Kind::Trend => 1,
        Kind::Compare => {
            if query.split().is_some() {
                1
            } else {
                2
            }
        }
        Kind::Rank => 0,
    };
    if query.topics.len() < few {
        return Err(Lack::TooFew);
    }
    if query.topics.len() > MOST_TOPICS {
        return Err(Lack::TooMany);
    }
    if query.kind == Kind::Trend && query.split().is_some() && query.topics.len() > 1 {
        return Err(Lack::OneTopic);
    }
    if query.span.is_backwards() {
        return Err(Lack::Backwards);
    }
    Ok(())
}

fn choices<'a>(
    base: &'a FactBase,
    query: &Query,
    strand: &Strand<'a>,
    today: PartialDate,
) -> Vec<Choice<'a>> {
    match (query.kind, query.split()) {
        (Kind::Stats | Kind::Compare, Some(split)) => breakdowns(base, query, strand, split, today),
        (Kind::Stats, None) => alone(base, query, strand, today).into_iter().collect(),
        (Kind::Compare | Kind::Rank, None) => at_one_time(query, strand, today),
        (Kind::Trend, None) => courses(base, query, strand, today).into_iter().collect(),
        (Kind::Trend, Some(split)) => courses_apart(base, strand, split, today).into_iter().collect(),
        // A ranking for each group is a picture that nobody reads.
        (Kind::Rank, Some(_)) => Vec::new(),
    }
}

/// One topic: its course, else its figures, else the one figure.
fn alone<'a>(
    base: &'a FactBase,
    query: &Query,
    strand: &Strand<'a>,
    today: PartialDate,
) -> Option<Choice<'a>> {
    if query.at.is_some() {
        let dates = by_date(&strand.figures);
        let nearest = dates.into_values().filter_map(|mut figures| {
            let figure = figures.swap_remove(0);
            Some((time_cost(query.at, figure.as_of, today)?, figure))
        });
        let (cost, figure) = nearest.min_by(|a, b| a.0.total_cmp(&b.0))?;
        let cost = cost + strand.cost;
        return Some(Choice { cost, strand: strand.clone(), shape: Shape::One(figure) });
    }
    let points: Vec<&Figure> = by_date(&strand.figures).into_values().map(|figures| figures[0]).collect();
    let newest = *points.last()?;
    let mut cost = strand.cost + time_cost(None, newest.as_of, today)?;
    let shape = match points.len() {
        1 => Shape::One(newest),
        _ if strand.series.comparable && newest.unit != Unit::Rank => {
            cost -= worth(&points);
            Shape::Courses(vec![Course { joined: joined(base, &points), points }])
        }
        _ => Shape::List(points),
    };
    Some(Choice { cost, strand: strand.clone(), shape })
}

/// Topics beside each other, for each time that has some.
fn at_one_time<'a>(query: &Query, strand: &Strand<'a>, today: PartialDate) -> Vec<Choice<'a>> {
    let least = if query.topics.is_empty() { RANKED } else { 2 };
    by_date(&strand.figures)
        .into_iter()
        .filter(|(_, figures)| figures.len() >= least)
        .filter_map(|(date, mut figures)| {
            let missing = query.topics.len().saturating_sub(figures.len()) as f32 * MISSING_TOPIC;
            let narrow =
                if query.topics.is_empty() { (8.0 - figures.len() as f32).max(0.0) * 0.3 } else { 0.0 };
            let cost = strand.cost + time_cost(query.at, date, today)? + missing + narrow;
            figures.sort_by(|a, b| b.value.total_cmp(&a.value));
            if figures[0].unit == Unit::Rank {
                figures.reverse();
            }
            Some(Choice { cost, strand: strand.clone(), shape: Shape::Topics(figures) })
        })
        .collect()
}

/// Groups beside each other, for each time that has some.
fn breakdowns<'a>(
    base: &'a FactBase,
    query: &Query,
    strand: &Strand<'a>,
    split: Split,
    today: PartialDate,
) -> Vec<Choice<'a>> {
    if !strand.series.comparable {
        return Vec::new();
    }
    by_date(&strand.figures)
        .into_iter()
        .filter_map(|(date, figures)| {
            let all = ages::groups_of(figures.iter().copied());
            let groups = if split == Split::Age { ages::apart(base, all) } else { all };
            let of_group = |group: &String| {
                let of_topic =
                    |topic: &String| figures.iter().copied().find(|f| f.group == *group && f.topic == *topic);
                query.topics.iter().filter_map(of_topic).collect::<Vec<_>>()
            };
            let rows: Vec<Vec<&Figure>> =
                groups.iter().map(of_group).filter(|row: &Vec<&Figure>| !row.is_empty()).collect();
            if rows.len() < 2 {
                return None;
            }
            let has = |topic: &&String| rows.iter().flatten().any(|figure| figure.topic == **topic);
            let missing = query.topics.iter().filter(|topic| !has(topic)).count() as f32 * MISSING_TOPIC;
            let few = if split == Split::Age { (AGES.0 - rows.len() as f32).max(0.0) * AGES.1 } else { 0.0 };
            let cost = strand.cost + time_cost(query.at, date, today)? + missing + few;
            Some(Choice { cost, strand: strand.clone(), shape: Shape::Groups(rows) })
        })
        .collect()
}

/// Nothing was found: what would have to be asked otherwise.
fn why_not(base: &FactBase, query: &Query, strands: &[Strand<'_>]) -> Lack {
    let topics = query.topics.clone();
    if strands.is_empty() {
        let open = Query { group: None, ..query.clone() };
        let any_group = query.group.as_deref().is_some_and(|group| group != ALL)
            && !super::select::strands(base, &open).is_empty();
        return if any_group { Lack::NoGroup(topics) } else { Lack::Nothing(topics) };
    }
    if query.at.is_some() {
        let open = Query { at: None, ..query.clone() };
        let today = PartialDate::year(2199);
        let found: Vec<Choice<'_>> =
            strands.iter().flat_map(|strand| choices(base, &open, strand, today)).collect();
        let years = years(found.iter().flat_map(|choice| choice.shape.figures()));
        if !years.is_empty() {
            return Lack::NoTime(years);
        }
    }
    match query.kind {
        Kind::Trend => Lack::NoCourse(topics),
        Kind::Compare if query.split().is_none() => Lack::Apart(topics),
        _ if query.group.as_deref().is_some_and(|group| group != ALL) => Lack::NoGroup(topics),
        _ => Lack::Nothing(topics),
    }
}
