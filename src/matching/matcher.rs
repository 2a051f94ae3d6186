//! Ranking: all that may answer a question, scored, best first.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::knowledge::{AnsweredBy, FactBase, PartialDate, Rank, TopicKind};
use crate::question::{Context, PeriodKind, Question, tag};

use super::decision::decide;
use super::features::{Content, features};
use super::figures::{Lack, Wanted};
use super::index::{Index, Owner, TextSlots};
use super::thresholds::{AS_ITS_OWN, FACT_BY_WORDING, TOPIC_BY_WORDING};
use super::types::{Candidate, Decision, Found, Match, Parts, Refusal};

/// One way to look at a question: the whole of it, or one of its clauses.
struct View {
    masked: String,
    likely: Vec<f32>,
    likeness: Likeness,
    content: Vec<Content>,
    weight: f32,
}

/// How like the base's texts a view is, by what they ask for.
#[derive(Default)]
struct Likeness {
    themes: HashMap<usize, f32>,
    facts: HashMap<(usize, usize), f32>,
    intents: HashMap<usize, f32>,
}

/// What is asked, with what a follow-up left out filled in.
pub(crate) struct Asked<'a> {
    base: &'a FactBase,
    pub(crate) question: &'a Question,
    pub(crate) topics: Vec<usize>,
    pub(crate) topics_named: bool,
    pub(crate) metrics: Vec<usize>,
    pub(crate) group: Option<String>,
    pub(crate) period: Option<crate::question::Period>,
    /// The intent of the answer replied to.
    pub(crate) before: Option<usize>,
}

/// Finds what answers a question.
pub fn find(index: &Index, base: &FactBase, question: &Question, context: Option<&Context>, today: PartialDate) -> Match {
    let found = find_named(index, base, question, context, today);
    // A name that is an ordinary word is the name after all where the rest asks as one asks of names.
    let promoted = question.with_doubtful().filter(|_| found.decision != Decision::Answered);
    let Some(promoted) = promoted else { return found };
    let again = find_named(index, base, &promoted, context, today);
    let sure = again.candidates.first().is_some_and(|best| best.parts.intent >= 0.6 && best.parts.coverage >= 0.6);
    if again.decision == Decision::Answered && sure && again.strange <= 0.2 { again } else { found }
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
    let mut ranking = Ranking { index, base, asked, views, today, lacks: Vec::new() };
    let candidates = ranking.candidates();
    decide(&ranking, candidates)
}

/// Everything that scoring needs to know about one question.
pub(crate) struct Ranking<'a> {
    pub(crate) index: &'a Index,
    pub(crate) base: &'a FactBase,
    pub(crate) asked: Asked<'a>,
    views: Vec<View>,
    pub(crate) today: PartialDate,
    /// What topics were found to lack, for a refusal that says so.
    pub(crate) lacks: Vec<(usize, Lack)>,
}

fn asked<'a>(index: &Index, base: &'a FactBase, question: &'a Question, context: Option<&Context>) -> Asked<'a> {
    let lexicon = &base.lexicon;
    let mut metrics: Vec<usize> = question.metrics.clone();
    let mut add = |id: &String| {
        if let Some(at) = lexicon.metrics.iter().position(|metric| metric.id == *id)
            && !metrics.contains(&at)
        {
            metrics.push(at);
        }
    };
    if question.metrics.is_empty() {
        for measure in &question.measures {
            lexicon.measures[*measure].metrics.iter().for_each(&mut add);
        }
    }
    // What else is asked for by the measures that the named metrics belong to stands in for them.
    for named in &question.metrics {
        let id = &lexicon.metrics[*named].id;
        let same = lexicon.measures.iter().filter(|measure| measure.metrics.contains(id));
        same.flat_map(|measure| &measure.metrics).for_each(&mut add);
    }
    let mut asked = Asked {
        base,
        question,
        topics: question.topics.clone(),
        topics_named: !question.topics.is_empty(),
        metrics,
        group: question.group.clone(),
        period: question.period,
        before: None,
    };
    if let Some(context) = context.filter(|context| !context.is_empty()) {
        let new_topics = asked.topics_named;
        if !new_topics {
            asked.topics = context
                .topics
                .iter()
                .filter_map(|slug| base.topics.iter().position(|topic| topic.slug == *slug))
                .collect();
            asked.topics_named = !asked.topics.is_empty();
        }
        asked.before = context.intent.as_deref().and_then(|id| lexicon.intents.iter().position(|i| i.id == id));
        if asked.group.is_none() {
            asked.group.clone_from(&context.group);
        }
        if asked.period.is_none() && !question.now {
            asked.period = context
                .period
                .as_deref()
                .and_then(|date| date.parse().ok())
                .map(crate::question::Period::at);
        }
        if asked.metrics.is_empty()
            && let Some(at) = context.metric.as_deref().and_then(|id| lexicon.metrics.iter().position(|m| m.id == id))
        {
            asked.metrics.push(at);
        }
    }
    if asked.metrics.is_empty() {
        asked.metrics.clone_from(&index.default_metrics);
    }
    asked
}

fn views(index: &Index, asked: &Asked<'_>) -> Vec<View> {
    let question = asked.question;
    let whole = question.masked();
    let mut texts = vec![(whole, 1.0)];
    if question.clauses.len() > 1 {
        // A clause that is nothing but names asks nothing.
        let asking = question.clauses.iter().filter(|clause| !index.content(clause).is_empty());
        texts.extend(asking.map(|clause| (clause.clone(), 0.97)));
    }
    texts
        .into_iter()
        .map(|(masked, weight)| {
            let vector = index.space.vector(&features(&masked));
            let likely = index.model.probabilities(&vector);
            let mut likeness = Likeness::default();
            for (text, cosine) in index.texts.similar(&vector) {
                let owner = index.owners[text as usize];
                let agreeing = match owner {
                    Owner::Intent(_) => 1.0,
                    Owner::Theme(_) | Owner::Fact(..) => agreement(asked, &masked, &index.slots[text as usize]),
                };
                let best = |map: &mut f32| *map = map.max(cosine * agreeing);
                match owner {
                    Owner::Intent(at) => best(likeness.intents.entry(at).or_default()),
                    Owner::Theme(at) => best(likeness.themes.entry(at).or_default()),
                    Owner::Fact(topic, n) => best(likeness.facts.entry((topic, n)).or_default()),
                }
            }
            let content = index.content(&masked);
            let bare = question.slots.iter().all(|slot| slot.kind == "topic") && content.is_empty();
            let bare = asked.base.lexicon.bare.as_deref().filter(|_| bare && !question.topics.is_empty());
            let likely = match bare.and_then(|id| asked.base.lexicon.intents.iter().position(|i| i.id == id)) {
                Some(bare) => (0..likely.len()).map(|at| if at == bare { 0.9 } else { likely[at] * 0.1 }).collect(),
                None => likely,
            };
            View { likely, likeness, content, weight, masked }
        })
        .collect()
}

/// How far the slots of a text of the base agree with what is asked, 0 to 1. Masked texts are alike
/// where only their slots differ ("users of {topic} in their {group}"): this tells them apart again.
fn agreement(asked: &Asked<'_>, masked: &str, text: &TextSlots) -> f32 {
    let mut agreeing = 1.0;
    if !asked.topics.is_empty() && !text.topics.is_empty() {
        let common = text.topics.iter().filter(|topic| asked.topics.contains(topic)).count();
        if common == 0 {
            agreeing *= 0.6;
        } else if common < text.topics.len().max(asked.topics.len()) {
            agreeing *= 0.85;
        }
    }
    agreeing *= match (&text.group, &asked.group) {
        (Some(one), Some(other)) if one != other => 0.5,
        (Some(_), None) => 0.8,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    agreeing *= match (text.year, asked.period) {
        (Some(year), Some(period)) if year != period.year() => 0.5,
        (Some(_), None) => 0.9,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    let metrics = &asked.question.metrics;
    if !metrics.is_empty() && !text.metrics.is_empty() && !text.metrics.iter().any(|m| metrics.contains(m)) {
        agreeing *= 0.5;
    }
    if text.bare {
        agreeing *= 0.5;
    }
    if text.place != masked.contains(tag::PLACE) {
        agreeing *= 0.7;
    }
    agreeing
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
        self.views.iter().map(|view| view.likely[intent] * view.weight).fold(0.0, f32::max)
    }

    /// How likely the question is of a kind that is outside, and which: in a long text, one clause that
    /// asks something else is enough for it not to be.
    pub(crate) fn outside(&self) -> Option<(usize, f32)> {
        let intents = &self.base.lexicon.intents;
        let outside = |at: &usize| intents[*at].answered_by == AnsweredBy::Nothing;
        let sum = |view: &View| -> f32 { (0..intents.len()).filter(outside).map(|at| view.likely[at]).sum() };
        let speaking = |view: &&View| !view.content.is_empty() || view.masked.contains(tag::TOPIC);
        let least = self.views.iter().filter(speaking).min_by(|a, b| sum(a).total_cmp(&sum(b))).unwrap_or(&self.views[0]);
        let likeliest = (0..intents.len()).filter(outside).max_by(|a, b| least.likely[*a].total_cmp(&least.likely[*b]));
        likeliest.map(|at| (at, sum(least)))
    }

    /// True where the clause that asks names another place, or a part of the home.
    pub(crate) fn asks_of_place(&self) -> bool {
        let intents = &self.base.lexicon.intents;
        let clauses = if self.views.len() > 1 { &self.views[1..] } else { &self.views[..] };
        let asking = |view: &View| -> f32 {
            (0..intents.len())
                .filter(|at| intents[*at].answered_by != AnsweredBy::Nothing)
                .map(|at| view.likely[at])
                .fold(0.0, f32::max)
        };
        clauses.iter().max_by(|a, b| asking(a).total_cmp(&asking(b))).is_some_and(|view| view.masked.contains(tag::PLACE))
    }

    /// How much of the least strange view no answer of the base ever speaks of.
    pub(crate) fn strange(&self) -> f32 {
        self.views
            .iter()
            .filter(|view| self.views.len() == 1 || !view.content.is_empty() || !self.asked.question.topics.is_empty())
            .map(|view| 1.0 - self.covered(view, |word| self.index.vocabulary.knows(word.feature)))
            .fold(1.0, f32::min)
    }

    /// True where the question has no word that carries content and no topic.
    pub(crate) fn is_empty(&self) -> bool {
        self.views[0].content.is_empty() && self.asked.topics.is_empty() && self.asked.question.slots.is_empty()
    }

    /// True where a theme that is not the whole subject is named.
    pub(crate) fn names_theme(&self) -> bool {
        let theme = |at: &usize| self.base.topics[*at].kind == TopicKind::Theme && !self.base.topics[*at].whole;
        self.asked.topics_named && self.asked.topics.iter().any(theme)
    }

    fn covered(&self, view: &View, explains: impl Fn(&Content) -> bool) -> f32 {
        let weight = |word: &Content| self.index.vocabulary.weight(word.feature);
        let all: f32 = view.content.iter().map(weight).sum();
        if all <= 0.0 {
            return 1.0;
        }
        view.content.iter().filter(|word| explains(word)).map(weight).sum::<f32>() / all
    }

    /// Everything that may answer, best first.
    fn candidates(&mut self) -> Vec<Candidate> {
        let mut found = Vec::new();
        if !self.asked.topics_named && self.asked.question.doubtful.is_empty() {
            self.topics_by_wording();
        }
        self.add_facts(&mut found);
        self.add_numbers(&mut found);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| tie(self.base, a, b)));
        found
    }

    /// The topics that are spoken of without their names.
    fn topics_by_wording(&mut self) {
        let mut likeness: HashMap<usize, f32> = HashMap::new();
        for view in &self.views {
            for (topic, cosine) in &view.likeness.themes {
                let best = likeness.entry(*topic).or_default();
                *best = best.max(cosine * view.weight);
            }
        }
        let best = likeness.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((topic, _)) = best.filter(|(_, cosine)| *cosine >= TOPIC_BY_WORDING) {
            self.asked.topics = vec![topic];
        }
    }

    fn add_facts(&self, found: &mut Vec<Candidate>) {
        let mut considered: HashMap<(usize, usize), usize> = HashMap::new();
        for topic in &self.asked.topics {
            let family = std::iter::once(topic).chain(&self.index.children[*topic]);
            for fact in family.flat_map(|topic| &self.index.facts_of[*topic]) {
                *considered.entry(*fact).or_default() += 1;
            }
        }
        for view in &self.views {
            for (fact, cosine) in &view.likeness.facts {
                if *cosine >= FACT_BY_WORDING && !self.asked.topics_named {
                    considered.entry(*fact).or_default();
                }
            }
        }
        for (fact, named) in considered {
            found.push(self.fact(fact, named));
        }
    }

    fn fact(&self, at: (usize, usize), named: usize) -> Candidate {
        let fact = &self.base.topics[at.0].facts[at.1];
        let intent = self.intent_number(&fact.intent);
        let mut best = Candidate {
            found: Found::Fact(at.0, at.1),
            intent,
            topics: self.topics_of(at),
            score: 0.0,
            parts: Parts::default(),
        };
        let asked = self.asked.topics.len().max(1) as f32;
        let slots = if self.asked.topics.is_empty() { 0.5 } else { (named as f32 / asked).min(1.0) };
        let mut bonus = match fact.rank {
            Rank::Preferred => 0.03,
            Rank::Normal => 0.0,
            Rank::Deprecated => -0.15,
        };
        if let Some(period) = self.asked.period {
            let statement = &fact.statement.en;
            let says_year = statement.contains(&period.year().to_string());
            if says_year || period.distance(fact.as_of) == 0.0 {
                bonus += 0.05;
            } else if period.distance(fact.as_of) > 24.0 {
                bonus -= 0.12;
            }
            if self.asks_number() && !says_year && period.distance(fact.as_of) > 6.0 {
                bonus -= 0.15;
            }
        }
        if self.asked.question.group.is_some() && self.asks_number() {
            bonus -= 0.12;
        }
        // Its own topic's facts before those that only speak of it as well.
        if self.asked.topics.contains(&at.0) {
            bonus += 0.05;
        }
        for view in &self.views {
            let text = (view.likeness.facts.get(&at).copied().unwrap_or(0.0) * 1.25).min(1.0);
            let intent_part = self.intent_part(view, intent);
            let in_fact = |word: &Content| self.index.vocabulary.in_fact(at, word.feature);
            let in_intent = |word: &Content| self.index.vocabulary.in_intent(intent, word.feature);
            // Words of the fact itself explain more than those by which anything of the kind is asked.
            let coverage = 0.3 * self.covered(view, in_fact) + 0.7 * self.covered(view, |word| in_fact(word) || in_intent(word));
            let parts = Parts { text, intent: intent_part, coverage, slots };
            let unexplained = if text < AS_ITS_OWN { (0.5 - coverage).max(0.0) * 0.4 } else { 0.0 };
            let score = view.weight * (0.38 * text + 0.26 * intent_part + 0.24 * coverage + 0.12 * slots) + bonus
                - unexplained;
            if score > best.score {
                best.score = score;
                best.parts = parts;
            }
        }
        best
    }

    /// How likely a view asks for an intent, or for one that its facts answer too.
    fn intent_part(&self, view: &View, intent: usize) -> f32 {
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

    fn intent_number(&self, id: &str) -> usize {
        self.base.lexicon.intents.iter().position(|intent| intent.id == id).unwrap_or(0)
    }

    fn topics_of(&self, (topic, n): (usize, usize)) -> Vec<usize> {
        let fact = &self.base.topics[topic].facts[n];
        let mut topics = vec![topic];
        if let Some(parent) = &self.base.topics[topic].parent {
            topics.extend(self.base.topics.iter().position(|t| t.slug == *parent));
        }
        topics.extend(fact.also.iter().filter_map(|slug| self.base.topics.iter().position(|t| t.slug == *slug)));
        topics.dedup();
        topics
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            metrics: &self.asked.metrics,
            named: self.asked.question.metrics.len(),
            group: self.asked.group.as_deref(),
            period: self.asked.period,
            today: self.today,
        }
    }

    /// Figures, and what is computed from them.
    fn add_numbers(&mut self, found: &mut Vec<Candidate>) {
        let intents = &self.base.lexicon.intents;
        for at in 0..intents.len() {
            let answered_by = intents[at].answered_by;
            if !matches!(answered_by, AnsweredBy::Figure | AnsweredBy::Compare | AnsweredBy::Rank | AnsweredBy::Trend) {
                continue;
            }
            let (score, parts) = self.number_score(at);
            let topics = self.asked.topics.clone();
            let mut add = |found_numbers: Option<Found>, topics: Vec<usize>, bonus: f32| {
                if let Some(numbers) = found_numbers {
                    found.push(Candidate { found: numbers, intent: at, topics, score: score + bonus, parts });
                }
            };
            match answered_by {
                AnsweredBy::Compare => {
                    let held = self.compare();
                    add(held, topics, if self.asked.question.versus { 0.1 } else { 0.0 });
                }
                AnsweredBy::Rank => {
                    let ranked = self.rank();
                    let topics = ranked.as_ref().map(|f| self.topics_in(f)).unwrap_or_default();
                    add(ranked, topics, 0.0);
                }
                AnsweredBy::Trend => {
                    // At one point in time there is no course.
                    let at_once = self.asked.period.is_some_and(|period| period.kind == PeriodKind::At);
                    if at_once && self.likely(at) < 0.75 {
                        continue;
                    }
                    let courses: Vec<Vec<usize>> = topics
                        .iter()
                        .filter_map(|topic| self.index.figures.course(self.base, *topic, &self.wanted()))
                        .collect();
                    let whole = !courses.is_empty() && courses.len() == topics.len();
                    add(whole.then_some(Found::Trend(courses)), topics, 0.0);
                }
                _ => {
                    let who = intents[at].id == "who";
                    let by_group = who
                        && self.asked.group.is_none()
                        && self.intent().is_some_and(|(best, _)| best == at)
                        && (self.asked.period.is_none() || !self.asks_number());
                    let breakdown = by_group.then(|| self.breakdown()).flatten();
                    let whole = breakdown.is_some();
                    add(breakdown, topics.clone(), 0.02);
                    if !whole && let Some((figure, topic)) = self.figure() {
                        let mut close = if self.asked.topics.len() > 1 { -0.06 } else { 0.0 };
                        // "Who" is not answered by how many, unless a group is named.
                        if who && self.asked.group.is_none() {
                            close -= 0.12;
                        }
                        add(Some(figure), vec![topic], close);
                    }
                }
            }
        }
    }

    fn asks_number(&self) -> bool {
        !self.asked.question.metrics.is_empty() || !self.asked.question.measures.is_empty()
    }

    fn number_score(&self, intent: usize) -> (f32, Parts) {
        let asks_number = self.asks_number();
        let named = if self.asked.topics.is_empty() { 0.0 } else { 1.0 };
        let slots = if asks_number { 1.0 } else { 0.35 };
        let mut best = (0.0, Parts::default());
        for view in &self.views {
            let mut likely = self.intent_part(view, intent);
            let like = view.likeness.intents.get(&intent).copied().unwrap_or(0.0);
            if asks_number && self.base.lexicon.intents[intent].answered_by == AnsweredBy::Figure {
                likely = likely.max(0.35);
            }
            let coverage = self.covered(view, |word| {
                self.index.vocabulary.in_intent(intent, word.feature) || self.index.vocabulary.in_numbers(word.feature)
            });
            let parts = Parts { text: like, intent: likely, coverage, slots };
            // A table of everything answers only what is asked of everything.
            let enough = if self.asked.topics_named { 0.5 } else { 0.8 };
            let unexplained = (enough - coverage).max(0.0) * 0.6;
            let score =
                view.weight * (0.1 * like + 0.42 * likely + 0.26 * coverage + 0.1 * slots + 0.1 * named) - unexplained;
            if score > best.0 {
                best = (score, parts);
            }
        }
        best
    }

    /// The figure of the first topic that has one, with its companion.
    fn figure(&mut self) -> Option<(Found, usize)> {
        let topics = self.asked.topics.clone();
        for topic in topics {
            let result = self.index.figures.best(self.base, topic, &self.wanted());
            match result {
                Ok(figure) => return Some((Found::Figure { figure, companion: self.companion(topic, figure) }, topic)),
                Err(lack) => {
                    if !self.lacks.iter().any(|(t, _)| *t == topic) {
                        self.lacks.push((topic, lack));
                    }
                }
            }
        }
        None
    }

    /// Users beside a share or a share beside users, where no metric was named as such.
    fn companion(&self, topic: usize, figure: usize) -> Option<usize> {
        if !self.asked.question.metrics.is_empty() || self.asked.group.is_some() {
            return None;
        }
        let first = &self.base.figures[figure];
        let of_other_kind = |at: &usize| {
            let metric = &self.base.lexicon.metrics[*at];
            let all = &self.index.default_metrics;
            all.contains(at) && !metric.units.contains(&first.unit)
        };
        let metrics: Vec<usize> = self.index.default_metrics.iter().copied().filter(of_other_kind).collect();
        let wanted = Wanted { metrics: &metrics, ..self.wanted() };
        let other = self.index.figures.best(self.base, topic, &wanted).ok()?;
        let apart = (self.base.figures[other].as_of.months() - first.as_of.months()).abs();
        (first.unit != self.base.figures[other].unit && apart <= 48.0).then_some(other)
    }

    fn groups(&self) -> Vec<&str> {
        let first = self.asked.group.as_deref().unwrap_or("all");
        std::iter::once(first).chain(self.asked.question.more_groups.iter().map(String::as_str)).collect()
    }

    fn compare(&self) -> Option<Found> {
        let groups = self.groups();
        let topics = &self.asked.topics;
        if topics.len() < 2 && (topics.is_empty() || groups.len() < 2) {
            return None;
        }
        let near = groups.first().and_then(|group| self.base.lexicon.group(group)).map(|group| group.near.clone());
        let same = self.index.figures.table(self.base, Some(topics), &groups, 2, &self.wanted()).or_else(|| {
            let all = if groups == ["all"] { Vec::new() } else { near.unwrap_or_default() };
            all.iter().find_map(|group| self.index.figures.table(self.base, Some(topics), &[group], 2, &self.wanted()))
        });
        if let Some(figures) = same {
            return Some(Found::Compare { figures, comparable: true });
        }
        let mut figures = Vec::new();
        for topic in topics {
            figures.push(self.index.figures.best(self.base, *topic, &self.wanted()).ok()?);
        }
        let unit = self.base.figures[figures[0]].unit;
        (figures.len() >= 2 && figures.iter().all(|at| self.base.figures[*at].unit == unit))
            .then_some(Found::Compare { figures, comparable: false })
    }

    fn rank(&self) -> Option<Found> {
        let named: Vec<usize> = self
            .asked
            .topics
            .iter()
            .copied()
            .filter(|topic| self.base.topics[*topic].kind == TopicKind::Platform)
            .collect();
        let whole = |topic: &usize| self.base.topics[*topic].whole;
        let question = self.asked.question;
        if self.asked.topics.is_empty() && !question.home && question.group.is_none() {
            return None;
        }
        if named.len() == 1 || (named.is_empty() && !self.asked.topics.iter().all(whole)) {
            return None;
        }
        let topics = (named.len() > 1).then_some(named.as_slice());
        let groups = self.groups();
        let mut table = self.index.figures.table(self.base, topics, &groups[..1], 3.min(named.len().max(2)), &self.wanted());
        if table.is_none() {
            let near = self.base.lexicon.group(groups[0]).map(|group| group.near.as_slice()).unwrap_or_default();
            table = near
                .iter()
                .find_map(|group| self.index.figures.table(self.base, topics, &[group], 3.min(named.len().max(2)), &self.wanted()));
        }
        table.map(|mut figures| {
            figures.sort_by(|a, b| self.base.figures[*b].value.total_cmp(&self.base.figures[*a].value));
            Found::Rank(figures)
        })
    }

    fn breakdown(&self) -> Option<Found> {
        let topic = *self.asked.topics.first()?;
        let wanted = self.wanted();
        ["age:", "sex:"]
            .iter()
            .find_map(|kind| self.index.figures.breakdown(self.base, topic, kind, &wanted))
            .filter(|found| wanted.period.is_none_or(|p| p.distance(self.base.figures[found[0]].as_of) < 12.0))
            .map(Found::Breakdown)
    }

    fn topics_in(&self, found: &Found) -> Vec<usize> {
        let Found::Rank(figures) = found else { return Vec::new() };
        figures
            .iter()
            .filter_map(|at| self.base.topics.iter().position(|topic| topic.slug == self.base.figures[*at].topic))
            .collect()
    }

    /// What to say where a topic is known and nothing answers.
    pub(crate) fn lack(&self) -> Option<Refusal> {
        let (topic, lack) = self.lacks.first()?;
        Some(match lack {
            Lack::Metric => Refusal::NothingOfThatKind(*topic, self.intent().map(|(at, _)| at)),
            Lack::Group => Refusal::NoGroup(*topic, self.asked.group.clone().unwrap_or_default()),
            Lack::Period(from, to) => Refusal::NoPeriod(*topic, *from, *to),
        })
    }
}

/// Among equals: the preferred, then the newer, then by place.
fn tie(base: &FactBase, a: &Candidate, b: &Candidate) -> Ordering {
    let fact = |candidate: &Candidate| match candidate.found {
        Found::Fact(topic, n) => base.topics.get(topic).and_then(|t| t.facts.get(n)),
        _ => None,
    };
    match (fact(a), fact(b)) {
        (Some(one), Some(other)) => one
            .rank
            .cmp(&other.rank)
            .then(other.as_of.cmp(&one.as_of))
            .then_with(|| one.id.cmp(&other.id)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.intent.cmp(&b.intent),
    }
}
