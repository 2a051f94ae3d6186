//! The words of a base, and what they can mean.

use std::collections::HashMap;

use crate::knowledge::{Words, fold};

use super::runs::without_apostrophes;

/// What a word of the base can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Topic { at: usize, ordinary: bool },
    Never,
    Metric(usize),
    Measure(usize),
    Group(usize),
    Home,
    Place(usize),
    Region,
    Elsewhere(usize),
    Versus,
    Now,
    Year(i16),
    Event(usize),
    Before,
    Since,
    Correction,
    Support,
    Series(usize),
    Filler,
}

impl Meaning {
    /// Longer matches win; among equals the lower of these.
    pub(super) fn order(&self) -> u8 {
        match self {
            Meaning::Never => 0,
            Meaning::Topic { .. } => 1,
            Meaning::Event(_) => 2,
            Meaning::Group(_) => 3,
            Meaning::Metric(_) => 4,
            Meaning::Home | Meaning::Place(_) | Meaning::Region | Meaning::Elsewhere(_) => 5,
            Meaning::Measure(_)
            | Meaning::Now
            | Meaning::Year(_)
            | Meaning::Before
            | Meaning::Since
            | Meaning::Correction
            | Meaning::Versus => 6,
            Meaning::Support | Meaning::Series(_) => 7,
            Meaning::Filler => 8,
        }
    }
}

/// One found word: characters of the normalised text, and what it can mean.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) pattern: usize,
}

/// Collects words with their meanings before the automaton is built.
#[derive(Default)]
pub(super) struct Collector {
    pub(super) at: HashMap<String, usize>,
    pub(super) patterns: Vec<String>,
    /// By pattern, whether each word of it has the mark of a long vowel, which patterns are without.
    pub(super) drawn_out: Vec<bool>,
    pub(super) meanings: Vec<Vec<Meaning>>,
}

impl Collector {
    pub(super) fn add(&mut self, word: &str, meaning: Meaning) {
        let folded = fold(&without_apostrophes(word));
        if !folded.chars().any(char::is_alphanumeric) {
            return;
        }
        let at = *self.at.entry(folded.clone()).or_insert_with(|| {
            self.patterns.push(folded);
            self.drawn_out.push(true);
            self.meanings.push(Vec::new());
            self.patterns.len() - 1
        });
        self.drawn_out[at] &= word.contains('ー');
        if !self.meanings[at].contains(&meaning) {
            self.meanings[at].push(meaning);
        }
    }

    pub(super) fn add_all(&mut self, words: &Words, meaning: Meaning) {
        for (_, word) in words.iter() {
            self.add(word, meaning);
        }
    }

    /// Adds a name also as it is written in front of another word: "the stealth-marketing rule".
    pub(super) fn add_name(&mut self, name: &str, meaning: Meaning) {
        self.add(name, meaning);
        if let Some(hyphenated) = hyphenated(name) {
            self.add(&hyphenated, meaning);
        }
    }
}

/// A name of two Latin words with a hyphen between them.
fn hyphenated(name: &str) -> Option<String> {
    let (one, other) = name.split_once(' ')?;
    let is_latin = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_latin(one) && is_latin(other)).then(|| format!("{one}-{other}"))
}
