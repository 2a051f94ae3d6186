//! Runs of one kind of writing, and where a word ends.

use unicode_normalization::UnicodeNormalization;

use super::script::{Script, script};
use super::words::Hit;

/// Runs of one kind of writing; Latin words keep their digits and inner apostrophes out.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let kind = script(first);
        let end = rest
            .char_indices()
            .find(|(_, c)| script(*c) != kind && !(kind == Script::Latin && script(*c) == Script::Digit))
            .map_or(rest.len(), |(at, _)| at);
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// Latin words and katakana runs of a normalised text.
pub(super) fn words_of(text: &str) -> Vec<String> {
    runs(text)
        .filter(|run| {
            run.chars().next().is_some_and(|c| matches!(script(c), Script::Latin | Script::Katakana))
        })
        .map(str::to_owned)
        .collect()
}

/// True where a hit is no part of a longer word: Latin letters end at other characters, katakana at
/// other writing; Han and hiragana know no boundaries, but a name typed in hiragana must be long.
pub(super) fn stands_alone(chars: &[char], hit: &Hit) -> bool {
    let (first, last) = (chars[hit.start], chars[hit.end - 1]);
    let before = hit.start.checked_sub(1).map(|at| chars[at]);
    let mut end = hit.end;
    while chars.get(end) == Some(&'ー') {
        end += 1;
    }
    let after = chars.get(end).copied();
    let word = |c: char| matches!(script(c), Script::Latin | Script::Digit);
    let latin_joined = |c: char, next: Option<char>| script(c) == Script::Latin && next.is_some_and(word);
    let plural =
        script(last) == Script::Latin && after == Some('s') && !chars.get(end + 1).copied().is_some_and(word);
    let kana_joined = |c: char, next: Option<char>| {
        script(c) == Script::Katakana && next.is_some_and(|n| script(n) == Script::Katakana)
    };
    let digit_joined = |c: char, next: Option<char>| {
        script(c) == Script::Digit && next.is_some_and(|n| script(n) == Script::Digit)
    };
    let latin = latin_joined(first, before) || (latin_joined(last, after) && !plural);
    let kana = kana_joined(first, before) || kana_joined(last, after);
    let digits = digit_joined(first, before) || digit_joined(last, after);
    !(latin || kana || digits)
}

/// True for more than a word, as far as that can be told of writing without spaces.
pub(super) fn is_phrase(text: &[char]) -> bool {
    text.contains(&' ') || (text.len() >= 4 && text.iter().any(|c| !c.is_ascii()))
}

/// True where `name` stands in `typed` exactly so, as a word.
pub(crate) fn has_word(typed: &str, name: &str) -> bool {
    typed.match_indices(name).any(|(at, _)| {
        let joined = |c: Option<char>| c.is_some_and(|c| matches!(script(c), Script::Latin | Script::Digit));
        !joined(typed[..at].chars().next_back()) && !joined(typed[at + name.len()..].chars().next())
    })
}

/// Letter case kept, width folded: how names that are spelt exactly are looked for.
pub(super) fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// "Isn't" is typed without its apostrophe as often as with it, and "mixi's" is mixi.
pub(super) fn without_apostrophes(text: &str) -> String {
    if !text.contains(['\'', '’']) {
        return text.to_owned();
    }
    let text = text.replace('’', "'");
    let mut parts = text.split('\'');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
        let inside = joined.ends_with(|c: char| c.is_ascii_alphabetic());
        match (inside, word.as_str()) {
            (true, "s") => joined.push_str(&part[1..]),
            (true, "") | (false, _) => {
                joined.push(' ');
                joined.push_str(part);
            }
            (true, _) => joined.push_str(part),
        }
    }
    joined
}
