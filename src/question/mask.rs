//! A text with its slots replaced by tags.

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

    /// The masked text, split at the ends of sentences.
    pub(super) fn clauses(&self, chars: &[char]) -> Vec<String> {
        let mut clauses = vec![String::new()];
        for (at, c) in chars.iter().enumerate() {
            let ends = matches!(
                c,
                '.' | '!' | '?' | '。' | '\n' | ';' | ',' | '、' | ':' | '…' | '(' | ')' | '「' | '」'
            ) && !(chars.get(at + 1).is_some_and(char::is_ascii_digit) && matches!(c, '.' | ','))
                && !(*c == '.' && is_abbreviation(&chars[..at]));
            let clause = clauses.last_mut().expect("there is always one clause");
            match self.tags[at] {
                Some(NOTHING) => {}
                Some(tag) => clause.push(tag),
                None if ends => clauses.push(String::new()),
                None => clause.push(*c),
            }
        }
        clauses.retain(|clause| clause.chars().any(|c| c.is_alphanumeric() || tag::is_tag(c)));
        for clause in &mut clauses {
            *clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if clauses.is_empty() {
            clauses.push(String::new());
        }
        clauses
    }
}

/// True where a single Latin letter stands before: the stop of "v." or "e.g." ends no sentence.
fn is_abbreviation(before: &[char]) -> bool {
    let mut letters = before.iter().rev();
    letters.next().is_some_and(char::is_ascii_alphabetic)
        && letters.next().is_none_or(|c| !c.is_alphanumeric())
}
