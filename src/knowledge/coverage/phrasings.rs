//! How many ways of asking there are.

use serde::Serialize;

use super::FEW_PHRASINGS;
use crate::knowledge::{Asks, FactBase, Lang, TopicKind};

/// Ways of asking for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhrasingCoverage {
    /// What is asked for.
    pub asks: Asks,
    /// How many ways in English.
    pub en: usize,
    /// How many ways in Japanese.
    pub ja: usize,
    /// True where a language has fewer than [`FEW_PHRASINGS`].
    pub few: bool,
}

impl PhrasingCoverage {
    /// How many ways in `lang`.
    pub fn count(&self, lang: Lang) -> usize {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

/// Every intent, then every theme and whatever other topic has phrasings.
pub(super) fn all(base: &FactBase) -> Vec<PhrasingCoverage> {
    let intents = base.lexicon.intents.iter().map(|intent| Asks::Intent(intent.id.clone()));
    let topics = base
        .topics
        .iter()
        .map(|topic| (topic.kind, Asks::Topic(topic.slug.clone())))
        .filter(|(kind, asks)| *kind == TopicKind::Theme || base.phrasings.iter().any(|p| p.asks == *asks))
        .map(|(_, asks)| asks);
    intents.chain(topics).map(|asks| of(asks, base)).collect()
}

fn of(asks: Asks, base: &FactBase) -> PhrasingCoverage {
    let count = |lang| {
        let sets = base.phrasings.iter().filter(|phrasings| phrasings.asks == asks);
        sets.map(|phrasings| phrasings.texts.get(lang).len()).sum()
    };
    let (en, ja) = (count(Lang::En), count(Lang::Ja));
    PhrasingCoverage { asks, en, ja, few: en.min(ja) < FEW_PHRASINGS }
}
