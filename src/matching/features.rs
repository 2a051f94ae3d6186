//! What of a masked text is compared: words and character n-grams, and the words that carry content.

use std::hash::{BuildHasher, Hash};

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxBuildHasher;

use crate::knowledge::short_hash;
use crate::question::{Script, script, tag};

/// A feature: the hash of a word or an n-gram.
pub(crate) type Feature = u32;

fn hash(kind: u8, parts: &impl Hash) -> Feature {
    short_hash(&(kind, parts))
}

/// A hash of a whole masked text.
pub(crate) fn text_hash(masked: &str) -> u64 {
    FxBuildHasher.hash_one(masked)
}

/// Words and tags of a masked text, in order; Japanese text as runs of one script.
fn pieces(masked: &str) -> Vec<&str> {
    // As many as most texts have, the white space between them included.
    let mut pieces = Vec::with_capacity(masked.len() / 2);
    let mut start = 0;
    let mut kind = None;
    let class = |c: char| {
        if tag::is_tag(c) {
            return None;
        }
        match script(c) {
            Script::Latin => Some(0),
            Script::Digit => Some(1),
            Script::Hiragana => Some(2),
            Script::Katakana => Some(3),
            Script::Han => Some(4),
            Script::Space | Script::Other => Some(9),
        }
    };
    for (at, c) in masked.char_indices() {
        let this = class(c);
        let joins = kind == Some(this) && this.is_some();
        if !joins {
            if at > start {
                pieces.push(&masked[start..at]);
            }
            start = at;
        }
        kind = Some(this);
    }
    if start < masked.len() {
        pieces.push(&masked[start..]);
    }
    pieces.retain(|piece| piece.chars().next().is_some_and(|c| class(c) != Some(9)));
    pieces
}

fn is_latin(piece: &str) -> bool {
    piece.chars().next().is_some_and(|c| matches!(script(c), Script::Latin | Script::Digit)) && !is_tag(piece)
}

fn is_tag(piece: &str) -> bool {
    piece.chars().next().is_some_and(tag::is_tag)
}

/// All features of a masked text, sorted, each once, with how often it stands there.
///
/// Latin: words, pairs of neighbours, 3- and 4-grams of letters. Other writing: 1- to 3-grams of
/// characters, across scripts and tags, hiragana included: they carry the way of asking.
pub(crate) fn features(masked: &str) -> Vec<(Feature, f32)> {
    let pieces = pieces(masked);
    let mut found = Vec::with_capacity(masked.len() * 2);
    let mut before = "^";
    for piece in pieces.iter().copied().chain(["$"]) {
        if before != "^" || piece != "$" {
            found.push(hash(1, &(before, piece)));
        }
        before = piece;
    }
    let mut letters: Vec<char> = Vec::new();
    for piece in &pieces {
        if is_latin(piece) || is_tag(piece) {
            found.push(hash(0, piece));
        }
        if is_latin(piece) && !is_tag(piece) {
            letters.clear();
            letters.extend(['^'].into_iter().chain(piece.chars()).chain(['$']));
            for n in [3, 4] {
                found.extend(letters.windows(n).map(|gram| hash(2, &gram)));
            }
        }
    }
    let mut run: Vec<char> = Vec::new();
    for piece in pieces.iter().copied().chain(["."]) {
        if (is_latin(piece) && !is_tag(piece)) || piece == "." {
            if run.iter().any(|c| !tag::is_tag(*c)) {
                for n in 1..=3 {
                    found.extend(run.windows(n).map(|gram| hash(3, &gram)));
                }
            }
            run.clear();
        } else {
            run.extend(piece.chars());
        }
    }
    found.sort_unstable();
    let mut counted: Vec<(Feature, f32)> = Vec::with_capacity(found.len());
    for feature in found {
        match counted.last_mut() {
            Some((last, count)) if *last == feature => *count += 1.0,
            _ => counted.push((feature, 1.0)),
        }
    }
    counted
}

/// A word that carries content, with the text that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) feature: Feature,
    pub(crate) text: String,
}

/// The words of a masked text that carry content: stems of Latin words, katakana runs, Han singles and
/// pairs. Hiragana, tags and what `skip` names carry none.
pub(crate) fn content(masked: &str, stemmer: &Stemmer, skip: impl Fn(&str) -> bool) -> Vec<Content> {
    let mut found: Vec<Content> = Vec::new();
    let mut add = |kind: u8, text: &str| {
        let feature = hash(kind, &text);
        if !found.iter().any(|content| content.feature == feature) {
            found.push(Content { feature, text: text.to_owned() });
        }
    };
    for piece in pieces(masked) {
        if is_tag(piece) || skip(piece) {
            continue;
        }
        match piece.chars().next().map(script) {
            Some(Script::Latin) if piece.chars().count() > 1 => add(4, &stemmer.stem(piece)),
            Some(Script::Katakana) if piece.chars().count() > 1 => add(4, piece),
            Some(Script::Digit) if piece.len() > 1 => add(4, piece),
            Some(Script::Han) => {
                let chars: Vec<char> = piece.chars().collect();
                if let [one] = chars[..] {
                    add(4, one.encode_utf8(&mut [0; 4]));
                }
                for pair in chars.windows(2) {
                    add(4, &pair.iter().collect::<String>());
                }
            }
            _ => {}
        }
    }
    found
}

/// What texts are searched by: the words that carry content, and the Han characters in them one by one, for
/// what is spoken of is often the same where the compound is another.
pub(crate) fn searched_by(masked: &str, content: &[Content]) -> Vec<Feature> {
    let mut found: Vec<Feature> = content.iter().map(|word| word.feature).collect();
    for c in masked.chars().filter(|c| script(*c) == Script::Han) {
        let feature = hash(4, &&*c.encode_utf8(&mut [0; 4]));
        if !found.contains(&feature) {
            found.push(feature);
        }
    }
    found
}

/// The stemmer of content words.
pub(crate) fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_leaves_out_what_carries_nothing() {
        let texts = |masked: &str| -> Vec<String> {
            content(masked, &stemmer(), |word| word == "the").into_iter().map(|c| c.text).collect()
        };
        assert_eq!(texts("the reasons for \u{e000} failing"), ["reason", "for", "fail"]);
        assert_eq!(texts("\u{e000}の利用者はどのくらい"), ["利用", "用者"]);
        assert_eq!(texts("スタンプが好き"), ["スタンプ", "好"]);
    }

    #[test]
    fn features_do_not_depend_on_white_space() {
        assert_eq!(features("why  is \u{e000}"), features("why is \u{e000}"));
        assert!(features("").is_empty());
    }
}
