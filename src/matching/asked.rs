//! What is asked, with what a follow-up left out filled in.

use crate::knowledge::FactBase;
use crate::question::{Context, Period, PeriodKind, Question};

use super::index::Index;

/// What is asked, with what a follow-up left out filled in.
pub(crate) struct Asked<'a> {
    pub(super) base: &'a FactBase,
    pub(crate) question: &'a Question,
    pub(crate) topics: Vec<usize>,
    pub(crate) topics_named: bool,
    /// Where no topic is named, those that the way of asking speaks for, the likeliest first, with how much.
    pub(crate) by_wording: Vec<(usize, f32)>,
    pub(crate) metrics: Vec<usize>,
    pub(crate) group: Option<String>,
    pub(crate) period: Option<Period>,
    /// The intent of the answer replied to.
    pub(crate) before: Option<usize>,
}

impl Asked<'_> {
    /// True where the course from one time to another is asked about.
    pub(super) fn asks_of_stretch(&self) -> bool {
        self.period.is_some_and(|period| period.kind == PeriodKind::Range)
    }
}

pub(super) fn asked<'a>(
    index: &Index,
    base: &'a FactBase,
    question: &'a Question,
    context: Option<&Context>,
) -> Asked<'a> {
    let lexicon = &base.lexicon;
    let of = &index.metrics;
    let is_share = |at: &usize| of.is_share(*at);
    let mut metrics: Vec<usize> = Vec::new();
    // "What percentage has signed up" asks for a share; a metric that is never one only stands in for it.
    if !question.metrics.iter().any(is_share) && !question.metrics.is_empty() {
        let mut of_measures = question.measures.iter().map(|at| of.of_measure(*at));
        metrics.extend(of_measures.find(|metrics| metrics.iter().all(is_share)).unwrap_or_default());
    }
    metrics.extend(&question.metrics);
    let mut add = |at: usize| {
        if !metrics.contains(&at) {
            metrics.push(at);
        }
    };
    if question.metrics.is_empty() {
        question.measures.iter().flat_map(|measure| of.of_measure(*measure)).for_each(|at| add(*at));
    }
    // What else is asked for by the measures that the named metrics belong to stands in for them.
    question.metrics.iter().flat_map(|named| of.beside(*named)).for_each(add);
    let mut asked = Asked {
        base,
        question,
        topics: question.topics.clone(),
        topics_named: !question.topics.is_empty(),
        by_wording: Vec::new(),
        metrics,
        group: question.group.clone(),
        period: question.period,
        before: None,
    };
    if let Some(context) = context.filter(|context| !context.is_empty()) {
        let new_topics = asked.topics_named;
        if !new_topics {
            asked.topics = context
                .topics
                .iter()
                .filter_map(|slug| base.topics.iter().position(|topic| topic.slug == *slug))
                .collect();
            asked.topics_named = !asked.topics.is_empty();
        }
        asked.before =
            context.intent.as_deref().and_then(|id| lexicon.intents.iter().position(|i| i.id == id));
        if asked.group.is_none() {
            asked.group.clone_from(&context.group);
        }
        if asked.period.is_none() && !question.now {
            asked.period = context.period.as_deref().and_then(|date| date.parse().ok()).map(Period::at);
        }
        if asked.metrics.is_empty()
            && let Some(at) =
                context.metric.as_deref().and_then(|id| lexicon.metrics.iter().position(|m| m.id == id))
        {
            asked.metrics.push(at);
        }
    }
    if asked.metrics.is_empty() {
        asked.metrics.extend(of.default());
    }
    asked
}
