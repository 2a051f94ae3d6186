//! Rules about the names of topics.

use std::collections::HashMap;

use super::Findings;
use crate::knowledge::{Lang, fold};

/// A name that two topics claim would lead to either, by chance.
pub(super) fn claimed(findings: &mut Findings<'_>) {
    let mut claims: HashMap<String, (usize, Lang, usize)> = HashMap::new();
    let (topics, places) = (&findings.base.topics, &findings.loaded.places.topics);
    for (nth_topic, topic) in topics.iter().enumerate() {
        for (lang, names) in [(Lang::En, &topic.aliases.en), (Lang::Ja, &topic.aliases.ja)] {
            for (nth, name) in names.iter().enumerate() {
                let claim = claims.entry(fold(name)).or_insert((nth_topic, lang, nth));
                if claim.0 == nth_topic {
                    continue;
                }
                let (other, at) = (&topics[claim.0], &places[claim.0].names);
                let line = findings.line(at, &at.nth(claim.1.tag(), claim.2));
                let other_name = match claim.1 {
                    Lang::En => &other.aliases.en[claim.2],
                    Lang::Ja => &other.aliases.ja[claim.2],
                };
                let spelt = if other_name == name { String::new() } else { format!(" as `{other_name}`") };
                let help = format!("the first is in {line}; one of the two must do without it");
                let message = format!("`{name}` is a name of `{}` already{spelt}", other.slug);
                let at = &places[nth_topic].names;
                findings.error(at, at.nth(lang.tag(), nth), message, help);
            }
        }
    }
}

/// A mark at a name that is not there marks nothing.
pub(super) fn ordinary(findings: &mut Findings<'_>) {
    for (topic, at) in findings.base.topics.iter().zip(&findings.loaded.places.topics) {
        let aliases = &topic.aliases;
        if aliases.ordinary.is_empty() {
            continue;
        }
        let names: Vec<String> = aliases
            .en
            .iter()
            .chain(&aliases.ja)
            .chain([&topic.name.en, &topic.name.ja])
            .map(|name| fold(name))
            .collect();
        for (nth, word) in aliases.ordinary.iter().enumerate() {
            if !names.contains(&fold(word)) {
                let message = format!("the ordinary word `{word}` is no name of `{}`", topic.slug);
                let help = "add it to `en` or `ja`, or leave it out here";
                findings.warn(&at.names, at.names.nth("ordinary", nth), message, help);
            }
        }
    }
}
