//! What is loaded, and what stays whole beside what is broken.

use kotae::knowledge::{Asks, Files, LARGEST_FILE, Reaches, Severity, Unit, ValueKind, render};

use crate::valid::Knowledge;

#[test]
fn a_valid_folder_has_no_problems() {
    assert_eq!(Knowledge::valid().report(), "");
}

#[test]
fn the_shipped_base_has_no_errors() {
    let knowledge = Knowledge(Files::embedded());
    let mut problems = knowledge.problems();
    problems.retain(|problem| problem.severity == Severity::Error);
    assert_eq!(render(&problems, &knowledge.0, false), "");
}

#[test]
fn everything_arrives() {
    let loaded = Knowledge::valid().read();
    let base = &loaded.base;
    let line = base.topic("line").expect("the topic");
    assert_eq!((&*line.name.ja, line.aliases.exact.as_slice()), ("LINE", &["LINE".to_owned()][..]));
    assert!(line.aliases.never.ja.iter().eq(["オンライン"]));
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

#[test]
fn a_folder_is_read_without_what_is_hidden_or_no_knowledge() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, "a = 1\n").expect("a file");
    };
    for path in ["topics/line.toml", "figures/a.csv", "README.md", ".git/x.toml", "topics/.line.toml.swp"] {
        write(path);
    }
    let files = Files::read(folder.path()).expect("the files");
    assert_eq!(files.contents.keys().collect::<Vec<_>>(), ["figures/a.csv", "topics/line.toml"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = |path: &std::path::Path| Files::read(path).expect_err("nothing to read").to_string();
    let lost = folder.path().join("lost");
    assert!(error(&lost).starts_with(&format!("{}: ", lost.display())));
    assert_eq!(error(folder.path()), format!("{}: no .toml or .csv file in it", folder.path().display()));
    let huge = folder.path().join("huge.csv");
    std::fs::File::create(&huge).and_then(|file| file.set_len(LARGEST_FILE + 1)).expect("a sparse file");
    assert_eq!(
        error(folder.path()),
        format!("{}: {} bytes, more than the {LARGEST_FILE} that are read", huge.display(), LARGEST_FILE + 1)
    );
}

#[test]
fn many_problems_are_all_told() {
    let mut knowledge = Knowledge::valid();
    for n in 0..3000 {
        let row = format!("survey.x{n},nowhere,nothing,1.{n},metres,exactly,,20,nobody,,,,\n");
        knowledge.append("figures/survey.csv", &row);
    }
    // Unit, value kind, group and date of each row; what is not whole is not looked up.
    assert_eq!(knowledge.problems().len(), 3000 * 4);
    assert_eq!(knowledge.report().matches("error: ").count(), 3000 * 4);
}

#[test]
fn many_problems_in_one_long_line_do_not_show_it_each_time() {
    let mut knowledge = Knowledge::valid();
    knowledge.put("figures/survey.csv", ",".repeat(20_000));
    let report = knowledge.report();
    // None of the columns has a name that is known, and those that are needed are missing.
    assert_eq!(report.matches("error: unknown column ``\n").count(), 20_001);
    assert_eq!(report.matches("--> figures/survey.csv:1").count(), 20_002);
    assert_eq!(report.matches("\n1 | ").count(), 1024 * 1024 / 20_000 + 1);
}
