//! What is known of one topic.

use serde::Serialize;

use super::{askable, newest};
use crate::knowledge::{Fact, FactBase, Figure, PartialDate, Rank, Topic};

/// What is known of one topic. Facts of other topics that speak of it as well are not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicCoverage {
    /// Slug of the topic.
    pub topic: String,
    /// How many figures it has.
    pub figures: usize,
    /// How many of them answer a question by themselves.
    pub askable: usize,
    /// How many facts it has, those that were withdrawn included.
    pub facts: usize,
    /// Intents that facts answer, in the order of the lexicon; no withdrawn fact does.
    pub intents: Vec<String>,
    /// The newest moment that an askable figure or a fact speaks of.
    pub newest: Option<PartialDate>,
    /// True where no fact says what it is (the intent of a bare name).
    pub no_what: bool,
    /// True where nothing is recent.
    pub old: bool,
}

impl TopicCoverage {
    pub(super) fn of(
        topic: &Topic,
        figures: &[&Figure],
        base: &FactBase,
        recent_after: PartialDate,
        today: PartialDate,
    ) -> Self {
        let lexicon = &base.lexicon;
        let valid = || topic.facts.iter().filter(|fact| fact.rank != Rank::Deprecated);
        let answers = |intent: &str| valid().any(|fact: &Fact| fact.intent == intent);
        let askable = || figures.iter().filter(|figure| askable(base, figure));
        let dates = askable().map(|figure| figure.as_of).chain(valid().map(|fact| fact.as_of));
        let newest = newest(dates, today);
        let intents = lexicon.intents.iter().map(|intent| &intent.id).filter(|id| answers(id));
        Self {
            topic: topic.slug.clone(),
            figures: figures.len(),
            askable: askable().count(),
            facts: topic.facts.len(),
            intents: intents.cloned().collect(),
            newest,
            no_what: lexicon.bare.as_deref().is_some_and(|bare| !answers(bare)),
            old: newest.is_none_or(|newest| newest.last_day() <= recent_after.last_day()),
        }
    }
}
