//! Index, ranking and decision: which facts and figures answer a question, and whether any does.

mod about;
mod asked;
mod complete;
mod decision;
mod explain;
mod facts;
mod features;
mod figures;
mod index;
mod matcher;
mod model;
mod noted;
mod nothing;
mod numbers;
mod own_text;
mod places;
mod postings;
mod ranking;
mod signals;
mod strange;
mod tables;
mod texts;
mod themes;
mod thresholds;
mod trees;
mod types;
mod view;
mod vocabulary;

pub use complete::{Completer, Completion};
pub use explain::Explanation;
pub use index::Index;
pub use matcher::find;
pub use signals::Signals;
pub(crate) use thresholds::ASK_BACK;
pub use types::{Candidate, Decision, Found, Match, Refusal};
