//! Which words a base uses, and for what.

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::knowledge::{FactBase, Lang, normalise, without_placeholders};
use crate::question::{Lists, Reader};

use super::fact_numbers::FactNumbers;
use super::features::{Content, Feature, content};
use super::noted::Noted;
use super::own_text::{OwnText, Owner};

/// Which words the base uses, and for what.
///
/// A question has few words, and there are hundreds of facts, so that each word is looked up once and says where it is
/// used.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    numbers: FxHashMap<Feature, u32>,
    /// By number, how much a word says; 0 where the base never uses it in what it answers.
    idf: Box<[f32]>,
    strangest: f32,
    /// By number, the intents whose phrasings use a word …
    of_intents: Lists<u32>,
    /// … the topics whose ways of asking do …
    of_themes: Lists<u32>,
    /// … and the facts, by their numbers.
    of_facts: Lists<u32>,
    of_numbers: FxHashSet<Feature>,
    of_home: FxHashSet<Feature>,
    of_origins: FxHashSet<Feature>,
}

impl Vocabulary {
    fn idf(&self, feature: Feature) -> Option<f32> {
        let number = self.numbers.get(&feature)?;
        Some(self.idf[*number as usize]).filter(|idf| *idf > 0.0)
    }

    fn users<'a>(&self, lists: &'a Lists<u32>, feature: Feature) -> &'a [u32] {
        self.numbers.get(&feature).map_or(&[], |number| lists.get(*number as usize))
    }

    /// How much a word says; words that the base never uses say most.
    pub(crate) fn weight(&self, feature: Feature) -> f32 {
        self.idf(feature).unwrap_or(self.strangest)
    }

    /// True for a word that the base uses in what it answers.
    pub(crate) fn knows(&self, feature: Feature) -> bool {
        self.idf(feature).is_some()
    }

    /// The intents whose phrasings use the word, in order.
    pub(crate) fn intents_with(&self, feature: Feature) -> &[u32] {
        self.users(&self.of_intents, feature)
    }

    /// True where ways of asking for a theme use the word.
    pub(crate) fn in_theme(&self, topic: usize, feature: Feature) -> bool {
        self.users(&self.of_themes, feature).binary_search(&(topic as u32)).is_ok()
    }

    /// The facts that use the word, by their numbers, in order.
    pub(crate) fn facts_with(&self, feature: Feature) -> &[u32] {
        self.users(&self.of_facts, feature)
    }

    /// True where a fact uses the word.
    pub(crate) fn in_fact(&self, fact: u32, feature: Feature) -> bool {
        self.facts_with(feature).binary_search(&fact).is_ok()
    }

    /// The topic whose facts use the word, where those of no other do.
    pub(crate) fn only_topic(&self, numbers: &FactNumbers, feature: Feature) -> Option<usize> {
        let facts = self.facts_with(feature);
        let (first, last) = (numbers.topic(*facts.first()?), numbers.topic(*facts.last()?));
        (first == last).then_some(first)
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

/// By word, those who use it.
#[derive(Default)]
struct Users(FxHashMap<Feature, Vec<u32>>);

impl Users {
    /// Notes that one uses some words.
    fn add(&mut self, user: u32, words: impl IntoIterator<Item = Feature>) {
        for word in words {
            let users = self.0.entry(word).or_default();
            // Most of its texts have the same words, one behind the other.
            if users.last() != Some(&user) {
                users.push(user);
            }
        }
    }

    /// Those of some words, each once and in order: a base may name its themes in any.
    fn lists(&self, words: &[Feature]) -> Lists<u32> {
        Lists::of_sets(words.iter().map(|word| self.0.get(word).into_iter().flatten().copied()))
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
    let (mut of_intents, mut of_themes, mut of_facts) =
        (Users::default(), Users::default(), Users::default());
    let mut in_facts: Vec<Vec<Vec<Feature>>> =
        base.topics.iter().map(|topic| vec![Vec::new(); topic.facts.len()]).collect();
    let mut documents = 0;
    for OwnText { owner, content: words, .. } in texts {
        let features = words.iter().map(|word| word.feature);
        match owner {
            Owner::Intent(at) => {
                of_intents.add(*at as u32, features);
                if base.lexicon.intents[*at].answered_by.is_outside() {
                    continue;
                }
            }
            Owner::Fact(topic, n) => in_facts[*topic][*n].extend(features),
            Owner::Theme(topic) => of_themes.add(*topic as u32, features),
        }
        documents += 1;
        count(words);
    }
    for (at, topic) in base.topics.iter().enumerate() {
        for (n, fact) in topic.facts.iter().enumerate() {
            for lang in Lang::ALL {
                let masked = normalise(&without_placeholders(fact.statement.get(lang)));
                let words = content(&masked, stemmer, skip);
                in_facts[at][n].extend(words.iter().map(|word| word.feature));
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
    (0..).zip(in_facts.into_iter().flatten()).for_each(|(fact, words)| of_facts.add(fact, words));
    let used = [&of_intents, &of_themes, &of_facts].into_iter().flat_map(|users| users.0.keys());
    let mut words: Vec<Feature> = used.chain(seen.keys()).copied().collect();
    words.sort_unstable();
    words.dedup();
    let idf = |word: &Feature| seen.get(word).map_or(0.0, |n| ((all + 1.0) / (*n as f32)).ln().max(0.3));
    Vocabulary {
        idf: words.iter().map(idf).collect(),
        // As much as a word says that stands in two texts: it may be a harmless one.
        strangest: all.midpoint(1.0).ln(),
        of_intents: of_intents.lists(&words),
        of_themes: of_themes.lists(&words),
        of_facts: of_facts.lists(&words),
        numbers: words.into_iter().zip(0..).collect(),
        of_numbers,
        of_home,
        of_origins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_uses_a_word_is_told_once_and_in_order() {
        let mut users = Users::default();
        for (user, words) in [(7, [1, 2]), (3, [2, 4]), (7, [2, 4])] {
            users.add(user, words);
        }
        let lists = users.lists(&[1, 2, 3, 4]);
        let told: Vec<&[u32]> = (0..4).map(|list| lists.get(list)).collect();
        assert_eq!(told, [&[7][..], &[3, 7], &[], &[3, 7]]);
    }
}
