//! Index, ranking and decision: which facts and figures answer a question, and whether any does.

mod complete;
mod decision;
mod explain;
mod features;
mod figures;
mod index;
mod matcher;
mod model;
mod signals;
mod texts;
mod thresholds;
mod types;

pub use complete::{Completer, Completion};
pub use explain::Explanation;
pub use index::Index;
pub use matcher::find;
pub use signals::Signals;
pub use types::{Candidate, Decision, Found, Match, Refusal};
