//! Which words a base uses, and for what.

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::knowledge::{FactBase, Lang, normalise};
use crate::question::{Lists, Reader};

use super::features::{Content, Feature, content};
use super::noted::Noted;
use super::own_text::{OwnText, Owner};

/// Which words the base uses, and for what.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    idf: FxHashMap<Feature, f32>,
    strangest: f32,
    of_intents: Lists<Feature>,
    /// By topic.
    of_themes: Lists<Feature>,
    /// Topic by topic …
    of_facts: Lists<Feature>,
    /// … where those of each topic begin.
    facts_from: Vec<u32>,
    /// The topic of a word that the facts of no other topic use.
    of_topic: FxHashMap<Feature, Option<u32>>,
    of_numbers: FxHashSet<Feature>,
    of_home: FxHashSet<Feature>,
    of_origins: FxHashSet<Feature>,
}

impl Vocabulary {
    /// How much a word says; words that the base never uses say most.
    pub(crate) fn weight(&self, feature: Feature) -> f32 {
        self.idf.get(&feature).copied().unwrap_or(self.strangest)
    }

    /// True for a word that the base uses in what it answers.
    pub(crate) fn knows(&self, feature: Feature) -> bool {
        self.idf.contains_key(&feature)
    }

    /// True where phrasings of the intent use the word.
    pub(crate) fn in_intent(&self, intent: usize, feature: Feature) -> bool {
        self.of_intents.has(intent, feature)
    }

    /// True where ways of asking for a theme use the word.
    pub(crate) fn in_theme(&self, topic: usize, feature: Feature) -> bool {
        self.of_themes.has(topic, feature)
    }

    /// True where a fact uses the word.
    pub(crate) fn in_fact(&self, (topic, n): (usize, usize), feature: Feature) -> bool {
        self.of_facts.has(self.facts_from[topic] as usize + n, feature)
    }

    /// The topic whose facts use the word, where those of no other do.
    pub(crate) fn only_topic(&self, feature: Feature) -> Option<u32> {
        self.of_topic.get(&feature).copied().flatten()
    }

    /// True for a word that names the home.
    pub(crate) fn in_home(&self, feature: Feature) -> bool {
        self.of_home.contains(&feature)
    }

    /// True for a word that names where figures come from: a survey, whoever made it.
    pub(crate) fn in_origins(&self, feature: Feature) -> bool {
        self.of_origins.contains(&feature)
    }

    /// True for a word by which numbers are asked for.
    pub(crate) fn in_numbers(&self, feature: Feature) -> bool {
        self.of_numbers.contains(&feature)
    }
}

pub(super) fn vocabulary(
    base: &FactBase,
    reader: &Reader,
    stemmer: &Stemmer,
    texts: &[OwnText],
    noted: &Noted,
) -> Vocabulary {
    let skip = |word: &str| reader.is_filler(word);
    let mut seen: FxHashMap<Feature, u32> = FxHashMap::default();
    let mut count = |words: &[Content]| {
        for word in words {
            *seen.entry(word.feature).or_default() += 1;
        }
    };
    let mut of_intents: Vec<Vec<Feature>> = vec![Vec::new(); base.lexicon.intents.len()];
    let mut of_themes: Vec<Vec<Feature>> = vec![Vec::new(); base.topics.len()];
    let mut of_facts: Vec<Vec<Vec<Feature>>> =
        base.topics.iter().map(|topic| vec![Vec::new(); topic.facts.len()]).collect();
    let mut documents = 0;
    for OwnText { owner, content: words, .. } in texts {
        let features = words.iter().map(|word| word.feature);
        match owner {
            Owner::Intent(at) => {
                of_intents[*at].extend(features);
                if base.lexicon.intents[*at].answered_by.is_outside() {
                    continue;
                }
            }
            Owner::Fact(topic, n) => of_facts[*topic][*n].extend(features),
            Owner::Theme(topic) => of_themes[*topic].extend(features),
        }
        documents += 1;
        count(words);
    }
    for (at, topic) in base.topics.iter().enumerate() {
        for (n, fact) in topic.facts.iter().enumerate() {
            for lang in Lang::ALL {
                let masked = normalise(fact.statement.get(lang));
                let words = content(&masked, stemmer, skip);
                of_facts[at][n].extend(words.iter().map(|word| word.feature));
                count(&words);
                documents += 1;
            }
        }
    }
    let lexicon = &base.lexicon;
    let mut of_home = FxHashSet::default();
    for (_, word) in lexicon.home.iter().flat_map(|home| home.words.iter()) {
        let words = content(&normalise(word), stemmer, skip);
        of_home.extend(words.iter().map(|word| word.feature));
    }
    let number_words = lexicon
        .metrics
        .iter()
        .flat_map(|metric| metric.words.iter())
        .chain(lexicon.measures.iter().flat_map(|measure| measure.words.iter()))
        .chain(lexicon.support.iter())
        .chain(lexicon.period.now.iter())
        .chain(lexicon.home.iter().flat_map(|home| home.words.iter()));
    let mut of_numbers = FxHashSet::default();
    for (_, word) in number_words {
        let words = content(&normalise(word), stemmer, skip);
        of_numbers.extend(words.iter().map(|word| word.feature));
        count(&words);
    }
    for words in noted.words() {
        for word in words {
            *seen.entry(*word).or_default() += 1;
        }
        documents += 1;
    }
    let titles = base.series.iter().map(|series| &series.title);
    let measured = base.figures.iter().map(|figure| figure.source.as_str()).collect::<FxHashSet<_>>();
    let producers = measured.into_iter().filter_map(|id| base.source(id)).map(|source| &source.producer);
    let mut of_origins = FxHashSet::default();
    for text in titles.chain(producers) {
        for lang in Lang::ALL {
            let words = content(&normalise(text.get(lang)), stemmer, skip);
            of_origins.extend(words.iter().map(|word| word.feature));
        }
    }
    let all = documents as f32;
    let mut facts = 0;
    let facts_from = base.topics.iter().map(|topic| {
        facts += topic.facts.len() as u32;
        facts - topic.facts.len() as u32
    });
    Vocabulary {
        idf: seen.into_iter().map(|(word, n)| (word, ((all + 1.0) / (n as f32)).ln().max(0.3))).collect(),
        // As much as a word says that stands in two texts: it may be a harmless one.
        strangest: all.midpoint(1.0).ln(),
        of_intents: Lists::of_sets(of_intents.into_iter()),
        of_themes: Lists::of_sets(of_themes.into_iter()),
        facts_from: facts_from.collect(),
        of_topic: of_topic(&of_facts),
        of_facts: Lists::of_sets(of_facts.into_iter().flatten()),
        of_numbers,
        of_home,
        of_origins,
    }
}

/// The topic of each word that facts use, where no other topic's do; by the words of facts, topic by topic.
fn of_topic(of_facts: &[Vec<Vec<Feature>>]) -> FxHashMap<Feature, Option<u32>> {
    let mut topics: FxHashMap<Feature, Option<u32>> = FxHashMap::default();
    for (topic, facts) in (0..).zip(of_facts) {
        for word in facts.iter().flatten() {
            let one = topics.entry(*word).or_insert(Some(topic));
            if *one != Some(topic) {
                *one = None;
            }
        }
    }
    topics
}
