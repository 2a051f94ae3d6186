//! From a place in a file to line and column.

use std::ops::Range;

/// Where the lines of a file begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Path of the file below the knowledge folder.
    pub(super) path: String,
    starts: Vec<u32>,
}

impl Lines {
    pub(super) fn new(path: &str, content: &[u8]) -> Self {
        let ends = content.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Self { path: path.to_owned(), starts }
    }

    /// The line in which a byte stands, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at)
    }

    /// The bytes of the lines from the one in which `span` begins to the one in which it ends, and
    /// `around` more on both sides.
    pub(super) fn around(&self, span: &Range<usize>, around: usize, length: usize) -> Range<usize> {
        let first = self.line(span.start).saturating_sub(1 + around);
        let after = self.line(span.end.max(span.start)) + around;
        let start = self.starts.get(first).map_or(0, |start| *start as usize);
        let end = self.starts.get(after).map_or(length, |start| *start as usize);
        start..end
    }
}
