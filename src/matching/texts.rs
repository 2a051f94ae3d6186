//! An inverted index over masked texts: which of them are most like a question.
//!
//! Two likenesses, because each sees what the other misses: the cosine of all features (words, n-grams: the
//! way of asking) and BM25 over the words that carry content (what is spoken of), the latter as a share of what
//! a text made of just the question's words would get.

use super::features::Feature;
use rustc_hash::FxHashMap;

/// Features that stand in more than this part of all texts tell none of them apart.
const COMMON: f32 = 0.25;
/// How many features of a text are kept, those that weigh most. The rest of a long text are n-grams that stand
/// nearly everywhere: they make up most of the work and little of the cosine.
const KEPT: usize = 40;
/// Less likeness than this is none.
const LEAST: f32 = 0.06;
/// BM25: how fast a word's repetition stops to count …
const K1: f32 = 1.2;
/// … and how much a long text is held against itself.
const B: f32 = 0.75;

/// A text's vector over numbered features, of length 1, and its words.
pub(crate) struct Text<'a> {
    pub(crate) vector: &'a [(u32, f32)],
    pub(crate) words: &'a [Feature],
}

/// Texts by their features and by their words.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// By numbered feature: text, weight.
    features: Vec<Vec<(u32, f32)>>,
    /// By word: text, the share of the word's weight that it gets there.
    words: FxHashMap<Feature, Vec<(u32, f32)>>,
    count: usize,
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

impl Texts {
    /// Indexes texts over `features` numbered features.
    pub(crate) fn new(texts: &[Text<'_>], features: usize) -> Self {
        let most = (texts.len() as f32 * COMMON).max(50.0) as usize;
        let average =
            texts.iter().map(|text| text.words.len() as f32).sum::<f32>() / texts.len().max(1) as f32;
        let mut by_feature = vec![Vec::new(); features];
        let mut by_word: FxHashMap<Feature, Vec<(u32, f32)>> = FxHashMap::default();
        for (at, text) in texts.iter().enumerate() {
            for (feature, weight) in strongest(text.vector) {
                by_feature[feature as usize].push((at as u32, weight));
            }
            // A word stands once in nearly every text of this length, so its count is taken as one.
            let length = 1.0 - B + B * text.words.len() as f32 / average.max(1.0);
            let share = ((1.0 + K1 * (1.0 - B)) / (1.0 + K1 * length)).min(1.0);
            for word in text.words {
                by_word.entry(*word).or_default().push((at as u32, share));
            }
        }
        for list in &mut by_feature {
            if list.len() > most {
                *list = Vec::new();
            }
            list.shrink_to_fit();
        }
        let strangest = (texts.len() as f32).midpoint(1.0).ln();
        Self { features: by_feature, words: by_word, count: texts.len(), strangest }
    }

    fn weight(&self, texts: usize) -> f32 {
        if texts == 0 { self.strangest } else { ((self.count as f32 + 1.0) / texts as f32).ln().max(0.1) }
    }

    /// How like each text is that shares anything with the question of that vector and those words.
    pub(crate) fn similar(&self, vector: &[(u32, f32)], words: &[Feature]) -> Vec<Likeness> {
        let mut place = vec![u32::MAX; self.count];
        let mut found: Vec<Likeness> = Vec::with_capacity(self.count.min(4096));
        let mut at = |found: &mut Vec<Likeness>, text: u32| -> usize {
            let slot = &mut place[text as usize];
            if *slot == u32::MAX {
                *slot = found.len() as u32;
                found.push(Likeness { text, cosine: 0.0, words: 0.0 });
            }
            *slot as usize
        };
        for (feature, value) in vector {
            for (text, weight) in &self.features[*feature as usize] {
                let slot = at(&mut found, *text);
                found[slot].cosine += weight * value;
            }
        }
        let texts_of = |word: &Feature| self.words.get(word).map(Vec::as_slice).unwrap_or_default();
        let all: f32 = words.iter().map(|word| self.weight(texts_of(word).len())).sum();
        for texts in words.iter().map(texts_of) {
            let part = self.weight(texts.len()) / all;
            for (text, share) in texts {
                let slot = at(&mut found, *text);
                found[slot].words += share * part;
            }
        }
        found.retain(|like| like.cosine >= LEAST || like.words >= LEAST);
        found
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
