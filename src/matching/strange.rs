//! What in a question the base knows nothing of.

use crate::question::{Script, script};

use super::features::Content;
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
            .map(|view| 1.0 - self.covered(view, |word| self.index.vocabulary.knows(word.feature)))
            .fold(1.0, f32::min)
    }

    /// True where something is named that the base has never heard of: a word that it uses nowhere and that is
    /// written as names are.
    pub(crate) fn names_unknown(&self) -> bool {
        let vocabulary = &self.index.vocabulary;
        let is_unknown = |word: &&Content| {
            word.text.chars().count() >= SHORTEST_NAME
                && !vocabulary.knows(word.feature)
                && !(0..self.base.lexicon.intents.len()).any(|at| vocabulary.in_intent(at, word.feature))
        };
        self.views[0].content.iter().filter(is_unknown).any(|word| self.is_written_as_name(&word.text))
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
