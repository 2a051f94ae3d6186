//! Facts that may answer, with what speaks for each.

use rustc_hash::FxHashMap;

use crate::knowledge::{Rank, TopicKind};

use super::about::About;
use super::features::{Content, text_hash};
use super::ranking::{Ranking, best_of};
use super::signals::{Signal, Signals};
use super::thresholds::{
    AS_ITS_OWN, FACT_BY_WORDING, FACTS_BY_WORDING, FAR_MONTHS, NEVER_ASKED, SURE_OF_OTHER,
};
use super::types::{Candidate, Found};
use super::view::{OfFact, View};

/// What a fact would stand in for.
#[derive(Clone, Copy, Debug)]
pub(super) struct StandsIn {
    /// A number is asked for, and there is a figure that has it.
    pub(super) for_figure: bool,
    /// A comparison, an order or a course is asked for, and there are figures for it.
    pub(super) for_table: bool,
}

/// The facts that may answer, each with how many of the topics named it is about.
type Considered = FxHashMap<(usize, usize), usize>;

/// How much each content word of a view tells the facts apart that may answer, and all of them together.
struct Apart {
    weights: Vec<f32>,
    all: f32,
    /// Which of the words each of those facts uses.
    used: FxHashMap<(usize, usize), Vec<bool>>,
}

/// The names used in a question, by hash, each with how much it tells those facts apart; "the hashtag verb" and
/// "the app" may be names of one topic.
struct Names {
    weights: Vec<(u64, f32)>,
    all: f32,
}

impl Names {
    /// The part of what they tell that speaks for a fact.
    fn of(&self, about: &About) -> f32 {
        let own: f32 = self
            .weights
            .iter()
            .filter(|(name, _)| about.names.contains(name))
            .map(|(_, weight)| weight)
            .sum();
        if self.all > 0.0 { own / self.all } else { 0.0 }
    }
}

/// How much what `with` of `all` have tells them apart.
fn tells_apart(with: usize, all: usize) -> f32 {
    if with == 0 { 0.0 } else { ((all as f32 + 1.0) / (with as f32 + 0.5)).ln().max(0.0) }
}

impl Ranking<'_> {
    pub(super) fn add_facts(&self, found: &mut Vec<Candidate>, stands_in: StandsIn) {
        let mut considered = Considered::default();
        for topic in &self.asked.topics {
            for fact in self.index.family(*topic) {
                *considered.entry(fact).or_default() += 1;
            }
        }
        if !self.asked.topics_named {
            for (topic, _) in self.asked.by_wording.iter().skip(1) {
                self.index.facts_of[*topic].iter().for_each(|fact| {
                    considered.entry(*fact).or_default();
                });
            }
            self.facts_by_wording(&mut considered);
        }
        let apart: Vec<Apart> = self.views.iter().map(|view| self.apart(view, &considered)).collect();
        let names = self.names(&considered);
        for (fact, named) in considered {
            found.push(self.fact(fact, named, stands_in, &apart, &names));
        }
    }

    /// What each name in the question says about which of those facts is meant.
    fn names(&self, considered: &Considered) -> Names {
        let mut names: Vec<u64> = self.asked.question.names().map(|name| text_hash(&name)).collect();
        names.sort_unstable();
        names.dedup();
        let has = |(topic, n): &(usize, usize), name: u64| {
            self.index.learnt.about[*topic][*n].names.contains(&name)
        };
        let weight = |name: u64| {
            tells_apart(considered.keys().filter(|fact| has(fact, name)).count(), considered.len())
        };
        let weights: Vec<(u64, f32)> = names.into_iter().map(|name| (name, weight(name))).collect();
        Names { all: weights.iter().map(|(_, weight)| weight).sum(), weights }
    }

    /// What each word of a view says about which of those facts is meant.
    fn apart(&self, view: &View, considered: &Considered) -> Apart {
        let of_fact = |fact: &(usize, usize)| {
            let has = |word: &Content| self.index.learnt.vocabulary.in_fact(*fact, word.feature);
            (*fact, view.content.iter().map(has).collect::<Vec<bool>>())
        };
        let used: FxHashMap<(usize, usize), Vec<bool>> = considered.keys().map(of_fact).collect();
        let weight =
            |at: usize| tells_apart(used.values().filter(|words| words[at]).count(), considered.len());
        let weights: Vec<f32> = (0..view.content.len()).map(weight).collect();
        Apart { all: weights.iter().sum(), weights, used }
    }

    /// The facts that are asked most as their own questions are.
    fn facts_by_wording(&self, considered: &mut Considered) {
        let mut like: Vec<((usize, usize), f32)> = Vec::new();
        for view in &self.views {
            let of_view =
                view.likeness.facts.iter().map(|(fact, of)| (*fact, f32::midpoint(of.cosine, of.words)));
            like.extend(of_view.filter(|(_, like)| *like >= FACT_BY_WORDING));
        }
        like.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (fact, _) in like.into_iter().take(FACTS_BY_WORDING) {
            considered.entry(fact).or_default();
        }
    }

    fn fact(
        &self,
        at: (usize, usize),
        named: usize,
        stands_in: StandsIn,
        apart: &[Apart],
        called: &Names,
    ) -> Candidate {
        let fact = &self.base.topics[at.0].facts[at.1];
        let about = &self.index.learnt.about[at.0][at.1];
        let intent = about.intent;
        let asked = self.asked.topics.len().max(1) as f32;
        let mut signals = Signals::default();
        signals
            .set(
                Signal::Topics,
                if self.asked.topics.is_empty() { 0.5 } else { (named as f32 / asked).min(1.0) },
            )
            .flag(Signal::MissesTopic, self.asked.topics_named && named < self.asked.topics.len())
            .set(Signal::NamedSo, called.of(about))
            .flag(Signal::OwnTopic, self.asked.topics.contains(&at.0))
            .flag(Signal::UnnamedPlatform, !self.asked.topics_named && !self.index.is_theme[at.0])
            .flag(Signal::OtherPlatform, self.belongs_elsewhere(at.0))
            .flag(Signal::FactForFigure, stands_in.for_figure)
            .flag(Signal::FactForTable, stands_in.for_table)
            .flag(Signal::FactWithoutTopic, !self.asked.topics_named)
            .set(Signal::FactByWording, self.by_wording(at.0))
            .flag(Signal::Preferred, fact.rank == Rank::Preferred)
            .flag(Signal::Deprecated, fact.rank == Rank::Deprecated)
            .flag(Signal::NumberOfGroup, self.asked.question.group.is_some() && self.asks_number())
            .flag(Signal::LikeliestIntent, self.likeliest == Some(intent));
        if let Some(period) = self.asked.period {
            let says_year = fact.statement.en.contains(&period.year().to_string());
            let distance = period.distance(fact.as_of);
            let of_then = about.times.iter().any(|time| period.distance(*time) == 0.0);
            signals
                .flag(Signal::PeriodFits, says_year || of_then || distance == 0.0)
                .flag(Signal::PeriodFar, !says_year && !of_then && distance > FAR_MONTHS)
                .flag(
                    Signal::NumberOfOtherTime,
                    self.asks_number() && !says_year && !of_then && distance > 6.0,
                );
        }
        if let Some(group) = &self.asked.question.group {
            signals
                .flag(Signal::OfGroup, about.speaks_of(group))
                .flag(Signal::OfOtherGroup, !about.groups.is_empty() && !about.speaks_of(group));
        }
        let of_view = |(view, apart): (&View, &Apart)| {
            let likeness = view.likeness.facts.get(&at);
            // What asks for a theme without its name asks for each of its facts.
            let theme = if self.asked.topics_named { None } else { view.likeness.themes.get(&at.0) };
            let cosine = likeness.map_or(0.0, |of| of.cosine).max(theme.map_or(0.0, |of| of.cosine));
            let words = likeness.map_or(0.0, |of| of.words).max(theme.map_or(0.0, |of| of.words));
            let text = (cosine * 1.25).min(1.0);
            let nearest = likeness.map(|of| of.nearest);
            let used = &apart.used[&at];
            let vocabulary = &self.index.learnt.vocabulary;
            let of_theme = |word: &Content| theme.is_some() && vocabulary.in_theme(at.0, word.feature);
            let in_fact: Vec<bool> =
                view.content.iter().zip(used).map(|(word, used)| *used || of_theme(word)).collect();
            let of_topic = |word: &Content| vocabulary.is_of_topic(at, word.feature);
            let explained = view
                .content
                .iter()
                .zip(&in_fact)
                .map(|(word, in_fact)| *in_fact || vocabulary.in_intent(intent, word.feature));
            let own: f32 =
                apart.weights.iter().zip(used).filter(|(_, used)| **used).map(|(weight, _)| weight).sum();
            let of_intent = self.intent_part(view, intent);
            let of_other = (view.surest - of_intent).max(0.0);
            let asks = about.asked_so(&view.likely);
            let mut signals = signals;
            signals
                .set(Signal::FactAsks, asks)
                .flag(Signal::Continues, self.continues(view, intent))
                .set(Signal::OwnWords, view.covered(of_topic))
                .set(Signal::TextMean, likeness.map_or(0.0, OfFact::mean))
                .set(Signal::FactApart, if apart.all > 0.0 { own / apart.all } else { 0.0 })
                .set(Signal::OtherIntent, of_other)
                .flag(Signal::SureOfOther, of_other >= SURE_OF_OTHER && asks < NEVER_ASKED)
                .set(Signal::Text, text)
                .set(Signal::TextWords, words)
                .flag(Signal::OwnWording, text >= AS_ITS_OWN)
                .flag(Signal::OwnQuestion, likeness.is_some_and(|of| of.same))
                .set(Signal::Unasked, text * nearest.map_or(0.0, |text| self.unasked(view, text, intent)))
                .set(Signal::FactIntent, of_intent)
                .set(Signal::FactWords, view.explained(in_fact.iter().copied()))
                .set(Signal::FactCoverage, view.explained(explained))
                .flag(Signal::Clause, view.is_clause);
            signals
        };
        let signals = best_of(self.views.iter().zip(apart).map(of_view));
        Candidate {
            found: Found::Fact(at.0, at.1),
            intent,
            topics: about.topics.clone(),
            score: signals.sum(),
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
}
