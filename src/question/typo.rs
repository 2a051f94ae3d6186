//! Typing mistakes: an unknown word is replaced by a known one that is one or two edits away.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use serde::{Deserialize, Serialize};
use strsim::damerau_levenshtein;

use crate::knowledge::short_hash;

use super::strings::Strings;

/// Words shorter than this are left alone: too many words are one letter away from them.
const SHORTEST: usize = 4;
/// From this length two edits are forgiven, as Meilisearch and Typesense do.
const TWO_EDITS: usize = 8;

/// Known words, findable by their misspellings.
///
/// Names (words of aliases) are preferred over other words at the same distance.
#[derive(Serialize, Deserialize)]
pub(crate) struct Typos {
    /// Words of aliases.
    names: Strings,
    /// All words, names included.
    words: Strings,
    /// The hash of every form of a word that lacks one character, with the word's position; ordered. Tens of
    /// thousands of forms: kept as texts they would take a fifth of the memory of a base.
    deletes: Box<[(u32, u32)]>,
    #[serde(skip)]
    skim: SkimMatcherV2,
}

impl std::fmt::Debug for Typos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typos").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

impl Typos {
    /// Indexes words; `names` are those that stand in aliases.
    pub(super) fn new(
        words: impl IntoIterator<Item = String>,
        names: impl IntoIterator<Item = String>,
    ) -> Self {
        let long = |word: &String| word.chars().count() >= SHORTEST;
        let names = Strings::new(names.into_iter().filter(long));
        let words = Strings::new(words.into_iter().chain(names.iter().map(str::to_owned)));
        let mut deletes: Vec<(u32, u32)> = Vec::new();
        let long = words.iter().enumerate().filter(|(_, word)| word.chars().count() >= SHORTEST);
        for (at, word) in long {
            let forms = without_one(word).map(|form| short_hash(form.as_str())).chain([short_hash(word)]);
            deletes.extend(forms.map(|form| (form, at as u32)));
        }
        deletes.sort_unstable();
        deletes.dedup();
        Self { names, words, deletes: deletes.into(), skim: SkimMatcherV2::default() }
    }

    /// True for a word that needs no repair.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.has(word)
    }

    /// The known word that `word` was meant to be, if one is near enough.
    pub(super) fn repair(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if !(SHORTEST..=30).contains(&length) || self.knows(word) || word.chars().any(|c| c.is_ascii_digit())
        {
            return None;
        }
        // Another number of the same noun is no mistake.
        if self.knows(word.strip_suffix('s').unwrap_or(word)) || self.knows(&format!("{word}s")) {
            return None;
        }
        self.by_edits(word, length).or_else(|| self.by_subsequence(word, length))
    }

    fn by_edits(&self, word: &str, length: usize) -> Option<&str> {
        let most = if length >= TWO_EDITS { 2 } else { 1 };
        let first = word.chars().next();
        without_one(word)
            .chain([word.to_owned()])
            .flat_map(|form| self.with_form(short_hash(form.as_str())))
            .filter(|candidate| candidate.chars().next() == first)
            .map(|candidate| (candidate, self.names.has(candidate)))
            .filter(|(candidate, name)| {
                *name || candidate.chars().count() != length || is_swap(word, candidate)
            })
            .map(|(candidate, name)| {
                // A letter is left out more often than put in: `hatna` is `hatena`, not `hana`.
                let length = candidate.chars().count();
                (damerau_levenshtein(word, candidate), !name, Reverse(length), candidate)
            })
            .filter(|(distance, _, Reverse(length), _)| {
                *distance <= most && (*distance < 2 || *length >= TWO_EDITS)
            })
            .min()
            .map(|(.., candidate)| candidate)
    }

    /// The words that have a form of that hash; a few more where hashes meet, which the distance tells apart.
    fn with_form(&self, form: u32) -> impl Iterator<Item = &str> {
        let from = self.deletes.partition_point(|(other, _)| *other < form);
        let of_form = self.deletes[from..].iter().take_while(move |(other, _)| *other == form);
        of_form.map(|(_, at)| self.words.get(*at as usize))
    }

    /// What `fuzzy-matcher` is right for: a name with characters left out. Taken only where it scores at
    /// least 0.8 of the name against itself, the lengths are within a third and the first letters agree.
    fn by_subsequence(&self, word: &str, length: usize) -> Option<&str> {
        self.names
            .iter()
            .filter(|name| name.chars().next() == word.chars().next())
            .filter(|name| {
                let other = name.chars().count();
                length.abs_diff(other) * 3 <= other
            })
            .filter_map(|name| {
                let whole = self.skim.fuzzy_match(name, name)?;
                let score = self
                    .skim
                    .fuzzy_match(name, word)
                    .or_else(|| self.skim.fuzzy_match(word, name))
                    .filter(|score| score * 10 >= whole * 8)?;
                Some((score, name))
            })
            .max()
            .map(|(_, name)| name)
    }
}

/// True where the same letters stand in another order. Of words that are no names, only dropped, doubled
/// and swapped letters are repaired: with one letter changed, most words are another word.
fn is_swap(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// Every form of the word that lacks one character.
fn without_one(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(|(at, c)| {
        let mut form = String::with_capacity(word.len());
        form.push_str(&word[..at]);
        form.push_str(&word[at + c.len_utf8()..]);
        form
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_repaired_and_others_are_not() {
        let typos = Typos::new(
            ["usage", "year", "social", "people", "developed", "japan"].map(str::to_owned),
            ["hana", "hatena", "line", "instagram", "facebook", "linkedin", "tiktok", "twitter", "medium"]
                .map(str::to_owned),
        );
        for (typed, meant) in [
            ("lien", Some("line")),
            ("instgram", Some("instagram")),
            ("instegram", Some("instagram")),
            ("isntagram", Some("instagram")),
            ("facebok", Some("facebook")),
            ("tiktock", Some("tiktok")),
            ("twiter", Some("twitter")),
            ("medum", Some("medium")),
            ("usge", Some("usage")),
            ("yaer", Some("year")),
            ("develped", Some("developed")),
            ("jpan", Some("japan")),
            ("hatna", Some("hatena")),
            ("in", None),
            ("nine", None),
            ("radio", None),
            ("line", None),
        ] {
            assert_eq!(typos.repair(typed), meant, "{typed}");
        }
    }
}
