//! From an answer to the query of its chart: the same series, the same figures.

use crate::answer::{Answer, CitedFigure};
use crate::knowledge::{AnsweredBy, FactBase};

use super::query::{Kind, MOST_TOPICS, Query, Split};

/// The query behind an answer made of figures; none where it has no series to draw.
pub fn of_answer(base: &FactBase, answer: &Answer) -> Option<Query> {
    if !answer.chart || answer.fact.is_some() {
        return None;
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
        series: Some(series.clone()),
    })
}
