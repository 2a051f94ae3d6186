//! Operators look after the facts; nobody else does.

mod loopback;

use std::collections::BTreeSet;

use loopback::{Asked, Bot, CHANNEL, Discord, Knowledge, Person, Posted};
use serde_json::{Value, json};

const HIBIKI: &str = "topics/hibiki.toml";
const OLD: &str = "echoes repeat everything";
const NEW: &str = "nobody answers an echo";

/// A bot whose knowledge can be changed.
fn running() -> (Discord, Bot, Knowledge) {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    (discord, bot, knowledge)
}

/// What is answered to the question whose answer the tests change.
fn answer(discord: &Discord) -> String {
    let question = json!({ "question": "why is Hibiki little used" });
    discord.member("reader").in_dm().slash("ask", &question).reply().text()
}

/// Presses the first button of what was asked for, which goes on, and waits for what comes of it.
#[track_caller]
fn goes_on(person: &Person, asked: &Asked) -> Posted {
    let preview = asked.reply();
    let buttons = preview.buttons();
    let (_, first) = buttons.first().unwrap_or_else(|| panic!("no button to go on: {}", preview.text()));
    person.presses(&preview, first).reply()
}

/// All that a report says, in the message and in its files.
fn report(message: &Posted) -> String {
    let files = message.files();
    let files = files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    std::iter::once(message.text()).chain(files).collect::<Vec<_>>().join("\n")
}

/// Every subcommand of `/facts` as it is registered, with what it must be given: generation 1.
fn subcommands(discord: &Discord) -> Vec<(String, Value)> {
    discord
        .wait_for("commands", |request| request.is("PUT", "/applications/*/commands") && request.went_well());
    let commands = discord.commands();
    let facts = commands.iter().find(|command| command["name"] == "facts").expect("/facts");
    let name = |option: &Value| option["name"].as_str().expect("a name").to_owned();
    let list = |of: &Value| of["options"].as_array().cloned().unwrap_or_default();
    let given = |subcommand: &Value| {
        let needed = list(subcommand).into_iter().filter(|option| option["required"] == true);
        needed
            .map(|option| (name(&option), if option["type"] == 4 { json!(1) } else { json!("1") }))
            .collect()
    };
    list(facts).iter().map(|subcommand| (name(subcommand), given(subcommand))).collect()
}

#[test]
fn a_changed_file_is_answered_from_once_an_operator_agreed() {
    let (discord, _bot, knowledge) = running();
    assert!(answer(&discord).contains(OLD));
    knowledge.change(HIBIKI, OLD, NEW);
    assert!(answer(&discord).contains(OLD), "nothing changes before somebody asks for it");
    let owner = discord.owner();
    let asked = owner.slash("facts reload", &json!({}));
    let preview = asked.reply();
    assert!(report(&preview).contains("hibiki.why-unpopular"), "{}", report(&preview));
    assert!(preview.is_hidden());
    assert!(answer(&discord).contains(OLD), "nothing changes before the operator agrees");
    goes_on(&owner, &asked);
    assert!(answer(&discord).contains(NEW));
}

#[test]
fn operators_are_named_in_the_settings_too() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let olga = discord.member("olga");
    let _bot = Bot::of(&discord).knowledge(knowledge.path()).operator(olga.id()).start();
    knowledge.change(HIBIKI, OLD, NEW);
    goes_on(&olga, &olga.slash("facts reload", &json!({})));
    assert!(answer(&discord).contains(NEW));
}

#[test]
fn a_broken_file_changes_nothing_and_is_reported_with_its_place() {
    let (discord, _bot, knowledge) = running();
    knowledge.change(HIBIKI, "basis = \"author-opinion\"", "basis = \"gossip\"");
    let owner = discord.owner();
    let told = owner.slash("facts reload", &json!({})).reply();
    let report = report(&told);
    // The line of the word, and the column where it begins.
    assert!(report.contains("topics/hibiki.toml:26:9"), "{report}");
    assert!(report.contains("gossip"), "{report}");
    assert!(told.is_hidden());
    assert!(answer(&discord).contains(OLD));
    knowledge.change(HIBIKI, "[[fact]]", "[[fact");
    let told = owner.slash("facts reload", &json!({})).reply();
    assert!(self::report(&told).contains("topics/hibiki.toml:"), "{}", self::report(&told));
    std::fs::remove_dir_all(knowledge.path()).expect("the folder goes");
    let told = owner.slash("facts reload", &json!({})).reply();
    assert!(!told.text().is_empty());
    assert!(answer(&discord).contains(OLD));
}

#[test]
fn a_question_that_no_longer_reaches_its_fact_stops_a_reload() {
    let (discord, _bot, knowledge) = running();
    knowledge.change("questions.toml", "fact = \"hibiki.why-unpopular\"", "fact = \"kumonet.what\"");
    let told = discord.owner().slash("facts reload", &json!({})).reply();
    assert!(report(&told).contains("questions.toml:"), "{}", report(&told));
    assert!(answer(&discord).contains(OLD));
}

#[test]
fn a_generation_can_be_brought_back() {
    let (discord, _bot, knowledge) = running();
    let owner = discord.owner();
    knowledge.change(HIBIKI, OLD, NEW);
    goes_on(&owner, &owner.slash("facts reload", &json!({})));
    assert!(answer(&discord).contains(NEW));
    let history = report(&owner.slash("facts history", &json!({})).reply());
    assert!(history.contains('1') && history.contains('2'), "{history}");
    let (_, generation) =
        subcommands(&discord).into_iter().find(|(name, _)| name == "rollback").expect("rollback");
    let asked = owner.slash("facts rollback", &generation);
    if !asked.reply().buttons().is_empty() {
        goes_on(&owner, &asked);
    }
    assert!(answer(&discord).contains(OLD));
}

#[test]
fn members_and_even_administrators_of_a_server_are_refused() {
    let (discord, _bot, knowledge) = running();
    knowledge.change(HIBIKI, OLD, NEW);
    let (member, administrator) = (discord.member("mallory"), discord.member("adam").being_administrator());
    let mut refusals = BTreeSet::new();
    for person in [&member, &administrator] {
        for (subcommand, options) in subcommands(&discord) {
            let told = person.slash(&format!("facts {subcommand}"), &options).reply();
            assert!(told.is_hidden() && told.buttons().is_empty(), "{subcommand}: {}", told.text());
            refusals.insert(report(&told));
        }
    }
    // Whatever was asked for, what is said is the same: it tells nothing.
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    assert!(answer(&discord).contains(OLD));
}

#[test]
fn a_forged_press_is_refused() {
    let (discord, _bot, knowledge) = running();
    knowledge.change(HIBIKI, OLD, NEW);
    let owner = discord.owner();
    let preview = owner.slash("facts reload", &json!({})).reply();
    let public = owner.mentions_bot(CHANNEL, "what is Hibiki").answer();
    let mallory = discord.member("mallory").being_administrator();
    for (_, custom_id) in preview.buttons() {
        for message in [&preview, &public] {
            mallory.forges_press(message, &custom_id).first_response();
        }
    }
    assert!(answer(&discord).contains(OLD));
    // What was refused to others still stands for the one who may.
    let (_, first) = preview.buttons().into_iter().next().expect("a button to go on");
    owner.presses(&preview, &first).reply();
    assert!(answer(&discord).contains(NEW));
}

#[test]
fn a_preview_that_is_no_longer_true_changes_nothing() {
    let (discord, _bot, knowledge) = running();
    let owner = discord.owner();
    knowledge.change(HIBIKI, OLD, NEW);
    let first = owner.slash("facts reload", &json!({}));
    let preview = first.reply();
    goes_on(&owner, &first);
    knowledge.change(HIBIKI, NEW, OLD);
    goes_on(&owner, &owner.slash("facts reload", &json!({})));
    assert!(answer(&discord).contains(OLD));
    // A button of long ago, of a client that never loaded the message again.
    if let Some((_, custom_id)) = preview.buttons().first() {
        owner.forges_press(&preview, custom_id).first_response();
    }
    assert!(answer(&discord).contains(OLD));
}

#[test]
fn what_could_not_be_answered_is_told_without_its_author() {
    let (discord, _bot, _knowledge) = running();
    discord.member("secretive").mentions_bot(CHANNEL, "quantum lattice chromodynamics in teapots").answer();
    let told = report(&discord.owner().slash("facts unanswered", &json!({})).reply());
    assert!(told.contains("teapots"), "{told}");
    assert!(!told.contains("secretive") && !told.contains(discord.member("secretive").id()), "{told}");
}

#[test]
fn status_tells_what_is_served() {
    let (discord, _bot, _knowledge) = running();
    let told = report(&discord.owner().slash("facts status", &json!({})).reply());
    // Two topics, four facts, eight figures.
    assert!(told.contains('2') && told.contains('4') && told.contains('8'), "{told}");
}

#[test]
fn a_signal_reloads_too() {
    let (discord, bot, knowledge) = running();
    knowledge.change(HIBIKI, OLD, NEW);
    bot.signal("HUP");
    bot.wait_for_log("a word about generation 2", |line| line.contains("generation=2"));
    assert!(answer(&discord).contains(NEW));
    knowledge.change(HIBIKI, "basis = \"author-opinion\"", "basis = \"gossip\"");
    bot.signal("HUP");
    bot.wait_for_log("the place of the mistake", |line| line.contains("topics/hibiki.toml:26:9"));
    assert!(answer(&discord).contains(NEW));
}

#[test]
fn what_was_served_last_is_served_again_after_a_restart() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let data = tempfile::TempDir::new().expect("a folder for data");
    let start = || Bot::of(&discord).knowledge(knowledge.path()).data(data.path()).start();
    let bot = start();
    assert!(answer(&discord).contains(OLD));
    bot.stop();
    knowledge.change(HIBIKI, "basis = \"author-opinion\"", "basis = \"gossip\"");
    let bot = start();
    assert!(answer(&discord).contains(OLD), "a bad edit can never take the bot down");
    bot.stop();
}
