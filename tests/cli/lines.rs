//! `kotae ask --json --stdin`: as many lines out as in, in order.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::json;

use crate::builder::Test;

#[test]
fn answers_come_in_the_order_of_the_questions() {
    let questions = ["how do I get a card", "開館時間を教えて", "", "when does the book bus come"];
    let lines: String =
        questions.iter().map(|question| json!({"question": question}).to_string() + "\n").collect();
    let objects = Test::new().args(["ask", "--json", "--stdin"]).stdin(lines).objects();
    let echoed: Vec<_> = objects.iter().map(|object| object["question"].as_str().unwrap()).collect();
    assert_eq!(echoed, questions);
    let statuses: Vec<_> = objects.iter().map(|object| object["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["answered", "answered", "unknown", "answered"]);
}

#[test]
fn a_line_may_name_its_language_and_bring_other_keys() {
    let line = r#"{"question": "how do I get a card", "lang": "ja", "id": 7}"#;
    let objects = Test::new().args(["ask", "--json", "--stdin"]).stdin(line).objects();
    assert_eq!(objects[0]["language"], "ja");
}

#[test]
fn a_line_that_is_no_question_is_told_in_its_place_and_the_rest_answered() {
    let input = b"how do I get a card\n\n{\"question\": 7}\n{\"q\": \"x\"}\n\"\xff\"\n{\"question\": \"how do I get a card\"}".to_vec();
    let objects = Test::new().args(["ask", "--json", "--stdin"]).stdin(input).status(1).objects();
    assert_eq!(objects.len(), 6);
    for (at, error) in [
        (0, "expected value; write {\"question\": \"…\"}"),
        (1, "EOF while parsing a value; write {\"question\": \"…\"}"),
        (2, "invalid type: integer `7`, expected a string; write {\"question\": \"…\"}"),
        (3, "missing field `question`; write {\"question\": \"…\"}"),
        (4, "invalid unicode code point; write {\"question\": \"…\"}"),
    ] {
        assert_eq!(objects[at], json!({"line": at + 1, "error": error}));
    }
    assert_eq!(objects[5]["status"], "answered");
}

#[test]
fn nothing_in_is_nothing_out() {
    Test::new().args(["ask", "--json", "--stdin"]).stdout("").run();
}

#[test]
fn whoever_waits_for_an_answer_gets_it_before_asking_on() {
    let mut kotae = Command::new(env!("CARGO_BIN_EXE_kotae"))
        .args(["ask", "--json", "--stdin", "--knowledge", "tests/cli/knowledge"])
        .env("KOTAE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes-of-tests"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = kotae.stdin.take().unwrap();
    let mut answers = BufReader::new(kotae.stdout.take().unwrap());
    for question in ["how do I get a card", "when does the book bus come"] {
        // The second line is begun already: it must not hold the first answer back.
        write!(questions, "{}\n{{", json!({"question": question})).unwrap();
        questions.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.contains(question), "{answer}");
        writeln!(questions, "}}").unwrap();
        answer.clear();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.contains("\"error\""), "{answer}");
    }
    drop(questions);
    assert_eq!(kotae.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut kotae = Command::new(env!("CARGO_BIN_EXE_kotae"))
        .args(["export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(kotae.stdout.take());
    let ended = kotae.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert!(ended.status.success());
}
