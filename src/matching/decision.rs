//! The decision: answer, ask back, or say plainly that it is not known.

use super::ranking::Ranking;
use super::signals::Signal;
use super::thresholds::{ANSWER, ASK_BACK};
use super::types::{Candidate, Decision, Found, Match, Nothing, Refusal};

/// Decides on ranked candidates.
pub(crate) fn decide(ranking: &Ranking<'_>, candidates: Vec<Candidate>, nothing: &Nothing) -> Match {
    let (intent, intent_likely) = ranking.intent().map_or((None, 0.0), |(at, likely)| (Some(at), likely));
    let decision = match refusal(ranking, &candidates) {
        Some(refusal) => Decision::Unknown(refusal),
        None => by_score(ranking, &candidates, nothing.score),
    };
    let confidence = confidence(&candidates, nothing.score, &decision);
    Match {
        lang: ranking.asked.question.lang,
        decision,
        candidates,
        nothing: *nothing,
        confidence,
        intent,
        intent_likely,
        strange: nothing.signals.get(Signal::Strange),
        topics: ranking.asked.topics.clone(),
    }
}

/// What keeps even a good score from answering.
fn refusal(ranking: &Ranking<'_>, candidates: &[Candidate]) -> Option<Refusal> {
    if ranking.is_empty() {
        return Some(Refusal::Empty);
    }
    let question = ranking.asked.question;
    let best = candidates.first();
    let is_fact = best.is_some_and(|candidate| matches!(candidate.found, Found::Fact(..)));
    if let Some(name) = question.elsewhere.filter(|_| question.topics.is_empty()) {
        return Some(Refusal::Elsewhere(name));
    }
    let own_words = is_fact && best.is_some_and(|candidate| candidate.signals.get(Signal::OwnWording) > 0.0);
    // "Is LINE Korean?" is answered by what tells who made it.
    let tells = |place: usize| match best.map(|best| &best.found) {
        Some(Found::Fact(topic, n)) => !ranking.asks_number() && ranking.tells_of_place((*topic, *n), place),
        _ => false,
    };
    // One topic may be held against the same elsewhere; several are held against each other, there.
    let with_elsewhere = question.versus && question.topics.len() < 2;
    if let Some(place) = question.places.first()
        && !(with_elsewhere || question.home || question.region.is_some() || own_words)
        && !tells(*place)
        && (ranking.asks_of_place() || ranking.names_topic_of_place() || ranking.is_headed_by_place())
    {
        return Some(Refusal::OtherPlace(*place));
    }
    if let Some(year) = ranking.year_ahead().filter(|_| candidates.is_empty() && !question.topics.is_empty())
    {
        return Some(Refusal::YetToCome(year));
    }
    let of_number = best.is_some() && (!is_fact || ranking.asks_number());
    let told = |region: &String| {
        best.is_some_and(|best| match best.found {
            Found::Fact(topic, n) => ranking.speaks_of((topic, n), region),
            _ => false,
        })
    };
    let region = question
        .region
        .as_ref()
        .filter(|region| of_number && !own_words && ranking.asks_number_of_place() && !told(region));
    region.map(|region| Refusal::Region(region.clone()))
}

fn by_score(ranking: &Ranking<'_>, candidates: &[Candidate], nothing: f32) -> Decision {
    match candidates.first() {
        Some(best) if best.score >= nothing + ANSWER => Decision::Answered,
        Some(best) if best.score >= nothing + ASK_BACK => Decision::Unsure,
        _ => Decision::Unknown(why_not(ranking)),
    }
}

fn why_not(ranking: &Ranking<'_>) -> Refusal {
    if let Some((intent, _)) = ranking.outside().filter(|(_, likely)| *likely >= 0.5) {
        return Refusal::Outside(intent);
    }
    if ranking.compares_platforms() {
        return Refusal::NothingToCompare(ranking.asked.topics.clone());
    }
    match ranking.asked.topics.first().filter(|_| ranking.asked.topics_named) {
        Some(topic) => {
            ranking.lack().unwrap_or(Refusal::NothingOfThatKind(*topic, ranking.intent().map(|(at, _)| at)))
        }
        None => Refusal::Strange,
    }
}

/// The chance of the best candidate among all of them and nothing.
fn confidence(candidates: &[Candidate], nothing: f32, decision: &Decision) -> f32 {
    let Some(best) = candidates.first() else { return 0.0 };
    let others: f32 = candidates[1..].iter().map(|other| (other.score - best.score).exp()).sum();
    let likely = 1.0 / (1.0 + others + (nothing - best.score).exp());
    match decision {
        Decision::Answered => likely,
        Decision::Unsure => likely.min(0.5),
        Decision::Unknown(_) => likely.min(0.3),
    }
}
