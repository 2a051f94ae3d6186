//! Interactions: what they may be answered with, once, and what can be done after that.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::messages::{EPHEMERAL, LOADING, Messages, change, from_bot};
use super::request::Request;
use super::verdict::Verdict;

/// The kinds of interactions, as Discord numbers them.
pub(super) const COMMAND: u64 = 2;
pub(super) const COMPONENT: u64 = 3;
pub(super) const AUTOCOMPLETE: u64 = 4;
pub(super) const MODAL: u64 = 5;

/// One interaction.
#[derive(Clone, Debug)]
pub(super) struct Interaction {
    pub(super) token: String,
    pub(super) kind: u64,
    pub(super) channel: String,
    /// The message whose component was used.
    pub(super) source: Option<String>,
    /// Type of the first response.
    pub(super) first: Option<u64>,
    /// Body of the first response.
    pub(super) body: Value,
    /// What `@original` stands for.
    pub(super) original: Option<String>,
    /// True once `@original` was edited.
    pub(super) edited: bool,
    /// What came after it, in order.
    pub(super) follow_ups: Vec<String>,
}

/// All of them, by id.
#[derive(Debug, Default)]
pub(super) struct Interactions(pub(super) BTreeMap<String, Interaction>);

impl Interactions {
    /// `POST /interactions/{id}/{token}/callback`
    pub(super) fn callback(
        &mut self,
        id: &str,
        token: &str,
        request: &Request,
        messages: &mut Messages,
        complaints: &mut Vec<String>,
    ) -> Verdict {
        let Some(interaction) = self.0.get_mut(id).filter(|interaction| interaction.token == token) else {
            complaints.push(format!("answers an interaction that there is not: {id}"));
            return Verdict::unknown_interaction();
        };
        if interaction.first.is_some() {
            complaints.push(format!("answers an interaction twice: {}", request.body));
            return Verdict::error(400, 40060, "Interaction has already been acknowledged.");
        }
        let kind = request.body["type"].as_u64().unwrap_or(0);
        if !interaction.takes(kind) {
            complaints.push(format!("answers an interaction of type {} with type {kind}", interaction.kind));
            return Verdict::error(400, 50035, "Invalid Form Body");
        }
        interaction.first = Some(kind);
        interaction.body = request.body.clone();
        interaction.respond(kind, request, messages);
        Verdict::nothing()
    }

    /// `POST /webhooks/{application}/{token}`
    pub(super) fn follow_up(
        &mut self,
        token: &str,
        request: &Request,
        messages: &mut Messages,
        complaints: &mut Vec<String>,
    ) -> Verdict {
        let interaction = match self.answered(token, complaints) {
            Ok(interaction) => interaction,
            Err(refusal) => return refusal,
        };
        // After "thinking …" the first follow-up takes its place, and whether it is hidden stays.
        let loading =
            interaction.original.as_deref().and_then(|id| messages.find(id)).filter(|m| is_loading(m));
        if let Some(mut message) = loading.cloned() {
            settle(&mut message, request);
            messages.keep(message.clone());
            return Verdict::ok(message);
        }
        let mut message = from_bot(&interaction.channel, &request.body, &request.files);
        message["webhook_id"] = json!(super::ids::APPLICATION);
        interaction.follow_ups.push(message["id"].as_str().expect("an id").to_owned());
        messages.keep(message.clone());
        Verdict::ok(message)
    }

    /// `GET`, `PATCH`, `DELETE /webhooks/{application}/{token}/messages/{id or @original}`
    pub(super) fn message(
        &mut self,
        token: &str,
        id: &str,
        request: &Request,
        messages: &mut Messages,
        complaints: &mut Vec<String>,
    ) -> Verdict {
        let interaction = match self.answered(token, complaints) {
            Ok(interaction) => interaction,
            Err(refusal) => return refusal,
        };
        let id = if id == "@original" { interaction.original.clone() } else { Some(id.to_owned()) };
        let Some(mut message) = id.and_then(|id| messages.find(&id).cloned()) else {
            return Verdict::unknown_message();
        };
        match request.method.as_str() {
            "PATCH" => {
                interaction.edited = true;
                settle(&mut message, request);
                messages.keep(message.clone());
            }
            "DELETE" => {
                messages.forget(message["id"].as_str().expect("an id"));
                return Verdict::nothing();
            }
            _ => {}
        }
        Verdict::ok(message)
    }

    /// The interaction of a token, if it had its first response.
    fn answered(&mut self, token: &str, complaints: &mut Vec<String>) -> Result<&mut Interaction, Verdict> {
        let known = self.0.values_mut().find(|interaction| interaction.token == token);
        known.filter(|interaction| interaction.first.is_some()).ok_or_else(|| {
            complaints.push("uses the webhook of an interaction that was not answered".to_owned());
            Verdict::error(404, 10015, "Unknown Webhook")
        })
    }
}

impl Interaction {
    /// True if an interaction of this kind may be answered with a response of type `kind`.
    fn takes(&self, kind: u64) -> bool {
        match self.kind {
            COMMAND => [4, 5, 9].contains(&kind),
            COMPONENT => [4, 5, 6, 7, 9].contains(&kind),
            AUTOCOMPLETE => kind == 8,
            MODAL => [4, 5].contains(&kind) || (self.source.is_some() && [6, 7].contains(&kind)),
            _ => false,
        }
    }

    fn respond(&mut self, kind: u64, request: &Request, messages: &mut Messages) {
        let data = &request.body["data"];
        match kind {
            4 | 5 => {
                let mut message = from_bot(&self.channel, data, &request.files);
                if kind == 5 {
                    message["flags"] = json!(message["flags"].as_u64().unwrap_or(0) & EPHEMERAL | LOADING);
                }
                message["type"] = json!(20);
                message["webhook_id"] = json!(super::ids::APPLICATION);
                self.original = message["id"].as_str().map(str::to_owned);
                messages.keep(message);
            }
            6 | 7 => {
                self.original.clone_from(&self.source);
                let source = self.source.as_deref().and_then(|id| messages.find(id)).cloned();
                if let Some(mut message) = source.filter(|_| kind == 7) {
                    change(&mut message, data, &request.files);
                    messages.keep(message);
                }
            }
            _ => {}
        }
    }
}

/// True for "Kotae is thinking …".
pub(super) fn is_loading(message: &Value) -> bool {
    message["flags"].as_u64().unwrap_or(0) & LOADING != 0
}

/// An edit, which also ends the thinking; whether the message is hidden was said by the first response.
fn settle(message: &mut Value, request: &Request) {
    let hidden = message["flags"].as_u64().unwrap_or(0) & EPHEMERAL;
    change(message, &request.body, &request.files);
    let flags = message["flags"].as_u64().unwrap_or(0);
    message["flags"] = json!((flags & !(LOADING | EPHEMERAL)) | hidden);
}
