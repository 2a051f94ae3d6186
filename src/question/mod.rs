//! From text to a question: cleaned, folded, its language and slots found.

mod context;

pub use context::Context;
