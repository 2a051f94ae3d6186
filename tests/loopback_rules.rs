//! What the loopback Discord complains about: each rule is broken once, by requests made by hand.

mod loopback;

use loopback::{APPLICATION, Bot, CHANNEL, Discord, Fault, TOKEN};
use serde_json::{Value, json};

/// Sends a request as a bot would, and gives the status and the body of what comes back.
fn send(discord: &Discord, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let method = method.parse().expect("a method");
        let request = client.request(method, format!("{}/api/v10{path}", discord.base()));
        let request = request.header("authorization", format!("Bot {TOKEN}"));
        let request = request.header("content-type", "application/json").body(body.to_string());
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or_default())
    })
}

/// Posts a message and gives what is complained about.
fn complaints_about(message: &Value) -> String {
    let discord = Discord::start();
    send(&discord, "POST", &format!("/channels/{CHANNEL}/messages"), message);
    discord.take_complaints().join("\n")
}

fn quiet(mut message: Value) -> Value {
    message["allowed_mentions"] = json!({ "parse": [] });
    message
}

#[test]
fn a_good_message_is_taken_without_a_word() {
    assert_eq!(complaints_about(&quiet(json!({ "content": "x".repeat(2000) }))), "");
}

#[test]
fn a_message_must_not_ping_or_be_too_long() {
    assert!(complaints_about(&json!({ "content": "hi" })).contains("allowed_mentions"));
    let replied = json!({ "content": "hi", "allowed_mentions": { "parse": [], "replied_user": true } });
    assert!(complaints_about(&replied).contains("allowed_mentions"));
    let long = quiet(json!({ "content": "あ".repeat(2001) }));
    assert!(complaints_about(&long).contains("2001 characters"));
    let embed = json!({ "description": "x".repeat(3001) });
    let embeds = quiet(json!({ "embeds": [embed, embed] }));
    assert!(complaints_about(&embeds).contains("6002 characters"));
    assert!(complaints_about(&quiet(json!({ "content": "hi", "flags": 64 }))).contains("flags 0x40"));
}

#[test]
fn a_request_must_fit_discords_own_description() {
    let field = quiet(json!({ "embeds": [{ "fields": [{ "name": "x".repeat(257), "value": "y" }] }] }));
    let told = complaints_about(&field);
    // Without the description beside the checkout there is nothing to hold it against.
    let described = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/discord/openapi.json");
    assert_eq!(told.contains("256"), described.exists(), "{told}");
}

#[test]
fn what_discord_does_not_have_is_unexpected() {
    let discord = Discord::start();
    let (status, _) = send(&discord, "GET", "/no/such/thing", &Value::Null);
    assert_eq!(status, 404);
    assert!(discord.take_complaints().join("\n").contains("unexpected request: GET /no/such/thing"));
}

#[test]
fn an_interaction_is_answered_once_and_first() {
    let discord = Discord::start();
    let hi = json!({ "type": 4, "data": quiet(json!({ "content": "hi" })) });
    let (status, body) = send(&discord, "POST", "/interactions/1/token/callback", &hi);
    assert_eq!((status, &body["code"]), (404, &json!(10062)));
    let early = format!("/webhooks/{APPLICATION}/token/messages/@original");
    let (status, body) = send(&discord, "PATCH", &early, &quiet(json!({ "content": "hi" })));
    assert_eq!((status, &body["code"]), (404, &json!(10015)));
    let told = discord.take_complaints().join("\n");
    assert!(told.contains("there is not") && told.contains("was not answered"), "{told}");
}

#[test]
fn whoever_comes_back_too_early_is_seen() {
    let discord = Discord::start();
    let path = format!("/channels/{CHANNEL}/messages");
    let limit = Fault::RateLimited { retry_after_ms: 3_600_000, global: true };
    discord.fail_next(1, "POST", "/channels/*/messages", limit);
    let message = quiet(json!({ "content": "hi" }));
    let (status, body) = send(&discord, "POST", &path, &message);
    assert_eq!((status, &body["retry_after"], &body["global"]), (429, &json!(3600.0), &json!(true)));
    send(&discord, "POST", &path, &message);
    assert!(discord.take_complaints().join("\n").contains("came back after"));
}

#[test]
#[should_panic(expected = "the client did what Discord would not take")]
fn a_complaint_that_nobody_takes_fails_the_test() {
    let discord = Discord::start();
    send(&discord, "GET", "/no/such/thing", &Value::Null);
}

#[test]
fn a_program_is_seen_to_its_end() {
    // Whatever becomes of it without a Discord, it must end by itself and leave the trap alone.
    let _exit = Bot::without_discord().launch().wait_for_end();
}

#[test]
fn the_fact_base_of_the_tests_is_whole() {
    let knowledge = loopback::Knowledge::copy();
    let files = kotae::knowledge::Files::read(knowledge.path()).expect("a folder of knowledge");
    let loaded = kotae::knowledge::read(&files);
    assert_eq!(loaded.problems, []);
    assert_eq!((loaded.base.topics.len(), loaded.base.facts().count(), loaded.base.figures.len()), (2, 4, 8));
}

#[test]
fn a_message_that_is_sent_again_because_its_answer_was_lost_is_one_message() {
    let discord = Discord::start();
    let path = format!("/channels/{CHANNEL}/messages");
    discord.fail_next(1, "POST", "/channels/*/messages", Fault::AnswerLost);
    let message = quiet(json!({ "content": "hi", "nonce": "7", "enforce_nonce": true }));
    assert_eq!(send(&discord, "POST", &path, &message).0, 502);
    assert_eq!(send(&discord, "POST", &path, &message).0, 200);
    assert_eq!(discord.bot_messages().len(), 1);
}

#[test]
fn what_the_loopback_itself_says_fits_discords_description() {
    let discord = Discord::start();
    for path in ["/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/oauth2/applications/@me"] {
        assert_eq!(send(&discord, "GET", path, &Value::Null).0, 200, "{path}");
    }
    assert_eq!(discord.take_complaints(), Vec::<String>::new());
}
