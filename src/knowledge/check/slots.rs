//! The rule about slots: what phrasings and patterns leave open.

use std::ops::Range;

use super::Findings;
use crate::knowledge::read::{At, listed};
use crate::knowledge::{Lang, Text};

/// Slots of a phrasing.
const PHRASING: &[&str] = &["{topic}", "{topic2}", "{group}", "{period}", "{metric}", "{place}"];
/// Slots of a metric's sentence.
const SENTENCE: &[&str] = &["{topic}", "{value}", "{group}", "{when}"];
/// Slots of a suggestion.
const SUGGESTION: &[&str] = &["{topic}"];

/// A slot that nobody fills would be read out with its braces.
pub(super) fn known(findings: &mut Findings<'_>) {
    let (base, places) = (findings.base, &findings.loaded.places);
    for (set, at) in base.phrasings.iter().zip(&places.phrasings) {
        for lang in Lang::ALL {
            for (nth, text) in set.texts.get(lang).iter().enumerate() {
                unknown(findings, at, at.nth(lang.tag(), nth), text, PHRASING);
            }
        }
    }
    for (metric, at) in base.lexicon.metrics.iter().zip(&places.lexicon.metrics) {
        both(findings, at, "sentence", &metric.sentence, SENTENCE);
    }
    for (intent, at) in base.lexicon.intents.iter().zip(&places.lexicon.intents) {
        if let Some(suggestion) = &intent.suggestion {
            both(findings, at, "suggestion", suggestion, SUGGESTION);
        }
    }
}

fn both(findings: &mut Findings<'_>, at: &At, field: &str, text: &Text, known: &[&str]) {
    for lang in Lang::ALL {
        unknown(findings, at, at.text(field, lang), text.get(lang), known);
    }
}

fn unknown(findings: &mut Findings<'_>, at: &At, span: Range<usize>, text: &str, known: &[&str]) {
    let mut from = 0;
    while let Some(start) = text[from..].find(['{', '}']).map(|start| from + start) {
        let end = text[start..].find('}').map_or(text.len(), |length| start + length + 1);
        let slot = &text[start..end];
        if !known.contains(&slot) {
            let part = At::within(span.clone(), text, &(start..end));
            findings.error(
                at,
                part,
                format!("`{slot}` is no slot here"),
                format!("known are {}", listed(known)),
            );
        }
        from = end;
    }
}
