//! Where the reading of one file puts its problems.

use std::cell::RefCell;
use std::ops::Range;

use crate::knowledge::{Problem, Severity};

/// The problems of one file, in the order in which they are met.
///
/// Shared by all readers of the file, each of which goes on after a problem: hence the cell.
#[derive(Debug)]
pub(super) struct Report<'a> {
    /// Path of the file below the knowledge folder.
    pub(super) path: &'a str,
    /// The file's place in the list of files.
    pub(super) file: usize,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Report<'a> {
    pub(super) fn new(path: &'a str, file: usize) -> Self {
        Self { path, file, problems: RefCell::default() }
    }

    /// Notes an error.
    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            severity: Severity::Error,
            file: self.path.to_owned(),
            span,
            message: message.into(),
            help: help.into(),
        });
    }

    /// All that was noted.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}
