//! Where an item of the base stands in its file, and each of its fields.

use std::ops::Range;

use crate::knowledge::Lang;

/// Where an item stands: its head (`[[fact]]`, a row) and every field that was read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::knowledge) struct Place {
    /// The file, by its place in [`super::Loaded::files`].
    pub(in crate::knowledge) file: usize,
    /// What is underlined when the item as a whole is meant.
    pub(in crate::knowledge) span: Range<usize>,
    spots: Vec<Spot>,
}

/// Where one value stands. Files are smaller than 4 GiB, and there are millions of these.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    field: &'static str,
    lang: Option<Lang>,
    /// 0 for the value as a whole, else which of a list, counted from 1.
    nth: u32,
    start: u32,
    end: u32,
}

impl Place {
    pub(in crate::knowledge) fn new(file: usize, span: Range<usize>) -> Self {
        Self { file, span, spots: Vec::new() }
    }

    /// Notes where the value of a field stands, as a whole or in a language.
    pub(super) fn note(&mut self, field: &'static str, lang: Option<Lang>, span: Range<usize>) {
        self.push(field, lang, 0, span);
    }

    /// Notes where the nth text of a list stands.
    pub(super) fn note_nth(
        &mut self,
        field: &'static str,
        lang: Option<Lang>,
        nth: usize,
        span: Range<usize>,
    ) {
        self.push(field, lang, nth + 1, span);
    }

    fn push(&mut self, field: &'static str, lang: Option<Lang>, nth: usize, span: Range<usize>) {
        let (start, end) = (span.start as u32, span.end as u32);
        self.spots.push(Spot { field, lang, nth: nth as u32, start, end });
    }

    /// Where the value of a field stands; the item itself where it has none.
    pub(in crate::knowledge) fn at(&self, field: &str) -> Range<usize> {
        self.find(field, None, 0).unwrap_or_else(|| self.span.clone())
    }

    /// Where the nth value of a list stands.
    pub(in crate::knowledge) fn nth(&self, field: &str, nth: usize) -> Range<usize> {
        self.find(field, None, nth + 1).unwrap_or_else(|| self.at(field))
    }

    /// Where the text of a field in a language stands.
    pub(in crate::knowledge) fn text(&self, field: &str, lang: Lang) -> Range<usize> {
        self.find(field, Some(lang), 0).unwrap_or_else(|| self.at(field))
    }

    /// Where the nth text of a field in a language stands.
    pub(in crate::knowledge) fn word(&self, field: &str, lang: Lang, nth: usize) -> Range<usize> {
        self.find(field, Some(lang), nth + 1).unwrap_or_else(|| self.at(field))
    }

    /// The part of a text that stands at `span`, given where the part is within `value`.
    ///
    /// A text with escapes is longer in the file than in memory; then all of it is meant.
    pub(in crate::knowledge) fn within(span: Range<usize>, value: &str, part: &Range<usize>) -> Range<usize> {
        let quotes = match span.len().checked_sub(value.len()) {
            Some(0) => 0,
            Some(2) => 1,
            Some(6) => 3,
            _ => return span,
        };
        span.start + quotes + part.start..span.start + quotes + part.end
    }

    fn find(&self, field: &str, lang: Option<Lang>, nth: usize) -> Option<Range<usize>> {
        self.spots
            .iter()
            .find(|spot| spot.nth as usize == nth && spot.lang == lang && spot.field == field)
            .map(|spot| spot.start as usize..spot.end as usize)
    }
}
