//! The decision: answer, ask back, or say plainly that it is not known.

use super::matcher::Ranking;
use super::thresholds::{ANSWER, AS_ITS_OWN, ASK_BACK, OUTSIDE, STRANGE, STRANGE_OF_THEMES};
use super::types::{Candidate, Decision, Found, Match, Refusal};

/// Decides on ranked candidates.
pub(crate) fn decide(ranking: &Ranking<'_>, candidates: Vec<Candidate>) -> Match {
    let (intent, intent_likely) = ranking.intent().map_or((None, 0.0), |(at, likely)| (Some(at), likely));
    let strange = ranking.strange();
    let decision = match refusal(ranking, &candidates, strange) {
        Some(refusal) => Decision::Unknown(refusal),
        None => by_score(ranking, &candidates),
    };
    let confidence = confidence(&candidates, &decision);
    Match {
        lang: ranking.asked.question.lang,
        decision,
        candidates,
        confidence,
        intent,
        intent_likely,
        strange,
        topics: ranking.asked.topics.clone(),
    }
}

/// What keeps even a good score from answering.
fn refusal(ranking: &Ranking<'_>, candidates: &[Candidate], strange: f32) -> Option<Refusal> {
    if ranking.is_empty() {
        return Some(Refusal::Empty);
    }
    let question = ranking.asked.question;
    let best = candidates.first();
    let own_words =
        best.is_some_and(|c| c.parts.text >= AS_ITS_OWN && c.parts.coverage >= 0.6 && matches!(c.found, Found::Fact(..)));
    if let Some(place) = question.places.first()
        && !(question.versus || question.home || own_words)
        && ranking.asks_of_place()
    {
        return Some(Refusal::OtherPlace(*place));
    }
    let is_number = best.is_some_and(|candidate| !matches!(candidate.found, Found::Fact(..)));
    if let Some(region) = question.region.as_ref().filter(|_| is_number && ranking.asks_of_place()) {
        return Some(Refusal::Region(region.clone()));
    }
    if let Some((intent, likely)) = ranking.outside()
        && likely >= OUTSIDE
        && !own_words
    {
        return Some(Refusal::Outside(intent));
    }
    let limit = if ranking.names_theme() { STRANGE_OF_THEMES } else { STRANGE };
    (strange > limit && !own_words).then_some(Refusal::Strange)
}

fn by_score(ranking: &Ranking<'_>, candidates: &[Candidate]) -> Decision {
    let lacking = || ranking.lack().unwrap_or(Refusal::Strange);
    match candidates.first() {
        Some(best) if best.score >= ANSWER => Decision::Answered,
        Some(best) if best.score >= ASK_BACK => Decision::Unsure,
        Some(_) if ranking.asked.topics_named => {
            Decision::Unknown(ranking.lack().unwrap_or_else(|| {
                Refusal::NothingOfThatKind(ranking.asked.topics[0], ranking.intent().map(|(at, _)| at))
            }))
        }
        _ => Decision::Unknown(lacking()),
    }
}

/// The score and its distance from the next as a likelihood; logistic, fitted by eye on labelled questions.
fn confidence(candidates: &[Candidate], decision: &Decision) -> f32 {
    let Some(best) = candidates.first() else { return 0.0 };
    let next = candidates.get(1).map_or(0.0, |candidate| candidate.score);
    let margin = (best.score - next).clamp(0.0, 0.3);
    let likely = 1.0 / (1.0 + (-(9.0 * (best.score - 0.42) + 3.0 * margin)).exp());
    match decision {
        Decision::Answered => likely,
        Decision::Unsure => likely.min(0.5),
        Decision::Unknown(_) => likely.min(0.3),
    }
}
