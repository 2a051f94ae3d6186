//! A question put twice gets the same answer, to the byte.

use serde_json::{Value, json};

use crate::builder::Test;

/// How many questions are put.
const QUESTIONS: usize = 200;

/// Questions of the base's facts in both languages, evenly out of all of them, and some that have no answer.
fn questions() -> Vec<String> {
    let lines = Test::embedded().args(["export"]).objects();
    let all: Vec<&Value> = lines
        .iter()
        .filter(|line| line["kind"] == "fact")
        .flat_map(|fact| {
            ["en", "ja"].into_iter().flat_map(|lang| fact["questions"][lang].as_array().unwrap())
        })
        .collect();
    let outside = ["", "?", "what", "share price of LINE", "明日の天気は？", "and women?", "ぬるぽ"];
    let step = all.len() / (QUESTIONS - outside.len());
    assert!(step > 0, "{} questions", all.len());
    let inside = all.iter().step_by(step).map(|question| question.as_str().unwrap());
    outside.into_iter().chain(inside).take(QUESTIONS).map(str::to_owned).collect()
}

/// The answers line by line, without the time that they took.
fn answers(questions: &str) -> Vec<String> {
    let printed = Test::embedded().args(["ask", "--json", "--stdin"]).stdin(questions).run();
    let untimed = |line: &str| {
        let (before, after) = line.split_once("\"took_us\":").expect("how long it took");
        let after = after.trim_start_matches(|char: char| char.is_ascii_digit());
        format!("{before}{after}")
    };
    printed.lines().map(untimed).collect()
}

#[test]
fn two_runs_give_the_same_answers() {
    let questions = questions();
    assert_eq!(questions.len(), QUESTIONS);
    let lines: Vec<String> =
        questions.iter().map(|question| json!({ "question": question }).to_string()).collect();
    let (first, second) = (answers(&lines.join("\n")), answers(&lines.join("\n")));
    assert_eq!(first.len(), QUESTIONS);
    for ((question, first), second) in questions.iter().zip(&first).zip(&second) {
        assert_eq!(first, second, "{question}");
    }
    // Nor does it matter what was asked before.
    let backwards: Vec<String> = lines.into_iter().rev().collect();
    let mut third = answers(&backwards.join("\n"));
    third.reverse();
    assert_eq!(first, third, "asked backwards");
}
