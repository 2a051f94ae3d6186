//! Some of the numbers below a limit, each with its place among them.

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
    /// How many of the blocks before are.
    before: u32,
}

impl Subset {
    /// Those numbers, all of which are below `limit`, in any order.
    pub(super) fn new(limit: usize, numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut blocks = vec![Block::default(); limit.div_ceil(u64::BITS as usize)];
        for number in numbers {
            blocks[(number / u64::BITS) as usize].inside |= 1 << (number % u64::BITS);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
