//! Fits the weights of `src/matching/signals.rs` and the trees of `src/matching/trees.txt`.
//!
//!     cargo run --release --example tune -- knowledge tests/town/knowledge tests/asked [--write src/matching/trees.txt]
//!
//! Every way of asking that a base holds teaches what it looks like when somebody asks so: the base is indexed
//! without a fifth of its texts, and those are put to it. The base's own test questions are put likewise, and the
//! labelled questions of files to the first base. Printed are how many are decided rightly with the weights and trees in
//! use, with trees that were fitted on four fifths and tried on the fifth that was held out (the figure to believe), how
//! many of those answers are right by the confidence that they were given with, and weights fitted on all; what was
//! decided wrongly goes to the error output. The trees correct the weights in use: whoever changes those writes the trees
//! anew, with `--write` and without the figures.

mod asked;
mod boost;
mod cases;
mod fit;
mod fold;
#[path = "../../tests/asked/mod.rs"]
mod labelled;
mod report;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use kotae::engine::Engine;
use kotae::knowledge::{Files, read};

use boost::boost;
use cases::Case;
use fit::{fit, outcome, scores_by};

/// Parts of the cross-validation.
const PARTS: usize = 5;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let file_of_trees = match arguments.iter().position(|argument| argument == "--write") {
        Some(at) => Some(arguments.drain(at..).nth(1).context("`--write` needs a file")?),
        None => None,
    };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for argument in &arguments {
        match labelled::files(Path::new(argument)) {
            of_folder if of_folder.is_empty() => folders.push(argument.as_str()),
            of_folder => files.extend(of_folder),
        }
    }
    if folders.is_empty() {
        folders.push("knowledge");
    }
    let mut cases: Vec<Case> = Vec::new();
    for (n, folder) in folders.iter().enumerate() {
        let read = read(&Files::read(Path::new(folder)).with_context(|| format!("cannot read `{folder}`"))?);
        cases.extend(cases::of(&read.base));
        if n == 0 {
            let engine = Engine::new(Arc::new(read.base));
            for file in &files {
                cases.extend(asked::of(&engine, file)?);
            }
        }
    }
    if cases.len() < PARTS * 10 {
        bail!("{} ways of asking are too few to fit on", cases.len());
    }
    println!("with the weights and trees in use:");
    report::kinds(&cases.iter().map(|case| (case, outcome(case, &case.in_use))).collect::<Vec<_>>());
    let used = Engine::weights();
    let all: Vec<&Case> = cases.iter().collect();
    if let Some(file) = file_of_trees {
        let trees: String =
            boost(&all, &used).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n") + "\n";
        return std::fs::write(&file, trees).with_context(|| format!("cannot write `{file}`"));
    }
    let held_out: Vec<_> = (0..PARTS)
        .flat_map(|part| {
            let (test, train): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.part == part);
            let trees = boost(&train, &used);
            let decided = |case| (case, outcome(case, &scores_by(case, &used, &trees)));
            test.into_iter().map(decided).collect::<Vec<_>>()
        })
        .collect();
    println!("fitted on four fifths, tried on the other:");
    report::kinds(&held_out);
    report::reliability(&held_out);
    report::choices(&held_out);
    report::limits(&held_out);
    report::misses(&held_out);
    println!("weights fitted on all:");
    for ((name, before), after) in Engine::signal_names().iter().zip(&used).zip(fit(&all, &used)) {
        println!("    (Signal::{name}, {after:.2}), // {before:.2}");
    }
    Ok(())
}
