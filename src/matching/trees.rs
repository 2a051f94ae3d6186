//! What a weighed sum of signals cannot say: that one of them counts where another is there, or beyond a limit.
//!
//! Regression trees, each of which corrects the sum of the weights and of the trees before it (gradient boosting of the
//! conditional logit of `signals`). They stand in `trees.txt`, a tree a line, as `cargo run --release --example tune`
//! wrote them: a question (`TextMean<=0.2`), what follows where the answer is yes, what follows where it is no; a number
//! ends it.

use std::sync::LazyLock;

use super::signals::Signals;

/// The trees in use.
static TREES: LazyLock<Trees> =
    LazyLock::new(|| Trees::parse(include_str!("trees.txt")).expect("the file of trees is whole"));

/// A question about one signal, or the end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    /// The limit of the question; at the end the correction.
    value: f32,
    /// Where to go on if the signal is above the limit; else with the next node. 0 at the end.
    above: u16,
    /// The signal asked about.
    signal: u16,
}

/// Trees, one behind the other.
#[derive(Debug, Default)]
struct Trees {
    nodes: Vec<Node>,
    roots: Vec<u16>,
}

/// What the trees in use add to the weighed sum of signals.
pub(super) fn correction(signals: &Signals) -> f32 {
    TREES.correction(signals.values())
}

impl Trees {
    /// Reads trees, one a line; `None` where a line is no tree.
    fn parse(text: &str) -> Option<Self> {
        let names = Signals::names();
        let mut trees = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            trees.roots.push(u16::try_from(trees.nodes.len()).ok()?);
            let mut words = line.split(' ');
            trees.read(&mut words, &names)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(trees)
    }

    fn read<'w>(&mut self, words: &mut impl Iterator<Item = &'w str>, names: &[String]) -> Option<()> {
        let word = words.next()?;
        let at = self.nodes.len();
        let Some((name, limit)) = word.split_once("<=") else {
            self.nodes.push(Node { value: word.parse().ok()?, above: 0, signal: 0 });
            return Some(());
        };
        let signal = names.iter().position(|other| other == name)?;
        self.nodes.push(Node { value: limit.parse().ok()?, above: 0, signal: signal as u16 });
        self.read(words, names)?;
        self.nodes[at].above = u16::try_from(self.nodes.len()).ok()?;
        self.read(words, names)
    }

    fn correction(&self, signals: &[f32]) -> f32 {
        let of_tree = |root: &u16| {
            let mut at = usize::from(*root);
            loop {
                let node = self.nodes[at];
                if node.above == 0 {
                    return node.value;
                }
                let is_above = signals[usize::from(node.signal)] > node.value;
                at = if is_above { usize::from(node.above) } else { at + 1 };
            }
        };
        self.roots.iter().map(of_tree).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::signals::Signal;

    #[test]
    fn a_tree_is_followed_to_its_end() {
        let trees = Trees::parse("Text<=0.5 -1 Strange<=0 2 3\n0.25").expect("two trees");
        let mut signals = Signals::default();
        assert!((trees.correction(signals.values()) + 0.75).abs() < 1e-6);
        signals.set(Signal::Text, 0.6);
        assert!((trees.correction(signals.values()) - 2.25).abs() < 1e-6);
        signals.set(Signal::Strange, 0.1);
        assert!((trees.correction(signals.values()) - 3.25).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in ["Text<=0.5 1", "Nobody<=1 0 0", "1 2", "Text<=x 0 0"] {
            assert!(Trees::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_trees_in_use_are_read() {
        assert!(!TREES.roots.is_empty());
    }
}
