//! From text to a question: cleaned, folded, its language and slots found.

mod asking;
mod clean;
mod context;
mod finder;
mod lists;
mod mask;
mod period;
mod reader;
mod runs;
mod script;
mod sentences;
mod strings;
mod types;
mod typo;
mod words;

pub(crate) use asking::is_asking;
pub use clean::{Clean, LONGEST, clean};
pub use context::Context;
pub(crate) use lists::Lists;
pub(crate) use period::FARTHEST;
pub use period::{Period, PeriodKind};
pub use reader::Reader;
pub(crate) use runs::{has_word, runs};
pub use script::language;
pub(crate) use script::{Script, script};
pub(crate) use types::tag;
pub use types::{Question, Slot};
pub(crate) use typo::Typos;
