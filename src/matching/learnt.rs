//! What an index learns from the texts of a base: by far the longest part of building it, so that it can be kept and
//! read back.

use std::ops::Range;

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::knowledge::FactBase;
use crate::question::Reader;

use super::about::{About, about};
use super::fact_numbers::FactNumbers;
use super::features::{Feature, features};
use super::index::topic_numbers;
use super::model::{Model, Sample};
use super::noted::Noted;
use super::own_text::{OwnText, Owner, TextSlots, own_texts};
use super::slots::Slots;
use super::space::Space;
use super::texts::{Text, Texts};
use super::themes::Themes;
use super::vocabulary::{Vocabulary, vocabulary};

/// What was learnt.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Learnt {
    /// What each text of themes and facts says of slots …
    pub(crate) slots: Slots,
    /// … and whose it is: of one that asks for a theme the topic, of one of a fact's the fact's number.
    pub(crate) owners: Box<[u32]>,
    /// Hashes of the phrasings of what is outside, of those that ask for nothing inside.
    pub(super) only_outside: FxHashSet<u64>,
    /// The texts of each fact, topic by topic.
    pub(crate) texts_of: Vec<Vec<Range<u32>>>,
    pub(crate) space: Space,
    /// Which intent is asked for, learnt from phrasings …
    pub(crate) model: Model,
    /// … and from the questions of facts too: these use far more words, but some of a fact's ask for another intent than
    /// it is filed under. Each sees what the other misses.
    pub(crate) model_by_all: Model,
    pub(crate) themes: Themes,
    pub(crate) texts: Texts,
    pub(crate) noted: Noted,
    /// The facts, by their numbers in order, in whose questions a topic has a name, by a hash of the name.
    pub(super) called: FxHashMap<u64, Vec<u32>>,
    /// What each fact is about, topic by topic.
    pub(crate) about: Vec<Vec<About>>,
    pub(crate) vocabulary: Vocabulary,
}

impl Learnt {
    /// Learns from a base.
    pub(super) fn of(base: &FactBase, reader: &Reader, stemmer: &Stemmer) -> Self {
        let intents = intent_numbers(base);
        let topics = topic_numbers(base);

        let texts = own_texts(base, reader, stemmer, &intents, &topics);
        let found: Vec<Vec<(Feature, f32)>> = texts.iter().map(|text| features(&text.masked)).collect();
        let space = Space::new(&found);
        let vectors: Vec<Vec<(u32, f32)>> =
            found.into_iter().map(|features| space.vector(&features)).collect();
        let by_phrasings = samples(&texts, &vectors, |_, _| None);
        let of_fact =
            |topic: usize, n: usize| intents.get(base.topics[topic].facts[n].intent.as_str()).copied();
        let by_all = samples(&texts, &vectors, of_fact);
        let speaking = texts
            .iter()
            .zip(&vectors)
            .map(|(text, vector)| (vector.as_slice(), text.slots.masked, text.speaks(base)));
        let noted = Noted::new(base, reader, &topics);
        let searched: Vec<Text<'_>> = texts
            .iter()
            .zip(&vectors)
            .map(|(text, vector)| Text { owner: text.owner, vector, words: &text.words })
            .collect();
        let classes = base.lexicon.intents.len();
        // Training the models is the longest part, so it is shared out between two threads; a third one would be in the
        // way of questions that are answered meanwhile.
        let (model, model_by_all, themes, by_likeness, vocabulary) = std::thread::scope(|scope| {
            let themes = scope.spawn(|| Themes::train(base, speaking, space.len()));
            let model = Model::train(&by_phrasings, space.len(), classes);
            let model_by_all = Model::train(&by_all, space.len(), classes);
            let by_likeness = Texts::new(&searched, classes, space.len());
            let vocabulary = vocabulary(base, reader, stemmer, &texts, &noted);
            (model, model_by_all, themes.join().expect("training does not panic"), by_likeness, vocabulary)
        });
        let mut about = about(base, &intents, &topics, &texts);
        for (text, vector) in texts.iter().zip(&vectors) {
            if let Owner::Fact(topic, n) = text.owner {
                let likely = model.probabilities(vector);
                let asks = &mut about[topic][n].asks;
                asks.resize(likely.len(), 0.0);
                // What a fact answers is not outside, however its questions sound.
                let inside = |at: usize| !base.lexicon.intents[at].answered_by.is_outside();
                let parts = asks.iter_mut().zip(likely).enumerate().filter(|(at, _)| inside(*at));
                parts.for_each(|(_, (all, part))| *all += part);
            }
        }
        about.iter_mut().flatten().for_each(About::normalise);
        let of_intents = texts.partition_point(|text| matches!(text.owner, Owner::Intent(_)));
        let others = &texts[of_intents..];
        // What neither phrasings of its intent say nor words for numbers are.
        let own = |text: &OwnText| -> Vec<(Feature, f32)> {
            let Owner::Fact(topic, n) = text.owner else { return Vec::new() };
            let intent = about[topic][n].intent;
            let is_own = |word: &&Feature| {
                !vocabulary.intents_with(**word).contains(&(intent as u32)) && !vocabulary.in_numbers(**word)
            };
            let words = text.slots.content.iter().filter(is_own);
            words.map(|word| (*word, vocabulary.weight(*word))).collect()
        };
        let numbers = FactNumbers::new(base);
        let owner = |text: &OwnText| match text.owner {
            Owner::Intent(at) | Owner::Theme(at) => at as u32,
            Owner::Fact(topic, n) => numbers.number((topic, n)),
        };
        let slots: Vec<(&TextSlots, Vec<(Feature, f32)>)> =
            others.iter().map(|text| (&text.slots, own(text))).collect();
        Self {
            slots: Slots::of(&slots),
            owners: others.iter().map(owner).collect(),
            only_outside: only_outside(base, &texts[..of_intents]),
            texts_of: texts_of(base, others),
            space,
            model,
            model_by_all,
            themes,
            texts: by_likeness,
            noted,
            called: called(others.iter().map(|text| (owner(text), text))),
            about,
            vocabulary,
        }
    }
}

/// Hashes of the phrasings of what is outside, of those that ask for nothing inside.
fn only_outside(base: &FactBase, texts: &[OwnText]) -> FxHashSet<u64> {
    let is_outside = |text: &&OwnText| match text.owner {
        Owner::Intent(at) => base.lexicon.intents[at].answered_by.is_outside(),
        Owner::Theme(_) | Owner::Fact(..) => false,
    };
    let (outside, inside): (Vec<&OwnText>, Vec<&OwnText>) = texts.iter().partition(is_outside);
    let inside: FxHashSet<u64> = inside.iter().map(|text| text.slots.masked).collect();
    outside.iter().map(|text| text.slots.masked).filter(|hash| !inside.contains(hash)).collect()
}

/// In the questions of which facts a topic has a name, by a hash of the name; given each text with its owner.
fn called<'a>(texts: impl Iterator<Item = (u32, &'a OwnText)>) -> FxHashMap<u64, Vec<u32>> {
    let mut called: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (fact, text) in texts.filter(|(_, text)| matches!(text.owner, Owner::Fact(..))) {
        for name in &text.names {
            let facts = called.entry(*name).or_default();
            if facts.last() != Some(&fact) {
                facts.push(fact);
            }
        }
    }
    called
}

/// Where the texts of each fact stand among those of themes and facts: one behind the other.
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

fn intent_numbers(base: &FactBase) -> FxHashMap<&str, usize> {
    base.lexicon.intents.iter().enumerate().map(|(at, intent)| (intent.id.as_str(), at)).collect()
}

/// What a model of intents learns from: the ways of asking by intent, and the questions of those facts for which
/// `of_fact`, given the position of the topic and of the fact there, names one.
fn samples<'a>(
    texts: &[OwnText],
    vectors: &'a [Vec<(u32, f32)>],
    of_fact: impl Fn(usize, usize) -> Option<usize>,
) -> Vec<Sample<'a>> {
    let labelled = texts.iter().zip(vectors).filter_map(|(text, vector)| {
        let class = match text.owner {
            Owner::Intent(at) => at,
            Owner::Fact(topic, n) => of_fact(topic, n)?,
            Owner::Theme(_) => return None,
        };
        Some(Sample { vector, class, hash: text.slots.masked })
    });
    labelled.collect()
}
