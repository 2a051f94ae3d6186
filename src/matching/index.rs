//! The index of a base: everything that is computed once, when it is loaded.

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{AnsweredBy, Asks, FactBase, Lang, Topic, TopicKind, Words};
use crate::question::{Reader, tag};

use super::about::{About, about};
use super::features::{Content, Feature, content, features, searched_by, stemmer};
use super::figures::Figures;
use super::model::{Model, Sample, Space};
use super::texts::{Text, Texts};
use super::themes::{Speaks, Themes};

/// What a text of the base asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// A text of the base: what it asks for, its slots, and itself with the slots as tags.
pub(super) struct OwnText {
    pub(super) owner: Owner,
    pub(super) slots: TextSlots,
    masked: String,
    /// What it is searched by.
    words: Vec<Feature>,
}

impl OwnText {
    /// What it speaks of without a name. A text in which a topic is named says nothing of other ones.
    fn speaks(&self, base: &FactBase) -> Speaks {
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

/// The index.
pub struct Index {
    pub(crate) reader: Reader,
    /// What each text of the base says of slots.
    pub(crate) slots: Vec<TextSlots>,
    pub(crate) figures: Figures,
    pub(crate) space: Space,
    pub(crate) model: Model,
    pub(crate) themes: Themes,
    pub(crate) texts: Texts,
    pub(crate) owners: Vec<Owner>,
    pub(crate) facts_of: Vec<Vec<(usize, usize)>>,
    pub(crate) children: Vec<Vec<usize>>,
    /// What each fact is about, topic by topic.
    pub(crate) about: Vec<Vec<About>>,
    /// For each topic, whether it is a theme that may be spoken of without its name.
    pub(crate) is_theme: Vec<bool>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) stemmer: Stemmer,
    /// Metrics asked for where none is named, the best first.
    pub(crate) default_metrics: Vec<usize>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("texts", &self.owners.len()).finish_non_exhaustive()
    }
}

/// Which words the base uses, and for what.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    idf: FxHashMap<Feature, f32>,
    strangest: f32,
    of_intents: Vec<FxHashSet<Feature>>,
    of_facts: FxHashMap<(usize, usize), FxHashSet<Feature>>,
    of_numbers: FxHashSet<Feature>,
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
        self.of_intents[intent].contains(&feature)
    }

    /// True where a fact uses the word.
    pub(crate) fn in_fact(&self, fact: (usize, usize), feature: Feature) -> bool {
        self.of_facts.get(&fact).is_some_and(|words| words.contains(&feature))
    }

    /// True for a word by which numbers are asked for.
    pub(crate) fn in_numbers(&self, feature: Feature) -> bool {
        self.of_numbers.contains(&feature)
    }
}

impl Index {
    /// Builds the index of a base.
    pub fn new(base: &FactBase) -> Self {
        let reader = Reader::new(base);
        let stemmer = stemmer();
        let intents = intent_numbers(base);
        let topics: FxHashMap<&str, usize> =
            base.topics.iter().enumerate().map(|(at, topic)| (topic.slug.as_str(), at)).collect();

        let texts = own_texts(base, &reader, &stemmer, &intents, &topics);
        let found: Vec<Vec<(Feature, f32)>> = texts.iter().map(|text| features(&text.masked)).collect();
        let space = Space::new(&found);
        let vectors: Vec<Vec<(u32, f32)>> = found.iter().map(|features| space.vector(features)).collect();
        let samples = samples(base, &intents, &texts, &vectors);
        let model = Model::train(&samples, space.len(), base.lexicon.intents.len());
        let speaking =
            texts.iter().zip(&vectors).map(|(text, vector)| (vector.as_slice(), text.speaks(base)));
        let themes = Themes::train(base, speaking, space.len());
        let searched: Vec<Text<'_>> =
            texts.iter().zip(&vectors).map(|(text, vector)| Text { vector, words: &text.words }).collect();
        let about = about(base, &intents, &topics, &texts);
        let by_likeness = Texts::new(&searched, space.len());
        let owners: Vec<Owner> = texts.iter().map(|text| text.owner).collect();
        let vocabulary = vocabulary(base, &reader, &stemmer, &texts);

        let mut facts_of = vec![Vec::new(); base.topics.len()];
        let mut children = vec![Vec::new(); base.topics.len()];
        for (at, topic) in base.topics.iter().enumerate() {
            if let Some(parent) = topic.parent.as_deref().and_then(|slug| topics.get(slug)) {
                children[*parent].push(at);
            }
            for (n, fact) in topic.facts.iter().enumerate() {
                facts_of[at].push((at, n));
                for other in fact.also.iter().filter_map(|slug| topics.get(slug.as_str())) {
                    facts_of[*other].push((at, n));
                }
            }
        }
        Self {
            figures: Figures::new(base),
            texts: by_likeness,
            default_metrics: default_metrics(base),
            reader,
            slots: texts.into_iter().map(|text| text.slots).collect(),
            space,
            model,
            themes,
            owners,
            facts_of,
            children,
            about,
            is_theme: base.topics.iter().map(speaks_for_itself).collect(),
            vocabulary,
            stemmer,
        }
    }

    /// The words of a masked text that carry content.
    pub(crate) fn content(&self, masked: &str) -> Vec<Content> {
        content(masked, &self.stemmer, |word| self.reader.is_filler(word))
    }
}

/// True for a theme that can be spoken of without its name; the whole subject is spoken of by every question.
pub(super) fn speaks_for_itself(topic: &Topic) -> bool {
    topic.kind == TopicKind::Theme && !topic.whole
}

fn intent_numbers(base: &FactBase) -> FxHashMap<&str, usize> {
    base.lexicon.intents.iter().enumerate().map(|(at, intent)| (intent.id.as_str(), at)).collect()
}

/// Every way of asking in the base, masked, with what it asks for.
fn own_texts(
    base: &FactBase,
    reader: &Reader,
    stemmer: &Stemmer,
    intents: &FxHashMap<&str, usize>,
    topics: &FxHashMap<&str, usize>,
) -> Vec<OwnText> {
    let mut texts = Vec::new();
    let mut add = |owner: Owner, words: &Words| {
        for lang in Lang::ALL {
            for (n, text) in words.get(lang).iter().enumerate() {
                let read = reader.read_own(base, &with_tags(base, text, lang, n), lang);
                let masked = read.masked();
                if masked.is_empty() {
                    continue;
                }
                let content = content(&masked, stemmer, |word| reader.is_filler(word));
                let words = searched_by(&masked, &content);
                let slots = TextSlots {
                    year: read.period.map(|period| period.year()),
                    place: masked.contains(tag::PLACE),
                    content: content.into_iter().map(|word| word.feature).collect(),
                    topics: read.topics,
                    group: read.group,
                    metrics: read.metrics,
                    measures: read.measures,
                };
                texts.push(OwnText { owner, slots, masked, words });
            }
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
    texts
}

/// A phrasing with its slots as tags; for a metric its words are put in by turns.
fn with_tags(base: &FactBase, text: &str, lang: Lang, n: usize) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let words: Vec<&String> = base
        .lexicon
        .metrics
        .iter()
        .filter(|metric| metric.askable)
        .filter_map(|metric| metric.words.get(lang).first())
        .collect();
    let metric = if words.is_empty() { "" } else { words[n % words.len()].as_str() };
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

fn samples<'a>(
    base: &FactBase,
    intents: &FxHashMap<&str, usize>,
    texts: &[OwnText],
    vectors: &'a [Vec<(u32, f32)>],
) -> Vec<Sample<'a>> {
    texts
        .iter()
        .zip(vectors)
        .filter_map(|(text, vector)| {
            let class = match &text.owner {
                Owner::Intent(at) => *at,
                Owner::Theme(_) => return None,
                Owner::Fact(topic, n) => *intents.get(base.topics[*topic].facts[*n].intent.as_str())?,
            };
            Some((vector.as_slice(), class))
        })
        .collect()
}

fn vocabulary(base: &FactBase, reader: &Reader, stemmer: &Stemmer, texts: &[OwnText]) -> Vocabulary {
    let skip = |word: &str| reader.is_filler(word);
    let mut seen: FxHashMap<Feature, u32> = FxHashMap::default();
    let mut count = |words: &[Content]| {
        for word in words {
            *seen.entry(word.feature).or_default() += 1;
        }
    };
    let mut vocabulary = Vocabulary {
        of_intents: vec![FxHashSet::default(); base.lexicon.intents.len()],
        ..Vocabulary::default()
    };
    let mut documents = 0;
    for OwnText { owner, masked, .. } in texts {
        let words = content(masked, stemmer, skip);
        let features = words.iter().map(|word| word.feature);
        match owner {
            Owner::Intent(at) => {
                vocabulary.of_intents[*at].extend(features);
                if base.lexicon.intents[*at].answered_by == AnsweredBy::Nothing {
                    continue;
                }
            }
            Owner::Fact(topic, n) => vocabulary.of_facts.entry((*topic, *n)).or_default().extend(features),
            Owner::Theme(_) => {}
        }
        documents += 1;
        count(&words);
    }
    for (at, topic) in base.topics.iter().enumerate() {
        for (n, fact) in topic.facts.iter().enumerate() {
            for lang in Lang::ALL {
                let masked = crate::knowledge::normalise(fact.statement.get(lang));
                let words = content(&masked, stemmer, skip);
                vocabulary.of_facts.entry((at, n)).or_default().extend(words.iter().map(|word| word.feature));
                count(&words);
                documents += 1;
            }
        }
    }
    let lexicon = &base.lexicon;
    let number_words = lexicon
        .metrics
        .iter()
        .flat_map(|metric| metric.words.iter())
        .chain(lexicon.measures.iter().flat_map(|measure| measure.words.iter()))
        .chain(lexicon.support.iter())
        .chain(lexicon.period.now.iter())
        .chain(lexicon.home.iter().flat_map(|home| home.words.iter()));
    for (_, word) in number_words {
        let words = content(&crate::knowledge::normalise(word), stemmer, skip);
        vocabulary.of_numbers.extend(words.iter().map(|word| word.feature));
        count(&words);
    }
    let all = documents as f32;
    // As much as a word says that stands in two texts: it may be a harmless one.
    vocabulary.strangest = all.midpoint(1.0).ln();
    vocabulary.idf =
        seen.into_iter().map(|(word, n)| (word, ((all + 1.0) / (n as f32)).ln().max(0.3))).collect();
    vocabulary
}

/// The metrics of the default measures in turn: what "how popular is it" asks for.
fn default_metrics(base: &FactBase) -> Vec<usize> {
    let lexicon = &base.lexicon;
    let mut found = Vec::new();
    for measure in lexicon.measures.iter().filter(|measure| measure.default) {
        for id in &measure.metrics {
            if let Some(at) = lexicon.metrics.iter().position(|metric| metric.id == *id)
                && !found.contains(&at)
            {
                found.push(at);
            }
        }
    }
    if found.is_empty() {
        found = (0..lexicon.metrics.len()).filter(|at| lexicon.metrics[*at].askable).collect();
    }
    found
}
