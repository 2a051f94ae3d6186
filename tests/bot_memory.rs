//! What the bot takes of the machine's memory while it answers 100,000 questions and reloads 200 times.
//!
//!     cargo test --release --test bot_memory -- --ignored --nocapture
//!
//! Takes about a quarter of an hour, so it is not part of the suite. `KOTAE_TEST_QUESTIONS` and
//! `KOTAE_TEST_RELOADS` make it shorter.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Knowledge, OTHER_CHANNEL};
use serde_json::json;

/// Questions that are on their way at one time.
const AT_ONCE: usize = 100;
/// Those who ask.
const PEOPLE: usize = 500;
/// What the bot may take, in KiB.
const MOST: u64 = 60 * 1024;
/// A file of the shipped base whose summary is changed back and forth.
const FILE: &str = "topics/line.toml";

fn times(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|times| times.parse().ok()).unwrap_or(default)
}

/// The test questions of the shipped base, which ask for everything that it knows; and questions that nobody can
/// answer, each another.
fn question(number: usize, known: &[String]) -> String {
    if number.is_multiple_of(20) {
        format!("how deep is the teapot of number {number}")
    } else {
        known[number % known.len()].clone()
    }
}

fn known() -> Vec<String> {
    let text = include_str!("../knowledge/questions.toml");
    let table: toml::Table = text.parse().expect("a table");
    let questions = table["question"].as_array().expect("questions");
    questions.iter().map(|question| question["text"].as_str().expect("a text").to_owned()).collect()
}

/// Tells what it takes once it is at rest: what a rush needed goes back to the system within a second.
fn tell(bot: &Bot, after: &str) -> u64 {
    std::thread::sleep(std::time::Duration::from_secs(1));
    let [rss, hwm, anon, file] = ["VmRSS", "VmHWM", "RssAnon", "RssFile"].map(|line| bot.memory(line));
    let mb = |kib: u64| kib as f64 / 1024.0;
    println!(
        "{after:<24} VmRSS {:6.1} MB   VmHWM {:6.1} MB   anonymous {:6.1} MB   of files {:6.1} MB",
        mb(rss),
        mb(hwm),
        mb(anon),
        mb(file)
    );
    rss
}

#[test]
#[ignore = "takes a quarter of an hour; see the head of the file"]
fn memory_stays_where_it_is() {
    let (questions, reloads) = (times("KOTAE_TEST_QUESTIONS", 100_000), times("KOTAE_TEST_RELOADS", 200));
    let (discord, knowledge, known) = (Discord::start(), Knowledge::shipped(), known());
    let bot = Bot::of(&discord).knowledge(knowledge.path());
    let bot = bot.env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0").start();
    let people: Vec<_> = (0..PEOPLE).map(|number| discord.member(&format!("member{number}"))).collect();
    let owner = discord.owner();
    owner.slash("facts status", &json!({})).reply();
    tell(&bot, "at the start");
    let began = std::time::Instant::now();
    let mut after_questions = Vec::new();
    for asked in (0..questions).step_by(AT_ONCE) {
        discord.forget_the_past();
        for number in asked..asked + AT_ONCE {
            let channel = if number % 2 == 0 { CHANNEL } else { OTHER_CHANNEL };
            people[number % PEOPLE].mentions_bot(channel, &question(number, &known));
        }
        discord.wait_for_answered(AT_ONCE);
        if (asked + AT_ONCE).is_multiple_of((questions / 5).max(AT_ONCE)) {
            after_questions.push(tell(&bot, &format!("{} questions", asked + AT_ONCE)));
        }
    }
    println!("{:.0} questions a second", questions as f64 / began.elapsed().as_secs_f64());
    let began = std::time::Instant::now();
    let path = knowledge.path().join(FILE);
    let original = std::fs::read_to_string(&path).expect("a file of the base");
    let other = original.replacen("summary = { en = \"", "summary = { en = \"Today: ", 1);
    assert_ne!(other, original);
    let mut after_reloads = Vec::new();
    for number in 1..=reloads {
        discord.forget_the_past();
        std::fs::write(&path, if number % 2 == 1 { &other } else { &original }).expect("a file");
        let reply = owner.slash("facts reload", &json!({ "apply": true })).reply();
        assert!(reply.text().contains("Reloaded."), "{}", reply.text());
        if number.is_multiple_of((reloads / 4).max(1)) {
            after_reloads.push(tell(&bot, &format!("{number} reloads")));
        }
    }
    println!("{:.2} s a reload", began.elapsed().as_secs_f64() / reloads.max(1) as f64);
    bot.stop();
    for figures in [after_questions, after_reloads] {
        // Until as much is remembered as may be and the allocator has found its size, it grows; from the middle on what
        // still grows would grow without end.
        let (middle, last) = (figures[figures.len() / 2], figures[figures.len() - 1]);
        assert!(last <= MOST, "{last} KiB are more than {MOST}");
        assert!(last <= middle + middle / 20, "it grows: {figures:?} KiB");
    }
}
