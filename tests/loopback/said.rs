//! Something that a person wrote, and what the bot says to it.

use std::sync::Arc;

use serde_json::Value;

use super::ids::{BOT, CHANNEL, OTHER_CHANNEL};
use super::posted::{Posted, words};
use super::shared::Shared;

/// Something that a person wrote.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(super) shared: Arc<Shared>,
    /// Its id.
    pub(crate) id: String,
    /// Where it stands.
    pub(crate) channel: String,
    pub(super) mentions: bool,
}

impl Said {
    /// It as JSON, as the channel has it.
    pub(crate) fn json(&self) -> Value {
        self.shared
            .look(|state| state.messages.find(&self.id).cloned())
            .expect("a message that was not deleted")
    }

    /// Waits for what the bot says to it.
    #[track_caller]
    pub(crate) fn answer(&self) -> Posted {
        self.answer_that("has words", |text| !text.is_empty())
    }

    /// Waits for something that the bot says to it, now or after an edit.
    #[track_caller]
    pub(crate) fn answer_that(&self, what: &str, wanted: impl Fn(&str) -> bool) -> Posted {
        self.shared.wait(&format!("an answer that {what}"), |state| {
            let mut answers = state.messages.all().filter(|message| self.is_answered_by(message));
            let found = answers.find(|message| wanted(&words(message)))?;
            Some(Posted::of(&self.shared, found))
        })
    }

    /// What the bot says to it so far.
    pub(crate) fn answers(&self) -> Vec<Posted> {
        self.shared.look(|state| {
            let answers = state.messages.all().filter(|message| self.is_answered_by(message));
            answers.map(|message| Posted::of(&self.shared, message)).collect()
        })
    }

    /// An answer is a reply; in direct messages it may as well just come next.
    fn is_answered_by(&self, message: &Value) -> bool {
        let reference = &message["message_reference"]["message_id"];
        let next = || {
            let id = |text: &str| text.parse::<u64>().expect("an id");
            let dm = ![CHANNEL, OTHER_CHANNEL].contains(&self.channel.as_str());
            dm && reference.is_null()
                && message["channel_id"] == *self.channel
                && message["id"].as_str().is_some_and(|other| id(other) > id(&self.id))
        };
        message["author"]["id"] == BOT && (*reference == *self.id || next())
    }
}
