//! Rules about the names of topics.

use std::collections::HashMap;
use std::ops::Range;

use super::Findings;
use crate::knowledge::read::At;
use crate::knowledge::{self, Aliases, Lang, fold};

/// A name that two topics claim would lead to either, by chance.
pub(super) fn claimed(findings: &mut Findings<'_>) {
    let mut claims: HashMap<String, (usize, String, Range<usize>)> = HashMap::new();
    let (topics, places) = (&findings.base.topics, &findings.loaded.places.topics);
    for (nth_topic, (topic, place)) in topics.iter().zip(places).enumerate() {
        for (name, span) in names(&topic.aliases, &place.names) {
            let (claimed_by, as_name, there) =
                claims.entry(fold(&name)).or_insert_with(|| (nth_topic, name.clone(), span.clone()));
            if *claimed_by == nth_topic {
                continue;
            }
            let line = findings.line(&places[*claimed_by].names, there);
            let spelt = if *as_name == name { String::new() } else { format!(" as `{as_name}`") };
            let help = format!("the first is in {line}; one of the two must do without it");
            let message = format!("`{name}` is a name of `{}` already{spelt}", topics[*claimed_by].slug);
            findings.error(&place.names, span, message, help);
        }
    }
}

/// All names of a topic and wordings that describe it, each with where it stands.
fn names<'a>(aliases: &'a Aliases, at: &'a At) -> impl Iterator<Item = (String, Range<usize>)> + 'a {
    let of = |lang: Lang, names: &'a [String]| {
        names.iter().enumerate().map(move |(nth, name)| (name.clone(), at.nth(lang.tag(), nth)))
    };
    let described = aliases.described();
    of(Lang::En, &aliases.en)
        .chain(of(Lang::Ja, &aliases.ja))
        .chain(described.map(|(lang, nth, wording)| (wording, at.word("described", lang, nth))))
}

/// A pattern that stands for nothing describes nothing.
pub(super) fn alternatives(findings: &mut Findings<'_>) {
    for (topic, place) in findings.base.topics.iter().zip(&findings.loaded.places.topics) {
        for lang in Lang::ALL {
            for (nth, pattern) in topic.aliases.described.get(lang).iter().enumerate() {
                if let Err(error) = knowledge::alternatives(pattern) {
                    let message = format!("`{pattern}` describes nothing: {error}");
                    let help = "write choices as `the {photo|picture}{| sharing} app`";
                    findings.error(&place.names, place.names.word("described", lang, nth), message, help);
                }
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
