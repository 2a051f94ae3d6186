//! Rules about figures and their series.

use std::collections::{HashMap, HashSet};

use super::Findings;
use crate::knowledge::read::{At, listed};
use crate::knowledge::{Figure, Method, PartialDate, Unit};

/// A metric is counted in its units only.
pub(super) fn unit(findings: &mut Findings<'_>) {
    for (figure, at) in findings.figures() {
        let Some(metric) = findings.metrics.get(figure.metric.as_str()) else { continue };
        if !metric.units.contains(&figure.unit) {
            let units: Vec<&str> = metric.units.iter().map(|unit| unit.name()).collect();
            let message = format!("`{}` is not counted in `{}`", figure.metric, figure.unit);
            findings.error(at, at.at("unit"), message, format!("use {}", listed(&units)));
        }
    }
}

/// Words of a note that tell of a value about the future.
const FORECASTS: [&str; 8] =
    ["forecast", "projection", "projected", "expected", "予測", "見込", "見通し", "推計"];

/// Nothing is known before it happens: a date after the source's publication is a slip, forecasts aside.
pub(super) fn published(findings: &mut Findings<'_>) {
    for (figure, at) in findings.figures() {
        let Some(published) = findings.base.source(&figure.source).and_then(|source| source.date_published)
        else {
            continue;
        };
        if published.is_before(figure.as_of) && !is_forecast(findings, figure) {
            let help = "correct one of the two; say so in the note if it is a forecast";
            late(findings, at, figure.as_of, &figure.source, published, help);
        }
    }
    for (fact, at) in findings.facts() {
        let dates: Option<Vec<_>> = fact
            .sources
            .iter()
            .map(|id| findings.base.source(id).and_then(|source| Some((source.date_published?, id))))
            .collect();
        // A source without a date may be the one that knew.
        let newest = dates.and_then(|dates| dates.into_iter().max_by_key(|(date, _)| date.last_day()));
        if let Some((published, source)) = newest.filter(|(published, _)| published.is_before(fact.as_of)) {
            late(findings, at, fact.as_of, source, published, "correct one of the two");
        }
    }
}

fn is_forecast(findings: &Findings<'_>, figure: &Figure) -> bool {
    let estimate =
        findings.base.series(&figure.series).is_some_and(|series| series.method == Method::Estimate);
    let noted = figure
        .note
        .as_ref()
        .is_some_and(|note| FORECASTS.iter().any(|word| note.en.contains(word) || note.ja.contains(word)));
    estimate || noted
}

fn late(
    findings: &mut Findings<'_>,
    at: &At,
    as_of: PartialDate,
    source: &str,
    published: PartialDate,
    help: &str,
) {
    let message = format!("`{as_of}` is after `{source}` was published, in `{published}`");
    findings.error(at, at.at("as_of"), message, help);
}

/// One trend has one value at a time.
pub(super) fn one_value(findings: &mut Findings<'_>) {
    let comparable: HashSet<&str> = findings
        .base
        .series
        .iter()
        .filter(|series| series.comparable)
        .map(|series| series.id.as_str())
        .collect();
    let mut first: HashMap<_, (&Figure, &At)> = HashMap::new();
    for (figure, at) in findings.figures() {
        if !comparable.contains(figure.series.as_str()) || figure.note.is_some() {
            continue;
        }
        let what = (&figure.series, &figure.topic, &figure.metric, &figure.group, figure.as_of, figure.unit);
        let Some((other, other_at)) = first.get(&what) else {
            first.insert(what, (figure, at));
            continue;
        };
        if figure.id == other.id {
            continue;
        }
        let (later, later_at, other, other_at) = if at.span.start < other_at.span.start {
            (*other, *other_at, figure, at)
        } else {
            (figure, at, *other, *other_at)
        };
        let line = findings.line(other_at, &other_at.at("id"));
        let message = format!("`{}` has a value for this already: `{}`", later.series, other.id);
        let help = format!(
            "the other is in {line}; keep one, tell them apart by group or date, or say in a note what differs"
        );
        findings.error(later_at, later_at.at("value"), message, help);
    }
}

/// "Who is all" is asked of every series whose figures are of people.
pub(super) fn people(findings: &mut Findings<'_>) {
    let of_people: HashSet<&str> = findings
        .base
        .figures
        .iter()
        .filter(|figure| matches!(figure.unit, Unit::Percent | Unit::Users | Unit::Minutes))
        .map(|figure| figure.series.as_str())
        .collect();
    for (series, at) in findings.base.series.iter().zip(&findings.loaded.places.series) {
        if series.people.en.is_empty()
            && series.people.ja.is_empty()
            && of_people.contains(series.id.as_str())
        {
            let message = format!("the series `{}` does not say which people it speaks of", series.id);
            findings.error(at, at.span.clone(), message, "add `people = { en = \"…\", ja = \"…\" }`");
        }
    }
}
