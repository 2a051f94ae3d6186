//! What is printed.

use std::collections::BTreeMap;

use kotae::engine::Engine;

use crate::cases::Case;
use crate::fit::Outcome;

/// A question with what became of it.
type Decided<'a> = (&'a Case, Outcome);

/// How many are decided rightly, by what they are.
pub(crate) fn kinds(decided: &[Decided<'_>]) {
    let mut kinds: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for (case, outcome) in decided {
        for kind in [case.kind, "all"] {
            let (right, answered, all) = kinds.entry(kind).or_default();
            *right += usize::from(outcome.right);
            *answered += usize::from(outcome.above_nothing >= 0.0);
            *all += 1;
        }
    }
    for (kind, (right, answered, all)) in kinds {
        println!(
            "    {kind:16} {all:6}: right {:5.1} %, answered {:5.1} %",
            percent(right, all),
            percent(answered, all)
        );
    }
}

/// How many of the answers given with a confidence are right.
pub(crate) fn reliability(decided: &[Decided<'_>]) {
    println!("confidence   answers   right");
    for tenth in 0..10_u8 {
        let from = f32::from(tenth) / 10.0;
        let inside = |(_, outcome): &&Decided<'_>| {
            outcome.confidence.is_some_and(|sure| sure >= from && (sure < from + 0.1 || tenth == 9))
        };
        let answers: Vec<_> = decided.iter().filter(inside).collect();
        if !answers.is_empty() {
            let right = answers.iter().filter(|(_, outcome)| outcome.right).count();
            let right = percent(right, answers.len());
            println!("{from:.1} to {:.1}   {:7}   {right:5.1} %", from + 0.1, answers.len());
        }
    }
}

/// How often the right answer is among the three choices where Kotae asks back.
pub(crate) fn choices(decided: &[Decided<'_>]) {
    let asked_back =
        decided.iter().filter(|(_, outcome)| (Engine::ask_back()..0.0).contains(&outcome.above_nothing));
    let among: Vec<bool> = asked_back.filter_map(|(_, outcome)| outcome.among_three).collect();
    let right = among.iter().filter(|among| **among).count();
    println!(
        "asked back: {}; the right one among the three choices: {:.1} %",
        among.len(),
        percent(right, among.len())
    );
}

/// What answering from other scores on would cost, where a wrong answer costs as much as three refusals.
pub(crate) fn limits(decided: &[Decided<'_>]) {
    println!("answers from   right   wrong   cost a hundred");
    for tenth in -15_i8..=20 {
        let limit = f32::from(tenth) / 10.0;
        let (mut right, mut wrong, mut refused) = (0, 0, 0);
        for (_, outcome) in decided {
            let in_scope = outcome.among_three.is_some();
            let answered = outcome.above_nothing >= limit;
            if answered && !outcome.best_right {
                wrong += 1;
            } else if !answered && in_scope {
                refused += 1;
            } else {
                right += 1;
            }
        }
        println!(
            "{limit:12.1}   {:5.1}   {:5.1}   {:6.1}",
            percent(right, decided.len()),
            percent(wrong, decided.len()),
            percent(3 * wrong + refused, decided.len())
        );
    }
}

/// What was decided wrongly, a line each, for whoever looks for why.
pub(crate) fn misses(decided: &[Decided<'_>]) {
    for (case, outcome) in decided.iter().filter(|(_, outcome)| !outcome.right) {
        let right = case.right.iter().position(|right| *right).unwrap_or(0);
        eprintln!("{}\t{}\t{}\t{}", case.kind, case.text, case.answers[outcome.chosen], case.answers[right]);
    }
}

fn percent(part: usize, all: usize) -> f32 {
    100.0 * part as f32 / all.max(1) as f32
}
