//! The knowledge that the program carries, without holding on to its wording.

use serde_json::Value;

use crate::builder::Test;

#[test]
fn both_languages_are_answered_with_sources() {
    for (question, language) in [("how many people use LINE in Japan?", "en"), ("LINEの利用率は？", "ja")]
    {
        let [answer] =
            <[_; 1]>::try_from(Test::embedded().args(["ask", "--json", question]).objects()).unwrap();
        assert_eq!(answer["status"], "answered", "{answer}");
        assert_eq!(answer["language"], language);
        assert_eq!(answer["topics"][0], "line");
        assert!(!answer["figures"].as_array().unwrap().is_empty(), "{answer}");
        assert!(answer["sources"][0]["url"].as_str().unwrap().starts_with("http"), "{answer}");
    }
}

#[test]
fn what_is_exported_is_what_check_counts() {
    let [report] =
        <[_; 1]>::try_from(Test::embedded().args(["check", "--json"]).any_status().objects()).unwrap();
    let lines = Test::embedded().args(["export"]).objects();
    let count = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).count();
    for (kind, name) in [("source", "sources"), ("figure", "figures"), ("fact", "facts")] {
        assert_eq!(Value::from(count(kind)), report["counts"][name], "{name}");
    }
    let rows = Test::embedded().args(["export", "--format", "csv"]).run();
    let rows = csv::Reader::from_reader(rows.as_bytes()).records().map(Result::unwrap).count();
    assert_eq!(Value::from(rows), report["counts"]["figures"]);
}
