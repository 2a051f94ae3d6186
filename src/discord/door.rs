//! The way back to whoever started an interaction.
//!
//! The first word must be said within 3 seconds; after it the token lives for 15 minutes:
//! <https://docs.discord.com/developers/interactions/receiving-and-responding>.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{ApplicationId, InteractionId, LightMethod, Route};

use super::payload;
use super::reply::{Form, Reply};
use super::send::{Outgoing, SendError, Sender};

/// How long work may take before "thinking" is said in its place: early enough for a slow network to carry it.
const PATIENCE: Duration = Duration::from_millis(1500);

/// An interaction that waits for a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Door<'a> {
    /// The way out.
    pub(crate) sender: &'a Sender,
    /// The bot's application.
    pub(crate) application: ApplicationId,
    /// The interaction.
    pub(crate) id: InteractionId,
    /// Its token.
    pub(crate) token: &'a str,
}

/// Types of first words:
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>.
#[derive(Clone, Copy, Debug)]
enum Word {
    Message = 4,
    Thinking = 5,
    ThinkingInPlace = 6,
    InPlace = 7,
    Choices = 8,
    Form = 9,
}

impl Door<'_> {
    /// A message.
    pub(crate) async fn respond(&self, reply: &Reply) -> Result<(), SendError> {
        self.say(Word::Message, payload::response(reply).into(), reply).await
    }

    /// A message in place of the one whose button was pressed.
    pub(crate) async fn replace(&self, reply: &Reply) -> Result<(), SendError> {
        self.say(Word::InPlace, payload::message(reply).into(), reply).await
    }

    /// "Thinking": the reply follows with [`Door::edit`].
    pub(crate) async fn defer(&self, hidden: bool) -> Result<(), SendError> {
        self.say(Word::Thinking, payload::deferral(hidden), &Reply::default()).await
    }

    /// The reply will take the place of the message whose button was pressed, with [`Door::edit`].
    pub(crate) async fn defer_in_place(&self) -> Result<(), SendError> {
        self.say(Word::ThinkingInPlace, Value::Null, &Reply::default()).await
    }

    /// An autocomplete list.
    pub(crate) async fn choices(&self, entries: Vec<(String, String)>) -> Result<(), SendError> {
        self.say(Word::Choices, payload::choices(entries), &Reply::default()).await
    }

    /// A form to fill in.
    pub(crate) async fn form(&self, form: &Form) -> Result<(), SendError> {
        self.say(Word::Form, payload::form(form), &Reply::default()).await
    }

    /// The reply that was put off.
    pub(crate) async fn edit(&self, reply: &Reply) -> Result<(), SendError> {
        let body = Value::from(payload::message(reply));
        let route =
            Route::WebhookOriginalInteractionResponse { application_id: self.application, token: self.token };
        let outgoing = Outgoing::new(LightMethod::Patch, route).body(&body).files(&reply.attachments);
        self.sender.send(outgoing).await.map(drop)
    }

    /// Waits for the work and sends its reply, in time whatever the work takes. With `slow` it is put off
    /// before the work begins; else only if it turns out to be slow.
    pub(crate) async fn answer(
        &self,
        hidden: bool,
        slow: bool,
        work: impl Future<Output = Reply>,
    ) -> Result<(), SendError> {
        tokio::pin!(work);
        if !slow {
            tokio::select! {
                biased;
                reply = &mut work => return self.respond(&reply).await,
                () = tokio::time::sleep(PATIENCE) => {}
            }
        }
        self.defer(hidden).await?;
        self.edit(&work.await).await
    }

    async fn say(&self, word: Word, data: Value, reply: &Reply) -> Result<(), SendError> {
        let mut body = json!({"type": word as u8});
        if !data.is_null() {
            body["data"] = data;
        }
        let route = Route::InteractionResponse { interaction_id: self.id, token: self.token };
        let outgoing = Outgoing::new(LightMethod::Post, route).body(&body).files(&reply.attachments);
        self.sender.send(outgoing).await.map(drop)
    }
}

#[cfg(test)]
mod tests;
