//! What the benches measure on: the shipped base, and synthetic ones of any size.

mod synthetic;

use std::sync::Arc;

use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Files, PartialDate, Reaches, read};

pub use synthetic::Synthetic;

/// The day on which all questions are asked.
pub fn today() -> PartialDate {
    PartialDate::year(2026)
}

/// An engine over files that are known to be whole.
pub fn engine(files: &Files) -> Engine {
    Engine::new(Arc::new(read(files).base))
}

/// A question without context, asked today.
pub fn ask(text: &str) -> Ask<'_> {
    Ask { text, lang: None, context: None, today: today() }
}

/// The test questions of the shipped base, those that are refused included.
pub fn shipped_questions(engine: &Engine) -> Vec<String> {
    engine.base().questions.iter().map(|question| question.text.clone()).collect()
}

/// Those of them that are to be refused.
pub fn refused_questions(engine: &Engine) -> Vec<String> {
    let refused = engine.base().questions.iter().filter(|question| question.reaches == Reaches::Refusal);
    refused.map(|question| question.text.clone()).collect()
}
