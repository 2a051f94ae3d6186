//! Everything that is known at one time: immutable once it is built.

use std::collections::{HashMap, HashSet};

use super::{Fact, Figure, Lexicon, Phrasings, Series, Source, TestQuestion, Topic};

/// The checked content of a knowledge folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactBase {
    /// Platforms and themes with their facts, ordered by slug.
    pub topics: Vec<Topic>,
    /// All values, ordered by id.
    pub figures: Vec<Figure>,
    /// What the values belong to, ordered by id.
    pub series: Vec<Series>,
    /// Where everything comes from, ordered by id.
    pub sources: Vec<Source>,
    /// The words people use.
    pub lexicon: Lexicon,
    /// Ways of asking, ordered by id.
    pub phrasings: Vec<Phrasings>,
    /// The base's own tests.
    pub questions: Vec<TestQuestion>,
    by_id: Lookup,
}

/// Positions by id.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lookup {
    topics: HashMap<String, usize>,
    figures: HashMap<String, usize>,
    series: HashMap<String, usize>,
    sources: HashMap<String, usize>,
    facts: HashMap<String, (usize, usize)>,
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
        let mut by_id = Lookup::default();
        for (at, topic) in topics.iter().enumerate() {
            by_id.topics.insert(topic.slug.clone(), at);
            for (n, fact) in topic.facts.iter().enumerate() {
                by_id.facts.insert(fact.id.clone(), (at, n));
            }
        }
        by_id.figures = figures.iter().enumerate().map(|(at, f)| (f.id.clone(), at)).collect();
        by_id.series = series.iter().enumerate().map(|(at, s)| (s.id.clone(), at)).collect();
        by_id.sources = sources.iter().enumerate().map(|(at, s)| (s.id.clone(), at)).collect();
        for (at, figure) in figures.iter().enumerate() {
            let of_topic = by_id.slots.entry(figure.topic.clone()).or_default();
            of_topic.entry(figure.metric.clone()).or_default().push(at);
        }
        let names = topics.iter().map(|topic| &topic.name.en);
        by_id.small_names = names.filter(|name| name.starts_with(is_small)).cloned().collect();
        by_id.longest_small_name = by_id.small_names.iter().map(String::len).max().unwrap_or(0);
        Self { topics, figures, series, sources, lexicon, phrasings, questions, by_id }
    }

    /// The topic of that slug.
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.by_id.topics.get(slug).map(|at| &self.topics[*at])
    }

    /// The figure of that id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.by_id.figures.get(id).map(|at| &self.figures[*at])
    }

    /// The series of that id.
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.by_id.series.get(id).map(|at| &self.series[*at])
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.by_id.sources.get(id).map(|at| &self.sources[*at])
    }

    /// The fact of that id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.by_id.facts.get(id).map(|(topic, at)| &self.topics[*topic].facts[*at])
    }

    /// The figures of a topic and metric, ordered by id.
    pub fn figures_of<'a>(&'a self, topic: &str, metric: &str) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let slot = self.by_id.slots.get(topic).and_then(|of_topic| of_topic.get(metric));
        slot.into_iter().flatten().map(|at| &self.figures[*at])
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
