//! A linear model that tells ways of asking apart: multinomial logistic regression over hashed
//! features, trained from the phrasings when a base is loaded.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::fetch::fetch;
use super::subset::Subset;

/// How often all samples are gone through: three times to settle, three times for the mean.
const ROUNDS: usize = 6;
/// The model is the mean of the weights after each round from this one on: the last samples of a round would
/// else weigh more than the others, and one text more in a base would move what it has nothing to do with.
const SETTLED: usize = 3;
/// Step of the first round; falls with the square root of the gradients seen (`AdaGrad`).
const STEP: f32 = 0.6;
/// Errors below this teach nothing: most classes of most samples, which is what makes training fast.
const TOO_SMALL: f32 = 0.02;

/// One labelled text.
pub(crate) struct Sample<'a> {
    /// Numbered features with their weights.
    pub(crate) vector: &'a [(u32, f32)],
    pub(crate) class: usize,
    /// A hash of the text.
    pub(crate) hash: u64,
}

/// The trained model.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Model {
    /// The numbered features that have weights, each a row of them.
    rows: Subset,
    /// Row by row, in steps of `step`: a byte each is as good as four, and there are millions.
    weights: Box<[i8]>,
    step: f32,
    bias: Box<[f32]>,
}

/// A model of no more weights than these has them for all features. In a larger one those that only one or two texts
/// have get none: most n-grams are such, and there are texts enough without them.
const SMALL: usize = 1_000_000;

impl Model {
    /// Trains on samples whose features are numbered by a space of `features` features.
    pub(crate) fn train(samples: &[Sample<'_>], features: usize, classes: usize) -> Self {
        let rows = rows(samples, features, classes);
        let hashes: Vec<u64> = samples.iter().map(|sample| sample.hash).collect();
        let samples: Vec<(Vec<(u32, f32)>, usize)> =
            samples.iter().map(|sample| (in_rows(&rows, sample.vector).collect(), sample.class)).collect();
        let mut learning = Learning::new(samples.len(), rows.len(), classes);
        // The mean of the rounds from the settled ones on.
        let mut settled = vec![0.0_f32; rows.len() * classes];
        for round in 0..ROUNDS {
            for n in mixed(&hashes, round) {
                learning.learn(n, &samples[n]);
            }
            if round >= SETTLED {
                let part = 1.0 / (ROUNDS - SETTLED) as f32;
                settled.iter_mut().zip(&learning.weights).for_each(|(sum, weight)| *sum += part * weight);
            }
        }
        let most = settled.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let step = most / f32::from(i8::MAX);
        let weights = settled.iter().map(|weight| (weight / step).round() as i8).collect();
        Self { rows, weights, step, bias: learning.bias.into() }
    }

    /// How likely each class is; sums to 1.
    pub(crate) fn probabilities(&self, vector: &[(u32, f32)]) -> Vec<f32> {
        let mut scores = self.bias.to_vec();
        let classes = scores.len();
        let mut rows = Vec::with_capacity(vector.len());
        rows.extend(in_rows(&self.rows, vector).map(|(row, value)| {
            let weights = &self.weights[row as usize * classes..(row as usize + 1) * classes];
            (weights, value * self.step)
        }));
        fetch(rows.iter().map(|(weights, _)| *weights));
        for (weights, value) in rows {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += f32::from(*weight) * value;
            }
        }
        softmax(&mut scores);
        scores
    }
}

/// A vector's features that have weights, by their rows.
fn in_rows(rows: &Subset, vector: &[(u32, f32)]) -> impl Iterator<Item = (u32, f32)> {
    vector.iter().filter_map(|(feature, value)| Some((rows.place(*feature)?, *value)))
}

/// A model while it is trained.
struct Learning {
    weights: Vec<f32>,
    bias: Vec<f32>,
    /// By weight, the sum of the squares of its gradients (`AdaGrad`).
    squares: Vec<f32>,
    scores: Vec<f32>,
    /// Samples that taught nothing when they were looked at last. They are left out once, then tried again: soon that
    /// is most of them.
    known: Vec<bool>,
}

impl Learning {
    fn new(samples: usize, rows: usize, classes: usize) -> Self {
        Self {
            weights: vec![0.0; rows * classes],
            bias: vec![0.0; classes],
            squares: vec![1e-4; rows * classes],
            scores: vec![0.0; classes],
            known: vec![false; samples],
        }
    }

    /// Learns from the `n`th sample.
    fn learn(&mut self, n: usize, (vector, class): &(Vec<(u32, f32)>, usize)) {
        if std::mem::take(&mut self.known[n]) {
            return;
        }
        let classes = self.bias.len();
        self.scores.copy_from_slice(&self.bias);
        for (row, value) in vector {
            let weights = &self.weights[*row as usize * classes..(*row as usize + 1) * classes];
            for (score, weight) in self.scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
        softmax(&mut self.scores);
        let mut known = true;
        for (c, score) in self.scores.iter().enumerate() {
            let error = score - f32::from(u8::from(c == *class));
            if error.abs() < TOO_SMALL {
                continue;
            }
            known = false;
            self.bias[c] -= 0.02 * error;
            for (row, value) in vector {
                let cell = *row as usize * classes + c;
                let gradient = error * value;
                self.squares[cell] += gradient * gradient;
                self.weights[cell] -= STEP * gradient / self.squares[cell].sqrt();
            }
        }
        self.known[n] = known;
    }
}

/// The features that have weights.
fn rows(samples: &[Sample<'_>], features: usize, classes: usize) -> Subset {
    let least = if features * classes > SMALL { 3 } else { 1 };
    let mut seen = vec![0_u32; features];
    for (at, _) in samples.iter().flat_map(|sample| sample.vector) {
        seen[*at as usize] += 1;
    }
    let with_weights = (0..).zip(&seen).filter(|(_, times)| **times >= least);
    Subset::new(features, with_weights.map(|(feature, _)| feature))
}

/// An order that mixes classes, for neighbours in the files are of one class; another one each round. The place of a
/// text depends on itself alone, so that one text more in a base moves little that it has nothing to do with.
fn mixed(hashes: &[u64], round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by_cached_key(|n| (FxBuildHasher.hash_one((hashes[*n], round)), *n));
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
