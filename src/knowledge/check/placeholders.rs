//! Rules about the figures that texts take.

use std::collections::HashSet;

use super::Findings;
use crate::knowledge::read::{At, ItemKind, named};
use crate::knowledge::{Fact, Lang, Placeholder, Text, placeholders};

/// The texts of a fact that may take figures.
fn texts(fact: &Fact) -> impl Iterator<Item = (&'static str, &Text)> {
    let optional = [("caveat", fact.caveat.as_ref()), ("disagreement", fact.disagreement.as_ref())];
    std::iter::once(("statement", &fact.statement))
        .chain(optional.into_iter().filter_map(|(field, text)| Some((field, text?))))
}

/// Every placeholder leads to a figure.
pub(super) fn known(findings: &mut Findings<'_>) {
    let latest: HashSet<(&str, &str)> = findings
        .base
        .figures
        .iter()
        .filter(|figure| figure.group == "all")
        .map(|figure| (figure.topic.as_str(), figure.metric.as_str()))
        .collect();
    for (fact, at) in findings.facts() {
        for (field, text) in texts(fact) {
            for lang in Lang::ALL {
                for (part, placeholder) in placeholders(text.get(lang)) {
                    let Some((message, help)) = wrong(findings, &latest, placeholder) else { continue };
                    let span = At::within(at.text(field, lang), text.get(lang), &part);
                    findings.error(at, span, message, help);
                }
            }
        }
    }
}

fn wrong(
    findings: &mut Findings<'_>,
    latest: &HashSet<(&str, &str)>,
    placeholder: Placeholder<'_>,
) -> Option<(String, String)> {
    match placeholder {
        Placeholder::Figure(id) => {
            if findings.base.figure(id).is_some() || findings.excused(ItemKind::Figure, id) {
                return None;
            }
            let near =
                near_figure(findings, id).unwrap_or_else(|| "add it to a file of `figures/`".to_owned());
            Some((format!("there is no figure `{id}`"), near))
        }
        Placeholder::Latest { topic, metric } => {
            if latest.contains(&(topic, metric)) || findings.excused(ItemKind::Figure, "") {
                return None;
            }
            let message = format!("there is no figure of `{metric}` for `{topic}` and all people");
            Some((
                message,
                "name a topic and a metric that have one, or name the figure by its id".to_owned(),
            ))
        }
        Placeholder::Unknown(text) => Some((
            format!("`{text}` is no placeholder"),
            "write `{figure:ID}` or `{latest:TOPIC.METRIC}`; a brace stands for nothing else".to_owned(),
        )),
    }
}

/// A figure of about that id. Ids are ordered: only those beginning alike are looked at.
fn near_figure(findings: &mut Findings<'_>, id: &str) -> Option<String> {
    let around = findings.base.figures.around(|figure| figure.id.as_str() < id, 20);
    let near = findings.meant(id, around.map(|figure| figure.id.as_str()))?;
    Some(format!("did you mean `{near}`?"))
}

/// A translation that lost a figure says something else.
pub(super) fn same(findings: &mut Findings<'_>) {
    for (fact, at) in findings.facts() {
        for (field, text) in texts(fact) {
            let taken = |lang| placeholders(text.get(lang)).map(|(_, taken)| taken).collect::<Vec<_>>();
            let (en, ja) = (taken(Lang::En), taken(Lang::Ja));
            for (lang, own, other) in [(Lang::Ja, &ja, &en), (Lang::En, &en, &ja)] {
                if let Some(lacks) = other.iter().find(|taken| !own.contains(taken)) {
                    let name = match lacks {
                        Placeholder::Figure(id) => format!("figure:{id}"),
                        Placeholder::Latest { topic, metric } => format!("latest:{topic}.{metric}"),
                        Placeholder::Unknown(_) => continue,
                    };
                    let message = format!("the {} text of `{field}` does not tell `{{{name}}}`", named(lang));
                    let help = "say the same in both languages";
                    findings.warn(at, at.text(field, lang), message, help);
                }
            }
        }
    }
}
