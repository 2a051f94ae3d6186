//! The lines below an answer: what changes what it means, and how old it is.

use crate::knowledge::{FactBase, Figure, Lang, PartialDate, Reading, ValueKind};
use crate::question::Period;

use super::format::{capital, date};
use super::types::{Note, NoteKind};
use super::wording;

/// After so many years the newest figure is called old.
const OLD_AFTER_YEARS: i16 = 3;

/// Collects notes; each text once.
#[derive(Debug)]
pub(crate) struct Notes<'a> {
    base: &'a FactBase,
    lang: Lang,
    today: PartialDate,
    lines: Vec<Note>,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(base: &'a FactBase, lang: Lang, today: PartialDate) -> Self {
        Self { base, lang, today, lines: Vec::new() }
    }

    pub(crate) fn add(&mut self, kind: NoteKind, text: impl Into<String>) {
        let text = capital(self.base, &text.into());
        if !text.is_empty() && !self.lines.iter().any(|note| note.text == text) {
            self.lines.push(Note { kind, text });
        }
    }

    /// What must be said of the figures of an answer.
    pub(crate) fn figures(&mut self, figures: &[&Figure]) {
        for figure in figures {
            // What a figure of no metric of its own means is told by the statement that it stands in.
            let askable = self.base.lexicon.metric(&figure.metric).is_none_or(|metric| metric.askable);
            if let Some(note) = figure.note.as_ref().filter(|_| askable) {
                self.add(NoteKind::Caveat, note.get(self.lang));
            }
            if figure.value_kind == ValueKind::Computed {
                self.add(NoteKind::Caveat, wording::computed(self.lang));
            }
        }
    }

    /// What must be said of sources: their caveats, and where one was read in another.
    pub(crate) fn sources<'s>(&mut self, ids: impl IntoIterator<Item = &'s str>) {
        for source in ids.into_iter().filter_map(|id| self.base.source(id)) {
            if let Some(caveat) = &source.caveat {
                self.add(NoteKind::Caveat, caveat.get(self.lang));
            }
            if source.read == Reading::Secondary {
                let via = source.via.as_deref().and_then(|via| self.base.source(via));
                let via = via.map_or_else(
                    || source.via.clone().unwrap_or_default(),
                    |via| via.producer.get(self.lang).to_owned(),
                );
                self.add(
                    NoteKind::Secondary,
                    wording::secondary(self.lang, source.producer.get(self.lang), &via),
                );
            }
        }
    }

    /// Where another time was asked about than the figure speaks of.
    pub(crate) fn period(&mut self, period: Option<Period>, as_of: PartialDate) {
        if period.is_some_and(|period| period.distance(as_of) > 0.0) {
            self.add(NoteKind::Period, wording::nearest(self.lang, &date(as_of, self.lang)));
        }
    }

    /// Where it is old, or should have been looked at again. `newer` says that there is something newer, which
    /// was not asked for.
    pub(crate) fn age(&mut self, as_of: PartialDate, review_after: Option<PartialDate>, newer: bool) {
        if self.today.year - as_of.year > OLD_AFTER_YEARS
            || (self.today.year - as_of.year == OLD_AFTER_YEARS
                && self.today.month >= as_of.month
                && as_of.month.is_some())
        {
            let text = if newer {
                wording::old(self.lang, as_of.year)
            } else {
                wording::stale(self.lang, as_of.year)
            };
            self.add(NoteKind::Stale, text);
        } else if let Some(after) = review_after.filter(|after| after.is_before(self.today)) {
            self.add(NoteKind::Stale, wording::due_for_review(self.lang, &date(after, self.lang)));
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Note> {
        self.lines
    }
}
