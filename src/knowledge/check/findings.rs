//! What the rules see, and where they put what they find.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::knowledge::read::{At, ItemKind};
use crate::knowledge::{Fact, FactBase, Figure, Loaded, Metric, PartialDate, Problem, Severity, Source};

/// How many wrong names are compared with the known ones.
const SEARCHES: usize = 1000;

/// The base with its places, what is worth looking up often, and the problems found so far.
pub(in crate::knowledge) struct Findings<'l> {
    pub(super) loaded: &'l Loaded,
    pub(super) base: &'l FactBase,
    pub(super) today: PartialDate,
    pub(super) metrics: HashMap<&'l str, &'l Metric>,
    pub(super) intents: HashSet<&'l str>,
    pub(super) groups: HashSet<&'l str>,
    problems: Vec<Problem>,
    searches: usize,
}

impl<'l> Findings<'l> {
    pub(super) fn new(loaded: &'l Loaded, today: PartialDate) -> Self {
        let lexicon = &loaded.base.lexicon;
        Self {
            loaded,
            base: &loaded.base,
            today,
            // In reverse, so that the first of two stays: the second is the one that is reported.
            metrics: lexicon.metrics.iter().rev().map(|metric| (metric.id.as_str(), metric)).collect(),
            intents: lexicon.intents.iter().map(|intent| intent.id.as_str()).collect(),
            groups: lexicon.groups.iter().map(|group| group.id.as_str()).collect(),
            problems: Vec::new(),
            searches: SEARCHES,
        }
    }

    /// Every fact with its place.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&'l Fact, &'l At)> + use<'l> {
        let loaded = self.loaded;
        let topics = loaded.base.topics.iter().zip(&loaded.places.topics);
        topics.flat_map(|(topic, at)| topic.facts.iter().zip(&at.facts))
    }

    /// Every figure with its place.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&'l Figure, &'l At)> + use<'l> {
        self.loaded.base.figures.iter().zip(&self.loaded.places.figures)
    }

    /// Every source with its place.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&'l Source, &'l At)> + use<'l> {
        self.loaded.base.sources.iter().zip(&self.loaded.places.sources)
    }

    /// True where an id that the base lacks is in a file that could not be read as a whole.
    pub(super) fn excused(&self, kind: ItemKind, id: &str) -> bool {
        self.loaded.broken.excuses(kind, id)
    }

    /// Notes an error at a place of an item's file.
    pub(super) fn error(&mut self, at: &At, span: Range<usize>, message: String, help: impl Into<String>) {
        self.note(Severity::Error, at, span, message, help.into());
    }

    /// Notes a warning.
    pub(super) fn warn(&mut self, at: &At, span: Range<usize>, message: String, help: impl Into<String>) {
        self.note(Severity::Warning, at, span, message, help.into());
    }

    fn note(&mut self, severity: Severity, at: &At, span: Range<usize>, message: String, help: String) {
        let file = self.loaded.files[at.file].path.clone();
        self.problems.push(Problem { severity, file, span, message, help });
    }

    /// File and line of a place, for naming the other of two.
    pub(super) fn line(&self, at: &At, span: &Range<usize>) -> String {
        let lines = &self.loaded.files[at.file];
        format!("`{}`, line {}", lines.path, lines.line(span.start))
    }

    /// The one of `names` that `wrong` was probably meant to be, if it is near one.
    ///
    /// Looked for so many times only: a folder with many wrong names is wrong in another way, and each
    /// search compares with many.
    pub(super) fn meant<'n>(&mut self, wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        self.searches = self.searches.checked_sub(1)?;
        let length = wrong.chars().count();
        let most = 1.max(length / 4);
        names
            .filter(|name| name.chars().count().abs_diff(length) <= most)
            .map(|name| (strsim::osa_distance(wrong, name), name))
            .filter(|(distance, _)| *distance <= most)
            .min()
            .map(|(_, name)| name)
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
