//! People who write messages.

use std::sync::Arc;

use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::ids::{BOT, CHANNEL, GUILD};
use super::json as objects;
use super::messages::blank;
use super::posted::{Posted, words};
use super::shared::Shared;

/// Where a person uses commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the server that the bot is in.
    Server,
    /// In direct messages with the bot.
    Dm,
    /// In a server that the bot is not in, having installed it for themselves.
    Elsewhere,
    /// In direct messages with somebody else.
    Private,
}

/// A person (or a bot, or a webhook) who writes messages and uses commands.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(super) shared: Arc<Shared>,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) permissions: u64,
    pub(super) roles: Vec<String>,
    pub(super) locale: String,
    pub(super) place: Place,
    is_bot: bool,
    is_webhook: bool,
    at: Option<Timestamp>,
}

impl Person {
    pub(super) fn new(shared: Arc<Shared>, name: &str) -> Self {
        // FNV-1a: the same name is the same id in every test.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Self {
            shared,
            id: (1_500_000_000_000_000_000 + hash % 100_000_000_000_000_000).to_string(),
            name: name.to_owned(),
            // See channels, send messages, embed links, use commands.
            permissions: 1 << 10 | 1 << 11 | 1 << 14 | 1 << 31,
            roles: Vec::new(),
            locale: "en-US".to_owned(),
            place: Place::Server,
            is_bot: false,
            is_webhook: false,
            at: None,
        }
    }

    /// The id of the user.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn with_id(self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self }
    }

    /// With further permissions in the server.
    pub(crate) fn allowed(self, permissions: u64) -> Self {
        Self { permissions: self.permissions | permissions, ..self }
    }

    /// With all permissions in the server.
    pub(crate) fn being_administrator(self) -> Self {
        self.allowed(1 << 3 | 1 << 5)
    }

    /// With a role.
    pub(crate) fn with_role(mut self, role: &str) -> Self {
        self.roles.push(role.to_owned());
        self
    }

    /// With a client in another language.
    pub(crate) fn with_locale(self, locale: &str) -> Self {
        Self { locale: locale.to_owned(), ..self }
    }

    /// Is another bot.
    pub(crate) fn being_a_bot(self) -> Self {
        Self { is_bot: true, ..self }
    }

    /// Is a webhook.
    pub(crate) fn being_a_webhook(self) -> Self {
        Self { is_bot: true, is_webhook: true, ..self }
    }

    /// Uses commands in direct messages with the bot.
    pub(crate) fn in_dm(self) -> Self {
        Self { place: Place::Dm, ..self }
    }

    /// Uses commands where the bot is not, having installed it for themselves.
    pub(crate) fn elsewhere(self) -> Self {
        Self { place: Place::Elsewhere, ..self }
    }

    /// Uses commands in direct messages with somebody else.
    pub(crate) fn in_private(self) -> Self {
        Self { place: Place::Private, ..self }
    }

    /// Did so a while ago.
    pub(crate) fn minutes_ago(self, minutes: i64) -> Self {
        Self { at: Some(Timestamp::now() - Span::new().minutes(minutes)), ..self }
    }

    /// Mentions the bot in a channel, and says something.
    pub(crate) fn mentions_bot(&self, channel: &str, text: &str) -> Said {
        self.write(channel, true, &format!("<@{BOT}> {text}"), |_| {})
    }

    /// Says something in a channel, with these words exactly, without pinging the bot.
    pub(crate) fn says(&self, channel: &str, text: &str) -> Said {
        self.write(channel, true, text, |_| {})
    }

    /// Writes to the bot.
    pub(crate) fn dm(&self, text: &str) -> Said {
        self.write(&self.dm_channel(), false, text, |_| {})
    }

    /// Replies to a message of the bot, with the ping that a client sets unless told otherwise.
    pub(crate) fn replies_to(&self, message: &Posted, text: &str) -> Said {
        self.replies(message, text, true)
    }

    /// Replies to a message of the bot with the ping taken off.
    pub(crate) fn replies_silently_to(&self, message: &Posted, text: &str) -> Said {
        self.replies(message, text, false)
    }

    fn replies(&self, message: &Posted, text: &str, ping: bool) -> Said {
        let referenced = message.json();
        let in_server = message.channel != self.dm_channel();
        self.write(&message.channel, in_server, text, |new| {
            let (id, channel) = (&message.id, &message.channel);
            new["type"] = json!(19);
            new["message_reference"] = json!({ "type": 0, "message_id": id, "channel_id": channel });
            if in_server {
                new["message_reference"]["guild_id"] = json!(GUILD);
            }
            new["referenced_message"] = referenced;
            if ping {
                new["mentions"] = json!([mentioned_bot()]);
            }
        })
    }

    /// Changes what was said.
    pub(crate) fn edits(&self, said: &Said, text: &str) {
        let mut message = said.json();
        let mention = if said.mentions { format!("<@{BOT}> ") } else { String::new() };
        message["content"] = json!(format!("{mention}{text}"));
        message["edited_timestamp"] = json!(super::ids::moment(Timestamp::now()));
        self.tell("MESSAGE_UPDATE", message);
    }

    /// Discord adds the preview of an address: an update that nobody made.
    pub(crate) fn preview_appears(&self, said: &Said) {
        let mut message = said.json();
        message["embeds"] = json!([{ "type": "link", "url": "https://example.com/", "title": "Example" }]);
        self.tell("MESSAGE_UPDATE", message);
    }

    /// Takes back what was said.
    pub(crate) fn deletes(&self, said: &Said) {
        let event = self.shared.change(|state| state.messages.forget(&said.id)).expect("a message to delete");
        let mut gone = json!({ "id": said.id, "channel_id": said.channel });
        if !event["guild_id"].is_null() {
            gone["guild_id"] = event["guild_id"].clone();
        }
        self.shared.change(|state| state.session.dispatch("MESSAGE_DELETE", &gone));
    }

    /// The direct messages with the bot.
    pub(super) fn dm_channel(&self) -> String {
        let channel = format!("16{}", &self.id[2..]);
        self.shared.change(|state| state.messages.others.insert(channel.clone()));
        channel
    }

    pub(super) fn user(&self) -> Value {
        objects::user(&self.id, &self.name, self.is_bot)
    }

    /// As a member of a server, without the user.
    pub(super) fn membership(&self) -> Value {
        json!({
            "roles": self.roles, "nick": null, "avatar": null, "banner": null, "deaf": false, "mute": false,
            "joined_at": "2024-01-02T00:00:00.000000+00:00", "premium_since": null, "pending": false,
            "communication_disabled_until": null, "flags": 0,
        })
    }

    fn write(&self, channel: &str, in_server: bool, text: &str, finish: impl FnOnce(&mut Value)) -> Said {
        let mut message = blank(channel, &self.user(), self.at.unwrap_or_else(Timestamp::now));
        let mentions = text.contains(&format!("<@{BOT}>")) || text.contains(&format!("<@!{BOT}>"));
        message["content"] = json!(text);
        message["mention_everyone"] = json!(text.contains("@everyone") || text.contains("@here"));
        message["channel_type"] = json!(u8::from(!in_server));
        if mentions {
            message["mentions"] = json!([mentioned_bot()]);
        }
        if self.is_webhook {
            message["webhook_id"] = json!(self.id);
        } else if in_server {
            message["member"] = self.membership();
        }
        if in_server {
            message["guild_id"] = json!(GUILD);
        }
        finish(&mut message);
        let id = message["id"].as_str().expect("an id").to_owned();
        self.tell("MESSAGE_CREATE", message);
        Said { shared: Arc::clone(&self.shared), id, channel: channel.to_owned(), mentions }
    }

    /// Keeps a message and tells the bot of it, with as much of it as a bot without the intent for
    /// message content is shown.
    fn tell(&self, event: &str, message: Value) {
        let in_server = !message["guild_id"].is_null();
        let pings =
            message["mentions"].as_array().is_some_and(|all| all.iter().any(|user| user["id"] == BOT));
        let mut shown = message.clone();
        if in_server && !pings {
            shown["content"] = json!("");
            for key in ["embeds", "attachments", "components"] {
                shown[key] = json!([]);
            }
        }
        let (intent, name) =
            if in_server { (1 << 9, "GUILD_MESSAGES") } else { (1 << 12, "DIRECT_MESSAGES") };
        self.shared.change(|state| {
            assert!(state.session.intents & intent != 0, "the client did not ask for {name}");
            state.messages.keep(message);
            state.session.dispatch(event, &shown);
        });
    }
}

fn mentioned_bot() -> Value {
    let mut bot = objects::bot_user();
    bot["member"] = json!({
        "roles": [], "nick": null, "avatar": null, "banner": null, "deaf": false, "mute": false, "pending": false,
        "joined_at": "2024-01-01T00:00:00.000000+00:00", "premium_since": null, "flags": 0,
        "communication_disabled_until": null,
    });
    bot
}

/// Something that a person wrote.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    shared: Arc<Shared>,
    /// Its id.
    pub(crate) id: String,
    /// Where it stands.
    pub(crate) channel: String,
    mentions: bool,
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
            let dm = ![CHANNEL, super::ids::OTHER_CHANNEL].contains(&self.channel.as_str());
            dm && reference.is_null()
                && message["channel_id"] == *self.channel
                && message["id"].as_str().is_some_and(|other| id(other) > id(&self.id))
        };
        message["author"]["id"] == BOT && (*reference == *self.id || next())
    }
}
