//! From an answer to the query of its chart: the same series, the same figures.

use crate::answer::{Answer, CitedFigure};
use crate::knowledge::{AnsweredBy, FactBase, Figure, PartialDate};

use super::Span;
use super::query::{Kind, MOST_TOPICS, Query, Split};

/// The query behind an answer of figures; none where it has no series to draw.
pub fn of_answer(base: &FactBase, answer: &Answer) -> Option<Query> {
    if !answer.chart {
        return None;
    }
    if answer.fact.is_some() {
        return of_fact(base, answer);
    }
    let first = answer.figures.first()?;
    let series = &base.figure(&first.id)?.series;
    let same = |other: &CitedFigure| {
        other.metric == first.metric && base.figure(&other.id).is_some_and(|figure| figure.series == *series)
    };
    let answered_by = answer.intent.as_deref().and_then(|intent| base.lexicon.intent(intent))?.answered_by;
    // A share beside users is a second series, which the chart of the first leaves out.
    let figures: Vec<&CitedFigure> = answer.figures.iter().filter(|figure| same(figure)).collect();
    let mut topics: Vec<String> = Vec::new();
    for figure in &figures {
        if !topics.contains(&figure.topic) {
            topics.push(figure.topic.clone());
        }
    }
    let groups = figures.iter().any(|figure| figure.group != first.group);
    let one_time = figures.iter().all(|figure| figure.as_of == first.as_of);
    let split = Split::ALL
        .iter()
        .find(|(split, _)| figures.iter().all(|figure| figure.group.starts_with(split.prefix())));
    let (kind, group, at) = match answered_by {
        _ if groups => (Kind::Stats, split?.1.to_owned(), Some(first.as_of)),
        AnsweredBy::Trend => (Kind::Trend, first.group.clone(), None),
        AnsweredBy::Rank if one_time => (Kind::Rank, first.group.clone(), Some(first.as_of)),
        _ if topics.len() > 1 && one_time => (Kind::Compare, first.group.clone(), Some(first.as_of)),
        _ => (Kind::Stats, first.group.clone(), None),
    };
    let span = if kind == Kind::Trend { told(base, &figures) } else { Span::default() };
    // A ranking that was shortened for reading is drawn in full; one of named topics is of those.
    let named = answer.context.topics.len() > 1;
    if kind == Kind::Rank && !named {
        topics.clear();
    }
    let kind = if kind == Kind::Stats && topics.len() > 1 { Kind::Compare } else { kind };
    (topics.len() <= MOST_TOPICS).then(|| Query {
        kind,
        topics,
        metric: Some(first.metric.clone()),
        group: Some(group),
        at,
        span,
        series: Some(series.clone()),
    })
}

/// The course that a fact speaks of: that of most of its figures, with those of other topics in the same series.
fn of_fact(base: &FactBase, answer: &Answer) -> Option<Query> {
    let figures: Vec<&Figure> = answer.figures.iter().filter_map(|own| base.figure(&own.id)).collect();
    let alike = |one: &Figure| {
        let same = |other: &&&Figure| {
            (&other.series, &other.metric, &other.group) == (&one.series, &one.metric, &one.group)
        };
        figures.iter().filter(same).copied().collect::<Vec<&Figure>>()
    };
    let in_course = |one: &Figure| {
        let comparable = base.series(&one.series).is_some_and(|series| series.comparable);
        let askable = base.lexicon.metric(&one.metric).is_some_and(|metric| metric.askable);
        let others = alike(one);
        let later = others.iter().any(|other| other.topic == one.topic && other.as_of != one.as_of);
        comparable && askable && later
    };
    // The first of those that have as many: what the sentence begins with.
    let drawn = || figures.iter().copied().filter(|one| in_course(one));
    let most = drawn().map(|one| alike(one).len()).max()?;
    let first = drawn().find(|one| alike(one).len() == most)?;
    let mut topics: Vec<String> = Vec::new();
    for figure in alike(first).into_iter().filter(|one| in_course(one)) {
        if !topics.contains(&figure.topic) {
            topics.push(figure.topic.clone());
        }
    }
    topics.truncate(MOST_TOPICS);
    Some(Query {
        metric: Some(first.metric.clone()),
        group: Some(first.group.clone()),
        series: Some(first.series.clone()),
        ..Query::new(Kind::Trend, topics)
    })
}

/// The years that an answer tells of, where its series has figures of others too; else all of them.
fn told(base: &FactBase, figures: &[&CitedFigure]) -> Span {
    let dates = || figures.iter().map(|figure| figure.as_of);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return Span::default() };
    let years = Span { from: Some(PartialDate::year(first.year)), to: Some(PartialDate::year(last.year)) };
    let cited: Vec<&Figure> = figures.iter().filter_map(|own| base.figure(&own.id)).collect();
    let of_course = |own: &&Figure, other: &Figure| own.series == other.series && own.group == other.group;
    let all = cited.iter().all(|own| {
        let mut others = base.figures_of(&own.topic, &own.metric).filter(|other| of_course(own, other));
        others.all(|other| years.holds(other.as_of))
    });
    if all { Span::default() } else { years }
}
