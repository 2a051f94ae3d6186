//! Ranking: all that may answer a question, scored, best first.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;

use crate::knowledge::{FactBase, PartialDate, normalise};

use super::asked::Asked;
use super::facts::StandsIn;
use super::figures::{Lack, Wanted};
use super::index::Index;
use super::signals::{Signal, Signals};
use super::thresholds::{CHOICES, IN_REACH, RANKED, TOPIC_BY_WORDING, TOPICS_BY_WORDING};
use super::types::{Candidate, Found, Nothing, Refusal};
use super::view::View;

/// Everything that scoring needs to know about one question.
pub(crate) struct Ranking<'a> {
    pub(crate) index: &'a Index,
    pub(crate) base: &'a FactBase,
    pub(crate) asked: Asked<'a>,
    pub(super) views: Vec<View>,
    /// The likeliest intent.
    pub(super) likeliest: Option<usize>,
    pub(crate) today: PartialDate,
    /// What topics were found to lack, for a refusal that says so.
    pub(crate) lacks: Vec<(usize, Lack)>,
}

impl Ranking<'_> {
    /// The likeliest intent over all views, with its likelihood.
    pub(crate) fn intent(&self) -> Option<(usize, f32)> {
        (0..self.base.lexicon.intents.len())
            .map(|at| (at, self.likely(at)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// How likely an intent is in the view that speaks for it most.
    pub(crate) fn likely(&self, intent: usize) -> f32 {
        self.views.iter().map(|view| view.likely.each[intent]).fold(0.0, f32::max)
    }

    /// True where a fact uses all words of a text.
    pub(crate) fn speaks_of(&self, fact: (usize, usize), text: &str) -> bool {
        let words = self.index.content(&normalise(text));
        let number = self.index.numbers.number(fact);
        !words.is_empty()
            && words.iter().all(|word| self.index.learnt.vocabulary.in_fact(number, word.feature))
    }

    /// How much a fact's question asks that the question does not: "how many people use {topic}" and
    /// "how many people use {topic} under their own name" are alike, and the second asks something else.
    /// Words by which anything of the kind is asked do not count.
    pub(super) fn unasked(&self, view: &View, text: u32) -> f32 {
        let (mut all, mut asked) = (0.0, 0.0);
        for (word, weight) in self.index.learnt.slots.own(text) {
            all += weight;
            if view.content.iter().any(|content| content.feature == *word) {
                asked += weight;
            }
        }
        if all <= 0.0 { 0.0 } else { 1.0 - asked / all }
    }

    /// Everything that may answer, best first, and answering nothing.
    pub(super) fn candidates(&mut self) -> (Vec<Candidate>, Nothing) {
        let mut found = Vec::new();
        if !self.asked.topics_named && self.asked.question.doubtful.is_empty() {
            self.topics_by_wording();
        }
        self.add_numbers(&mut found);
        let figure = found.iter().any(|candidate| {
            matches!(candidate.found, Found::Figure { .. }) && !candidate.answers_other_group()
        });
        let table = found.iter().any(|candidate| {
            Some(candidate.intent) == self.likeliest && !matches!(candidate.found, Found::Figure { .. })
        });
        let stands_in = StandsIn { for_figure: figure && self.asks_number(), for_table: table };
        self.add_facts(&mut found, stands_in);
        self.add_noted(&mut found);
        let best_first =
            |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then_with(|| tie(self.base, a, b));
        let mut found = first(found, best_first);
        let nothing = self.nothing();
        let best = found.first().map_or(0.0, |best| best.score);
        for candidate in &mut found {
            if let Found::Fact(topic, n) = candidate.found {
                candidate.topics.clone_from(&self.index.learnt.about[topic][n].topics);
            }
            self.set_asked(&mut candidate.signals);
            candidate
                .signals
                .set(Signal::Behind, best - candidate.score)
                .set(Signal::AboveNothing, candidate.score - nothing.sum());
        }
        let of_found = found.iter().map(|candidate| &candidate.signals);
        let scores = Signals::scores(&std::iter::once(&nothing).chain(of_found).collect::<Vec<_>>());
        found.iter_mut().zip(&scores[1..]).for_each(|(candidate, score)| candidate.score = *score);
        found.sort_by(best_first);
        (found, Nothing { score: scores[0], signals: nothing })
    }

    /// The topics that are spoken of without their names: by likeness with what is asked of them, and by the
    /// model of themes where the base has one.
    pub(super) fn topics_by_wording(&mut self) {
        let mut speaking: FxHashMap<usize, f32> = FxHashMap::default();
        for view in &self.views {
            let mut add = |topic: usize, likely: f32| {
                let like = view.likeness.themes.get(&topic).map_or(0.0, |of| of.both);
                let both = if view.themes.is_empty() { like } else { f32::midpoint(like, likely) };
                let most = speaking.entry(topic).or_default();
                *most = most.max(both);
            };
            view.likeness.themes.keys().for_each(|topic| add(*topic, 0.0));
            view.themes.iter().for_each(|(topic, likely)| add(*topic, *likely));
        }
        let mut topics: Vec<(usize, f32)> =
            speaking.into_iter().filter(|(_, much)| *much >= TOPIC_BY_WORDING).collect();
        topics.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        topics.truncate(TOPICS_BY_WORDING);
        self.asked.topics = topics.first().map(|(topic, _)| *topic).into_iter().collect();
        self.asked.by_wording = topics;
    }

    /// How much the way of asking speaks for a topic that is not named.
    pub(super) fn by_wording(&self, topic: usize) -> f32 {
        self.asked.by_wording.iter().find(|(at, _)| *at == topic).map_or(0.0, |(_, much)| *much)
    }

    /// How likely a view asks for an intent, or for one that its facts answer too.
    pub(super) fn intent_part(&self, view: &View, intent: usize) -> f32 {
        let part = view.likely.parts[intent];
        if self.continues(view, intent) { part.max(0.8) } else { part }
    }

    /// True where a reply names something and says little of it ("and women?"), and the answer replied to was of that
    /// intent.
    pub(super) fn continues(&self, view: &View, intent: usize) -> bool {
        let question = self.asked.question;
        self.asked.before == Some(intent)
            && question.topics.len() + question.slots.len() > 0
            && view.content.len() <= 2
    }

    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted {
            metrics: &self.asked.metrics,
            named: self.asked.question.metrics.len(),
            group: self.asked.group.as_deref(),
            period: self.asked.period,
            series: &self.asked.question.series,
            today: self.today,
        }
    }

    /// True where a metric or a measure is named.
    pub(crate) fn asks_number(&self) -> bool {
        !self.asked.question.metrics.is_empty() || !self.asked.question.measures.is_empty()
    }

    pub(super) fn surest_inside(&self) -> f32 {
        self.views.iter().map(|view| view.likely.surest).fold(0.0, f32::max)
    }

    /// What to say where a topic is known and nothing answers.
    pub(crate) fn lack(&self) -> Option<Refusal> {
        let (topic, lack) = self.lacks.first()?;
        Some(match lack {
            Lack::Metric => Refusal::NothingOfThatKind(*topic, self.intent().map(|(at, _)| at)),
            Lack::Group => match &self.asked.group {
                Some(group) => Refusal::NoGroup(*topic, group.clone()),
                // It has figures of groups only, and everybody was asked about.
                None => Refusal::NothingOfThatKind(*topic, self.intent().map(|(at, _)| at)),
            },
            Lack::Period(from, to) => Refusal::NoPeriod(*topic, *from, *to),
        })
    }
}

/// The first of all candidates, in order. They are large, so that only those are moved.
fn first(mut found: Vec<Candidate>, order: impl Fn(&Candidate, &Candidate) -> Ordering) -> Vec<Candidate> {
    let mut places: Vec<usize> = (0..found.len()).collect();
    places.sort_by(|a, b| order(&found[*a], &found[*b]));
    // One figure may answer with several intents; it is one answer all the same.
    let mut numbers: Vec<&Found> = Vec::new();
    places.retain(|at| {
        let found = &found[*at].found;
        let again = numbers.contains(&found);
        if !again && !matches!(found, Found::Fact(..)) {
            numbers.push(found);
        }
        !again
    });
    let best = places.first().map_or(0.0, |at| found[*at].score);
    let in_reach = places.iter().take_while(|at| best - found[**at].score <= IN_REACH).count();
    places.truncate(in_reach.clamp(CHOICES, RANKED));
    let mut kept = vec![false; found.len()];
    for at in places {
        kept[at] = true;
    }
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next() == Some(true));
    found.sort_by(order);
    found
}

/// The signals with the highest sum, and that sum.
pub(super) fn best_of(of_views: impl Iterator<Item = Signals>) -> (Signals, f32) {
    let mut best: Option<(Signals, f32)> = None;
    for signals in of_views {
        let sum = signals.sum();
        if best.as_ref().is_none_or(|(_, most)| sum >= *most) {
            best = Some((signals, sum));
        }
    }
    best.unwrap_or_default()
}

/// Among equals: the preferred, then the newer, then by place.
fn tie(base: &FactBase, a: &Candidate, b: &Candidate) -> Ordering {
    let fact = |candidate: &Candidate| match candidate.found {
        Found::Fact(topic, n) => base.topics.get(topic).and_then(|t| t.facts.get(n)),
        _ => None,
    };
    match (fact(a), fact(b)) {
        (Some(one), Some(other)) => {
            one.rank.cmp(&other.rank).then(other.as_of.cmp(&one.as_of)).then_with(|| one.id.cmp(&other.id))
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.intent.cmp(&b.intent),
    }
}
