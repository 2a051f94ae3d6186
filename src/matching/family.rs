//! The facts of the topics named in a question, with their texts: only these are compared with it.

use std::ops::Range;

/// Facts with their texts. Texts stand in the order of their facts, so that what is told text by text can be gone through
/// fact by fact.
#[derive(Debug, Default)]
pub(super) struct Family {
    /// Each fact, by its number, with how many texts it has.
    facts: Vec<(u32, usize)>,
    /// Their texts: those that follow one another in one piece.
    texts: Vec<Range<u32>>,
}

impl Family {
    /// Facts in order, none twice, each with its texts.
    pub(super) fn new(facts: impl Iterator<Item = (u32, Range<u32>)>) -> Self {
        let mut family = Self::default();
        for (fact, texts) in facts.filter(|(_, texts)| !texts.is_empty()) {
            family.facts.push((fact, texts.len()));
            match family.texts.last_mut() {
                Some(last) if last.end == texts.start => last.end = texts.end,
                _ => family.texts.push(texts),
            }
        }
        family
    }

    /// How many facts there are that have texts.
    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The texts, in order.
    pub(super) fn texts(&self) -> &[Range<u32>] {
        &self.texts
    }

    /// Of what is told text by text, that of each fact.
    pub(super) fn by_fact<'a, T>(&'a self, told: &'a [T]) -> impl Iterator<Item = (u32, &'a [T])> + 'a {
        let mut rest = told;
        self.facts.iter().map(move |(fact, texts)| {
            let of_fact;
            (of_fact, rest) = rest.split_at(*texts);
            (*fact, of_fact)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_text_by_text_is_told_fact_by_fact() {
        let facts = [(0, 3..5), (1, 5..6), (2, 6..6), (7, 9..12)];
        let family = Family::new(facts.into_iter());
        assert_eq!(family.texts(), [3..6, 9..12]);
        let by_fact: Vec<_> = family.by_fact(&['a', 'b', 'c', 'd', 'e', 'f']).collect();
        let expected: [(u32, &[char]); 3] = [(0, &['a', 'b']), (1, &['c']), (7, &['d', 'e', 'f'])];
        assert_eq!(by_fact, expected);
    }
}
