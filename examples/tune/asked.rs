//! Labelled questions of files, with what speaks for each candidate.

use std::path::Path;

use anyhow::{Context as _, Error, Result};
use kotae::answer::Answer;
use kotae::engine::Engine;

use crate::PARTS;
use crate::cases::{Case, case};
use crate::labelled::{Asked, read};

/// The questions of a file, put to an engine.
pub(crate) fn of(engine: &Engine, file: &Path) -> Result<Vec<Case>> {
    let asked = read(file).map_err(Error::msg)?;
    let own = Engine::signal_names()
        .iter()
        .position(|name| name == "OwnQuestion")
        .context("no signal `OwnQuestion`")?;
    let of_one = |(n, asked): (usize, &Asked)| {
        let is_right =
            |answer: &Answer| asked.is_answered_by(&answer.text, &answer.topics, !answer.sources.is_empty());
        let put = |kind, refused| case(engine, kind, n % PARTS, &asked.q, None, refused, is_right);
        put("asked", asked.is_outside()).or_else(|| put("asked, nothing", true))
    };
    // What a fact says it is asked by teaches nothing about what nobody thought of.
    let is_new = |case: &Case| case.signals.iter().all(|signals| signals[own] == 0.0);
    Ok(asked.iter().enumerate().filter_map(of_one).filter(is_new).collect())
}
