//! Discord and the network fail; the bot does not.

mod loopback;

use loopback::{Asked, Bot, CHANNEL, Discord, Exit, Fault, OTHER_CHANNEL, Person, TOKEN, running};
use serde_json::json;

const POST: &str = "/channels/*/messages";
const CALLBACK: &str = "/interactions/*/*/callback";
const ORIGINAL: &str = "/webhooks/*/*/messages/@original";

/// Asks in a channel and waits for the answer.
#[track_caller]
fn is_answered(discord: &Discord) {
    let said = discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki");
    said.answer_that("is about Hibiki", |text| text.contains("a network for echoes"));
}

/// Asks by command and waits for the answer.
#[track_caller]
fn asks(person: &Person) -> Asked {
    person.slash("ask", &json!({ "question": "what is Hibiki" }))
}

/// The bot ended because of what its operator has to change: it says so in one line and in status 2.
#[track_caller]
fn is_told(exit: &Exit, word: &str) {
    assert_eq!(exit.code, Some(2), "{exit:?}");
    let lines = exit.stderr.lines().filter(|line| line.contains(word)).count();
    assert_eq!(lines, 1, "one line about {word:?}:\n{}", exit.stderr);
    assert!(exit.stderr.lines().count() <= 8, "no flood:\n{}", exit.stderr);
}

#[test]
fn a_limit_is_waited_out_and_the_answer_delivered() {
    let (discord, _bot) = running();
    for global in [false, true] {
        discord.fail_next(2, "POST", POST, Fault::RateLimited { retry_after_ms: 120, global });
        // Whoever comes back before the time is complained about.
        is_answered(&discord);
    }
    assert_eq!(discord.requests("POST", POST).len(), 6);
    discord.fail_next(1, "POST", CALLBACK, Fault::RateLimited { retry_after_ms: 120, global: false });
    discord.fail_next(1, "PATCH", ORIGINAL, Fault::RateLimited { retry_after_ms: 120, global: false });
    let reply = asks(&discord.member("alice")).reply();
    assert!(reply.text().contains("a network for echoes"));
}

#[test]
fn a_server_that_fails_is_asked_again() {
    let (discord, _bot) = running();
    for status in [500, 502, 503] {
        discord.fail_next(2, "POST", POST, Fault::Server(status));
        is_answered(&discord);
    }
    discord.fail_next(1, "POST", CALLBACK, Fault::Server(500));
    discord.fail_next(1, "PATCH", ORIGINAL, Fault::Server(500));
    let reply = asks(&discord.member("alice")).reply();
    assert!(reply.text().contains("a network for echoes"));
}

#[test]
fn an_answer_whose_receipt_is_lost_is_not_said_twice() {
    let (discord, bot) = running();
    discord.fail_next(1, "POST", POST, Fault::AnswerLost);
    is_answered(&discord);
    discord.wait_for_requests(2, "POST", POST);
    bot.stop();
    assert_eq!(discord.bot_messages().len(), 1);
}

#[test]
fn a_refusal_is_no_reason_to_stop_answering() {
    let (discord, bot) = running();
    let refusals =
        [Fault::MissingPermissions, Fault::MissingAccess, Fault::UnknownChannel, Fault::UnknownMessage];
    for (number, fault) in refusals.into_iter().enumerate() {
        discord.fail_next(1, "POST", POST, fault);
        discord.member("bob").mentions_bot(OTHER_CHANNEL, "what is Kumonet");
        discord.wait_for_requests(number + 1, "POST", POST);
        discord.heal();
    }
    is_answered(&discord);
    bot.stop();
}

#[test]
fn a_channel_that_is_gone_is_left_alone() {
    let (discord, bot) = running();
    let bob = discord.member("bob");
    let said = bob.mentions_bot(OTHER_CHANNEL, "what is Kumonet");
    said.answer();
    discord.delete_channel(OTHER_CHANNEL);
    let before = discord.requests("POST", POST).len();
    bob.mentions_bot(OTHER_CHANNEL, "what is Kumonet");
    discord.wait_for_requests(before + 1, "POST", POST);
    bob.edits(&said, "what is Hibiki");
    bob.deletes(&said);
    is_answered(&discord);
    bot.stop();
}

#[test]
fn an_interaction_that_expired_is_let_go() {
    let (discord, bot) = running();
    let alice = discord.member("alice");
    discord.fail_next(1, "POST", CALLBACK, Fault::UnknownInteraction);
    asks(&alice);
    discord.wait_for_requests(1, "POST", CALLBACK);
    discord.fail_next(1, "PATCH", ORIGINAL, Fault::UnknownMessage);
    asks(&alice).first_response();
    is_answered(&discord);
    bot.stop();
}

#[test]
fn a_press_or_a_list_that_expired_is_let_go() {
    let (discord, bot) = running();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    let presses = answer.buttons();
    for (number, (_, custom_id)) in presses.iter().enumerate() {
        discord.fail_next(1, "POST", CALLBACK, Fault::UnknownInteraction);
        alice.forges_press(&answer, custom_id);
        discord.wait_for_requests(number + 1, "POST", CALLBACK);
    }
    discord.fail_next(1, "POST", CALLBACK, Fault::UnknownInteraction);
    alice.autocomplete("ask", &json!({}), "question", "kum");
    discord.wait_for_requests(presses.len() + 1, "POST", CALLBACK);
    is_answered(&discord);
    bot.stop();
}

#[test]
fn a_dropped_connection_is_taken_up_again() {
    let (discord, _bot) = running();
    is_answered(&discord);
    discord.drop_connection();
    is_answered(&discord);
    discord.ask_to_reconnect();
    discord.wait_for_gateway("a second RESUMED", |gateway| gateway.resumed == 2);
    is_answered(&discord);
    discord.close_connection(4000);
    discord.wait_for_gateway("a third RESUMED", |gateway| gateway.resumed == 3);
    is_answered(&discord);
    assert_eq!(discord.gateway(|gateway| gateway.readies), 1, "no session was lost");
}

#[test]
fn a_session_that_is_lost_begins_anew() {
    let (discord, _bot) = running();
    discord.invalidate_session();
    discord.wait_for_gateway("a second READY", |gateway| gateway.readies == 2);
    is_answered(&discord);
}

#[test]
fn a_connection_that_is_dead_and_does_not_say_so_is_given_up() {
    let discord = Discord::start();
    discord.want_heartbeats_every(100);
    let _bot = Bot::of(&discord).start();
    discord.become_zombie();
    discord.wait_for_gateway("another connection", |gateway| gateway.readies + gateway.resumed > 1);
    is_answered(&discord);
}

#[test]
fn a_wrong_token_is_told_once_and_never_shown() {
    let discord = Discord::start();
    let wrong = TOKEN.replace("not-a-real", "not-at-all-a-real");
    let exit = Bot::of(&discord).token(&wrong).launch().wait_for_end();
    is_told(&exit, "token");
    assert!(!exit.stderr.contains("not-at-all-a-real") && !exit.stdout.contains("not-at-all-a-real"));
    let tries = discord.gateway(|gateway| gateway.identifies.len());
    let refused = discord.requests("GET", "/*").len() + discord.requests("GET", "/*/*").len();
    assert!(tries <= 1 && refused <= 4, "{tries} tries to identify, {refused} requests");
}

#[test]
fn a_token_that_the_gateway_refuses_is_told_once() {
    let discord = Discord::start();
    discord.refuse_next_identify(4004);
    let exit = Bot::of(&discord).launch().wait_for_end();
    is_told(&exit, "token");
    assert_eq!(discord.gateway(|gateway| gateway.identifies.len()), 1);
}

#[test]
fn intents_that_are_refused_are_told_once() {
    let discord = Discord::start();
    discord.refuse_next_identify(4014);
    let exit = Bot::of(&discord).launch().wait_for_end();
    is_told(&exit, "intents");
    assert_eq!(discord.gateway(|gateway| gateway.identifies.len()), 1);
}

#[test]
fn without_a_token_it_says_where_one_belongs() {
    let discord = Discord::start();
    let exit = Bot::of(&discord).token("").launch().wait_for_end();
    is_told(&exit, "KOTAE_TOKEN");
    assert!(discord.requests("GET", "/*").is_empty());
}

#[test]
fn without_a_network_it_says_what_it_could_not_reach() {
    let exit = Bot::without_discord().launch().wait_for_end();
    is_told(&exit, "127.0.0.1");
}

#[test]
fn sigterm_waits_for_the_answer_that_is_on_its_way() {
    let (discord, bot) = running();
    let held = discord.hold("POST", POST);
    let said = discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki");
    discord.wait_for_requests(1, "POST", POST);
    bot.signal("TERM");
    held.release();
    let exit = bot.wait_for_end();
    assert_eq!(exit.code, Some(0), "{}", exit.stderr);
    assert_eq!(said.answers().len(), 1);
}

#[test]
fn sigterm_waits_for_all_who_have_asked() {
    let (discord, bot) = running();
    let people = ["alice", "bob", "carol", "dave"].map(|name| discord.member(name));
    let held = [discord.hold("POST", POST), discord.hold("POST", CALLBACK)];
    let said: Vec<_> =
        people.iter().map(|person| person.mentions_bot(OTHER_CHANNEL, "what is Hibiki")).collect();
    let asked: Vec<_> = people.iter().map(asks).collect();
    discord.wait_for_requests(4, "POST", POST);
    discord.wait_for_requests(4, "POST", CALLBACK);
    bot.signal("TERM");
    bot.wait_for_log("that it stops", |line| line.contains("stopping"));
    held.into_iter().for_each(loopback::Held::release);
    let exit = bot.wait_for_end();
    assert_eq!(exit.code, Some(0), "{}", exit.stderr);
    assert!(said.iter().all(|said| said.answers().len() == 1));
    assert!(asked.iter().all(|asked| asked.reply().text().contains("a network for echoes")));
}

#[test]
fn what_was_noted_is_written_before_the_end() {
    let discord = Discord::start();
    let data = tempfile::TempDir::new().expect("a folder for data");
    let start = || Bot::of(&discord).data(data.path()).start();
    let bot = start();
    discord.member("alice").mentions_bot(CHANNEL, "quantum chromodynamics in teapots").answer();
    bot.stop();
    let _bot = start();
    let told = discord.owner().slash("facts unanswered", &json!({})).reply().text();
    assert!(told.contains("teapots"), "{told}");
}

#[test]
fn no_secret_and_no_question_stands_in_the_log() {
    let discord = Discord::start();
    let bot = Bot::of(&discord).env("KOTAE_LOG_LEVEL", "trace").start();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "why is Hibiki little used, zanzibar?").answer();
    alice.presses(&answer, "Sources").reply();
    alice.autocomplete("ask", &json!({}), "question", "zanzibar").choices();
    discord.fail_next(2, "POST", CALLBACK, Fault::Server(502));
    asks(&alice).reply();
    discord.fail_next(1, "POST", CALLBACK, Fault::UnknownInteraction);
    let before = discord.requests("POST", CALLBACK).len();
    asks(&alice);
    discord.wait_for_requests(before + 1, "POST", CALLBACK);
    discord.fail_next(1, "PATCH", ORIGINAL, Fault::UnknownMessage);
    discord.owner().slash("facts status", &json!({})).first_response();
    is_answered(&discord);
    discord.drop_connection();
    is_answered(&discord);
    let exit = bot.stop();
    assert!(exit.stderr.contains("DEBUG"), "it was to log much:\n{}", exit.stderr);
    // Tokens of interactions begin alike; that of the bot is looked for whenever a bot ends.
    for secret in ["aW50ZXJhY3Rpb24", "zanzibar", "Bot "] {
        assert!(!exit.stderr.contains(secret), "{secret:?} stands in the log:\n{}", exit.stderr);
    }
}

#[test]
fn sigterm_without_work_ends_at_once() {
    let (_discord, bot) = running();
    let exit = bot.stop();
    assert_eq!(exit.stdout, "", "what a bot has to say goes to its log");
}
