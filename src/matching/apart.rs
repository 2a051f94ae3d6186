//! What of a question tells the facts apart that may answer it: its words, and the names that it uses.

use crate::question::Question;

use super::features::text_hash;
use super::index::Index;
use super::view::View;
use super::word_set::WordSet;

/// How much each content word of a view tells facts apart, and all of them together.
pub(super) struct Apart {
    pub(super) weights: Vec<f32>,
    pub(super) all: f32,
    /// Of each word, the topic that alone uses it.
    pub(super) topics: Vec<Option<usize>>,
    /// Which of the words each of the facts uses, in their order.
    pub(super) used: Vec<WordSet>,
}

impl Apart {
    /// For facts by their numbers, in order.
    pub(super) fn new(index: &Index, view: &View, facts: &[u32]) -> Self {
        let vocabulary = &index.learnt.vocabulary;
        let mut used = vec![WordSet::default(); facts.len()];
        let mut times = vec![0; view.content.len()];
        for (place, word) in view.content.iter().enumerate() {
            in_both(facts, vocabulary.facts_with(word.feature), |nth| {
                used[nth].add(place);
                times[place] += 1;
            });
        }
        let weights: Vec<f32> = times.into_iter().map(|times| tells_apart(times, facts.len())).collect();
        let topic = |feature| vocabulary.only_topic(&index.numbers, feature);
        let topics = view.content.iter().map(|word| topic(word.feature)).collect();
        Self { all: weights.iter().sum(), weights, topics, used }
    }
}

/// Of each of some facts, by their numbers in order, how much of what the names used in a question tell speaks for it,
/// 0 to 1: "the hashtag verb" and "the app" may be names of one topic.
pub(super) fn named_so(index: &Index, question: &Question, facts: &[u32]) -> Vec<f32> {
    let mut names: Vec<u64> = question.names().map(|name| text_hash(&name)).collect();
    names.sort_unstable();
    names.dedup();
    let mut speaking = vec![0.0; facts.len()];
    let mut all = 0.0;
    let mut called = Vec::new();
    for name in names {
        called.clear();
        let with = index.learnt.called.get(&name).map_or(&[][..], Vec::as_slice);
        in_both(facts, with, |nth| called.push(nth));
        let weight = tells_apart(called.len(), facts.len());
        all += weight;
        for nth in &called {
            speaking[*nth] += weight;
        }
    }
    if all > 0.0 {
        for part in &mut speaking {
            *part /= all;
        }
    }
    speaking
}

/// How much what `with` of `all` have tells them apart.
fn tells_apart(with: usize, all: usize) -> f32 {
    if with == 0 { 0.0 } else { ((all as f32 + 1.0) / (with as f32 + 0.5)).ln().max(0.0) }
}

/// Tells the places in the first of two lists in order of what is in the other too.
fn in_both(one: &[u32], other: &[u32], mut tell: impl FnMut(usize)) {
    let (Some(first), Some(last)) = (one.first(), one.last()) else { return };
    // The facts of a topic follow one another, so that most of a common word's lie before or behind them.
    let from = other.partition_point(|number| number < first);
    let other = &other[from..from + other[from..].partition_point(|number| number <= last)];
    if other.len() < one.len() {
        other.iter().filter_map(|number| one.binary_search(number).ok()).for_each(&mut tell);
    } else {
        let shared = one.iter().enumerate().filter(|(_, number)| other.binary_search(number).is_ok());
        shared.for_each(|(place, _)| tell(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_both_is_told_by_its_place_in_the_first() {
        let shared = |one: &[u32], other: &[u32]| {
            let mut places = Vec::new();
            in_both(one, other, |place| places.push(place));
            places
        };
        assert_eq!(shared(&[3, 5, 8, 9], &[1, 5, 9, 12]), [1, 3]);
        assert_eq!(shared(&[3, 9], &[2, 3, 4, 5, 6, 7, 8, 9]), [0, 1]);
        for (one, other) in [(&[3, 9][..], &[10, 11][..]), (&[], &[1]), (&[1], &[])] {
            assert!(shared(one, other).is_empty());
        }
    }

    #[test]
    fn what_few_have_tells_most() {
        assert!(tells_apart(1, 100) > tells_apart(50, 100));
        assert_eq!((tells_apart(0, 100), tells_apart(100, 100) < 0.1), (0.0, true));
    }
}
