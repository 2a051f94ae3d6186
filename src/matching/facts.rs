//! Facts that may answer, with what speaks for each.

use std::collections::HashMap;

use crate::knowledge::{Rank, TopicKind};

use super::features::Content;
use super::ranking::{Ranking, best_of};
use super::signals::{Signal, Signals};
use super::thresholds::{AS_ITS_OWN, FACT_BY_WORDING};
use super::types::{Candidate, Found};
use super::view::View;

impl Ranking<'_> {
    pub(super) fn add_facts(&self, found: &mut Vec<Candidate>, for_figure: bool) {
        let mut considered: HashMap<(usize, usize), usize> = HashMap::new();
        for topic in &self.asked.topics {
            let family = std::iter::once(topic).chain(&self.index.children[*topic]);
            for fact in family.flat_map(|topic| &self.index.facts_of[*topic]) {
                *considered.entry(*fact).or_default() += 1;
            }
        }
        for view in &self.views {
            for (fact, (cosine, _)) in &view.likeness.facts {
                if *cosine >= FACT_BY_WORDING && !self.asked.topics_named {
                    considered.entry(*fact).or_default();
                }
            }
        }
        for (fact, named) in considered {
            found.push(self.fact(fact, named, for_figure));
        }
    }

    pub(super) fn fact(&self, at: (usize, usize), named: usize, for_figure: bool) -> Candidate {
        let fact = &self.base.topics[at.0].facts[at.1];
        let intent = self.intent_number(&fact.intent);
        let asked = self.asked.topics.len().max(1) as f32;
        let mut signals = Signals::default();
        signals
            .set(
                Signal::Topics,
                if self.asked.topics.is_empty() { 0.5 } else { (named as f32 / asked).min(1.0) },
            )
            .flag(Signal::OwnTopic, self.asked.topics.contains(&at.0))
            .flag(Signal::OtherPlatform, self.belongs_elsewhere(at.0))
            .flag(Signal::FactForFigure, for_figure)
            .flag(Signal::FactWithoutTopic, !self.asked.topics_named)
            .flag(Signal::Preferred, fact.rank == Rank::Preferred)
            .flag(Signal::Deprecated, fact.rank == Rank::Deprecated)
            .flag(Signal::NumberOfGroup, self.asked.question.group.is_some() && self.asks_number())
            .flag(Signal::LikeliestIntent, self.intent().is_some_and(|(likeliest, _)| likeliest == intent));
        if let Some(period) = self.asked.period {
            let says_year = fact.statement.en.contains(&period.year().to_string());
            let distance = period.distance(fact.as_of);
            signals
                .flag(Signal::PeriodFits, says_year || distance == 0.0)
                .flag(Signal::PeriodFar, !says_year && distance > 24.0)
                .flag(Signal::NumberOfOtherTime, self.asks_number() && !says_year && distance > 6.0);
        }
        let of_view = |view: &View| {
            let (likeness, nearest) = view.likeness.facts.get(&at).copied().unwrap_or((0.0, u32::MAX));
            let text = (likeness * 1.25).min(1.0);
            let in_fact = |word: &Content| self.index.vocabulary.in_fact(at, word.feature);
            let in_intent = |word: &Content| self.index.vocabulary.in_intent(intent, word.feature);
            let mut signals = signals;
            signals
                .set(Signal::Text, text)
                .flag(Signal::OwnWording, text >= AS_ITS_OWN)
                .set(Signal::Unasked, text * self.unasked(view, nearest, intent))
                .set(Signal::FactIntent, self.intent_part(view, intent))
                .set(Signal::FactWords, self.covered(view, in_fact))
                .set(Signal::FactCoverage, self.covered(view, |word| in_fact(word) || in_intent(word)))
                .flag(Signal::Clause, view.is_clause);
            signals
        };
        let signals = best_of(self.views.iter().map(of_view));
        Candidate {
            found: Found::Fact(at.0, at.1),
            intent,
            topics: self.topics_of(at),
            score: signals.score(),
            signals,
        }
    }

    /// True where platforms are named and the topic is a platform that is none of them nor part of one.
    pub(super) fn belongs_elsewhere(&self, topic: usize) -> bool {
        let is_platform = |at: usize| self.base.topics[at].kind == TopicKind::Platform;
        self.asked.topics_named
            && is_platform(topic)
            && !self.asked.topics.contains(&topic)
            && self.asked.topics.iter().any(|at| is_platform(*at))
    }

    pub(super) fn topics_of(&self, (topic, n): (usize, usize)) -> Vec<usize> {
        let fact = &self.base.topics[topic].facts[n];
        let mut topics = vec![topic];
        if let Some(parent) = &self.base.topics[topic].parent {
            topics.extend(self.base.topics.iter().position(|t| t.slug == *parent));
        }
        topics.extend(
            fact.also.iter().filter_map(|slug| self.base.topics.iter().position(|t| t.slug == *slug)),
        );
        topics.dedup();
        topics
    }
}
