//! The features of all texts of a base, numbered and weighed.

use serde::{Deserialize, Serialize};

use super::features::Feature;
use super::fetch::fetch;

/// Features are found by as many of their first bits as make a table of this many places.
const PLACES: usize = 1 << 16;

/// The features, numbered in order. A table by hash takes three times the memory.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Space {
    /// In order: the number of a feature is its position.
    features: Box<[Feature]>,
    /// By place, where its features end.
    ends: Box<[u32]>,
    /// By number, which of the weights it has: thousands of features stand in as many texts, and weigh the same.
    weight_of: Box<[u16]>,
    weights: Box<[f32]>,
    /// The weight of the rarest.
    rarest: f32,
}

fn place(feature: Feature) -> usize {
    (feature >> (Feature::BITS - PLACES.trailing_zeros())) as usize
}

impl Space {
    /// Numbers the features of a set of texts and weighs them by how rare they are.
    pub(crate) fn new(texts: &[Vec<(Feature, f32)>]) -> Self {
        let mut all: Vec<Feature> = texts.iter().flatten().map(|(feature, _)| *feature).collect();
        all.sort_unstable();
        let texts = texts.len() as f32;
        let (mut features, mut counts, mut ends) = (Vec::new(), Vec::new(), vec![0; PLACES]);
        for same in all.chunk_by(|one, other| one == other) {
            features.push(same[0]);
            counts.push(same.len());
            ends[place(same[0])] = features.len() as u32;
        }
        let mut kinds = counts.clone();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = |count| kinds.partition_point(|kind| kind < count);
        let weight_of = counts.iter().map(|count| {
            u16::try_from(kind(count))
                .expect("tens of thousands of different counts need billions of features")
        });
        let weights: Box<[f32]> =
            kinds.iter().map(|count| ((texts + 1.0) / (*count as f32 + 0.5)).ln()).collect();
        let mut last = 0;
        for end in &mut ends {
            last = last.max(*end);
            *end = last;
        }
        let rarest = weights.iter().copied().fold(1.0, f32::max);
        Self { weight_of: weight_of.collect(), weights, features: features.into(), ends: ends.into(), rarest }
    }

    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.features.len()
    }

    /// The features of the place of one, with the number of the first.
    fn near(&self, feature: Feature) -> (u32, &[Feature]) {
        let place = place(feature);
        let from = if place == 0 { 0 } else { self.ends[place - 1] };
        (from, &self.features[from as usize..self.ends[place] as usize])
    }

    fn idf(&self, number: u32) -> f32 {
        self.weights[usize::from(self.weight_of[number as usize])]
    }

    /// The vector of a text, of length 1. Features that no text had count for its length all the same:
    /// a text of strange words is like none.
    pub(crate) fn vector(&self, features: &[(Feature, f32)]) -> Vec<(u32, f32)> {
        let mut length = 0.0;
        let mut vector = Vec::with_capacity(features.len());
        let near: Vec<(u32, &[Feature])> = features.iter().map(|(feature, _)| self.near(*feature)).collect();
        fetch(near.iter().map(|(_, near)| *near));
        for ((feature, count), (from, near)) in features.iter().zip(near) {
            let tf = 1.0 + count.ln();
            if let Some(number) = near.binary_search(feature).ok().map(|at| from + at as u32) {
                let weight = tf * self.idf(number);
                length += weight * weight;
                vector.push((number, weight));
            } else {
                // Half weight: n-grams of one strange word are many.
                length += (tf * self.rarest * 0.5).powi(2);
            }
        }
        let length = length.sqrt().max(1e-6);
        for (_, weight) in &mut vector {
            *weight /= length;
        }
        vector
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_found_by_their_number() {
        let texts = [vec![(7, 1.0), (0, 1.0)], vec![(u32::MAX, 1.0), (7, 1.0)], vec![(1 << 20, 1.0)]];
        let space = Space::new(&texts);
        let number = |feature| space.vector(&[(feature, 1.0)]).first().map(|(number, _)| *number);
        assert_eq!([0, 7, 1 << 20, u32::MAX].map(number), [0, 1, 2, 3].map(Some));
        assert_eq!([1, 8, 1 << 21, u32::MAX - 1].map(number), [None; 4]);
        assert!(space.idf(1) < space.idf(0), "what stands in two texts says less");
        assert_eq!(space.vector(&[(7, 1.0)]), [(1, 1.0)]);
    }
}
