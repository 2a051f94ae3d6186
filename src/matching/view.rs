//! Ways to look at a question: the whole of it, and each of its clauses.

use crate::knowledge::AnsweredBy;
use crate::question::tag;

use super::agreements::Agreements;
use super::asked::Asked;
use super::family::Family;
use super::features::{Content, features, searched_by};
use super::index::Index;
use super::likely::{Likely, most_of};
use super::likeness::{Likenesses, likenesses};
use super::signals::{Signal, Signals};
use super::word_set::WordSet;

/// One way to look at a question: the whole of it, or one of its clauses.
pub(super) struct View {
    pub(super) masked: String,
    /// How likely each intent is asked for, by what phrasings teach …
    pub(super) likely: Likely,
    /// … and by what the questions of facts teach too.
    pub(super) by_all: Likely,
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
    /// The likelihood of the likeliest intent that facts alone answer.
    pub(super) surest_fact: f32,
    /// Only a clause of a longer text.
    pub(super) is_clause: bool,
}

impl View {
    fn new(index: &Index, part: Part, family: &Family, agreements: &mut Agreements<'_>) -> Self {
        let Part { masked, mut content, is_clause } = part;
        let (learnt, asked) = (&index.learnt, agreements.asked);
        let vector = learnt.space.vector(&features(&masked));
        let likely = learnt.model.probabilities(&vector);
        let intents = &asked.base.lexicon.intents;
        let by_all = Likely::new(index, intents, learnt.model_by_all.probabilities(&vector));
        let asking = learnt.texts.asking(&vector, &searched_by(&masked, &content));
        let likeness = likenesses(index, &masked, &asking, family, agreements);
        let themes = if asked.topics_named { None } else { learnt.themes.likely(&vector) };
        let likely = match bare_intent(index, asked, &masked, &content) {
            Some(bare) => {
                (0..likely.len()).map(|at| if at == bare { 0.9 } else { likely[at] * 0.1 }).collect()
            }
            None => likely,
        };
        content.truncate(WordSet::MOST);
        let weights: Vec<f32> = content.iter().map(|word| learnt.vocabulary.weight(word.feature)).collect();
        let mut of_intents = vec![WordSet::default(); intents.len()];
        for (place, word) in content.iter().enumerate() {
            for intent in learnt.vocabulary.intents_with(word.feature) {
                of_intents[*intent as usize].add(place);
            }
        }
        Self {
            weight: weights.iter().sum(),
            of_intents,
            of_numbers: content.iter().map(|word| learnt.vocabulary.in_numbers(word.feature)).collect(),
            of_origins: content.iter().map(|word| learnt.vocabulary.in_origins(word.feature)).collect(),
            surest_fact: most_of(intents, &likely, |by| by == AnsweredBy::Fact),
            likely: Likely::new(index, intents, likely),
            masked,
            by_all,
            likeness,
            themes: themes.unwrap_or_default(),
            content,
            weights,
            is_clause,
        }
    }

    /// Sets what the model that learnt from the questions of facts too says of an intent.
    pub(super) fn set_by_all(&self, signals: &mut Signals, intent: usize) {
        let likely = self.by_all.parts[intent];
        signals
            .set(Signal::IntentByAll, likely)
            .set(Signal::OtherByAll, (self.by_all.surest - likely).max(0.0));
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

/// A text that a question is looked at by.
struct Part {
    masked: String,
    content: Vec<Content>,
    is_clause: bool,
}

/// All ways to look at a question, the whole of it first.
pub(super) fn views(index: &Index, asked: &Asked<'_>) -> Vec<View> {
    let question = asked.question;
    let part = |masked: String, is_clause| Part { content: index.content(&masked), masked, is_clause };
    let says = |part: &Part| !part.content.is_empty();
    let whole = part(question.masked(), false);
    let (asking, bare): (Vec<Part>, Vec<Part>) =
        question.asking.iter().map(|sentence| part(sentence.clone(), false)).partition(says);
    // "I study in Leeds. What is mixi?" asks no more than its second sentence; but beside others what is nothing but
    // names asks nothing.
    let names = |part: &Part| part.masked.contains(tag::TOPIC);
    let is_bare = asking.is_empty() && bare.iter().any(names);
    let is_named_beside = names(&whole) && !asking.iter().chain(&bare).any(names);
    let mut parts: Vec<Part> = if is_bare {
        bare.into_iter().filter(names).collect()
    } else {
        // "My boss is on Eight. What does it do?" names beside its question what that is about.
        let by_name = |bare: &Part| part(format!("{} {}", tag::TOPIC, bare.masked), false);
        let named_beside = bare.iter().filter(|_| is_named_beside).map(by_name);
        std::iter::once(whole).chain(asking).chain(named_beside).collect()
    };
    if parts.len() == 1 && !is_bare && question.clauses.len() > 1 {
        parts.extend(question.clauses.iter().map(|clause| part(clause.clone(), true)).filter(says));
    }
    let family = if asked.topics_named { index.families(&asked.topics) } else { Family::default() };
    let mut agreements = Agreements::new(asked, &index.learnt.slots);
    parts.into_iter().map(|part| View::new(index, part, &family, &mut agreements)).collect()
}

/// The intent of nothing but names: of one name the one that the lexicon states, with a time or a group beside it a
/// figure, and of several names to hold them against each other.
fn bare_intent(index: &Index, asked: &Asked<'_>, masked: &str, content: &[Content]) -> Option<usize> {
    let question = asked.question;
    let only = |kinds: &[&str]| question.slots.iter().all(|slot| kinds.contains(&slot.kind));
    let is_bare = content.iter().all(|word| index.learnt.vocabulary.in_home(word.feature))
        && index.reader.only_particles(masked);
    // "mixi 2012 to 2021" asks how it went, whatever was asked before.
    let names_course = question.topics.len() == 1 && asked.asks_of_stretch();
    if (asked.before.is_some() && !names_course) || question.now || !is_bare {
        return None;
    }
    let lexicon = &asked.base.lexicon;
    let answered_by = |kind| lexicon.intents.iter().position(|intent| intent.answered_by == kind);
    match question.topics.len() {
        1 if only(&["topic"]) => lexicon.intent_at(lexicon.bare.as_deref()?),
        1 if only(&["topic", "period", "group", "series"]) && names_course => answered_by(AnsweredBy::Trend),
        1 if only(&["topic", "period", "group", "series"]) => lexicon.intent_at(&lexicon.plain_figure()?.id),
        2.. if only(&["topic", "period", "group"]) => answered_by(AnsweredBy::Compare),
        _ => None,
    }
}
