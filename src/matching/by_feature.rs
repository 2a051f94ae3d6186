//! Lists by numbered feature, of which most have none.

use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::subset::Subset;

/// The lists.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ByFeature<T> {
    listed: Subset,
    lists: Lists<T>,
}

impl<T: Copy + Default> ByFeature<T> {
    /// Sorts entries by feature, of which there are `features`; each list keeps their order.
    pub(super) fn new(features: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let listed = Subset::new(features, entries.clone().map(|(feature, _)| feature));
        let place = |feature| listed.place(feature).expect("each feature of an entry was put into the set");
        let entries = entries.map(|(feature, entry)| (place(feature) as usize, entry));
        let lists = Lists::new(listed.len(), entries);
        Self { listed, lists }
    }

    /// What there is for a feature.
    pub(super) fn get(&self, feature: u32) -> &[T] {
        self.listed.place(feature).map_or(&[], |place| self.lists.get(place as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_without_entries_has_an_empty_list() {
        let by_feature = ByFeature::new(100, [(70, 'a'), (3, 'b'), (70, 'c')].into_iter());
        assert_eq!(by_feature.get(70), ['a', 'c']);
        assert_eq!(by_feature.get(3), ['b']);
        assert!(by_feature.get(4).is_empty() && by_feature.get(99).is_empty());
    }
}
