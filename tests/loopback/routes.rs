//! Which request goes where.

use serde_json::{Value, json};

use super::components::without_nulls;
use super::ids::{APPLICATION, snowflake};
use super::json as objects;
use super::request::Request;
use super::rest::unless_let_in;
use super::shared::State;
use super::verdict::Verdict;

/// Answers a request, changing the state as Discord would.
pub(super) fn answer(state: &mut State, request: &Request) -> Verdict {
    let segments = request.segments();
    let method = request.method.as_str();
    // Interactions and their webhooks carry their right in the address; the gateway's address is public.
    let open = matches!(segments[..], ["interactions" | "webhooks", ..] | ["gateway"]);
    if let Some(refusal) = unless_let_in(request).filter(|_| !open) {
        return refusal;
    }
    match (method, &segments[..]) {
        ("GET", ["gateway"]) => Verdict::ok(json!({ "url": state.gateway_url })),
        ("GET", ["gateway", "bot"]) => Verdict::ok(json!({
            "url": state.gateway_url, "shards": 1,
            "session_start_limit":
                { "total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1 },
        })),
        ("GET", ["users", "@me"]) => Verdict::ok(objects::me()),
        ("GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]) => {
            Verdict::ok(objects::application())
        }
        ("GET", ["applications", APPLICATION, "commands"]) => Verdict::ok(json!(state.commands)),
        ("PUT", ["applications", APPLICATION, "commands"]) => register(state, &request.body),
        ("POST", ["channels", channel, "messages"]) => state.messages.post(channel, request),
        ("GET", ["channels", channel, "messages", id]) => state.messages.get(channel, id),
        ("PATCH", ["channels", channel, "messages", id]) => state.messages.edit(channel, id, request),
        ("DELETE", ["channels", channel, "messages", id]) => state.messages.delete(channel, id),
        ("POST", ["channels", channel, "typing"]) => {
            if state.messages.knows(channel) {
                Verdict::nothing()
            } else {
                Verdict::unknown_channel()
            }
        }
        (_, ["interactions" | "webhooks", ..]) => interaction(state, request, method, &segments),
        _ => unexpected(state, request),
    }
}

fn interaction(state: &mut State, request: &Request, method: &str, segments: &[&str]) -> Verdict {
    let State { interactions, messages, complaints, .. } = state;
    match (method, segments) {
        ("POST", ["interactions", id, token, "callback"]) => {
            interactions.callback(id, token, request, messages, complaints)
        }
        ("POST", ["webhooks", APPLICATION, token]) => {
            interactions.follow_up(token, request, messages, complaints)
        }
        ("GET" | "PATCH" | "DELETE", ["webhooks", APPLICATION, token, "messages", id]) => {
            interactions.message(token, id, request, messages, complaints)
        }
        _ => unexpected(state, request),
    }
}

/// Commands are replaced as a whole; those with a known name and type keep their id.
fn register(state: &mut State, body: &Value) -> Verdict {
    let mut commands = without_nulls(body.clone()).as_array().cloned().unwrap_or_default();
    for command in &mut commands {
        for (key, default) in
            [("type", json!(1)), ("description", json!("")), ("default_member_permissions", json!(null))]
        {
            if command[key].is_null() {
                command[key] = default;
            }
        }
        let same = |known: &&Value| known["name"] == command["name"] && known["type"] == command["type"];
        command["id"] =
            state.commands.iter().find(same).map_or_else(|| json!(snowflake()), |k| k["id"].clone());
        command["application_id"] = json!(APPLICATION);
        command["version"] = json!(snowflake());
    }
    state.commands.clone_from(&commands);
    Verdict::ok(json!(commands))
}

fn unexpected(state: &mut State, request: &Request) -> Verdict {
    state.complaints.push(format!("unexpected request: {} {}", request.method, request.path));
    Verdict::not_found()
}
