//! Rules about ids.

use std::collections::HashMap;
use std::ops::Range;

use super::Findings;
use crate::knowledge::read::At;

/// An id with what it names and where it stands.
type Named<'l> = (&'l str, &'l At, Range<usize>);

/// Every id, by the kind of thing that it names: ids of one kind must differ.
fn by_kind<'l>(findings: &Findings<'l>) -> Vec<(&'static str, Vec<Named<'l>>)> {
    let (base, places) = (findings.base, &findings.loaded.places);
    let id = |at: &At| at.at("id");
    let mut facts: Vec<Named<'l>> = findings.facts().map(|(f, at)| (&*f.id, at, id(at))).collect();
    // Files in order, so that the second of two is the one that is reported.
    facts.sort_by_key(|(_, at, span)| (at.file, span.start));
    let words = &base.lexicon;
    let at = &places.lexicon;
    let topics = base.topics.iter().zip(&places.topics);
    vec![
        ("topic", topics.map(|(t, at)| (&*t.slug, &at.place, 0..0)).collect()),
        ("fact", facts),
        ("figure", findings.figures().map(|(f, at)| (&*f.id, at, id(at))).collect()),
        ("source", findings.sources().map(|(s, at)| (&*s.id, at, id(at))).collect()),
        ("series", base.series.iter().zip(&places.series).map(|(s, at)| (&*s.id, at, 0..0)).collect()),
        (
            "set of phrasings",
            base.phrasings.iter().zip(&places.phrasings).map(|(p, at)| (&*p.id, at, 0..0)).collect(),
        ),
        ("metric", words.metrics.iter().zip(&at.metrics).map(|(m, at)| (&*m.id, at, id(at))).collect()),
        ("measure", words.measures.iter().zip(&at.measures).map(|(m, at)| (&*m.id, at, id(at))).collect()),
        ("intent", words.intents.iter().zip(&at.intents).map(|(i, at)| (&*i.id, at, id(at))).collect()),
        ("group", words.groups.iter().zip(&at.groups).map(|(g, at)| (&*g.id, at, id(at))).collect()),
        ("place", words.places.iter().zip(&at.places).map(|(p, at)| (&*p.id, at, id(at))).collect()),
    ]
}

/// No two things of a kind have the same id.
pub(super) fn unique(findings: &mut Findings<'_>) {
    for (kind, ids) in by_kind(findings) {
        let mut first: HashMap<&str, (&At, Range<usize>)> = HashMap::with_capacity(ids.len());
        for (id, at, span) in ids {
            if let Some((other, other_span)) = first.get(id) {
                let help = format!(
                    "the first is in {}; give this one an id of its own",
                    findings.line(other, other_span)
                );
                findings.error(at, span, format!("the {kind} `{id}` is there twice"), help);
            } else {
                first.insert(id, (at, span));
            }
        }
    }
}

/// Ids are made of few letters: they stand in keys of the store, in placeholders and in links.
pub(super) fn letters(findings: &mut Findings<'_>) {
    for (kind, ids) in by_kind(findings) {
        // The ids of groups have a colon, those of the lexicon are not the curators' daily work.
        let more: &[u8] = if kind == "group" { b":+" } else { b"" };
        for (id, at, span) in ids {
            let known = |byte: u8| {
                byte.is_ascii_lowercase()
                    || byte.is_ascii_digit()
                    || b".-_".contains(&byte)
                    || more.contains(&byte)
            };
            let begins = id.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
            if begins && id.bytes().all(known) {
                continue;
            }
            let help = "use lower case letters, digits, `.`, `-` and `_`, a letter or digit first";
            let message = if span.is_empty() {
                format!("the name of this file makes no id: `{id}`")
            } else {
                format!("`{id}` is no id for a {kind}")
            };
            findings.error(at, span, message, help);
        }
    }
}

/// The topic of a fact can be told from its id.
pub(super) fn prefix(findings: &mut Findings<'_>) {
    for (fact, at) in findings.facts() {
        let own =
            fact.id.strip_prefix(&fact.topic).is_some_and(|rest| rest.len() > 1 && rest.starts_with('.'));
        if !own {
            let message = format!("the id `{}` does not begin with `{}.`", fact.id, fact.topic);
            findings.error(at, at.at("id"), message, format!("write `{}.<what it says>`", fact.topic));
        }
    }
}
