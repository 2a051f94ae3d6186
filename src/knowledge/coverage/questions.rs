//! What the base's own tests ask for.

use serde::Serialize;

use crate::knowledge::{Items, Reaches, TestQuestion};

/// How many test questions must reach what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QuestionCoverage {
    /// A fact.
    pub fact: usize,
    /// A figure.
    pub figure: usize,
    /// Topics.
    pub topics: usize,
    /// A refusal.
    pub refused: usize,
}

impl QuestionCoverage {
    pub(super) fn of(questions: &Items<TestQuestion>) -> Self {
        let mut counts = Self::default();
        for question in questions {
            *match question.reaches {
                Reaches::Fact(_) => &mut counts.fact,
                Reaches::Figure(_) => &mut counts.figure,
                Reaches::Topics(_) => &mut counts.topics,
                Reaches::Refusal => &mut counts.refused,
            } += 1;
        }
        counts
    }
}
