//! What Kotae knows: the types of a fact base, how it is read from files, checked and compared.
//!
//! Pure: files come in as [`Files`], already in memory. Names no other room.

mod date;
mod diff;
mod fact;
mod fact_base;
mod figure;
mod files;
mod fold;
mod lexicon;
mod lines;
mod phrasing;
mod problem;
mod read;
mod source;
mod text;
mod topic;

pub use date::{DateError, PartialDate};
pub use diff::{BaseDiff, DiffIds};
pub use fact::{Basis, Fact, Rank, Translation};
pub use fact_base::FactBase;
pub use figure::{Break, Figure, Method, Series, Unit, ValueKind};
pub use files::{Files, LARGEST_FILE};
pub use fold::{Folded, fold, normalise};
pub use lexicon::{AnsweredBy, Era, Event, Group, Intent, Lexicon, Measure, Metric, PeriodWords, Place};
pub use phrasing::{Asks, Phrasings, Reaches, TestQuestion};
pub use problem::{Problem, Severity};
pub use read::{Loaded, read};
pub use source::{Reading, Source, SourceKind};
pub use text::{Lang, Text, Words};
pub use topic::{Aliases, Topic, TopicKind};
