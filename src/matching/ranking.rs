//! Ranking: all that may answer a question, scored, best first.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;

use crate::knowledge::{AnsweredBy, FactBase, PartialDate, TopicKind, normalise};
use crate::question::tag;

use super::asked::Asked;
use super::facts::StandsIn;
use super::features::{Content, Feature};
use super::figures::{Lack, Wanted};
use super::index::Index;
use super::signals::{Signal, Signals};
use super::thresholds::{TOPIC_BY_WORDING, TOPICS_BY_WORDING};
use super::types::{Candidate, Found, Refusal};
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
        self.views.iter().map(|view| view.likely[intent]).fold(0.0, f32::max)
    }

    /// How likely the question is of a kind that is outside, and which: in a long text, one clause that
    /// asks something else is enough for it not to be.
    pub(crate) fn outside(&self) -> Option<(usize, f32)> {
        let intents = &self.base.lexicon.intents;
        let outside = |at: &usize| intents[*at].answered_by == AnsweredBy::Nothing;
        let sum = |view: &View| -> f32 { (0..intents.len()).filter(outside).map(|at| view.likely[at]).sum() };
        let speaking = |view: &&View| !view.content.is_empty() || view.masked.contains(tag::TOPIC);
        let least = self
            .views
            .iter()
            .filter(speaking)
            .min_by(|a, b| sum(a).total_cmp(&sum(b)))
            .unwrap_or(&self.views[0]);
        let likeliest =
            (0..intents.len()).filter(outside).max_by(|a, b| least.likely[*a].total_cmp(&least.likely[*b]));
        likeliest.map(|at| (at, sum(least)))
    }

    /// True where the whole question is a phrasing of what is outside, and of nothing inside.
    fn is_own_outside(&self) -> bool {
        let own = &self.views[0].likeness.own_intents;
        let outside = |at: &usize| self.base.lexicon.intents[*at].answered_by == AnsweredBy::Nothing;
        !own.is_empty() && own.iter().all(outside)
    }

    /// How much liker a phrasing of what is outside the question is than any of what is inside, in the view where that
    /// is least.
    fn outside_text(&self) -> f32 {
        let intents = &self.base.lexicon.intents;
        let most = |view: &View, outside: bool| -> f32 {
            let of_kind = view
                .likeness
                .intents
                .iter()
                .filter(|(at, _)| (intents[**at].answered_by == AnsweredBy::Nothing) == outside);
            of_kind.map(|(_, like)| *like).fold(0.0, f32::max)
        };
        let speaking = self.views.iter().filter(|view| !view.content.is_empty());
        speaking.map(|view| most(view, true) - most(view, false)).reduce(f32::min).unwrap_or(0.0)
    }

    /// True where the clause that asks names another place, or a part of the home.
    pub(super) fn asks_of_place(&self) -> bool {
        self.asks_of_place_by(|by| by != AnsweredBy::Nothing)
    }

    /// True where the clause that asks for a number names one: somebody who says where they live does not ask
    /// about that place.
    pub(super) fn asks_number_of_place(&self) -> bool {
        self.asks_of_place_by(AnsweredBy::is_number)
    }

    fn asks_of_place_by(&self, counts: impl Fn(AnsweredBy) -> bool) -> bool {
        let intents = &self.base.lexicon.intents;
        let clauses = if self.views.len() > 1 { &self.views[1..] } else { &self.views[..] };
        let asking = |view: &View| -> f32 {
            let inside = (0..intents.len()).filter(|at| counts(intents[*at].answered_by));
            inside.map(|at| view.likely[at]).fold(0.0, f32::max)
        };
        let likeliest = clauses.iter().max_by(|a, b| asking(a).total_cmp(&asking(b)));
        likeliest.is_some_and(|view| view.masked.contains(tag::PLACE))
    }

    /// True where a clause names a place together with a topic ("Instagram in {place}, usage by age").
    pub(super) fn names_topic_of_place(&self) -> bool {
        let of_both = |clause: &String| clause.contains(tag::PLACE) && clause.contains(tag::TOPIC);
        self.asked.question.clauses.iter().any(of_both)
    }

    /// True where a fact uses all words of a text.
    pub(crate) fn speaks_of(&self, fact: (usize, usize), text: &str) -> bool {
        let words = self.index.content(&normalise(text));
        !words.is_empty() && words.iter().all(|word| self.index.vocabulary.in_fact(fact, word.feature))
    }

    /// True where the question has no word that carries content and no topic.
    pub(crate) fn is_empty(&self) -> bool {
        self.views[0].content.is_empty()
            && self.asked.topics.is_empty()
            && self.asked.question.slots.is_empty()
    }

    /// True where a theme that is not the whole subject is named.
    pub(crate) fn names_theme(&self) -> bool {
        let theme =
            |at: &usize| self.base.topics[*at].kind == TopicKind::Theme && !self.base.topics[*at].whole;
        self.asked.topics_named && self.asked.topics.iter().any(theme)
    }

    /// How much a text of the base asks that the question does not: "how many people use {topic}" and
    /// "how many people use {topic} under their own name" are alike, and the second asks something else.
    /// Words by which anything of the kind is asked do not count.
    pub(super) fn unasked(&self, view: &View, text: u32, intent: usize) -> f32 {
        let Some(slots) = self.index.slots.get(text as usize) else { return 0.0 };
        let weight = |word: &Feature| self.index.vocabulary.weight(*word);
        let common = |word: &Feature| {
            self.index.vocabulary.in_intent(intent, *word) || self.index.vocabulary.in_numbers(*word)
        };
        let (mut all, mut asked) = (0.0, 0.0);
        for word in slots.content.iter().filter(|word| !common(word)) {
            all += weight(word);
            if view.content.iter().any(|content| content.feature == *word) {
                asked += weight(word);
            }
        }
        if all <= 0.0 { 0.0 } else { 1.0 - asked / all }
    }

    pub(super) fn covered(&self, view: &View, explains: impl Fn(&Content) -> bool) -> f32 {
        let weight = |word: &Content| self.index.vocabulary.weight(word.feature);
        let all: f32 = view.content.iter().map(weight).sum();
        if all <= 0.0 {
            return 1.0;
        }
        view.content.iter().filter(|word| explains(word)).map(weight).sum::<f32>() / all
    }

    /// Everything that may answer, best first.
    pub(super) fn candidates(&mut self) -> Vec<Candidate> {
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
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| tie(self.base, a, b)));
        // One figure may answer with several intents; it is one answer all the same.
        let mut numbers: Vec<Found> = Vec::new();
        found.retain(|candidate| {
            let again = numbers.contains(&candidate.found);
            if !again && !matches!(candidate.found, Found::Fact(..)) {
                numbers.push(candidate.found.clone());
            }
            !again
        });
        found
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
        let id = self.base.lexicon.intents[intent].id.as_str();
        let mut best = view.likely[intent];
        for (at, other) in self.base.lexicon.intents.iter().enumerate() {
            if let Some(place) = other.also.iter().position(|also| also == id) {
                best += view.likely[at] * (0.75 - 0.1 * place as f32).max(0.3);
            }
        }
        best = best.min(1.0);
        if let Some(before) = self.asked.before
            && self.asked.question.topics.len() + self.asked.question.slots.len() > 0
            && view.content.len() <= 2
            && before == intent
        {
            best = best.max(0.8);
        }
        best
    }

    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted {
            metrics: &self.asked.metrics,
            named: self.asked.question.metrics.len(),
            group: self.asked.group.as_deref(),
            period: self.asked.period,
            today: self.today,
        }
    }

    /// True where a metric or a measure is named.
    pub(crate) fn asks_number(&self) -> bool {
        !self.asked.question.metrics.is_empty() || !self.asked.question.measures.is_empty()
    }

    /// What speaks for answering nothing.
    pub(crate) fn nothing(&self) -> Signals {
        let question = self.asked.question;
        let mut signals = Signals::default();
        signals
            .flag(Signal::IsNothing, true)
            .set(Signal::Strange, self.strange())
            .set(Signal::Outside, self.outside().map_or(0.0, |(_, likely)| likely))
            .set(Signal::OutsideText, self.outside_text())
            .flag(Signal::OwnOutside, self.is_own_outside())
            .flag(Signal::NothingOfTopic, self.asked.topics_named)
            .flag(Signal::NothingOfTheme, self.names_theme())
            .flag(Signal::Doubtful, !question.doubtful.is_empty() && question.topics.is_empty())
            .set(Signal::SureIntent, self.surest_inside())
            .flag(
                Signal::Placeless,
                self.asked.topics.is_empty() && !question.home && question.group.is_none(),
            )
            .flag(Signal::UnknownName, self.names_unknown())
            .set(Signal::StrangeUnnamed, if self.asked.topics_named { 0.0 } else { self.strange() })
            .set(Signal::Length, self.views[0].content.len() as f32 / 10.0);
        signals
    }

    /// The likelihood of the likeliest intent of a view that is not outside.
    pub(super) fn surest_in(&self, view: &View) -> f32 {
        let intents = &self.base.lexicon.intents;
        let inside = (0..intents.len()).filter(|at| intents[*at].answered_by != AnsweredBy::Nothing);
        inside.map(|at| view.likely[at]).fold(0.0, f32::max)
    }

    pub(super) fn surest_inside(&self) -> f32 {
        self.views.iter().map(|view| self.surest_in(view)).fold(0.0, f32::max)
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

/// The signals with the highest score.
pub(super) fn best_of(of_views: impl Iterator<Item = Signals>) -> Signals {
    of_views.max_by(|a, b| a.score().total_cmp(&b.score())).unwrap_or_default()
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
