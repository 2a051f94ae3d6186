//! Everything that is known at one time: immutable once it is built.

use std::collections::{HashMap, HashSet};

use super::ids::Ids;
use super::{Fact, Figure, Items, Lexicon, Phrasings, Series, Source, TestQuestion, Topic};

/// The checked content of a knowledge folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactBase {
    /// Platforms and themes with their facts, ordered by slug.
    pub topics: Items<Topic>,
    /// All values, ordered by id.
    pub figures: Items<Figure>,
    /// What the values belong to, ordered by id.
    pub series: Items<Series>,
    /// Where everything comes from, ordered by id.
    pub sources: Items<Source>,
    /// The words people use.
    pub lexicon: Lexicon,
    /// Ways of asking, ordered by id.
    pub phrasings: Items<Phrasings>,
    /// The base's own tests.
    pub questions: Items<TestQuestion>,
    by_id: Lookup,
}

/// Positions by id.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lookup {
    topics: Ids,
    figures: Ids,
    series: Ids,
    sources: Ids,
    /// Facts in the order of their ids, each by its topic and its place there.
    facts: Box<[(u32, u32)]>,
    /// Figures by topic and metric, each in the order of their ids.
    slots: HashMap<String, HashMap<String, Vec<usize>>>,
    small_names: HashSet<String>,
    longest_small_name: usize,
}

impl FactBase {
    /// Puts the parts in order and makes them findable by id.
    ///
    /// The parts are expected to be checked: ids unique, references whole (see `knowledge::check`).
    pub fn new(
        mut topics: Vec<Topic>,
        mut figures: Vec<Figure>,
        mut series: Vec<Series>,
        mut sources: Vec<Source>,
        lexicon: Lexicon,
        mut phrasings: Vec<Phrasings>,
        questions: Vec<TestQuestion>,
    ) -> Self {
        topics.sort_by(|a, b| a.slug.cmp(&b.slug));
        figures.sort_by(|a, b| a.id.cmp(&b.id));
        series.sort_by(|a, b| a.id.cmp(&b.id));
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        phrasings.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_id = Lookup {
            topics: Ids::new(topics.iter().map(|topic| topic.slug.as_str())),
            figures: Ids::new(figures.iter().map(|figure| figure.id.as_str())),
            series: Ids::new(series.iter().map(|series| series.id.as_str())),
            sources: Ids::new(sources.iter().map(|source| source.id.as_str())),
            ..Lookup::default()
        };
        let places = topics
            .iter()
            .enumerate()
            .flat_map(|(at, topic)| (0..topic.facts.len()).map(move |n| (at as u32, n as u32)));
        let id = |(topic, n): &(u32, u32)| &topics[*topic as usize].facts[*n as usize].id;
        let mut facts: Vec<(u32, u32)> = places.collect();
        facts.sort_by(|a, b| id(a).cmp(id(b)));
        by_id.facts = facts.into();
        for (at, figure) in figures.iter().enumerate() {
            let of_topic = by_id.slots.entry(figure.topic.clone()).or_default();
            of_topic.entry(figure.metric.clone()).or_default().push(at);
        }
        let names = topics.iter().map(|topic| &topic.name.en);
        by_id.small_names = names.filter(|name| name.starts_with(is_small)).cloned().collect();
        by_id.longest_small_name = by_id.small_names.iter().map(String::len).max().unwrap_or(0);
        Self {
            topics: topics.into(),
            figures: figures.into(),
            series: series.into(),
            sources: sources.into(),
            lexicon,
            phrasings: phrasings.into(),
            questions: questions.into(),
            by_id,
        }
    }

    /// Takes from another base what is the same there: both are in memory at the same time for a while, and what is
    /// given back of either would else leave holes among what stays.
    pub fn share(&mut self, other: &Self) {
        self.topics.share(&other.topics, |topic| topic.slug.clone());
        self.figures.share(&other.figures, |figure| figure.id.clone());
        self.series.share(&other.series, |series| series.id.clone());
        self.sources.share(&other.sources, |source| source.id.clone());
        self.phrasings.share(&other.phrasings, |phrasings| phrasings.id.clone());
        self.questions.share(&other.questions, |question| question.text.clone());
    }

    /// The topic of that slug.
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.by_id.topics.find(slug, |at| self.topics[at].slug == slug).map(|at| &self.topics[at])
    }

    /// The figure of that id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.by_id.figures.find(id, |at| self.figures[at].id == id).map(|at| &self.figures[at])
    }

    /// The series of that id.
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.by_id.series.find(id, |at| self.series[at].id == id).map(|at| &self.series[at])
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.by_id.sources.find(id, |at| self.sources[at].id == id).map(|at| &self.sources[at])
    }

    /// The fact of that id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        let fact = |(topic, n): &(u32, u32)| &self.topics[*topic as usize].facts[*n as usize];
        let at = self.by_id.facts.binary_search_by(|at| fact(at).id.as_str().cmp(id)).ok()?;
        Some(fact(&self.by_id.facts[at]))
    }

    /// The figures of a topic and metric, ordered by id.
    pub fn figures_of<'a>(&'a self, topic: &str, metric: &str) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let slot = self.by_id.slots.get(topic).and_then(|of_topic| of_topic.get(metric));
        slot.into_iter().flatten().map(|at| &self.figures[*at])
    }

    /// The figures about a topic, in no order.
    pub fn figures_about<'a>(&'a self, topic: &str) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let slots = self.by_id.slots.get(topic).into_iter().flat_map(HashMap::values);
        slots.flatten().map(|at| &self.figures[*at])
    }

    /// The metrics that there are figures of about a topic, in no order.
    pub fn metrics_of(&self, topic: &str) -> impl Iterator<Item = &str> {
        self.by_id.slots.get(topic).into_iter().flat_map(HashMap::keys).map(String::as_str)
    }

    /// True where a text begins with the English name of a topic that is written small ("mixi").
    pub fn begins_with_small_name(&self, text: &str) -> bool {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        text.starts_with(is_small)
            && ends
                .take_while(|end| *end <= self.by_id.longest_small_name)
                .any(|end| self.by_id.small_names.contains(&text[..end]))
    }

    /// Every fact, topic by topic.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.topics.iter().flat_map(|topic| &topic.facts)
    }
}

fn is_small(letter: char) -> bool {
    letter.is_ascii_lowercase()
}
