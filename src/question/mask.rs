//! A text with its slots replaced by tags.

use super::sentences::ends_sentence;
use super::types::tag;

/// What is replaced by tags, character by character.
pub(super) struct Mask {
    pub(super) tags: Vec<Option<char>>,
}

/// A character that a mask leaves out.
pub(super) const NOTHING: char = '\u{0}';

impl Mask {
    pub(super) fn new(length: usize) -> Self {
        Self { tags: vec![None; length] }
    }

    pub(super) fn cover(&mut self, start: usize, end: usize, tag: char) {
        self.tags[start..end].fill(Some(NOTHING));
        self.tags[start] = Some(tag);
    }

    pub(super) fn is_free(&self, start: usize, end: usize) -> bool {
        self.tags[start..end].iter().all(Option::is_none)
    }

    /// The masked text, split at the ends of sentences and at commas.
    pub(super) fn clauses(&self, chars: &[char]) -> Vec<String> {
        self.parts(chars, |at| {
            let comma = matches!(chars[at], ',' | '、' | ':' | '(' | ')' | '「' | '」');
            let in_number = chars[at] == ',' && chars.get(at + 1).is_some_and(char::is_ascii_digit);
            (comma && !in_number) || ends_sentence(chars, at)
        })
    }

    /// The masked sentences that ask, where others stand beside them.
    pub(super) fn asking(&self, chars: &[char], asides: &[bool]) -> Vec<String> {
        if !asides.contains(&true) {
            return Vec::new();
        }
        let asking = Self {
            tags: self
                .tags
                .iter()
                .zip(asides)
                .map(|(tag, aside)| if *aside { Some(NOTHING) } else { *tag })
                .collect(),
        };
        let sentences = asking.parts(chars, |at| ends_sentence(chars, at));
        sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect()
    }

    /// The masked text, split where it is said to end.
    fn parts(&self, chars: &[char], ends: impl Fn(usize) -> bool) -> Vec<String> {
        let mut parts = vec![String::new()];
        for (at, c) in chars.iter().enumerate() {
            let part = parts.last_mut().expect("there is always one part");
            match self.tags[at] {
                Some(NOTHING) => {}
                Some(tag) => part.push(tag),
                None if ends(at) => parts.push(String::new()),
                None => part.push(*c),
            }
        }
        parts.retain(|part| part.chars().any(|c| c.is_alphanumeric() || tag::is_tag(c)));
        for part in &mut parts {
            *part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if parts.is_empty() {
            parts.push(String::new());
        }
        parts
    }
}
