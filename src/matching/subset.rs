//! Some of the numbers below a limit, each with its place among them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The numbers: two bits for each below the limit, where a table of places would take thirty-two.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Subset {
    blocks: Box<[Block]>,
}

/// Numbers that follow one another.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Block {
    /// Those of them that are in the set, a bit each.
    inside: u64,
    /// How many of the blocks before are; told only where any of its own is, and of the last one.
    before: u32,
}

impl Subset {
    /// Those numbers, all of which are below `limit`, in any order.
    pub(super) fn new(limit: usize, numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut blocks = empty(limit);
        for number in numbers {
            blocks[(number / u64::BITS) as usize].inside |= 1 << (number % u64::BITS);
        }
        Self::counted(blocks)
    }

    /// All numbers of some ranges in order, none of which is empty, overlaps another or reaches beyond `limit`.
    pub(super) fn of_ranges(limit: usize, ranges: impl IntoIterator<Item = Range<u32>>) -> Self {
        let mut blocks = empty(limit);
        let mut before = 0;
        for Range { start, end } in ranges {
            for at in start / u64::BITS..=(end - 1) / u64::BITS {
                let (first, block) = (at * u64::BITS, &mut blocks[at as usize]);
                if block.inside == 0 {
                    block.before = before + first.saturating_sub(start);
                }
                let (from, to) = (start.max(first) - first, end.min(first + u64::BITS) - first);
                block.inside |= u64::MAX << from & u64::MAX >> (u64::BITS - to);
            }
            before += end - start;
        }
        if let Some(last) = blocks.last_mut().filter(|last| last.inside == 0) {
            last.before = before;
        }
        Self { blocks: blocks.into() }
    }

    fn counted(mut blocks: Vec<Block>) -> Self {
        let mut before = 0;
        for block in &mut blocks {
            block.before = before;
            before += block.inside.count_ones();
        }
        Self { blocks: blocks.into() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| last.before + last.inside.count_ones()) as usize
    }

    /// The place of a number, if it is one of them.
    pub(super) fn place(&self, number: u32) -> Option<u32> {
        let block = self.blocks.get((number / u64::BITS) as usize)?;
        let bit = 1 << (number % u64::BITS);
        (block.inside & bit != 0).then(|| block.before + (block.inside & (bit - 1)).count_ones())
    }
}

fn empty(limit: usize) -> Vec<Block> {
    vec![Block::default(); limit.div_ceil(u64::BITS as usize)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_all_their_numbers() {
        let ranges = [0..1, 3..64, 64..65, 70..200, 255..256, 256..300];
        let whole = Subset::of_ranges(300, ranges.clone());
        let each = Subset::new(300, ranges.into_iter().flatten());
        let places = |subset: &Subset| (0..301).map(|number| subset.place(number)).collect::<Vec<_>>();
        assert_eq!(places(&whole), places(&each));
        assert_eq!(whole.len(), each.len());
        let none_at_the_end = Subset::of_ranges(300, std::iter::once(5..70));
        assert_eq!((none_at_the_end.len(), none_at_the_end.place(64)), (65, Some(59)));
    }

    #[test]
    fn each_has_its_place_in_order() {
        let numbers = [3, 63, 64, 0, 199];
        let subset = Subset::new(200, numbers);
        assert_eq!(subset.len(), 5);
        assert_eq!([0, 3, 63, 64, 199].map(|number| subset.place(number)), [0, 1, 2, 3, 4].map(Some));
        assert_eq!([1, 62, 65, 198, 200, u32::MAX].map(|number| subset.place(number)), [None; 6]);
        assert_eq!((Subset::new(0, []).len(), Subset::default().place(0)), (0, None));
    }
}
