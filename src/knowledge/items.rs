//! Items that bases share: a reload changes a few of thousands, and the rest need not be in memory twice.

use std::collections::HashMap;
use std::hash::Hash;
use std::iter::Map;
use std::ops::Index;
use std::slice;
use std::sync::Arc;

/// Items of a base, in order. It reads as a list of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Items<T>(Box<[Arc<T>]>);

/// All items in order.
pub(super) type Iter<'a, T> = Map<slice::Iter<'a, Arc<T>>, fn(&'a Arc<T>) -> &'a T>;

impl<T> Items<T> {
    /// All of them in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(Arc::as_ref)
    }

    /// The same, to be changed; what is shared is copied first.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T>
    where
        T: Clone,
    {
        self.0.iter_mut().map(Arc::make_mut)
    }

    /// A copy of them that nobody shares.
    pub fn to_vec(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.iter().cloned().collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one at that place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(Arc::as_ref)
    }

    /// Those around the first one that is not before a place in their order, `many` to each side.
    pub(super) fn around(&self, is_before: impl Fn(&T) -> bool, many: usize) -> Iter<'_, T> {
        let at = self.0.partition_point(|item| is_before(item));
        self.0[at.saturating_sub(many)..self.len().min(at + many)].iter().map(Arc::as_ref)
    }

    /// Takes those from others that are the same there; `key` tells which ones may be.
    pub(super) fn share<'a, K: Eq + Hash>(&mut self, others: &'a Self, key: impl Fn(&T) -> K)
    where
        T: PartialEq,
    {
        let others: HashMap<K, &'a Arc<T>> = others.0.iter().map(|other| (key(other), other)).collect();
        for item in &mut self.0 {
            if let Some(other) = others.get(&key(item))
                && *other == item
            {
                *item = Arc::clone(other);
            }
        }
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> From<Vec<T>> for Items<T> {
    fn from(items: Vec<T>) -> Self {
        // Boxed, for a vector would go on in the memory of what it was made from, many times what it needs.
        Self(items.into_iter().map(Arc::new).collect())
    }
}

impl<T> Index<usize> for Items<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}

impl<'a, T> IntoIterator for &'a Items<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_shared_and_nothing_else() {
        let old: Items<(u8, &str)> = vec![(1, "one"), (2, "two"), (3, "three")].into();
        let mut new: Items<(u8, &str)> = vec![(0, "none"), (2, "two"), (3, "drei")].into();
        let before = new.clone();
        new.share(&old, |(key, _)| *key);
        assert_eq!(new, before);
        let shared: Vec<bool> =
            new.0.iter().map(|item| old.0.iter().any(|other| Arc::ptr_eq(item, other))).collect();
        assert_eq!(shared, [false, true, false]);
    }
}
