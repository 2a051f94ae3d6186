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

    /// What there is for each feature of a vector, with the feature's weight there; where there is nothing it is left out.
    pub(super) fn of(&self, vector: &[(u32, f32)]) -> Vec<(&[T], f32)> {
        let listed =
            vector.iter().filter_map(|(feature, value)| Some((self.listed.place(*feature)?, *value)));
        // All places before any list: the memory is waited for once.
        let mut places = Vec::with_capacity(vector.len());
        places.extend(listed);
        places.into_iter().map(|(place, value)| (self.lists.get(place as usize), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_without_entries_is_left_out() {
        let by_feature = ByFeature::new(100, [(70, 'a'), (3, 'b'), (70, 'c')].into_iter());
        let of = by_feature.of(&[(70, 1.0), (4, 2.0), (3, 3.0), (99, 4.0)]);
        assert_eq!(of, [(&['a', 'c'][..], 1.0), (&['b'], 3.0)]);
    }
}
