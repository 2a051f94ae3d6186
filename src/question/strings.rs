//! Texts one behind the other in one piece of memory: of thousands of words, each is shorter than what it costs to hold
//! it alone.

use serde::{Deserialize, Serialize};

/// Texts in order, findable.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Strings {
    all: Box<str>,
    /// Where each of them ends.
    ends: Box<[u32]>,
}

impl Strings {
    /// Sorts texts; each is kept once.
    pub(super) fn new(texts: impl IntoIterator<Item = String>) -> Self {
        let mut texts: Vec<String> = texts.into_iter().collect();
        texts.sort_unstable();
        texts.dedup();
        let end = |end: &mut u32, text: &String| {
            *end += text.len() as u32;
            Some(*end)
        };
        Self { ends: texts.iter().scan(0, end).collect(), all: texts.concat().into() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The one at that place.
    pub(super) fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.all[start..self.ends[at] as usize]
    }

    /// All of them in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// True where a text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sorted_and_found() {
        let texts = Strings::new(["ミクシィ", "b", "", "ab", "b"].map(str::to_owned));
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "ab", "b", "ミクシィ"]);
        assert!(["", "ab", "b", "ミクシィ"].into_iter().all(|text| texts.has(text)));
        assert!(!["a", "abc", "ミク", "ん"].into_iter().any(|text| texts.has(text)));
        assert!(!Strings::default().has(""));
    }
}
