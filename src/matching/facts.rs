//! Facts that may answer, with what speaks for each.

use crate::knowledge::{Rank, TopicKind};

use super::about::About;
use super::features::text_hash;
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

/// How much each content word of a view tells the facts apart that may answer, and all of them together.
struct Apart {
    weights: Vec<f32>,
    all: f32,
    /// Of each word, the topic that alone uses it.
    topics: Vec<Option<usize>>,
    /// Which of the words each of those facts uses, in their order.
    used: Vec<WordSet>,
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

/// Tells the places in the first of two lists in order of what is in the other too.
fn in_both(one: &[u32], other: &[u32], mut tell: impl FnMut(usize)) {
    let (Some(first), Some(last)) = (one.first(), one.last()) else { return };
    // The facts of a topic follow one another, so that most of a common word's lie before or behind them.
    let from = other.partition_point(|number| number < first);
    let other = &other[from..from + other[from..].partition_point(|number| number <= last)];
    if other.len() < one.len() {
        other.iter().filter_map(|number| one.binary_search(number).ok()).for_each(&mut tell);
    } else {
        let shared = one.iter().enumerate().filter(|(_, number)| other.binary_search(number).is_ok());
        shared.for_each(|(place, _)| tell(place));
    }
}

impl Ranking<'_> {
    pub(super) fn add_facts(&self, found: &mut Vec<Candidate>, stands_in: StandsIn) {
        let considered = self.considered();
        let apart: Vec<Apart> = self.views.iter().map(|view| self.apart(view, &considered)).collect();
        let names = self.names(&considered);
        let facts = considered.iter().enumerate();
        found.reserve(considered.len());
        found.extend(facts.map(|(nth, (at, named))| {
            let used = apart.iter().map(|apart| (apart, apart.used[nth]));
            self.fact(*at, *named, stands_in, used, &names)
        }));
    }

    /// The facts that may answer, in order, each with how many of the topics named it is about.
    fn considered(&self) -> Vec<(FactAt, usize)> {
        let family = self.asked.topics.iter().flat_map(|topic| self.index.family(*topic));
        let mut facts: Vec<(FactAt, usize)> = family.map(|fact| (fact, 1)).collect();
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
        facts
    }

    /// What each name in the question says about which of those facts is meant.
    fn names(&self, considered: &[(FactAt, usize)]) -> Names {
        let mut names: Vec<u64> = self.asked.question.names().map(|name| text_hash(&name)).collect();
        names.sort_unstable();
        names.dedup();
        let has = |(topic, n): FactAt, name: u64| self.index.learnt.about[topic][n].names.contains(&name);
        let weight = |name: u64| {
            tells_apart(considered.iter().filter(|(fact, _)| has(*fact, name)).count(), considered.len())
        };
        let weights: Vec<(u64, f32)> = names.into_iter().map(|name| (name, weight(name))).collect();
        Names { all: weights.iter().map(|(_, weight)| weight).sum(), weights }
    }

    /// What each word of a view says about which of those facts is meant.
    fn apart(&self, view: &View, considered: &[(FactAt, usize)]) -> Apart {
        let vocabulary = &self.index.learnt.vocabulary;
        let numbers: Vec<u32> = considered.iter().map(|(fact, _)| self.index.numbers.number(*fact)).collect();
        let mut used = vec![WordSet::default(); considered.len()];
        let mut times = vec![0; view.content.len()];
        for (place, word) in view.content.iter().enumerate() {
            in_both(&numbers, vocabulary.facts_with(word.feature), |nth| {
                used[nth].add(place);
                times[place] += 1;
            });
        }
        let weights: Vec<f32> = times.into_iter().map(|times| tells_apart(times, considered.len())).collect();
        let topics = view
            .content
            .iter()
            .map(|word| vocabulary.only_topic(&self.index.numbers, word.feature))
            .collect();
        Apart { all: weights.iter().sum(), weights, topics, used }
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

    /// A fact with what speaks for it; for each view, which of its words the fact uses.
    fn fact<'a>(
        &self,
        at: FactAt,
        named: usize,
        stands_in: StandsIn,
        used: impl Iterator<Item = (&'a Apart, WordSet)>,
        called: &Names,
    ) -> Candidate {
        let fact = &self.base.topics[at.0].facts[at.1];
        let number = self.index.numbers.number(at);
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
        let of_view = |(view, (apart, used)): (&View, (&Apart, WordSet))| {
            let likeness = view.likeness.facts.get(&number);
            // What asks for a theme without its name asks for each of its facts.
            let theme = view.likeness.themes.get(&at.0);
            let cosine = likeness.map_or(0.0, |of| of.cosine).max(theme.map_or(0.0, |of| of.cosine));
            let words = likeness.map_or(0.0, |of| of.words).max(theme.map_or(0.0, |of| of.words));
            let text = (cosine * 1.25).min(1.0);
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
            let mut signals = signals;
            view.set_by_all(&mut signals, intent);
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
            signals
        };
        let (signals, score) = best_of(self.views.iter().zip(used).map(of_view));
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
