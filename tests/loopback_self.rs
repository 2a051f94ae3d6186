//! The loopback Discord, tried with a stock serenity client instead of the bot: what a person does
//! arrives, what the client does is seen, and what goes wrong goes wrong as on Discord.

mod client;
mod loopback;

use client::{Client, Told};
use loopback::{CHANNEL, Discord, Fault, OTHER_CHANNEL, TOKEN};
use serde_json::json;
use serenity::all::GatewayIntents;

const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);
const POST: &str = "/channels/*/messages";

/// A Discord with a client that is connected to it.
fn connected() -> (Discord, Client) {
    let discord = Discord::start();
    let client = Client::start(discord.base(), TOKEN, INTENTS);
    discord.wait_until_ready();
    (discord, client)
}

#[test]
fn a_mention_arrives_and_the_answer_is_seen_with_its_file() {
    let (discord, _client) = connected();
    let said = discord.member("alice").mentions_bot(CHANNEL, "why is LinkedIn little used");
    let answer = said.answer();
    assert!(answer.text().contains("why is LinkedIn little used"), "{}", answer.text());
    assert_eq!(answer.files()[0].name, "chart.png");
    assert_eq!(answer.json()["attachments"][0]["description"], "A chart");
    let buttons: Vec<String> = answer.buttons().into_iter().map(|(label, _)| label).collect();
    assert_eq!(buttons, ["More", "Form"]);
}

#[test]
fn words_are_shown_only_where_discord_shows_them() {
    let (discord, client) = connected();
    let alice = discord.member("alice");
    let heard = || client.told.recv().expect("the client lives");
    alice.says(CHANNEL, "nothing for the bot");
    assert_eq!(heard(), Told::Heard(String::new()));
    let answer = alice.dm("hello").answer();
    assert_eq!(heard(), Told::Heard("hello".to_owned()));
    alice.replies_to(&answer, "and women?").answer();
    assert_eq!(heard(), Told::Heard("and women?".to_owned()));
    let answer = alice.mentions_bot(CHANNEL, "hi").answer();
    heard();
    alice.replies_silently_to(&answer, "between us");
    assert_eq!(heard(), Told::Heard(String::new()));
}

#[test]
fn commands_are_used_as_they_are_registered() {
    let (discord, _client) = connected();
    let alice = discord.member("alice");
    let asked = alice.slash("ask", &json!({ "question": "what is LINE" }));
    assert_eq!(asked.first_response()["type"], 5);
    let reply = asked.reply();
    assert_eq!(reply.text(), "ask from alice, Some(Guild)");
    assert!(reply.is_hidden());
    let typed = alice.autocomplete("ask", &json!({}), "question", "lin");
    assert_eq!(typed.choices(), [("lin!".to_owned(), "lin".to_owned())]);
    assert_eq!(alice.slash("facts reload", &json!({})).reply().text(), "facts from alice, Some(Guild)");
    let said = alice.says(CHANNEL, "LINE is big here");
    let asked = alice.message_command("Ask about this", &said.json());
    assert_eq!(asked.reply().text(), "Ask about this from alice, Some(Guild)");
}

#[test]
fn commands_are_used_wherever_the_bot_is_installed() {
    let (discord, _client) = connected();
    let question = json!({ "question": "what is LINE" });
    for (person, context) in [
        (discord.member("bob").in_dm(), "BotDm"),
        (discord.member("bob").elsewhere(), "Guild"),
        (discord.member("bob").in_private(), "PrivateChannel"),
    ] {
        let reply = person.slash("ask", &question).reply();
        assert_eq!(reply.text(), format!("ask from bob, Some({context})"));
    }
}

#[test]
fn buttons_are_pressed_and_forms_filled_in() {
    let (discord, _client) = connected();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "hi").answer();
    let form = alice.presses(&answer, "Form");
    let thanks = alice.submits_modal(&form, &json!({ "wrong": "the year" })).reply();
    assert_eq!(thanks.text(), "Thank you, alice");
    alice.presses(&answer, "more").first_response();
    answer.wait_until("says more", |text| text.starts_with("More"));
}

#[test]
fn a_connection_that_drops_is_resumed_without_losing_a_message() {
    let (discord, _client) = connected();
    let alice = discord.member("alice");
    alice.mentions_bot(CHANNEL, "before").answer();
    discord.drop_connection();
    let said = alice.mentions_bot(CHANNEL, "in between");
    assert!(said.answer().text().contains("in between"));
    discord.ask_to_reconnect();
    discord.wait_for_gateway("a second RESUMED", |gateway| gateway.resumed == 2);
    discord.close_connection(4000);
    discord.wait_for_gateway("a third RESUMED", |gateway| gateway.resumed == 3);
    assert_eq!(discord.gateway(|gateway| (gateway.readies, gateway.connections)), (1, 4));
}

#[test]
fn a_session_that_is_invalid_or_dead_begins_anew() {
    let discord = Discord::start();
    discord.want_heartbeats_every(50);
    let _client = Client::start(discord.base(), TOKEN, INTENTS);
    discord.wait_until_ready();
    discord.wait_for_gateway("a heartbeat", |gateway| gateway.heartbeats > 0);
    discord.invalidate_session();
    discord.wait_for_gateway("a second READY", |gateway| gateway.readies == 2);
    discord.become_zombie();
    discord.wait_for_gateway("another connection", |gateway| gateway.readies + gateway.resumed >= 3);
    discord.member("alice").mentions_bot(CHANNEL, "still there?").answer();
}

#[test]
fn who_is_not_let_in_is_told_once() {
    let discord = Discord::start();
    let wrong = Client::start(discord.base(), "wrong", INTENTS);
    let privileged = Client::start(discord.base(), TOKEN, INTENTS | GatewayIntents::MESSAGE_CONTENT);
    for client in [wrong, privileged] {
        assert!(matches!(client.told.recv(), Ok(Told::Ended(Some(_)))));
    }
    assert_eq!(discord.gateway(|gateway| (gateway.identifies.len(), gateway.readies)), (2, 0));
}

#[test]
fn requests_fail_as_often_as_told() {
    let (discord, client) = connected();
    let alice = discord.member("alice");
    let faults = [
        (Fault::RateLimited { retry_after_ms: 200, global: false }, 429),
        (Fault::Server(502), 502),
        (Fault::MissingPermissions, 403),
        (Fault::UnknownChannel, 404),
    ];
    for (fault, status) in faults {
        discord.fail_next(1, "POST", POST, fault);
        alice.mentions_bot(CHANNEL, "hi");
        client.told.recv().expect("the message is heard");
        assert_eq!(client.told.recv(), Ok(Told::Failed(status)));
    }
    alice.mentions_bot(CHANNEL, "hi").answer();
    discord.delete_channel(OTHER_CHANNEL);
    client.told.recv().expect("the message is heard");
    alice.mentions_bot(OTHER_CHANNEL, "hi");
    client.told.recv().expect("the message is heard");
    assert_eq!(client.told.recv(), Ok(Told::Failed(404)));
    assert_eq!(discord.requests("POST", POST).len(), 6);
}

#[test]
fn a_slow_request_waits_for_the_test() {
    let (discord, mut client) = connected();
    let alice = discord.member("alice");
    let held = discord.hold("POST", POST);
    let said = alice.mentions_bot(CHANNEL, "hi");
    let request = discord.wait_for("the answer to arrive", |request| request.is("POST", POST));
    assert_eq!(request.status, None);
    assert!(said.answers().is_empty());
    held.release();
    said.answer();
    client.stop();
    assert_eq!(client.told.iter().last(), Some(Told::Ended(None)));
}

#[test]
fn what_was_said_can_be_edited_and_taken_back() {
    let (discord, client) = connected();
    let alice = discord.member("alice");
    let said = alice.mentions_bot(CHANNEL, "hi");
    said.answer();
    alice.edits(&said, "hello");
    alice.preview_appears(&said);
    alice.deletes(&said);
    alice.mentions_bot(CHANNEL, "gone?").answer();
    drop(client);
}
