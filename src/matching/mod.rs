//! Index, ranking and decision: which facts and figures answer a question, and whether any does.

mod decision;
mod features;
mod figures;
mod index;
mod matcher;
mod model;
mod texts;
mod thresholds;
mod types;

pub use index::Index;
pub use matcher::find;
pub use types::{Candidate, Decision, Found, Match, Parts, Refusal};
