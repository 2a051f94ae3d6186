//! Which figures a question is about: one, or several that belong together.

use crate::knowledge::{AnsweredBy, TopicKind};

use super::figures::Wanted;
use super::ranking::Ranking;
use super::thresholds::ALSO_ASKED;
use super::types::Found;

impl Ranking<'_> {
    /// The figure of the first topic that has one of those metrics, with its companion.
    pub(super) fn figure(&mut self, metrics: &[usize]) -> Option<(Found, usize)> {
        let topics = self.asked.topics.clone();
        for topic in topics {
            let result = self.index.figures.best(self.base, topic, &Wanted { metrics, ..self.wanted() });
            match result {
                Ok(figure) => {
                    return Some((Found::Figure { figure, companion: self.companion(topic, figure) }, topic));
                }
                Err(lack) => {
                    if !self.lacks.iter().any(|(t, _)| *t == topic) {
                        self.lacks.push((topic, lack));
                    }
                }
            }
        }
        None
    }

    /// Users beside a share or a share beside users, where the figure is of no metric that was named as such.
    pub(super) fn companion(&self, topic: usize, figure: usize) -> Option<usize> {
        let first = &self.base.figures[figure];
        let metrics = &self.base.lexicon.metrics;
        let is_named = self.asked.question.metrics.iter().any(|at| metrics[*at].id == first.metric);
        if is_named || self.asked.group.is_some() {
            return None;
        }
        let of_other_kind = |at: &usize| !self.base.lexicon.metrics[*at].units.contains(&first.unit);
        let default = self.index.metrics.default().iter().copied();
        let metrics: Vec<usize> = default.filter(of_other_kind).collect();
        let wanted = Wanted { metrics: &metrics, ..self.wanted() };
        let other = self.index.figures.best(self.base, topic, &wanted).ok()?;
        let apart = (self.base.figures[other].as_of.months() - first.as_of.months()).abs();
        let of_that_time =
            self.asked.period.is_none_or(|period| period.distance(self.base.figures[other].as_of) == 0.0);
        (first.unit != self.base.figures[other].unit && apart <= 48.0 && of_that_time).then_some(other)
    }

    pub(super) fn groups(&self) -> Vec<&str> {
        let first = self.asked.group.as_deref().unwrap_or("all");
        std::iter::once(first).chain(self.asked.question.more_groups.iter().map(String::as_str)).collect()
    }

    /// True where two platforms or more are named.
    pub(super) fn names_platforms(&self) -> bool {
        let is_platform = |topic: &&usize| self.base.topics[**topic].kind != TopicKind::Theme;
        self.asked.topics_named && self.asked.topics.iter().filter(is_platform).count() >= 2
    }

    /// True for an intent that holds topics against each other.
    pub(super) fn compares(&self, intent: usize) -> bool {
        self.base.lexicon.intents[intent].answered_by == AnsweredBy::Compare
    }

    /// True where platforms are named to be held against each other, and no more: "why is this one liked better than
    /// that" asks why.
    pub(super) fn compares_platforms(&self) -> bool {
        let intents = &self.base.lexicon.intents;
        let tells = |at: &usize| matches!(intents[*at].answered_by, AnsweredBy::Fact | AnsweredBy::Breakdown);
        self.names_platforms()
            && self.likeliest.is_some_and(|intent| self.compares(intent))
            && (0..intents.len()).filter(tells).all(|at| self.likely(at) < ALSO_ASKED)
    }

    pub(super) fn compare(&self) -> Option<Found> {
        let groups = self.groups();
        let topics = &self.asked.topics;
        if topics.len() < 2 && (topics.is_empty() || groups.len() < 2) {
            return None;
        }
        let near =
            groups.first().and_then(|group| self.base.lexicon.group(group)).map(|group| group.near.clone());
        let same =
            self.index.figures.table(self.base, Some(topics), &groups, 2, &self.wanted()).or_else(|| {
                let all = if groups == ["all"] { Vec::new() } else { near.unwrap_or_default() };
                all.iter().find_map(|group| {
                    self.index.figures.table(self.base, Some(topics), &[group], 2, &self.wanted())
                })
            });
        if let Some(figures) = same {
            return Some(Found::Compare { figures, comparable: true });
        }
        self.side_by_side(topics)
    }

    /// Each topic's best figure of one metric, or at least in one unit, from whatever series: side by side, not
    /// comparable.
    fn side_by_side(&self, topics: &[usize]) -> Option<Found> {
        if topics.len() < 2 {
            return None;
        }
        let wanted = self.wanted();
        let best =
            |topic: &usize, wanted: &Wanted<'_>| self.index.figures.best(self.base, *topic, wanted).ok();
        let of_one_metric = wanted.metrics.iter().enumerate().find_map(|(place, metric)| {
            let named = usize::from(place < wanted.named);
            let of_metric = Wanted { metrics: std::slice::from_ref(metric), named, ..wanted.clone() };
            topics.iter().map(|topic| best(topic, &of_metric)).collect::<Option<Vec<usize>>>()
        });
        // Where one has monthly users and the other members, both are told all the same.
        let of_any = || {
            let counts: Vec<usize> = wanted
                .metrics
                .iter()
                .copied()
                .filter(|metric| !self.index.metrics.is_share(*metric))
                .collect();
            let of_counts = Wanted { metrics: &counts, named: 0, ..wanted.clone() };
            let figures =
                topics.iter().map(|topic| best(topic, &of_counts)).collect::<Option<Vec<usize>>>()?;
            let unit = |at: &usize| self.base.figures[*at].unit;
            figures.iter().all(|at| unit(at) == unit(&figures[0])).then_some(figures)
        };
        of_one_metric.or_else(of_any).map(|figures| Found::Compare { figures, comparable: false })
    }

    pub(super) fn rank(&self) -> Option<Found> {
        let named: Vec<usize> = self
            .asked
            .topics
            .iter()
            .copied()
            .filter(|topic| self.base.topics[*topic].kind == TopicKind::Platform)
            .collect();
        let whole = |topic: &usize| self.base.topics[*topic].whole;
        let question = self.asked.question;
        // What the wording speaks of is not named, and everything may be meant.
        let topics_named = self.asked.topics_named;
        if !topics_named && !question.home && question.group.is_none() {
            return None;
        }
        if named.len() == 1 || (named.is_empty() && topics_named && !self.asked.topics.iter().all(whole)) {
            return None;
        }
        let topics = (named.len() > 1).then_some(named.as_slice());
        let groups = self.groups();
        let mut table = self.index.figures.table(
            self.base,
            topics,
            &groups[..1],
            3.min(named.len().max(2)),
            &self.wanted(),
        );
        if table.is_none() {
            let near =
                self.base.lexicon.group(groups[0]).map(|group| group.near.as_slice()).unwrap_or_default();
            table = near.iter().find_map(|group| {
                self.index.figures.table(
                    self.base,
                    topics,
                    &[group],
                    3.min(named.len().max(2)),
                    &self.wanted(),
                )
            });
        }
        table.map(|mut figures| {
            figures.sort_by(|a, b| self.base.figures[*b].value.total_cmp(&self.base.figures[*a].value));
            Found::Rank(figures)
        })
    }

    pub(super) fn breakdown(&self) -> Option<Found> {
        let topic = *self.asked.topics.first()?;
        let wanted = self.wanted();
        ["age:", "sex:"]
            .iter()
            .find_map(|kind| self.index.figures.breakdown(self.base, topic, kind, &wanted))
            .filter(|found| {
                wanted.period.is_none_or(|p| p.distance(self.base.figures[found[0]].as_of) < 12.0)
            })
            .map(Found::Breakdown)
    }

    pub(super) fn topics_in(&self, found: &Found) -> Vec<usize> {
        let Found::Rank(figures) = found else { return Vec::new() };
        figures
            .iter()
            .filter_map(|at| {
                self.base.topics.iter().position(|topic| topic.slug == self.base.figures[*at].topic)
            })
            .collect()
    }
}
