//! From a match to an answer: wording in two languages, formats of numbers and dates, notes.

mod compose;
mod figures;
mod format;
mod json;
pub mod limits;
mod notes;
mod statement;
mod suggest;
mod types;
mod wording;

pub use compose::compose;
pub(crate) use format::date as date_in_words;
pub use json::JsonAnswer;
pub use types::{Answer, CitedFigure, CitedSource, Note, NoteKind, Status};
