//! How like the phrasings of each intent a question is: of thousands of texts only the most like of each intent is
//! asked for, so that they are gone through all at once, without a list of those that were found.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::by_feature::ByFeature;
use super::entry::{Entry, FULL, Rare};
use super::fetch::fetch;

/// The phrasings of intents by the features that stand in them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ByIntent {
    features: ByFeature<Entry>,
    /// Where the phrasings of an intent end, and which it is; in order.
    ends: Vec<(u32, usize)>,
    intents: usize,
}

impl ByIntent {
    /// Indexes phrasings, each with its intent.
    pub(super) fn new(texts: &[(usize, Vec<(u32, f32)>)], features: usize, intents: usize) -> Self {
        let rare = Rare::new(texts.iter().map(|(_, vector)| vector.as_slice()), features);
        let rare = &rare;
        let entries = (0..).zip(texts).flat_map(|(at, (_, vector))| {
            rare.of(vector).map(move |(feature, weight)| (feature, Entry::new(at, weight)))
        });
        let mut end = 0;
        let ends = texts.chunk_by(|(one, _), (other, _)| one == other).map(|same| {
            end += same.len() as u32;
            (end, same[0].0)
        });
        Self { ends: ends.collect(), features: ByFeature::new(features, entries), intents }
    }

    /// By intent, the cosine with its most like phrasing.
    pub(super) fn most_like(&self, vector: &[(u32, f32)]) -> Vec<f32> {
        SUMS.with_borrow_mut(|sums| {
            sums.clear();
            sums.resize(self.ends.last().map_or(0, |(end, _)| *end as usize), 0.0);
            let lists = self.features.of(vector);
            fetch(lists.iter().map(|(entries, _)| *entries));
            for (entries, value) in lists {
                let step = value / FULL;
                for entry in entries {
                    sums[entry.text() as usize] += entry.weight() * step;
                }
            }
            let mut most = vec![0.0_f32; self.intents];
            let mut from = 0;
            for (end, intent) in &self.ends {
                most[*intent] = most[*intent].max(largest(&sums[from..*end as usize]));
                from = *end as usize;
            }
            most
        })
    }
}

thread_local! {
    /// Where a thread adds up what speaks for each text: too large a piece to be asked of the allocator each time.
    static SUMS: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// So many sums are compared side by side.
const LANES: usize = 8;

/// The largest of sums, none of which is negative; 0 of none.
fn largest(sums: &[f32]) -> f32 {
    let (parts, rest) = sums.as_chunks::<LANES>();
    let mut largest = [0.0; LANES];
    for part in parts {
        for (largest, sum) in largest.iter_mut().zip(part) {
            *largest = if sum > largest { *sum } else { *largest };
        }
    }
    largest.iter().chain(rest).copied().fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_intent_the_most_like_phrasing_counts() {
        let half = 0.5_f32.sqrt();
        let texts = [
            (2, vec![(0, 1.0)]),
            (2, vec![(0, half), (1, half)]),
            (0, vec![(1, 1.0)]),
            (2, vec![(1, half), (3, half)]),
        ];
        let by_intent = ByIntent::new(&texts, 4, 3);
        let near = |vector: &[(u32, f32)], expected: [f32; 3]| {
            let most = by_intent.most_like(vector);
            assert!(most.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.01), "{most:?}");
        };
        near(&[(0, 1.0)], [0.0, 0.0, 1.0]);
        near(&[(1, 1.0)], [1.0, 0.0, half]);
        near(&[(1, half), (3, half)], [half, 0.0, 1.0]);
        near(&[], [0.0; 3]);
    }
}
