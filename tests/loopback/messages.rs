//! Messages: posted, edited, deleted, by the bot and by people.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::components;
use super::ids::{CHANNEL, OTHER_CHANNEL, moment, snowflake, snowflake_of};
use super::json::bot_user;
use super::request::{File, Request};
use super::verdict::Verdict;

/// A message that is not there yet: "Kotae is thinking …".
pub(super) const LOADING: u64 = 1 << 7;
/// Only the person who asked sees it.
pub(super) const EPHEMERAL: u64 = 1 << 6;

/// All messages that exist, and the channels they can be in.
#[derive(Debug, Default)]
pub(super) struct Messages {
    kept: BTreeMap<String, Value>,
    /// Direct messages, and channels of servers that the bot is not in.
    pub(super) others: BTreeSet<String>,
    /// Channels that were deleted.
    pub(super) gone: BTreeSet<String>,
}

impl Messages {
    /// True if the channel exists.
    pub(super) fn knows(&self, channel: &str) -> bool {
        let known = [CHANNEL, OTHER_CHANNEL].contains(&channel) || self.others.contains(channel);
        known && !self.gone.contains(channel)
    }

    /// A message as it is now; none once it was deleted.
    pub(super) fn find(&self, id: &str) -> Option<&Value> {
        self.kept.get(id)
    }

    /// All messages, the oldest first.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.kept.values()
    }

    /// Keeps a message, new or changed.
    pub(super) fn keep(&mut self, message: Value) {
        let id = message["id"].as_str().expect("a message has an id").to_owned();
        self.kept.insert(id, message);
    }

    /// Forgets a message.
    pub(super) fn forget(&mut self, id: &str) -> Option<Value> {
        self.kept.remove(id)
    }

    /// Forgets all messages.
    pub(super) fn forget_all(&mut self) {
        self.kept.clear();
    }

    /// `POST /channels/{channel}/messages`
    pub(super) fn post(&mut self, channel: &str, request: &Request) -> Verdict {
        if !self.knows(channel) {
            return Verdict::unknown_channel();
        }
        if let Some(sent) = self.sent_before(&request.body) {
            return Verdict::ok(sent.clone());
        }
        let reference = &request.body["message_reference"];
        let wanted = reference["message_id"].as_str();
        let strict = reference["fail_if_not_exists"].as_bool().unwrap_or(true);
        if strict && wanted.is_some_and(|id| !self.kept.contains_key(id)) {
            return Verdict::error(400, 50035, "Invalid Form Body");
        }
        let mut message = from_bot(channel, &request.body, &request.files);
        if wordless(&message) {
            return Verdict::error(400, 50006, "Cannot send an empty message");
        }
        if let Some(id) = wanted {
            message["type"] = json!(19);
            message["message_reference"] = json!({ "type": 0, "channel_id": channel, "message_id": id });
            message["referenced_message"] = self.find(id).cloned().unwrap_or_default();
        }
        if !request.body["nonce"].is_null() {
            message["nonce"] = request.body["nonce"].clone();
        }
        self.keep(message.clone());
        Verdict::ok(message)
    }

    /// With `enforce_nonce` a message that is sent twice is one message.
    fn sent_before(&self, body: &Value) -> Option<&Value> {
        let enforced = body["enforce_nonce"] == true && !body["nonce"].is_null();
        self.all().find(|message| enforced && message["nonce"] == body["nonce"])
    }

    /// `GET /channels/{channel}/messages/{id}`
    pub(super) fn get(&self, channel: &str, id: &str) -> Verdict {
        if !self.knows(channel) {
            return Verdict::unknown_channel();
        }
        self.find(id).cloned().map_or_else(Verdict::unknown_message, Verdict::ok)
    }

    /// `PATCH /channels/{channel}/messages/{id}`
    pub(super) fn edit(&mut self, channel: &str, id: &str, request: &Request) -> Verdict {
        if !self.knows(channel) {
            return Verdict::unknown_channel();
        }
        let Some(message) = self.kept.get_mut(id) else { return Verdict::unknown_message() };
        if message["author"]["id"] != bot_user()["id"] {
            return Verdict::error(403, 50005, "Cannot edit a message authored by another user");
        }
        change(message, &request.body, &request.files);
        Verdict::ok(message.clone())
    }

    /// `DELETE /channels/{channel}/messages/{id}`
    pub(super) fn delete(&mut self, channel: &str, id: &str) -> Verdict {
        if !self.knows(channel) {
            return Verdict::unknown_channel();
        }
        self.forget(id).map_or_else(Verdict::unknown_message, |_| Verdict::nothing())
    }
}

/// A message of anybody, without words yet.
pub(super) fn blank(channel: &str, author: &Value, at: Timestamp) -> Value {
    json!({
        "id": snowflake_of(at), "channel_id": channel, "author": author, "content": "", "timestamp": moment(at),
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": [], "components": [], "pinned": false, "type": 0,
        "flags": 0,
    })
}

/// The message that the bot asks for with `body`.
pub(super) fn from_bot(channel: &str, body: &Value, files: &[File]) -> Value {
    let mut message = blank(channel, &bot_user(), Timestamp::now());
    change(&mut message, body, files);
    message["edited_timestamp"] = Value::Null;
    message
}

/// Lays what `body` names over a message, as an edit does.
pub(super) fn change(message: &mut Value, body: &Value, files: &[File]) {
    if let Some(content) = body.get("content").filter(|content| !content.is_null()) {
        message["content"] = content.clone();
    }
    if body["components"].is_array() {
        message["components"] = components::kept(&body["components"]);
    }
    if let Some(embeds) = body["embeds"].as_array() {
        message["embeds"] = embeds.iter().cloned().map(rich).collect();
    }
    if let Some(flags) = body["flags"].as_u64() {
        message["flags"] = json!(flags);
    }
    if !files.is_empty() || body["attachments"].is_array() {
        message["attachments"] = attachments(message, body, files);
    }
    message["edited_timestamp"] = json!(moment(Timestamp::now()));
}

fn rich(mut embed: Value) -> Value {
    embed["type"] = json!("rich");
    embed
}

/// Those that stay, and those that came with the request.
fn attachments(message: &Value, body: &Value, files: &[File]) -> Value {
    let listed = body["attachments"].as_array().cloned().unwrap_or_default();
    let old = message["attachments"].as_array().cloned().unwrap_or_default();
    let stays = |old: &Value| listed.iter().any(|listed| listed["id"] == old["id"]);
    let kept = old.into_iter().filter(stays);
    let new = files.iter().map(|file| {
        let number = file.part.trim_start_matches("files[").trim_end_matches(']');
        let about = listed.iter().find(|listed| listed["id"].to_string().trim_matches('"') == number);
        let (id, name) = (snowflake(), &file.name);
        let url = format!("https://cdn.discordapp.com/attachments/1/{id}/{name}");
        json!({
            "id": id, "filename": name, "size": file.bytes.len(), "url": url, "proxy_url": url,
            "description": about.map_or(Value::Null, |about| about["description"].clone()),
        })
    });
    kept.chain(new).collect()
}

fn wordless(message: &Value) -> bool {
    let empty = |key: &str| message[key].as_array().is_none_or(Vec::is_empty);
    message["content"].as_str().is_none_or(str::is_empty)
        && ["embeds", "components", "attachments"].into_iter().all(empty)
}
