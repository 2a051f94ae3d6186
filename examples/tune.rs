//! Fits the weights of `src/matching/signals.rs` on the test questions of a knowledge folder.
//!
//!     cargo run --release --example tune -- knowledge
//!
//! prints how many questions are decided rightly with the weights in use, with weights fitted on four fifths
//! and tried on the fifth that was held out (the figure to believe), how many of those answers are right by the
//! confidence that they were given with, and the weights fitted on all of them.
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
    let held_out: Vec<Outcome> = (0..PARTS)
        .flat_map(|part| {
            let (test, train): (Vec<_>, Vec<_>) =
                cases.iter().enumerate().partition(|(n, _)| n % PARTS == part);
            let train: Vec<&Case> = train.into_iter().map(|(_, case)| case).collect();
            let weights = fit(&train, &used);
            test.into_iter().map(|(_, case)| outcome(case, &weights)).collect::<Vec<_>>()
        })
        .collect();
    let right = held_out.iter().filter(|outcome| outcome.right).count();
    println!(
        "fitted on four fifths, tried on the other: {:.1} %",
        100.0 * right as f32 / held_out.len() as f32
    );
    reliability(&held_out);
    choices(&held_out);
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

/// What became of a question.
struct Outcome {
    /// The best candidate, or nothing, is right.
    right: bool,
    /// The chance of the best candidate; `None` where nothing is better.
    confidence: Option<f32>,
    /// How far the best candidate is above nothing.
    above_nothing: f32,
    /// The right one is among the three best candidates; `None` where it is to be refused.
    among_three: Option<bool>,
}

fn outcome(case: &Case, weights: &[f32]) -> Outcome {
    let scores = scores(case, weights);
    let nothing = scores.len() - 1;
    let mut order: Vec<usize> = (0..nothing).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let best = order.first().copied().unwrap_or(nothing);
    let above_nothing = scores[best] - scores[nothing];
    let chosen = if above_nothing >= 0.0 { best } else { nothing };
    let all: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    Outcome {
        right: case.right[chosen],
        confidence: (chosen != nothing).then_some(1.0 / all),
        above_nothing,
        among_three: (!case.right[nothing]).then(|| order.iter().take(3).any(|at| case.right[*at])),
    }
}

/// Prints how many of the answers given with a confidence are right.
fn reliability(outcomes: &[Outcome]) {
    println!("confidence   answers   right");
    for tenth in 0..10_u8 {
        let from = f32::from(tenth) / 10.0;
        let inside = |outcome: &&Outcome| {
            outcome.confidence.is_some_and(|sure| sure >= from && (sure < from + 0.1 || tenth == 9))
        };
        let answers: Vec<&Outcome> = outcomes.iter().filter(inside).collect();
        if answers.is_empty() {
            continue;
        }
        let right = answers.iter().filter(|outcome| outcome.right).count();
        let rate = 100.0 * right as f32 / answers.len() as f32;
        println!("{from:.1} to {:.1}   {:7}   {rate:5.1} %", from + 0.1, answers.len());
    }
}

/// Prints how often the right answer is among the three choices where Kotae asks back.
fn choices(outcomes: &[Outcome]) {
    let asked_back =
        outcomes.iter().filter(|outcome| (Engine::ask_back()..0.0).contains(&outcome.above_nothing));
    let among: Vec<bool> = asked_back.filter_map(|outcome| outcome.among_three).collect();
    let right = among.iter().filter(|among| **among).count();
    println!("asked back: {}; the right one among the three choices: {right}", among.len());
}

fn rate(cases: &[Case], weights: &[f32]) -> f32 {
    100.0 * cases.iter().filter(|case| outcome(case, weights).right).count() as f32 / cases.len() as f32
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
