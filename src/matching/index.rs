//! The index of a base: everything that is computed once, when it is loaded.

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use crate::knowledge::{FactBase, Topic, TopicKind};
use crate::question::{Reader, Typos};

use super::fact_numbers::FactNumbers;
use super::family::Family;
use super::features::{Content, content, stemmer};
use super::figures::Figures;
use super::learnt::Learnt;
use super::metrics::Metrics;

/// Why what was kept is no index of a base.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeptError {
    /// It is not in the form of this program.
    #[error("it is not in the form of this program: {0}")]
    Form(postcard::Error),
    /// It is that of another base.
    #[error("it has {kept} topics and the base has {has}")]
    OtherBase {
        /// Topics in what was kept.
        kept: usize,
        /// Topics of the base.
        has: usize,
    },
}

/// The index.
pub struct Index {
    pub(crate) reader: Reader,
    /// What was learnt from the texts of the base.
    pub(crate) learnt: Learnt,
    pub(crate) figures: Figures,
    pub(crate) numbers: FactNumbers,
    pub(crate) facts_of: Vec<Vec<(usize, usize)>>,
    pub(crate) children: Vec<Vec<usize>>,
    /// By topic, the facts that are about it or about a part of it, in order.
    families: Vec<Vec<(usize, usize)>>,
    /// For each topic, whether it is a theme that may be spoken of without its name.
    pub(crate) is_theme: Vec<bool>,
    pub(crate) stemmer: Stemmer,
    /// By intent, other ones that its facts answer too, each with how much it counts.
    pub(super) answered_too: Vec<Vec<(usize, f32)>>,
    /// By intent, the one whose facts tell the reverse.
    pub(super) opposite: Vec<Option<usize>>,
    pub(super) metrics: Metrics,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("texts", &self.learnt.owners.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Builds the index of a base.
    pub fn new(base: &FactBase) -> Self {
        let (reader, stemmer) = (Reader::new(base), stemmer());
        let learnt = Learnt::of(base, &reader, &stemmer);
        Self::with(base, reader, stemmer, learnt)
    }

    /// Reads what was kept of the index of that very base ([`Index::bytes`]). That it is whole is for whoever kept it
    /// to make sure.
    ///
    /// # Errors
    /// Where it is that of another base, or of another program.
    pub fn kept(base: &FactBase, kept: &[u8]) -> Result<Self, KeptError> {
        let (typos, learnt): (Typos, Learnt) = postcard::from_bytes(kept).map_err(KeptError::Form)?;
        let kept = learnt.about.len();
        if kept != base.topics.len() {
            return Err(KeptError::OtherBase { kept, has: base.topics.len() });
        }
        Ok(Self::with(base, Reader::with_typos(base, typos), stemmer(), learnt))
    }

    /// What can be kept of it.
    pub fn bytes(&self) -> Vec<u8> {
        let kept = (self.reader.typos(), &self.learnt);
        postcard::to_stdvec(&kept).expect("numbers and texts in memory can be written to memory")
    }

    fn with(base: &FactBase, reader: Reader, stemmer: Stemmer, learnt: Learnt) -> Self {
        let topics = topic_numbers(base);
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
        let family = |topic: usize| {
            let parts = children[topic].iter().flat_map(|part| &facts_of[*part]);
            let mut family: Vec<_> = facts_of[topic].iter().chain(parts).copied().collect();
            // A fact may be about a topic and about a part of it.
            family.sort_unstable();
            family.dedup();
            family
        };
        Self {
            families: (0..base.topics.len()).map(family).collect(),
            figures: Figures::new(base),
            numbers: FactNumbers::new(base),
            answered_too: answered_too(base),
            opposite: opposite(base),
            metrics: Metrics::new(base),
            reader,
            learnt,
            facts_of,
            children,
            is_theme: base.topics.iter().map(speaks_for_itself).collect(),
            stemmer,
        }
    }

    /// The facts that are about a topic or about a part of it, in order, none twice.
    pub(super) fn family(&self, topic: usize) -> &[(usize, usize)] {
        &self.families[topic]
    }

    /// The facts that are about topics or about parts of them, with their texts.
    pub(super) fn families(&self, topics: &[usize]) -> Family {
        let mut facts: Vec<(usize, usize)> =
            topics.iter().flat_map(|topic| self.family(*topic)).copied().collect();
        if topics.len() > 1 {
            facts.sort_unstable();
            facts.dedup();
        }
        let texts_of = |(topic, n): (usize, usize)| self.learnt.texts_of[topic][n].clone();
        Family::new(facts.into_iter().map(|fact| (self.numbers.number(fact), texts_of(fact))))
    }

    /// The words of a masked text that carry content.
    pub(crate) fn content(&self, masked: &str) -> Vec<Content> {
        content(masked, &self.stemmer, |word| self.reader.is_filler(word))
    }
}

/// The position of each topic by its slug.
pub(super) fn topic_numbers(base: &FactBase) -> FxHashMap<&str, usize> {
    base.topics.iter().enumerate().map(|(at, topic)| (topic.slug.as_str(), at)).collect()
}

/// True for a theme that can be spoken of without its name; the whole subject is spoken of by every question.
pub(super) fn speaks_for_itself(topic: &Topic) -> bool {
    topic.kind == TopicKind::Theme && !topic.whole
}

fn opposite(base: &FactBase) -> Vec<Option<usize>> {
    let lexicon = &base.lexicon;
    lexicon.intents.iter().map(|intent| lexicon.intent_at(intent.opposite.as_deref()?)).collect()
}

/// By intent, those whose questions its facts answer too: the sooner they name it, the more.
fn answered_too(base: &FactBase) -> Vec<Vec<(usize, f32)>> {
    let intents = &base.lexicon.intents;
    let naming = |id: &str| {
        let place = |also: &[String]| also.iter().position(|also| also == id);
        let counts = |place: usize| (0.75 - 0.1 * place as f32).max(0.3);
        let all = intents.iter().enumerate();
        all.filter_map(|(at, other)| Some((at, counts(place(&other.also)?)))).collect()
    };
    intents.iter().map(|intent| naming(&intent.id)).collect()
}
