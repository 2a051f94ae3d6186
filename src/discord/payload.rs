//! A reply as JSON. Every message that leaves goes through here, so none can ping anybody.

use serde_json::{Map, Value, json};

use super::reply::{Button, Embed, Form, Menu, Offer, Reply, Style};
use crate::answer::limits;

/// Flag of a message that only the asker sees:
/// <https://docs.discord.com/developers/resources/message#message-object-message-flags>.
const EPHEMERAL: u64 = 1 << 6;

/// The body of a message, for creating and for editing. Whatever was there before an edit is replaced.
///
/// `allowed_mentions` with an empty `parse` lets nothing ping, whatever the text contains, nor the author of
/// the message replied to: <https://docs.discord.com/developers/resources/message#allowed-mentions-object>.
pub(crate) fn message(reply: &Reply) -> Map<String, Value> {
    let reply = reply.clone().fitted();
    let mut body = Map::new();
    body.insert("content".into(), json!(reply.content.as_deref().unwrap_or_default()));
    body.insert("embeds".into(), reply.embeds.iter().map(embed).collect());
    let menus = reply.menus.iter().map(menu);
    let rows = menus.chain(reply.rows.iter().map(|buttons| row(buttons)));
    body.insert("components".into(), rows.collect());
    body.insert(
        "attachments".into(),
        reply
            .attachments
            .iter()
            .enumerate()
            .map(|(id, file)| json!({"id": id, "filename": file.name, "description": file.description}))
            .collect(),
    );
    body.insert("allowed_mentions".into(), json!({"parse": [], "replied_user": false}));
    body
}

/// The body of a message that replies to another. `nonce` is the id of the question: within the minutes that
/// Discord remembers it, a request sent twice (a lost response, an event repeated on resume) makes one message.
pub(crate) fn answer_to(reply: &Reply, question: u64, channel: u64, referring: bool) -> Map<String, Value> {
    let mut body = message(reply);
    body.insert("nonce".into(), json!(question.to_string()));
    body.insert("enforce_nonce".into(), json!(true));
    if referring {
        body.insert(
            "message_reference".into(),
            json!({
                "message_id": question.to_string(),
                "channel_id": channel.to_string(),
                "fail_if_not_exists": false,
            }),
        );
    }
    body
}

/// The `data` of an interaction's response.
pub(crate) fn response(reply: &Reply) -> Map<String, Value> {
    let mut body = message(reply);
    if reply.hidden {
        body.insert("flags".into(), json!(EPHEMERAL));
    }
    body
}

/// The `data` of "thinking": nothing but whether the reply will be hidden may be said there.
pub(crate) fn deferral(hidden: bool) -> Value {
    if hidden { json!({"flags": EPHEMERAL}) } else { json!({}) }
}

/// The `data` of an autocomplete list of (label, value).
pub(crate) fn choices(entries: impl IntoIterator<Item = (String, String)>) -> Value {
    let choices: Vec<Value> = entries
        .into_iter()
        // A value that was cut would ask another question than the one that was chosen.
        .filter(|(label, value)| !label.is_empty() && !value.is_empty() && limits::CHOICE.fits(value))
        .take(limits::CHOICES.most)
        .map(|(label, value)| json!({"name": limits::CHOICE.cut(&label), "value": value}))
        .collect();
    json!({"choices": choices})
}

/// The id of the one field of a form.
pub(crate) const FIELD: &str = "text";

/// The `data` of a form: one text of several lines (component type 4, style 2).
pub(crate) fn form(form: &Form) -> Value {
    json!({
        "custom_id": form.press.to_string(),
        "title": limits::FORM_TITLE.cut(&form.title),
        "components": [{"type": 1, "components": [{
            "type": 4,
            "custom_id": FIELD,
            "style": 2,
            "label": limits::FORM_TITLE.cut(&form.label),
            "placeholder": limits::FORM_PLACEHOLDER.cut(&form.placeholder),
            "min_length": 1,
            "max_length": form.longest,
            "required": true,
        }]}],
    })
}

fn embed(embed: &Embed) -> Value {
    let mut body = Map::new();
    if let Some(title) = &embed.title {
        body.insert("title".into(), json!(title));
    }
    if let Some(description) = &embed.description {
        body.insert("description".into(), json!(description));
    }
    if !embed.fields.is_empty() {
        let field = |field: &super::reply::Field| json!({"name": field.name, "value": field.value, "inline": field.inline});
        body.insert("fields".into(), embed.fields.iter().map(field).collect());
    }
    if let Some(footer) = &embed.footer {
        body.insert("footer".into(), json!({"text": footer}));
    }
    if let Some(colour) = embed.colour {
        body.insert("color".into(), json!(colour));
    }
    if let Some(image) = &embed.image {
        body.insert("image".into(), json!({"url": format!("attachment://{image}")}));
    }
    Value::Object(body)
}

/// Component types and button styles: <https://docs.discord.com/developers/components/reference>.
fn row(buttons: &[Button]) -> Value {
    let button = |button: &Button| {
        let style = match button.style {
            Style::Primary => 1,
            Style::Secondary => 2,
        };
        json!({"type": 2, "style": style, "label": button.label, "custom_id": button.press.to_string()})
    };
    json!({"type": 1, "components": buttons.iter().map(button).collect::<Vec<_>>()})
}

/// Text channels, announcements and threads:
/// <https://docs.discord.com/developers/resources/channel#channel-object-channel-types>.
const WRITTEN: [u8; 5] = [0, 5, 10, 11, 12];

fn menu(menu: &Menu) -> Value {
    let mut body = json!({
        "custom_id": menu.press.to_string(),
        "placeholder": menu.placeholder,
        "min_values": menu.least,
        "max_values": menu.most,
    });
    match &menu.offer {
        Offer::Choices(choices) => {
            body["type"] = json!(3);
            let choice = |choice: &super::reply::Choice| json!({"label": choice.label, "value": choice.value, "default": choice.chosen});
            body["options"] = choices.iter().map(choice).collect();
        }
        Offer::Channels(chosen) => {
            body["type"] = json!(8);
            body["channel_types"] = json!(WRITTEN);
            let channel = |id: &u64| json!({"id": id.to_string(), "type": "channel"});
            body["default_values"] = chosen.iter().map(channel).collect();
        }
    }
    json!({"type": 1, "components": [body]})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::press::Press;

    #[test]
    fn an_answer_pings_nobody_and_refers_to_its_question() {
        let reply = Reply {
            embeds: vec![Embed {
                description: Some("@everyone".into()),
                colour: Some(1),
                ..Embed::default()
            }],
            rows: vec![vec![Button {
                label: "Go".into(),
                press: Press::ReloadConfirm(7),
                style: Style::Primary,
            }]],
            ..Reply::default()
        };
        assert_eq!(
            Value::Object(answer_to(&reply, 12, 34, true)),
            json!({
                "content": "",
                "embeds": [{"description": "@everyone", "color": 1}],
                "components": [{"type": 1, "components": [
                    {"type": 2, "style": 1, "label": "Go", "custom_id": "rc:7"}
                ]}],
                "attachments": [],
                "allowed_mentions": {"parse": [], "replied_user": false},
                "nonce": "12",
                "enforce_nonce": true,
                "message_reference": {"message_id": "12", "channel_id": "34", "fail_if_not_exists": false},
            })
        );
    }

    #[test]
    fn a_hidden_response_says_so_and_a_public_one_has_no_flags() {
        let hidden = response(&Reply::text("a").hidden());
        assert_eq!(hidden.get("flags"), Some(&json!(64)));
        assert_eq!(hidden.get("allowed_mentions"), Some(&json!({"parse": [], "replied_user": false})));
        assert_eq!(response(&Reply::text("a")).get("flags"), None);
        assert_eq!(deferral(true), json!({"flags": 64}));
    }

    #[test]
    fn a_list_of_choices_keeps_its_limits() {
        let entries = (0..40).map(|n| (format!("{n} {}", "a".repeat(120)), n.to_string()));
        let list = choices(entries.chain([("too long".into(), "a".repeat(101))]));
        let list = list["choices"].as_array().expect("a list");
        assert_eq!(list.len(), 25);
        assert!(list.iter().all(|entry| limits::CHOICE.fits(entry["name"].as_str().expect("a name"))));
        let long = choices([("too long".to_owned(), "a".repeat(101)), (String::new(), "a".into())]);
        assert_eq!(long, json!({"choices": []}));
    }
}
