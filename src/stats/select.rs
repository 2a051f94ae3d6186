//! Figures that may stand together, and what speaks against each choice of them.

use std::collections::BTreeMap;

use crate::knowledge::{FactBase, Figure, Method, Metric, PartialDate, Series, TopicKind};
use crate::question::{FARTHEST, Period};

use super::query::{Kind, Query};

/// The whole population.
pub(super) const ALL: &str = "all";
/// Waves of a survey that lie closer together than this are one wave, in months.
const ONE_WAVE: f32 = 4.0;
/// From so many times the usual distance on, a wave is missing between two figures.
const MISSING: f32 = 1.75;

/// Figures of one series, metric and group.
#[derive(Clone, Debug)]
pub(super) struct Strand<'a> {
    pub(super) series: &'a Series,
    pub(super) metric: &'a Metric,
    /// What metric and group cost, in years of age.
    pub(super) cost: f32,
    /// Topic by topic, those of each ordered by id.
    pub(super) figures: Vec<&'a Figure>,
}

/// The figures a query may be answered with: those of its topics, metrics and groups, by series.
pub(super) fn strands<'a>(base: &'a FactBase, query: &Query) -> Vec<Strand<'a>> {
    let metrics = metrics(base, query);
    let place_of = |metric: &str| metrics.iter().position(|own| own.id == metric);
    let figures: Vec<(usize, &Figure)> = if query.topics.is_empty() {
        base.figures.iter().filter_map(|figure| Some((place_of(&figure.metric)?, figure))).collect()
    } else {
        let of_topic = |topic: &String| {
            let of_metric = |(place, own): (usize, &&Metric)| {
                base.figures_of(topic, &own.id).map(move |figure| (place, figure)).collect::<Vec<_>>()
            };
            metrics.iter().enumerate().flat_map(of_metric).collect::<Vec<_>>()
        };
        query.topics.iter().flat_map(of_topic).collect()
    };
    let mut strands: BTreeMap<(&str, &str, &str), Strand<'a>> = BTreeMap::new();
    for (place, figure) in figures {
        if !is_about(base, query, figure) {
            continue;
        }
        let Some(group) = group_cost(base, query, &figure.group) else { continue };
        let Some(series) = base.series(&figure.series) else { continue };
        // A breakdown is made of many groups.
        let key = if query.split().is_some() { "" } else { figure.group.as_str() };
        let strand = strands.entry((&figure.series, &figure.metric, key)).or_insert_with(|| Strand {
            series,
            metric: metrics[place],
            cost: group + place as f32 * 0.1 + f32::from(series.precedence) / 20.0,
            figures: Vec::new(),
        });
        strand.figures.push(figure);
    }
    strands.into_values().collect()
}

/// The metrics that a query may mean, the best first.
fn metrics<'a>(base: &'a FactBase, query: &Query) -> Vec<&'a Metric> {
    if let Some(named) = &query.metric {
        return base.lexicon.metric(named).filter(|metric| metric.askable).into_iter().collect();
    }
    let by_default = base.lexicon.measures.iter().filter(|measure| measure.default);
    let mut ids: Vec<&str> = by_default.flat_map(|measure| &measure.metrics).map(String::as_str).collect();
    // Shares are of the population; numbers of people come from whoever counts its own.
    ids.sort_by_key(|id| *id != "usage_rate");
    let mut metrics: Vec<&Metric> = ids.iter().filter_map(|id| base.lexicon.metric(id)).collect();
    if metrics.is_empty() {
        metrics = base.lexicon.metrics.iter().collect();
    }
    metrics.retain(|metric| metric.askable);
    let mut seen = Vec::new();
    metrics.retain(|metric| {
        !seen.contains(&metric.id.as_str()) && {
            seen.push(&metric.id);
            true
        }
    });
    metrics
}

/// Whether a figure of one of the query's topics and metrics may stand in its kind of statistic.
fn is_about(base: &FactBase, query: &Query, figure: &Figure) -> bool {
    if query.series.as_ref().is_some_and(|series| *series != figure.series) || !query.span.holds(figure.as_of)
    {
        return false;
    }
    let comparable = || base.series(&figure.series).is_some_and(|series| series.comparable);
    match query.kind {
        Kind::Rank => {
            comparable() && base.topic(&figure.topic).is_some_and(|topic| topic.kind == TopicKind::Platform)
        }
        Kind::Stats => true,
        Kind::Compare | Kind::Trend => comparable(),
    }
}

/// How well a figure's group fits the one asked for, in years of age it is worth; `None` where not at all.
fn group_cost(base: &FactBase, query: &Query, has: &str) -> Option<f32> {
    if let Some(split) = query.split() {
        return (has.starts_with(split.prefix()) && !has.contains('/')).then_some(0.0);
    }
    match query.group.as_deref() {
        None | Some(ALL) if has == ALL => Some(0.0),
        None if has.starts_with("base:") && !has.contains('/') => Some(1.5),
        None | Some(ALL) => None,
        Some(wanted) if wanted == has => Some(0.0),
        Some(wanted) => {
            let near = base.lexicon.group(wanted).map(|group| group.near.as_slice()).unwrap_or_default();
            near.iter().position(|group| group == has).map(|place| 2.0 + place as f32 * 0.3)
        }
    }
}

/// One figure for each topic and group among those of one time.
pub(super) fn once(figures: &mut Vec<&Figure>) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    figures.retain(|figure| {
        let key = (figure.topic.as_str(), figure.group.as_str());
        // Pairs of one time are few.
        !seen.contains(&key) && {
            seen.push(key);
            true
        }
    });
}

/// Figures by their date.
pub(super) fn by_date<'a>(figures: &[&'a Figure]) -> BTreeMap<PartialDate, Vec<&'a Figure>> {
    let mut dates: BTreeMap<PartialDate, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        dates.entry(figure.as_of).or_default().push(figure);
    }
    dates.values_mut().for_each(once);
    dates
}

/// What age, or distance from the time asked about, costs, in years; `None` where too far.
pub(super) fn time_cost(asked: Option<PartialDate>, date: PartialDate, today: PartialDate) -> Option<f32> {
    let Some(asked) = asked.map(Period::at) else { return Some(date.age(today)) };
    (asked.distance(date) <= FARTHEST).then(|| asked.cost(date))
}

/// For each of some dates in order, whether a line may lead to it from the one before.
pub(super) fn joined(base: &FactBase, points: &[&Figure]) -> Vec<bool> {
    let Some(first) = points.first() else { return Vec::new() };
    let series = base.series(&first.series);
    let asked_in_waves = series.is_some_and(|s| matches!(s.method, Method::Survey | Method::Measurement));
    let waves = if asked_in_waves { waves(base, first) } else { Vec::new() };
    let usual = usual_distance(&waves);
    let breaks = series.map(|series| series.breaks.as_slice()).unwrap_or_default();
    let mut joined = vec![false];
    joined.extend(points.windows(2).map(|pair| {
        let (from, to) = (pair[0].as_of, pair[1].as_of);
        let broken = breaks.iter().any(|b| from < b.at && b.at <= to);
        let (start, end) = (from.months(), to.months());
        let between = waves.iter().any(|wave| *wave > start + ONE_WAVE && *wave < end - ONE_WAVE);
        let far = asked_in_waves && end - start > MISSING * usual;
        !(broken || between || far)
    }));
    joined
}

/// When the series asked for that metric in that group, about whatever topic; in months.
fn waves(base: &FactBase, like: &Figure) -> Vec<f32> {
    let same = |figure: &&Figure| {
        figure.series == like.series && figure.metric == like.metric && figure.group == like.group
    };
    let dates: Vec<PartialDate> = base.figures.iter().filter(same).map(|figure| figure.as_of).collect();
    // A figure that its source dates by the year alone is of one of the waves whose months are known.
    let months_known = dates.iter().any(|date| date.month.is_some());
    let mut waves: Vec<f32> = dates
        .into_iter()
        .filter(|date| !months_known || date.month.is_some())
        .map(PartialDate::months)
        .collect();
    waves.sort_by(f32::total_cmp);
    waves.dedup_by(|later, earlier| *later - *earlier < ONE_WAVE);
    waves
}

/// The middle distance between waves, a year at least; in months.
fn usual_distance(waves: &[f32]) -> f32 {
    let mut distances: Vec<f32> = waves.windows(2).map(|pair| pair[1] - pair[0]).collect();
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(12.0).max(12.0)
}
