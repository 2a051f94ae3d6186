//! Indexes that are kept from one run to the next: they make a start quick and change nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::builder::Test;

const QUESTION: &str = "how do I get a card";

fn asked(folder: &Path) -> String {
    let kept = folder.to_str().unwrap();
    Test::new().env("KOTAE_CACHE_DIR", kept).args(["ask", QUESTION]).run()
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn what_was_kept_gives_the_same_answer_and_what_is_damaged_is_built_again() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path().join("not/there/yet");
    let first = asked(&folder);
    let files = kept(&folder);
    let [file] = &files[..] else { panic!("{files:?}") };
    let whole = fs::read(file).unwrap();
    assert_eq!(asked(&folder), first);
    assert_eq!((kept(&folder), fs::read(file).unwrap()), (files.clone(), whole.clone()));

    let mut flipped = whole.clone();
    let last = flipped.len() - 1;
    flipped[last] ^= 1;
    for damaged in [&whole[..whole.len() / 2], b"", b"kotae index of another program\n", &flipped] {
        fs::write(file, damaged).unwrap();
        assert_eq!(asked(&folder), first);
        assert_eq!((kept(&folder), fs::read(file).unwrap()), (files.clone(), whole.clone()));
    }
}

#[test]
fn what_cannot_be_kept_is_not_missed() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "").unwrap();
    assert_eq!(asked(&file.join("below")), asked(folder.path()));
}

#[test]
fn four_are_kept_those_that_were_used_last() {
    let (knowledge, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    copy(Path::new("tests/cli/knowledge"), knowledge.path());
    let lexicon = knowledge.path().join("lexicon.toml");
    let words = fs::read_to_string(&lexicon).unwrap();
    // Another base each time, for the index is that of the very files.
    for number in 0..6 {
        fs::write(&lexicon, format!("# {number}\n{words}")).unwrap();
        let test = Test::new().knowledge(knowledge.path());
        test.env("KOTAE_CACHE_DIR", folder.path().to_str().unwrap()).args(["ask", QUESTION]).run();
    }
    let files = kept(folder.path());
    assert_eq!(files.len(), 4, "{files:?}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn what_the_bot_does_not_give_makes_no_index_and_no_base() {
    for task in ["read", "index"] {
        Test::embedded().args(["work", task]).stdin("no records").status(1).stdout("").any_stderr().run();
    }
}
