//! The core's front door: one fact base with its index. Immutable; swapped whole on reload.

use std::sync::Arc;

use crate::answer::{Answer, Status};
use crate::knowledge::{FactBase, Lang, PartialDate, Problem};
use crate::question::Context;

/// A question put to the engine.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The text as it was typed; anything at all.
    pub text: &'a str,
    /// The language wished for; else that of the text.
    pub lang: Option<Lang>,
    /// The slots of the answer that this replies to.
    pub context: Option<&'a Context>,
    /// Today's date: the core has no clock.
    pub today: PartialDate,
}

/// One entry of an autocomplete list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows, at most 100 characters.
    pub label: String,
    /// What is sent when it is chosen, at most 100 characters.
    pub value: String,
}

/// One fact base with its index.
#[derive(Debug)]
pub struct Engine {
    base: Arc<FactBase>,
}

impl Engine {
    /// Builds the index of a base.
    pub fn new(base: Arc<FactBase>) -> Self {
        Self { base }
    }

    /// The base that it answers from.
    pub fn base(&self) -> &FactBase {
        &self.base
    }

    /// Answers a question.
    pub fn ask(&self, ask: &Ask<'_>) -> Answer {
        Answer {
            question: ask.text.to_owned(),
            lang: ask.lang.unwrap_or(Lang::En),
            status: Status::Unknown,
            topics: Vec::new(),
            intent: None,
            fact: None,
            text: String::new(),
            detail: None,
            figures: Vec::new(),
            sources: Vec::new(),
            as_of: None,
            notes: Vec::new(),
            confidence: 0.0,
            suggestions: Vec::new(),
            chart: false,
            context: Context::default(),
        }
    }

    /// Questions and topics that what was typed so far may become, best first, at most `most`.
    pub fn complete(&self, typed: &str, lang: Lang, most: usize) -> Vec<Completion> {
        let _ = (typed, lang, most);
        Vec::new()
    }

    /// Puts the base's own test questions to it; each that does not reach what it must is a problem.
    pub fn trial(&self, today: PartialDate) -> Vec<Problem> {
        let _ = today;
        Vec::new()
    }
}
