//! Rules about what a fact says.

use std::ops::Range;

use super::Findings;
use super::measurement::{Measurements, measurements};
use crate::knowledge::read::{At, named};
use crate::knowledge::{Lang, placeholders};

/// How many characters a statement may have, placeholders aside.
fn longest(lang: Lang) -> usize {
    match lang {
        Lang::En => 400,
        Lang::Ja => 220,
    }
}

/// A statement is short enough to be read on a phone.
pub(super) fn length(findings: &mut Findings<'_>) {
    for (fact, at) in findings.facts() {
        for lang in Lang::ALL {
            let text = fact.statement.get(lang);
            // Bytes are never fewer than characters: most statements are done with here.
            if text.len() <= longest(lang) {
                continue;
            }
            let cut: usize = placeholders(text).map(|(part, _)| text[part].chars().count()).sum();
            let length = text.chars().count() - cut;
            if length > longest(lang) {
                let most = longest(lang);
                let message =
                    format!("the {} statement has {length} characters, {most} at most", named(lang));
                let help = "say the main thing; put what remains into a fact of its own, or a caveat";
                findings.error(at, at.text("statement", lang), message, help);
            }
        }
    }
}

/// A number that was typed drifts apart from the figure, its date and its source.
pub(super) fn typed(findings: &mut Findings<'_>) {
    each(
        findings,
        |findings, at, span, part| {
            let message = format!("the measurement `{part}` is typed by hand");
            findings.error(
                at,
                span,
                message,
                "put it into a file of `figures/` and write `{figure:ID}` here",
            );
        },
        |found| found.typed,
    );
}

/// A number in words is mostly a figure that was rounded; it drifts as well, but reads well.
pub(super) fn worded(findings: &mut Findings<'_>) {
    each(
        findings,
        |findings, at, span, part| {
            let message = format!("the measurement `{part}` is told in words");
            findings.warn(at, span, message, "write `{figure:ID}` if there is a figure for it");
        },
        |found| found.worded,
    );
}

fn each(
    findings: &mut Findings<'_>,
    note: impl Fn(&mut Findings<'_>, &At, Range<usize>, &str),
    of: impl Fn(Measurements) -> Vec<Range<usize>>,
) {
    for (fact, at) in findings.facts() {
        for lang in Lang::ALL {
            let text = fact.statement.get(lang);
            for part in of(measurements(text)) {
                let span = At::within(at.text("statement", lang), text, &part);
                note(findings, at, span, &text[part]);
            }
        }
    }
}
