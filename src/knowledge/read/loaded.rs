//! What was read: the base, and where everything in it stands.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lexicon::LexiconPlace;
use super::place::Place;
use super::topic::TopicPlace;
use crate::knowledge::lines::Lines;
use crate::knowledge::{FactBase, Figure, Lexicon, Phrasings, Problem, Series, Source, TestQuestion, Topic};

/// A knowledge folder as it was read. The base holds what is whole, even where there are problems:
/// who finds an error among them must not use it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What is known.
    pub base: FactBase,
    /// What was wrong while reading; [`crate::knowledge::check`] adds to it.
    pub problems: Vec<Problem>,
    /// File and place of each of the base's own tests, in the order of `base.questions`.
    pub questions_at: Vec<(String, Range<usize>)>,
    /// File and place of each fact by its id.
    pub facts_at: HashMap<String, (String, Range<usize>)>,
    pub(in crate::knowledge) files: Vec<Lines>,
    pub(in crate::knowledge) places: Places,
    pub(in crate::knowledge) broken: Broken,
}

impl Loaded {
    /// The problem of the test question at `nth` of the base, which did not reach what it must.
    pub fn missed(&self, nth: usize, instead: &str) -> Problem {
        Problem::missed(self.questions_at.get(nth).cloned().unwrap_or_default(), instead)
    }
}

/// Where the items of the base stand, each list in the order of the base's.
#[derive(Debug, Default)]
pub(in crate::knowledge) struct Places {
    pub(in crate::knowledge) topics: Vec<TopicPlace>,
    pub(in crate::knowledge) figures: Vec<Place>,
    pub(in crate::knowledge) series: Vec<Place>,
    pub(in crate::knowledge) sources: Vec<Place>,
    pub(in crate::knowledge) lexicon: LexiconPlace,
    pub(in crate::knowledge) phrasings: Vec<Place>,
    pub(in crate::knowledge) questions: Vec<Place>,
}

/// What can be named by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::knowledge) enum Kind {
    Topic,
    Fact,
    Figure,
    Series,
    Source,
    Metric,
    Measure,
    Intent,
    Group,
    Place,
}

/// What is there but could not be read. Naming it is no second mistake.
#[derive(Debug, Default)]
pub(in crate::knowledge) struct Broken {
    items: HashSet<(Kind, String)>,
    kinds: HashSet<Kind>,
}

impl Broken {
    /// One item is not whole.
    pub(super) fn item(&mut self, kind: Kind, id: String) {
        self.items.insert((kind, id));
    }

    /// A file could not be read: nobody knows which items of that kind it holds.
    pub(super) fn kind(&mut self, kind: Kind) {
        self.kinds.insert(kind);
    }

    /// True where an item that is not in the base may yet be in the files.
    pub(in crate::knowledge) fn excuses(&self, kind: Kind, id: &str) -> bool {
        self.kinds.contains(&kind) || self.items.contains(&(kind, id.to_owned()))
    }

    /// True where anything could not be read.
    pub(in crate::knowledge) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.kinds.is_empty()
    }
}

/// The parts of a base with their places, as they come from the files.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) topics: Vec<(Topic, TopicPlace)>,
    pub(super) figures: Vec<(Figure, Place)>,
    pub(super) series: Vec<(Series, Place)>,
    pub(super) sources: Vec<(Source, Place)>,
    pub(super) lexicon: (Lexicon, LexiconPlace),
    pub(super) phrasings: Vec<(Phrasings, Place)>,
    pub(super) questions: Vec<(TestQuestion, Place)>,
    pub(super) broken: Broken,
}

impl Parts {
    /// Builds the base, with the places in its order.
    pub(super) fn finish(mut self, files: Vec<Lines>, problems: Vec<Problem>) -> Loaded {
        // The base sorts by the same ids and keeps the order of equal ones: so places stay parallel.
        self.topics.sort_by(|(a, _), (b, _)| a.slug.cmp(&b.slug));
        self.figures.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        self.series.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        self.sources.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        self.phrasings.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        let (topics, topics_at) = self.topics.into_iter().unzip();
        let (figures, figures_at) = self.figures.into_iter().unzip();
        let (series, series_at) = self.series.into_iter().unzip();
        let (sources, sources_at) = self.sources.into_iter().unzip();
        let (phrasings, phrasings_at) = self.phrasings.into_iter().unzip();
        let (questions, questions_at): (_, Vec<Place>) = self.questions.into_iter().unzip();
        let (lexicon, lexicon_at) = self.lexicon;
        let base = FactBase::new(topics, figures, series, sources, lexicon, phrasings, questions);
        let places = Places {
            topics: topics_at,
            figures: figures_at,
            series: series_at,
            sources: sources_at,
            lexicon: lexicon_at,
            phrasings: phrasings_at,
            questions: questions_at,
        };
        let at = |place: &Place, field: &str| (files[place.file].path.clone(), place.at(field));
        let questions_at = places.questions.iter().map(|place| at(place, "text")).collect();
        let facts_at = base
            .topics
            .iter()
            .zip(&places.topics)
            .flat_map(|(topic, place)| topic.facts.iter().zip(&place.facts))
            .map(|(fact, place)| (fact.id.clone(), at(place, "id")))
            .collect();
        Loaded { base, problems, questions_at, facts_at, files, places, broken: self.broken }
    }
}
