//! Every rule is broken at least once, and the whole report is compared with the one in `reports/`.
//!
//! `UPDATE_REPORTS=1 cargo test --test knowledge` writes the reports anew; read them before committing.

use std::path::Path;

use kotae::knowledge::RULES;

use crate::valid::{Knowledge, today};

/// Breaks a valid folder in one way. The report must be the one that is kept, and the rule must find it.
fn breaks(case: &str, rule: &str, change: fn(&mut Knowledge)) {
    let mut knowledge = Knowledge::valid();
    change(&mut knowledge);
    let rule = RULES.iter().find(|known| known.name == rule).expect("a known rule");
    if rule.while_reading() {
        assert_ne!(knowledge.read().problems, [], "the reading finds it");
    } else {
        assert_ne!(rule.find(&knowledge.read(), today()), [], "the rule finds it");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/knowledge/reports/{case}.txt"));
    let report = knowledge.report();
    if std::env::var_os("UPDATE_REPORTS").is_some() {
        std::fs::write(&path, &report).expect("the report is written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(report, expected, "see {}", path.display());
}

macro_rules! rules {
    ($($case:ident breaks $rule:literal: |$k:ident| $change:expr;)*) => {
        $(#[test] fn $case() { breaks(stringify!($case), $rule, |$k| { $change; }); })*
        const BROKEN: &[&str] = &[$($rule),*];
    };
}

#[test]
fn every_rule_is_broken_by_a_test() {
    for rule in RULES {
        assert!(BROKEN.contains(&rule.name), "no test breaks `{}`: {}", rule.name, rule.says);
    }
}

const LINE: &str = "topics/line.toml";
const CSV: &str = "figures/survey.csv";
const SERIES: &str = "figures/survey.toml";
const SOURCES: &str = "sources/all.toml";
const LEXICON: &str = "lexicon.toml";
const WHY: &str = "phrasings/why-unpopular.toml";
const TESTS: &str = "questions.toml";

rules! {
    not_utf8 breaks "readable": |k| k.put("topics/stickers.toml", b"kind = \"feature\"\nname = \"\xe3\x83\xff\"\n");
    half_written_toml breaks "readable": |k| k.put("topics/stickers.toml", "kind = \"feature\"\nname = { en = \"LINE stic");
    two_syntax_errors breaks "readable": |k| k.replace(LINE, "kind = \"platform\"", "kind = platform").replace(LINE, "rank = \"preferred\"", "rank = = 3");
    doubled_key breaks "readable": |k| k.replace(LINE, "intent = \"what\"", "intent = \"what\"\nintent = \"what\"");
    open_quote breaks "readable": |k| k.replace(CSV, "not measured\"", "not measured");
    short_row breaks "readable": |k| k.replace(CSV, "2023-11,ministry-2025,,,,", "2023-11,ministry-2025");
    empty_table breaks "readable": |k| k.put(CSV, "");
    lost_file breaks "expected-file": |k| k.put("topics/drafts/readme.toml", "a = 1\n");
    lost_table breaks "expected-file": |k| k.put("sources/figures.csv", "a,b\n");
    no_series breaks "missing-file": |k| k.remove(SERIES);
    no_values breaks "missing-file": |k| k.copy(SERIES, "figures/other.toml");
    no_lexicon breaks "missing-file": |k| k.remove(LEXICON);
    no_tests breaks "missing-file": |k| k.remove(TESTS);
    unknown_keys breaks "known-key": |k| k.replace(LINE, "summary =", "sumary =").replace(LINE, "basis =", "colour = 1\nbasis =").replace(LINE, "ja = [\"ライン\"]", "jp = [\"ライン\"]");
    unknown_language breaks "known-key": |k| k.replace(LINE, "ja = \"LINE\" }", "ja = \"LINE\", ko = \"라인\" }");
    unknown_column breaks "known-key": |k| k.replace(CSV, "locator", "page");
    doubled_column breaks "known-key": |k| k.replace(CSV, "note_ja", "note_en");
    missing_keys breaks "needed-key": |k| k.replace(LINE, "as_of = \"2024-12\"\n", "").replace(SOURCES, "kind = \"blog\"\n", "").replace(SERIES, "comparable = true\n", "");
    missing_column breaks "needed-key": |k| k.replace(CSV, "as_of", "asof");
    missing_cells breaks "needed-key": |k| k.replace(CSV, "95,percent", ",").replace(CSV, "聞き取り", "");
    nothing_to_reach breaks "needed-key": |k| k.replace(TESTS, "fact = \"line.what\"\n", "");
    no_asking breaks "needed-key": |k| k.replace(WHY, "intent = \"why-unpopular\"\n", "");
    wrong_types breaks "value-type": |k| k.replace(LINE, "name = { en = \"LINE\", ja = \"LINE\" }", "name = \"LINE\"").replace(LINE, "sources = [\"ministry-2025\"]", "sources = \"ministry-2025\"").replace(SERIES, "comparable = true", "comparable = \"yes\"").replace(SERIES, "precedence = 10", "precedence = 100");
    wrong_choices breaks "value-type": |k| k.replace(LINE, "kind = \"platform\"", "kind = \"service\"").replace(LINE, "\"survey-finding\"", "\"survey\"").replace(SOURCES, "\"2016-05\"", "\"May 2016\"");
    wrong_cells breaks "value-type": |k| k.replace(CSV, "91.0,percent,exact", "\"91,0\",%,exactly").replace(CSV, "2023-11", "2023-13");
    wrong_lexicon breaks "value-type": |k| k.replace(LEXICON, "\"usd\"", "\"dollar\"").replace(LEXICON, "[20, 29]", "[29, 20]").replace(LEXICON, "answered_by = \"fact\"", "answered_by = \"facts\"");
    reaches_two breaks "value-type": |k| k.replace(TESTS, "fact = \"line.what\"", "fact = \"line.what\"\nrefused = true");
    asks_two breaks "value-type": |k| k.replace(WHY, "intent = \"why-unpopular\"", "intent = \"why-unpopular\"\ntopic = \"line\"");

    doubled_fact breaks "unique-id": |k| k.replace(LINE, "line.origin", "line.what");
    doubled_figure breaks "unique-id": |k| k.replace(CSV, "survey.line.2023,", "survey.line.2024,");
    doubled_source breaks "unique-id": |k| k.copy(SOURCES, "sources/more.toml");
    doubled_metric breaks "unique-id": |k| k.replace(LEXICON, "id = \"revenue\"", "id = \"usage_rate\"");
    odd_ids breaks "id-letters": |k| k.replace(LINE, "line.origin", "line.Origin of").copy(WHY, "phrasings/Why now.toml").remove(WHY);
    foreign_fact breaks "id-prefix": |k| k.replace(LINE, "line.origin", "x.origin");
    claimed_alias breaks "claimed-alias": |k| k.append("topics/stickers.toml", "[aliases]\nen = [\"ＬＩＮＥ　App\"]\nja = [\"らいん\"]\n");
    odd_choices breaks "alternatives": |k| k.replace(LINE, "ordinary = [\"line\"]", "ordinary = [\"line\"]\ndescribed = { en = [\"the {green|chat} app\", \"the {green} app\"], ja = [\"緑の{アプリ\"] }");
    claimed_description breaks "claimed-alias": |k| k.append("topics/stickers.toml", "[aliases]\ndescribed = { en = [\"the {line|chat} app\", \"{the |}line app\"], ja = [] }\n");
    not_a_name breaks "ordinary-alias": |k| k.replace(LINE, "ordinary = [\"line\"]", "ordinary = [\"Line\", \"lime\"]");
    one_language breaks "languages": |k| k.replace(LINE, "ja = [\"LINEとは何\"]", "").replace(LINE, "ja = \"メッセージアプリ\"", "ja = \" \"").replace(WHY, "en = [\"why is {topic} not popular\"]\n", "").replace(LEXICON, "ja = \"女性\"", "ja = \"\"");
    empty_question breaks "languages": |k| k.replace(LINE, "en = [\"what is LINE\"]", "en = [\"what is LINE\", \"\"]");
    lost_placeholder breaks "placeholder": |k| k.replace(LINE, "by {figure:survey.line.2024}", "by {figure:survey.line.2025}").replace(LINE, "は{figure:survey.line.2024}が", "は{latest:line.revenue}が");
    unknown_placeholder breaks "placeholder": |k| k.replace(LINE, "messaging app, used", "messaging {thing}, \\\"used\\\"").replace(LINE, "began in 2011", "began in {2011");
    lost_in_translation breaks "same-placeholders": |k| k.replace(LINE, "は{figure:survey.line.2024}が", "は皆が");
    unknown_slot breaks "slot": |k| k.replace(WHY, "{topic}が", "{topik}が").replace(LEXICON, "({when})", "({date})");
    long_statement breaks "statement-length": |k| k.replace(LINE, "LINE began in 2011", &"It grew and grew. ".repeat(22)).replace(LINE, "のあとに始まりました。", &"から広がりました。".repeat(24));
    typed_measurement breaks "typed-measurement": |k| k.replace(LINE, "messaging app, used", "messaging app of 96 million people, used").replace(LINE, "が使う", "（約9割）が使う");
    worded_measurement breaks "worded-measurement": |k| k.replace(LINE, "messaging app, used", "messaging app of ten million people, used").replace(LINE, "が使う", "（約九割）が使う");
    lost_sources breaks "known-source": |k| k.replace(CSV, "ministry-2025", "ministry-2026").replace(LINE, "\"blog-2016\", ", "\"blog-2016\", \"nobody\", ").replace(SOURCES, "via = \"ministry-2025\"", "via = \"elsewhere\"");
    no_source breaks "has-source": |k| k.replace(LINE, "sources = [\"ministry-2025\"]", "sources = []");
    lost_topics breaks "known-topic": |k| k.replace(CSV, "line,usage_rate,95", "lien,usage_rate,95").replace(LINE, "intent = \"what\"", "intent = \"what\"\nalso = [\"stickers\", \"mixi\"]").replace("topics/stickers.toml", "\"line\"", "\"lime\"").replace(WHY, "intent = \"why-unpopular\"", "topic = \"anonymity\"");
    lost_words breaks "known-word": |k| k.replace(CSV, "line,usage_rate,95", "line,usage,95").replace(CSV, "age:20s/sex:female", "age:20s/sex:femail").replace(LINE, "intent = \"what\"", "intent = \"who\"").replace(LEXICON, "near = [\"age:20s\"]", "near = [\"age:30s\"]").replace(LEXICON, "metrics = [\"usage_rate\"]", "metrics = [\"use\"]").replace(LEXICON, "bare = \"what\"", "bare = \"which\"");
    lost_targets breaks "known-target": |k| k.replace(TESTS, "line.what", "line.whatt").replace(TESTS, "survey.line.2024", "survey.line").replace(TESTS, "[\"stickers\"]", "[]").replace(LINE, "rank = \"preferred\"", "rank = \"deprecated\"\nsuccessor = \"line.other\"");
    orphan breaks "parent": |k| k.replace("topics/stickers.toml", "parent = \"line\"\n", "");
    own_forebear breaks "parent": |k| k.replace(LINE, "kind = \"platform\"", "kind = \"platform\"\nparent = \"stickers\"");
    unfit_unit breaks "unit": |k| k.replace(CSV, "91.0,percent", "91.0,minutes");
    after_publication breaks "before-publication": |k| k.replace(CSV, "2023-11", "2025-07").replace(LINE, "as_of = \"2016\"", "as_of = \"2025-06-28\"");
    two_values breaks "one-value": |k| k.replace(CSV, "2023-11", "2024-12");
    nobody breaks "series-people": |k| k.replace(SERIES, "people = { en = \"people aged 13–69\", ja = \"13〜69歳の人\" }\n", "");
    asked_twice breaks "asked-once": |k| k.replace(LINE, "[\"where does LINE come from\"]", "[\"where does LINE come from\", \"What is ＬＩＮＥ？\"]").replace(LINE, "id = \"line.origin\"\nintent = \"what\"", "id = \"line.origin\"\nintent = \"why-unpopular\"");
    no_successor breaks "successor": |k| k.replace(LINE, "rank = \"preferred\"", "rank = \"deprecated\"");
    needless_successor breaks "successor": |k| k.replace(LINE, "rank = \"preferred\"", "successor = \"line.origin\"");
    due breaks "review": |k| k.replace(LINE, "rank = \"preferred\"", "review_after = \"2026-03\"").replace(SERIES, "precedence = 10", "precedence = 10\nreview_after = \"2025\"");
    read_where breaks "via": |k| k.replace(SOURCES, "via = \"ministry-2025\"\n", "").replace(SOURCES, "read = \"page\"", "read = \"page\"\nvia = \"blog-2016\"");
    quotes_itself breaks "via": |k| k.replace(SOURCES, "via = \"ministry-2025\"", "via = \"blog-2016\"");
    unused_source breaks "used-source": |k| k.replace(LINE, "\"blog-2016\", ", "");
}
