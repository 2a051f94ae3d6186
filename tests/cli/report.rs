//! `kotae check --report`: what is covered, thin, old or due.

use std::fs;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::builder::Test;
use crate::check::spoilt;

#[test]
fn the_library_is_reported() {
    let expected = "\
topics           figures askable facts newest     facts for
  book-bus             1       1     1 2025       when
  card                 3       3     1 2026       how
  opening-hours        0       0     1 2026       when

series           figures newest     review     title
  annual-report        4 2025       -          Annual report of the library / 図書館年報

phrasings                 en   ja
  intent when             20   20
  intent how              20   20
  intent usage            19   20  ! fewer than 20
  intent price             6    6  ! fewer than 20
  topic  opening-hours     0    0  ! fewer than 20

test questions that must reach
  a fact          2
  a figure        1
  topics          0
  a refusal       1

due for review
  none

due for review within 90 days
  none

translations unreviewed
  none

tests/cli/knowledge
  topics          3
  facts           3
  figures         4
  sources         3
  phrasings     131
  questions       4
  askable         4
  secondary       0
  unreviewed      0
  deprecated      0
  due             0
  errors          0
  warnings        0
";
    Test::new().args(["check", "--report"]).stdout(expected).run();
}

/// The library where something is wanting everywhere.
fn neglected() -> tempfile::TempDir {
    let folder = spoilt("lexicon.toml", "subject =", "bare = \"when\"\nsubject =");
    let change = |file: &str, old: &str, new: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "no `{old}` in {file}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    };
    change("topics/card.toml", "basis", "review_after = \"2028-12\"\ntranslation = \"unreviewed\"\nbasis");
    change("topics/book-bus.toml", "basis", "rank = \"deprecated\"\nsuccessor = \"It broke down.\"\nbasis");
    change("figures/annual-report.toml", "precedence", "review_after = \"2029-02\"\nprecedence");
    change("lexicon.toml", "words = { en = [\"loans\"", "askable = false\nwords = { en = [\"loans\"");
    change(
        "sources/town.toml",
        "kind = \"official-survey\"\nread = \"page\"",
        "kind = \"official-survey\"\nread = \"secondary\"\nvia = \"library-history\"",
    );
    folder
}

#[test]
fn what_is_wanting_is_marked() {
    let folder = neglected();
    let printed = Test::new()
        .knowledge(folder.path())
        .env("KOTAE_TODAY", "2029-01-15")
        .args(["check", "--report"])
        .any_status()
        .run();
    let from = printed.find("topics  ").unwrap();
    let expected = "\
topics           figures askable facts newest     facts for
  book-bus             1       0     1 -          ! no `when` fact
                                                  ! nothing of the last 3 years
  card                 3       3     1 2026       how
                                                  ! no `when` fact
  opening-hours        0       0     1 2026       when

series           figures newest     review     title
  annual-report        4 2025       2029-02    Annual report of the library / 図書館年報
";
    assert_eq!(&printed[from..from + expected.len()], expected, "{printed}");
    for part in [
        "\ndue for review\n  2028-12    fact   card.how\n\n",
        "\ndue for review within 90 days\n  2029-02    series annual-report\n\n",
        "\ntranslations unreviewed\n  card.how\n\n",
        "\n  askable         3\n  secondary       4\n  unreviewed      1\n  deprecated      1\n  due             1\n",
    ] {
        assert!(printed.contains(part), "no `{part}` in\n{printed}");
    }
}

#[test]
fn the_same_as_one_object() {
    let folder = neglected();
    let test = || Test::new().knowledge(folder.path()).env("KOTAE_TODAY", "2029-01-15").any_status();
    let [plain] = <[_; 1]>::try_from(test().args(["check", "--json"]).objects()).unwrap();
    let [mut report] = <[_; 1]>::try_from(test().args(["check", "--report", "--json"]).objects()).unwrap();
    let coverage = report.as_object_mut().unwrap().remove("coverage").unwrap();
    assert_eq!(report, plain, "beside the coverage it is what `check --json` prints");
    assert_eq!(
        coverage["topics"][1],
        json!({
            "topic": "card",
            "figures": 3,
            "askable": 3,
            "facts": 1,
            "intents": ["how"],
            "newest": "2026",
            "no_what": true,
            "old": false,
        })
    );
    assert_eq!(
        coverage["series"],
        json!([{
            "series": "annual-report",
            "title": { "en": "Annual report of the library", "ja": "図書館年報" },
            "figures": 4,
            "newest": "2025",
            "review_after": "2029-02",
        }])
    );
    assert_eq!(
        coverage["phrasings"][2],
        json!({ "asks": { "intent": "usage" }, "en": 19, "ja": 20, "few": true })
    );
    assert_eq!(coverage["questions"], json!({ "fact": 2, "figure": 1, "topics": 0, "refused": 1 }));
    assert_eq!(coverage["due"], json!([{ "after": "2028-12", "kind": "fact", "id": "card.how" }]));
    assert_eq!(coverage["due_soon"][0]["id"], "annual-report");
    assert_eq!((&coverage["bare"], &coverage["recent_after"]), (&json!("when"), &json!("2026-01-15")));
    assert_eq!((&coverage["askable"], &coverage["unreviewed"]), (&json!(3), &json!(["card.how"])));
    assert_eq!(coverage["deprecated"], json!(["book-bus.when"]));
    assert_eq!(coverage["secondary"].as_array().map(Vec::len), Some(4));
}

#[test]
fn what_the_program_carries_is_reported_within_a_hundred_columns() {
    let printed = Test::embedded().args(["check", "--report"]).any_status().run();
    let report = &printed[printed.find("topics  ").unwrap()..];
    for line in report.lines() {
        assert!(line.width() <= 100, "{} columns: {line}", line.width());
    }
    let [object] = Test::embedded()
        .args(["check", "--report", "--json"])
        .any_status()
        .objects()
        .try_into()
        .expect("one object");
    let coverage = &object["coverage"];
    let sum = |list: &str, field: &str| {
        coverage[list].as_array().unwrap().iter().map(|entry| entry[field].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(Value::from(sum("topics", "figures")), object["counts"]["figures"]);
    assert_eq!(Value::from(sum("topics", "facts")), object["counts"]["facts"]);
    assert_eq!(Value::from(sum("series", "figures")), object["counts"]["figures"]);
    assert_eq!(Value::from(sum("topics", "askable")), coverage["askable"]);
    let phrasings = sum("phrasings", "en") + sum("phrasings", "ja");
    assert_eq!(Value::from(phrasings), object["counts"]["phrasings"]);
}
