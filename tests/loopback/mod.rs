//! A Discord on 127.0.0.1 for the tests of the bot, and the bot's real binary to hold against it.
//!
//! A test starts a [`Discord`], points a [`Bot`] (or any client) at it, lets a [`Person`] do
//! something, and waits for what must come of it. All waits are by condition; nothing sleeps. Three
//! things are held against every request without a test asking for it: Discord's own description of
//! its API (`openapi`), the rules that stand only in its documentation (`rules`), and the order in
//! which an interaction may be answered (`interactions`). What they find fails the test when its
//! Discord is dropped.
//!
//! - `discord`, `shared`: the front door, and the state that its parts and the tests look at
//! - `rest`, `routes`, `messages`, `components`, `interactions`, `verdict`: the HTTP side
//! - `gateway`, `session`: the websocket side
//! - `person`, `person_messages`, `person_commands`: people and what they do; `said`, `asked`, `posted`: what
//!   comes of it
//! - `faults`: what goes wrong on demand
//! - `bot`, `output`, `trap`, `knowledge`: the binary, what it prints, what catches it going outside, what it
//!   knows

// Each test binary uses another part of this module; what one leaves out another needs.
#![allow(dead_code, unused_imports)]

mod asked;
mod bot;
mod components;
mod discord;
mod faults;
mod gateway;
mod ids;
mod interactions;
mod json;
mod knowledge;
mod messages;
mod openapi;
mod output;
mod person;
mod person_commands;
mod person_messages;
mod posted;
mod request;
mod rest;
mod routes;
mod rules;
mod said;
mod session;
mod shared;
mod trap;
mod verdict;

pub(crate) use asked::Asked;
pub(crate) use bot::{Bot, BotBuilder, Exit, running};
pub(crate) use discord::Discord;
pub(crate) use faults::{Fault, Held};
pub(crate) use ids::{APPLICATION, BOT, CHANNEL, GUILD, OTHER_CHANNEL, OWNER, TOKEN};
pub(crate) use knowledge::Knowledge;
pub(crate) use person::Person;
pub(crate) use posted::Posted;
pub(crate) use request::{File, Request};
pub(crate) use said::Said;
