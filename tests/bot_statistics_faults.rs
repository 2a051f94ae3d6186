//! Statistics when something is in their way: interactions that expired, presses that nobody offered, files that may
//! not be attached, more pictures than can be drawn.

mod loopback;

use loopback::{Asked, Bot, CHANNEL, Discord, Fault, Knowledge, Person, Posted, running};
use serde_json::{Value, json};

const CALLBACK: &str = "/interactions/*/*/callback";

/// What of a statistic the base no longer has.
const MOVED_ON: &str =
    "My figures have been updated since, and these are no longer among them. Please ask again.";
const CHANGED: &str = "My figures have been updated since that message; these are the ones of today.";
const OLD_BUTTON: &str = "This button is from an older version of me. Please ask again.";
const NO_FILES: &str = "I may not attach files here. Try it in a direct message.";

/// Each command of statistics, as the small base can answer it. It has too few platforms to rank.
fn commands() -> [(&'static str, Value); 3] {
    [
        ("stats", json!({ "topic": "kumonet" })),
        ("compare", json!({ "topics": "kumonet, hibiki" })),
        ("trend", json!({ "topics": "kumonet, hibiki" })),
    ]
}

fn text_of(message: &Posted) -> String {
    message.json()["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
}

fn labels(message: &Posted) -> Vec<String> {
    message.buttons().into_iter().map(|(label, _)| label).collect()
}

/// The bot still answers: what went before did it no harm.
#[track_caller]
fn is_well(person: &Person) {
    let reply = person.slash("stats", &json!({ "topic": "kumonet" })).reply();
    assert!(text_of(&reply).contains("41.2%"), "{}", reply.text());
}

#[test]
fn statistics_that_expired_before_they_were_answered_are_let_go() {
    let (discord, bot) = running();
    let alice = discord.member("alice");
    let shown = alice.slash("trend", &json!({ "topics": "kumonet" })).reply();
    let mut so_far = discord.requests("POST", CALLBACK).len();
    let mut expires = |ask: &dyn Fn() -> Asked| {
        discord.fail_next(1, "POST", CALLBACK, Fault::UnknownInteraction);
        ask();
        so_far += 1;
        let callbacks = discord.wait_for_requests(so_far, "POST", CALLBACK);
        assert_eq!(callbacks.len(), so_far, "said once and not again");
    };
    for (command, given) in &commands() {
        expires(&|| alice.slash(command, given));
        expires(&|| alice.autocomplete(command, given, "group", ""));
    }
    for (label, _) in shown.buttons() {
        expires(&|| alice.presses(&shown, &label));
    }
    is_well(&alice);
    // Whoever is late gets nothing; whoever runs the bot can see that it happened.
    let exit = bot.stop();
    let told = exit.stderr.matches("an interaction could not be answered").count();
    assert_eq!(told, 3 * 2 + shown.buttons().len(), "{}", exit.stderr);
}

#[test]
fn a_press_that_nobody_offered_is_told_kindly() {
    let (discord, bot) = running();
    let alice = discord.member("alice");
    let shown = alice.slash("trend", &json!({ "topics": "kumonet" })).reply();
    let before = shown.json();
    let mallory = discord.member("mallory");
    let nothing_there = [
        "v:000000:trend|moon-survey|usage_rate|all||kumonet",
        "v:000000:stats|||||*@everyone*",
        "c:000000:trend|||age||kumonet,hibiki",
        "c:000000:trend||||2024..2020|kumonet",
        "o:000000:compare|||||kumonet,a,b,c,d,e,f",
        "c:000000:rank|||||",
        "o::stats|||||",
    ];
    let no_button = [
        "v:000000:stats|a|b",
        "c:000000:trend||||then..|kumonet",
        "v:000000:sum|||||kumonet",
        "v:",
        "c:stats|||||kumonet",
        "nothing at all",
        &"o:".repeat(50),
    ];
    for (ids, told) in [(&nothing_there[..], MOVED_ON), (&no_button[..], OLD_BUTTON)] {
        for id in ids {
            let reply = mallory.forges_press(&shown, id).reply();
            assert_eq!((reply.text(), reply.is_hidden()), (told.to_owned(), true), "{id}");
        }
    }
    assert_eq!(shown.json(), before, "the message of somebody else stays as it is");
    is_well(&alice);
    bot.stop();
}

#[test]
fn the_button_of_another_message_shows_that_one_to_whoever_pressed() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let shown = alice.slash("trend", &json!({ "topics": "kumonet" })).reply();
    let other = alice.slash("compare", &json!({ "topics": "kumonet, hibiki" })).reply();
    let (_, id) = other.buttons().into_iter().find(|(label, _)| label == "CSV").expect("a button");
    let reply = discord.member("mallory").forges_press(&shown, &id).reply();
    assert!(reply.is_hidden() && reply.files()[0].name == "kotae-compare.csv", "{}", reply.text());
}

#[test]
fn buttons_of_an_older_base_say_what_has_become_of_it() {
    let discord = Discord::start();
    let knowledge = Knowledge::copy();
    let bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let alice = discord.member("alice");
    let shown: Vec<Posted> =
        commands().iter().map(|(command, given)| alice.slash(command, given).reply()).collect();
    let answer = alice.mentions_bot(CHANNEL, "how many people use Kumonet").answer();
    bot.stop();
    knowledge.change("figures/cloud-survey.csv", ",41.2,", ",41.3,");
    let bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    for message in &shown {
        for label in ["CSV", "Sources"] {
            let reply = alice.presses(message, label).reply();
            assert_eq!(reply.json()["content"], CHANGED, "{label}");
        }
    }
    let chart = alice.presses(&answer, "Chart").reply();
    assert_eq!(chart.json()["content"], CHANGED);
    assert!(text_of(&chart).contains("41.3%") && chart.files()[0].bytes.starts_with(b"\x89PNG"));
    bot.stop();
    // Now no time is left of which both have a figure.
    knowledge.change(
        "figures/cloud-survey.csv",
        ",9.4,percent,exact,all,2023-12",
        ",9.4,percent,exact,all,2015-12",
    );
    knowledge.change(
        "figures/cloud-survey.csv",
        ",7.7,percent,exact,all,2024-12",
        ",7.7,percent,exact,all,2016-12",
    );
    let _bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let reply = alice.presses(&shown[1], "CSV").reply();
    assert_eq!((reply.text(), reply.is_hidden()), (MOVED_ON.to_owned(), true));
}

#[test]
fn where_no_file_may_be_attached_every_command_falls_back_to_its_table() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "how many people use Kumonet").answer();
    for (person, locale) in [("bob", "en-US"), ("hanako", "ja")] {
        let (free, bound) = (discord.member(person).with_locale(locale), discord.member(person));
        let bound = bound.with_locale(locale).where_files_are_forbidden();
        for (command, mut given) in commands() {
            given["language"] = json!(if locale == "ja" { "ja" } else { "en" });
            let (with, without) = (free.slash(command, &given).reply(), bound.slash(command, &given).reply());
            assert_eq!(text_of(&without), text_of(&with), "/{command}: the same table and sources");
            let json = without.json();
            assert_eq!((&json["attachments"], &json["embeds"][0]["image"]), (&json!([]), &Value::Null));
            assert_eq!(labels(&without), labels(&with)[..1], "no button for a file");
            assert!(without.files().is_empty() && !with.files().is_empty(), "/{command}");
            let refused = bound.presses(&with, &labels(&with)[1]).reply();
            assert!(refused.is_hidden() && refused.files().is_empty(), "{}", refused.text());
            if locale != "ja" {
                assert_eq!(refused.text(), NO_FILES);
            }
        }
        let chart = bound.presses(&answer, "Chart").reply();
        assert!(text_of(&chart).contains("41.2%") && chart.files().is_empty(), "{}", chart.text());
    }
}

/// More at once than are drawn or wait to be: each gets its table in time, deferred or not, and those that have a
/// picture have it described.
#[test]
fn when_many_want_pictures_at_once_nobody_is_left_without_an_answer() {
    let discord = Discord::start();
    let unlimited = Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0");
    let bot = unlimited.embedded_knowledge().start();
    let alice = discord.member("alice");
    let topics = ["line", "x", "instagram", "tiktok", "facebook", "youtube", "mixi"];
    let groups = ["all", "age", "age:10s", "age:20s", "age:60s"];
    let asked: Vec<Asked> = topics
        .iter()
        .flat_map(|topic| groups.map(|group| json!({ "topic": topic, "group": group })))
        .map(|given| alice.slash("stats", &given))
        .collect();
    let replies: Vec<Posted> = asked.iter().map(Asked::reply).collect();
    let mut pictures = 0;
    for reply in &replies {
        let json = reply.json();
        let Some(text) = json["embeds"][0]["description"].as_str() else {
            assert!(reply.text().starts_with("I have figures for"), "{}", reply.text());
            continue;
        };
        assert!(text.contains("```") && text.contains("Source: "), "{text}");
        for file in json["attachments"].as_array().into_iter().flatten() {
            assert!(file["description"].as_str().is_some_and(|told| !told.is_empty()), "{file}");
            pictures += 1;
        }
    }
    assert!(pictures > 0, "some were drawn");
    bot.stop();
}
