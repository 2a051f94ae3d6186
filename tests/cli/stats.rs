//! `kotae stats`, `compare`, `trend` and `rank`.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use crate::builder::Test;

const CARD: &str = "\
library card: holders
People of the town · 2024 – 2025 · Annual report of the library

As of  holders
2024     1,180
2025     1,234

Source: Town library (2026) https://library.example/report-2025
";

#[test]
fn figures_over_time_in_columns() {
    Test::new().args(["stats", "library card"]).stdout(CARD).run();
    Test::new().args(["trend", "card"]).stdout(CARD).run();
}

#[test]
fn the_japanese_twin() {
    let printed = Test::new().args(["stats", "利用者カード"]).run();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[3..6], ["時点    登録者数", "2024年   1,180人", "2025年   1,234人"], "{printed}");
    assert!(printed.contains("出典：町立図書館（2026年）"), "{printed}");
    let wished = Test::new().args(["stats", "card", "--lang", "ja"]).run();
    assert_eq!(wished, printed);
}

#[test]
fn one_figure_of_a_year_and_a_group() {
    let printed = Test::new().args(["stats", "card", "--group", "children"]).run();
    assert!(printed.contains("2025   about 310\n"), "{printed}");
    let printed = Test::new().args(["stats", "card", "--year", "2023"]).run();
    assert!(printed.contains("2024     1,180\n"), "{printed}");
    assert!(
        printed.contains("I have no figure for exactly that time; the nearest is from 2024."),
        "{printed}"
    );
}

#[test]
fn a_course_of_some_years() {
    let from = Test::new().args(["trend", "card", "--from", "2020"]).run();
    assert_eq!(from, CARD.replace("\n\nSource", "\n\nNote: The figures begin in 2024.\nSource"));
    Test::new().args(["trend", "card", "--from", "2024", "--to", "2025"]).stdout(CARD).run();
    for (years, told) in [
        (["--from", "2025", "--to", "2024"], "The first year lies after the last one. Swap them."),
        (
            ["--from", "2025", "--to", "2025"],
            "Within those years I have too few figures for a line; there are some of 2024, 2025.",
        ),
    ] {
        let args = ["trend", "card"].into_iter().chain(years);
        Test::new().args(args).status(1).stdout("").stderr(&format!("error: {told}\n")).run();
    }
    Test::new().args(["trend", "card", "--from", "soon"]).status(2).stdout("").any_stderr().run();
}

#[test]
fn rows_and_json_for_programs() {
    let csv = Test::new().args(["stats", "card", "--csv"]).run();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("id,series,topic,metric,value,unit"), "{csv}");
    assert!(
        rows[1].starts_with("annual-report.card.holders.2024,annual-report,card,holders,1180,users"),
        "{csv}"
    );
    assert_eq!(rows.len(), 3);
    let objects = Test::new().args(["stats", "card", "--json"]).objects();
    let [object] = <[_; 1]>::try_from(objects).unwrap();
    assert_eq!(object["kind"], "stats");
    assert_eq!(object["rows"], json!([["2024", "1,180"], ["2025", "1,234"]]));
    assert_eq!(object["figures"][1]["value"], 1234.0);
    assert_eq!(object["sources"][0]["id"], "library-report-2025");
}

#[test]
fn a_picture_goes_into_a_file() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    Test::new().args(["stats", "card", "--chart", &file("a.png")]).stdout(CARD).run();
    assert!(fs::read(file("a.png")).unwrap().starts_with(b"\x89PNG"));
    Test::new().args(["stats", "card", "--chart", &file("a.svg")]).run();
    assert!(fs::read_to_string(file("a.svg")).unwrap().contains(">library card: holders</text>"));
    let nowhere = file("nowhere/a.png");
    let printed = Test::new().args(["stats", "card", "--chart", &nowhere]).status(1).any_stderr().run();
    assert_eq!(printed, "");
}

#[test]
fn what_there_is_not_is_told_and_is_a_failure() {
    for (args, told) in [
        (
            &["stats", "the moon"][..],
            "error: I have no figures under “the moon”. Pick one of the offered entries.\n",
        ),
        (&["compare", "card"], "error: Name two topics at least.\n"),
        (
            &["trend", "book-bus"],
            "error: I have figures for book bus, but none that make a course over time.\n",
        ),
        (
            &["stats", "本", "--year", "2025"],
            "error: 「本」の数字はありません。表示される候補から選んでください。\n",
        ),
    ] {
        Test::new().args(args.iter().copied()).status(1).stdout("").stderr(told).run();
    }
}

/// Held against the evidence by hand: the ministry's surveys, and what the press quotes of the company.
#[test]
fn the_shipped_base_says_what_its_evidence_says() {
    for (args, rows) in [
        (
            &["rank", "--group", "teens", "--year", "2024"][..],
            &[" 1. YouTube", "95.7%", " 2. Instagram", "75.0%", " 3. TikTok", "65.7%"][..],
        ),
        (
            &["rank", "--group", "10代", "--year", "2024"],
            &[" 1. YouTube", "95.7%", " 2. Instagram", " 3. TikTok"],
        ),
        (
            &["trend", "line", "x", "facebook"],
            &["Dec 2024†  91.1%  43.3%     26.8%", "Dec 2023   94.9%  49.0%     30.7%"],
        ),
        (&["trend", "ライン", "ツイッター", "フェイスブック"], &["2024年12月†    91.1%  43.3%     26.8%"]),
        (
            &["compare", "instagram", "tiktok", "--group", "20s"],
            &["Instagram       78.0%", "TikTok          58.7%"],
        ),
        (&["compare", "インスタ", "ティックトック", "--group", "20代"], &["78.0%", "58.7%"]),
        (&["stats", "linkedin"], &["Dec 2025  more than 5 million"]),
        (&["stats", "リンクトイン"], &["500万人以上"]),
        (
            &["trend", "instagram", "--group", "age"],
            &[
                "As of Teens 20s 30s 40s 50s 60s",
                "Dec 2016 30.7% 45.2% 30.3% 16.0% 12.3% 1.3%",
                "Dec 2024† 75.0% 78.0% 70.5% 67.0% 52.7% 34.7%",
            ],
        ),
        (
            &["trend", "インスタ", "--group", "年代別", "--from", "2022"],
            &["時点 10代 30代 40代 50代 60代", "2022年11月 70.0% 63.7% 48.6% 40.7% 21.3%"],
        ),
        (
            &["trend", "line", "x", "facebook", "--from", "2019", "--to", "2023"],
            &["Mar 2019 82.3% 37.3% 32.8%", "Dec 2023 94.9% 49.0% 30.7%"],
        ),
    ] {
        let printed = Test::embedded().args(args.iter().copied()).run();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for row in rows {
            assert!(words(&printed).contains(&words(row)), "{args:?} has no `{row}`:\n{printed}");
        }
    }
}
