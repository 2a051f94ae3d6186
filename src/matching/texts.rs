//! How like the base's own texts a question is.
//!
//! Two likenesses, because each sees what the other misses: the cosine of all features (words, n-grams: the
//! way of asking) and BM25 over the words that carry content (what is spoken of), the latter as a share of what
//! a text made of just the question's words would get.
//!
//! Phrasings are few and searched whole; facts' questions may be hundreds of thousands. Where a topic is named
//! only its facts' texts are compared; else they are searched by what tells them apart.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::features::Feature;
use super::postings::{Posted, Postings};

/// What stands in more facts' questions than this finds none of them: what many share does not tell them apart.
const MANY: usize = 4000;
/// How many features of a text are kept, those that weigh most. The rest of a long text are n-grams that stand
/// nearly everywhere: they make up most of the work and little of the cosine.
const KEPT: usize = 40;
/// BM25: how fast a word's repetition stops to count …
const K1: f32 = 1.2;
/// … and how much a long text is held against itself.
const B: f32 = 0.75;

/// A text's vector over numbered features, of length 1, and its words.
pub(crate) struct Text<'a> {
    pub(crate) vector: &'a [(u32, f32)],
    pub(crate) words: &'a [Feature],
}

/// All texts of a base.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Texts {
    /// How many there are.
    all: usize,
    phrasings: Postings,
    of_facts: Postings,
    /// In how many texts a word stands.
    spread: FxHashMap<Feature, u32>,
    /// The weight of a word that no text has: that of one which stands in two.
    strangest: f32,
}

/// How like one text of the base a question is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    /// Position of the text.
    pub(crate) text: u32,
    /// Cosine of all features, 0 to 1.
    pub(crate) cosine: f32,
    /// The part of the question's words, by their weight, that the text has, 0 to 1.
    pub(crate) words: f32,
}

/// A question as texts are compared with it.
pub(crate) struct Asking<'a> {
    pub(super) vector: &'a [(u32, f32)],
    /// Each word with its part of the weight of all.
    pub(super) words: Vec<(Feature, f32)>,
}

impl Texts {
    /// Indexes texts over `features` numbered features; the first `phrasings` of them belong to no fact.
    pub(crate) fn new(texts: &[Text<'_>], phrasings: usize, features: usize) -> Self {
        let length = |text: &Text<'_>| text.words.len() as f32;
        let average = (texts.iter().map(length).sum::<f32>() / texts.len().max(1) as f32).max(1.0);
        let mut spread: FxHashMap<Feature, u32> = FxHashMap::default();
        for word in texts.iter().flat_map(|text| text.words) {
            *spread.entry(*word).or_default() += 1;
        }
        // A word stands once in nearly every text of this length, so its count is taken as one.
        let share = |text: &Text<'_>| {
            let long = 1.0 - B + B * length(text) / average;
            ((1.0 + K1 * (1.0 - B)) / (1.0 + K1 * long)).min(1.0)
        };
        let posted: Vec<Posted<'_>> = texts
            .iter()
            .map(|text| Posted { vector: strongest(text.vector), words: text.words, share: share(text) })
            .collect();
        let (of_phrasings, of_facts) = posted.split_at(phrasings);
        Self {
            phrasings: Postings::new(of_phrasings, 0, features, usize::MAX),
            of_facts: Postings::new(of_facts, phrasings as u32, features, MANY),
            all: texts.len(),
            spread,
            strangest: (texts.len() as f32).midpoint(1.0).ln(),
        }
    }

    /// A question with the weights of its words.
    pub(crate) fn asking<'a>(&self, vector: &'a [(u32, f32)], words: &[Feature]) -> Asking<'a> {
        let weights: Vec<f32> = words.iter().map(|word| self.weight(*word)).collect();
        let all: f32 = weights.iter().sum();
        Asking {
            vector,
            words: words.iter().zip(weights).map(|(word, weight)| (*word, weight / all)).collect(),
        }
    }

    fn weight(&self, word: Feature) -> f32 {
        let rare = |texts: u32| ((self.all as f32 + 1.0) / texts as f32).ln().max(0.1);
        self.spread.get(&word).map_or(self.strangest, |texts| rare(*texts))
    }

    /// The phrasings that are like the question.
    pub(crate) fn phrasings(&self, asking: &Asking<'_>) -> Vec<Likeness> {
        self.phrasings.among_all(asking)
    }

    /// The questions of facts that are like it.
    pub(crate) fn of_facts(&self, asking: &Asking<'_>) -> Vec<Likeness> {
        self.of_facts.among_all(asking)
    }

    /// Those of some facts; their texts are in order and do not overlap.
    pub(crate) fn of_these(&self, texts: &[Range<u32>], asking: &Asking<'_>) -> Vec<Likeness> {
        self.of_facts.among(texts, asking)
    }
}

/// The features of a text that weigh most.
fn strongest(vector: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut kept = vector.to_vec();
    if kept.len() > KEPT {
        kept.select_nth_unstable_by(KEPT, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        kept.truncate(KEPT);
    }
    kept
}
