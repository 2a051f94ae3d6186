//! Whether something that people say to each other asks for anything: before it is answered unasked.

use super::Engine;
use crate::knowledge::{Lang, normalise};

/// What makes a question in any language; normalised, other widths of it are the same.
const MARK: char = '?';
/// Signs between sentences, and between an address and what follows it.
const STOPS: [char; 8] = ['.', ',', '!', '。', '、', ';', ':', '\n'];

impl Engine {
    /// True for a text with a question mark, or with words of questions
    /// (`[asking]` in the lexicon) where they make one.
    pub fn is_asking(&self, text: &str) -> bool {
        let text = normalise(text);
        // In an address letters follow the mark.
        let is_last = |at: usize| !text[at..].starts_with(|next: char| next.is_ascii_alphanumeric());
        if text.match_indices(MARK).any(|(at, mark)| is_last(at + mark.len())) {
            return true;
        }
        let words = &self.base.lexicon.asking;
        let mut sentences = text.split(STOPS).map(str::trim).filter(|sentence| !sentence.is_empty());
        sentences.any(|sentence| {
            words.begins.iter().any(|(lang, word)| begins(sentence, word, lang))
                || words.has.iter().any(|(lang, word)| has(sentence, word, lang))
                || words.ends.iter().any(|(lang, word)| ends(sentence, word, lang))
        })
    }
}

/// In English a word ends where it ends; in Japanese nothing shows where.
fn is_bounded(lang: Lang, next: Option<char>) -> bool {
    lang == Lang::Ja || next.is_none_or(|next| !next.is_alphanumeric())
}

fn begins(sentence: &str, word: &str, lang: Lang) -> bool {
    sentence.strip_prefix(word).is_some_and(|rest| is_bounded(lang, rest.chars().next()))
}

fn ends(sentence: &str, word: &str, lang: Lang) -> bool {
    sentence.strip_suffix(word).is_some_and(|rest| is_bounded(lang, rest.chars().next_back()))
}

fn has(sentence: &str, word: &str, lang: Lang) -> bool {
    sentence.match_indices(word).any(|(at, _)| {
        is_bounded(lang, sentence[..at].chars().next_back())
            && is_bounded(lang, sentence[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::knowledge::{AskingWords, FactBase, Words};

    fn engine() -> Engine {
        let words = |en: &[&str], ja: &[&str]| Words {
            en: en.iter().map(|word| (*word).to_owned()).collect(),
            ja: ja.iter().map(|word| (*word).to_owned()).collect(),
        };
        let asking = AskingWords {
            begins: words(&["how", "is"], &[]),
            has: words(&["i wonder"], &["なぜ"]),
            ends: words(&[], &["か"]),
        };
        let mut base = FactBase::default();
        base.lexicon.asking = asking;
        Engine::new(Arc::new(base))
    }

    #[test]
    fn marks_and_words_where_they_make_a_question() {
        let engine = engine();
        for asked in [
            "LINE?",
            "LINE？ thanks",
            "LINE? I like it!",
            "How many use LINE",
            "hey, is LINE popular",
            "so I wonder who uses LINE",
            "LINEはなぜ人気",
            "LINEは人気ですか。",
            "LINEは人気ですか…",
            "?!",
        ] {
            assert!(engine.is_asking(asked), "{asked}");
        }
        for said in [
            "I like LINE",
            "this is LINE",
            "However I like LINE",
            "issue with LINE",
            "LINE",
            "か LINE",
            "https://a.example/?page=2",
            "",
        ] {
            assert!(!engine.is_asking(said), "{said}");
        }
    }
}
