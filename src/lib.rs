//! Kotae (答え, "answer") answers questions about how social media is used in Japan.
//!
//! A question walks through the rooms in one direction:
//!
//! - [`knowledge`]: what is known: types of a fact base, reading, checking, comparing two of them
//! - [`question`]: from text to a question: cleaned, folded, its language and slots found
//! - [`matching`]: the index, the ranking, the decision
//! - [`answer`]: from a match to an answer in one of two languages
//! - [`stats`]: the figures of one series that a query asks for, as a table, a chart and rows
//! - [`chart`]: a typed chart to SVG to PNG
//! - [`engine`]: the core's front door: one fact base with its index
//!
//! Those are pure: no clock, no network, no store. Around them:
//!
//! - [`kotae`]: the running whole: the engine that is swapped, the store, limits, counters
//! - [`store`]: generations of the fact base and the bot's own state, in sled
//! - [`discord`], [`cli`]: the edges where people come in
//! - [`http`]: health and metrics for whoever runs it
//! - [`config`]: settings from file, environment and flags

pub mod answer;
pub mod chart;
pub mod cli;
pub mod config;
pub mod discord;
pub mod engine;
pub mod http;
pub mod knowledge;
pub mod kotae;
pub mod matching;
pub mod question;
pub mod stats;
pub mod store;
