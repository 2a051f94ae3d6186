//! Figures and what is computed from them, with what speaks for each.

use crate::knowledge::{AnsweredBy, FactBase, PartialDate};
use crate::question::{Period, PeriodKind};

use super::about::people;
use super::ranking::{Ranking, best_of};
use super::signals::{Signal, Signals};
use super::thresholds::{FAR_MONTHS, UNLIKELY};
use super::types::{Candidate, Found};
use super::view::View;

/// A figure and the topic that it is of.
type OfTopic = (Found, usize);

impl Ranking<'_> {
    /// Figures, and what is computed from them.
    pub(super) fn add_numbers(&mut self, found: &mut Vec<Candidate>) {
        let intents = &self.base.lexicon.intents;
        // Several intents ask for the figure of the same metrics.
        let mut figures: Vec<(Vec<usize>, Option<OfTopic>)> = Vec::new();
        for (at, intent) in intents.iter().enumerate() {
            let answered_by = intent.answered_by;
            if !answered_by.is_number() {
                continue;
            }
            let signals = self.number_signals(at);
            // Tables are dear to look for, and such an intent does not win.
            if signals.get(Signal::NumberIntent) < UNLIKELY
                && !self.asks_number()
                && !self.asked.question.versus
            {
                continue;
            }
            let topics = self.asked.topics.clone();
            let (base, asked_group) = (self.base, self.asked.group.clone());
            let asked_group = asked_group.as_deref();
            let period = self.asked.period;
            let several = !self.asked.question.more_groups.is_empty();
            let mut add = |numbers: Option<Found>, topics: Vec<usize>, flags: &[(Signal, bool)]| {
                if let Some(numbers) = numbers {
                    let mut signals = signals;
                    for (signal, holds) in flags {
                        signals.flag(*signal, *holds);
                    }
                    signals.flag(Signal::OtherGroup, other_group(base, asked_group, &numbers));
                    // A course is of many times.
                    let at_one_time = !matches!(numbers, Found::Trend(_));
                    if let Some(figure) = first_figure(&numbers).filter(|_| at_one_time) {
                        set_times(&mut signals, base.figures[figure].as_of, period);
                    }
                    found.push(Candidate {
                        found: numbers,
                        intent: at,
                        topics,
                        score: signals.sum(),
                        signals,
                    });
                }
            };
            match answered_by {
                AnsweredBy::Compare => {
                    let held = self.compare();
                    add(
                        held,
                        topics,
                        &[
                            (Signal::IsCompare, true),
                            (Signal::Versus, self.asked.question.versus),
                            (Signal::SeveralGroups, several),
                        ],
                    );
                }
                AnsweredBy::Rank => {
                    let ranked = self.rank();
                    let topics = ranked.as_ref().map(|f| self.topics_in(f)).unwrap_or_default();
                    add(ranked, topics, &[(Signal::IsRank, true)]);
                }
                AnsweredBy::Trend => {
                    // At one point in time there is no course.
                    let at_once = self.asked.period.is_some_and(|period| period.kind == PeriodKind::At);
                    let courses: Vec<Vec<usize>> = topics
                        .iter()
                        .filter_map(|topic| self.index.figures.course(self.base, *topic, &self.wanted()))
                        .collect();
                    let whole = !courses.is_empty() && courses.len() == topics.len();
                    let flags = [(Signal::IsTrend, true), (Signal::CourseAtOnce, at_once)];
                    add(whole.then_some(Found::Trend(courses)), topics, &flags);
                }
                AnsweredBy::Fact | AnsweredBy::Nothing | AnsweredBy::Figure | AnsweredBy::Breakdown => {
                    let who = answered_by == AnsweredBy::Breakdown;
                    let by_group = who
                        && self.asked.group.is_none()
                        && (self.asks_groups()
                            || (self.likeliest == Some(at)
                                && (self.asked.period.is_none() || !self.asks_number())));
                    let breakdown = by_group.then(|| self.breakdown()).flatten();
                    let whole = breakdown.is_some();
                    add(breakdown, topics.clone(), &[(Signal::IsBreakdown, true)]);
                    if whole {
                        continue;
                    }
                    let metrics = self.metrics_of(at);
                    let known = figures.iter().position(|(of, _)| *of == metrics);
                    let known = known.unwrap_or_else(|| {
                        let figure = self.figure(&metrics);
                        figures.push((metrics, figure));
                        figures.len() - 1
                    });
                    if let Some((figure, topic)) = figures[known].1.clone() {
                        // "Who" is not answered by how many, unless a group is named.
                        let flags = [
                            (Signal::IsFigure, true),
                            (Signal::OneOfMany, self.asked.topics.len() > 1 || several),
                            (Signal::WhoByCount, (who || self.asks_groups()) && self.asked.group.is_none()),
                            (Signal::PointForRange, self.asked.asks_of_stretch()),
                        ];
                        add(Some(figure), vec![topic], &flags);
                    }
                }
            }
        }
    }

    /// The metrics that answer an intent, of those that are asked for: what earns money is not told in users.
    fn metrics_of(&self, intent: usize) -> Vec<usize> {
        let of_intent = self.index.metrics.of_intent(intent);
        if of_intent.is_empty() {
            return self.asked.metrics.clone();
        }
        if !self.asks_number() {
            return of_intent.to_vec();
        }
        self.asked.metrics.iter().copied().filter(|at| of_intent.contains(at)).collect()
    }

    /// True where figures of groups are asked for.
    fn asks_groups(&self) -> bool {
        let measures = &self.base.lexicon.measures;
        self.asked.question.measures.iter().any(|at| measures[*at].breakdown)
    }

    /// What speaks for a number of an intent, whatever number it is.
    pub(super) fn number_signals(&self, intent: usize) -> Signals {
        let asks_number = self.asks_number();
        let answered_by = self.base.lexicon.intents[intent].answered_by;
        let is_figure = matches!(answered_by, AnsweredBy::Figure | AnsweredBy::Breakdown);
        let set = |signals: &mut Signals, view: &View| {
            let mut likely = self.intent_part(view, intent);
            if asks_number && is_figure {
                likely = likely.max(0.35);
            }
            let coverage = view.covered(view.of_intents[intent] | view.of_numbers | view.of_origins);
            // A table of everything answers only what is asked of everything.
            let enough = if self.asked.topics_named { 0.5 } else { 0.8 };
            view.set_by_all(signals, intent);
            signals
                .set(Signal::Phrasing, view.likeness.intents[intent])
                .set(Signal::NumberIntent, likely)
                .flag(Signal::Continues, self.continues(view, intent))
                .set(Signal::FactAsked, (view.surest_fact - likely).max(0.0))
                .set(Signal::NumberCoverage, coverage)
                .set(Signal::Unexplained, (enough - coverage).max(0.0))
                .flag(Signal::NumberNamed, asks_number)
                .flag(Signal::NumberOfTopic, !self.asked.topics.is_empty())
                .set(Signal::NumberByWording, self.asked.by_wording.first().map_or(0.0, |(_, much)| *much))
                .flag(Signal::Clause, view.is_clause)
                .flag(Signal::LikeliestIntent, self.likeliest == Some(intent));
        };
        best_of(&Signals::default(), &self.views, set).0
    }
}

/// Whether a figure is of the time asked about.
pub(super) fn set_times(signals: &mut Signals, as_of: PartialDate, period: Option<Period>) {
    if let Some(period) = period {
        let distance = period.distance(as_of);
        signals.flag(Signal::NumberFits, distance == 0.0).flag(Signal::NumberFar, distance > FAR_MONTHS);
    }
}

/// True where figures speak of another group than was asked about; a base that narrows it is no other group.
pub(super) fn other_group(base: &FactBase, asked: Option<&str>, found: &Found) -> bool {
    let Some(asked) = asked else { return false };
    first_figure(found).is_some_and(|at| {
        let group = &base.figures[at].group;
        group != asked && people(group).ne(people(asked))
    })
}

/// The first figure of what was found; figures of a table are of one series.
fn first_figure(found: &Found) -> Option<usize> {
    match found {
        Found::Figure { figure, .. } => Some(*figure),
        Found::Compare { figures, .. } | Found::Rank(figures) | Found::Breakdown(figures) => {
            figures.first().copied()
        }
        Found::Trend(courses) => courses.first().and_then(|course| course.first().copied()),
        Found::Fact(..) => None,
    }
}
