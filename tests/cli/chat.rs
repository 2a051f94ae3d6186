//! `kotae chat` with its input from a pipe.

use crate::builder::Test;

const CARD: &str = "\
A library card is made at the desk, on the day one asks for it, for anybody who lives or works in the town.
Reported fact · as of 2026
Source: Town library (2026)
Note: The notice gives no hours for holidays.
You can ask:
  1. how many library card holders are there?

";

#[test]
fn without_a_command_it_is_a_chat() {
    Test::new().stdin("how do I get a card\n").stdout(CARD).run();
    Test::new().args(["chat"]).stdin("how do I get a card").stdout(CARD).run();
}

#[test]
fn a_number_asks_what_was_offered() {
    let printed = Test::new().stdin("how do I get a card\n1\n").run();
    assert!(printed.contains("library card holders among people of the town in 2025: 1,234."), "{printed}");
}

#[test]
fn a_follow_up_leans_on_the_answer_before() {
    let printed = Test::new().stdin("how many card holders were there in 2025\nand children?\n").run();
    assert!(printed.contains("library card holders among children in 2025: about 310."), "{printed}");
}

#[test]
fn commands() {
    Test::new()
        .args(["chat"])
        .stdin("how many card holders were there in 2024\n:sources\n:nonsense\n:quit\nhow do I get a card\n")
        .stdout(
            "library card holders among people of the town in 2024: 1,180.\n\
             Annual report of the library · all library cards, counted on 31 March\n\
             Source: Town library (2026) https://library.example/report-2025\n\
             You can ask:\n  \
             1. how do I get a library card?\n\n\
             Source: Town library (2026) https://library.example/report-2025\n  \
             Annual report of the town library\n\
             `:nonsense` is no command; :help lists them\n",
        )
        .run();
    Test::new()
        .args(["chat"])
        .stdin(":sources\n:json\n\n  \n")
        .stdout("no answer with sources yet\nno answer yet\n")
        .run();
    let help = Test::new().args(["chat"]).stdin(":help\n").run();
    for command in [":sources", ":json", ":help", ":quit"] {
        assert!(help.contains(command), "{help}");
    }
    let json = Test::new().args(["chat"]).stdin("how do I get a card\n:json\n").run();
    assert!(json.contains("\"fact\":\"card.how\""), "{json}");
}

#[test]
fn what_is_no_text_is_no_end() {
    let printed = Test::new().args(["chat"]).stdin(b"\xff\xfe\x00\nhow do I get a card\n".to_vec()).run();
    assert!(printed.ends_with(CARD), "{printed}");
}

#[test]
fn a_chat_leaves_no_folder_behind() {
    let here = tempfile::tempdir().unwrap();
    let data = here.path().join("data");
    Test::new().env("KOTAE_DATA_DIR", data.to_str().unwrap()).stdin("how do I get a card\n").run();
    assert!(!data.exists());
}
