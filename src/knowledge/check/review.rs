//! Rules about what grows old.

use super::Findings;
use crate::knowledge::{PartialDate, Rank};

/// Who meets a withdrawn fact wants to know what holds instead.
pub(super) fn successor(findings: &mut Findings<'_>) {
    for (fact, at) in findings.facts() {
        let given = fact.successor.as_ref().is_some_and(|text| !text.trim().is_empty());
        if fact.rank == Rank::Deprecated && !given {
            let message = format!("the fact `{}` is deprecated without a successor", fact.id);
            let help = "add `successor = \"…\"`: the id of the fact that replaces it, or the reason";
            findings.error(at, at.at("rank"), message, help);
        } else if fact.rank != Rank::Deprecated && given {
            let message = format!("the fact `{}` has a successor and is not deprecated", fact.id);
            findings.warn(at, at.at("successor"), message, "add `rank = \"deprecated\"`, or take it out");
        }
    }
}

/// What should have been looked at by now.
pub(super) fn due(findings: &mut Findings<'_>) {
    let today = findings.today;
    let is_due = |date: &PartialDate| date.first_day() <= today.first_day();
    for (fact, at) in findings.facts() {
        if let Some(date) = fact.review_after.filter(is_due) {
            let message = format!("the fact `{}` is due for review since `{date}`", fact.id);
            findings.warn(
                at,
                at.at("review_after"),
                message,
                "look whether it still holds, then set a later date",
            );
        }
    }
    for (series, at) in findings.base.series.iter().zip(&findings.loaded.places.series) {
        if let Some(date) = series.review_after.filter(is_due) {
            let message = format!("the series `{}` is due for review since `{date}`", series.id);
            findings.warn(
                at,
                at.at("review_after"),
                message,
                "look for newer figures, then set a later date",
            );
        }
    }
}
