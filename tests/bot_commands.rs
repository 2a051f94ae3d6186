//! People use the bot's commands.

mod loopback;

use std::collections::BTreeSet;

use loopback::{Bot, CHANNEL, Discord, running};
use serde_json::{Value, json};
use tempfile::TempDir;

const REGISTER: &str = "/applications/*/commands";

/// True if a text is Japanese, not only names in it.
fn is_japanese(text: &str) -> bool {
    text.chars().filter(|letter| ('ぁ'..='ん').contains(letter)).count() > 3
}

#[test]
fn ask_answers_for_all_or_for_one() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let public = alice.slash("ask", &json!({ "question": "why is Hibiki little used" })).reply();
    assert!(public.words_and_links().contains("https://example.com/hibiki-essay"));
    assert!(public.text().contains("echoes repeat everything") && !public.is_hidden());
    let hidden = alice.slash("ask", &json!({ "question": "ヒビキとは", "hidden": true })).reply();
    assert!(hidden.text().contains("こだまのためのSNS") && hidden.is_hidden(), "{}", hidden.text());
}

#[test]
fn ask_works_wherever_the_bot_was_installed() {
    let (discord, _bot) = running();
    let bob = || discord.member("bob");
    for person in [bob().in_dm(), bob().elsewhere(), bob().in_private()] {
        let reply = person.slash("ask", &json!({ "question": "what is Hibiki" })).reply();
        assert!(reply.text().contains("a network for echoes"), "{}", reply.text());
    }
}

#[test]
fn while_typing_topics_and_questions_are_offered() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    for typed in ["kumo", "kmnt", "Kumonte", "クモ", "why is kumonet"] {
        let choices = alice.autocomplete("ask", &json!({}), "question", typed).choices();
        let (_, value) = choices
            .iter()
            .find(|(label, _)| label.contains("Kumonet") || label.contains("クモネット"))
            .unwrap_or_else(|| panic!("{typed:?} offers {choices:?}"));
        let reply = alice.slash("ask", &json!({ "question": value })).reply();
        let text = reply.text();
        assert!(text.contains("Kumonet") || text.contains("クモネット"), "{value:?} is answered with {text}");
    }
    // Nothing typed, and nothing that fits: the list may be empty, but it comes.
    let first = alice.autocomplete("ask", &json!({}), "question", "").choices();
    assert!(!first.is_empty(), "somebody who does not know what to ask is offered something");
    alice.autocomplete("ask", &json!({}), "question", &"ж".repeat(3000)).choices();
}

#[test]
fn any_message_can_be_asked_about() {
    let (discord, _bot) = running();
    let target = discord.member("bob").says(CHANNEL, "I wonder why is Hibiki little used");
    let reply = discord.member("alice").message_command("Ask Kotae", &target.json()).reply();
    assert!(reply.text().contains("echoes repeat everything"), "{}", reply.text());
    let mut wordless = discord.member("bob").says(CHANNEL, "x").json();
    wordless["content"] = json!("");
    let reply = discord.member("alice").message_command("Ask Kotae", &wordless).reply();
    assert!(!reply.text().is_empty());
}

#[test]
fn commands_that_tell_about_the_bot_speak_both_languages() {
    let (discord, _bot) = running();
    let (alice, hanako) = (discord.member("alice"), discord.member("hanako").in_a_server_of("ja"));
    let text =
        |person: &loopback::Person, command| person.slash(command, &json!({})).reply().words_and_links();
    for command in ["topics", "about", "help"] {
        let (english, japanese) = (text(&alice, command), text(&hanako, command));
        assert!(!is_japanese(&english), "/{command}: {english}");
        assert!(is_japanese(&japanese), "/{command}: {japanese}");
    }
    let topics = text(&alice, "topics");
    assert!(topics.contains("Kumonet") && topics.contains("Hibiki"), "{topics}");
    let topics = text(&hanako, "topics");
    assert!(topics.contains("クモネット") && topics.contains("ヒビキ"), "{topics}");
}

#[test]
fn a_reply_without_a_question_has_the_language_of_the_server_and_only_then_of_the_member() {
    let (discord, _bot) = running();
    let person = |server: &str, client: &str| {
        discord.member(&format!("{server} {client}")).in_a_server_of(server).with_locale(client)
    };
    let hidden = |person: &loopback::Person| {
        let reply = person.slash("topics", &json!({})).reply();
        assert!(reply.is_hidden());
        is_japanese(&reply.text())
    };
    let shown = |person: &loopback::Person, hidden: bool| {
        let given = json!({ "topic": "Kumonet", "hidden": hidden });
        let reply = person.slash("stats", &given).reply();
        assert_eq!(reply.is_hidden(), hidden);
        // What it says, beside the names of sources.
        reply.text().contains("利用率")
    };
    for (server, client, of_hidden, of_public) in [
        ("en-US", "ja", false, false),
        ("ja", "en-US", true, true),
        // A server of a language that Kotae does not speak says nothing.
        ("fr", "ja", true, false),
        ("fr", "en-US", false, false),
    ] {
        let person = person(server, client);
        assert_eq!(hidden(&person), of_hidden, "{server} {client}");
        assert_eq!(shown(&person, true), of_hidden, "{server} {client}");
        assert_eq!(shown(&person, false), of_public, "{server} {client}");
    }
    let hanako = discord.member("hanako").with_locale("ja");
    // Alone with the bot, or where others read along.
    assert!(shown(&hanako.clone().in_dm(), false) && hidden(&hanako.clone().in_dm()));
    assert!(!shown(&hanako.clone().in_private(), false) && shown(&hanako.clone().in_private(), true));
    // The option comes before everything.
    let english = json!({ "language": "en" });
    for person in [hanako.clone().in_dm(), person("ja", "ja")] {
        assert!(!is_japanese(&person.slash("topics", &english).reply().text()));
    }
}

#[test]
fn what_is_cited_and_what_is_kept_is_told_in_both_languages() {
    let (discord, _bot) = running();
    let (alice, hanako) = (discord.member("alice"), discord.member("hanako").in_a_server_of("ja"));
    let text =
        |person: &loopback::Person, command| person.slash(command, &json!({})).reply().words_and_links();
    let sources = text(&alice, "sources");
    assert!(sources.contains("Rain Review") && sources.contains("Institute of Clouds"), "{sources}");
    let sources = text(&hanako, "sources");
    assert!(sources.contains("雨評論") && sources.contains("雲研究所"), "{sources}");
    assert!(!is_japanese(&text(&alice, "privacy")));
    assert!(is_japanese(&text(&hanako, "privacy")));
}

#[test]
fn the_sources_of_one_topic_are_listed_the_newest_first() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let sources = |topic: &str| alice.slash("sources", &json!({ "topic": topic })).reply();
    let (all, kumonet) = (alice.slash("sources", &json!({})).reply().text(), sources("くもねっと").text());
    let (survey, essay) = (all.find("Institute of Clouds"), all.find("Rain Review"));
    assert!(survey < essay, "the essay is older:\n{all}");
    assert!(kumonet.contains("Institute of Clouds") && !kumonet.contains("Rain Review"), "{kumonet}");
    assert!(kumonet.contains("https://example.com/cloud-survey-2024"), "{kumonet}");
    let unknown = sources("**@everyone**");
    assert!(unknown.is_hidden() && !unknown.text().contains("**@"), "{}", unknown.text());
    let choices = alice.autocomplete("sources", &json!({}), "topic", "kum").choices();
    assert_eq!(choices, [("Kumonet".to_owned(), "kumonet".to_owned())]);
}

#[test]
fn whoever_wants_their_data_erased_is_told_what_there_was() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    alice.mentions_bot(CHANNEL, "quantum chromodynamics in teapots").answer();
    let erased = alice.slash("privacy", &json!({ "erase": true })).reply();
    assert!(erased.is_hidden() && erased.text().contains("Nothing to erase"), "{}", erased.text());
}

#[test]
fn help_names_every_command_that_a_member_can_use() {
    let (discord, _bot) = running();
    let help = discord.member("alice").slash("help", &json!({})).reply().text();
    for command in discord.commands() {
        let name = command["name"].as_str().expect("a name");
        let of_some = ["facts", "settings"].contains(&name);
        assert!(of_some || help.contains(name), "{name} is missing:\n{help}");
    }
}

#[test]
fn commands_are_registered_once() {
    let discord = Discord::start();
    let data = TempDir::new().expect("a folder for data");
    for _ in 0..2 {
        let bot = Bot::of(&discord).data(data.path()).start();
        discord.member("alice").slash("ask", &json!({ "question": "what is Hibiki" })).reply();
        bot.stop();
    }
    assert_eq!(discord.requests("PUT", REGISTER).len(), 1);
    assert_eq!(discord.requests("POST", REGISTER).len(), 0);
    // Another folder knows nothing of it: better once too often than never.
    let bot = Bot::of(&discord).start();
    discord.wait_for_requests(2, "PUT", REGISTER);
    bot.stop();
}

#[test]
fn commands_are_described_in_both_languages_and_offered_everywhere() {
    let (discord, _bot) = running();
    discord.wait_for_requests(1, "PUT", REGISTER);
    discord.member("alice").slash("ask", &json!({ "question": "what is Hibiki" })).reply();
    for command in discord.commands() {
        let name = command["name"].as_str().expect("a name").to_owned();
        if command["type"] == 1 {
            assert!(name.is_ascii(), "{name}: a localised root name hides its subcommands");
            described(&command);
        }
        if name == "settings" {
            assert_eq!((&command["integration_types"], &command["contexts"]), (&json!([0]), &json!([0])));
        } else if name != "facts" {
            assert_eq!(command["integration_types"], json!([0, 1]), "{name}");
            assert_eq!(command["contexts"], json!([0, 1, 2]), "{name}");
        }
    }
}

#[test]
fn every_command_is_there() {
    let (discord, _bot) = running();
    discord.wait_for("commands", |request| request.is("PUT", REGISTER) && request.went_well());
    let names =
        discord.commands().into_iter().map(|command| command["name"].as_str().expect("a name").to_owned());
    let names: BTreeSet<String> = names.collect();
    let design = [
        "ask",
        "stats",
        "compare",
        "trend",
        "rank",
        "topics",
        "sources",
        "help",
        "about",
        "privacy",
        "settings",
        "facts",
        "Ask Kotae",
    ];
    let missing: Vec<_> = design.into_iter().filter(|name| !names.contains(*name)).collect();
    assert!(missing.is_empty(), "not registered: {missing:?}");
}

/// Every description has a Japanese twin, down to the last option.
fn described(command: &Value) {
    let twin = command["description_localizations"]["ja"].as_str().unwrap_or_default();
    assert!(!twin.is_empty(), "no Japanese description: {command}");
    command["options"].as_array().into_iter().flatten().for_each(described);
}
