//! Ways to look at a question: the whole of it, and each of its clauses.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::knowledge::AnsweredBy;
use crate::question::tag;

use super::asked::Asked;
use super::features::{Content, Feature, features, searched_by, text_hash};
use super::index::Index;
use super::own_text::Owner;
use super::slots::SlotsOf;
use super::texts::Likeness;
use super::word_set::WordSet;

/// One way to look at a question: the whole of it, or one of its clauses.
pub(super) struct View {
    pub(super) masked: String,
    pub(super) likely: Vec<f32>,
    pub(super) likeness: Likenesses,
    /// How likely each theme is spoken of; none where a topic is named, or the base has no model for it.
    pub(super) themes: Vec<(usize, f32)>,
    /// Its words that carry content, no more than a [`WordSet`] can tell apart.
    pub(super) content: Vec<Content>,
    /// How much each of them says …
    pub(super) weights: Vec<f32>,
    /// … and all of them together.
    weight: f32,
    /// By intent, those that its phrasings use.
    pub(super) of_intents: Vec<WordSet>,
    /// Those by which numbers are asked for.
    pub(super) of_numbers: WordSet,
    /// Those that name where figures come from.
    pub(super) of_origins: WordSet,
    /// By intent, how likely it is asked for, or another that its facts answer too.
    pub(super) parts: Vec<f32>,
    /// The likelihood of the likeliest intent that is not outside …
    pub(super) surest: f32,
    /// … and of the likeliest that facts alone answer.
    pub(super) surest_fact: f32,
    /// Only a clause of a longer text.
    pub(super) is_clause: bool,
}

impl View {
    fn new(index: &Index, asked: &Asked<'_>, masked: String, is_clause: bool, family: &[Range<u32>]) -> Self {
        let learnt = &index.learnt;
        let vector = learnt.space.vector(&features(&masked));
        let likely = learnt.model.probabilities(&vector);
        let mut content = index.content(&masked);
        let likeness = likenesses(index, asked, &masked, &vector, &searched_by(&masked, &content), family);
        let themes = if asked.topics_named { None } else { learnt.themes.likely(&vector) };
        let likely = match bare_intent(index, asked, &masked, &content) {
            Some(bare) => {
                (0..likely.len()).map(|at| if at == bare { 0.9 } else { likely[at] * 0.1 }).collect()
            }
            None => likely,
        };
        content.truncate(WordSet::MOST);
        let weights: Vec<f32> = content.iter().map(|word| learnt.vocabulary.weight(word.feature)).collect();
        let of_intent =
            |at| content.iter().map(|word| learnt.vocabulary.in_intent(at, word.feature)).collect();
        let surest_by = |counts: fn(AnsweredBy) -> bool| {
            let intents = asked.base.lexicon.intents.iter().zip(&likely);
            let counting = intents.filter(|(intent, _)| counts(intent.answered_by));
            counting.map(|(_, likely)| *likely).fold(0.0, f32::max)
        };
        Self {
            weight: weights.iter().sum(),
            of_intents: (0..likely.len()).map(of_intent).collect(),
            of_numbers: content.iter().map(|word| learnt.vocabulary.in_numbers(word.feature)).collect(),
            of_origins: content.iter().map(|word| learnt.vocabulary.in_origins(word.feature)).collect(),
            parts: (0..likely.len()).map(|at| part(&index.answered_too[at], &likely, at)).collect(),
            surest: surest_by(|by| !by.is_outside()),
            surest_fact: surest_by(|by| by == AnsweredBy::Fact),
            masked,
            likely,
            likeness,
            themes: themes.unwrap_or_default(),
            content,
            weights,
            is_clause,
        }
    }

    /// Those of its words for which something holds.
    pub(super) fn words(&self, holds: impl Fn(&Content) -> bool) -> WordSet {
        self.content.iter().map(holds).collect()
    }

    /// The part of what its words say that those say.
    pub(super) fn covered(&self, words: WordSet) -> f32 {
        if self.weight > 0.0 { words.weight(&self.weights) / self.weight } else { 1.0 }
    }
}

/// How like the base's texts a view is, by what they ask for.
#[derive(Default)]
pub(super) struct Likenesses {
    /// Themes by the texts that speak of them without their name; none where a topic is named.
    pub(super) themes: FxHashMap<usize, OfTheme>,
    pub(super) facts: FxHashMap<(usize, usize), OfFact>,
    /// By intent, the cosine with its most like phrasing.
    pub(super) intents: Vec<f32>,
}

impl Likenesses {
    /// True where the view is asked somehow as a fact or its theme is.
    pub(super) fn is_of(&self, fact: (usize, usize)) -> bool {
        self.facts.contains_key(&fact) || self.themes.contains_key(&fact.0)
    }
}

/// How like the ways of asking for a theme a view is, at most.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfTheme {
    pub(super) cosine: f32,
    pub(super) words: f32,
    /// The mean of both for one text.
    pub(super) both: f32,
}

/// How like a fact's own questions a view is.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfFact {
    /// The cosine with the nearest of them …
    pub(super) cosine: f32,
    /// … its position among the base's texts.
    pub(super) nearest: u32,
    /// The largest part of the view's words that one of them has.
    pub(super) words: f32,
    /// True where it is one of them, slots included.
    pub(super) same: bool,
    /// The three largest cosines.
    most: [f32; 3],
}

impl OfFact {
    /// The mean of the cosines with the three questions that are most alike.
    pub(super) fn mean(&self) -> f32 {
        self.most.iter().sum::<f32>() / 3.0
    }

    /// True where a text that is no liker than this tells nothing new of it.
    fn is_beyond(&self, cosine: f32, words: f32) -> bool {
        cosine <= self.most[2] && words <= self.words
    }

    fn see(&mut self, cosine: f32) {
        if let Some(at) = self.most.iter().position(|most| cosine > *most) {
            self.most[at..].rotate_right(1);
            self.most[at] = cosine;
        }
    }
}

pub(super) fn views(index: &Index, asked: &Asked<'_>) -> Vec<View> {
    let question = asked.question;
    let whole = question.masked();
    let mut texts = vec![(whole, false)];
    // What is nothing but names asks nothing.
    let says = |text: &&String| !index.content(text).is_empty();
    let asking: Vec<&String> = question.asking.iter().filter(says).collect();
    if asking.is_empty() {
        if question.clauses.len() > 1 {
            texts.extend(question.clauses.iter().filter(says).map(|clause| (clause.clone(), true)));
        }
    } else {
        texts.extend(asking.into_iter().map(|sentence| (sentence.clone(), false)));
    }
    let family = if asked.topics_named { index.texts_of_families(&asked.topics) } else { Vec::new() };
    texts.into_iter().map(|(masked, is_clause)| View::new(index, asked, masked, is_clause, &family)).collect()
}

/// How likely an intent is asked for, or one that its facts answer too; those come with how much they count.
fn part(answered_too: &[(usize, f32)], likely: &[f32], intent: usize) -> f32 {
    answered_too.iter().fold(likely[intent], |part, (other, counts)| part + likely[*other] * counts).min(1.0)
}

/// The intent of nothing but names: of one name the one that the lexicon states, with a time or a group beside it a
/// figure, and of several names to hold them against each other.
fn bare_intent(index: &Index, asked: &Asked<'_>, masked: &str, content: &[Content]) -> Option<usize> {
    let question = asked.question;
    let only = |kinds: &[&str]| question.slots.iter().all(|slot| kinds.contains(&slot.kind));
    let is_bare = content.iter().all(|word| index.learnt.vocabulary.in_home(word.feature))
        && index.reader.only_particles(masked);
    if asked.before.is_some() || question.now || !is_bare {
        return None;
    }
    let lexicon = &asked.base.lexicon;
    let by_id = |id: &str| lexicon.intents.iter().position(|intent| intent.id == id);
    match question.topics.len() {
        1 if only(&["topic"]) => by_id(lexicon.bare.as_deref()?),
        1 if only(&["topic", "period", "group", "series"]) => by_id(&lexicon.plain_figure()?.id),
        2.. if only(&["topic", "period", "group"]) => {
            lexicon.intents.iter().position(|intent| intent.answered_by == AnsweredBy::Compare)
        }
        _ => None,
    }
}

/// Room for as many facts as are mostly found.
const FACTS_FOUND: usize = 56;

fn likenesses(
    index: &Index,
    asked: &Asked<'_>,
    masked: &str,
    vector: &[(u32, f32)],
    words: &[Feature],
    family: &[Range<u32>],
) -> Likenesses {
    let texts = &index.learnt.texts;
    let asking = texts.asking(vector, words);
    let mut found = Likenesses { intents: texts.of_intents(&asking), ..Likenesses::default() };
    found.facts.reserve(FACTS_FOUND);
    let (of_place, hash) = (masked.contains(tag::PLACE), text_hash(masked));
    let (of_themes, of_facts) = if asked.topics_named {
        (Vec::new(), texts.of_these(family, &asking))
    } else {
        (texts.of_themes(&asking), texts.of_facts(&asking))
    };
    for Likeness { text, cosine, words } in of_themes.into_iter().chain(of_facts) {
        let alike = index.learnt.slots.masked(text) == hash;
        let owner = index.learnt.owners[text as usize];
        // Whatever its slots are, it would count for less than others of that fact.
        if let Owner::Fact(topic, n) = owner
            && asked.topics_named
            && !alike
            && found.facts.get(&(topic, n)).is_some_and(|of| of.is_beyond(cosine, words))
        {
            continue;
        }
        let slots = index.learnt.slots.get(text);
        let (theme, fact) = match owner {
            Owner::Theme(at) => (Some(at), None),
            Owner::Fact(topic, n) => {
                let unnamed = !asked.topics_named && index.is_theme[topic] && slots.topics.is_empty();
                (unnamed.then_some(topic), Some((topic, n)))
            }
            Owner::Intent(_) => (None, None),
        };
        let agreeing = agreement(asked, of_place, &slots);
        let (cosine, words) = (cosine * agreeing, words * agreeing);
        if let Some(theme) = theme {
            let most = found.themes.entry(theme).or_default();
            most.cosine = most.cosine.max(cosine);
            most.words = most.words.max(words);
            most.both = most.both.max(f32::midpoint(cosine, words));
        }
        if let Some(fact) = fact {
            let most = found.facts.entry(fact).or_insert(OfFact {
                cosine: 0.0,
                nearest: text,
                words: 0.0,
                same: false,
                most: [0.0; 3],
            });
            most.see(cosine);
            most.words = most.words.max(words);
            most.same |= alike && same_slots(asked, &slots);
            if cosine > most.cosine {
                (most.cosine, most.nearest) = (cosine, text);
            }
        }
    }
    found
}

/// True where a text of the base names the same as is asked.
fn same_slots(asked: &Asked<'_>, text: &SlotsOf<'_>) -> bool {
    text.topics.iter().map(|topic| *topic as usize).eq(asked.question.topics.iter().copied())
        && text.group == asked.question.group.as_deref()
        && text.year == asked.question.period.map(|period| period.year())
}

/// How far the slots of a text of the base agree with what is asked, 0 to 1. Masked texts are alike
/// where only their slots differ ("users of {topic} in their {group}"): this tells them apart again.
fn agreement(asked: &Asked<'_>, of_place: bool, text: &SlotsOf<'_>) -> f32 {
    let mut agreeing = 1.0;
    if !asked.topics.is_empty() && !text.topics.is_empty() {
        let common = text.topics.iter().filter(|topic| asked.topics.contains(&(**topic as usize))).count();
        if common == 0 {
            agreeing *= 0.4;
        } else if common < text.topics.len().max(asked.topics.len()) {
            agreeing *= if asked.topics.len() > 1 { 0.5 } else { 0.85 };
        }
    }
    agreeing *= match (text.group, &asked.group) {
        (Some(one), Some(other)) if one != other => 0.5,
        (Some(_), None) => 0.8,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    agreeing *= match (text.year, asked.period) {
        (Some(year), Some(period)) if year != period.year() => 0.5,
        (Some(_), None) => 0.9,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    let metrics = &asked.question.metrics;
    if !metrics.is_empty()
        && !text.metrics.is_empty()
        && !text.metrics.iter().any(|metric| metrics.contains(&(*metric as usize)))
    {
        agreeing *= 0.5;
    }
    // A number of another kind is asked for ("how many use it", "how many use it under their own name").
    if text.measures.iter().any(|measure| !asked.question.measures.contains(&(*measure as usize))) {
        agreeing *= 0.7;
    }
    if !text.says {
        agreeing *= 0.5;
    }
    if text.place != of_place {
        agreeing *= 0.7;
    }
    agreeing
}
