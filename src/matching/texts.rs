//! How like the base's own texts a question is.
//!
//! Two likenesses, because each sees what the other misses: the cosine of all features (words, n-grams: the
//! way of asking) and BM25 over the words that carry content (what is spoken of), the latter as a share of what
//! a text made of just the question's words would get.
//!
//! Phrasings are few and searched whole; facts' questions may be hundreds of thousands. Where a topic is named
//! only its facts' texts are compared.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::by_intent::ByIntent;
use super::features::Feature;
use super::own_text::Owner;
use super::postings::{Posted, Postings};

/// What stands in more facts' questions than this finds none of them: what many share does not tell them apart.
const MANY: usize = 4000;
/// How many features of a text or a question are compared, those that weigh most. The rest of a long one are n-grams
/// that stand nearly everywhere: they make up most of the work and little of the cosine.
const KEPT: usize = 32;
/// BM25: how fast a word's repetition stops to count …
const K1: f32 = 1.2;
/// … and how much a long text is held against itself.
const B: f32 = 0.75;

/// What a text asks for, its vector over numbered features, of length 1, and its words.
pub(crate) struct Text<'a> {
    pub(crate) owner: Owner,
    pub(crate) vector: &'a [(u32, f32)],
    pub(crate) words: &'a [Feature],
}

/// All texts of a base.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Texts {
    /// How many there are.
    all: usize,
    of_intents: ByIntent,
    of_themes: Postings,
    of_facts: Postings,
    /// In how many texts a word stands.
    spread: FxHashMap<Feature, u32>,
    /// The weight of a word that no text has: that of one which stands in two.
    strangest: f32,
}

/// How like one text of the base a question is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    /// Position of the text among those of themes and facts.
    pub(crate) text: u32,
    /// Cosine of all features, 0 to 1.
    pub(crate) cosine: f32,
    /// The part of the question's words, by their weight, that the text has, 0 to 1.
    pub(crate) words: f32,
}

/// Less likeness than this is none.
const LEAST: f32 = 0.06;

impl Likeness {
    /// That of a text that is not like the question.
    pub(super) fn none(text: u32) -> Self {
        Self { text, cosine: 0.0, words: 0.0 }
    }

    /// True where it is worth looking at.
    pub(super) fn is_any(&self) -> bool {
        self.cosine >= LEAST || self.words >= LEAST
    }

    /// The same, counting for less.
    pub(super) fn times(self, part: f32) -> Self {
        Self { text: self.text, cosine: self.cosine * part, words: self.words * part }
    }
}

/// A question as texts are compared with it.
pub(crate) struct Asking {
    /// Its features that weigh most, as of the texts.
    pub(super) vector: Vec<(u32, f32)>,
    /// Each word with its part of the weight of all.
    pub(super) words: Vec<(Feature, f32)>,
}

impl Texts {
    /// Indexes texts over `features` numbered features, those of intents first, then those of themes.
    pub(crate) fn new(texts: &[Text<'_>], intents: usize, features: usize) -> Self {
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
        let of_intents = texts.iter().map_while(|text| match text.owner {
            Owner::Intent(at) => Some((at, strongest(text.vector))),
            Owner::Theme(_) | Owner::Fact(..) => None,
        });
        let of_intents: Vec<(usize, Vec<(u32, f32)>)> = of_intents.collect();
        let others = &texts[of_intents.len()..];
        let posted: Vec<Posted<'_>> = others
            .iter()
            .map(|text| Posted { vector: strongest(text.vector), words: text.words, share: share(text) })
            .collect();
        let themes = others.partition_point(|text| matches!(text.owner, Owner::Theme(_)));
        let (of_themes, of_facts) = posted.split_at(themes);
        Self {
            of_intents: ByIntent::new(&of_intents, features, intents),
            of_themes: Postings::new(of_themes, 0, features, usize::MAX),
            of_facts: Postings::new(of_facts, themes as u32, features, MANY),
            all: texts.len(),
            spread,
            strangest: (texts.len() as f32).midpoint(1.0).ln(),
        }
    }

    /// A question with the weights of its words.
    pub(crate) fn asking(&self, vector: &[(u32, f32)], words: &[Feature]) -> Asking {
        let weights: Vec<f32> = words.iter().map(|word| self.weight(*word)).collect();
        let all: f32 = weights.iter().sum();
        Asking {
            vector: strongest(vector),
            words: words.iter().zip(weights).map(|(word, weight)| (*word, weight / all)).collect(),
        }
    }

    fn weight(&self, word: Feature) -> f32 {
        let rare = |texts: u32| ((self.all as f32 + 1.0) / texts as f32).ln().max(0.1);
        self.spread.get(&word).map_or(self.strangest, |texts| rare(*texts))
    }

    /// By intent, how like the question its most like phrasing is: the cosine.
    pub(crate) fn of_intents(&self, asking: &Asking) -> Vec<f32> {
        self.of_intents.most_like(&asking.vector)
    }

    /// The ways of asking for themes that are like the question.
    pub(crate) fn of_themes(&self, asking: &Asking) -> Vec<Likeness> {
        self.of_themes.among_all(asking)
    }

    /// The questions of facts that are like it.
    pub(crate) fn of_facts(&self, asking: &Asking) -> Vec<Likeness> {
        self.of_facts.among_all(asking)
    }

    /// How like it each of those texts of facts is; they are in order and do not overlap.
    pub(crate) fn of_these(&self, texts: &[Range<u32>], asking: &Asking) -> Vec<Likeness> {
        self.of_facts.of_each(texts, asking)
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
