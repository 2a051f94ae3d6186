//! How much is known, topic by topic, and what is thin, old or due: for curators.

mod phrasings;
mod questions;
mod review;
mod series;
mod topic;

use std::collections::HashMap;

use serde::Serialize;

pub use phrasings::PhrasingCoverage;
pub use questions::QuestionCoverage;
pub use review::Review;
pub use series::SeriesCoverage;
pub use topic::TopicCoverage;

use super::{FactBase, Figure, PartialDate, Rank, Reading, Translation};

/// For how many years something counts as recent.
pub const RECENT_YEARS: i16 = 3;

/// In how many days what falls due is told beforehand.
pub const SOON_DAYS: i64 = 90;

/// How many ways of asking a set of phrasings should have in a language.
pub const FEW_PHRASINGS: usize = 20;

/// What a base covers.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The intent of a bare name, for whose fact each topic is searched.
    pub bare: Option<String>,
    /// After this day something is recent.
    pub recent_after: PartialDate,
    /// Every topic, by slug.
    pub topics: Vec<TopicCoverage>,
    /// Every series, by id.
    pub series: Vec<SeriesCoverage>,
    /// Every intent in the order of the lexicon, then every theme.
    pub phrasings: Vec<PhrasingCoverage>,
    /// What the base's own tests ask for.
    pub questions: QuestionCoverage,
    /// What should have been looked at by now, the oldest first.
    pub due: Vec<Review>,
    /// What falls due within [`SOON_DAYS`], the next first.
    pub due_soon: Vec<Review>,
    /// How many figures answer a question by themselves.
    pub askable: usize,
    /// Ids of figures whose source was read elsewhere only.
    pub secondary: Vec<String>,
    /// Ids of facts whose translation was not looked over.
    pub unreviewed: Vec<String>,
    /// Ids of facts that were withdrawn.
    pub deprecated: Vec<String>,
}

impl Coverage {
    /// Counts a base. It need not be free of mistakes: what names something that is not there is counted
    /// where it stands.
    pub fn of(base: &FactBase, today: PartialDate) -> Self {
        let recent_after = review::years_before(today, RECENT_YEARS);
        let mut by_topic: HashMap<&str, Vec<&Figure>> = HashMap::new();
        for figure in &base.figures {
            by_topic.entry(&figure.topic).or_default().push(figure);
        }
        let none = Vec::new();
        let topics = base.topics.iter().map(|topic| {
            let figures = by_topic.get(topic.slug.as_str()).unwrap_or(&none);
            TopicCoverage::of(topic, figures, base, recent_after, today)
        });
        let (due, due_soon) = review::due(base, today);
        let facts = |wanted: fn(&super::Fact) -> bool| {
            base.facts().filter(|fact| wanted(fact)).map(|fact| fact.id.clone()).collect()
        };
        let secondary = base.figures.iter().filter(|figure| {
            base.source(&figure.source).is_some_and(|source| source.read == Reading::Secondary)
        });
        Self {
            bare: base.lexicon.bare.clone(),
            recent_after,
            topics: topics.collect(),
            series: series::all(base, today),
            phrasings: phrasings::all(base),
            questions: QuestionCoverage::of(&base.questions),
            due,
            due_soon,
            askable: base.figures.iter().filter(|figure| askable(base, figure)).count(),
            secondary: secondary.map(|figure| figure.id.clone()).collect(),
            unreviewed: facts(|fact| fact.translation == Translation::Unreviewed),
            deprecated: facts(|fact| fact.rank == Rank::Deprecated),
        }
    }
}

/// Whether a figure answers a question by itself, or only inside the statement of a fact.
fn askable(base: &FactBase, figure: &Figure) -> bool {
    base.lexicon.metrics.iter().any(|metric| metric.id == figure.metric && metric.askable)
}

/// The newest of some dates; one of which nothing has begun yet is a forecast and makes nothing newer.
fn newest(dates: impl Iterator<Item = PartialDate>, today: PartialDate) -> Option<PartialDate> {
    dates.filter(|date| date.first_day() <= today.first_day()).max_by_key(|date| date.last_day())
}
