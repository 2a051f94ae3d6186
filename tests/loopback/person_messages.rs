//! People who write messages, change them and take them back.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::ids::{BOT, GUILD};
use super::json as objects;
use super::messages::blank;
use super::person::Person;
use super::posted::Posted;
use super::said::Said;

impl Person {
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
        let content = self.shared.look(|state| state.session.intents & (1 << 15) != 0);
        if in_server && !pings && !content {
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
