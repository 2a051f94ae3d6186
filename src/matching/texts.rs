//! How like the base's own texts a question is.
//!
//! Two likenesses, because each sees what the other misses: the cosine of all features (words, n-grams: the
//! way of asking) and BM25 over the words that carry content (what is spoken of), the latter as a share of what
//! a text made of just the question's words would get.
//!
//! Phrasings are few and searched whole; facts' questions may be hundreds of thousands. Where a topic is named
//! only its facts' texts are compared, one by one; else they are searched by what tells them apart.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::Feature;

/// Features that stand in more than this part of the texts tell none of them apart …
const COMMON: f32 = 0.25;
/// … nor those that stand in more facts' questions than this: what many share does not find one.
const MANY: usize = 4000;
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

/// A text as it is kept.
#[derive(Debug)]
struct Kept {
    vector: Box<[(u32, f32)]>,
    words: Box<[Feature]>,
    /// The part of a word's weight that it gets in this text: less, the longer the text.
    share: f32,
}

/// Texts with what stands where.
#[derive(Debug)]
struct Postings {
    /// By numbered feature: text, weight.
    features: Vec<Vec<(u32, f32)>>,
    /// By word.
    words: FxHashMap<Feature, Vec<u32>>,
    /// The texts that are in it.
    range: Range<u32>,
}

/// All texts of a base.
#[derive(Debug)]
pub(crate) struct Texts {
    kept: Vec<Kept>,
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
    vector: &'a [(u32, f32)],
    /// Each word with its part of the weight of all.
    words: Vec<(Feature, f32)>,
    by_feature: FxHashMap<u32, f32>,
}

impl Texts {
    /// Indexes texts over `features` numbered features; the first `phrasings` of them belong to no fact.
    pub(crate) fn new(texts: &[Text<'_>], phrasings: usize, features: usize) -> Self {
        let length = |text: &Text<'_>| text.words.len() as f32;
        let average = (texts.iter().map(length).sum::<f32>() / texts.len().max(1) as f32).max(1.0);
        let mut spread: FxHashMap<Feature, u32> = FxHashMap::default();
        let kept: Vec<Kept> = texts
            .iter()
            .map(|text| {
                for word in text.words {
                    *spread.entry(*word).or_default() += 1;
                }
                // A word stands once in nearly every text of this length, so its count is taken as one.
                let long = 1.0 - B + B * length(text) / average;
                let share = ((1.0 + K1 * (1.0 - B)) / (1.0 + K1 * long)).min(1.0);
                Kept { vector: strongest(text.vector), words: text.words.into(), share }
            })
            .collect();
        let (first, all) = (phrasings as u32, texts.len() as u32);
        Self {
            phrasings: Postings::new(&kept, 0..first, features, usize::MAX),
            of_facts: Postings::new(&kept, first..all, features, MANY),
            kept: only_searched(kept, phrasings),
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
            by_feature: vector.iter().copied().collect(),
        }
    }

    fn weight(&self, word: Feature) -> f32 {
        let rare = |texts: u32| ((self.kept.len() as f32 + 1.0) / texts as f32).ln().max(0.1);
        self.spread.get(&word).map_or(self.strangest, |texts| rare(*texts))
    }

    /// The phrasings that are like the question.
    pub(crate) fn phrasings(&self, asking: &Asking<'_>) -> Vec<Likeness> {
        self.phrasings.search(&self.kept, asking)
    }

    /// The questions of facts that are like it.
    pub(crate) fn of_facts(&self, asking: &Asking<'_>) -> Vec<Likeness> {
        self.of_facts.search(&self.kept, asking)
    }

    /// How like these texts are, one by one.
    pub(crate) fn compare<'t>(
        &'t self,
        texts: impl Iterator<Item = u32> + 't,
        asking: &'t Asking<'_>,
    ) -> impl Iterator<Item = Likeness> + 't {
        let like = move |text: u32| {
            let kept = &self.kept[text as usize];
            let product =
                |(at, weight): &(u32, f32)| asking.by_feature.get(at).map_or(0.0, |value| value * weight);
            let part = |(word, part): &(Feature, f32)| {
                if kept.words.contains(word) { part * kept.share } else { 0.0 }
            };
            Likeness {
                text,
                cosine: kept.vector.iter().map(product).sum(),
                words: asking.words.iter().map(part).sum(),
            }
        };
        texts.map(like).filter(is_like)
    }
}

/// Phrasings are searched and never compared one by one, so their vectors stand in the postings alone.
fn only_searched(mut kept: Vec<Kept>, phrasings: usize) -> Vec<Kept> {
    for text in &mut kept[..phrasings] {
        text.vector = Box::default();
    }
    kept
}

fn is_like(likeness: &Likeness) -> bool {
    likeness.cosine >= LEAST || likeness.words >= LEAST
}

impl Postings {
    fn new(texts: &[Kept], range: Range<u32>, features: usize, many: usize) -> Self {
        let most = (range.len() as f32 * COMMON).max(50.0).min(many as f32) as usize;
        let mut by_feature = vec![Vec::new(); features];
        let mut by_word: FxHashMap<Feature, Vec<u32>> = FxHashMap::default();
        for at in range.clone() {
            let text = &texts[at as usize];
            for (feature, weight) in &text.vector {
                by_feature[*feature as usize].push((at, *weight));
            }
            for word in &text.words {
                by_word.entry(*word).or_default().push(at);
            }
        }
        for list in &mut by_feature {
            if list.len() > most {
                *list = Vec::new();
            }
            list.shrink_to_fit();
        }
        // A word in very many facts' questions finds none of them.
        by_word.retain(|_, list| list.len() <= many);
        Self { features: by_feature, words: by_word, range }
    }

    fn search(&self, texts: &[Kept], asking: &Asking<'_>) -> Vec<Likeness> {
        let mut place = vec![u32::MAX; self.range.len()];
        let mut found: Vec<Likeness> = Vec::with_capacity(1024);
        let mut at = |found: &mut Vec<Likeness>, text: u32| -> usize {
            let slot = &mut place[(text - self.range.start) as usize];
            if *slot == u32::MAX {
                *slot = found.len() as u32;
                found.push(Likeness { text, cosine: 0.0, words: 0.0 });
            }
            *slot as usize
        };
        for (feature, value) in asking.vector {
            for (text, weight) in &self.features[*feature as usize] {
                let slot = at(&mut found, *text);
                found[slot].cosine += weight * value;
            }
        }
        for (word, part) in &asking.words {
            for text in self.words.get(word).into_iter().flatten() {
                let slot = at(&mut found, *text);
                found[slot].words += part * texts[*text as usize].share;
            }
        }
        found.retain(is_like);
        found
    }
}

/// The features of a text that weigh most.
fn strongest(vector: &[(u32, f32)]) -> Box<[(u32, f32)]> {
    let mut kept = vector.to_vec();
    if kept.len() > KEPT {
        kept.select_nth_unstable_by(KEPT, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        kept.truncate(KEPT);
    }
    kept.into()
}
