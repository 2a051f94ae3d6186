//! How like the base's texts a view of a question is, by what they ask for.

use rustc_hash::FxHashMap;

use crate::question::tag;

use super::agreements::Agreements;
use super::asked::Asked;
use super::family::Family;
use super::features::text_hash;
use super::fetch::fetch;
use super::index::Index;
use super::slots::Kind;
use super::texts::{Asking, Likeness};

/// How like the base's texts a view is, by what they ask for.
#[derive(Default)]
pub(super) struct Likenesses {
    /// Themes by the texts that speak of them without their name; none where a topic is named.
    pub(super) themes: FxHashMap<usize, OfTheme>,
    /// By the number of a fact.
    pub(super) facts: FxHashMap<u32, OfFact>,
    /// By intent, the cosine with its most like phrasing.
    pub(super) intents: Vec<f32>,
}

impl Likenesses {
    /// True where the view is asked somehow as a fact of a topic is, or the theme that this topic is.
    pub(super) fn is_of(&self, fact: u32, topic: usize) -> bool {
        self.facts.contains_key(&fact) || self.themes.contains_key(&topic)
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

impl OfTheme {
    fn see(&mut self, like: &Likeness) {
        self.cosine = self.cosine.max(like.cosine);
        self.words = self.words.max(like.words);
        self.both = self.both.max(f32::midpoint(like.cosine, like.words));
    }
}

impl OfFact {
    fn at(text: u32) -> Self {
        Self { cosine: 0.0, nearest: text, words: 0.0, same: false, most: [0.0; 3] }
    }

    /// The mean of the cosines with the three questions that are most alike.
    pub(super) fn mean(&self) -> f32 {
        self.most.iter().sum::<f32>() / 3.0
    }

    /// True where a text that is no liker than this tells nothing new.
    fn is_beyond(&self, like: &Likeness) -> bool {
        like.cosine <= self.most[2] && like.words <= self.words
    }

    fn see(&mut self, like: &Likeness) {
        if let Some(at) = self.most.iter().position(|most| like.cosine > *most) {
            self.most[at..].rotate_right(1);
            self.most[at] = like.cosine;
        }
        self.words = self.words.max(like.words);
        if like.cosine > self.cosine {
            (self.cosine, self.nearest) = (like.cosine, like.text);
        }
    }
}

/// Looks for the texts that are like a view; those of facts among `family`, where a topic is named.
pub(super) fn likenesses(
    index: &Index,
    masked: &str,
    asking: &Asking,
    family: &Family,
    agreements: &mut Agreements<'_>,
) -> Likenesses {
    let (texts, asked) = (&index.learnt.texts, agreements.asked);
    let mut found = Likenesses { intents: texts.of_intents(asking), ..Likenesses::default() };
    let slots = &index.learnt.slots;
    let of_place = masked.contains(tag::PLACE);
    let hash = text_hash(masked);
    let is_same = |text: u32| slots.is_masked(text, hash) && same_slots(asked, slots.get(text));
    if asked.topics_named {
        let of_each = texts.of_these(family.texts(), asking);
        found.facts.reserve(family.len());
        let alike = of_each.iter().filter(|like| like.is_any());
        fetch(alike.map(|like| &*slots.get(like.text).topics));
        for (fact, of_texts) in family.by_fact(&of_each) {
            let mut alike = of_texts.iter().filter(|like| like.is_any());
            let Some(first) = alike.next() else { continue };
            let mut of_fact = OfFact::at(first.text);
            for like in std::iter::once(first).chain(alike) {
                of_fact.same |= is_same(like.text);
                // Nothing is told by a text that is no liker than others of its fact, whatever its slots are.
                if !of_fact.is_beyond(like) {
                    of_fact.see(&agreements.times(like, of_place));
                }
            }
            found.facts.insert(fact, of_fact);
        }
        fetch(found.facts.values().map(|of_fact| slots.own(of_fact.nearest)));
        return found;
    }
    for like in texts.of_themes(asking) {
        let topic = index.learnt.owners[like.text as usize] as usize;
        found.themes.entry(topic).or_default().see(&agreements.times(&like, of_place));
    }
    for like in texts.of_facts(asking) {
        let fact = index.learnt.owners[like.text as usize];
        let of_fact = found.facts.entry(fact).or_insert_with(|| OfFact::at(like.text));
        of_fact.same |= is_same(like.text);
        let topic = index.numbers.topic(fact);
        let of_theme = index.is_theme[topic] && slots.get(like.text).topics.is_empty();
        if of_fact.is_beyond(&like) && !of_theme {
            continue;
        }
        let like = agreements.times(&like, of_place);
        of_fact.see(&like);
        if of_theme {
            found.themes.entry(topic).or_default().see(&like);
        }
    }
    found
}

/// True where a text of the base names the same as is asked.
fn same_slots(asked: &Asked<'_>, text: &Kind) -> bool {
    text.topics.iter().map(|topic| *topic as usize).eq(asked.question.topics.iter().copied())
        && text.group.as_deref() == asked.question.group.as_deref()
        && text.year == asked.question.period.map(|period| period.year())
}
