//! A base as records of bytes, and back: what a store keeps.
//!
//! A record is an item as JSON; nothing in it says how it is stored. Values stay below a limit, because a
//! store may treat long ones badly: one that is longer goes on in records of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Fact, FactBase, Lexicon, TestQuestion, Topic};

/// The longest value of a record, in bytes.
pub const LONGEST_RECORD: usize = 60 * 1024;

/// What parts a key from the number of a record in which its value goes on. No id holds it, and it sorts
/// before every letter of one.
const PART: char = '#';

/// How many test questions share a record.
const QUESTIONS: usize = 50;

/// Why records make no base.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A key that no version of this program writes.
    #[error("the record `{0}` is of no known kind")]
    Key(String),
    /// A value that is not what its key says.
    #[error("the record `{key}` cannot be read: {error}")]
    Value {
        /// Its key.
        key: String,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// A fact whose topic has no record.
    #[error("the record of the fact `{fact}` is there, that of its topic `{topic}` is not")]
    Topic {
        /// The fact.
        fact: String,
        /// The topic.
        topic: String,
    },
}

/// A fact with its place among those of its topic.
#[derive(Serialize, Deserialize)]
struct FactRecord<F> {
    nth: usize,
    fact: F,
}

impl FactBase {
    /// All of the base as records, ordered by key (`fact/line.what`). Ids are expected to be unique.
    pub fn records(&self) -> Vec<(String, Vec<u8>)> {
        let mut records = Records::default();
        for topic in &self.topics {
            records.put(&format!("topic/{}", topic.slug), &without_facts(topic));
            for (nth, fact) in topic.facts.iter().enumerate() {
                records.put(&format!("fact/{}", fact.id), &FactRecord { nth, fact });
            }
        }
        self.figures.iter().for_each(|figure| records.put(&format!("figure/{}", figure.id), figure));
        self.series.iter().for_each(|series| records.put(&format!("series/{}", series.id), series));
        self.sources.iter().for_each(|source| records.put(&format!("source/{}", source.id), source));
        self.phrasings.iter().for_each(|set| records.put(&format!("phrasings/{}", set.id), set));
        let questions: Vec<&TestQuestion> = self.questions.iter().collect();
        for (nth, questions) in questions.chunks(QUESTIONS).enumerate() {
            records.put(&numbered("questions", nth), &questions);
        }
        records.list("lexicon/metric", &self.lexicon.metrics);
        records.list("lexicon/measure", &self.lexicon.measures);
        records.list("lexicon/intent", &self.lexicon.intents);
        records.list("lexicon/group", &self.lexicon.groups);
        records.list("lexicon/place", &self.lexicon.places);
        records.put("lexicon/words", &without_lists(&self.lexicon));
        records.0.sort_unstable();
        records.0
    }

    /// The base that was written as these records, in any order.
    ///
    /// # Errors
    /// A record that cannot be read, or that belongs to none that is there.
    pub fn from_records<K, V>(records: impl IntoIterator<Item = (K, V)>) -> Result<Self, RecordError>
    where
        K: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let records: Vec<(K, V)> = records.into_iter().collect();
        let mut sorted: Vec<(&str, &[u8])> =
            records.iter().map(|(key, value)| (key.as_ref(), value.as_ref())).collect();
        sorted.sort_unstable();
        let whole = |key: &str| key.split_once(PART).map_or(key.len(), |(whole, _)| whole.len());
        let values = sorted.chunk_by(|(one, _), (other, _)| one[..whole(one)] == other[..whole(other)]);
        let values = values.map(|parts| {
            let key = &parts[0].0[..whole(parts[0].0)];
            if let [(_, value)] = parts {
                return (key, Cow::Borrowed(*value));
            }
            (key, Cow::Owned(parts.iter().flat_map(|(_, value)| *value).copied().collect()))
        });
        let mut topics: BTreeMap<String, (Topic, Vec<FactRecord<Fact>>)> = BTreeMap::new();
        let mut facts = Vec::new();
        let (mut figures, mut series, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        let (mut phrasings, mut questions) = (Vec::new(), Vec::new());
        let mut lexicon = Lexicon::default();
        let mut lists = Lexicon::default();
        for (key, value) in values {
            let value = &value;
            let (kind, rest) = key.split_once('/').ok_or_else(|| RecordError::Key(key.to_owned()))?;
            match (kind, rest.split_once('/').map_or(rest, |(list, _)| list)) {
                ("topic", _) => {
                    let topic: Topic = read(key, value)?;
                    topics.insert(topic.slug.clone(), (topic, Vec::new()));
                }
                ("fact", _) => facts.push(read::<FactRecord<Fact>>(key, value)?),
                ("figure", _) => figures.push(read(key, value)?),
                ("series", _) => series.push(read(key, value)?),
                ("source", _) => sources.push(read(key, value)?),
                ("phrasings", _) => phrasings.push(read(key, value)?),
                ("questions", _) => questions.extend(read::<Vec<_>>(key, value)?),
                ("lexicon", "metric") => lists.metrics.push(read(key, value)?),
                ("lexicon", "measure") => lists.measures.push(read(key, value)?),
                ("lexicon", "intent") => lists.intents.push(read(key, value)?),
                ("lexicon", "group") => lists.groups.push(read(key, value)?),
                ("lexicon", "place") => lists.places.push(read(key, value)?),
                ("lexicon", "words") => lexicon = read(key, value)?,
                _ => return Err(RecordError::Key(key.to_owned())),
            }
        }
        for record in facts {
            let Some((_, facts)) = topics.get_mut(&record.fact.topic) else {
                return Err(RecordError::Topic { fact: record.fact.id, topic: record.fact.topic });
            };
            facts.push(record);
        }
        let topics = topics.into_values().map(|(mut topic, mut facts)| {
            facts.sort_by_key(|record| record.nth);
            topic.facts = facts.into_iter().map(|record| record.fact).collect();
            topic.facts.shrink_to_fit();
            topic
        });
        let Lexicon { metrics, measures, intents, groups, places, .. } = lists;
        let lexicon = Lexicon { metrics, measures, intents, groups, places, ..lexicon };
        Ok(Self::new(topics.collect(), figures, series, sources, lexicon, phrasings, questions))
    }
}

#[derive(Default)]
struct Records(Vec<(String, Vec<u8>)>);

impl Records {
    fn put<T: Serialize>(&mut self, key: &str, item: &T) {
        let value =
            serde_json::to_vec(item).expect("the types of a base have text for keys and no other rule");
        if value.len() <= LONGEST_RECORD {
            self.0.push((key.to_owned(), value));
            return;
        }
        for (nth, part) in value.chunks(LONGEST_RECORD).enumerate() {
            self.0.push((format!("{key}{PART}{nth:06}"), part.to_vec()));
        }
    }

    /// A list whose order matters.
    fn list<T: Serialize>(&mut self, name: &str, items: &[T]) {
        for (nth, item) in items.iter().enumerate() {
            self.put(&numbered(name, nth), item);
        }
    }
}

/// A key that sorts by number.
fn numbered(name: &str, nth: usize) -> String {
    format!("{name}/{nth:06}")
}

fn read<T: DeserializeOwned>(key: &str, value: &[u8]) -> Result<T, RecordError> {
    serde_json::from_slice(value).map_err(|error| RecordError::Value { key: key.to_owned(), error })
}

/// The topic itself; its facts have records of their own.
fn without_facts(topic: &Topic) -> Topic {
    let Topic { slug, kind, parent, whole, name, summary, aliases, facts: _ } = topic;
    Topic {
        slug: slug.clone(),
        kind: *kind,
        parent: parent.clone(),
        whole: *whole,
        name: name.clone(),
        summary: summary.clone(),
        aliases: aliases.clone(),
        facts: Vec::new(),
    }
}

/// What of the lexicon is no list of entries.
fn without_lists(lexicon: &Lexicon) -> Lexicon {
    Lexicon {
        metrics: Vec::new(),
        measures: Vec::new(),
        intents: Vec::new(),
        groups: Vec::new(),
        places: Vec::new(),
        ..lexicon.clone()
    }
}
