//! Which theme a question speaks of without naming it: a linear model over themes, trained from the ways of
//! asking for them and from the questions of their facts.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use crate::knowledge::FactBase;

use super::index::speaks_for_itself;
use super::model::{Model, Sample};

/// Weights that a model may have. Beyond it (hundreds of themes, each with few texts) likeness alone decides, which
/// is then as good: a linear model needs several texts a class.
const MOST_WEIGHTS: usize = 32_000_000;
/// One in so many of the texts that speak of no theme, by their hash, teaches what that is like; there are far more.
const OTHERS: u64 = 2;

/// What a text speaks of, for training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// Of a theme, without its name.
    OfTheme(usize),
    /// Of something else, or of anything.
    OfOther,
}

/// The model of themes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Themes {
    /// The topic of each class; the last class, which stands for none of them, has no topic.
    topics: Vec<usize>,
    model: Option<Model>,
}

impl Themes {
    /// Trains on vectors over `features` numbered features, each with a hash of the text and what it speaks of.
    pub(crate) fn train<'a>(
        base: &FactBase,
        texts: impl Iterator<Item = (&'a [(u32, f32)], u64, Speaks)>,
        features: usize,
    ) -> Self {
        let topics: Vec<usize> =
            (0..base.topics.len()).filter(|at| speaks_for_itself(&base.topics[*at])).collect();
        let classes = topics.len() + 1;
        if classes < 3 || classes.saturating_mul(features) > MOST_WEIGHTS {
            return Self { topics, model: None };
        }
        let class_of: FxHashMap<usize, usize> = topics.iter().enumerate().map(|(n, at)| (*at, n)).collect();
        let class = |hash: u64, speaks| match speaks {
            Speaks::OfTheme(topic) => class_of.get(&topic).copied(),
            Speaks::OfOther => FxBuildHasher.hash_one(hash).is_multiple_of(OTHERS).then_some(topics.len()),
        };
        let samples: Vec<Sample<'_>> = texts
            .filter_map(|(vector, hash, speaks)| Some(Sample { vector, class: class(hash, speaks)?, hash }))
            .collect();
        let model = Model::train(&samples, features, classes);
        Self { topics, model: Some(model) }
    }

    /// How likely the text speaks of each theme: topic, likelihood. They sum to less than 1, for it may speak of
    /// none. `None` where there is no model.
    pub(crate) fn likely(&self, vector: &[(u32, f32)]) -> Option<Vec<(usize, f32)>> {
        let likely = self.model.as_ref()?.probabilities(vector);
        Some(self.topics.iter().copied().zip(likely).collect())
    }
}
