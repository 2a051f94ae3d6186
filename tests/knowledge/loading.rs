//! What is loaded, and what stays whole beside what is broken.

use kotae::knowledge::{Asks, Reaches, Severity, Unit, ValueKind};

use crate::valid::Knowledge;

#[test]
fn a_valid_folder_has_no_problems() {
    assert_eq!(Knowledge::valid().report(), "");
}

#[test]
fn everything_arrives() {
    let loaded = Knowledge::valid().read();
    let base = &loaded.base;
    let line = base.topic("line").expect("the topic");
    assert_eq!((&*line.name.ja, line.aliases.exact.as_slice()), ("LINE", &["LINE".to_owned()][..]));
    assert_eq!(line.aliases.never.ja, ["オンライン"]);
    assert_eq!(line.facts.iter().map(|fact| &*fact.id).collect::<Vec<_>>(), ["line.what", "line.origin"]);
    let figure = base.figure("survey.line.2024.f").expect("the figure");
    assert_eq!((figure.value, figure.decimals, figure.unit), (95.0, 0, Unit::Percent));
    assert_eq!(figure.value_kind, ValueKind::Approx);
    assert_eq!(figure.note.as_ref().map(|note| &*note.en), Some("asked, not measured"));
    assert_eq!(figure.group_in_evidence.as_deref(), Some("women in their 20s"));
    assert_eq!(base.figure("survey.line.2024").map(|figure| figure.decimals), Some(1));
    assert_eq!(base.series("survey").map(|series| series.breaks.len()), Some(1));
    assert_eq!(base.lexicon.group("age:20s").and_then(|group| group.ages), Some((20, 29)));
    assert_eq!(base.phrasings[0].asks, Asks::Intent("why-unpopular".to_owned()));
    assert_eq!(base.questions[3].reaches, Reaches::Refusal);
}

#[test]
fn tests_and_facts_know_where_they_stand() {
    let knowledge = Knowledge::valid();
    let loaded = knowledge.read();
    let text = |(file, span): &(String, std::ops::Range<usize>)| {
        String::from_utf8_lossy(&knowledge.0.contents[file][span.clone()]).into_owned()
    };
    assert_eq!(loaded.questions_at.len(), loaded.base.questions.len());
    assert_eq!(text(&loaded.questions_at[1]), "\"LINEの利用率は\"");
    assert_eq!(text(&loaded.facts_at["line.origin"]), "\"line.origin\"");
}

#[test]
fn what_is_whole_is_read_beside_what_is_broken() {
    let mut knowledge = Knowledge::valid();
    knowledge.put("topics/stickers.toml", b"\xff\xfe");
    knowledge.replace("figures/survey.csv", "91.0,percent", "91.0,per cent");
    knowledge.replace("sources/all.toml", "kind = \"blog\"", "kind = \"diary\"");
    let loaded = knowledge.read();
    assert_eq!(loaded.base.topics.len(), 1);
    assert_eq!(loaded.base.figures.len(), 2);
    assert_eq!(loaded.base.sources.len(), 1);
    // Naming what could not be read is no second mistake: three errors and no more.
    let problems = knowledge.problems();
    assert_eq!(problems.len(), 3, "{}", knowledge.report());
    assert!(problems.iter().all(|problem| problem.severity == Severity::Error));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_fine() {
    let mut knowledge = Knowledge::valid();
    for content in knowledge.0.contents.values_mut() {
        let text = String::from_utf8(content.clone()).expect("text");
        *content = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    }
    assert_eq!(knowledge.report(), "");
    assert_eq!(knowledge.read().base, Knowledge::valid().read().base);
}

#[test]
fn one_line_tells_file_line_and_column_in_characters() {
    let mut knowledge = Knowledge::valid();
    knowledge.replace("topics/line.toml", "が使うメッセージ", "が使う3割のメッセージ");
    let problems = knowledge.problems();
    assert_eq!(
        problems.iter().map(|problem| problem.in_one_line(&knowledge.0)).collect::<Vec<_>>(),
        ["topics/line.toml:15:132: the measurement `3割` is typed by hand"],
    );
}

#[test]
fn problems_come_by_file_and_place() {
    let mut knowledge = Knowledge::valid();
    knowledge.replace("topics/line.toml", "intent = \"what\"", "intent = \"who\"");
    knowledge.replace("topics/line.toml", "kind = \"platform\"", "kind = \"platform\"\ncolour = 3");
    knowledge.replace("figures/survey.csv", "2024-12,ministry-2025,table", "2024-12,ministry,table");
    let places: Vec<_> = knowledge.problems().iter().map(|p| (p.file.clone(), p.span.start)).collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places.len(), 3, "{}", knowledge.report());
    assert_eq!(places, sorted);
}
