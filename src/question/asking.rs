//! Whether a text asks for anything: which of its sentences is the question, and before somebody is answered unasked.

use crate::knowledge::{AskingWords, Lang};

use super::clean::clean;
use super::sentences::sentences;

/// What makes a question in any language; normalised, other widths of it are the same.
const MARK: char = '?';
/// What separates an address, or what leads up to the question, from it.
pub(super) const PAUSES: [char; 3] = [',', '、', ':'];

/// True for a text of which a sentence asks.
pub(crate) fn is_asking(text: &str, words: &AskingWords) -> bool {
    let chars: Vec<char> = clean(text).text.chars().collect();
    chars.contains(&MARK) || sentences(&chars).into_iter().any(|range| asks(&chars[range], words))
}

/// True for a sentence with a question mark at its end, or with words of questions (`[asking]` in the lexicon) where
/// they make one.
pub(super) fn asks(sentence: &[char], words: &AskingWords) -> bool {
    let end = sentence.iter().rposition(|c| c.is_alphanumeric()).map_or(0, |last| last + 1);
    if sentence[end..].contains(&MARK) {
        return true;
    }
    let text: String = sentence[..end].iter().collect();
    text.split(PAUSES).map(str::trim).any(|part| {
        words.begins.iter().any(|(lang, word)| begins(part, word, lang))
            || words.has.iter().any(|(lang, word)| has(part, word, lang))
            || words.ends.iter().any(|(lang, word)| ends(part, word, lang))
    })
}

/// In English a word ends where it ends; in Japanese nothing shows where.
fn is_bounded(lang: Lang, next: Option<char>) -> bool {
    lang == Lang::Ja || next.is_none_or(|next| !next.is_alphanumeric())
}

fn begins(part: &str, word: &str, lang: Lang) -> bool {
    part.strip_prefix(word).is_some_and(|rest| is_bounded(lang, rest.chars().next()))
}

fn ends(part: &str, word: &str, lang: Lang) -> bool {
    part.strip_suffix(word).is_some_and(|rest| is_bounded(lang, rest.chars().next_back()))
}

fn has(part: &str, word: &str, lang: Lang) -> bool {
    part.match_indices(word).any(|(at, _)| {
        is_bounded(lang, part[..at].chars().next_back())
            && is_bounded(lang, part[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::knowledge::Words;

    pub(in crate::question) fn words() -> AskingWords {
        let words = |en: &[&str], ja: &[&str]| Words {
            en: en.iter().map(|word| (*word).to_owned()).collect(),
            ja: ja.iter().map(|word| (*word).to_owned()).collect(),
        };
        AskingWords {
            begins: words(&["how", "is"], &[]),
            has: words(&["i wonder"], &["なぜ"]),
            ends: words(&[], &["か"]),
        }
    }

    #[test]
    fn marks_and_words_where_they_make_a_question() {
        let words = words();
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
            assert!(is_asking(asked, &words), "{asked}");
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
            assert!(!is_asking(said, &words), "{said}");
        }
    }
}
