//! Where the things of a base stand, by their ids. The ids themselves lie all over the memory, so that a search among
//! thousands of them would wait for it a dozen times.

use std::hash::{BuildHasher, Hash};

use rustc_hash::FxBuildHasher;

/// Positions by a hash of the id, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ids(Box<[(u32, u32)]>);

impl Ids {
    /// Those of a list of ids.
    pub(super) fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut positions: Vec<(u32, u32)> = ids.map(short_hash).zip(0..).collect();
        positions.sort_unstable();
        Self(positions.into())
    }

    /// The position of an id; `is` tells whether it stands at a position.
    pub(super) fn find(&self, id: &str, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = short_hash(id);
        let from = self.0.partition_point(|(other, _)| *other < hash);
        let same = self.0[from..].iter().take_while(|(other, _)| *other == hash);
        same.map(|(_, at)| *at as usize).find(|at| is(*at))
    }
}

/// A hash of 32 bits, both halves of the whole one in it: the same in every build.
pub(crate) fn short_hash<T: Hash + ?Sized>(of: &T) -> u32 {
    let hash = FxBuildHasher.hash_one(of);
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_where_it_stands() {
        let ids: Vec<String> = (0..2000).map(|n| format!("id-{}", n * 7)).collect();
        let positions = Ids::new(ids.iter().map(String::as_str));
        let find = |id: &str| positions.find(id, |at| ids[at] == id);
        assert!(ids.iter().enumerate().all(|(at, id)| find(id) == Some(at)));
        assert_eq!(["id-1", "", "id-0 "].map(find), [None; 3]);
        assert_eq!(Ids::default().find("id-0", |_| true), None);
    }
}
