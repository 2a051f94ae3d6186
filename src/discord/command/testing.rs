//! Interactions as Discord sends them, for tests.

use serde_json::{Value, json};
use serenity::all::CommandInteraction;

/// A call of a command by a user with these roles in a server, from a Japanese client in an English server.
pub(crate) fn call(data: &Value, user: u64, roles: &[u64]) -> CommandInteraction {
    let roles: Vec<String> = roles.iter().map(u64::to_string).collect();
    serde_json::from_value(json!({
        "id": "7", "application_id": "1", "type": 2, "token": "interaction-token", "version": 1,
        "locale": "ja", "guild_locale": "en-US", "guild_id": "2", "channel_id": "3", "app_permissions": "0",
        "context": 0, "authorizing_integration_owners": {"0": "2"}, "entitlements": [],
        "attachment_size_limit": 1000,
        "member": {
            "user": {"id": user.to_string(), "username": "someone", "discriminator": "0", "avatar": null},
            "roles": roles, "joined_at": "2026-01-01T00:00:00+00:00", "deaf": false, "mute": false, "flags": 0,
            "permissions": "0", "avatar": null, "nick": null, "premium_since": null, "pending": false,
        },
        "data": data,
    }))
    .expect("an interaction")
}

/// The data of a slash command.
pub(crate) fn slash(name: &str, options: &Value) -> Value {
    json!({"id": "9", "name": name, "type": 1, "options": options})
}
