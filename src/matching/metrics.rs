//! Which metrics are asked for, by number: the base names them, and many questions look for the same ones.

use crate::knowledge::{FactBase, Lexicon, Unit};

/// Metrics by what asks for them.
#[derive(Debug)]
pub(crate) struct Metrics {
    of_measures: Vec<Vec<usize>>,
    of_intents: Vec<Vec<usize>>,
    default: Vec<usize>,
    shares: Vec<bool>,
}

impl Metrics {
    /// Those of a base.
    pub(super) fn new(base: &FactBase) -> Self {
        let lexicon = &base.lexicon;
        let numbered = |ids: &[String]| -> Vec<usize> {
            let number = |id: &String| lexicon.metrics.iter().position(|metric| metric.id == *id);
            ids.iter().filter_map(number).collect()
        };
        let of_measures = lexicon.measures.iter().map(|measure| numbered(&measure.metrics)).collect();
        Self {
            default: default(lexicon, &of_measures),
            of_measures,
            of_intents: lexicon.intents.iter().map(|intent| numbered(&intent.metrics)).collect(),
            shares: lexicon.metrics.iter().map(|metric| metric.units.contains(&Unit::Percent)).collect(),
        }
    }

    /// What a measure asks for, the best first.
    pub(super) fn of_measure(&self, measure: usize) -> &[usize] {
        &self.of_measures[measure]
    }

    /// What the measures that ask for a metric ask for, that one included.
    pub(super) fn beside(&self, metric: usize) -> impl Iterator<Item = usize> + '_ {
        self.of_measures.iter().filter(move |of| of.contains(&metric)).flatten().copied()
    }

    /// What answers an intent; none where anything does.
    pub(super) fn of_intent(&self, intent: usize) -> &[usize] {
        &self.of_intents[intent]
    }

    /// Those asked for where none is named, the best first.
    pub(super) fn default(&self) -> &[usize] {
        &self.default
    }

    /// True for one that may be told in per cent.
    pub(super) fn is_share(&self, metric: usize) -> bool {
        self.shares[metric]
    }
}

/// The metrics of the default measures in turn: what "how popular is it" asks for.
fn default(lexicon: &Lexicon, of_measures: &Vec<Vec<usize>>) -> Vec<usize> {
    let mut found = Vec::new();
    let measures = lexicon.measures.iter().zip(of_measures).filter(|(measure, _)| measure.default);
    for metric in measures.flat_map(|(_, metrics)| metrics) {
        if !found.contains(metric) {
            found.push(*metric);
        }
    }
    if found.is_empty() {
        found = (0..lexicon.metrics.len()).filter(|at| lexicon.metrics[*at].askable).collect();
    }
    found
}
