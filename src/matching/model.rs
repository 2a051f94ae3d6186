//! A linear model that tells ways of asking apart: multinomial logistic regression over hashed
//! features, trained from the phrasings when a base is loaded.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::features::Feature;

/// How often all samples are gone through: three times to settle, three times for the mean.
const ROUNDS: usize = 6;
/// The model is the mean of the weights after each round from this one on: the last samples of a round would
/// else weigh more than the others, and one text more in a base would move what it has nothing to do with.
const SETTLED: usize = 3;
/// Step of the first round; falls with the square root of the gradients seen (`AdaGrad`).
const STEP: f32 = 0.6;
/// Errors below this teach nothing: most classes of most samples, which is what makes training fast.
const TOO_SMALL: f32 = 0.02;

/// One labelled text: positions of features with their weights, and the class.
pub(crate) type Sample<'a> = (&'a [(u32, f32)], usize);

/// The features of all samples, numbered.
#[derive(Debug, Default)]
pub(crate) struct Space {
    at: FxHashMap<Feature, u32>,
    idf: Vec<f32>,
    /// The weight of the rarest.
    rarest: f32,
}

impl Space {
    /// Numbers the features of a set of texts and weighs them by how rare they are.
    pub(crate) fn new(texts: &[Vec<(Feature, f32)>]) -> Self {
        let mut at: FxHashMap<Feature, u32> = FxHashMap::default();
        let mut seen: Vec<u32> = Vec::new();
        for text in texts {
            for (feature, _) in text {
                let next = at.len() as u32;
                let number = *at.entry(*feature).or_insert(next) as usize;
                if number == seen.len() {
                    seen.push(0);
                }
                seen[number] += 1;
            }
        }
        let all = texts.len() as f32;
        let idf: Vec<f32> = seen.into_iter().map(|n| ((all + 1.0) / (n as f32 + 0.5)).ln()).collect();
        let rarest = idf.iter().copied().fold(1.0, f32::max);
        Self { at, idf, rarest }
    }

    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.idf.len()
    }

    /// The vector of a text, of length 1. Features that no text had count for its length all the same:
    /// a text of strange words is like none.
    pub(crate) fn vector(&self, features: &[(Feature, f32)]) -> Vec<(u32, f32)> {
        let mut length = 0.0;
        let mut vector = Vec::with_capacity(features.len());
        for (feature, count) in features {
            let tf = 1.0 + count.ln();
            if let Some(at) = self.at.get(feature) {
                let weight = tf * self.idf[*at as usize];
                length += weight * weight;
                vector.push((*at, weight));
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

/// The trained model.
#[derive(Debug)]
pub(crate) struct Model {
    classes: usize,
    /// By numbered feature its row of weights, or `NO_ROW`.
    rows: Vec<u32>,
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// A feature without weights. In a large base those that one text alone has get none: most n-grams are such, and
/// there are texts enough without them.
const NO_ROW: u32 = u32::MAX;
/// A model of no more weights than these has them for all features.
const SMALL: usize = 1_000_000;

impl Model {
    /// Trains on samples whose features are numbered by a space of `features` features.
    pub(crate) fn train(samples: &[Sample<'_>], features: usize, classes: usize) -> Self {
        let (rows, all) = rows(samples, features, classes);
        let mut model = Self { classes, rows, weights: vec![0.0; all * classes], bias: vec![0.0; classes] };
        let samples: Vec<(Vec<(u32, f32)>, usize)> =
            samples.iter().map(|(vector, class)| (model.in_rows(vector).collect(), *class)).collect();
        let mut squares = vec![1e-4_f32; all * classes];
        let mut scores = vec![0.0; classes];
        let mut settled = vec![0.0_f32; all * classes];
        let order = mixed(&samples);
        for round in 0..ROUNDS {
            for n in &order {
                let (vector, class) = &samples[*n];
                model.scores(vector.iter().copied(), &mut scores);
                softmax(&mut scores);
                for (c, score) in scores.iter().enumerate() {
                    let error = score - f32::from(u8::from(c == *class));
                    if error.abs() < TOO_SMALL {
                        continue;
                    }
                    model.bias[c] -= 0.02 * error;
                    for (row, value) in vector {
                        let cell = *row as usize * classes + c;
                        let gradient = error * value;
                        squares[cell] += gradient * gradient;
                        model.weights[cell] -= STEP * gradient / squares[cell].sqrt();
                    }
                }
            }
            if round >= SETTLED {
                let part = 1.0 / (ROUNDS - SETTLED) as f32;
                settled.iter_mut().zip(&model.weights).for_each(|(sum, weight)| *sum += part * weight);
            }
        }
        model.weights = settled;
        model
    }

    /// A vector's features that have weights, by their rows.
    fn in_rows(&self, vector: &[(u32, f32)]) -> impl Iterator<Item = (u32, f32)> {
        let rows = vector.iter().map(|(at, value)| (self.rows[*at as usize], *value));
        rows.filter(|(row, _)| *row != NO_ROW)
    }

    fn scores(&self, rows: impl Iterator<Item = (u32, f32)>, scores: &mut [f32]) {
        scores.copy_from_slice(&self.bias);
        for (row, value) in rows {
            let weights = &self.weights[row as usize * self.classes..(row as usize + 1) * self.classes];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
    }

    /// How likely each class is; sums to 1.
    pub(crate) fn probabilities(&self, vector: &[(u32, f32)]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        self.scores(self.in_rows(vector), &mut scores);
        softmax(&mut scores);
        scores
    }
}

/// Rows for the features that have weights, by feature; and how many there are.
fn rows(samples: &[Sample<'_>], features: usize, classes: usize) -> (Vec<u32>, usize) {
    let least = if features * classes > SMALL { 2 } else { 1 };
    let mut seen = vec![0_u32; features];
    for (at, _) in samples.iter().flat_map(|(vector, _)| vector.iter()) {
        seen[*at as usize] += 1;
    }
    let mut all = 0;
    for times in &mut seen {
        *times = if *times >= least {
            all += 1;
            all - 1
        } else {
            NO_ROW
        };
    }
    (seen, all as usize)
}

/// An order that mixes classes, for neighbours in the files are of one class, and in which a sample's place
/// depends on itself alone.
fn mixed(samples: &[(Vec<(u32, f32)>, usize)]) -> Vec<usize> {
    let key = |n: &usize| {
        let (vector, class) = &samples[*n];
        let values: Vec<u32> = vector.iter().map(|(_, value)| value.to_bits()).collect();
        (FxBuildHasher.hash_one((values, class)), *n)
    };
    let mut order: Vec<usize> = (0..samples.len()).collect();
    order.sort_by_cached_key(key);
    order
}

fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}
