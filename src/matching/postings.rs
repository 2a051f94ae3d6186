//! An inverted index: in which texts a feature or a word stands, and by it how like a question they are.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::by_feature::ByFeature;
use super::entry::{Entry, FULL, Rare};
use super::features::Feature;
use super::fetch::fetch;
use super::parts::Parts;
use super::texts::{Asking, Likeness};

/// A text as it is put into the index.
pub(super) struct Posted<'a> {
    /// Its numbered features with their weights.
    pub(super) vector: Vec<(u32, f32)>,
    pub(super) words: &'a [Feature],
    /// The part of a word's weight that it gets in this text: less, the longer the text.
    pub(super) share: f32,
}

/// Texts by what stands in them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Postings {
    features: ByFeature<Entry>,
    /// The number of each word …
    words: FxHashMap<Feature, u32>,
    /// … and by it the texts.
    by_word: Lists<u32>,
    /// By text, from the first one on.
    shares: Box<[f32]>,
    /// The texts that are in it.
    range: Range<u32>,
}

impl Postings {
    /// Indexes texts, the first of which is number `first`, over `features` numbered features. A word that stands in
    /// more than `many` of them finds none.
    pub(super) fn new(texts: &[Posted<'_>], first: u32, features: usize, many: usize) -> Self {
        let numbered = || (first..).zip(texts);
        let mut seen: FxHashMap<Feature, usize> = FxHashMap::default();
        for word in texts.iter().flat_map(|text| text.words) {
            *seen.entry(*word).or_default() += 1;
        }
        seen.retain(|_, times| *times <= many);
        let words: FxHashMap<Feature, u32> = seen.into_keys().zip(0..).collect();
        let rare = Rare::new(texts.iter().map(|text| text.vector.as_slice()), features);
        let rare = &rare;
        let of_features = numbered().flat_map(|(at, text)| {
            rare.of(&text.vector).map(move |(feature, weight)| (feature, Entry::new(at, weight)))
        });
        let number = &words;
        let of_words = numbered().flat_map(|(at, text)| {
            text.words.iter().filter_map(move |word| Some((*number.get(word)? as usize, at)))
        });
        Self {
            features: ByFeature::new(features, of_features),
            by_word: Lists::new(words.len(), of_words),
            words,
            shares: texts.iter().map(|text| text.share).collect(),
            range: first..first + texts.len() as u32,
        }
    }

    /// The texts that are like the question.
    pub(super) fn among_all(&self, asking: &Asking) -> Vec<Likeness> {
        let mut found = Gathered::new(self.range.len());
        self.add_up(std::slice::from_ref(&self.range), asking, &mut found);
        found.likenesses.retain(Likeness::is_any);
        found.likenesses
    }

    /// How like it each text of some parts is, in their order; the parts are in order and do not overlap.
    pub(super) fn of_each(&self, parts: &[Range<u32>], asking: &Asking) -> Vec<Likeness> {
        let mut all = Vec::with_capacity(parts.iter().map(Range::len).sum());
        for part in parts {
            all.extend(part.clone().map(Likeness::none));
        }
        self.add_up(parts, asking, &mut all);
        all
    }

    fn add_up(&self, parts: &[Range<u32>], asking: &Asking, sums: &mut impl Sums) {
        let compared = Parts::new(parts, &self.range);
        let of_features = self.features.of(&asking.vector);
        let list =
            |(word, part): &(Feature, f32)| Some((self.by_word.get(*self.words.get(word)? as usize), *part));
        let of_words: Vec<(&[u32], f32)> = asking.words.iter().filter_map(list).collect();
        fetch(of_features.iter().map(|(entries, _)| compared.beginning(entries)));
        fetch(of_words.iter().map(|(texts, _)| compared.beginning(texts)));
        for (entries, value) in of_features {
            let step = value / FULL;
            compared.each(
                entries,
                |entry| entry.text(),
                |place, entry| sums.of(place, entry.text()).cosine += entry.weight() * step,
            );
        }
        for (texts, part_of_all) in of_words {
            compared.each(
                texts,
                |text| *text,
                |place, text| {
                    let share = self.shares[(text - self.range.start) as usize];
                    sums.of(place, *text).words += part_of_all * share;
                },
            );
        }
    }
}

/// Where what speaks for each text is added up.
trait Sums {
    /// That of a text, by its place in the parts that are gone through and by its number.
    fn of(&mut self, place: u32, text: u32) -> &mut Likeness;
}

/// Those of all texts, for few parts.
impl Sums for Vec<Likeness> {
    fn of(&mut self, place: u32, _: u32) -> &mut Likeness {
        &mut self[place as usize]
    }
}

/// Those of the texts found so far: of a whole base most are like no question.
struct Gathered {
    likenesses: Vec<Likeness>,
    /// By place, which of those found it is.
    found: Vec<u32>,
}

impl Gathered {
    fn new(places: usize) -> Self {
        Self { likenesses: Vec::with_capacity(1024), found: vec![u32::MAX; places] }
    }
}

impl Sums for Gathered {
    fn of(&mut self, place: u32, text: u32) -> &mut Likeness {
        let found = &mut self.found[place as usize];
        if *found == u32::MAX {
            *found = self.likenesses.len() as u32;
            self.likenesses.push(Likeness::none(text));
        }
        &mut self.likenesses[*found as usize]
    }
}
