//! People look at statistics: tables, charts, files.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Fault, Knowledge, Posted, running};
use serde_json::{Value, json};

const POST: &str = "/channels/*/messages";

/// The table of a message, without what is around it.
fn table(message: &Posted) -> String {
    let json = message.json();
    let text = json["embeds"][0]["description"].as_str().expect("a description");
    text.split("```").nth(1).expect("a table").trim_matches('\n').to_owned()
}

/// The one attachment of a message: its name, and what is said of it.
fn attachment(message: &Posted) -> (String, String) {
    let json = message.json();
    let [file] = json["attachments"].as_array().expect("attachments").as_slice() else {
        panic!("not one file: {json}")
    };
    let text = |key: &str| file[key].as_str().unwrap_or_default().to_owned();
    (text("filename"), text("description"))
}

fn labels(message: &Posted) -> Vec<String> {
    message.buttons().into_iter().map(|(label, _)| label).collect()
}

fn is_png(message: &Posted) -> bool {
    message.files().first().is_some_and(|file| file.bytes.starts_with(b"\x89PNG"))
}

#[test]
fn a_trend_is_a_table_and_a_picture_that_is_described() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let reply = alice.slash("trend", &json!({ "topics": "kumonet Hibiki" })).reply();
    assert_eq!(
        table(&reply),
        "As of     Kumonet  Hibiki\n\
         Dec 2022    33.3%       –\n\
         Dec 2023    37.5%    9.4%\n\
         Dec 2024    41.2%    7.7%"
    );
    let description = "Kumonet and Hibiki: usage rate. People aged 13–79 · Dec 2022 – Dec 2024 · Survey of the \
                       Clouds. Dec 2022: Kumonet 33.3%; Dec 2023: Kumonet 37.5%, Hibiki 9.4%; Dec 2024: Kumonet \
                       41.2%, Hibiki 7.7%";
    assert_eq!(attachment(&reply), ("chart.png".to_owned(), description.to_owned()));
    assert!(is_png(&reply) && reply.json()["embeds"][0]["image"]["url"] == "attachment://chart.png");
    assert_eq!(labels(&reply), ["Sources", "CSV"]);
    assert!(reply.text().contains("Kumonet and Hibiki: usage rate") && !reply.is_hidden());
}

#[test]
fn the_japanese_twin_says_the_same() {
    let (discord, _bot) = running();
    let hanako = discord.member("hanako").in_a_server_of("ja");
    let given = json!({ "topics": "クモネット、ヒビキ", "language": "ja" });
    let reply = hanako.slash("trend", &given).reply();
    assert_eq!(
        table(&reply),
        "時点        クモネット  ヒビキ\n\
         2022年12月       33.3%       –\n\
         2023年12月       37.5%    9.4%\n\
         2024年12月       41.2%    7.7%"
    );
    assert!(attachment(&reply).1.starts_with("クモネット・ヒビキの利用率"), "{:?}", attachment(&reply));
    let hidden = hanako.slash("stats", &json!({ "topic": "くもねっと", "hidden": true })).reply();
    assert!(hidden.is_hidden() && hidden.text().contains("クモネットの利用率"), "{}", hidden.text());
}

#[test]
fn topics_are_compared_within_a_group_and_a_year() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let compare = |given: Value| table(&alice.slash("compare", &given).reply());
    assert_eq!(
        compare(json!({ "topics": "kumonet, hibiki", "group": "20s" })),
        "Name     Usage rate\nKumonet       58.6%\nHibiki        12.1%"
    );
    assert_eq!(
        compare(json!({ "topics": "kumonet, hibiki", "year": "2023" })),
        "Name     Usage rate\nKumonet       37.5%\nHibiki         9.4%"
    );
}

#[test]
fn what_there_is_not_is_told() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    for (command, given, told) in [
        ("rank", json!({}), "I have no figures of that kind."),
        ("compare", json!({ "topics": "kumonet" }), "Name two topics at least."),
        ("stats", json!({ "topic": "*nobody*" }), r"I have no figures under “\*nobody\*”."),
        ("stats", json!({ "topic": "hibiki", "year": "1999" }), "I have no figures near that time"),
        (
            "compare",
            json!({ "topics": "kumonet hibiki", "group": "women" }),
            "I have no figure for women; this is for people aged 13–79.",
        ),
        ("trend", json!({ "topics": "kumonet", "group": "20s" }), "none that make a course over time"),
    ] {
        let reply = alice.slash(command, &given).reply();
        assert!(reply.text().contains(told), "/{command} {given}: {}", reply.text());
    }
    let private = alice.slash("stats", &json!({ "topic": "@everyone", "hidden": true })).reply();
    assert!(private.is_hidden());
}

#[test]
fn only_what_there_are_figures_of_is_offered() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let offered = |command: &str, given: Value, option: &str, typed: &str| {
        alice.autocomplete(command, &given, option, typed).choices()
    };
    let both = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(offered("stats", json!({}), "topic", "kum"), [both("Kumonet", "kumonet")]);
    assert_eq!(offered("stats", json!({}), "topic", "くm"), [both("Kumonet", "kumonet")]);
    let second = [both("Kumonet, Hibiki", "kumonet,hibiki")];
    assert_eq!(offered("trend", json!({}), "topics", "kumonet, hi"), second);
    assert_eq!(offered("trend", json!({}), "topics", "kumonet hi"), second);
    let years = offered("compare", json!({ "topics": "kumonet,hibiki" }), "year", "");
    assert_eq!(years, [both("2024", "2024"), both("2023", "2023")]);
    let groups = offered("compare", json!({ "topics": "kumonet,hibiki" }), "group", "");
    let values: Vec<&str> = groups.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["all", "age:20s"]);
    assert_eq!(offered("stats", json!({ "topic": "kumonet" }), "group", "wom").len(), 1);
    let metrics = offered("stats", json!({ "topic": "kumonet" }), "metric", "");
    assert_eq!(metrics, [both("Usage rate", "usage_rate")]);
    offered("rank", json!({}), "group", &"ж".repeat(3000));
}

#[test]
fn the_file_holds_exactly_what_is_shown() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let shown = alice.slash("compare", &json!({ "topics": "kumonet hibiki", "group": "20s" })).reply();
    let file = discord.member("bob").presses(&shown, "CSV").reply();
    assert!(file.is_hidden(), "for whoever pressed");
    let [csv] = &file.files()[..] else { panic!("one file") };
    assert_eq!(csv.name, "kotae-compare.csv");
    let text = String::from_utf8(csv.bytes.clone()).expect("UTF-8");
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].starts_with("\u{feff}id,series,topic,metric,value,unit") && rows.len() == 3, "{text}");
    assert!(
        rows[1].contains("kumonet,usage_rate,58.6,percent") && rows[2].contains("hibiki,usage_rate,12.1")
    );
    assert!(rows[1].contains("https://example.com/cloud-survey-2024"), "{text}");
    let sources = discord.member("bob").presses(&shown, "Sources").reply();
    assert!(sources.is_hidden() && sources.words_and_links().contains("Institute of Clouds"));
}

#[test]
fn buttons_work_after_a_restart_and_say_when_the_base_has_moved_on() {
    let discord = Discord::start();
    let knowledge = Knowledge::copy();
    let bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let alice = discord.member("alice");
    let shown = alice.slash("trend", &json!({ "topics": "kumonet" })).reply();
    bot.stop();
    knowledge.change("figures/cloud-survey.csv", ",37.5,", ",38.5,");
    let _bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let file = alice.presses(&shown, "CSV").reply();
    assert!(file.text().contains("My figures have been updated since that message"), "{}", file.text());
    assert!(String::from_utf8_lossy(&file.files()[0].bytes).contains(",38.5,"));
    let (_, id) = shown.buttons().remove(1);
    let gone = alice.forges_press(&shown, &id.replace("cloud-survey", "moon-survey")).reply();
    assert!(gone.text().contains("no longer among them") && gone.is_hidden(), "{}", gone.text());
    let wrong = alice.forges_press(&shown, "v:000000:stats|a|b").reply();
    assert!(wrong.text().contains("older version"), "{}", wrong.text());
}

#[test]
fn where_files_are_forbidden_the_table_stands_alone() {
    let (discord, _bot) = running();
    let alice = discord.member("alice").where_files_are_forbidden();
    let reply = alice.slash("trend", &json!({ "topics": "kumonet" })).reply();
    assert!(table(&reply).contains("41.2%"));
    assert_eq!(
        (reply.json()["attachments"].clone(), labels(&reply)),
        (json!([]), vec!["Sources".to_owned()])
    );
    let with = discord.member("bob").slash("trend", &json!({ "topics": "kumonet" })).reply();
    let refused = alice.presses(&with, "CSV").reply();
    assert!(refused.text().contains("I may not attach files here"), "{}", refused.text());
}

#[test]
fn an_answer_of_figures_has_its_chart_behind_a_button() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "how many people use Kumonet").answer();
    assert_eq!(answer.json()["attachments"], json!([]));
    assert_eq!(labels(&answer)[..2], ["Sources", "Chart"]);
    let chart = alice.presses(&answer, "Chart").reply();
    assert!(is_png(&chart) && !chart.is_hidden() && chart.text().contains("Kumonet: usage rate"));
    assert!(discord.member("bob").presses(&answer, "Chart").reply().is_hidden(), "nobody else asked for it");
    let plain = alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    assert!(!labels(&plain).contains(&"Chart".to_owned()), "there is nothing to draw");
}

#[test]
fn an_answer_that_compares_comes_with_its_chart() {
    let (discord, _bot) = running();
    let alice = discord.member("alice");
    let question = "which is more used, Kumonet or Hibiki";
    let answer = alice.mentions_bot(CHANNEL, question).answer();
    assert!(is_png(&answer), "{}", answer.json());
    assert!(attachment(&answer).1.contains("Kumonet 41.2%; Hibiki 7.7%"), "{:?}", attachment(&answer));
    assert!(labels(&answer).contains(&"CSV".to_owned()));
    discord.fail_next(1, "POST", POST, Fault::MissingPermissions);
    let without = alice.mentions_bot(CHANNEL, question).answer();
    assert_eq!(without.json()["attachments"], json!([]));
    assert!(without.text().contains("Kumonet 41.2%, Hibiki 7.7%"), "{}", without.text());
    let whole = without.json()["embeds"].as_array().is_some_and(|embeds| embeds.len() == 1);
    assert!(whole, "only the file is left out");
}
