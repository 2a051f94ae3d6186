//! Lists by number, one behind the other in one piece of memory: there are hundreds of thousands of short ones.

use serde::{Deserialize, Serialize};

/// The lists.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Lists<T> {
    // In boxes, here as in the rest of an index: what is read back leaves no room for more.
    ends: Box<[u32]>,
    entries: Box<[T]>,
}

impl<T: Copy + Default> Lists<T> {
    /// Sorts entries into as many lists; each keeps their order.
    pub(crate) fn new(lists: usize, entries: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut ends = vec![0_u32; lists];
        entries.clone().for_each(|(list, _)| ends[list] += 1);
        let mut all = 0;
        for end in &mut ends {
            // For now where the list begins: it moves to its end while the list is filled.
            (*end, all) = (all, all + *end);
        }
        let mut sorted = vec![T::default(); all as usize];
        for (list, entry) in entries {
            sorted[ends[list] as usize] = entry;
            ends[list] += 1;
        }
        Self { ends: ends.into(), entries: sorted.into() }
    }
}

impl<T> Lists<T> {
    /// One list after the other.
    pub(crate) fn of<L: IntoIterator<Item = T>>(lists: impl Iterator<Item = L>) -> Self {
        let (mut ends, mut entries) = (Vec::new(), Vec::new());
        for list in lists {
            entries.extend(list);
            ends.push(entries.len() as u32);
        }
        Self { ends: ends.into(), entries: entries.into() }
    }

    /// One of them.
    pub(crate) fn get(&self, list: usize) -> &[T] {
        let start = if list == 0 { 0 } else { self.ends[list - 1] as usize };
        &self.entries[start..self.ends[list] as usize]
    }
}

impl<T: Copy + Ord> Lists<T> {
    /// Sets, each as a list in order: far smaller than as many hash sets, and as quick where they are small.
    pub(crate) fn of_sets<L: IntoIterator<Item = T>>(sets: impl Iterator<Item = L>) -> Self {
        Self::of(sets.map(|set| {
            let mut list: Vec<T> = set.into_iter().collect();
            list.sort_unstable();
            list.dedup();
            list
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_what_was_put_into_them_in_order() {
        let entries = [(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd'), (0, 'e')];
        let sorted = Lists::new(5, entries.into_iter());
        let behind = Lists::of(
            [&['b', 'e'][..], &[], &['a', 'c'], &['d'], &[]].iter().map(|list| list.iter().copied()),
        );
        for lists in [sorted, behind] {
            let kept: Vec<&[char]> = (0..5).map(|list| lists.get(list)).collect();
            assert_eq!(kept, [&['b', 'e'][..], &[], &['a', 'c'], &['d'], &[]]);
        }
    }
}
