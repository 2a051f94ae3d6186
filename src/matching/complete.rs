//! Completion: what `fuzzy-matcher` is made for. Short lists to pick from while somebody types.

use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::knowledge::{FactBase, Lang, Rank, fold};

/// Discord's limit for the name and the value of a choice.
const LONGEST: usize = 100;
/// What is typed is cut to this many characters: the matcher's worst case is quadratic.
const TYPED: usize = 60;

/// One entry of an autocomplete list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows, at most 100 characters.
    pub label: String,
    /// What is sent when it is chosen, at most 100 characters.
    pub value: String,
}

/// A question that can be offered.
#[derive(Debug)]
struct Offer {
    text: String,
    folded: String,
    /// Names of its topic, folded: a name typed finds the questions about it.
    names: Arc<[String]>,
    lang: Lang,
    /// First questions of preferred facts come before others that fit as well.
    pinned: bool,
    /// The one of its topic and language that is offered before anything is typed: the first that is pinned, or
    /// where nothing is, the first.
    leading: bool,
    /// How much is known of its topic: those that most is known of are offered first.
    weight: i64,
}

/// Offers questions of the base.
pub struct Completer {
    offers: Vec<Offer>,
    skim: SkimMatcherV2,
}

impl std::fmt::Debug for Completer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Completer").field("offers", &self.offers.len()).finish_non_exhaustive()
    }
}

impl Completer {
    /// Collects the questions of a base: those of facts, and the suggestions of intents for each topic.
    pub fn new(base: &FactBase) -> Self {
        let mut offers = Vec::new();
        for topic in &base.topics {
            let names: Arc<[String]> =
                topic.aliases.en.iter().chain(&topic.aliases.ja).map(|name| fold(name)).collect();
            let plain = base.lexicon.plain_figure().map(|intent| intent.id.as_str());
            let figures = base.figures.iter().filter(|figure| figure.topic == topic.slug).count();
            let has_figures = figures > 0;
            let weight = i64::try_from(figures + topic.facts.len()).unwrap_or(i64::MAX);
            for lang in Lang::ALL {
                let name = topic.name.get(lang);
                let of_intents = base
                    .lexicon
                    .intents
                    .iter()
                    .filter(|intent| has_figures && plain == Some(intent.id.as_str()))
                    .filter_map(|intent| intent.suggestion.as_ref())
                    .map(|text| (text.get(lang).replace("{topic}", name), false));
                let of_facts = topic.facts.iter().filter_map(|fact| {
                    let first = fact.questions.get(lang).first()?;
                    Some((first.to_owned(), fact.rank == Rank::Preferred))
                });
                let fitting = of_intents.chain(of_facts).filter(|(text, _)| text.chars().count() <= LONGEST);
                let fitting: Vec<(String, bool)> = fitting.collect();
                let first = fitting.iter().position(|(_, pinned)| *pinned).unwrap_or(0);
                for (nth, (text, pinned)) in fitting.into_iter().enumerate() {
                    let (folded, names, leading) = (fold(&text), names.clone(), nth == first);
                    offers.push(Offer { text, folded, names, lang, pinned, leading, weight });
                }
            }
        }
        Self { offers, skim: SkimMatcherV2::default() }
    }

    /// Offers for what was typed so far, best first.
    pub fn complete(&self, typed: &str, lang: Lang, most: usize) -> Vec<Completion> {
        let typed: String = fold(typed).chars().take(TYPED).collect();
        let mut found: Vec<(i64, &Offer)> = self
            .offers
            .iter()
            .filter(|offer| offer.lang == lang)
            .filter_map(|offer| {
                if typed.is_empty() {
                    return offer.leading.then_some((offer.weight, offer));
                }
                let by_name = offer
                    .names
                    .iter()
                    .filter_map(|name| self.skim.fuzzy_match(name, &typed))
                    .max()
                    .map(|score| score + 20);
                let by_text = self.skim.fuzzy_match(&offer.folded, &typed);
                by_name.max(by_text).map(|score| (score + i64::from(offer.pinned), offer))
            })
            .collect();
        found.sort_by(|a, b| {
            b.0.cmp(&a.0).then(a.1.text.len().cmp(&b.1.text.len())).then(a.1.text.cmp(&b.1.text))
        });
        found.dedup_by(|a, b| a.1.text == b.1.text);
        found
            .into_iter()
            .take(most)
            .map(|(_, offer)| Completion { label: offer.text.clone(), value: offer.text.clone() })
            .collect()
    }
}
