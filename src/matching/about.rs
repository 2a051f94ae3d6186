//! What each fact is about, worked out once: topics, groups and times, also those of the figures that it takes.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::knowledge::{Fact, FactBase, PartialDate, Placeholder, Topic, placeholders, without_placeholders};

use super::dot::dot;
use super::own_text::{OwnText, Owner};

/// What a fact is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct About {
    /// Position of its intent.
    pub(crate) intent: usize,
    /// Positions of its topics: its own, the one that is a part of, the others.
    pub(crate) topics: Vec<usize>,
    /// Groups that its figures speak of or that its questions name, without the bases of shares.
    pub(crate) groups: BTreeSet<String>,
    /// How likely its questions ask for each intent: a vector of length 1.
    pub(crate) asks: Vec<f32>,
    /// The times of its figures.
    pub(crate) times: BTreeSet<PartialDate>,
    /// The years that its statement names.
    pub(crate) years: Vec<i16>,
}

impl About {
    /// How like what its questions ask for that of a question is, 0 to 1: the cosine of both, given the length of the
    /// latter.
    pub(crate) fn asked_so(&self, likely: &[f32], length: f32) -> f32 {
        dot(&self.asks, likely) / length.max(1e-6)
    }

    /// Makes of what its questions ask for, summed over them, a vector of length 1.
    pub(super) fn normalise(&mut self) {
        let length = dot(&self.asks, &self.asks).sqrt().max(1e-6);
        self.asks.iter_mut().for_each(|part| *part /= length);
    }

    /// True where it speaks of all parts of a group.
    pub(crate) fn speaks_of(&self, group: &str) -> bool {
        people(group).all(|part| self.groups.contains(part))
    }
}

/// All that may be a year in a text.
fn years_in(text: &str) -> Vec<i16> {
    let digits = |four: &&[u8]| four.iter().all(u8::is_ascii_digit);
    let year = |four: &[u8]| four.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    text.as_bytes().windows(4).filter(digits).map(year).collect()
}

/// The people of a group, without the bases of shares.
pub(super) fn people(group: &str) -> impl Iterator<Item = &str> {
    group.split('/').filter(|part| !part.starts_with("base:"))
}

/// What each fact of a base is about, topic by topic.
pub(super) fn about(
    base: &FactBase,
    intents: &FxHashMap<&str, usize>,
    topics: &FxHashMap<&str, usize>,
    texts: &[OwnText],
) -> Vec<Vec<About>> {
    let of_topic = |(at, topic): (usize, &Topic)| -> Vec<About> {
        topic.facts.iter().map(|fact| of_fact(base, intents, topics, at, topic, fact)).collect()
    };
    let mut about: Vec<Vec<About>> = base.topics.iter().enumerate().map(of_topic).collect();
    for text in texts {
        let Owner::Fact(topic, n) = text.owner else { continue };
        if let Some(group) = &text.slots.group {
            about[topic][n].groups.extend(people(group).map(str::to_owned));
        }
    }
    about
}

fn of_fact(
    base: &FactBase,
    intents: &FxHashMap<&str, usize>,
    topics: &FxHashMap<&str, usize>,
    at: usize,
    topic: &Topic,
    fact: &Fact,
) -> About {
    let others = topic.parent.iter().chain(&fact.also).filter_map(|slug| topics.get(slug.as_str()).copied());
    let mut of_topics: Vec<usize> = std::iter::once(at).chain(others).collect();
    of_topics.dedup();
    let figures = placeholders(&fact.statement.en).filter_map(|(_, placeholder)| match placeholder {
        Placeholder::Figure(id) => base.figure(id),
        Placeholder::Latest { .. } | Placeholder::Unknown(_) => None,
    });
    let mut about = About {
        intent: intents.get(fact.intent.as_str()).copied().unwrap_or(0),
        topics: of_topics,
        years: years_in(&without_placeholders(&fact.statement.en)),
        ..About::default()
    };
    for figure in figures {
        about.groups.extend(people(&figure.group).map(str::to_owned));
        about.times.insert(figure.as_of);
    }
    about
}
