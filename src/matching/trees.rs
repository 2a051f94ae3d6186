//! What a weighed sum of signals cannot say: that one of them counts where another is there, or beyond a limit.
//!
//! Regression trees, each of which corrects the sum of the weights and of the trees before it (gradient boosting of the
//! conditional logit of `signals`). They stand in `trees.txt`, a tree a line, as `cargo run --release --example tune`
//! wrote them: a question (`TextMean<=0.2`), what follows where the answer is yes, what follows where it is no; a number
//! ends it.

//!
//! They are not followed from question to question, each of which the processor would have to guess. Every question
//! of a tree rules out some of its ends where the answer is no; the first end that none rules out is the one that
//! following it would have reached (`QuickScorer`, Lucchese et al., SIGIR 2015). So they can be asked in any order: all
//! about one signal, of several candidates at once.

use std::sync::LazyLock;

use super::signals::Signals;

/// The trees in use.
static TREES: LazyLock<Trees> =
    LazyLock::new(|| Trees::parse(include_str!("trees.txt")).expect("the file of trees is whole"));

/// So many candidates are asked at once.
const LANES: usize = 8;
/// As many ends as a tree may have.
const MOST_ENDS: usize = u16::BITS as usize;

/// A question about one signal: whether it is above a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Test {
    limit: f32,
    tree: u16,
    /// The ends of the tree that it rules out where it is above, a bit each.
    ruled_out: u16,
}

/// Trees.
#[derive(Debug, Default)]
struct Trees {
    /// By signal, the questions about it, those with low limits first.
    tests: Vec<Vec<Test>>,
    /// By tree, the correction at each of its ends; those that it does not have are never reached.
    ends: Vec<[f32; MOST_ENDS]>,
}

/// What the trees in use add to the weighed sum of each candidate's signals.
pub(super) fn corrections(candidates: &[&Signals]) -> Vec<f32> {
    TREES.corrections(candidates)
}

impl Trees {
    /// Reads trees, one a line; `None` where a line is no tree.
    fn parse(text: &str) -> Option<Self> {
        let names = Signals::names();
        let mut trees = Self { tests: vec![Vec::new(); names.len()], ends: Vec::new() };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (mut words, mut ends) = (line.split(' '), Vec::new());
            trees.read(&mut words, &names, &mut ends)?;
            if words.next().is_some() {
                return None;
            }
            ends.resize(MOST_ENDS, 0.0);
            trees.ends.push(ends.try_into().ok()?);
        }
        trees.tests.iter_mut().for_each(|tests| tests.sort_by(|a, b| a.limit.total_cmp(&b.limit)));
        Some(trees)
    }

    /// Reads a tree or a part of one, with its ends.
    fn read<'w>(
        &mut self,
        words: &mut impl Iterator<Item = &'w str>,
        names: &[String],
        ends: &mut Vec<f32>,
    ) -> Option<()> {
        let word = words.next()?;
        let first = ends.len();
        let Some((name, limit)) = word.split_once("<=") else {
            ends.push(word.parse().ok()?);
            return (first < MOST_ENDS).then_some(());
        };
        let signal = names.iter().position(|other| other == name)?;
        let limit = limit.parse().ok()?;
        self.read(words, names, ends)?;
        let ruled_out = (first..ends.len()).fold(0, |ruled_out, end| ruled_out | 1 << end);
        let tree = u16::try_from(self.ends.len()).ok()?;
        self.tests[signal].push(Test { limit, tree, ruled_out });
        self.read(words, names, ends)
    }

    fn corrections(&self, candidates: &[&Signals]) -> Vec<f32> {
        let mut left = vec![[0; LANES]; self.ends.len()];
        let mut corrections = Vec::with_capacity(candidates.len());
        for some in candidates.chunks(LANES) {
            corrections.extend_from_slice(&self.of_some(some, &mut left)[..some.len()]);
        }
        corrections
    }

    /// Those of no more candidates than can be asked at once; `left` is where the ends that are left of each tree are
    /// noted.
    fn of_some(&self, candidates: &[&Signals], left: &mut [[u16; LANES]]) -> [f32; LANES] {
        left.fill([u16::MAX; LANES]);
        for (signal, tests) in self.tests.iter().enumerate() {
            let mut values = [f32::MIN; LANES];
            for (value, candidate) in values.iter_mut().zip(candidates) {
                *value = candidate.values()[signal];
            }
            let most = values.iter().copied().fold(f32::MIN, f32::max);
            for test in tests.iter().take_while(|test| test.limit < most) {
                // Asked like this, and of so many, there is nothing that the processor would have to guess.
                let above = values.map(|value| u16::from(value > test.limit).wrapping_neg());
                for (left, above) in left[usize::from(test.tree)].iter_mut().zip(above) {
                    *left &= !(above & test.ruled_out);
                }
            }
        }
        let mut sums = [0.0; LANES];
        for (ends, left) in self.ends.iter().zip(left) {
            for (sum, left) in sums.iter_mut().zip(left).take(candidates.len()) {
                *sum += ends[left.trailing_zeros() as usize % MOST_ENDS];
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::signals::Signal;

    #[test]
    fn a_tree_is_followed_to_its_end() {
        let trees = Trees::parse("Text<=0.5 -1 Strange<=0 2 3\n0.25").expect("two trees");
        let signals = |text: f32, strange: f32| {
            let mut signals = Signals::default();
            signals.set(Signal::Text, text).set(Signal::Strange, strange);
            signals
        };
        let candidates =
            [(0.0, 0.0), (0.5, 1.0), (0.6, 0.0), (0.6, 0.1)].map(|(text, strange)| signals(text, strange));
        // More than are asked at once.
        let candidates: Vec<&Signals> = candidates.iter().cycle().take(11).collect();
        let expected = [-0.75, -0.75, 2.25, 3.25].into_iter().cycle();
        let corrections = trees.corrections(&candidates);
        assert_eq!(corrections.len(), candidates.len());
        for (correction, expected) in corrections.into_iter().zip(expected) {
            assert!((correction - expected).abs() < 1e-6, "{correction} {expected}");
        }
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in ["Text<=0.5 1", "Nobody<=1 0 0", "1 2", "Text<=x 0 0"] {
            assert!(Trees::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_trees_in_use_are_read() {
        assert!(!TREES.ends.is_empty());
    }
}
