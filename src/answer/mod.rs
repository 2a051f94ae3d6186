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
pub(crate) use format::{amount, date as date_in_words, group as group_in_words, people, value};
pub use json::JsonAnswer;
pub(crate) use notes::Notes;
pub use types::{Answer, CitedFigure, CitedSource, Note, NoteKind, Status};
pub(crate) use wording::{nearest, other_group, secondary, separator};
