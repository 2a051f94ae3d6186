//! A mistake in the knowledge: where it stands, what it is, what to do.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The base cannot be used.
    Error,
    /// The base can be used; somebody should look.
    Warning,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Problem {
    /// True for what keeps a base from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// That of a test question, by its file and place, which did not reach what it must, but came to something else.
    pub fn missed((file, span): (String, Range<usize>), instead: &str) -> Self {
        Self {
            severity: Severity::Error,
            file,
            span,
            message: format!("the question does not reach what it must: {instead}"),
            help: "add phrasings or example questions that are asked like it, or correct what it must reach"
                .to_owned(),
        }
    }
}
