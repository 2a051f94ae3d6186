//! Reading and checking a knowledge folder takes any bytes and tells all problems, each at its place.
#![no_main]

use kotae::knowledge::{Files, PartialDate, check, read, render};
use libfuzzer_sys::fuzz_target;

/// One file for each way of reading.
const PATHS: [&str; 7] = [
    "lexicon.toml",
    "questions.toml",
    "topics/a.toml",
    "sources/a.toml",
    "phrasings/a.toml",
    "figures/a.csv",
    "figures/a.toml",
];

fuzz_target!(|contents: Vec<(u8, Vec<u8>)>| {
    let mut files = Files { origin: "fuzz".to_owned(), ..Files::default() };
    for (path, bytes) in contents {
        files.contents.insert(PATHS[usize::from(path) % PATHS.len()].to_owned(), bytes);
    }
    let loaded = read(&files);
    let problems = check(&loaded, PartialDate::year(2026));
    let _ = render(&problems, &files, false);
});
