//! One number for each fact of a base, topic by topic: shorter than its topic and its place there, and what is told of
//! facts stands in a list.

use crate::knowledge::FactBase;

/// The numbers.
#[derive(Debug, Default)]
pub(crate) struct FactNumbers {
    /// By topic, the number of its first fact.
    first: Box<[u32]>,
    /// By number, the topic.
    topics: Box<[u32]>,
}

impl FactNumbers {
    /// Numbers the facts of a base.
    pub(super) fn new(base: &FactBase) -> Self {
        Self::of(base.topics.iter().map(|topic| topic.facts.len()))
    }

    /// Numbers facts, given how many each topic has.
    fn of(facts: impl Iterator<Item = usize>) -> Self {
        let (mut first, mut topics) = (Vec::new(), Vec::new());
        for (topic, facts) in (0..).zip(facts) {
            first.push(topics.len() as u32);
            topics.extend(std::iter::repeat_n(topic, facts));
        }
        Self { first: first.into(), topics: topics.into() }
    }

    /// The number of a fact, given its topic and its place there.
    pub(crate) fn number(&self, (topic, n): (usize, usize)) -> u32 {
        self.first[topic] + n as u32
    }

    /// The topic of a fact.
    pub(crate) fn topic(&self, fact: u32) -> usize {
        self.topics[fact as usize] as usize
    }

    /// The topic of a fact and its place there.
    pub(crate) fn fact(&self, fact: u32) -> (usize, usize) {
        let topic = self.topic(fact);
        (topic, (fact - self.first[topic]) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_one_fact() {
        let numbers = FactNumbers::of([2, 0, 3].into_iter());
        let facts = [(0, 0), (0, 1), (2, 0), (2, 1), (2, 2)];
        for (number, fact) in (0..).zip(facts) {
            assert_eq!((numbers.number(fact), numbers.fact(number)), (number, fact));
        }
    }
}
