//! Matching: from a question to what answers it.

use crate::knowledge::{FactBase, PartialDate};
use crate::question::{Context, Question};

use super::asked::asked;
use super::decision::decide;
use super::index::Index;
use super::ranking::Ranking;
use super::signals::Signal;
use super::thresholds::{FAR_AHEAD, STRANGE_FOR_NAME, SURE_OF_NAME};
use super::types::{Decision, Match};
use super::view::views;

/// Finds what answers a question.
pub fn find(
    index: &Index,
    base: &FactBase,
    question: &Question,
    context: Option<&Context>,
    today: PartialDate,
) -> Match {
    let found = find_named(index, base, question, context, today);
    // A name that is an ordinary word is the name after all where the rest asks as one asks of names.
    let Some(promoted) = question.with_doubtful() else { return found };
    let again = find_named(index, base, &promoted, context, today);
    let sure = again.candidates.first().is_some_and(|best| {
        best.signals.get(Signal::FactIntent).max(best.signals.get(Signal::NumberIntent)) >= SURE_OF_NAME
    });
    let ahead = again.candidates.first().is_some_and(|best| best.score - again.nothing.score >= FAR_AHEAD);
    if again.decision == Decision::Answered && (ahead || (sure && again.strange <= STRANGE_FOR_NAME)) {
        again
    } else {
        found
    }
}

fn find_named(
    index: &Index,
    base: &FactBase,
    question: &Question,
    context: Option<&Context>,
    today: PartialDate,
) -> Match {
    let asked = asked(index, base, question, context);
    let views = views(index, &asked);
    let mut ranking = Ranking { index, base, asked, views, likeliest: None, today, lacks: Vec::new() };
    ranking.likeliest = ranking.intent().map(|(at, _)| at);
    let (candidates, nothing) = ranking.candidates();
    decide(&ranking, candidates, &nothing)
}
