//! The base's other shapes: records, differences, exports.

use kotae::knowledge::{BaseDiff, FactBase, Figure, Files, LONGEST_RECORD, export_csv, export_jsonl};
use proptest::prelude::*;

use crate::valid::Knowledge;

fn base() -> FactBase {
    Knowledge::valid().read().base
}

#[test]
fn records_make_the_same_base_again() {
    let records = base().records();
    let keys: Vec<&str> = records.iter().map(|(key, _)| key.as_str()).collect();
    assert!(keys.is_sorted());
    assert!(keys.contains(&"fact/line.what") && keys.contains(&"lexicon/metric/000001"), "{keys:?}");
    assert_eq!(FactBase::from_records(records).expect("records of a base"), base());
}

#[test]
fn the_shipped_base_survives_its_records() {
    let base = Knowledge(Files::embedded()).read().base;
    let records = base.records();
    assert!(records.iter().all(|(_, value)| value.len() <= LONGEST_RECORD));
    assert_eq!(FactBase::from_records(records).expect("records of a base"), base);
}

#[test]
fn long_values_are_parted() {
    let mut knowledge = Knowledge::valid();
    knowledge.replace("topics/line.toml", "what is LINE", &"what is LINE, ".repeat(10_000));
    let base = knowledge.read().base;
    let records = base.records();
    assert!(records.iter().all(|(_, value)| value.len() <= LONGEST_RECORD));
    assert!(records.iter().any(|(key, _)| key == "fact/line.what#000002"));
    assert_eq!(FactBase::from_records(records).expect("records of a base"), base);
}

#[test]
fn odd_records_are_refused() {
    let refused = |key: &str, value: &str| {
        FactBase::from_records([(key, value)]).expect_err("no record of a base").to_string()
    };
    assert_eq!(refused("colour/red", "{}"), "the record `colour/red` is of no known kind");
    assert!(refused("figure/a", "{\"id\":").starts_with("the record `figure/a` cannot be read: EOF"));
    let fact = base().records().into_iter().find(|(key, _)| key == "fact/line.what").expect("a fact");
    let error = FactBase::from_records([fact]).expect_err("without its topic").to_string();
    assert_eq!(error, "the record of the fact `line.what` is there, that of its topic `line` is not");
}

#[test]
fn a_difference_is_reported() {
    let mut knowledge = Knowledge::valid();
    assert_eq!(BaseDiff::between(&base(), &base()).to_string(), "nothing changes");
    knowledge.replace("topics/line.toml", "began in 2011", "began in June 2011");
    knowledge.replace("topics/line.toml", "\"line app\"", "\"line messenger\"");
    knowledge.remove("topics/stickers.toml");
    knowledge.replace("lexicon.toml", "\"Korea\"", "\"South Korea\"");
    for n in 0..12 {
        let row = format!("new.{n:02},line,usage_rate,1,percent,exact,all,19{n:02},ministry-2025,,,,\n");
        knowledge.append("figures/survey.csv", &row);
    }
    let diff = BaseDiff::between(&base(), &knowledge.read().base);
    assert!(!diff.is_empty());
    assert_eq!(
        diff.to_string(),
        "added 12 figures; changed 1 topic, 1 fact, 1 other; removed 1 topic\n\
         + figures: new.00, new.01, new.02, new.03, new.04, new.05, new.06, new.07 and 4 more\n\
         ~ topics: line\n\
         ~ facts: line.origin\n\
         ~ other: lexicon\n\
         - topics: stickers"
    );
}

#[test]
fn json_lines_are_as_the_grounding_reads_them() {
    let lines: Vec<String> = export_jsonl(&base()).collect();
    assert_eq!(lines.len(), 2 + 3 + 2);
    let objects: Vec<serde_json::Value> =
        lines.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let find = |id: &str| objects.iter().find(|object| object["id"] == id).expect("the object");
    let source = find("blog-2016");
    assert_eq!((&source["kind"], &source["source_kind"]), (&"source".into(), &"blog".into()));
    let figure = find("survey.line.2024.f");
    assert_eq!((&figure["kind"], &figure["value"]), (&"figure".into(), &95.into()));
    assert_eq!((&figure["unit"], &figure["as_of"]), (&"percent".into(), &"2024-12".into()));
    assert_eq!(figure["group_in_evidence"], "women in their 20s");
    let fact = find("line.what");
    assert_eq!(fact["kind"], "fact");
    assert!(fact["statement"]["en"].as_str().is_some_and(|text| text.contains("{figure:survey.line.2024}")));
    assert!(find("survey.line.2024").get("note").is_none());
}

#[test]
fn the_table_has_figures_with_their_sources() {
    let table = export_csv(&base());
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some(
            "id,series,topic,metric,value,unit,value_kind,group,as_of,note_en,note_ja,source,locator,\
             producer_en,producer_ja,title,url,date_published"
        )
    );
    assert_eq!(
        lines.next(),
        Some(
            "survey.line.2023,survey,line,usage_rate,91.0,percent,exact,all,2023-11,,,ministry-2025,,\
             Ministry of Internal Affairs,総務省,情報通信メディアの利用時間,https://example.org/ministry,2025-06-27"
        )
    );
    assert_eq!(table.lines().count(), 4);
}

/// A base like the valid one, with texts, values and orders that no curator would write.
fn bases() -> impl Strategy<Value = FactBase> {
    let text = any::<String>();
    let values =
        prop::collection::vec((any::<f64>().prop_filter("finite", |v| v.is_finite()), any::<u8>()), 0..6);
    (values, prop::collection::vec(text, 0..6), text, any::<prop::sample::Index>()).prop_map(
        |(values, texts, word, nth)| {
            let base = base();
            let (mut topics, mut figures, mut lexicon) =
                (base.topics.to_vec(), base.figures.to_vec(), base.lexicon.clone());
            let figure: Figure = figures[0].clone();
            figures.extend(values.into_iter().enumerate().map(|(n, (value, decimals))| Figure {
                id: format!("more.{n}"),
                value,
                decimals,
                locator: Some(word.clone()),
                ..figure.clone()
            }));
            let topic = nth.index(topics.len());
            let fact = topics[1 - topic].facts.first().or(topics[topic].facts.first()).cloned();
            for (n, text) in texts.into_iter().enumerate().rev() {
                let mut fact = fact.clone().expect("one topic has facts");
                fact.id = format!("{}.more-{n}", topics[topic].slug);
                fact.topic.clone_from(&topics[topic].slug);
                fact.statement.ja.clone_from(&text);
                fact.questions.en.push(&text);
                topics[topic].facts.push(fact);
            }
            lexicon.support.ja.push(&word);
            FactBase::new(
                topics,
                figures,
                base.series.to_vec(),
                base.sources.to_vec(),
                lexicon,
                base.phrasings.to_vec(),
                base.questions.to_vec(),
            )
        },
    )
}

proptest! {
    #[test]
    fn any_base_survives_its_records(base in bases()) {
        prop_assert_eq!(FactBase::from_records(base.records()).expect("records of a base"), base);
    }

    #[test]
    fn any_base_stays_what_it_is_when_it_shares(base in bases(), other in bases()) {
        let mut sharing = base.clone();
        sharing.share(&other);
        prop_assert_eq!(sharing, base);
    }

    #[test]
    fn any_base_differs_from_itself_in_nothing(base in bases()) {
        prop_assert!(BaseDiff::between(&base, &base).is_empty());
        for line in export_jsonl(&base) {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok());
        }
        prop_assert!(export_csv(&base).lines().count() > base.figures.len());
    }
}
