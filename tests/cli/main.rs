//! The terminal, through the front door: the binary is run and its whole output compared.
//!
//! Most tests bring a knowledge folder of their own, `tests/cli/knowledge/`, about a town library: the program
//! knows nothing but what its folder says, so it must answer about books as it does about social media.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

mod ask;
mod bad_input;
mod builder;
mod chat;
mod check;
mod diff;
mod embedded;
mod help;
mod indexes;
mod lines;
mod readme;
mod report;
mod run;
mod stats;
mod steady;
