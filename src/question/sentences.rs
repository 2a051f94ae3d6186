//! Which part of a longer text asks: people tell why they ask, and thank, beside the question itself.

use std::ops::Range;

use crate::knowledge::AskingWords;

use super::asking::asks;

/// True for each character that stands in a sentence beside those that ask. Nothing is beside where no sentence
/// asks, or all do.
pub(super) fn asides(chars: &[char], words: &AskingWords) -> Vec<bool> {
    let sentences = sentences(chars);
    if sentences.len() < 2 {
        return vec![false; chars.len()];
    }
    let asks: Vec<bool> = sentences.iter().map(|range| asks(&chars[range.clone()], words)).collect();
    let mut asides = vec![false; chars.len()];
    if asks.contains(&true) {
        for (range, _) in sentences.into_iter().zip(asks).filter(|(_, asks)| !asks) {
            asides[range].fill(true);
        }
    }
    asides
}

/// The sentences of a text, each with what ends it.
pub(super) fn sentences(chars: &[char]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < chars.len() {
        at += 1;
        if !ends_sentence(chars, at - 1) {
            continue;
        }
        while at < chars.len() && matches!(chars[at], '?' | '!' | '.' | '。' | '…' | '」' | '"') {
            at += 1;
        }
        sentences.push(start..at);
        start = at;
    }
    if start < chars.len() {
        sentences.push(start..chars.len());
    }
    sentences.retain(|range| chars[range.clone()].iter().any(|c| c.is_alphanumeric()));
    sentences
}

/// True where the character ends a sentence: the point of "2.5" or of "v." does not.
pub(super) fn ends_sentence(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '?' | '!' | '。' | '\n' | ';' | '…' => true,
        '.' => !chars.get(at + 1).is_some_and(char::is_ascii_digit) && !is_abbreviation(&chars[..at]),
        _ => false,
    }
}

/// True where a single Latin letter stands before: the stop of "v." or "e.g." ends no sentence.
fn is_abbreviation(before: &[char]) -> bool {
    let mut letters = before.iter().rev();
    letters.next().is_some_and(char::is_ascii_alphabetic)
        && letters.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::asides;
    use crate::question::asking::tests::words;

    /// What of a text stands beside what asks.
    fn beside(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        chars.iter().zip(asides(&chars, &words())).filter(|(_, aside)| *aside).map(|(c, _)| *c).collect()
    }

    #[test]
    fn what_is_told_beside_a_question_is_found() {
        for (text, aside) in [
            ("how many use x?", ""),
            ("my boss asks. how many use x?", "my boss asks."),
            ("how many use x? asking for a friend", " asking for a friend"),
            ("x has 66.5 million users, right?", ""),
            ("祖母が始めました。利用者は何人ですか。", "祖母が始めました。"),
            ("利用者は何人? 知りたいです。", " 知りたいです。"),
            ("she likes it. how many use x", "she likes it."),
            ("no question here. none.", ""),
            ("", ""),
        ] {
            assert_eq!(beside(text), aside, "{text}");
        }
    }
}
