//! People who use commands, buttons and forms.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::asked::Asked;
use super::components;
use super::ids::{APPLICATION, CHANNEL, GUILD, snowflake};
use super::interactions::{AUTOCOMPLETE, COMMAND, COMPONENT, Interaction, MODAL};
use super::json as objects;
use super::person::{Person, Place};
use super::posted::Posted;

/// A server that the bot is not in, and a channel of it.
const ELSEWHERE: (&str, &str) = ("1400000000000000011", "1400000000000000012");
/// Direct messages between two people.
const PRIVATE: &str = "1400000000000000013";

impl Person {
    /// Uses a slash command: `slash("facts rollback", &json!({ "number": 2 }))`. As in a client, it must be
    /// registered, and so must be its options.
    #[track_caller]
    pub(crate) fn slash(&self, name: &str, given: &Value) -> Asked {
        self.command(COMMAND, name, given, None)
    }

    /// Types `typed` into an option of a slash command that has other options filled in already.
    #[track_caller]
    pub(crate) fn autocomplete(&self, name: &str, given: &Value, option: &str, typed: &str) -> Asked {
        let mut given = given.clone();
        given[option] = json!(typed);
        self.command(AUTOCOMPLETE, name, &given, Some(option))
    }

    /// Uses a command of "Apps" on a message.
    #[track_caller]
    pub(crate) fn message_command(&self, name: &str, target: &Value) -> Asked {
        let registered = self.registered(name, 3);
        let id = target["id"].as_str().expect("an id");
        let data = json!({
            "id": registered["id"], "name": name, "type": 3, "target_id": id,
            "resolved": { "messages": { id: target } },
        });
        self.interacts(COMMAND, data, None)
    }

    /// Presses the button with this label or custom id.
    #[track_caller]
    pub(crate) fn presses(&self, message: &Posted, button: &str) -> Asked {
        let json = message.json();
        let mut custom_id = None;
        components::each(&json["components"], &mut |component| {
            let wanted = component["label"] == button || component["custom_id"] == button;
            if component["type"] == 2 && wanted && component["disabled"] != true {
                custom_id = component["custom_id"].as_str().map(str::to_owned);
            }
        });
        let custom_id = custom_id.unwrap_or_else(|| panic!("no button {button:?} to press: {json}"));
        self.forges_press(message, &custom_id)
    }

    /// Sends a press of a button, whether or not there is one: whoever writes their own client can.
    pub(crate) fn forges_press(&self, message: &Posted, custom_id: &str) -> Asked {
        self.interacts(COMPONENT, json!({ "custom_id": custom_id, "component_type": 2 }), Some(message))
    }

    /// Chooses from a menu; from one that is not there too, as whoever writes their own client can.
    pub(crate) fn selects(&self, message: &Posted, custom_id: &str, values: &[&str]) -> Asked {
        let mut kind = 3;
        components::each(&message.json()["components"], &mut |component| {
            if component["custom_id"] == custom_id {
                kind = component["type"].as_u64().expect("a type");
            }
        });
        let mut data = json!({ "custom_id": custom_id, "component_type": kind, "values": values });
        if kind == 8 {
            let channels = values.iter().map(|id| {
                ((*id).to_owned(), json!({ "id": id, "name": "general", "type": 0, "permissions": "1024" }))
            });
            data["resolved"] = json!({ "channels": channels.collect::<Map<_, _>>() });
        }
        self.interacts(COMPONENT, data, Some(message))
    }

    /// Fills in a form that `asked` was answered with, and sends it.
    #[track_caller]
    pub(crate) fn submits_modal(&self, asked: &Asked, filled: &Value) -> Asked {
        let modal = asked.modal();
        let rows = modal["components"].as_array().into_iter().flatten().map(|row| {
            let inputs = row["components"].as_array().into_iter().flatten().map(|input| {
                let id = input["custom_id"].as_str().expect("a text input has a custom id");
                json!({ "type": 4, "custom_id": id, "value": filled[id].as_str().unwrap_or_default() })
            });
            json!({ "type": 1, "components": inputs.collect::<Vec<_>>() })
        });
        let data = json!({ "custom_id": modal["custom_id"], "components": rows.collect::<Vec<_>>() });
        self.interacts(MODAL, data, asked.source().as_ref())
    }

    #[track_caller]
    fn command(&self, kind: u64, name: &str, given: &Value, focused: Option<&str>) -> Asked {
        let mut path = name.split(' ');
        let root = path.next().expect("a name");
        let registered = self.registered(root, 1);
        let path: Vec<&str> = path.collect();
        let given = given.as_object().cloned().unwrap_or_default();
        let mut resolved = Map::new();
        let options = fill(&registered, &path, &given, focused, &mut resolved);
        let mut data = json!({ "id": registered["id"], "name": root, "type": 1, "options": options });
        if !resolved.is_empty() {
            data["resolved"] = json!({ "channels": resolved });
        }
        self.interacts(kind, data, None)
    }

    /// A command as it is registered; registration may come after the connection.
    #[track_caller]
    fn registered(&self, name: &str, kind: u64) -> Value {
        let known = self.shared.wait("commands to be registered", |state| {
            Some(state.commands.clone()).filter(|commands| !commands.is_empty())
        });
        let names: Vec<_> = known.iter().map(|command| command["name"].to_string()).collect();
        let mut known = known.into_iter().filter(|command| command["name"] == name);
        let found = known.find(|command| command["type"] == kind);
        found.unwrap_or_else(|| panic!("no command {name:?} of type {kind} is registered: {names:?}"))
    }

    fn interacts(&self, kind: u64, data: Value, source: Option<&Posted>) -> Asked {
        let (id, token) = (snowflake(), format!("aW50ZXJhY3Rpb24{}", snowflake()));
        let mut event = self.surroundings(source);
        event["id"] = json!(id);
        event["token"] = json!(token);
        event["type"] = json!(kind);
        event["data"] = data;
        if let Some(source) = source {
            event["message"] = source.json();
        }
        let channel = event["channel_id"].as_str().expect("a channel").to_owned();
        let interaction = Interaction {
            token,
            kind,
            channel,
            source: source.map(|source| source.id.clone()),
            first: None,
            body: Value::Null,
            original: None,
            edited: false,
            follow_ups: Vec::new(),
        };
        self.shared.change(|state| {
            state.interactions.0.insert(id.clone(), interaction);
            state.session.dispatch("INTERACTION_CREATE", &event);
        });
        Asked::new(Arc::clone(&self.shared), id, source.cloned())
    }

    /// What every interaction carries: who, where, and by which right.
    fn surroundings(&self, source: Option<&Posted>) -> Value {
        let mut around = json!({
            "application_id": APPLICATION, "version": 1, "locale": self.locale, "entitlements": [],
            "attachment_size_limit": 10_485_760, "app_permissions": self.bot_permissions.to_string(),
        });
        let (guild, channel, owners, context) = match self.place {
            Place::Server => (Some(GUILD), CHANNEL.to_owned(), json!({ "0": GUILD }), 0),
            Place::Elsewhere => (Some(ELSEWHERE.0), ELSEWHERE.1.to_owned(), json!({ "1": self.id }), 0),
            Place::Dm => (None, self.dm_channel(), json!({ "0": "0", "1": self.id }), 1),
            Place::Private => (None, PRIVATE.to_owned(), json!({ "1": self.id }), 2),
        };
        let channel = source.map_or(channel, |source| source.channel.clone());
        around["channel_id"] = json!(channel);
        around["authorizing_integration_owners"] = owners;
        around["context"] = json!(context);
        if let Some(guild) = guild {
            around["channel"] = objects::channel(&channel, "general");
            around["channel"]["guild_id"] = json!(guild);
            around["channel"]["permissions"] = json!(self.permissions.to_string());
            around["guild_id"] = json!(guild);
            around["guild_locale"] = json!(self.guild_locale);
            around["guild"] = json!({ "id": guild, "locale": self.guild_locale, "features": [] });
            around["member"] = self.membership();
            around["member"]["permissions"] = json!(self.permissions.to_string());
            around["member"]["user"] = self.user();
        } else {
            around["channel"] = objects::dm_channel(&channel, &self.user());
            around["user"] = self.user();
        }
        around
    }
}

/// The options of a command as a client sends them, typed as they are registered.
#[track_caller]
fn fill(
    registered: &Value,
    path: &[&str],
    given: &Map<String, Value>,
    focused: Option<&str>,
    channels: &mut Map<String, Value>,
) -> Vec<Value> {
    let known = registered["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    let find = |name: &str| known.iter().find(|option| option["name"] == name);
    if let [next, rest @ ..] = path {
        let sub = find(next).unwrap_or_else(|| panic!("no subcommand {next:?} is registered: {registered}"));
        let options = fill(sub, rest, given, focused, channels);
        return vec![json!({ "name": next, "type": sub["type"], "options": options })];
    }
    let missing = known.iter().find(|option| {
        option["required"] == true && !given.contains_key(option["name"].as_str().unwrap_or_default())
    });
    if let Some(missing) = missing.filter(|_| focused.is_none()) {
        panic!("a client would not send a command without {missing}");
    }
    let filled = given.iter().map(|(name, value)| {
        let option = find(name).unwrap_or_else(|| panic!("no option {name:?} is registered: {registered}"));
        let mut sent = json!({ "name": name, "type": option["type"], "value": value });
        if focused == Some(name.as_str()) {
            assert!(option["autocomplete"] == true, "{name:?} does not complete itself");
            sent["focused"] = json!(true);
        }
        if option["type"] == 7 {
            let id = value.as_str().expect("the id of a channel");
            channels.insert(
                id.to_owned(),
                json!({ "id": id, "name": "general", "type": 0, "permissions": "1024" }),
            );
        }
        sent
    });
    filled.collect()
}
