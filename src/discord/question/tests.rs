//! Which messages are questions.

use serde_json::{Value, json};

use super::*;
use crate::discord::state::testing::state;

const ME: u64 = 99;

fn person(id: u64) -> Value {
    json!({"id": id.to_string(), "username": "a", "discriminator": "0", "avatar": null, "bot": id == ME})
}

/// A message of a person in a server, changed by `with`.
fn message(with: &Value) -> Message {
    let mut message = json!({
        "id": "5", "channel_id": "3", "guild_id": "2", "author": person(8), "content": "hello", "embeds": [],
        "attachments": [], "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null, "tts": false,
        "pinned": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "type": 0,
    });
    for (key, value) in with.as_object().expect("an object") {
        message[key] = value.clone();
    }
    serde_json::from_value(message).expect("a message")
}

fn asked(with: &Value) -> Option<Asked> {
    addressed(&state(), &message(with), UserId::new(ME))
}

#[test]
fn a_mention_is_a_question_without_the_mention() {
    let asked = asked(&json!({"content": "<@99> what is <@8>? <@!99>", "mentions": [person(ME), person(8)]}));
    assert_eq!(asked.expect("a question").text, "what is <@8>?");
}

#[test]
fn a_direct_message_is_a_question() {
    assert_eq!(asked(&json!({"guild_id": null, "content": " hi "})).expect("a question").text, "hi");
}

#[test]
fn what_is_not_for_the_bot_is_left_alone() {
    let mention = [person(ME)];
    for with in [
        json!({}),
        json!({"content": "@everyone", "mention_everyone": true}),
        json!({"content": "<@&4>", "mention_roles": ["4"]}),
        json!({"content": "<@99> a", "mentions": mention, "author": person(ME)}),
        json!({"content": "<@99> a", "mentions": mention, "webhook_id": "6"}),
        json!({"content": "", "mentions": mention, "type": 6}),
    ] {
        assert_eq!(asked(&with), None, "{with}");
    }
}

fn answer_of_ours(id: u64, custom_id: &str) -> Value {
    let button = json!({"type": 2, "style": 2, "label": "Sources", "custom_id": custom_id});
    let with = json!({
        "id": id.to_string(), "author": person(ME), "content": "",
        "components": [{"type": 1, "components": [button]}],
    });
    serde_json::to_value(message(&with)).expect("JSON")
}

#[test]
fn a_reply_to_an_answer_carries_on_from_it() {
    let with = json!({
        "content": "and women?", "mentions": [person(ME)], "type": 19,
        "referenced_message": answer_of_ours(4, "s:line|usage|||"),
    });
    let context = asked(&with).expect("a question").context.expect("from the button");
    assert_eq!(
        (context.topics.as_slice(), context.intent.as_deref()),
        (&["line".to_owned()][..], Some("usage"))
    );

    let state = state();
    state.exchanges.begin(1, "a", None);
    let newer = Context { topics: vec!["x".into()], ..Context::default() };
    state.exchanges.answered(1, 4, &newer);
    let asked = addressed(&state, &message(&with), UserId::new(ME)).expect("a question");
    assert_eq!(asked.context, Some(newer), "memory knows better than the button");
}

#[test]
fn a_reply_without_ping_comes_without_text_and_is_no_question() {
    let with = json!({"content": "", "type": 19, "referenced_message": answer_of_ours(4, "s:line||||")});
    assert_eq!(asked(&with), None);
}

#[tokio::test]
async fn a_lone_mention_gets_a_hint_in_both_languages() {
    let (reply, context) = reply_to(&state(), "", None, None).await;
    let text = reply.content.expect("a text");
    assert!(text.contains("Ask me") && text.contains("質問") && context.is_empty(), "{text}");
}
