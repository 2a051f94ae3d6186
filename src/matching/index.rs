//! The index of a base: everything that is computed once, when it is loaded.

use std::ops::Range;

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use crate::knowledge::{AnsweredBy, FactBase, Topic, TopicKind};
use crate::question::Reader;

use super::about::{About, about};
use super::features::{Content, Feature, content, features, stemmer};
use super::figures::Figures;
use super::model::{Model, Sample, Space};
use super::noted::Noted;
use super::own_text::{OwnText, Owner, TextSlots, own_texts};
use super::texts::{Text, Texts};
use super::themes::Themes;
use super::vocabulary::{Vocabulary, vocabulary};

/// The index.
pub struct Index {
    pub(crate) reader: Reader,
    /// What each text of the base says of slots.
    pub(crate) slots: Vec<TextSlots>,
    pub(crate) figures: Figures,
    pub(crate) noted: Noted,
    pub(crate) space: Space,
    pub(crate) model: Model,
    pub(crate) themes: Themes,
    pub(crate) texts: Texts,
    pub(crate) owners: Vec<Owner>,
    pub(crate) facts_of: Vec<Vec<(usize, usize)>>,
    pub(crate) children: Vec<Vec<usize>>,
    /// What each fact is about, topic by topic.
    pub(crate) about: Vec<Vec<About>>,
    /// For each topic, whether it is a theme that may be spoken of without its name.
    pub(crate) is_theme: Vec<bool>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) stemmer: Stemmer,
    /// The texts of each fact, topic by topic.
    pub(crate) texts_of: Vec<Vec<Range<u32>>>,
    /// Metrics asked for where none is named, the best first.
    pub(crate) default_metrics: Vec<usize>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("texts", &self.owners.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Builds the index of a base.
    pub fn new(base: &FactBase) -> Self {
        let reader = Reader::new(base);
        let stemmer = stemmer();
        let intents = intent_numbers(base);
        let topics: FxHashMap<&str, usize> =
            base.topics.iter().enumerate().map(|(at, topic)| (topic.slug.as_str(), at)).collect();

        let texts = own_texts(base, &reader, &stemmer, &intents, &topics);
        let found: Vec<Vec<(Feature, f32)>> = texts.iter().map(|text| features(&text.masked)).collect();
        let space = Space::new(&found);
        let vectors: Vec<Vec<(u32, f32)>> =
            found.into_iter().map(|features| space.vector(&features)).collect();
        let samples = samples(&texts, &vectors);
        let speaking =
            texts.iter().zip(&vectors).map(|(text, vector)| (vector.as_slice(), text.speaks(base)));
        let noted = Noted::new(base, &reader, &topics);
        let searched: Vec<Text<'_>> =
            texts.iter().zip(&vectors).map(|(text, vector)| Text { vector, words: &text.words }).collect();
        // Training the models is the longest part, so the two are trained side by side.
        let (model, themes, by_likeness, vocabulary) = std::thread::scope(|scope| {
            let themes = scope.spawn(|| Themes::train(base, speaking, space.len()));
            let model = Model::train(&samples, space.len(), base.lexicon.intents.len());
            let phrasings = texts.partition_point(|text| !matches!(text.owner, Owner::Fact(..)));
            let by_likeness = Texts::new(&searched, phrasings, space.len());
            let vocabulary = vocabulary(base, &reader, &stemmer, &texts, &noted);
            (model, themes.join().expect("training does not panic"), by_likeness, vocabulary)
        });
        let mut about = about(base, &intents, &topics, &texts);
        for (text, vector) in texts.iter().zip(&vectors) {
            if let Owner::Fact(topic, n) = text.owner {
                let likely = model.probabilities(vector);
                let asks = &mut about[topic][n].asks;
                asks.resize(likely.len(), 0.0);
                // What a fact answers is not outside, however its questions sound.
                let inside = |at: usize| base.lexicon.intents[at].answered_by != AnsweredBy::Nothing;
                let parts = asks.iter_mut().zip(likely).enumerate().filter(|(at, _)| inside(*at));
                parts.for_each(|(_, (all, part))| *all += part);
            }
        }
        let texts_of = texts_of(base, &texts);
        let owners: Vec<Owner> = texts.iter().map(|text| text.owner).collect();

        let mut facts_of = vec![Vec::new(); base.topics.len()];
        let mut children = vec![Vec::new(); base.topics.len()];
        for (at, topic) in base.topics.iter().enumerate() {
            if let Some(parent) = topic.parent.as_deref().and_then(|slug| topics.get(slug)) {
                children[*parent].push(at);
            }
            for (n, fact) in topic.facts.iter().enumerate() {
                facts_of[at].push((at, n));
                for other in fact.also.iter().filter_map(|slug| topics.get(slug.as_str())) {
                    facts_of[*other].push((at, n));
                }
            }
        }
        Self {
            figures: Figures::new(base),
            noted,
            texts: by_likeness,
            default_metrics: default_metrics(base),
            reader,
            slots: texts.into_iter().map(|text| text.slots).collect(),
            space,
            model,
            themes,
            owners,
            texts_of,
            facts_of,
            children,
            about,
            is_theme: base.topics.iter().map(speaks_for_itself).collect(),
            vocabulary,
            stemmer,
        }
    }

    /// The facts that are about a topic or about a part of it.
    pub(crate) fn family(&self, topic: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let topics = std::iter::once(topic).chain(self.children[topic].iter().copied());
        topics.flat_map(|topic| self.facts_of[topic].iter().copied())
    }

    /// The texts of all those facts, in order, none twice.
    pub(super) fn texts_of_families(&self, topics: &[usize]) -> Vec<Range<u32>> {
        let facts = topics.iter().flat_map(|topic| self.family(*topic));
        let mut texts: Vec<Range<u32>> = facts
            .map(|(topic, n)| self.texts_of[topic][n].clone())
            .filter(|texts| !texts.is_empty())
            .collect();
        texts.sort_unstable_by_key(|texts| texts.start);
        texts.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        texts
    }

    /// The words of a masked text that carry content.
    pub(crate) fn content(&self, masked: &str) -> Vec<Content> {
        content(masked, &self.stemmer, |word| self.reader.is_filler(word))
    }
}

/// Where the texts of each fact stand among all: one behind the other.
fn texts_of(base: &FactBase, texts: &[OwnText]) -> Vec<Vec<Range<u32>>> {
    let mut ranges: Vec<Vec<Range<u32>>> =
        base.topics.iter().map(|topic| vec![0..0; topic.facts.len()]).collect();
    for (at, text) in texts.iter().enumerate() {
        if let Owner::Fact(topic, n) = text.owner {
            let range = &mut ranges[topic][n];
            let start = if range.start == range.end { at as u32 } else { range.start };
            *range = start..at as u32 + 1;
        }
    }
    ranges
}

/// True for a theme that can be spoken of without its name; the whole subject is spoken of by every question.
pub(super) fn speaks_for_itself(topic: &Topic) -> bool {
    topic.kind == TopicKind::Theme && !topic.whole
}

fn intent_numbers(base: &FactBase) -> FxHashMap<&str, usize> {
    base.lexicon.intents.iter().enumerate().map(|(at, intent)| (intent.id.as_str(), at)).collect()
}

/// What the model of intents learns from: the ways of asking by intent. The questions of facts teach it nothing, for
/// a fact answers more than the one intent that it is filed under; what they ask for is told by the model.
fn samples<'a>(texts: &[OwnText], vectors: &'a [Vec<(u32, f32)>]) -> Vec<Sample<'a>> {
    let labelled = texts.iter().zip(vectors).filter_map(|(text, vector)| match text.owner {
        Owner::Intent(at) => Some((vector.as_slice(), at)),
        Owner::Theme(_) | Owner::Fact(..) => None,
    });
    labelled.collect()
}

/// The metrics of the default measures in turn: what "how popular is it" asks for.
fn default_metrics(base: &FactBase) -> Vec<usize> {
    let lexicon = &base.lexicon;
    let mut found = Vec::new();
    for measure in lexicon.measures.iter().filter(|measure| measure.default) {
        for id in &measure.metrics {
            if let Some(at) = lexicon.metrics.iter().position(|metric| metric.id == *id)
                && !found.contains(&at)
            {
                found.push(at);
            }
        }
    }
    if found.is_empty() {
        found = (0..lexicon.metrics.len()).filter(|at| lexicon.metrics[*at].askable).collect();
    }
    found
}
