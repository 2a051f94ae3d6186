//! Holds the program against what lies outside the repository: the evidence that the facts were curated from,
//! and the questions that it is tuned on. Where `../shared` is not there, each says so and passes.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The overall score below which something broke, in percent.
const SCORE: f64 = 75.0;
/// How many of the questions that are out of scope may be answered, in percent.
const OUTSIDE_ANSWERED: f64 = 8.0;

/// A path below `../shared`, if that and python3 are there.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        println!("skipped: no `{}`", path.display());
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3");
        return None;
    }
    Some(path)
}

/// Where the index of the knowledge that the program carries is kept between tests.
const INDEXES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes");

fn kotae(args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_kotae"))
        .args(args)
        .env("KOTAE_CACHE_DIR", INDEXES)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn every_figure_and_source_is_in_the_evidence() {
    let (Some(tool), Some(evidence)) = (shared("tools/grounding.py"), shared("evidence")) else { return };
    let export = kotae(&["export", "--format", "jsonl"]).stdout;
    let mut check = Command::new("python3")
        .args([tool, evidence])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    check.stdin.take().unwrap().write_all(&export).unwrap();
    let said = check.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "{text}{}", String::from_utf8_lossy(&said.stderr));
    println!("{text}");
}

#[test]
fn the_questions_are_answered_as_well_as_they_were() {
    let (Some(tool), Some(questions)) = (shared("questions/score.py"), shared("questions/dev.jsonl")) else {
        return;
    };
    let scored = Command::new("python3")
        .args([tool, questions])
        .args(["--json", "--failures", "0", "--", env!("CARGO_BIN_EXE_kotae"), "ask", "--json", "--stdin"])
        .env("KOTAE_CACHE_DIR", INDEXES)
        .output()
        .unwrap();
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let scored: Value = serde_json::from_slice(&scored.stdout).unwrap();
    let all = &scored["groups"]["all"];
    println!("{all}");
    assert!(all["score"].as_f64().unwrap() >= SCORE, "{all}");
    assert!(all["answered"].as_f64().unwrap() <= OUTSIDE_ANSWERED, "{all}");
}
