//! The bot watches its knowledge folder, if it is told to.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Knowledge};
use serde_json::json;
use tempfile::TempDir;

const HIBIKI: &str = "topics/hibiki.toml";
const OLD: &str = "echoes repeat everything";
const NEW: &str = "nobody answers an echo";
const NEWEST: &str = "an echo is never first";

fn answer(discord: &Discord) -> String {
    discord.member("reader").mentions_bot(CHANNEL, "why is Hibiki little used").answer().text()
}

#[test]
fn what_is_written_into_the_folder_is_served_and_mistakes_change_nothing() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let bot = Bot::of(&discord).knowledge(knowledge.path()).env("KOTAE_WATCH", "true").start();
    assert!(answer(&discord).contains(OLD));
    knowledge.change(HIBIKI, OLD, NEW);
    bot.wait_for_log("what changes", |line| line.contains("the facts can be served: changed 1 fact"));
    bot.wait_for_log("the test questions", |line| {
        line.contains("test_questions=2 reached_before=2 answered_otherwise=0")
    });
    bot.wait_for_log("a second generation", |line| line.contains("reloaded generation=2"));
    assert!(answer(&discord).contains(NEW));
    knowledge.change(HIBIKI, "basis = \"author-opinion\"", "basis = \"gossip\"");
    bot.wait_for_log("the place of the mistake", |line| line.contains("topics/hibiki.toml:26:9"));
    assert!(answer(&discord).contains(NEW));
    knowledge.change(HIBIKI, "basis = \"gossip\"", "basis = \"author-opinion\"");
    knowledge.change(HIBIKI, NEW, NEWEST);
    bot.wait_for_log("a third generation", |line| line.contains("reloaded generation=3"));
    assert!(answer(&discord).contains(NEWEST));
    let history = discord.owner().slash("facts history", &json!({})).reply().text();
    assert_eq!(history.matches("watch").count(), 2, "{history}");
    // A folder that goes is a mistake like any other, and one that comes back is read.
    std::fs::remove_dir_all(knowledge.path()).expect("the folder goes");
    bot.wait_for_log("that it is gone", |line| line.contains("cannot read the knowledge"));
    assert!(answer(&discord).contains(NEWEST));
    std::fs::create_dir(knowledge.path()).expect("it comes back");
    knowledge.restore();
    bot.wait_for_log("a fourth generation", |line| line.contains("reloaded generation=4"));
    assert!(answer(&discord).contains(OLD));
    bot.stop();
}

#[test]
fn what_a_rollback_chose_stays_until_the_folder_changes() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let data = TempDir::new().expect("a folder for data");
    let start = || {
        let bot = Bot::of(&discord).knowledge(knowledge.path()).data(data.path());
        bot.env("KOTAE_WATCH", "true").env("KOTAE_LOG_LEVEL", "info,kotae=debug").start()
    };
    let looked = |bot: &Bot| {
        bot.wait_for_log("that it looked", |line| line.contains("the folder holds what was taken last"));
    };
    let bot = start();
    knowledge.change(HIBIKI, OLD, NEW);
    bot.wait_for_log("a second generation", |line| line.contains("reloaded generation=2"));
    discord.owner().slash("facts rollback", &json!({ "generation": 1 })).reply();
    assert!(answer(&discord).contains(OLD));
    bot.stop();
    // A file that is written again as it was is no change either.
    knowledge.change(HIBIKI, NEW, NEW);
    let bot = start();
    looked(&bot);
    assert!(answer(&discord).contains(OLD));
    knowledge.change(HIBIKI, NEW, NEWEST);
    bot.wait_for_log("a third generation", |line| line.contains("reloaded generation=3"));
    assert!(answer(&discord).contains(NEWEST));
    bot.stop();
}

#[test]
fn without_a_folder_there_is_nothing_to_watch() {
    let discord = Discord::start();
    let bot = Bot::of(&discord).embedded_knowledge().env("KOTAE_WATCH", "true").launch();
    let exit = bot.wait_for_end();
    assert_eq!(exit.code, Some(2), "{}", exit.stderr);
    assert!(
        exit.stderr.contains("no folder to watch") && exit.stderr.contains("--knowledge"),
        "{}",
        exit.stderr
    );
    assert!(discord.requests("GET", "/gateway/bot").is_empty());
}

#[test]
fn who_is_not_told_to_watch_does_not() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let bot = Bot::of(&discord).knowledge(knowledge.path()).env("KOTAE_WATCH", "false").start();
    knowledge.change(HIBIKI, OLD, NEW);
    assert!(answer(&discord).contains(OLD));
    let exit = bot.stop();
    assert!(!exit.stderr.contains("generation=2"), "{}", exit.stderr);
}
