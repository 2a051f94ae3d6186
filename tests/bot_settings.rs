//! Managers of a server say how the bot behaves in it; nobody else does.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, OTHER_CHANNEL, Person, Posted, running};
use serde_json::json;
use tempfile::TempDir;

const MANAGE_GUILD: u64 = 1 << 5;
const QUESTION: &str = "why is Hibiki little used";

fn manager(discord: &Discord) -> Person {
    discord.member("mona").allowed(MANAGE_GUILD)
}

/// The panel.
#[track_caller]
fn panel(person: &Person) -> Posted {
    person.slash("settings", &json!({})).reply()
}

/// Chooses in the panel and waits until that is said to be saved.
#[track_caller]
fn set(person: &Person, menu: &str, values: &[&str]) -> Posted {
    let shown = person.selects(&panel(person), menu, values).reply();
    shown
        .wait_until("the settings are saved", |text| text.contains("Saved") || text.contains("保存しました"));
    shown
}

/// Whether a mention in a channel is answered: told by a later one in a channel where it is.
#[track_caller]
fn is_silent(discord: &Discord, channel: &str, heard_in: &str) {
    let said = discord.member("alice").mentions_bot(channel, QUESTION);
    discord.member("bob").mentions_bot(heard_in, QUESTION).answer();
    // Events are handled in any order, so the end of all of them is waited for: a command of the owner is last.
    discord.owner().slash("facts status", &json!({})).reply();
    assert_eq!(said.answers().len(), 0);
}

#[test]
fn a_panel_shows_what_is_set_and_a_change_holds_at_once() {
    let (discord, _bot) = running();
    let mona = manager(&discord);
    let shown = panel(&mona);
    assert!(shown.is_hidden());
    let menus: Vec<_> = shown.menus();
    let chosen = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        menus,
        [
            ("set:channels".to_owned(), chosen(&[])),
            ("set:language".to_owned(), chosen(&["auto"])),
            ("set:switches".to_owned(), chosen(&["charts", "related"])),
        ]
    );
    let shown = set(&mona, "set:language", &["ja"]);
    assert_eq!(shown.menus()[1].1, ["ja"]);
    assert!(shown.text().contains("このサーバーの設定"), "{}", shown.text());
    let answer = discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki").answer();
    assert!(answer.text().contains("こだまのためのSNS"), "{}", answer.text());
}

#[test]
fn the_language_of_the_server_holds_for_all_that_is_said_there_unless_the_asker_says_otherwise() {
    let (discord, _bot) = running();
    set(&manager(&discord), "set:language", &["ja"]);
    let alice = discord.member("alice");
    let asked = json!({ "question": "what is Hibiki" });
    assert!(alice.slash("ask", &asked).reply().text().contains("こだまのためのSNS"));
    assert!(alice.slash("topics", &json!({})).reply().text().contains("お答えできるテーマ"));
    let english = json!({ "question": "what is Hibiki", "language": "en" });
    assert!(alice.slash("ask", &english).reply().text().contains("a network for echoes"));
    assert!(alice.slash("topics", &json!({ "language": "en" })).reply().text().contains("What I know about"));
    // Elsewhere nothing is set.
    for person in [alice.clone().in_dm(), alice.clone().elsewhere()] {
        assert!(person.slash("ask", &asked).reply().text().contains("a network for echoes"));
    }
    // A question without a setting is answered in its own language, whoever asks.
    set(&manager(&discord), "set:language", &["auto"]);
    let hanako = discord.member("hanako").with_locale("ja");
    assert!(hanako.slash("ask", &asked).reply().text().contains("a network for echoes"));
}

#[test]
fn mentions_are_answered_in_the_chosen_channels_only() {
    let (discord, _bot) = running();
    let mona = manager(&discord);
    let shown = set(&mona, "set:channels", &[OTHER_CHANNEL]);
    assert_eq!(shown.menus()[0].1, [OTHER_CHANNEL]);
    is_silent(&discord, CHANNEL, OTHER_CHANNEL);
    // Commands and direct messages are not concerned.
    assert!(
        discord
            .member("alice")
            .slash("ask", &json!({ "question": QUESTION }))
            .reply()
            .text()
            .contains("echoes")
    );
    discord.member("alice").dm(QUESTION).answer();
    set(&mona, "set:channels", &[]);
    discord.member("alice").mentions_bot(CHANNEL, QUESTION).answer();
}

#[test]
fn replies_are_hidden_by_default_and_related_questions_left_out() {
    let (discord, _bot) = running();
    let mona = manager(&discord);
    let alice = discord.member("alice");
    let ask = |hidden: Option<bool>| {
        let mut given = json!({ "question": QUESTION });
        if let Some(hidden) = hidden {
            given["hidden"] = json!(hidden);
        }
        alice.slash("ask", &given).reply()
    };
    let related = |message: &Posted| message.buttons().iter().any(|(_, id)| id.starts_with("q:"));
    assert!(!ask(None).is_hidden() && related(&ask(None)));
    set(&mona, "set:switches", &["hidden", "charts"]);
    assert!(ask(None).is_hidden() && !ask(Some(false)).is_hidden());
    assert!(!related(&ask(None)));
    let answer = alice.mentions_bot(CHANNEL, QUESTION).answer();
    assert!(!related(&answer) && answer.buttons().iter().any(|(label, _)| label == "Sources"));
}

#[test]
fn settings_outlive_a_restart_until_they_are_forgotten() {
    let (discord, data) = (Discord::start(), TempDir::new().expect("a folder for data"));
    let start = || Bot::of(&discord).data(data.path()).start();
    let bot = start();
    set(&manager(&discord), "set:language", &["ja"]);
    bot.stop();
    let bot = start();
    let mona = manager(&discord);
    let shown = panel(&mona);
    assert_eq!(shown.menus()[1].1, ["ja"]);
    let shown = mona.presses(&shown, "set:reset").reply();
    shown.wait_until("it is forgotten", |text| text.contains("Saved"));
    assert_eq!(shown.menus()[1].1, ["auto"]);
    bot.stop();
    let _bot = start();
    assert_eq!(panel(&manager(&discord)).menus()[1].1, ["auto"]);
}

#[test]
fn a_member_who_is_no_manager_is_refused_by_command_and_by_a_forged_press() {
    let (discord, _bot) = running();
    let shown = panel(&manager(&discord));
    let public = discord.member("alice").mentions_bot(CHANNEL, QUESTION).answer();
    // Who owns the application is no manager of a server by that.
    for person in [discord.member("mallory"), discord.owner()] {
        let told = person.slash("settings", &json!({})).reply();
        assert!(told.is_hidden() && told.menus().is_empty(), "{}", told.text());
        for message in [&shown, &public] {
            for (menu, values) in [
                ("set:language", vec!["ja"]),
                ("set:switches", vec!["hidden"]),
                ("set:channels", vec![OTHER_CHANNEL]),
                ("set:ask", vec![CHANNEL]),
            ] {
                let told = person.selects(message, menu, &values).first_response();
                assert_eq!((&told["type"], &told["data"]["flags"]), (&json!(4), &json!(64)), "{told}");
                let told = told["data"]["content"].as_str().expect("a text").to_owned();
                assert!(told.contains("manage this server"), "{told}");
            }
            let told = person.forges_press(message, "set:reset").first_response();
            assert_eq!(told["type"], 4, "{told}");
        }
    }
    let settings = panel(&manager(&discord));
    assert_eq!(settings.menus()[1].1, ["auto"], "nothing was changed");
    assert_eq!(settings.menus()[2].1, ["charts", "related"]);
}

#[test]
fn a_manager_who_sends_what_is_no_choice_changes_nothing() {
    let (discord, _bot) = running();
    let mona = manager(&discord);
    let shown = panel(&mona);
    mona.selects(&shown, "set:language", &["klingon"]).reply();
    let told = mona.selects(&shown, "set:teapot", &["1"]).first_response();
    assert!(told["data"]["content"].as_str().is_some_and(|told| told.contains("older version")), "{told}");
    assert_eq!(panel(&mona).menus()[1].1, ["auto"]);
}

#[test]
fn questions_to_others_are_answered_where_that_is_wanted_and_the_rest_is_left_alone() {
    let discord = Discord::start();
    discord.allow_message_content();
    let bot = Bot::of(&discord).env("KOTAE_MESSAGE_CONTENT", "true").start();
    let mona = manager(&discord);
    let shown = set(&mona, "set:ask", &[OTHER_CHANNEL]);
    assert_eq!(shown.menus()[1], ("set:ask".to_owned(), vec![OTHER_CHANNEL.to_owned()]));
    let alice = discord.member("alice");
    let silent: Vec<_> = [
        alice.says(OTHER_CHANNEL, "I like Hibiki"),
        alice.says(OTHER_CHANNEL, "zanzibar quantum teapots?"),
        alice.says(OTHER_CHANNEL, "Hibiki is little used"),
        alice.says(CHANNEL, "why is Hibiki little used?"),
    ]
    .into();
    // Half of those who ask leave the question mark out.
    for question in [
        "why is Hibiki little used?",
        "hey all, why is Hibiki little used",
        "so I wonder why Hibiki is little used",
    ] {
        let answer = alice.says(OTHER_CHANNEL, question).answer();
        assert!(answer.text().contains("echoes repeat everything"), "{question}: {}", answer.text());
    }
    let told = discord.owner().slash("facts unanswered", &json!({})).reply().text();
    assert!(!told.contains("zanzibar"), "what is said to others is not kept: {told}");
    bot.stop();
    assert!(silent.iter().all(|said| said.answers().is_empty()));
}

#[test]
fn without_the_intent_nothing_is_read_that_is_not_addressed() {
    let (discord, bot) = running();
    let mona = manager(&discord);
    mona.selects(&panel(&mona), "set:ask", &[CHANNEL]).reply();
    let said = discord.member("alice").says(CHANNEL, "why is Hibiki little used?");
    discord.member("bob").mentions_bot(CHANNEL, QUESTION).answer();
    bot.stop();
    assert_eq!(said.answers().len(), 0);
    assert_eq!(discord.gateway(|gateway| gateway.intents & (1 << 15)), 0);
}
