//! `kotae ask`.

use serde_json::json;

use crate::builder::Test;

#[test]
fn a_fact_with_its_source_and_what_to_be_careful_with() {
    Test::new()
        .args(["ask", "How do I get a library card?"])
        .stdout(
            "A library card is made at the desk, on the day one asks for it, for anybody who lives or works in the \
             town.\n\
             Reported fact · as of 2026\n\
             Source: Town library (2026)\n\
             Note: The notice gives no hours for holidays.\n\
             You can ask:\n  \
             1. how many library card holders are there?\n",
        )
        .run();
}

#[test]
fn the_language_of_the_question_is_that_of_the_answer() {
    Test::new()
        .args(["ask", "開館時間を教えて"])
        .stdout(
            "閲覧室は火曜から日曜まで、朝から夕方の鐘まで開いている。\n\
             報じられた事実・2026年時点\n\
             出典：町立図書館（2026年）\n\
             注：祝日の時間は掲示にありません。\n",
        )
        .run();
}

#[test]
fn the_asker_may_want_another_language() {
    let printed = Test::new().args(["ask", "--lang", "ja", "how do I get a library card"]).run();
    assert!(printed.starts_with("利用者カードは"), "{printed}");
    Test::new()
        .args(["ask", "--lang", "fr", "bonjour"])
        .status(2)
        .stderr(
            "error: invalid value 'fr' for '--lang <en|ja>': `fr` is no language of Kotae; use `en` or `ja`\n\n\
             For more information, try '--help'.\n",
        )
        .run();
}

#[test]
fn words_need_no_quotation_marks() {
    let quoted = Test::new().args(["ask", "how do I get a card"]).run();
    Test::new().args(["ask", "how", "do", "I", "get", "a", "card"]).stdout(&quoted).run();
}

#[test]
fn the_year_that_was_asked_for_is_the_year_of_the_answer() {
    for (question, value) in [
        ("how many card holders were there in 2024", "1,180"),
        ("how many card holders were there in 2025", "1,234"),
        ("how many card holders are there", "1,234"),
        ("how many children have a card?", "bout 310"),
    ] {
        let printed = Test::new().args(["ask", question]).run();
        assert!(printed.contains(value), "{question}: {printed}");
    }
}

#[test]
fn what_is_not_known_is_said_so_and_is_no_failure() {
    Test::new()
        .args(["ask", "who won the football match"])
        .stdout(
            "I don't know. I answer questions about the town library, and only from sources that I can name.\n",
        )
        .run();
}

#[test]
fn nothing_of_another_base_is_known() {
    for question in ["how many people use LINE?", "LINEの利用率は？", "is Twitter popular in Japan"] {
        let [object] = Test::new().args(["ask", "--json", question]).objects().try_into().unwrap();
        assert_eq!(object["status"], "unknown", "{object}");
    }
}

#[test]
fn one_json_object_as_the_contract_has_it() {
    let objects = Test::new().args(["ask", "--json", "how many card holders were there in 2024"]).objects();
    let [mut object] = <[_; 1]>::try_from(objects).unwrap();
    let took = object["took_us"].take();
    assert!(took.is_u64(), "{took}");
    let confidence = object["confidence"].take();
    assert!((0.0..=1.0).contains(&confidence.as_f64().unwrap()), "{confidence}");
    assert_eq!(
        object,
        json!({
            "question": "how many card holders were there in 2024",
            "language": "en",
            "status": "answered",
            "topics": ["card"],
            "intent": "usage",
            "text": "library card holders among people of the town in 2024: 1,180.",
            "figures": [{
                "id": "annual-report.card.holders.2024",
                "topic": "card",
                "metric": "holders",
                "value": 1180.0,
                "unit": "users",
                "group": "all",
                "as_of": "2024",
                "source": "library-report-2025",
            }],
            "sources": [{
                "id": "library-report-2025",
                "producer": "Town library",
                "title": "Annual report of the town library",
                "url": "https://library.example/report-2025",
                "date_published": "2026-04",
            }],
            "as_of": "2024",
            "notes": [],
            "confidence": null,
            "suggestions": ["how do I get a library card?"],
            "chart": true,
            "took_us": null,
            "fact": null,
            "detail": "Annual report of the library · all library cards, counted on 31 March",
        })
    );
}

#[test]
fn the_reason_of_an_answer_can_be_seen() {
    let printed = Test::new().args(["ask", "--explain", "how do I get a card"]).run();
    for part in ["slot       topic = card", "decision   Answered", "fact card.how (how)", "took  "] {
        assert!(printed.contains(part), "no `{part}` in\n{printed}");
    }
}

#[test]
fn a_question_is_needed() {
    Test::new().args(["ask"]).status(2).any_stderr().stdout("").run();
    Test::new().args(["ask", "--stdin"]).status(2).any_stderr().stdout("").run();
    Test::new().args(["ask", "--json", "--stdin", "question"]).status(2).any_stderr().stdout("").run();
}

#[test]
fn a_wrong_token_keeps_nobody_from_asking() {
    let printed = Test::new()
        .env("KOTAE_TOKEN", "not a token")
        .env("KOTAE_TOKEN_FILE", "/nowhere")
        .env("CREDENTIALS_DIRECTORY", "/nowhere")
        .args(["ask", "how do I get a card"])
        .run();
    assert!(printed.starts_with("A library card"), "{printed}");
}
