//! Which figures answer: by topic, metric, group and period, with the preferences that the base states.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::knowledge::{FactBase, PartialDate};
use crate::question::{FARTHEST, Period, PeriodKind};

use super::about::people;

/// What it costs, in years, to answer with a figure of another series than was named.
const OTHER_SERIES: f32 = 4.0;
/// The whole population.
const ALL: &str = "all";

/// What is asked of figures.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    /// Metrics, the best first.
    pub(crate) metrics: &'a [usize],
    /// How many of them were named as such; the others only stand in for those.
    pub(crate) named: usize,
    /// Groups, the best first; `all` where none is named.
    pub(crate) group: Option<&'a str>,
    /// The time, or the newest.
    pub(crate) period: Option<Period>,
    /// Series asked for by name; none where none is.
    pub(crate) series: &'a [usize],
    /// Today, for the age of what is newest.
    pub(crate) today: PartialDate,
}

impl Wanted<'_> {
    /// What it costs to answer from that series, in years, where another is asked for by name.
    fn series_cost(&self, series: Option<usize>) -> f32 {
        let is_asked = series.is_some_and(|at| self.series.contains(&at));
        if self.series.is_empty() || is_asked { 0.0 } else { OTHER_SERIES }
    }

    /// What it costs to answer with the metric at that place, in years.
    fn metric_cost(&self, place: usize) -> f32 {
        let for_named = if self.period.is_some() { 1.5 } else { 4.0 };
        let stands_in = if self.named > 0 && place >= self.named { for_named } else { 0.0 };
        stands_in + place as f32 * if self.period.is_some() { 0.4 } else { 1.2 }
    }
}

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lack {
    /// The topic has none of those metrics.
    Metric,
    /// It has, but not of that group.
    Group,
    /// It has, but not near that time; these are the first and the last year there is.
    Period(i16, i16),
}

/// Figures of one series by date, group and metric: each with its topic.
type Cells = BTreeMap<(PartialDate, String, usize), Vec<(usize, usize)>>;

/// Figures by topic and metric.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    by_slot: FxHashMap<(usize, usize), Vec<usize>>,
    /// Those of comparable series by the series' id, for tables and breakdowns.
    cells: BTreeMap<String, Cells>,
    /// The comparable series that a topic has figures in.
    series_of: FxHashMap<usize, BTreeSet<String>>,
    /// By figure, where its series stands in the base …
    series: Vec<Option<usize>>,
    /// … its time, and its group as a place in `groups`: figures lie all over the memory, and of most no more is asked.
    times: Vec<(PartialDate, usize)>,
    groups: Vec<String>,
}

impl Figures {
    /// Indexes the figures of a base.
    pub(crate) fn new(base: &FactBase) -> Self {
        let topics: FxHashMap<&str, usize> =
            base.topics.iter().enumerate().map(|(at, t)| (t.slug.as_str(), at)).collect();
        let metrics: FxHashMap<&str, usize> =
            base.lexicon.metrics.iter().enumerate().map(|(at, m)| (m.id.as_str(), at)).collect();
        let series: FxHashMap<&str, usize> =
            base.series.iter().enumerate().map(|(at, series)| (series.id.as_str(), at)).collect();
        let of_figures = base.figures.iter().map(|figure| series.get(figure.series.as_str()).copied());
        let mut index = Self { series: of_figures.collect(), ..Self::default() };
        let mut groups: FxHashMap<&str, usize> = FxHashMap::default();
        for figure in &base.figures {
            let next = groups.len();
            let group = *groups.entry(&figure.group).or_insert(next);
            if group == next {
                index.groups.push(figure.group.clone());
            }
            index.times.push((figure.as_of, group));
        }
        for (at, figure) in base.figures.iter().enumerate() {
            let (Some(topic), Some(metric)) =
                (topics.get(figure.topic.as_str()), metrics.get(figure.metric.as_str()))
            else {
                continue;
            };
            if !base.lexicon.metrics[*metric].askable {
                continue;
            }
            index.by_slot.entry((*topic, *metric)).or_default().push(at);
            if base.series(&figure.series).is_some_and(|series| series.comparable) {
                index.series_of.entry(*topic).or_default().insert(figure.series.clone());
                index
                    .cells
                    .entry(figure.series.clone())
                    .or_default()
                    .entry((figure.as_of, figure.group.clone(), *metric))
                    .or_default()
                    .push((*topic, at));
            }
        }
        index
    }

    /// The comparable series that have a topic; all of them where none is given.
    fn cells_of(&self, topic: Option<usize>) -> impl Iterator<Item = &Cells> {
        let of_topic = topic.map(|topic| self.series_of.get(&topic));
        let has_topic = move |series: &String| match of_topic {
            None => true,
            Some(series_of) => series_of.is_some_and(|of| of.contains(series)),
        };
        self.cells.iter().filter(move |(series, _)| has_topic(series)).map(|(_, cells)| cells)
    }

    /// The figure that answers best.
    pub(crate) fn best(&self, base: &FactBase, topic: usize, wanted: &Wanted<'_>) -> Result<usize, Lack> {
        let mut any = false;
        let mut in_group: Vec<(usize, f32)> = Vec::new();
        // Many figures are of one group.
        let mut of_groups = vec![None; self.groups.len()];
        for (place, metric) in wanted.metrics.iter().enumerate() {
            for at in self.by_slot.get(&(topic, *metric)).into_iter().flatten() {
                any = true;
                let (_, group) = self.times[*at];
                let cost = || group_cost(base, &self.groups[group], wanted.group);
                if let Some(group) = *of_groups[group].get_or_insert_with(cost) {
                    let cost = group + wanted.metric_cost(place) + self.time_cost(base, *at, wanted);
                    in_group.push((*at, cost));
                }
            }
        }
        if !any {
            return Err(Lack::Metric);
        }
        if in_group.is_empty() {
            return Err(Lack::Group);
        }
        let best = in_group.iter().min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        match best {
            Some((at, _)) if wanted.period.is_none_or(|p| p.distance(self.times[*at].0) <= FARTHEST) => {
                Ok(*at)
            }
            _ => {
                let years = in_group.iter().map(|(at, _)| self.times[*at].0.year);
                Err(Lack::Period(years.clone().min().unwrap_or(0), years.max().unwrap_or(0)))
            }
        }
    }

    /// Figures of several topics and groups from one series at one time; `None` where no series has them.
    pub(crate) fn table(
        &self,
        base: &FactBase,
        topics: Option<&[usize]>,
        groups: &[&str],
        least: usize,
        wanted: &Wanted<'_>,
    ) -> Option<Vec<usize>> {
        let mut best: Option<(f32, Vec<usize>)> = None;
        for cells in self.cells_of(topics.and_then(|topics| topics.first().copied())) {
            for ((date, group, metric), entries) in cells {
                let Some(place) = wanted.metrics.iter().position(|m| m == metric) else { continue };
                if groups.first() != Some(&group.as_str()) {
                    continue;
                }
                let of_group = |wanted: &str| match wanted {
                    wanted if wanted == group => Some(entries),
                    wanted => cells.get(&(*date, wanted.to_owned(), *metric)),
                };
                let mut found: Vec<usize> = Vec::new();
                let mut complete = true;
                for group in groups {
                    let Some(entries) = of_group(group) else {
                        complete = false;
                        break;
                    };
                    match topics {
                        Some(topics) => {
                            for topic in topics {
                                match entries.iter().find(|(t, _)| t == topic) {
                                    Some((_, at)) => found.push(*at),
                                    None => complete = false,
                                }
                            }
                        }
                        None => found.extend(platforms(base, entries)),
                    }
                }
                if !complete || found.len() < least {
                    continue;
                }
                let first = &base.figures[entries[0].1];
                let distance = wanted.period.map_or(0.0, |p| p.distance(first.as_of));
                if distance > FARTHEST {
                    continue;
                }
                let breadth = if topics.is_none() { (8.0 - found.len() as f32).max(0.0) * 0.3 } else { 0.0 };
                let cost = self.time_cost(base, entries[0].1, wanted) + wanted.metric_cost(place) + breadth;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, found));
                }
            }
        }
        best.map(|(_, found)| found)
    }

    /// A topic's figures over time from the one series that says most, in order of time.
    pub(crate) fn course(&self, base: &FactBase, topic: usize, wanted: &Wanted<'_>) -> Option<Vec<usize>> {
        let group = wanted.group.unwrap_or(ALL);
        let group = self.groups.iter().position(|other| other == group)?;
        let mut best: Option<(f32, Vec<usize>)> = None;
        for (place, metric) in wanted.metrics.iter().enumerate() {
            for mut points in self.courses(base, topic, *metric, group) {
                if let Some(range) = wanted.period.filter(|p| p.kind == PeriodKind::Range) {
                    points.retain(|at| range.distance(self.times[*at].0) == 0.0);
                }
                let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
                if points.len() < 2 {
                    continue;
                }
                let (from, to) = (self.times[*first].0, self.times[*last].0);
                let covers = |p: Period| {
                    p.distance(from) == 0.0 || p.distance(to) == 0.0 || (from <= p.from && p.to <= to)
                };
                if wanted.period.is_some_and(|period| !covers(period)) {
                    continue;
                }
                let span = (to.months() - from.months()) / 12.0;
                let series = self.series[*first];
                let precedence = series.map_or(99, |at| base.series[at].precedence);
                let age = match wanted.period {
                    Some(period) if period.kind == PeriodKind::Range => {
                        (period.to.months().min(wanted.today.months()) - to.months()).abs() / 12.0
                            + (from.months() - period.from.months()).abs() / 12.0
                    }
                    Some(period) => period.distance(to).min(period.distance(from)) / 12.0,
                    None => (wanted.today.months() - to.months()) / 12.0,
                };
                let cost = age + f32::from(precedence) / 20.0 + wanted.metric_cost(place)
                    - (span * 0.3).min(3.0)
                    + wanted.series_cost(series);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, points));
                }
            }
        }
        best.map(|(_, points)| points)
    }

    /// A topic's figures of one metric and group, given by its place, by comparable series, each in order of time, one figure a time.
    fn courses(&self, base: &FactBase, topic: usize, metric: usize, group: usize) -> Vec<Vec<usize>> {
        let comparable = |at: &usize| self.series[*at].is_some_and(|series| base.series[series].comparable);
        let figures = self.by_slot.get(&(topic, metric)).into_iter().flatten().copied();
        let mut points: Vec<usize> =
            figures.filter(|at| self.times[*at].1 == group && comparable(at)).collect();
        let time = |at: &usize| (self.series[*at], self.times[*at].0);
        points.sort_by_key(time);
        points.dedup_by_key(|at| time(at));
        points.chunk_by(|a, b| self.series[*a] == self.series[*b]).map(<[usize]>::to_vec).collect()
    }

    /// A topic's figures by groups of one kind (ages, sexes) from one series at one time.
    pub(crate) fn breakdown(
        &self,
        base: &FactBase,
        topic: usize,
        kind: &str,
        wanted: &Wanted<'_>,
    ) -> Option<Vec<usize>> {
        let mut best: Option<(f32, Vec<usize>)> = None;
        for cells in self.cells_of(Some(topic)) {
            let mut by_date: BTreeMap<(PartialDate, usize), Vec<usize>> = BTreeMap::new();
            for ((date, group, metric), entries) in cells {
                if group.starts_with(kind) && !group.contains('/') && wanted.metrics.contains(metric) {
                    let found = entries.iter().filter(|(t, _)| *t == topic).map(|(_, at)| *at);
                    by_date.entry((*date, *metric)).or_default().extend(found);
                }
            }
            for ((_, metric), figures) in by_date {
                let Some(first) = figures.first().filter(|_| figures.len() >= 2) else { continue };
                let place = wanted.metrics.iter().position(|m| *m == metric).unwrap_or(0);
                let few = if kind == "age:" { (6.0 - figures.len() as f32).max(0.0) * 0.6 } else { 0.0 };
                let cost = self.time_cost(base, *first, wanted) + place as f32 + few;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, figures));
                }
            }
        }
        best.map(|(_, mut figures)| {
            figures.sort_by(|a, b| base.figures[*a].group.cmp(&base.figures[*b].group));
            figures
        })
    }

    /// What it costs to answer with that figure, in years, whatever its metric; `None` where it is of another group
    /// or too far from the time asked about.
    pub(crate) fn cost(&self, base: &FactBase, at: usize, wanted: &Wanted<'_>) -> Option<f32> {
        let figure = &base.figures[at];
        let far = wanted.period.is_some_and(|period| period.distance(figure.as_of) > FARTHEST);
        let of_group = match wanted.group {
            Some(_) => group_cost(base, &figure.group, wanted.group)?,
            None => group_cost(base, &figure.group, None).unwrap_or(3.0),
        };
        (!far).then(|| of_group + self.time_cost(base, at, wanted))
    }

    /// What age and distance cost, in years, with the precedence of the series.
    fn time_cost(&self, base: &FactBase, at: usize, wanted: &Wanted<'_>) -> f32 {
        let ((as_of, _), series) = (self.times[at], self.series[at]);
        let precedence = f32::from(series.map_or(99, |at| base.series[at].precedence));
        let of_series = wanted.series_cost(series);
        of_series
            + match wanted.period {
                Some(period) => {
                    let exact_day = if as_of.month.is_some() { 0.0 } else { 0.05 };
                    period.cost(as_of) + precedence / 30.0 + exact_day
                }
                None => as_of.age(wanted.today) + precedence / 20.0,
            }
    }
}

/// One figure a topic, platforms only, the largest first.
fn platforms(base: &FactBase, entries: &[(usize, usize)]) -> Vec<usize> {
    let mut found: Vec<usize> = entries
        .iter()
        .filter(|(topic, _)| base.topics[*topic].kind == crate::knowledge::TopicKind::Platform)
        .map(|(_, at)| *at)
        .collect();
    found.sort_by(|a, b| base.figures[*b].value.total_cmp(&base.figures[*a].value));
    found.dedup_by(|again, at| base.figures[*again].topic == base.figures[*at].topic);
    found
}

/// The parts of a group that narrow the whole population.
fn narrowed(group: &str) -> impl Iterator<Item = &str> {
    people(group).filter(|part| *part != ALL)
}

/// How well a figure's group fits the group asked for, in years of age it is worth; `None` where not at all.
fn group_cost(base: &FactBase, has: &str, wanted: Option<&str>) -> Option<f32> {
    let Some(wanted) = wanted else {
        return match has {
            ALL => Some(0.0),
            has if has.starts_with("base:") && !has.contains('/') => Some(1.5),
            _ => None,
        };
    };
    if has == wanted {
        return Some(0.0);
    }
    if narrowed(wanted).next().is_some() && narrowed(has).eq(narrowed(wanted)) {
        return Some(1.0);
    }
    let near = base.lexicon.group(wanted).map(|group| group.near.as_slice()).unwrap_or_default();
    // An older figure of the group itself says more than a new one of everybody.
    let farther = |group: &str| if group == ALL { 6.0 } else { 0.0 };
    near.iter().position(|group| group == has).map(|place| 2.0 + place as f32 * 0.3 + farther(has)).or_else(
        || {
            let by_part = near.iter().position(|group| narrowed(has).eq([group.as_str()]))?;
            Some(3.0 + by_part as f32 * 0.3)
        },
    )
}
