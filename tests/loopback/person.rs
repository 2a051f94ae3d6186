//! People: who they are, and where they are.

use std::sync::Arc;

use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::json as objects;
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
    pub(super) guild_locale: String,
    pub(super) place: Place,
    pub(super) bot_permissions: u64,
    pub(super) is_bot: bool,
    pub(super) is_webhook: bool,
    pub(super) at: Option<Timestamp>,
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
            guild_locale: "en-US".to_owned(),
            place: Place::Server,
            bot_permissions: 562_949_953_601_536,
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

    /// In a server of another language.
    pub(crate) fn in_a_server_of(self, locale: &str) -> Self {
        Self { guild_locale: locale.to_owned(), ..self }
    }

    /// Is another bot.
    pub(crate) fn being_a_bot(self) -> Self {
        Self { is_bot: true, ..self }
    }

    /// Is a webhook.
    pub(crate) fn being_a_webhook(self) -> Self {
        Self { is_bot: true, is_webhook: true, ..self }
    }

    /// Uses commands where the bot may not attach files.
    pub(crate) fn where_files_are_forbidden(self) -> Self {
        Self { bot_permissions: self.bot_permissions & !(1 << 15), ..self }
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
}
