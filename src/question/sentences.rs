//! Which part of a longer text asks: people tell why they ask, and thank, beside the question itself.

use std::ops::Range;

use crate::knowledge::AskingWords;

use super::asking::{PAUSES, asks};

/// True for each character that stands beside what asks: in a sentence beside those that ask, or, where none asks,
/// beside those that name something; and in a part of a sentence that does neither, set apart by a comma, where another
/// part does. `names` tells of each character whether it belongs to a name, a time, a group or a number asked for.
pub(super) fn asides(chars: &[char], names: &[bool], words: &AskingWords) -> Vec<bool> {
    let asks = |range: &Range<usize>| asks(&chars[range.clone()], words);
    let says = |range: &Range<usize>| names[range.clone()].contains(&true);
    let mut asides = vec![false; chars.len()];
    let mut sentences = sentences(chars);
    if sentences.len() > 1 {
        let asking: Vec<bool> = sentences.iter().map(asks).collect();
        let counts = if asking.contains(&true) { asking } else { sentences.iter().map(says).collect() };
        if counts.contains(&true) {
            let (inside, beside): (Vec<_>, Vec<_>) =
                sentences.into_iter().zip(counts).partition(|(_, counts)| *counts);
            beside.into_iter().for_each(|(range, _)| asides[range].fill(true));
            sentences = inside.into_iter().map(|(range, _)| range).collect();
        }
    }
    for sentence in sentences {
        let parts = parts(chars, sentence);
        let counts: Vec<bool> = parts.iter().map(|part| says(part) || asks(part)).collect();
        if counts.contains(&true) {
            let beside = parts.into_iter().zip(counts).filter(|(_, counts)| !counts);
            beside.for_each(|(part, _)| asides[part].fill(true));
        }
    }
    asides
}

/// The parts of a sentence between commas, each with what ends it.
fn parts(chars: &[char], sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        let in_number = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if PAUSES.contains(&chars[at]) && !in_number {
            parts.push(start..at + 1);
            start = at + 1;
        }
    }
    parts.push(start..sentence.end);
    parts
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
        // What a base would name is in capitals here.
        let names: Vec<bool> = chars.iter().map(char::is_ascii_uppercase).collect();
        chars
            .iter()
            .zip(asides(&chars, &names, &words()))
            .filter(|(_, aside)| *aside)
            .map(|(c, _)| *c)
            .collect()
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
            ("no question here. X users", "no question here."),
            ("sorry to ask, how many use X?", "sorry to ask,"),
            ("how many use X, roughly?", " roughly?"),
            ("in KYOTO, how many use X?", ""),
            ("1,000 people", ""),
            ("", ""),
        ] {
            assert_eq!(beside(text), aside, "{text}");
        }
    }
}
