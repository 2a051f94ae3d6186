//! Rules about what is named elsewhere: it must be there.

use std::ops::Range;

use super::Findings;
use crate::knowledge::read::{At, ItemKind};
use crate::knowledge::{Asks, Reaches};

/// Sources that figures, facts and other sources name.
pub(super) fn sources(findings: &mut Findings<'_>) {
    for (figure, at) in findings.figures() {
        source(findings, at, at.at("source"), &figure.source);
    }
    for (fact, at) in findings.facts() {
        for (nth, id) in fact.sources.iter().enumerate() {
            source(findings, at, at.nth("sources", nth), id);
        }
    }
    for (quoted, at) in findings.sources() {
        if let Some(via) = &quoted.via {
            source(findings, at, at.at("via"), via);
        }
    }
}

fn source(findings: &mut Findings<'_>, at: &At, span: Range<usize>, id: &str) {
    if findings.base.source(id).is_some() || findings.excused(ItemKind::Source, id) {
        return;
    }
    let around = findings.base.sources.around(|source| source.id.as_str() < id, 20);
    let help = match findings.meant(id, around.map(|source| source.id.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to a file of `sources/`".to_owned(),
    };
    findings.error(at, span, format!("there is no source `{id}`"), help);
}

/// A fact rests on something.
pub(super) fn any_source(findings: &mut Findings<'_>) {
    for (fact, at) in findings.facts() {
        if fact.sources.is_empty() {
            let message = format!("the fact `{}` names no source", fact.id);
            findings.error(at, at.at("sources"), message, "name at least one, the most important first");
        }
    }
}

/// Topics that figures, facts, phrasings and other topics name.
pub(super) fn topics(findings: &mut Findings<'_>) {
    for (figure, at) in findings.figures() {
        topic(findings, at, at.at("topic"), &figure.topic);
    }
    for (fact, at) in findings.facts() {
        for (nth, slug) in fact.also.iter().enumerate() {
            topic(findings, at, at.nth("also", nth), slug);
        }
    }
    let places = &findings.loaded.places;
    for (own, at) in findings.base.topics.iter().zip(&places.topics) {
        if let Some(parent) = &own.parent {
            topic(findings, &at.place, at.place.at("parent"), parent);
        }
    }
    for (set, at) in findings.base.phrasings.iter().zip(&places.phrasings) {
        if let Asks::Topic(slug) = &set.asks {
            topic(findings, at, at.at("topic"), slug);
        }
    }
}

fn topic(findings: &mut Findings<'_>, at: &At, span: Range<usize>, slug: &str) {
    if findings.base.topic(slug).is_some() || findings.excused(ItemKind::Topic, slug) {
        return;
    }
    let base = findings.base;
    let near = findings.meant(slug, base.topics.iter().map(|topic| topic.slug.as_str()));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `topics/{slug}.toml`"),
    };
    findings.error(at, span, format!("there is no topic `{slug}`"), help);
}

/// Words of the lexicon that figures, facts, phrasings and the lexicon itself name.
pub(super) fn words(findings: &mut Findings<'_>) {
    for (figure, at) in findings.figures() {
        word(findings, ItemKind::Metric, at, at.at("metric"), &figure.metric);
        group(findings, at, &at.at("group"), &figure.group);
    }
    for (fact, at) in findings.facts() {
        word(findings, ItemKind::Intent, at, at.at("intent"), &fact.intent);
    }
    for (set, at) in findings.base.phrasings.iter().zip(&findings.loaded.places.phrasings) {
        if let Asks::Intent(intent) = &set.asks {
            word(findings, ItemKind::Intent, at, at.at("intent"), intent);
        }
    }
    let (lexicon, at) = (&findings.base.lexicon, &findings.loaded.places.lexicon);
    if let (Some(bare), Some(at)) = (&lexicon.bare, &at.own) {
        word(findings, ItemKind::Intent, at, at.at("bare"), bare);
    }
    for (measure, at) in lexicon.measures.iter().zip(&at.measures) {
        each(findings, ItemKind::Metric, at, "metrics", &measure.metrics);
    }
    for (intent, at) in lexicon.intents.iter().zip(&at.intents) {
        each(findings, ItemKind::Intent, at, "also", &intent.also);
        if let Some(opposite) = &intent.opposite {
            word(findings, ItemKind::Intent, at, at.at("opposite"), opposite);
        }
        each(findings, ItemKind::Metric, at, "metrics", &intent.metrics);
    }
    for (own, at) in lexicon.groups.iter().zip(&at.groups) {
        for (nth, near) in own.near.iter().enumerate() {
            group(findings, at, &at.nth("near", nth), near);
        }
    }
}

/// Every part of a compound group.
fn group(findings: &mut Findings<'_>, at: &At, span: &Range<usize>, compound: &str) {
    let mut from = 0;
    for part in compound.split('/') {
        let place = At::within(span.clone(), compound, &(from..from + part.len()));
        from += part.len() + 1;
        if compound != "all" {
            word(findings, ItemKind::Group, at, place, part);
        }
    }
}

fn each(findings: &mut Findings<'_>, kind: ItemKind, at: &At, field: &str, ids: &[String]) {
    for (nth, id) in ids.iter().enumerate() {
        word(findings, kind, at, at.nth(field, nth), id);
    }
}

fn word(findings: &mut Findings<'_>, kind: ItemKind, at: &At, span: Range<usize>, id: &str) {
    let (known, name) = match kind {
        ItemKind::Metric => (findings.metrics.contains_key(id), "metric"),
        ItemKind::Intent => (findings.intents.contains(id), "intent"),
        _ => (findings.groups.contains(id), "group"),
    };
    if known || findings.excused(kind, id) {
        return;
    }
    let lexicon = &findings.base.lexicon;
    let near = match kind {
        ItemKind::Metric => findings.meant(id, lexicon.metrics.iter().map(|metric| metric.id.as_str())),
        ItemKind::Intent => findings.meant(id, lexicon.intents.iter().map(|intent| intent.id.as_str())),
        _ => findings.meant(id, lexicon.groups.iter().map(|group| group.id.as_str())),
    };
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add it to `lexicon.toml` as a `[[{name}]]`, or use one that is there"),
    };
    findings.error(at, span, format!("there is no {name} `{id}`"), help);
}

/// What test questions must reach, and what replaces a fact.
pub(super) fn targets(findings: &mut Findings<'_>) {
    let base = findings.base;
    for (question, at) in base.questions.iter().zip(&findings.loaded.places.questions) {
        match &question.reaches {
            Reaches::Fact(id) => fact(findings, at, at.at("fact"), id),
            Reaches::Figure(id) => {
                if base.figure(id).is_none() && !findings.excused(ItemKind::Figure, id) {
                    let help = "name one of a file of `figures/`";
                    findings.error(at, at.at("figure"), format!("there is no figure `{id}`"), help);
                }
            }
            Reaches::Topics(slugs) if slugs.is_empty() => {
                let help = "name at least one topic, or write `refused = true` instead";
                findings.error(at, at.at("topics"), "the test question names no topic".to_owned(), help);
            }
            Reaches::Topics(slugs) => {
                for (nth, slug) in slugs.iter().enumerate() {
                    topic(findings, at, at.nth("topics", nth), slug);
                }
            }
            Reaches::Refusal => {}
        }
    }
    for (deprecated, at) in findings.facts() {
        // A successor is an id or a reason; a reason is a sentence.
        if let Some(successor) = deprecated.successor.as_ref().filter(|text| is_id(text)) {
            fact(findings, at, at.at("successor"), successor);
        }
    }
}

fn is_id(text: &str) -> bool {
    text.contains('.')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
        && !text.ends_with('.')
}

fn fact(findings: &mut Findings<'_>, at: &At, span: Range<usize>, id: &str) {
    if findings.base.fact(id).is_some() || findings.excused(ItemKind::Fact, id) {
        return;
    }
    let slug = id.split_once('.').map_or(id, |(slug, _)| slug);
    let own = findings.base.topic(slug).map_or(&[][..], |topic| &topic.facts);
    let help = match findings.meant(id, own.iter().take(1000).map(|fact| fact.id.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name one of a file of `topics/`".to_owned(),
    };
    findings.error(at, span, format!("there is no fact `{id}`"), help);
}
