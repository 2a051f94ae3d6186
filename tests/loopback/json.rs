//! Objects as Discord writes them: users, the application, the server, its channels.

use serde_json::{Value, json};

use super::ids::{APPLICATION, BOT, CHANNEL, GUILD, OTHER_CHANNEL, OWNER};

/// A user.
pub(super) fn user(id: &str, name: &str, bot: bool) -> Value {
    json!({
        "id": id, "username": name, "discriminator": "0", "global_name": name, "avatar": null,
        "public_flags": 0, "flags": 0, "bot": bot, "system": false, "banner": null, "accent_color": null,
        "avatar_decoration_data": null, "collectibles": null, "primary_guild": null, "clan": null,
    })
}

/// The bot's user.
pub(super) fn bot_user() -> Value {
    let mut user = user(BOT, "kotae", true);
    user["discriminator"] = json!("0042");
    user["global_name"] = Value::Null;
    user
}

/// The bot's user as it sees itself.
pub(super) fn me() -> Value {
    let mut me = bot_user();
    me["mfa_enabled"] = json!(true);
    me["locale"] = json!("en-US");
    me["verified"] = json!(true);
    me["email"] = Value::Null;
    me["premium_type"] = json!(0);
    me
}

/// The application, with its owner.
pub(super) fn application() -> Value {
    let mut owner = user(OWNER, "owner", false);
    owner["discriminator"] = json!("0");
    json!({
        "id": APPLICATION, "name": "Kotae", "icon": null, "description": "", "summary": "", "type": null,
        "bot": bot_user(), "bot_public": true, "bot_require_code_grant": false, "owner": owner,
        "team": null, "verify_key": "00".repeat(32), "flags": 0, "flags_new": "0", "hook": true, "is_monetized": false,
        "integration_types_config": { "0": {}, "1": {} }, "redirect_uris": [], "approximate_guild_count": 1,
        "approximate_user_install_count": 1,
        "approximate_user_authorization_count": 0, "eligible_oauth2_scopes": [], "interactions_endpoint_url": null,
        "role_connections_verification_url": null, "explicit_content_filter": 0, "rpc_origins": [],
        "max_participants": null, "tags": [], "is_verified": false, "is_discoverable": false,
    })
}

/// The first event of a session.
pub(super) fn ready(session: &str, gateway: &str, shard: &Value) -> Value {
    json!({
        "v": 10, "user": me(), "guilds": [{ "id": GUILD, "unavailable": true }], "session_id": session,
        "resume_gateway_url": gateway, "shard": if shard.is_null() { json!([0, 1]) } else { shard.clone() },
        "application": { "id": APPLICATION, "flags": 0 }, "private_channels": [], "session_type": "normal",
    })
}

/// A text channel of the server.
pub(super) fn channel(id: &str, name: &str) -> Value {
    json!({
        "id": id, "type": 0, "guild_id": GUILD, "name": name, "position": 0, "permission_overwrites": [],
        "nsfw": false, "rate_limit_per_user": 0, "topic": null, "parent_id": null, "last_message_id": null,
        "flags": 0,
    })
}

/// The direct messages between the bot and somebody.
pub(super) fn dm_channel(id: &str, recipient: &Value) -> Value {
    json!({ "id": id, "type": 1, "recipients": [recipient], "last_message_id": null, "flags": 0 })
}

/// The server, as `GUILD_CREATE` brings it to a client that asked for servers.
pub(super) fn guild() -> Value {
    let mut guild = json!({
        "id": GUILD, "name": "A server", "owner_id": OWNER, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 1, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
        "system_channel_flags": 0, "premium_tier": 0, "premium_subscription_count": 0, "member_count": 3,
        "preferred_locale": "en-US", "premium_progress_bar_enabled": false, "large": false,
        "unavailable": false, "joined_at": "2024-01-01T00:00:00.000000+00:00",
        "channels": [channel(CHANNEL, "general"), channel(OTHER_CHANNEL, "random")],
    });
    guild["roles"] = json!([{
        "id": GUILD, "name": "@everyone", "color": 0, "hoist": false, "icon": null, "position": 0,
        "permissions": "1071698660929", "managed": false, "mentionable": false, "flags": 0,
    }]);
    guild["members"] = json!([{
        "user": bot_user(), "nick": null, "roles": [], "deaf": false, "mute": false, "flags": 0,
        "joined_at": "2024-01-01T00:00:00.000000+00:00", "pending": false,
    }]);
    for list in [
        "emojis",
        "stickers",
        "features",
        "voice_states",
        "threads",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
    ] {
        guild[list] = json!([]);
    }
    for nothing in [
        "icon",
        "splash",
        "discovery_splash",
        "afk_channel_id",
        "application_id",
        "system_channel_id",
        "rules_channel_id",
        "vanity_url_code",
        "description",
        "banner",
        "public_updates_channel_id",
    ] {
        guild[nothing] = Value::Null;
    }
    guild
}
