//! The base's own ways of asking, masked: what questions are held against.

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::knowledge::{Asks, FactBase, Lang, TopicKind, Words};
use crate::question::{Reader, tag};

use super::features::{Content, Feature, content, searched_by, text_hash};
use super::themes::Speaks;

/// What a text of the base asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Owner {
    /// An intent.
    Intent(usize),
    /// A topic, without its name.
    Theme(usize),
    /// A fact: its topic and its place there.
    Fact(usize, usize),
}

/// The slots of a text of the base.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextSlots {
    pub(crate) topics: Vec<usize>,
    pub(crate) group: Option<String>,
    pub(crate) year: Option<i16>,
    pub(crate) place: bool,
    pub(crate) metrics: Vec<usize>,
    pub(crate) measures: Vec<usize>,
    /// Its words that carry content; none where nothing but names stands in it.
    pub(crate) content: Vec<Feature>,
    /// A hash of the masked text: two that are alike are the same question.
    pub(crate) masked: u64,
}

/// A text of the base: what it asks for, its slots, and itself with the slots as tags.
pub(super) struct OwnText {
    pub(super) owner: Owner,
    pub(super) slots: TextSlots,
    pub(super) masked: String,
    /// Hashes of the names that topics have in it.
    pub(super) names: Vec<u64>,
    /// Its words that carry content …
    pub(super) content: Vec<Content>,
    /// … and what it is searched by.
    pub(super) words: Vec<Feature>,
}

impl OwnText {
    /// What it speaks of without a name. A text in which a topic is named says nothing of other ones.
    pub(super) fn speaks(&self, base: &FactBase) -> Speaks {
        let unnamed = self.slots.topics.is_empty() && !self.masked.contains(tag::TOPIC);
        match self.owner {
            Owner::Theme(topic) => Speaks::OfTheme(topic),
            Owner::Fact(topic, _) if unnamed && base.topics[topic].kind == TopicKind::Theme => {
                Speaks::OfTheme(topic)
            }
            Owner::Fact(..) | Owner::Intent(_) => Speaks::OfOther,
        }
    }
}

/// One way of asking as it stands in the base.
struct Raw<'a> {
    owner: Owner,
    lang: Lang,
    text: &'a str,
    /// Its place among those of its owner and language.
    n: usize,
}

/// Every way of asking in the base, masked, with what it asks for: those of intents, of themes, of facts, each in the
/// order of the base. Reading them is a quarter of the work of building an index, so it is shared out among threads.
pub(super) fn own_texts(
    base: &FactBase,
    reader: &Reader,
    stemmer: &Stemmer,
    intents: &FxHashMap<&str, usize>,
    topics: &FxHashMap<&str, usize>,
) -> Vec<OwnText> {
    let raw = raw_texts(base, intents, topics);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let part = raw.len().div_ceil(threads).max(1);
    let read_part = |part: &[Raw<'_>]| -> Vec<OwnText> {
        part.iter().filter_map(|raw| own_text(base, reader, stemmer, raw)).collect()
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = raw.chunks(part).map(|part| scope.spawn(move || read_part(part))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("reading a text does not panic")).collect()
    })
}

/// As many threads as are used at the most: a start-up should not take a whole large machine.
const MOST_THREADS: usize = 4;

fn raw_texts<'a>(
    base: &'a FactBase,
    intents: &FxHashMap<&str, usize>,
    topics: &FxHashMap<&str, usize>,
) -> Vec<Raw<'a>> {
    let mut raw = Vec::new();
    let mut add = |owner: Owner, words: &'a Words| {
        for lang in Lang::ALL {
            let texts = words.get(lang).iter().enumerate();
            raw.extend(texts.map(|(n, text)| Raw { owner, lang, text, n }));
        }
    };
    for set in &base.phrasings {
        let owner = match &set.asks {
            Asks::Intent(id) => intents.get(id.as_str()).map(|at| Owner::Intent(*at)),
            Asks::Topic(slug) => topics.get(slug.as_str()).map(|at| Owner::Theme(*at)),
        };
        if let Some(owner) = owner {
            add(owner, &set.texts);
        }
    }
    for (at, topic) in base.topics.iter().enumerate() {
        for (n, fact) in topic.facts.iter().enumerate() {
            add(Owner::Fact(at, n), &fact.questions);
        }
    }
    raw.sort_by_key(|raw| match raw.owner {
        Owner::Intent(_) => 0,
        Owner::Theme(_) => 1,
        Owner::Fact(..) => 2,
    });
    raw
}

/// One text, read and masked; `None` where nothing is left of it.
fn own_text(base: &FactBase, reader: &Reader, stemmer: &Stemmer, raw: &Raw<'_>) -> Option<OwnText> {
    let read = reader.read_own(base, &with_tags(base, raw.text, raw.lang, raw.n), raw.lang);
    let masked = read.masked();
    if masked.is_empty() {
        return None;
    }
    let content = content(&masked, stemmer, |word| reader.is_filler(word));
    let words = searched_by(&masked, &content);
    let names = read.names().map(|name| text_hash(&name)).collect();
    let slots = TextSlots {
        year: read.period.map(|period| period.year()),
        place: masked.contains(tag::PLACE),
        content: content.iter().map(|word| word.feature).collect(),
        masked: text_hash(&masked),
        topics: read.topics,
        group: read.group,
        metrics: read.metrics,
        measures: read.measures,
    };
    Some(OwnText { owner: raw.owner, slots, masked, names, content, words })
}

/// A phrasing with its slots as tags; for a metric its words are put in by turns.
fn with_tags(base: &FactBase, text: &str, lang: Lang, n: usize) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let words: Vec<&str> = base
        .lexicon
        .metrics
        .iter()
        .filter(|metric| metric.askable)
        .filter_map(|metric| metric.words.get(lang).first())
        .collect();
    let metric = if words.is_empty() { "" } else { words[n % words.len()] };
    [
        ("{topic}", tag::TOPIC),
        ("{topic2}", tag::TOPIC),
        ("{group}", tag::GROUP),
        ("{period}", tag::PERIOD),
        ("{place}", tag::PLACE),
    ]
    .iter()
    .fold(text.replace("{metric}", metric), |text, (slot, tag)| {
        text.replace(slot, tag.encode_utf8(&mut [0; 4]))
    })
}
