//! Fits the weights of `src/matching/signals.rs` on knowledge folders.
//!
//!     cargo run --release --example tune -- knowledge [FOLDER...]
//!
//! Every way of asking that a base holds teaches what it looks like when somebody asks so: the base is indexed
//! without a fifth of its texts, and those are put to it. The base's own test questions are put likewise. Printed
//! are how many are decided rightly with the weights in use, with weights fitted on four fifths and tried on the
//! fifth that was held out (the figure to believe), how many of those answers are right by the confidence that they
//! were given with, and the weights fitted on all; what was decided wrongly goes to the error output.

mod cases;
mod fit;
mod fold;
mod report;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use kotae::engine::Engine;
use kotae::knowledge::{Files, read};

use cases::Case;
use fit::{fit, outcome};

/// Parts of the cross-validation.
const PARTS: usize = 5;

fn main() -> Result<()> {
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        folders.push("knowledge".to_owned());
    }
    let mut cases: Vec<Case> = Vec::new();
    for folder in &folders {
        let files = Files::read(Path::new(folder)).with_context(|| format!("cannot read `{folder}`"))?;
        cases.extend(cases::of(&read(&files).base));
    }
    if cases.len() < PARTS * 10 {
        bail!("{} ways of asking are too few to fit on", cases.len());
    }
    let used = Engine::weights();
    println!("with the weights in use:");
    report::kinds(&cases.iter().map(|case| (case, outcome(case, &used))).collect::<Vec<_>>());
    let held_out: Vec<_> = (0..PARTS)
        .flat_map(|part| {
            let (test, train): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.part == part);
            let weights = fit(&train, &used);
            test.into_iter().map(move |case| (case, outcome(case, &weights))).collect::<Vec<_>>()
        })
        .collect();
    println!("fitted on four fifths, tried on the other:");
    report::kinds(&held_out);
    report::reliability(&held_out);
    report::choices(&held_out);
    report::limits(&held_out);
    report::misses(&held_out);
    let weights = fit(&cases.iter().collect::<Vec<_>>(), &used);
    println!("fitted on all:");
    for ((name, before), after) in Engine::signal_names().iter().zip(&used).zip(&weights) {
        println!("    (Signal::{name}, {after:.2}), // {before:.2}");
    }
    Ok(())
}
