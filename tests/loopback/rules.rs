//! Rules that stand in Discord's documentation but not in its description of the API, and those of
//! the house: whatever the bot says, it pings nobody.

use serde_json::Value;

use super::messages::EPHEMERAL;
use super::request::Request;

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
const COMPONENTS_V2: u64 = 1 << 15;

/// What in a request is against a rule.
pub(super) fn complaints(request: &Request) -> Vec<String> {
    let body = &request.body;
    let mut wrong = Vec::new();
    if request.is("POST", "/channels/*/messages") {
        message(body, SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2, true, &mut wrong);
    } else if request.is("PATCH", "/channels/*/messages/*") || request.is("PATCH", "/webhooks/*/*/messages/*")
    {
        // An edit without words cannot ping.
        message(body, SUPPRESS_EMBEDS | COMPONENTS_V2, !body["content"].is_null(), &mut wrong);
    } else if request.is("POST", "/webhooks/*/*") {
        let flags = EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
        message(body, flags, true, &mut wrong);
    } else if request.is("POST", "/interactions/*/*/callback") {
        callback(body, &mut wrong);
    } else if request.is("PUT", "/applications/*/commands") {
        commands(body, &mut wrong);
    }
    wrong
}

fn callback(body: &Value, wrong: &mut Vec<String>) {
    let data = &body["data"];
    match body["type"].as_u64() {
        Some(4) => {
            let flags = EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
            message(data, flags, true, wrong);
        }
        Some(5 | 6) => {
            let other = data.as_object().into_iter().flatten().find(|(key, value)| {
                // serenity writes out its defaults.
                let nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                key.as_str() != "flags" && !nothing
            });
            if let Some((key, _)) = other {
                wrong.push(format!("a deferred response carries `{key}`, which is lost"));
            }
            flags(data, EPHEMERAL, wrong);
        }
        Some(7) => message(data, SUPPRESS_EMBEDS | COMPONENTS_V2, !data["content"].is_null(), wrong),
        Some(8) => choices(&data["choices"], wrong),
        Some(9) => within(&data["title"], 45, "title of a modal", wrong),
        _ => {}
    }
}

fn message(body: &Value, allowed: u64, must_not_ping: bool, wrong: &mut Vec<String>) {
    within(&body["content"], 2000, "content", wrong);
    let embeds = body["embeds"].as_array().map(Vec::as_slice).unwrap_or_default();
    let sum: usize = embeds.iter().map(weight).sum();
    if sum > 6000 {
        wrong.push(format!("the embeds have {sum} characters in all, 6000 are allowed"));
    }
    flags(body, allowed, wrong);
    let v2 = body["flags"].as_u64().unwrap_or(0) & COMPONENTS_V2 != 0;
    if v2 && (!embeds.is_empty() || body["content"].as_str().is_some_and(|content| !content.is_empty())) {
        wrong.push("components v2 together with content or embeds".to_owned());
    }
    if must_not_ping {
        silence(&body["allowed_mentions"], wrong);
    }
}

/// What counts towards the 6000: title, description, names and values of fields, footer, author.
fn weight(embed: &Value) -> usize {
    let fields = embed["fields"].as_array().into_iter().flatten();
    let texts = fields.flat_map(|field| [&field["name"], &field["value"]]).chain([
        &embed["title"],
        &embed["description"],
        &embed["footer"]["text"],
        &embed["author"]["name"],
    ]);
    texts.filter_map(Value::as_str).map(|text| text.chars().count()).sum()
}

fn flags(body: &Value, allowed: u64, wrong: &mut Vec<String>) {
    let more = body["flags"].as_u64().unwrap_or(0) & !allowed;
    if more != 0 {
        wrong.push(format!("flags {more:#x} may not be set here"));
    }
}

/// Nobody is pinged, not even the person who is replied to.
fn silence(mentions: &Value, wrong: &mut Vec<String>) {
    let empty = |key: &str| mentions[key].as_array().is_none_or(Vec::is_empty);
    let silent = mentions["parse"].as_array().is_some_and(Vec::is_empty) && empty("users") && empty("roles");
    if !silent || mentions["replied_user"] == true {
        wrong.push(format!("allowed_mentions must be there and let nobody be pinged, but is {mentions}"));
    }
}

fn choices(choices: &Value, wrong: &mut Vec<String>) {
    let choices = choices.as_array().map(Vec::as_slice).unwrap_or_default();
    if choices.len() > 25 {
        wrong.push(format!("{} choices, 25 are allowed", choices.len()));
    }
    for choice in choices {
        if choice["name"].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("a choice without a name: {choice}"));
        }
        within(&choice["name"], 100, "name of a choice", wrong);
        within(&choice["value"], 100, "value of a choice", wrong);
    }
}

/// 8000 characters a command, the longest localisation of each text counted; 100 slash commands, 15
/// of either kind of the others.
fn commands(body: &Value, wrong: &mut Vec<String>) {
    let commands = body.as_array().map(Vec::as_slice).unwrap_or_default();
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        let count = commands.iter().filter(|command| command["type"].as_u64().unwrap_or(1) == kind).count();
        if count > most {
            wrong.push(format!("{count} commands of type {kind}, {most} are allowed"));
        }
    }
    for command in commands {
        let length = command_length(command);
        if length > 8000 {
            wrong.push(format!("command {} has {length} characters, 8000 are allowed", command["name"]));
        }
    }
}

fn command_length(command: &Value) -> usize {
    let longest = |key: &str| {
        let localised = command[format!("{key}_localizations")].as_object().into_iter().flatten();
        let texts = localised.map(|(_, text)| text).chain([&command[key]]);
        texts.filter_map(Value::as_str).map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let value = command["value"].as_str().map_or(0, |value| value.chars().count());
    let below = ["options", "choices"].into_iter().filter_map(|key| command[key].as_array()).flatten();
    longest("name") + longest("description") + value + below.map(command_length).sum::<usize>()
}

fn within(text: &Value, most: usize, what: &str, wrong: &mut Vec<String>) {
    let length = text.as_str().map_or(0, |text| text.chars().count());
    if length > most {
        wrong.push(format!("{what} has {length} characters, {most} are allowed"));
    }
}
