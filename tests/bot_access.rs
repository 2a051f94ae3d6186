//! Who may do what, over every command that is registered and every kind of button and menu that there is: one
//! that is new is tried here without anybody thinking of it.

mod loopback;

use std::collections::BTreeSet;

use kotae::discord::{Access, components};
use loopback::{Asked, Bot, CHANNEL, Discord, Knowledge, Person, Posted};
use serde_json::{Map, Value, json};

const MANAGE_GUILD: u64 = 1 << 5;
const ROLE: &str = "1700000000000000077";
const HIBIKI: &str = "topics/hibiki.toml";
const OLD: &str = "echoes repeat everything";

/// A bot that lets people with a role operate it, and whose knowledge has changed since it was read.
fn running() -> (Discord, Bot, Knowledge) {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let unlimited = Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0");
    let bot = unlimited.env("KOTAE_OPERATOR_ROLES", ROLE).knowledge(knowledge.path()).start();
    knowledge.change(HIBIKI, OLD, "nobody answers an echo");
    discord
        .wait_for("commands", |request| request.is("PUT", "/applications/*/commands") && request.went_well());
    (discord, bot, knowledge)
}

/// A way to call a command: all its words, and what must be given.
#[derive(Debug)]
struct Call {
    name: String,
    given: Value,
    is_of_message: bool,
    access: Access,
}

/// Every command and subcommand as it is registered. For whom it is, Discord is told too: in the permissions that
/// it wants of whoever shall see it.
fn calls(discord: &Discord) -> Vec<Call> {
    let list = |of: &Value| of["options"].as_array().cloned().unwrap_or_default();
    let text = |of: &Value| of["name"].as_str().expect("a name").to_owned();
    let needed = |of: &Value| {
        let options = list(of).into_iter().filter(|option| option["required"] == true);
        let given = options.map(|option| {
            let value = match (text(&option).as_str(), option["type"].as_u64()) {
                ("question", _) => json!("what is Hibiki"),
                ("topics", _) => json!("Hibiki, Kumonet"),
                (_, Some(3)) => json!("Hibiki"),
                (_, Some(4)) => json!(1),
                other => panic!("give an example for an option of this kind: {other:?}"),
            };
            (text(&option), value)
        });
        Value::Object(given.collect::<Map<_, _>>())
    };
    let mut calls = Vec::new();
    for command in discord.commands() {
        let access = match command["default_member_permissions"].as_str() {
            None => Access::Everyone,
            Some("0") => Access::Operators,
            Some("32") => Access::Managers,
            other => panic!("for whom is {command}, with {other:?}?"),
        };
        let subcommands: Vec<_> = list(&command).into_iter().filter(|option| option["type"] == 1).collect();
        let is_of_message = command["type"] == 3;
        let call = |name: String, of: &Value| Call { name, given: needed(of), is_of_message, access };
        if subcommands.is_empty() {
            calls.push(call(text(&command), &command));
        }
        let below = subcommands.iter().map(|sub| call(format!("{} {}", text(&command), text(sub)), sub));
        calls.extend(below);
    }
    calls
}

impl Call {
    fn by(&self, person: &Person, message: &Value) -> Asked {
        if self.is_of_message {
            person.message_command(&self.name, message)
        } else {
            person.slash(&self.name, &self.given)
        }
    }
}

/// Everybody whose rights differ, each with what they may do beside what everybody may.
fn people(discord: &Discord) -> Vec<(Person, &'static [Access])> {
    vec![
        (discord.member("mallory"), &[]),
        (discord.member("mona").allowed(MANAGE_GUILD), &[Access::Managers]),
        // Whoever rules a server does not operate the bot, and the other way round.
        (discord.member("adam").being_administrator(), &[Access::Managers]),
        (discord.owner(), &[Access::Operators]),
        (discord.member("olga").with_role(ROLE), &[Access::Operators]),
    ]
}

fn may(rights: &[Access], access: Access) -> bool {
    access == Access::Everyone || rights.contains(&access)
}

/// The refusal, where a first response is one: hidden, and a text alone.
fn refusal(response: &Value) -> Option<String> {
    let text = response["data"]["content"].as_str()?;
    let hidden = response["type"] == 4 && response["data"]["flags"] == 64;
    let refuses = text.starts_with("Only ");
    (hidden && refuses).then(|| text.to_owned())
}

#[test]
fn every_command_answers_those_who_may_and_refuses_all_others() {
    let (discord, _bot, _knowledge) = running();
    let message = discord.member("alice").says(CHANNEL, "what is Hibiki").json();
    let mut refusals = BTreeSet::new();
    let mut tried = 0;
    for call in calls(&discord) {
        for (person, rights) in people(&discord) {
            tried += 1;
            let asked = call.by(&person, &message);
            match (may(rights, call.access), refusal(&asked.first_response())) {
                (true, None) => assert!(!asked.reply().text().is_empty(), "{call:?}"),
                (false, Some(told)) => {
                    refusals.insert(told);
                }
                (allowed, told) => panic!("{call:?} by {person:?}: allowed {allowed}, told {told:?}"),
            }
        }
    }
    assert!(tried > 80, "{tried}");
    // One for managers, one for operators: whatever was asked for, what is said tells nothing of it.
    assert_eq!(refusals.len(), 2, "{refusals:?}");
}

/// Messages on which somebody may press what is not there: one for all to see, and each panel.
fn messages(discord: &Discord) -> Vec<Posted> {
    let (owner, mona) = (discord.owner(), discord.member("mona").allowed(MANAGE_GUILD));
    let panel = |person: &Person, command: &str| person.slash(command, &json!({})).reply();
    vec![
        discord.member("alice").mentions_bot(CHANNEL, "why is Hibiki little used").answer(),
        panel(&mona, "settings"),
        panel(&owner, "facts unanswered"),
        panel(&owner, "facts feedback"),
        panel(&owner, "facts reload"),
    ]
}

#[test]
fn every_button_and_menu_is_refused_to_those_who_may_not_and_changes_nothing() {
    let (discord, _bot, _knowledge) = running();
    discord.member("alice").mentions_bot(CHANNEL, "zanzibar teapots").answer();
    let messages = messages(&discord);
    let preview = messages.last().expect("the preview");
    // The ids of examples, and those that this very preview has: forged, they would swap in what waits.
    let mut ids = components();
    ids.extend(preview.buttons().into_iter().map(|(_, id)| (id, Access::Operators)));
    for (id, access) in &ids {
        for (person, rights) in people(&discord) {
            if may(rights, *access) {
                continue;
            }
            for message in &messages {
                for asked in [person.forges_press(message, id), person.selects(message, id, &["1"])] {
                    let told = asked.first_response();
                    assert!(refusal(&told).is_some(), "{id} by {person:?}: {told}");
                }
            }
        }
    }
    // Nothing was set, swapped in, cancelled or marked as done.
    let mona = discord.member("mona").allowed(MANAGE_GUILD);
    assert_eq!(mona.slash("settings", &json!({})).reply().menus()[1].1, ["auto"]);
    let ask = || discord.member("reader").mentions_bot(CHANNEL, "why is Hibiki little used").answer().text();
    assert!(ask().contains(OLD));
    let list = discord.owner().slash("facts unanswered", &json!({})).reply().text();
    assert!(list.contains("zanzibar"), "{list}");
    discord.owner().presses(preview, "Swap in").reply();
    assert!(ask().contains("nobody answers an echo"), "the preview still waited for the one who may");
}

#[test]
fn a_panel_is_worth_nothing_once_the_right_is_lost() {
    let (discord, _bot, _knowledge) = running();
    let (olga, mona) = (discord.member("olga").with_role(ROLE), discord.member("mona").allowed(MANAGE_GUILD));
    let preview = olga.slash("facts reload", &json!({})).reply();
    let panel = mona.slash("settings", &json!({})).reply();
    let (olga, mona) = (discord.member("olga"), discord.member("mona"));
    for (_, id) in preview.buttons() {
        assert!(refusal(&olga.forges_press(&preview, &id).first_response()).is_some(), "{id}");
    }
    for (id, _) in panel.menus() {
        assert!(refusal(&mona.selects(&panel, &id, &["1"]).first_response()).is_some(), "{id}");
    }
    assert!(refusal(&mona.presses(&panel, "set:reset").first_response()).is_some());
}

#[test]
fn every_button_and_menu_does_something_for_those_who_may_also_when_it_is_old() {
    let (discord, _bot, _knowledge) = running();
    let message = discord.member("alice").mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    for (id, access) in components() {
        for (person, rights) in people(&discord) {
            if !may(rights, access) {
                continue;
            }
            let told = person.forges_press(&message, &id).first_response();
            assert!(refusal(&told).is_none(), "{id} by {person:?}: {told}");
            let kind = told["type"].as_u64().expect("a type");
            assert!([4, 5, 6, 7, 9].contains(&kind), "{id}: {told}");
        }
    }
    // What the program does not know any more, or never did, is said to be old.
    for id in ["zz:1", "set:teapot", "rc:me", "lp:x1"] {
        let told = discord.owner().forges_press(&message, id).first_response();
        let text = told["data"]["content"].as_str().unwrap_or_default();
        assert!(text.contains("older version"), "{id}: {told}");
    }
}
