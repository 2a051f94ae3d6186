//! People look at courses over time: of some years, and by the groups of one topic.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Knowledge, Person, Posted};
use serde_json::{Value, json};

/// Figures by age, besides those of the small base.
const BY_AGE: &str = include_str!("by-age.csv");

/// A bot that knows those too.
fn knowing_ages() -> (Discord, Bot, Knowledge) {
    let discord = Discord::start();
    let knowledge = Knowledge::copy();
    let hibiki = "cloud-survey.hibiki.usage.2023,";
    knowledge.change("figures/cloud-survey.csv", hibiki, &format!("{BY_AGE}{hibiki}"));
    let bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    (discord, bot, knowledge)
}

fn text_of(message: &Posted) -> String {
    message.json()["embeds"][0]["description"].as_str().expect("a description").to_owned()
}

/// The rows of a table, and of its head.
fn table(message: &Posted) -> String {
    text_of(message).split("```").nth(1).expect("a table").trim_matches('\n').to_owned()
}

fn trend(person: &Person, given: &Value) -> Posted {
    person.slash("trend", given).reply()
}

#[test]
fn a_course_by_age_has_a_line_for_each_group() {
    let (discord, _bot, _knowledge) = knowing_ages();
    let alice = discord.member("alice");
    let reply = trend(&alice, &json!({ "topics": "kumonet", "group": "age" }));
    assert_eq!(
        table(&reply),
        "As of             20s    60s\n\
         Dec 2022        50.1%      –\n\
         Dec 2023  about 54.0%  11.3%\n\
         Dec 2024        58.6%  14.5%"
    );
    let text = text_of(&reply);
    let (first, last) = (text.lines().next(), text.lines().last());
    assert_eq!(first, Some("-# People aged 13–79 · Dec 2022 – Dec 2024 · Survey of the Clouds"));
    assert_eq!(last, Some("Source: [Institute of Clouds (2025)](https://example.com/cloud-survey-2024)"));
    let json = reply.json();
    assert_eq!(json["embeds"][0]["title"], "Kumonet: usage rate by age");
    assert_eq!(json["attachments"][0]["filename"], "chart.png");
    assert_eq!(
        json["attachments"][0]["description"],
        "Kumonet: usage rate by age. People aged 13–79 · Dec 2022 – Dec 2024 · Survey of the Clouds. Dec 2022: 20s \
         50.1%; Dec 2023: 20s about 54.0%, 60s 11.3%; Dec 2024: 20s 58.6%, 60s 14.5%"
    );
    assert!(reply.files()[0].bytes.starts_with(b"\x89PNG"));
    let csv = alice.presses(&reply, "CSV").reply();
    let rows = String::from_utf8(csv.files()[0].bytes.clone()).expect("UTF-8");
    assert_eq!(rows.lines().count(), 6, "exactly what is shown: {rows}");
}

#[test]
fn the_japanese_twin_says_the_same() {
    let (discord, _bot, _knowledge) = knowing_ages();
    let hanako = discord.member("hanako").with_locale("ja");
    let given = json!({ "topics": "クモネット", "group": "年代別", "language": "ja", "from": "２０２２年" });
    let reply = trend(&hanako, &given);
    assert_eq!(
        table(&reply),
        "時点           20代   60代\n\
         2022年12月    50.1%      –\n\
         2023年12月  約54.0%  11.3%\n\
         2024年12月    58.6%  14.5%"
    );
    assert_eq!(reply.json()["embeds"][0]["title"], "クモネットの利用率（年代別）");
}

#[test]
fn a_course_of_some_years_is_that_of_all_cut_to_them() {
    let (discord, _bot, _knowledge) = knowing_ages();
    let alice = discord.member("alice");
    let cut = |given: Value| trend(&alice, &given);
    let both = cut(json!({ "topics": "kumonet, hibiki", "from": "2023", "to": "2024" }));
    assert_eq!(
        table(&both),
        "As of     Kumonet  Hibiki\nDec 2023    37.5%    9.4%\nDec 2024    41.2%    7.7%"
    );
    let early = cut(json!({ "topics": "kumonet", "to": "2023" }));
    assert_eq!(table(&early), "As of     Usage rate\nDec 2022       33.3%\nDec 2023       37.5%");
    assert!(!text_of(&early).contains("newer"), "the years were asked for: {}", text_of(&early));
    let before = cut(json!({ "topics": "kumonet", "from": "2010" }));
    assert!(text_of(&before).contains("The figures begin in December 2022."), "{}", text_of(&before));
    let after = cut(json!({ "topics": "kumonet", "from": "2023", "to": "2030" }));
    assert!(text_of(&after).contains("The figures end in December 2024."), "{}", text_of(&after));
    let one = cut(json!({ "topics": "kumonet, hibiki", "to": "2023" }));
    assert!(one.text().contains("Within those years I have too few figures for a line"), "{}", one.text());
}

#[test]
fn what_makes_no_course_is_told() {
    let (discord, _bot, _knowledge) = knowing_ages();
    let alice = discord.member("alice");
    for (given, told) in [
        (
            json!({ "topics": "kumonet", "from": "2024", "to": "2022" }),
            "The first year lies after the last one. Swap them.",
        ),
        (
            json!({ "topics": "kumonet", "from": "2024" }),
            "Within those years I have too few figures for a line; there are some of 2022, 2023, 2024.",
        ),
        (
            json!({ "topics": "kumonet, hibiki", "group": "age" }),
            "Name one topic only to see its course by age or by sex.",
        ),
        (
            json!({ "topics": "kumonet", "group": "sex" }),
            "I have figures for Kumonet, but none that make a course over time.",
        ),
        (
            json!({ "topics": "kumonet", "from": "soon" }),
            "I have no figures under “soon”. Pick one of the offered entries.",
        ),
    ] {
        let reply = trend(&alice, &given);
        assert_eq!((reply.text(), reply.is_hidden()), (told.to_owned(), true), "{given}");
    }
}

#[test]
fn every_entry_that_is_offered_gives_a_course() {
    let (discord, _bot, _knowledge) = knowing_ages();
    let alice = discord.member("alice");
    let offered = |given: &Value, option: &str| {
        let choices = alice.autocomplete("trend", given, option, "").choices();
        choices.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
    };
    let one = json!({ "topics": "kumonet" });
    assert_eq!(offered(&one, "group"), ["age", "all", "age:20s", "age:60s"]);
    assert_eq!(offered(&one, "from"), ["2023", "2022"]);
    assert_eq!(offered(&one, "to"), ["2024", "2023"]);
    assert_eq!(offered(&json!({ "topics": "kumonet", "group": "age:60s" }), "from"), ["2023"]);
    assert_eq!(offered(&json!({ "topics": "kumonet", "to": "2023" }), "from"), ["2022"]);
    assert_eq!(offered(&json!({ "topics": "kumonet,hibiki" }), "group"), ["all"]);
    let labels = discord.member("hanako").in_a_server_of("ja").autocomplete("trend", &one, "group", "年代別");
    assert_eq!(labels.choices(), [("年代別".to_owned(), "age".to_owned())]);
    for group in offered(&one, "group") {
        let reply = trend(&alice, &json!({ "topics": "kumonet", "group": group }));
        assert!(table(&reply).contains("As of"), "{group}: {}", reply.text());
    }
    for from in offered(&one, "from") {
        let reply = trend(&alice, &json!({ "topics": "kumonet", "from": from }));
        assert!(table(&reply).contains("Dec 2024"), "{from}: {}", reply.text());
    }
}

#[test]
fn its_buttons_work_after_a_restart() {
    let (discord, bot, knowledge) = knowing_ages();
    let alice = discord.member("alice");
    let given = json!({ "topics": "kumonet", "group": "age", "from": "2023" });
    let shown = trend(&alice, &given);
    bot.stop();
    let _bot = Bot::of(&discord).knowledge(knowledge.path()).start();
    let csv = alice.presses(&shown, "CSV").reply();
    assert_eq!(csv.text(), "", "nothing has changed");
    let rows = String::from_utf8(csv.files()[0].bytes.clone()).expect("UTF-8");
    assert!(rows.lines().count() == 5 && !rows.contains("2022-12"), "{rows}");
    let sources = alice.presses(&shown, "Sources").reply();
    assert!(sources.is_hidden() && sources.words_and_links().contains("Institute of Clouds"));
}

/// Of the shipped base: the course of a platform is told in a sentence that somebody wrote.
#[test]
fn an_answer_that_tells_a_course_comes_with_its_picture() {
    let discord = Discord::start();
    let _bot = Bot::of(&discord).embedded_knowledge().start();
    let alice = discord.member("alice");
    for (question, said) in [
        ("how has the use of LINE changed over the years?", "LINE: usage rate. "),
        ("Instagramの利用率はどう変わってきましたか", "Instagram（インスタグラム）の利用率. "),
    ] {
        let answer = alice.mentions_bot(CHANNEL, question).answer();
        let json = answer.json();
        let description = json["attachments"][0]["description"].as_str().unwrap_or_default();
        assert!(description.starts_with(said), "{question}: {json}");
        assert!(answer.files()[0].bytes.starts_with(b"\x89PNG"), "{question}");
        assert!(answer.buttons().iter().any(|(label, _)| label.starts_with("CSV")), "{question}");
    }
}
