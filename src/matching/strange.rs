//! What in a question the base knows nothing of.

use crate::question::{Script, runs, script, tag};

use super::features::{Content, features};
use super::likely::most_of;
use super::ranking::Ranking;

/// Shorter words are seldom names.
const SHORTEST_NAME: usize = 3;

impl Ranking<'_> {
    /// How much of the least strange view no answer of the base ever speaks of.
    pub(crate) fn strange(&self) -> f32 {
        self.views
            .iter()
            .filter(|view| {
                self.views.len() == 1 || !view.content.is_empty() || !self.asked.question.topics.is_empty()
            })
            .map(|view| {
                1.0 - view.covered(view.words(|word| self.index.learnt.vocabulary.knows(word.feature)))
            })
            .fold(1.0, f32::min)
    }

    /// True where something is named that the base has never heard of: a word that it uses nowhere and that is
    /// written as names are.
    pub(crate) fn names_unknown(&self) -> bool {
        let mut unheard = self.views[0].content.iter().filter(|word| self.is_unheard(word));
        unheard.any(|word| self.is_written_as_name(&word.text))
    }

    /// True for a word that may be a name and is used nowhere in the base.
    fn is_unheard(&self, word: &Content) -> bool {
        let vocabulary = &self.index.learnt.vocabulary;
        word.text.chars().count() >= SHORTEST_NAME
            && !vocabulary.knows(word.feature)
            && vocabulary.intents_with(word.feature).is_empty()
    }

    /// How much liker a way of asking the question becomes where a word that the base has never heard of is taken for a
    /// name: "cookpad users" is asked as "{topic} users" is, and of what nobody has told.
    pub(crate) fn stands_for_name(&self) -> f32 {
        if !self.asked.question.topics.is_empty() {
            return 0.0;
        }
        let view = &self.views[0];
        let as_it_is = self.most_inside(&view.likeness.intents);
        let unknown = runs(&view.masked).filter(|run| self.is_unknown(run));
        let name = tag::TOPIC.to_string();
        let as_name = unknown.map(|run| self.like_a_phrasing(&view.masked.replacen(run, &name, 1)));
        (as_name.fold(0.0, f32::max) - as_it_is).max(0.0)
    }

    /// True for a Latin word or a katakana run that the base uses nowhere.
    fn is_unknown(&self, run: &str) -> bool {
        let kind = run.chars().next().map(script);
        matches!(kind, Some(Script::Latin | Script::Katakana))
            && self.index.content(run).iter().any(|word| self.is_unheard(word))
    }

    /// How like a phrasing of an intent inside a masked text is.
    fn like_a_phrasing(&self, masked: &str) -> f32 {
        let vector = self.index.learnt.space.vector(&features(masked));
        let texts = &self.index.learnt.texts;
        self.most_inside(&texts.of_intents(&texts.asking(&vector, &[])))
    }

    /// The most of what is told by intent, of those inside.
    fn most_inside(&self, by_intent: &[f32]) -> f32 {
        most_of(&self.base.lexicon.intents, by_intent, |by| !by.is_outside())
    }

    /// Within Japanese, names of services are foreign: Latin letters or katakana. Within English they begin with a
    /// capital where others do not.
    fn is_written_as_name(&self, stem: &str) -> bool {
        let is = |kind: Script, text: &str| text.chars().all(|c| script(c) == kind);
        let asked = &self.asked.question.asked;
        if asked.chars().any(|c| matches!(script(c), Script::Hiragana | Script::Katakana)) {
            return is(Script::Latin, stem) || is(Script::Katakana, stem);
        }
        let words: Vec<&str> =
            asked.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let large = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        // Where most words are written large, that tells nothing.
        if words.iter().filter(|word| large(word)).count() * 2 > words.len() {
            return false;
        }
        words.iter().skip(1).filter(|word| large(word)).any(|word| {
            let lower = word.to_lowercase();
            self.index.stemmer.stem(&lower) == stem
        })
    }
}
