//! The rule about features and what they are part of.

use super::Findings;
use crate::knowledge::TopicKind;

/// Answers about a feature fall back to its parent: there must be one, and the way up must end.
pub(super) fn lineage(findings: &mut Findings<'_>) {
    for (topic, at) in findings.base.topics.iter().zip(&findings.loaded.places.topics) {
        let at = &at.place;
        let Some(first) = &topic.parent else {
            if topic.kind == TopicKind::Feature {
                let message = format!("the feature `{}` has no parent", topic.slug);
                findings.error(
                    at,
                    at.at("kind"),
                    message,
                    "add `parent = \"…\"`: the platform that it is a part of",
                );
            }
            continue;
        };
        let mut above = Some(first);
        for _ in 0..findings.base.topics.len() {
            let Some(slug) = above.filter(|slug| **slug != topic.slug) else { break };
            above = findings.base.topic(slug).and_then(|topic| topic.parent.as_ref());
        }
        if above == Some(&topic.slug) {
            let message = format!("`{}` is its own forebear by way of `{first}`", topic.slug);
            findings.error(at, at.at("parent"), message, "take out the parent of the platform");
        }
    }
}
