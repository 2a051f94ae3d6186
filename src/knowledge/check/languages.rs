//! The rule that everything is there in both languages.

use super::Findings;
use crate::knowledge::read::{At, named};
use crate::knowledge::{Lang, Text, Texts, Words};

/// No text is empty in either language; nothing is asked for in one language only.
pub(super) fn both(findings: &mut Findings<'_>) {
    let (base, places) = (findings.base, &findings.loaded.places);
    for (topic, at) in base.topics.iter().zip(&places.topics) {
        text(findings, &at.place, "name", &topic.name);
        text(findings, &at.place, "summary", &topic.summary);
    }
    for (fact, at) in findings.facts() {
        text(findings, at, "statement", &fact.statement);
        optional(findings, at, "caveat", fact.caveat.as_ref());
        optional(findings, at, "disagreement", fact.disagreement.as_ref());
        words(findings, at, "questions", &fact.questions, "two to five questions as people really ask them");
    }
    for (source, at) in findings.sources() {
        text(findings, at, "producer", &source.producer);
        optional(findings, at, "population", source.population.as_ref());
        optional(findings, at, "people", source.people.as_ref());
        optional(findings, at, "caveat", source.caveat.as_ref());
    }
    for (series, at) in base.series.iter().zip(&places.series) {
        text(findings, at, "title", &series.title);
        optional(findings, at, "caveat", series.caveat.as_ref());
        // A series of yen or of things has no people: see the rule `series-people`.
        optional(findings, at, "people", Some(&series.people).filter(|people| **people != Text::default()));
    }
    for (set, at) in base.phrasings.iter().zip(&places.phrasings) {
        for lang in Lang::ALL {
            list(findings, at, lang.tag(), None, lang, set.texts.get(lang), "20 to 30 ways of asking");
        }
    }
    let (lexicon, at) = (&base.lexicon, &places.lexicon);
    for (metric, at) in lexicon.metrics.iter().zip(&at.metrics) {
        text(findings, at, "label", &metric.label);
        text(findings, at, "sentence", &metric.sentence);
    }
    for (intent, at) in lexicon.intents.iter().zip(&at.intents) {
        text(findings, at, "label", &intent.label);
    }
    for (group, at) in lexicon.groups.iter().zip(&at.groups) {
        text(findings, at, "label", &group.label);
    }
    for (place, at) in lexicon.places.iter().zip(&at.places) {
        text(findings, at, "label", &place.label);
    }
}

fn text(findings: &mut Findings<'_>, at: &At, field: &'static str, text: &Text) {
    for lang in Lang::ALL {
        if text.get(lang).trim().is_empty() {
            let message = format!("the {} text of `{field}` is empty", named(lang));
            findings.error(at, at.text(field, lang), message, "write it");
        }
    }
}

fn optional(findings: &mut Findings<'_>, at: &At, field: &'static str, optional: Option<&Text>) {
    if let Some(both) = optional {
        text(findings, at, field, both);
    }
}

fn words(findings: &mut Findings<'_>, at: &At, field: &'static str, words: &Words, what: &str) {
    for lang in Lang::ALL {
        list(findings, at, field, Some(lang), lang, words.get(lang), what);
    }
}

/// A list that must not be empty, nor anything in it.
fn list(
    findings: &mut Findings<'_>,
    at: &At,
    field: &'static str,
    spot: Option<Lang>,
    lang: Lang,
    texts: &Texts,
    what: &str,
) {
    if texts.is_empty() {
        let message = format!("there is nothing in {} in `{field}`", named(lang));
        findings.error(at, at.at(field), message, format!("write {what}"));
    }
    for (nth, _) in texts.iter().enumerate().filter(|(_, text)| text.trim().is_empty()) {
        let span = spot.map_or_else(|| at.nth(field, nth), |lang| at.word(field, lang, nth));
        findings.error(at, span, format!("a text of `{field}` is empty"), "write it, or take it out");
    }
}
