//! Which metrics are asked for, by number: the base names them, and many questions look for the same ones.

use crate::knowledge::{FactBase, Lexicon, Unit};

/// Metrics by what asks for them.
#[derive(Debug)]
pub(crate) struct Metrics {
    of_measures: Vec<Vec<usize>>,
    /// By metric, those of all measures that ask for it.
    beside: Vec<Vec<usize>>,
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
            beside: (0..lexicon.metrics.len()).map(|metric| beside(metric, &of_measures)).collect(),
            of_measures,
            of_intents: lexicon.intents.iter().map(|intent| numbered(&intent.metrics)).collect(),
            shares: lexicon.metrics.iter().map(|metric| metric.units.contains(&Unit::Percent)).collect(),
        }
    }

    /// What a measure asks for, the best first.
    pub(super) fn of_measure(&self, measure: usize) -> &[usize] {
        &self.of_measures[measure]
    }

    /// What the measures that ask for a metric ask for, that one included: of those first that it answers best.
    pub(super) fn beside(&self, metric: usize) -> impl Iterator<Item = usize> + '_ {
        self.beside[metric].iter().copied()
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

/// The metrics of the measures that ask for one, some of them more than once: a rate is asked for in per cent, and a
/// measure that has it for want of better is the last to be looked at.
fn beside(metric: usize, of_measures: &[Vec<usize>]) -> Vec<usize> {
    let place = |of: &&Vec<usize>| of.iter().position(|other| *other == metric);
    let mut of: Vec<&Vec<usize>> = of_measures.iter().filter(|of| place(of).is_some()).collect();
    of.sort_by_key(place);
    of.into_iter().flatten().copied().collect()
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
