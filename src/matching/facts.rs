//! Facts that may answer, with what speaks for each.

use crate::knowledge::{Rank, TopicKind};

use super::apart::{Apart, named_so};
use super::fetch::fetch;
use super::likeness::OfFact;
use super::ranking::{Ranking, best_of};
use super::signals::{Signal, Signals};
use super::thresholds::{
    AS_ITS_OWN, FACT_BY_WORDING, FACTS_BY_WORDING, FAR_MONTHS, NEVER_ASKED, RANKED, SURE_OF_OTHER,
};
use super::types::{Candidate, Found};
use super::view::View;
use super::word_set::WordSet;

/// What a fact would stand in for.
#[derive(Clone, Copy, Debug)]
pub(super) struct StandsIn {
    /// A number is asked for, and there is a figure that has it.
    pub(super) for_figure: bool,
    /// A comparison, an order or a course is asked for, and there are figures for it.
    pub(super) for_table: bool,
}

/// Where a fact stands: its topic and its place there.
type FactAt = (usize, usize);

impl Ranking<'_> {
    pub(super) fn add_facts(&self, found: &mut Vec<Candidate>, stands_in: StandsIn) {
        let considered = self.considered();
        let numbers: Vec<u32> = considered.iter().map(|(fact, _)| self.index.numbers.number(*fact)).collect();
        let apart: Vec<Apart> =
            self.views.iter().map(|view| Apart::new(self.index, view, &numbers)).collect();
        let named_so = named_so(self.index, self.asked.question, &numbers);
        let about = |(topic, n): FactAt| &self.index.learnt.about[topic][n];
        let fact = |(topic, n): FactAt| &self.base.topics[topic].facts[n];
        fetch(considered.iter().map(|(at, _)| about(*at).asks.as_slice()));
        fetch(considered.iter().map(|(at, _)| std::slice::from_ref(&fact(*at).rank)));
        let facts = considered.iter().enumerate();
        found.reserve(considered.len());
        found.extend(facts.map(|(nth, (at, named))| {
            let used = apart.iter().map(|apart| (apart, apart.used[nth]));
            self.fact((*at, numbers[nth]), *named, stands_in, used, named_so[nth])
        }));
    }

    /// The facts that may answer, in order, each with how many of the topics named it is about.
    fn considered(&self) -> Vec<(FactAt, usize)> {
        let families = self.asked.topics.iter().flat_map(|topic| self.index.family(*topic));
        let mut facts: Vec<(FactAt, usize)> = families.map(|fact| (*fact, 1)).collect();
        if !self.asked.topics_named {
            let spoken_of = self.asked.by_wording.iter().skip(1);
            let of_these = spoken_of.flat_map(|(topic, _)| &self.index.facts_of[*topic]);
            facts.extend(of_these.copied().chain(self.facts_by_wording()).map(|fact| (fact, 0)));
        }
        facts.sort_unstable_by_key(|(fact, _)| *fact);
        facts.dedup_by(|(again, named), (fact, all)| {
            let is_same = again == fact;
            *all += if is_same { *named } else { 0 };
            is_same
        });
        // Where more of them are asked somehow as this is asked than can be ranked, the others are not.
        let is_like = |((topic, n), _): &(FactAt, usize)| {
            let number = self.index.numbers.number((*topic, *n));
            self.views.iter().any(|view| view.likeness.is_of(number, *topic))
        };
        if facts.iter().filter(|fact| is_like(fact)).count() >= RANKED {
            facts.retain(is_like);
        }
        if let Some(reverse) = self.reverse() {
            let tells_it = |(topic, n): FactAt| self.index.learnt.about[topic][n].intent == reverse;
            facts.retain(|(fact, _)| !tells_it(*fact) || self.is_in_own_words(*fact));
        }
        // Where two platforms are held against each other, what tells of one of them or holds it against a third is no
        // answer.
        if self.names_platforms() {
            let asked = self.compares_platforms();
            let of_fact = |(topic, n): FactAt| self.index.learnt.about[topic][n].intent;
            facts.retain(|(fact, named)| *named >= 2 || !(asked || self.compares(of_fact(*fact))));
        }
        facts
    }

    /// The intent whose facts tell the reverse of what is surely asked for: "why is it popular" is not answered by why it
    /// is not.
    fn reverse(&self) -> Option<usize> {
        let asked = self.likeliest?;
        let reverse = self.index.opposite[asked]?;
        (self.likely(asked) - self.likely(reverse) >= SURE_OF_OTHER).then_some(reverse)
    }

    /// True where it is asked as one of the fact's own questions is.
    fn is_in_own_words(&self, fact: FactAt) -> bool {
        let number = self.index.numbers.number(fact);
        let cosine = |view: &View| view.likeness.facts.get(&number).map_or(0.0, |of| of.cosine);
        self.views.iter().any(|view| as_text(cosine(view)) >= AS_ITS_OWN)
    }

    /// The facts that are asked most as their own questions are.
    fn facts_by_wording(&self) -> impl Iterator<Item = FactAt> + '_ {
        let mut like: Vec<(u32, f32)> = Vec::new();
        for view in &self.views {
            let of_view =
                view.likeness.facts.iter().map(|(fact, of)| (*fact, f32::midpoint(of.cosine, of.words)));
            like.extend(of_view.filter(|(_, like)| *like >= FACT_BY_WORDING));
        }
        like.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        like.into_iter().take(FACTS_BY_WORDING).map(|(fact, _)| self.index.numbers.fact(fact))
    }

    /// A fact, given with its number, and what speaks for it; for each view, which of its words the fact uses.
    fn fact<'a>(
        &self,
        (at, number): (FactAt, u32),
        named: usize,
        stands_in: StandsIn,
        used: impl Iterator<Item = (&'a Apart, WordSet)>,
        named_so: f32,
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
            .set(Signal::NamedSo, named_so)
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
            let says_year = about.years.contains(&period.year());
            let distance = period.distance(fact.as_of);
            let of_then = about.times.iter().any(|time| period.distance(*time) == 0.0);
            // A month is not told by what says its year.
            let says_time = says_year && period.from.month.is_none();
            signals
                .flag(Signal::PeriodFits, says_time || of_then || distance == 0.0)
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
        let set = |signals: &mut Signals, (view, (apart, used)): (&View, (&Apart, WordSet))| {
            let likeness = view.likeness.facts.get(&number);
            // What asks for a theme without its name asks for each of its facts.
            let theme = view.likeness.themes.get(&at.0);
            let cosine = likeness.map_or(0.0, |of| of.cosine).max(theme.map_or(0.0, |of| of.cosine));
            let words = likeness.map_or(0.0, |of| of.words).max(theme.map_or(0.0, |of| of.words));
            let text = as_text(cosine);
            let nearest = likeness.map(|of| of.nearest);
            let vocabulary = &self.index.learnt.vocabulary;
            let in_fact = match theme {
                Some(_) => used | view.words(|word| vocabulary.in_theme(at.0, word.feature)),
                None => used,
            };
            let of_topic: WordSet = apart.topics.iter().map(|topic| *topic == Some(at.0)).collect();
            let own = used.weight(&apart.weights);
            let of_intent = self.intent_part(view, intent);
            let of_other = (view.likely.surest - of_intent).max(0.0);
            let asks = about.asked_so(&view.likely.each, view.likely.length);
            view.set_by_all(signals, intent);
            signals
                .set(Signal::FactAsks, asks)
                .flag(Signal::Continues, self.continues(view, intent))
                .set(Signal::OwnWords, view.covered(of_topic & used))
                .set(Signal::TextMean, likeness.map_or(0.0, OfFact::mean))
                .set(Signal::FactApart, if apart.all > 0.0 { own / apart.all } else { 0.0 })
                .set(Signal::OtherIntent, of_other)
                .flag(Signal::SureOfOther, of_other >= SURE_OF_OTHER && asks < NEVER_ASKED)
                .set(Signal::Text, text)
                .set(Signal::TextWords, words)
                .flag(Signal::OwnWording, text >= AS_ITS_OWN)
                .flag(Signal::OwnQuestion, likeness.is_some_and(|of| of.same))
                .set(Signal::Unasked, text * nearest.map_or(0.0, |text| self.unasked(view, text)))
                .set(Signal::FactIntent, of_intent)
                .set(Signal::FactWords, view.covered(in_fact))
                .set(Signal::FactCoverage, view.covered(in_fact | view.of_intents[intent]))
                .flag(Signal::Clause, view.is_clause);
        };
        let (signals, score) = best_of(&signals, self.views.iter().zip(used), set);
        // Its topics are told once it is among the first.
        Candidate { found: Found::Fact(at.0, at.1), intent, topics: Vec::new(), score, signals }
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

/// What a cosine with a text counts: hardly anything is asked in the very words of a text, and near is as good.
fn as_text(cosine: f32) -> f32 {
    (cosine * 1.25).min(1.0)
}
