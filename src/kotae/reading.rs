//! What reading and checking a knowledge folder finds, as one process can tell another.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::knowledge::{self, Files, PartialDate, Problem};
use crate::store::Record;

/// What was found.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reading {
    /// The base as records; none where it cannot be served.
    pub(super) records: Vec<Record>,
    /// All that is wrong, ordered by file and place.
    pub(super) problems: Vec<Problem>,
    /// File and place of each test question of the base.
    pub(super) questions_at: Vec<(String, Range<usize>)>,
}

impl Reading {
    /// Reads and checks files; warnings may depend on the date.
    pub(super) fn of(files: &Files, today: PartialDate) -> Self {
        let loaded = knowledge::read(files);
        let problems = knowledge::check(&loaded, today);
        let records = if problems.iter().any(Problem::is_error) { Vec::new() } else { loaded.base.records() };
        Self { records, problems, questions_at: loaded.questions_at }
    }
}
