//! What Kotae knows: the types of a fact base, how it is read from files, checked and compared.
//!
//! Pure: files come in as [`Files`], already in memory. Names no other room.

mod alternatives;
mod check;
mod coverage;
mod date;
mod diff;
mod digest;
mod export;
mod fact;
mod fact_base;
mod figure;
mod files;
mod fold;
mod ids;
mod items;
mod lexicon;
mod lines;
mod listing;
mod phrasing;
mod placeholder;
mod problem;
mod read;
mod records;
mod render;
mod source;
mod stub;
mod text;
mod texts;
mod topic;

pub use alternatives::{AlternativesError, MOST_WORDINGS, alternatives};
pub use check::{RULES, Rule, check};
pub use coverage::{
    Coverage, FEW_PHRASINGS, PhrasingCoverage, QuestionCoverage, RECENT_YEARS, Review, SOON_DAYS,
    SeriesCoverage, TopicCoverage,
};
pub use date::{DateError, PartialDate};
pub use diff::{BaseDiff, DiffIds};
pub use digest::digest;
pub use export::{export_csv, export_jsonl, figures_csv};
pub use fact::{Basis, Fact, Rank, Translation};
pub use fact_base::FactBase;
pub use figure::{Break, Figure, Method, Series, Unit, ValueKind};
pub use files::{Files, LARGEST_FILE};
pub use fold::{Folded, fold, normalise};
pub(crate) use ids::short_hash;
pub use items::Items;
pub use lexicon::{
    AnsweredBy, AskingWords, Era, Event, Group, Intent, Lexicon, Measure, Metric, PeriodWords, Place,
    Shorthand,
};
pub use listing::Listing;
pub use phrasing::{Asks, Phrasings, Reaches, TestQuestion};
pub(crate) use placeholder::without_placeholders;
pub use placeholder::{Placeholder, placeholders};
pub use problem::{Problem, Severity};
pub use read::{Loaded, read};
pub use records::{LONGEST_RECORD, RecordError};
pub use render::render;
pub use source::{Reading, Source, SourceKind};
pub use stub::{Wanted, stubs};
pub use text::{Lang, Text, Words};
pub use texts::Texts;
pub use topic::{Aliases, Topic, TopicKind};
