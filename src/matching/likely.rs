//! How likely each intent is asked for, by one of the models that were learnt.

use crate::knowledge::{AnsweredBy, Intent};

use super::dot::dot;
use super::index::Index;

/// The likelihoods.
pub(super) struct Likely {
    /// By intent, how likely it is asked for.
    pub(super) each: Vec<f32>,
    /// By intent, how likely it is, or another that its facts answer too.
    pub(super) parts: Vec<f32>,
    /// That of the likeliest intent that is not outside.
    pub(super) surest: f32,
    /// How likely it is any that is.
    pub(super) outside: f32,
    /// How likely it is any that numbers answer.
    pub(super) number: f32,
    /// The length of `each` as a vector.
    pub(super) length: f32,
}

impl Likely {
    /// What a model says of each intent.
    pub(super) fn new(index: &Index, intents: &[Intent], each: Vec<f32>) -> Self {
        let sum = |counts: fn(AnsweredBy) -> bool| -> f32 {
            let counting = intents.iter().zip(&each).filter(|(intent, _)| counts(intent.answered_by));
            counting.map(|(_, likely)| likely).sum()
        };
        Self {
            parts: (0..each.len()).map(|at| part(&index.answered_too[at], &each, at)).collect(),
            surest: most_of(intents, &each, |by| !by.is_outside()),
            outside: sum(AnsweredBy::is_outside),
            number: sum(AnsweredBy::is_number).min(1.0),
            length: dot(&each, &each).sqrt(),
            each,
        }
    }
}

/// How likely an intent is asked for, or one that its facts answer too; those come with how much they count.
fn part(answered_too: &[(usize, f32)], likely: &[f32], intent: usize) -> f32 {
    answered_too.iter().fold(likely[intent], |part, (other, counts)| part + likely[*other] * counts).min(1.0)
}

/// The most of what is told by intent, of those that count.
pub(super) fn most_of(intents: &[Intent], told: &[f32], counts: impl Fn(AnsweredBy) -> bool) -> f32 {
    let counting = intents.iter().zip(told).filter(|(intent, _)| counts(intent.answered_by));
    counting.map(|(_, told)| *told).fold(0.0, f32::max)
}
