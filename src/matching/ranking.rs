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
        if self.year_ahead().is_some() {
            // Of a time yet to come only a forecast tells.
            let tells = |of: &Signals| of.get(Signal::PeriodFits) + of.get(Signal::NumberFits) > 0.0;
            found.retain(|candidate| tells(&candidate.signals));
        }
        let best_first =
            |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then_with(|| tie(self.base, a, b));
        let mut found = first(&found, best_first);
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

    /// The year asked about, where it has not begun.
    pub(crate) fn year_ahead(&self) -> Option<i16> {
        self.asked.period.map(|period| period.from.year).filter(|year| *year > self.today.year)
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

/// The first of all candidates, in order: those that may be the best yet.
fn first(found: &[Candidate], order: impl Fn(&Candidate, &Candidate) -> Ordering) -> Vec<Candidate> {
    let is_number = |candidate: &Candidate| !matches!(candidate.found, Found::Fact(..));
    // They are large: what they are put in order by lies side by side.
    let mut places: Vec<(f32, usize)> = found.iter().map(|candidate| candidate.score).zip(0..).collect();
    let order = |a: &(f32, usize), b: &(f32, usize)| {
        b.0.total_cmp(&a.0).then_with(|| order(&found[a.1], &found[b.1])).then(a.1.cmp(&b.1))
    };
    // One figure may answer with several intents; it is one answer all the same.
    let most = RANKED + found.iter().filter(|candidate| is_number(candidate)).count();
    if most < places.len() {
        places.select_nth_unstable_by(most, order);
        places.truncate(most);
    }
    places.sort_unstable_by(order);
    let mut numbers: Vec<&Found> = Vec::new();
    places.retain(|(_, at)| {
        let candidate = &found[*at];
        let again = numbers.contains(&&candidate.found);
        if !again && is_number(candidate) {
            numbers.push(&candidate.found);
        }
        !again
    });
    let best = places.first().map_or(0.0, |(score, _)| *score);
    let in_reach = places.iter().take_while(|(score, _)| best - score <= IN_REACH).count();
    places.truncate(in_reach.clamp(CHOICES, RANKED));
    places.into_iter().map(|(_, at)| found[at].clone()).collect()
}

/// The signals of the view where their sum is highest, and that sum: for each view those that are the same for all,
/// with what is set for it.
pub(super) fn best_of<V>(
    same: &Signals,
    views: impl IntoIterator<Item = V>,
    set: impl Fn(&mut Signals, V),
) -> (Signals, f32) {
    let of_view = |view| {
        let mut signals = *same;
        set(&mut signals, view);
        let sum = signals.sum();
        (signals, sum)
    };
    let mut views = views.into_iter();
    let mut best = views.next().map_or((*same, f32::MIN), of_view);
    for view in views {
        let of_this = of_view(view);
        if of_this.1 >= best.1 {
            best = of_this;
        }
    }
    best
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
