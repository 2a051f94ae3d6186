//! From a match to an answer: wording in two languages, formats of numbers and dates, notes.

mod json;
pub mod limits;
mod types;

pub use json::JsonAnswer;
pub use types::{Answer, CitedFigure, CitedSource, Note, NoteKind, Status};
