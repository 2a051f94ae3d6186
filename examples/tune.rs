//! Fits the weights of `src/matching/signals.rs` on the test questions of a knowledge folder.
//!
//!     cargo run --release --example tune -- knowledge
//!
//! prints how many questions are decided rightly with the weights in use, with weights fitted on four fifths
//! and tried on the fifth that was held out (the figure to believe), and the weights fitted on all of them.
//! A conditional logit, as in "which of these candidates, or nothing": the loss of a question is minus the
//! logarithm of the chance that the right candidates have together.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use kotae::engine::{Ask, Engine, reaches};
use kotae::knowledge::{Files, PartialDate, Reaches, read};

/// Candidates looked at for each question.
const CANDIDATES: usize = 14;
/// Steps of gradient descent.
const STEPS: usize = 1500;
/// How long a step is.
const STEP: f32 = 0.15;
/// How dear it is to leave the weights in use.
const KEEP: f32 = 0.001;
/// Parts of the cross-validation.
const PARTS: usize = 5;

/// One question: the signals of its candidates and of nothing (the last), and which of them are right.
struct Case {
    signals: Vec<Vec<f32>>,
    right: Vec<bool>,
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "knowledge".to_owned());
    let loaded = read(&Files::read(Path::new(&folder)).with_context(|| format!("cannot read `{folder}`"))?);
    let engine = Engine::new(Arc::new(loaded.base));
    let cases = cases(&engine);
    if cases.len() < PARTS * 10 {
        bail!("{} labelled questions are too few to fit on", cases.len());
    }
    let used = Engine::weights();
    println!(
        "{} questions; decided rightly with the weights in use: {:.1} %",
        cases.len(),
        rate(&cases, &used)
    );
    let held_out: usize = (0..PARTS)
        .map(|part| {
            let (test, train): (Vec<_>, Vec<_>) =
                cases.iter().enumerate().partition(|(n, _)| n % PARTS == part);
            let train: Vec<&Case> = train.into_iter().map(|(_, case)| case).collect();
            let weights = fit(&train, &used);
            test.iter().filter(|(_, case)| decided(case, &weights)).count()
        })
        .sum();
    println!(
        "fitted on four fifths, tried on the other: {:.1} %",
        100.0 * held_out as f32 / cases.len() as f32
    );
    let weights = fit(&cases.iter().collect::<Vec<_>>(), &used);
    println!("fitted on all: {:.1} %", rate(&cases, &weights));
    for ((name, before), after) in Engine::signal_names().iter().zip(&used).zip(&weights) {
        println!("{name:20} {before:7.2} -> {after:7.2}");
    }
    Ok(())
}

/// Every test question of the base whose right answer is among the candidates, or is none.
fn cases(engine: &Engine) -> Vec<Case> {
    let today = PartialDate::year(2026);
    let mut cases = Vec::new();
    for question in &engine.base().questions {
        let ask = Ask { text: &question.text, lang: Some(question.lang), context: None, today };
        let (nothing, candidates) = engine.weigh(&ask, CANDIDATES);
        let refused = question.reaches == Reaches::Refusal;
        let mut signals: Vec<Vec<f32>> =
            candidates.iter().map(|(signals, _)| signals.values().to_vec()).collect();
        let mut right: Vec<bool> =
            candidates.iter().map(|(_, answer)| !refused && reaches(&question.reaches, answer)).collect();
        signals.push(nothing.values().to_vec());
        right.push(refused);
        if right.contains(&true) {
            cases.push(Case { signals, right });
        }
    }
    cases
}

fn scores(case: &Case, weights: &[f32]) -> Vec<f32> {
    case.signals.iter().map(|signals| signals.iter().zip(weights).map(|(s, w)| s * w).sum()).collect()
}

fn decided(case: &Case, weights: &[f32]) -> bool {
    let scores = scores(case, weights);
    let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    best.is_some_and(|best| case.right[best])
}

fn rate(cases: &[Case], weights: &[f32]) -> f32 {
    100.0 * cases.iter().filter(|case| decided(case, weights)).count() as f32 / cases.len() as f32
}

fn fit(cases: &[&Case], from: &[f32]) -> Vec<f32> {
    let mut weights = from.to_vec();
    let mut squares = vec![1e-6_f32; weights.len()];
    for _ in 0..STEPS {
        let mut gradient: Vec<f32> = weights.iter().zip(from).map(|(w, f)| 2.0 * KEEP * (w - f)).collect();
        for case in cases {
            let scores = scores(case, &weights);
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let chances: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f32 = chances.iter().sum();
            let right: f32 = chances.iter().zip(&case.right).filter(|(_, r)| **r).map(|(c, _)| c).sum();
            for ((signals, chance), is_right) in case.signals.iter().zip(&chances).zip(&case.right) {
                let wanted = if *is_right { chance / right.max(1e-12) } else { 0.0 };
                let error = (chance / all - wanted) / cases.len() as f32;
                gradient.iter_mut().zip(signals).for_each(|(g, signal)| *g += error * signal);
            }
        }
        for ((weight, gradient), square) in weights.iter_mut().zip(&gradient).zip(&mut squares) {
            *square += gradient * gradient;
            *weight -= STEP * gradient / square.sqrt();
        }
    }
    weights
}
