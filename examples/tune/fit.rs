//! A conditional logit, as in "which of these candidates, or nothing": the loss of a question is minus the logarithm
//! of the chance that the right candidates have together.

use crate::boost::Tree;
use crate::cases::Case;

/// Steps of gradient descent.
const STEPS: usize = 600;
/// How long a step is.
const STEP: f32 = 0.2;
/// How dear it is to leave the weights in use.
const KEEP: f32 = 0.0002;

/// What became of a question.
pub(crate) struct Outcome {
    /// The best candidate, or nothing, is right.
    pub(crate) right: bool,
    /// Whether the best candidate is right, however it compares with nothing.
    pub(crate) best_right: bool,
    /// The chance of the best candidate; `None` where nothing is better.
    pub(crate) confidence: Option<f32>,
    /// What is decided for: a candidate, or nothing (the last).
    pub(crate) chosen: usize,
    /// How far the best candidate is above nothing.
    pub(crate) above_nothing: f32,
    /// The right one is among the three best candidates; `None` where it is to be refused.
    pub(crate) among_three: Option<bool>,
}

/// The scores of a case's candidates by weights and by trees that correct them.
pub(crate) fn scores_by(case: &Case, weights: &[f32], trees: &[Tree]) -> Vec<f32> {
    let correction = |signals: &Vec<f32>| trees.iter().map(|tree| tree.of(signals)).sum::<f32>();
    let corrections = case.signals.iter().map(correction);
    scores(case, weights).into_iter().zip(corrections).map(|(sum, more)| sum + more).collect()
}

/// What becomes of a question whose candidates have these scores.
pub(crate) fn outcome(case: &Case, scores: &[f32]) -> Outcome {
    let nothing = scores.len() - 1;
    let mut order: Vec<usize> = (0..nothing).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let best = order.first().copied().unwrap_or(nothing);
    let above_nothing = if best == nothing { f32::NEG_INFINITY } else { scores[best] - scores[nothing] };
    let chosen = if above_nothing >= 0.0 { best } else { nothing };
    let all: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    Outcome {
        right: case.right[chosen],
        chosen,
        best_right: best != nothing && case.right[best],
        confidence: (chosen != nothing).then_some(1.0 / all),
        above_nothing,
        among_three: (!case.right[nothing]).then(|| order.iter().take(3).any(|at| case.right[*at])),
    }
}

fn scores(case: &Case, weights: &[f32]) -> Vec<f32> {
    case.signals.iter().map(|signals| signals.iter().zip(weights).map(|(s, w)| s * w).sum()).collect()
}

/// Weights fitted on cases, beginning with `from`.
pub(crate) fn fit(cases: &[&Case], from: &[f32]) -> Vec<f32> {
    let mut weights = from.to_vec();
    let mut squares = vec![1e-6_f32; weights.len()];
    let all: f32 = cases.iter().map(|case| case.weight).sum();
    for _ in 0..STEPS {
        let halves = cases.split_at(cases.len() / 2);
        let (one, other) = std::thread::scope(|scope| {
            let one = scope.spawn(|| gradient(halves.0, &weights));
            (one.join().expect("a gradient does not panic"), gradient(halves.1, &weights))
        });
        for (at, weight) in weights.iter_mut().enumerate() {
            let gradient = (one[at] + other[at]) / all + 2.0 * KEEP * (*weight - from[at]);
            squares[at] += gradient * gradient;
            *weight -= STEP * gradient / squares[at].sqrt();
        }
    }
    weights
}

fn gradient(cases: &[&Case], weights: &[f32]) -> Vec<f32> {
    let mut gradient = vec![0.0; weights.len()];
    for case in cases {
        let scores = scores(case, weights);
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let chances: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f32 = chances.iter().sum();
        let right: f32 = chances.iter().zip(&case.right).filter(|(_, r)| **r).map(|(c, _)| c).sum();
        for ((signals, chance), is_right) in case.signals.iter().zip(&chances).zip(&case.right) {
            let wanted = if *is_right { chance / right.max(1e-12) } else { 0.0 };
            let error = case.weight * (chance / all - wanted);
            if error.abs() > 1e-4 {
                gradient.iter_mut().zip(signals).for_each(|(g, signal): (&mut f32, _)| *g += error * signal);
            }
        }
    }
    gradient
}
