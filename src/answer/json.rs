//! The JSON contract: what `kotae ask --json` prints. Public; additions only.

use serde::Serialize;

use super::{Answer, CitedFigure, CitedSource, Status};
use crate::knowledge::PartialDate;

/// An answer as the JSON contract has it.
#[derive(Debug, Serialize)]
pub struct JsonAnswer<'a> {
    question: &'a str,
    language: &'static str,
    status: Status,
    topics: &'a [String],
    intent: Option<&'a str>,
    text: &'a str,
    figures: &'a [CitedFigure],
    sources: &'a [CitedSource],
    as_of: Option<PartialDate>,
    notes: Vec<&'a str>,
    confidence: f32,
    suggestions: &'a [String],
    chart: bool,
    took_us: u64,
    fact: Option<&'a str>,
    detail: Option<&'a str>,
}

impl<'a> JsonAnswer<'a> {
    /// The answer to `question`, which took `took_us` microseconds.
    pub fn new(question: &'a str, answer: &'a Answer, took_us: u64) -> Self {
        Self {
            question,
            language: answer.lang.tag(),
            status: answer.status,
            topics: &answer.topics,
            intent: answer.intent.as_deref(),
            text: &answer.text,
            figures: &answer.figures,
            sources: &answer.sources,
            as_of: answer.as_of,
            notes: answer.notes.iter().map(|note| note.text.as_str()).collect(),
            confidence: (answer.confidence * 100.0).round() / 100.0,
            suggestions: &answer.suggestions,
            chart: answer.chart,
            took_us,
            fact: answer.fact.as_deref(),
            detail: answer.detail.as_deref(),
        }
    }
}
