//! Rules about sources.

use std::collections::HashSet;

use super::Findings;
use crate::knowledge::Reading;

/// What was not read itself says where it was quoted, and only that.
pub(super) fn via(findings: &mut Findings<'_>) {
    for (source, at) in findings.sources() {
        match (source.read, &source.via) {
            (Reading::Secondary, None) => {
                let message = format!("the source `{}` was read elsewhere and does not say where", source.id);
                findings.error(
                    at,
                    at.at("read"),
                    message,
                    "add `via = \"…\"`: the source in which it was read",
                );
            }
            (Reading::Page | Reading::Excerpt, Some(_)) => {
                let message = format!("the source `{}` was read itself and names another", source.id);
                findings.error(at, at.at("via"), message, "take out `via`, or write `read = \"secondary\"`");
            }
            (Reading::Secondary, Some(via)) if *via == source.id => {
                let message = format!("the source `{via}` quotes itself");
                findings.error(at, at.at("via"), message, "name the source in which it was read");
            }
            _ => {}
        }
    }
}

/// A source that nothing names is either forgotten or not needed.
pub(super) fn used(findings: &mut Findings<'_>) {
    if !findings.loaded.broken.is_empty() {
        // What could not be read may well name it.
        return;
    }
    let base = findings.base;
    let used: HashSet<&str> = base
        .figures
        .iter()
        .map(|figure| figure.source.as_str())
        .chain(base.facts().flat_map(|fact| fact.sources.iter().map(String::as_str)))
        .chain(base.sources.iter().filter_map(|source| source.via.as_deref()))
        .collect();
    for (source, at) in findings.sources() {
        if !used.contains(source.id.as_str()) {
            let message = format!("nothing names the source `{}`", source.id);
            findings.warn(at, at.at("id"), message, "take a figure or a fact from it, or take it out");
        }
    }
}
