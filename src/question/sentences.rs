//! Which part of a longer text asks: people tell why they ask, and thank, beside the question itself.

use std::ops::Range;

use crate::knowledge::AskingWords;

use super::asking::{PAUSES, asks};
use super::words::Meaning;

/// What a piece of a text says of what is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    #[default]
    Nothing,
    /// Where: people tell where they live, too.
    Where,
    /// A time, a group or a number.
    Asked,
    /// What it is about.
    Name,
}

impl Said {
    /// What a word of that meaning says.
    pub(super) fn of(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Filler
            | Meaning::Support
            | Meaning::Now
            | Meaning::Home
            | Meaning::Before
            | Meaning::Since
            | Meaning::Never
            | Meaning::Correction => Self::Nothing,
            Meaning::Place(_) | Meaning::Region => Self::Where,
            Meaning::Topic { .. } | Meaning::Elsewhere(_) => Self::Name,
            Meaning::Metric(_)
            | Meaning::Measure(_)
            | Meaning::Group(_)
            | Meaning::Versus
            | Meaning::Year(_)
            | Meaning::Event(_)
            | Meaning::Series(_) => Self::Asked,
        }
    }
}

/// A part of a sentence that has more letters than this and names but a place tells a story: "my client in Osaka keeps
/// asking, …".
const PLAIN_PLACE: usize = 16;

/// True for each character that stands beside what asks: in a sentence beside those that ask, or, where none asks,
/// beside those that name something; and in what leads up to such a sentence, set apart by a comma.
pub(super) fn asides(chars: &[char], said: &[Said], words: &AskingWords) -> Vec<bool> {
    let asks = |range: &Range<usize>| asks(&chars[range.clone()], words);
    let says = |range: &Range<usize>| match said[range.clone()].iter().max() {
        Some(Said::Name | Said::Asked) => true,
        Some(Said::Where) => {
            chars[range.clone()].iter().filter(|c| c.is_alphanumeric()).count() <= PLAIN_PLACE
        }
        Some(Said::Nothing) | None => false,
    };
    let mut asides = vec![false; chars.len()];
    let mut sentences = sentences(chars);
    if sentences.len() > 1 {
        let asking: Vec<bool> = sentences.iter().map(asks).collect();
        let counts = if asking.contains(&true) { asking } else { sentences.iter().map(says).collect() };
        if counts.contains(&true) {
            let (inside, beside): (Vec<_>, Vec<_>) =
                sentences.into_iter().zip(counts).partition(|(_, counts)| *counts);
            for (range, _) in beside {
                asides[range].fill(true);
            }
            sentences = inside.into_iter().map(|(range, _)| range).collect();
        }
    }
    for sentence in sentences {
        // Without a name what it is about may be told in other words, in whichever part.
        if !said[sentence.clone()].contains(&Said::Name) {
            continue;
        }
        // What comes after may say more closely what is asked.
        for part in parts(chars, sentence).into_iter().take_while(|part| !says(part) && !asks(part)) {
            asides[part].fill(true);
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
    use super::{Said, asides};
    use crate::question::asking::tests::words;

    /// What of a text stands beside what asks.
    fn beside(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        // What a base would name is in capitals here.
        let said = |c: &char| if c.is_ascii_uppercase() { Said::Name } else { Said::Nothing };
        let said: Vec<Said> = chars.iter().map(said).collect();
        chars
            .iter()
            .zip(asides(&chars, &said, &words()))
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
            ("how many use X, perhaps", ""),
            ("perhaps, how many use X?", "perhaps,"),
            ("in KYOTO, how many use X?", ""),
            ("1,000 people", ""),
            ("", ""),
        ] {
            assert_eq!(beside(text), aside, "{text}");
        }
    }
}
