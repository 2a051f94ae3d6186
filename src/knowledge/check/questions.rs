//! The rule about questions that stand in two places.

use std::collections::HashMap;
use std::ops::Range;

use super::Findings;
use crate::knowledge::read::At;
use crate::knowledge::{Asks, Lang, fold};

/// A question with what it asks for: an intent, a topic, or both.
struct Asked<'l> {
    intent: Option<&'l str>,
    topic: Option<&'l str>,
    at: &'l At,
    span: Range<usize>,
}

/// A question that stands under two intents teaches the matcher nothing but doubt.
pub(super) fn asked_once(findings: &mut Findings<'_>) {
    let mut first: HashMap<String, Asked<'_>> = HashMap::new();
    for (fact, at) in findings.facts() {
        for lang in Lang::ALL {
            for (nth, text) in fact.questions.get(lang).iter().enumerate() {
                let (intent, topic) = (Some(fact.intent.as_str()), Some(fact.topic.as_str()));
                let span = at.word("questions", lang, nth);
                asked(findings, &mut first, text, Asked { intent, topic, at, span });
            }
        }
    }
    for (set, at) in findings.base.phrasings.iter().zip(&findings.loaded.places.phrasings) {
        for lang in Lang::ALL {
            for (nth, text) in set.texts.get(lang).iter().enumerate() {
                let (intent, topic) = match &set.asks {
                    Asks::Intent(intent) => (Some(intent.as_str()), None),
                    Asks::Topic(topic) => (None, Some(topic.as_str())),
                };
                let span = at.nth(lang.tag(), nth);
                asked(findings, &mut first, text, Asked { intent, topic, at, span });
            }
        }
    }
}

fn asked<'l>(
    findings: &mut Findings<'l>,
    first: &mut HashMap<String, Asked<'l>>,
    text: &str,
    asked: Asked<'l>,
) {
    let folded = fold(text.trim_end_matches(['?', '？', '.', '。', '!', '！']));
    let Some(other) = first.get(&folded) else {
        first.insert(folded, asked);
        return;
    };
    let differ = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let name = |asked: &Asked<'_>| {
        let parts: Vec<&str> = [asked.topic, asked.intent].into_iter().flatten().collect();
        parts.join(", ")
    };
    if differ(asked.intent, other.intent) || differ(asked.topic, other.topic) {
        let line = findings.line(other.at, &other.span);
        let message =
            format!("`{text}` asks for `{}` here and for `{}` elsewhere", name(&asked), name(other));
        let help = format!("the other is in {line}; keep it where its answer stands");
        findings.warn(asked.at, asked.span, message, help);
    }
}
