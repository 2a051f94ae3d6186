//! What the lists of an inverted index hold, and which features have one.

use serde::{Deserialize, Serialize};

/// The steps of an entry's weight.
pub(super) const FULL: f32 = u8::MAX as f32;
/// Features that stand in more than this part of the texts tell none of them apart: their lists would be most of the work
/// of a question and add little to a cosine.
const COMMON: f32 = 0.03;
/// What stands in so few texts is never too common.
const FEW: usize = 50;
/// Texts that an entry can tell apart: a base of 100,000 facts has not a tenth of them.
const MOST_TEXTS: u32 = 1 << 24;

/// A text with the weight that a feature has in it. There are a million of them, so that they are packed: three bytes
/// of text and one of weight, for 255 steps are enough for a sum of many.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Entry(u32);

impl Entry {
    pub(super) fn new(text: u32, weight: f32) -> Self {
        assert!(text < MOST_TEXTS, "a base has fewer than {MOST_TEXTS} texts");
        Self(text << 8 | (weight * FULL).round() as u32)
    }

    pub(super) fn text(self) -> u32 {
        self.0 >> 8
    }

    /// In steps of which [`FULL`] are 1.
    pub(super) fn weight(self) -> f32 {
        (self.0 & 0xff) as f32
    }
}

/// The features that tell texts apart.
pub(super) struct Rare {
    /// By numbered feature, in how many texts it stands.
    texts: Vec<u32>,
    most: usize,
}

impl Rare {
    /// Counts the features of texts.
    pub(super) fn new<'a>(texts: impl ExactSizeIterator<Item = &'a [(u32, f32)]>, features: usize) -> Self {
        let most = FEW.max((texts.len() as f32 * COMMON) as usize);
        let mut counts = vec![0; features];
        for (feature, _) in texts.flatten() {
            counts[*feature as usize] += 1;
        }
        Self { texts: counts, most }
    }

    /// Those of a text.
    pub(super) fn of<'a>(
        &'a self,
        vector: &'a [(u32, f32)],
    ) -> impl Iterator<Item = (u32, f32)> + Clone + 'a {
        let is_rare = |feature: u32| self.texts[feature as usize] as usize <= self.most;
        vector.iter().copied().filter(move |(feature, _)| is_rare(*feature))
    }
}
