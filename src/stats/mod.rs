//! Statistics: which figures of one series a query asks for, and what is shown of them.
//!
//! One piece of code computes, whoever shows it: the terminal and Discord take the same [`Table`], chart and CSV.
//! Figures of two series never meet in one statistic: their populations and methods differ.

mod ages;
mod alt;
mod choices;
mod cited;
mod courses;
mod csv;
mod find;
mod given;
mod grid;
mod lack;
mod marks;
pub mod names;
mod of_answer;
mod picture;
mod query;
mod select;
mod span;
mod statistic;
mod table;
mod wording;

pub use choices::{Choice, choices};
pub use find::find;
pub use given::{Given, Slot};
pub use lack::Lack;
pub(crate) use marks::is_marked;
pub use of_answer::of_answer;
pub use query::{Kind, Query, Split};
pub use span::Span;
pub use statistic::{Course, Shape, Statistic};
pub use table::Table;
