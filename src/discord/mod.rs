//! Discord: where most people come in. Turns events into questions, and answers into messages.
//!
//! - `client` connects and stays connected until it is told to stop
//! - `handler`, `question`, `interaction`: events in
//! - `command`, `component`: one file a command or kind of button
//! - `reply`, `render`, `payload`, `send`: messages out
//! - `permission`, `throttle`, `exchange`, `tracker`: what has to be remembered meanwhile

mod error;
mod exchange;
mod payload;
mod permission;
mod press;
mod reply;
mod send;
mod throttle;
mod tracker;

pub use error::BotError;
pub use send::SendError;
