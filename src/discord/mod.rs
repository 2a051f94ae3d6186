//! Discord: where most people come in. Turns events into questions, and answers into messages.
//!
//! - [`run`] connects and stays connected until it is told to stop
//! - `handler`, `question`, `interaction`: events in
//! - `command`, `component`: one file a command or kind of button
//! - `reply`, `render`, `payload`, `door`, `send`: messages out
//! - `permission`, `throttle`, `exchange`, `tracker`: what has to be remembered meanwhile

mod client;
mod command;
mod component;
mod door;
mod error;
mod exchange;
mod handler;
mod interaction;
mod invite;
mod locale;
mod painter;
mod payload;
mod permission;
mod press;
mod question;
mod registration;
mod render;
mod reply;
mod send;
mod server;
mod state;
mod statistic;
mod throttle;
mod tracker;
mod wording;

pub use client::run;
pub use command::Access;
pub use error::BotError;
pub use invite::{application_id, invitations};
pub use send::SendError;

/// An example of the id of each kind of button and menu, and who may use it: for tests that must forget none.
pub fn components() -> Vec<(String, Access)> {
    press::Press::examples().iter().map(|press| (press.to_string(), press.access())).collect()
}
