//! Reading and checking a knowledge folder takes any bytes and tells all problems, each at its place; what has
//! no error can be served.
#![no_main]

use std::sync::Arc;

use kotae::engine::Engine;
use kotae::knowledge::{Files, PartialDate, Severity, check, read, render};
use libfuzzer_sys::fuzz_target;

/// A folder from one text, in which a line `--- topics/a.toml` begins each file.
fn files(data: &[u8]) -> Files {
    let mut files = Files { origin: "fuzz".to_owned(), ..Files::default() };
    let mut content = files.contents.entry("lexicon.toml".to_owned()).or_default();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(b"--- ") {
            let path = String::from_utf8_lossy(path).trim().to_owned();
            content = files.contents.entry(path).or_default();
        } else {
            content.extend_from_slice(line);
        }
    }
    files
}

fuzz_target!(|data: &[u8]| {
    let files = files(data);
    let today = PartialDate::year(2026);
    let loaded = read(&files);
    let problems = check(&loaded, today);
    for problem in &problems {
        let length = files.contents.get(&problem.file).map_or(0, Vec::len);
        assert!(problem.span.start <= problem.span.end && problem.span.end <= length, "{problem:?}");
        let (line, column) = problem.position(&files);
        assert!(line >= 1 && column >= 1, "{problem:?}");
    }
    assert_eq!(render(&problems, &files, false).is_empty(), problems.is_empty());
    if problems.iter().all(|problem| problem.severity == Severity::Warning) {
        let _ = Engine::new(Arc::new(loaded.base)).trial(today);
    }
});
