//! What can be chosen for a query: only what there are figures of, given what was chosen already.

use crate::answer::group_in_words;
use crate::answer::limits::CHOICES;
use crate::knowledge::{FactBase, Figure, Lang, Metric, PartialDate, fold};

use super::find::find;
use super::query::{Kind, Query, Split};
use super::select::ALL;
use super::{Slot, Span, ages, names, wording};

/// An entry to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the list shows.
    pub label: String,
    /// What a query holds for it.
    pub value: String,
}

/// What can be chosen for a slot, those that what was typed is in, as many as a list holds. Each of them gives a
/// statistic, if the query names enough topics for one.
pub fn choices(
    base: &FactBase,
    query: &Query,
    slot: Slot,
    typed: &str,
    lang: Lang,
    today: PartialDate,
) -> Vec<Choice> {
    let offered = match slot {
        // Topics are offered by whoever completes their names.
        Slot::Topic | Slot::Topics => Vec::new(),
        Slot::Metric => metrics(base, query, typed, lang),
        Slot::Group => groups(base, query, typed, lang),
        Slot::Year => years(base, query, typed),
        Slot::From | Slot::To => ends(base, query, typed, today),
    };
    let gives = |choice: &Choice| {
        let value = || Some(choice.value.clone());
        let date = || choice.value.parse().ok();
        let with = match slot {
            Slot::Metric => Query { metric: value(), ..query.clone() },
            Slot::Group => Query { group: value(), ..query.clone() },
            Slot::Year => Query { at: date(), ..query.clone() },
            Slot::From => Query { span: Span { from: date(), ..query.span }, ..query.clone() },
            Slot::To => Query { span: Span { to: date(), ..query.span }, ..query.clone() },
            Slot::Topic | Slot::Topics => return true,
        };
        // A figure of a near group or time stands in where one is asked for: that is no reason to offer it.
        find(base, &with, today).is_ok_and(|found| match slot {
            Slot::Group => found.query.group == with.group,
            Slot::Year => found.query.at.zip(with.at).is_none_or(|(at, wanted)| wanted.agrees(at)),
            _ => true,
        })
    };
    // Before its topics are named, nothing can be told to be missing.
    let open = query.kind != Kind::Rank && find(base, query, today).is_err();
    offered.into_iter().filter(|choice| open || gives(choice)).take(CHOICES.most).collect()
}

/// Metrics of all of these topics, or of any platform where none is named; in the order of the lexicon.
pub(super) fn metrics_of<'a>(base: &'a FactBase, topics: &[String]) -> Vec<&'a Metric> {
    let of_topic = |topic: &String, metric: &Metric| base.metrics_of(topic).any(|own| own == metric.id);
    let known = |metric: &&Metric| {
        metric.askable
            && if topics.is_empty() {
                base.figures.iter().any(|figure| figure.metric == metric.id)
            } else {
                topics.iter().all(|topic| of_topic(topic, metric))
            }
    };
    base.lexicon.metrics.iter().filter(known).collect()
}

fn metrics(base: &FactBase, query: &Query, typed: &str, lang: Lang) -> Vec<Choice> {
    let fits = |metric: &&Metric| {
        let words = metric.words.iter().map(|(_, word)| word);
        let names = [metric.label.en.as_str(), &metric.label.ja, &metric.id];
        is_in(typed, names.into_iter().chain(words))
    };
    let choice =
        |metric: &Metric| Choice { label: metric.label.get(lang).to_owned(), value: metric.id.clone() };
    metrics_of(base, &query.topics).into_iter().filter(fits).map(choice).collect()
}

/// The breakdowns that there are, the whole population, then single groups.
fn groups(base: &FactBase, query: &Query, typed: &str, lang: Lang) -> Vec<Choice> {
    let of_topic = |topic: Option<&String>| ages::groups_of(fitting(base, query, topic, true));
    let found = in_all(query, of_topic);
    let splits = Split::ALL.iter().filter(|(split, _)| {
        query.kind != Kind::Rank
            && found.iter().filter(|group| group.starts_with(split.prefix())).count() >= 2
    });
    let mut choices: Vec<Choice> = splits
        .filter(|(split, name)| {
            is_in(typed, [*name, wording::split(Lang::En, *split), wording::split(Lang::Ja, *split)])
        })
        .map(|(split, name)| Choice {
            label: wording::split(lang, *split).to_owned(),
            value: (*name).to_owned(),
        })
        .collect();
    let place = |id: &str| base.lexicon.groups.iter().position(|group| group.id == id).unwrap_or(usize::MAX);
    let mut found: Vec<String> = found.into_iter().filter(|group| !group.starts_with("base:")).collect();
    found.sort_by_key(|id| (*id != ALL, place(id), id.clone()));
    choices.extend(found.into_iter().filter_map(|id| {
        let (en, ja) = (group_in_words(base, &id, Lang::En), group_in_words(base, &id, Lang::Ja));
        let words =
            base.lexicon.group(&id).into_iter().flat_map(|group| group.words.iter().map(|(_, word)| word));
        let fits = is_in(typed, [en.as_str(), &ja, &id].into_iter().chain(words));
        fits.then(|| Choice { label: if lang == Lang::En { en } else { ja }, value: id })
    }));
    choices
}

/// The newest first.
fn years(base: &FactBase, query: &Query, typed: &str) -> Vec<Choice> {
    let of_topic = |topic: Option<&String>| {
        let mut years: Vec<String> =
            fitting(base, query, topic, false).map(|figure| figure.as_of.year.to_string()).collect();
        years.sort_unstable();
        years.dedup();
        years
    };
    listed(in_all(query, of_topic), typed)
}

/// The years of the course that is shown while this end is open, the newest first.
fn ends(base: &FactBase, query: &Query, typed: &str, today: PartialDate) -> Vec<Choice> {
    let Ok(found) = find(base, query, today) else { return Vec::new() };
    let mut years: Vec<String> = found.figures().iter().map(|own| own.as_of.year.to_string()).collect();
    years.sort_unstable();
    years.dedup();
    listed(years, typed)
}

fn listed(years: Vec<String>, typed: &str) -> Vec<Choice> {
    let fits = |year: &String| is_in(typed, [year.as_str()]);
    let choice = |year: String| Choice { label: year.clone(), value: year };
    years.into_iter().rev().filter(fits).map(choice).collect()
}

/// Figures that fit what was chosen already, all but the slot that is being chosen.
fn fitting<'a>(
    base: &'a FactBase,
    query: &'a Query,
    topic: Option<&'a String>,
    choosing_group: bool,
) -> impl Iterator<Item = &'a Figure> {
    base.figures.iter().filter(move |figure| {
        let metric = match query.metric.as_deref() {
            Some(metric) => figure.metric == metric,
            None => base.lexicon.metric(&figure.metric).is_some_and(|metric| metric.askable),
        };
        let comparable =
            query.kind == Kind::Stats || base.series(&figure.series).is_some_and(|series| series.comparable);
        let group = choosing_group
            || match (query.split(), query.group.as_deref()) {
                (Some(split), _) => figure.group.starts_with(split.prefix()),
                (None, Some(group)) => figure.group == group,
                (None, None) => true,
            };
        metric
            && comparable
            && group
            && query.span.holds(figure.as_of)
            && topic.is_none_or(|topic| figure.topic == *topic)
            && (!choosing_group || query.at.is_none_or(|at| at.agrees(figure.as_of)))
    })
}

/// What each of the topics has.
fn in_all<'q>(query: &'q Query, of_topic: impl Fn(Option<&'q String>) -> Vec<String>) -> Vec<String> {
    let Some((first, rest)) = query.topics.split_first() else { return of_topic(None) };
    let rest: Vec<Vec<String>> = rest.iter().map(|topic| of_topic(Some(topic))).collect();
    let mut found = of_topic(Some(first));
    found.retain(|value| rest.iter().all(|other| other.contains(value)));
    found
}

fn is_in<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    let typed = names::typed(typed);
    typed.is_empty() || names.into_iter().any(|name| fold(name).contains(&typed))
}
