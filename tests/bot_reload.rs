//! Reloading goes wrong: mistakes of every kind in the knowledge, and a bot that is killed meanwhile.

mod loopback;

use std::path::Path;
use std::time::Duration;

use loopback::{Bot, CHANNEL, Discord, Knowledge, Person, Posted};
use serde_json::json;

const HIBIKI: &str = "topics/hibiki.toml";
const SURVEY: &str = "figures/cloud-survey.csv";
const SOURCES: &str = "sources/survey.toml";
const OLD: &str = "echoes repeat everything";

/// What is answered to the question whose answer the tests change.
fn answer(discord: &Discord) -> String {
    discord.member("reader").mentions_bot(CHANNEL, "why is Hibiki little used").answer().text()
}

/// Reloads without being asked back.
fn reloads(owner: &Person) -> loopback::Asked {
    owner.slash("facts reload", &json!({ "apply": true }))
}

/// All that a report says, in the message and in its files.
fn report(message: &Posted) -> String {
    let files = message.files();
    let files = files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    std::iter::once(message.text()).chain(files).collect::<Vec<_>>().join("\n")
}

/// True where `file:line:column` stands in a text.
fn has_place(text: &str, file: &str) -> bool {
    let numbers = |rest: &str| {
        let mut parts = rest.split(|sign: char| !sign.is_ascii_digit());
        parts.next().is_some_and(|line| !line.is_empty())
            && parts.next().is_some_and(|column| !column.is_empty())
    };
    text.match_indices(&format!("{file}:")).any(|(at, found)| numbers(&text[at + found.len()..]))
}

/// A kind of mistake: in which file it is to be found, what makes it, and a word of the report.
type Mistake<'a> = (&'a str, &'a dyn Fn(&Knowledge), &'a str);

#[test]
fn every_kind_of_mistake_is_reported_with_its_place_and_changes_nothing() {
    let discord = Discord::start();
    let knowledge = Knowledge::copy();
    let unlimited = Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0");
    let _bot = unlimited.knowledge(knowledge.path()).start();
    let owner = discord.owner();
    let mistakes: &[Mistake<'_>] = &[
        (HIBIKI, &|base| base.change(HIBIKI, "kind = ", "knid = "), "knid"),
        (HIBIKI, &|base| base.change(HIBIKI, "[[fact]]", "[[fact"), ""),
        (HIBIKI, &|base| base.write(HIBIKI, "kind = \"platform\"\nname = { en = \"Hib"), ""),
        (HIBIKI, &|base| base.write(HIBIKI, b"kind = \"\xff\xfe\""), "UTF-8"),
        (HIBIKI, &|base| base.write(HIBIKI, ""), "kind"),
        (HIBIKI, &|base| base.change(HIBIKI, "\"hibiki.what\"", "\"kumonet.what\""), "kumonet.what"),
        ("topics/kumonet.toml", &|base| base.change(HIBIKI, "\"hibiki network\"", "\"kumonet\""), "kumonet"),
        (HIBIKI, &|base| base.change(HIBIKI, "is a network", "{figure:nothing} a network"), "nothing"),
        (HIBIKI, &|base| base.change(HIBIKI, "hibiki-essay-2021", "nobody-2021"), "nobody-2021"),
        (
            HIBIKI,
            &|base| base.change(HIBIKI, "ja = [\"ヒビキとは\", \"ヒビキは何のSNSですか\"]", ""),
            "Japanese",
        ),
        (HIBIKI, &|base| base.change(HIBIKI, OLD, &"echoes repeat everything, ".repeat(60)), "400 at most"),
        (HIBIKI, &|base| base.change(HIBIKI, "2021-06", "2999-01"), ""),
        (HIBIKI, &|base| base.change(HIBIKI, "2021-06", "someday"), "someday"),
        (
            SURVEY,
            &|base| base.change(SURVEY, "hibiki.usage.2023,", "hibiki.usage.2024,"),
            "hibiki.usage.2024",
        ),
        (
            SURVEY,
            &|base| base.change(SURVEY, "all,2024-12,cloud-survey-2024", "all,2024-12,nobody"),
            "nobody",
        ),
        (SURVEY, &|base| base.change(SURVEY, "12.1,percent,exact,age:20s", "12.1,percent,exact,all"), ""),
        (SURVEY, &|base| base.change(SURVEY, "7.7,percent", "7.7,users"), "users"),
        (SURVEY, &|base| base.change(SURVEY, "7.7,percent", "many,percent"), "many"),
        (SURVEY, &|base| base.change(SURVEY, "hibiki,usage_rate,7.7", "nothing,usage_rate,7.7"), "nothing"),
        (SURVEY, &|base| base.change(SURVEY, "all,2024-12", "\"all,2024-12"), ""),
        (
            SURVEY,
            &|base| base.change(SOURCES, "date_published = \"2025-03-14\"", "date_published = \"2019\""),
            "",
        ),
        ("questions.toml", &|base| base.change("questions.toml", "hibiki.why", "hibiki.how"), "hibiki.how"),
        (
            "questions.toml",
            &|base| base.change("questions.toml", "is Hibiki little used", "do fish swim"),
            "",
        ),
    ];
    for (number, (file, make, word)) in mistakes.iter().enumerate() {
        make(&knowledge);
        let told = report(&reloads(&owner).reply());
        println!("{number}: {told}\n");
        assert!(has_place(&told, file) && told.contains(word), "mistake {number} in {file}: {told}");
        assert!(answer(&discord).contains(OLD), "after mistake {number}");
        knowledge.restore();
    }
    let told = report(&reloads(&owner).reply());
    assert!(told.contains("Nothing differs"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_changes_nothing() {
    let discord = Discord::start();
    let knowledge = Knowledge::copy();
    let _bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let owner = discord.owner();
    let huge = || {
        let file = std::fs::File::create(knowledge.path().join(HIBIKI)).expect("a file");
        file.set_len(1 << 30).expect("a hole of a gigabyte");
    };
    let lost = || {
        std::fs::remove_file(knowledge.path().join(HIBIKI)).expect("a file to remove");
        std::os::unix::fs::symlink("nowhere", knowledge.path().join(HIBIKI)).expect("a link");
    };
    let makes: [&dyn Fn(); 2] = [&huge, &lost];
    for make in makes {
        make();
        let told = report(&reloads(&owner).reply());
        assert!(told.contains("hibiki.toml"), "{told}");
        assert!(answer(&discord).contains(OLD));
        knowledge.restore();
    }
}

#[test]
fn killed_while_it_reloads_it_comes_back_with_the_old_facts_or_the_new_ones() {
    const KILLS: u64 = 20;
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let data = tempfile::TempDir::new().expect("a folder for data");
    let start = || Bot::of(&discord).knowledge(knowledge.path()).data(data.path()).start();
    let wording = |number: u64| format!("echo number {number} answers itself");
    let owner = discord.owner();
    let mut bot = start();
    assert!(answer(&discord).contains(OLD));
    let mut served = OLD.to_owned();
    let mut survived = [0, 0];
    for kill in 0..KILLS {
        knowledge.restore();
        knowledge.change(HIBIKI, OLD, &wording(kill));
        let asked = reloads(&owner);
        asked.first_response();
        // The moment of the kill is the one thing here that is a matter of time.
        std::thread::sleep(Duration::from_micros(kill * 3_000));
        bot.kill();
        // With a mistake in the knowledge, what is stored is all that can be served.
        knowledge.change(HIBIKI, "author-opinion", "gossip");
        bot = start();
        let now = answer(&discord);
        let new = now.contains(&wording(kill));
        assert!(new || now.contains(&served), "neither old nor new after kill {kill}: {now}");
        survived[usize::from(new)] += 1;
        if new {
            served = wording(kill);
        }
        let status = owner.slash("facts status", &json!({})).reply().text();
        assert_eq!(status.matches('⚠').count(), 1, "more than the mistake was noticed: {status}");
        assert!(status.contains("mistake"), "{status}");
    }
    println!("killed before {} swaps and after {}", survived[0], survived[1]);
}

/// The indexes that are kept beside the data.
fn indexes(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data.join("index")).expect("indexes are kept");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

#[test]
fn another_process_reads_and_builds_and_indexes_are_kept() {
    let discord = Discord::start();
    let (knowledge, data) = (Knowledge::copy(), tempfile::TempDir::new().expect("a folder"));
    let bot = Bot::of(&discord).knowledge(knowledge.path()).data(data.path()).start();
    let first = indexes(data.path());
    assert_eq!(first.len(), 1, "{first:?}");
    let before = answer(&discord);
    knowledge.change(HIBIKI, OLD, "echoes repeat all");
    assert!(reloads(&discord.owner()).reply().text().contains("Reloaded."));
    let both = indexes(data.path());
    assert_eq!(both.len(), 2, "{both:?}");
    let after = answer(&discord);
    assert_ne!(before, after);
    let exit = bot.stop();
    assert!(!exit.stderr.contains("done here instead"), "{}", exit.stderr);

    // A start finds what was kept, and a damaged one costs time and nothing else.
    std::fs::write(data.path().join("index").join(&both[0]), "nothing of use").expect("a file");
    std::fs::write(data.path().join("index").join(&both[1]), "nothing of use").expect("a file");
    let bot = Bot::of(&discord).knowledge(knowledge.path()).data(data.path()).start();
    assert_eq!(answer(&discord), after);
    assert_eq!(indexes(data.path()), both);
    bot.stop();
}
