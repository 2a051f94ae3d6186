//! The curators' loop: what was asked in vain and what was reported as wrong, until it is seen to.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Knowledge, Person, Posted, running};
use serde_json::json;
use tempfile::TempDir;

const HIBIKI: &str = "topics/hibiki.toml";
const ENGLISH: &str = "Hibiki popularity reason";
const JAPANESE: &str = "ヒビキが人気の理由は";
const FACT: &str = r#"[[fact]]
id = "hibiki.why-popular"
intent = "why-popular"
statement = { en = "Hibiki is popular because every voice comes back.", ja = "ヒビキが人気なのは、どの声も返ってくるからです。" }
sources = ["cloud-survey-2024"]
as_of = "2024-12"
basis = "reported-fact"
[fact.questions]
en = ["why is Hibiki popular", "Hibiki popularity reason"]
ja = ["ヒビキが人気の理由は", "ヒビキが流行る理由は"]

"#;

fn said_to(discord: &Discord, question: &str) -> String {
    discord.member("alice").mentions_bot(CHANNEL, question).answer().text()
}

fn facts(person: &Person, subcommand: &str) -> Posted {
    person.slash(&format!("facts {subcommand}"), &json!({})).reply()
}

#[test]
fn what_was_asked_in_vain_is_listed_answered_after_a_reload_and_not_after_a_rollback() {
    let (discord, knowledge) = (Discord::start(), Knowledge::copy());
    let data = TempDir::new().expect("a folder for data");
    let start = || Bot::of(&discord).knowledge(knowledge.path()).data(data.path()).start();
    let bot = start();
    for _ in 0..3 {
        assert!(!said_to(&discord, ENGLISH).contains("every voice"));
        assert!(!said_to(&discord, JAPANESE).contains("どの声も"));
    }
    let owner = discord.owner();
    let listed = facts(&owner, "unanswered").text();
    assert!(listed.contains("3× hibiki popularity reason"), "{listed}");
    assert_eq!(listed.matches("3×").count(), 2, "{listed}");
    knowledge.change(
        HIBIKI,
        "[[fact]]\nid = \"hibiki.what\"",
        &format!("{FACT}[[fact]]\nid = \"hibiki.what\""),
    );
    let questions = knowledge.path().join("questions.toml");
    let question =
        format!("\n[[question]]\nlang = \"en\"\ntext = \"{ENGLISH}\"\nfact = \"hibiki.why-popular\"\n");
    let with_it = std::fs::read_to_string(&questions).expect("a file") + &question;
    std::fs::write(&questions, with_it).expect("a file that can be written");
    let preview = facts(&owner, "reload");
    let told = preview.text();
    assert!(told.contains("1 fact: hibiki.why-popular"), "{told}");
    assert!(told.contains("Answers what it could not (2)"), "{told}");
    assert!(told.contains("3× hibiki popularity reason"), "{told}");
    assert!(told.contains("Of 3 test questions, 2 reach what they must now, 3 with these changes"), "{told}");
    assert!(told.contains("Answers otherwise (1)") && told.contains("→ hibiki.why-popular"), "{told}");
    assert!(
        !said_to(&discord, ENGLISH).contains("every voice"),
        "nothing changes before the operator agrees"
    );
    let done = owner.presses(&preview, "Swap in").reply();
    done.wait_until("it is swapped in", |text| text.contains("Reloaded."));
    assert!(done.text().contains("Answers what it could not (2)"), "{}", done.text());
    assert!(said_to(&discord, ENGLISH).contains("every voice"));
    assert!(said_to(&discord, JAPANESE).contains("どの声も"));
    owner.slash("facts rollback", &json!({ "generation": 1 })).reply();
    assert!(!said_to(&discord, ENGLISH).contains("every voice"));
    bot.stop();
    let _bot = start();
    assert!(!said_to(&discord, ENGLISH).contains("every voice"));
    assert!(!said_to(&discord, JAPANESE).contains("どの声も"));
}

#[test]
fn a_question_that_is_done_goes_and_the_rest_stays() {
    let (discord, _bot) = running();
    for question in [ENGLISH, JAPANESE, JAPANESE] {
        said_to(&discord, question);
    }
    let owner = discord.owner();
    let list = facts(&owner, "unanswered");
    let chosen = list.json()["components"][0]["components"][0]["options"][0]["value"].clone();
    let chosen = chosen.as_str().expect("an id");
    let after = owner.selects(&list, "ld:u1", &[chosen]).reply();
    after.wait_until("one is done", |text| text.contains("1 in all"));
    assert!(
        !after.text().contains("2×") && after.text().contains("1× hibiki popularity reason"),
        "{}",
        after.text()
    );
    // What is no entry changes nothing.
    let after = owner.selects(&after, "ld:u1", &["nonsense"]).reply();
    assert!(after.text().contains("1 in all"));
    said_to(&discord, JAPANESE);
    assert!(facts(&owner, "unanswered").text().contains("2 in all"), "asked again, it is there again");
}

#[test]
fn what_was_asked_is_handed_out_as_beginnings_of_facts() {
    let (discord, _bot) = running();
    for question in [ENGLISH, JAPANESE, "quantum \"teapots\""] {
        said_to(&discord, question);
    }
    let owner = discord.owner();
    let list = facts(&owner, "unanswered");
    let exported = owner.presses(&list, "Export as TOML").reply();
    assert!(exported.is_hidden());
    let [file] = &exported.files()[..] else { panic!("one file: {}", exported.text()) };
    assert_eq!(file.name, "unanswered.toml");
    let text = String::from_utf8(file.bytes.clone()).expect("a text");
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let facts = table["fact"].as_array().expect("facts");
    let of_hibiki = facts.iter().find(|fact| fact["intent"].as_str() == Some("why-popular")).expect(&text);
    assert!(of_hibiki["id"].as_str().is_some_and(|id| id.starts_with("hibiki.")), "{text}");
    assert_eq!(of_hibiki["questions"]["en"][0].as_str(), Some("hibiki popularity reason"), "{text}");
    assert_eq!(table["question"].as_array().map(Vec::len), Some(3), "{text}");
}

#[test]
fn a_long_list_is_paged_by_buttons() {
    let discord = Discord::start();
    let bot =
        Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0").start();
    for number in 0..20 {
        said_to(&discord, &format!("quantum teapots number {number}"));
    }
    let owner = discord.owner();
    let list = facts(&owner, "unanswered");
    assert!(list.text().contains("20 in all, page 1 of 2"), "{}", list.text());
    let next = owner.presses(&list, "Next ▶").reply();
    next.wait_until("the second page", |text| text.contains("page 2 of 2"));
    assert_eq!(next.text().matches("1×").count(), 5, "{}", next.text());
    bot.stop();
}

#[test]
fn a_mistake_is_reported_with_the_answer_and_without_who_did() {
    let (discord, bot) = running();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    // Anybody who sees an answer can report it.
    let pressed =
        discord.member("bob").with_locale("ja").in_a_server_of("ja").presses(&answer, "Report a mistake");
    let form = pressed.modal();
    assert_eq!(form["title"], "誤りを報告");
    let sent = discord
        .member("bob")
        .submits_modal(&pressed, &json!({ "text": " It is the <@1> other\nway round " }));
    let thanks = sent.reply();
    assert!(thanks.is_hidden() && thanks.text().contains("Thank you"), "{}", thanks.text());
    let owner = discord.owner();
    let list = facts(&owner, "feedback");
    let told = list.text();
    assert!(told.contains(r"1** It is the \<\@1\> other way round"), "{told}");
    assert!(told.contains("echoes repeat everything") && told.contains("generation 1"), "{told}");
    for private in ["bob", discord.member("bob").id(), alice.id()] {
        assert!(!told.contains(private), "{told}");
    }
    owner
        .selects(&list, "ld:f1", &["1"])
        .reply()
        .wait_until("it is done", |text| text.contains("No mistake"));
    let exit = bot.stop();
    assert!(!exit.stderr.contains("other"), "what was reported stands in the log:\n{}", exit.stderr);
}

#[test]
fn an_answer_that_is_none_has_nothing_to_report() {
    let (discord, _bot) = running();
    let refused = discord.member("alice").mentions_bot(CHANNEL, "quantum teapots").answer();
    assert!(refused.buttons().iter().all(|(_, id)| !id.starts_with("rep:")));
}

#[test]
fn reports_are_limited_and_empty_or_forged_ones_are_not_kept() {
    let (discord, _bot) = running();
    let mallory = discord.member("mallory");
    let answer = mallory.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    let send = |text: &str| {
        let pressed = mallory.presses(&answer, "Report a mistake");
        mallory.submits_modal(&pressed, &json!({ "text": text })).reply().text()
    };
    assert!(send("   ").contains("older version"));
    for number in 1..=5 {
        assert!(send(&format!("mistake {number}")).contains("Thank you. The curators"));
    }
    assert!(send("mistake 6").contains("many reports"));
    let told = facts(&discord.owner(), "feedback").text();
    assert!(told.contains("5 in all") && !told.contains("mistake 6"), "{told}");
}

#[test]
fn who_is_no_operator_sees_and_changes_none_of_the_lists() {
    let (discord, _bot) = running();
    said_to(&discord, ENGLISH);
    let owner = discord.owner();
    let list = facts(&owner, "unanswered");
    let public = discord.member("alice").mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    let value = list.json()["components"][0]["components"][0]["options"][0]["value"].clone();
    let value = value.as_str().expect("an id").to_owned();
    let mallory = discord.member("mallory").being_administrator();
    for message in [&list, &public] {
        let presses = ["lp:u1", "lp:f1", "lx:"].map(|id| mallory.forges_press(message, id));
        let choices = ["ld:u1", "ld:f1"].map(|id| mallory.selects(message, id, &[value.as_str(), "1"]));
        for asked in presses.iter().chain(&choices) {
            let told = asked.first_response();
            assert_eq!((&told["type"], &told["data"]["flags"]), (&json!(4), &json!(64)), "{told}");
            assert!(
                told.to_string().contains("Only the operators") && !told.to_string().contains("hibiki"),
                "{told}"
            );
        }
    }
    assert!(facts(&owner, "unanswered").text().contains("1 in all"));
}
