//! Some of the words of a question: for each of a hundred facts it is asked which of them the fact explains.

use std::ops::{BitAnd, BitOr, Not};

/// Some of the words of a view that carry content: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordSet(u64);

impl WordSet {
    /// As many words as it can tell apart.
    pub(super) const MOST: usize = u64::BITS as usize;

    /// Adds the word at a place.
    pub(super) fn add(&mut self, place: usize) {
        self.0 |= 1 << place;
    }

    /// The places of its words, in order.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (place < Self::MOST).then_some(place)
        })
    }

    /// The sum of what its words weigh, by place.
    pub(super) fn weight(self, weights: &[f32]) -> f32 {
        self.places().filter_map(|place| weights.get(place)).sum()
    }
}

/// Word by word, whether it is there.
impl FromIterator<bool> for WordSet {
    fn from_iter<I: IntoIterator<Item = bool>>(words: I) -> Self {
        let bits = words.into_iter().take(Self::MOST).enumerate();
        Self(bits.fold(0, |set, (place, is)| set | u64::from(is) << place))
    }
}

impl BitAnd for WordSet {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for WordSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Not for WordSet {
    type Output = Self;

    fn not(self) -> Self {
        Self(!self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_place() {
        let (one, other): (WordSet, WordSet) =
            ([true, false, true, true].into_iter().collect(), [false, false, true].into_iter().collect());
        let places = |set: WordSet| set.places().collect::<Vec<_>>();
        assert_eq!(places(one), [0, 2, 3]);
        assert_eq!(places(one & other), [2]);
        assert_eq!(places(one & !other), [0, 3]);
        assert_eq!(places(one | other), [0, 2, 3]);
        assert!((one.weight(&[1.0, 2.0, 4.0]) - 5.0).abs() < 1e-6, "of the last no weight is known");
        let long: WordSet = std::iter::repeat_n(true, 100).collect();
        assert_eq!(long.places().count(), WordSet::MOST);
    }
}
