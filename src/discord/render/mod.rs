//! From typed values to replies.

mod answer;
mod diff;
mod escape;
mod generation;
mod notes;
mod problem;
mod source;
mod statistic;

pub(crate) use answer::answer;
pub(crate) use diff::diff;
pub(crate) use escape::{escape, link};
pub(crate) use generation::{counted, generation, thousands};
pub(crate) use problem::problems;
pub(crate) use source::{cited, list as source_list, sources};
pub(crate) use statistic::statistic;

/// The bar beside an answer. Blue: told apart from the two below by everybody, on light and dark ground.
pub(crate) const ANSWERED: u32 = 0x00_72b2;
/// The bar beside a question back.
pub(crate) const UNSURE: u32 = 0xe6_9f00;
/// The bar beside a refusal, and beside what is no answer.
pub(crate) const NEUTRAL: u32 = 0x80_8080;
/// The bar beside a mistake.
pub(crate) const WRONG: u32 = 0xd5_5e00;
