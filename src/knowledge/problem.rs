//! A mistake in the knowledge: where it stands, what it is, what to do.

use std::ops::Range;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The base cannot be used.
    Error,
    /// The base can be used; somebody should look.
    Warning,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Path of the file below the knowledge folder.
    pub file: String,
    /// The offending bytes of the file.
    pub span: Range<usize>,
    /// What is wrong: lower case, no full stop, the offending value in back-ticks.
    pub message: String,
    /// What to do about it.
    pub help: String,
}
