//! What the texts of a base say of slots: there are tens of thousands, most of which say the same as others.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::features::Feature;
use super::own_text::TextSlots;

/// The slots of all texts of a base.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Slots {
    /// By text, a hash of it, masked, and what it says of them, as a place in `kinds`: both are asked for together.
    texts: Box<[(u32, u32)]>,
    /// Each thing that is said, once: most texts of a topic name just it.
    kinds: Box<[Kind]>,
    /// Words of the questions of facts by which not anything of the kind is asked, with their weights.
    own: Lists<(Feature, f32)>,
}

/// What texts say of slots.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Kind {
    pub(crate) topics: Box<[u32]>,
    pub(crate) metrics: Box<[u32]>,
    pub(crate) measures: Box<[u32]>,
    pub(crate) group: Option<Box<str>>,
    pub(crate) year: Option<i16>,
    pub(crate) place: bool,
    /// False where nothing but names stands in them.
    pub(crate) says: bool,
}

impl Kind {
    fn of(text: &TextSlots) -> Self {
        let numbers = |of: &[usize]| of.iter().map(|number| *number as u32).collect();
        Self {
            topics: numbers(&text.topics),
            metrics: numbers(&text.metrics),
            measures: numbers(&text.measures),
            group: text.group.as_deref().map(Into::into),
            year: text.year,
            place: text.place,
            says: !text.content.is_empty(),
        }
    }
}

impl Slots {
    /// Those of all texts, each with its own words.
    pub(super) fn of(texts: &[(&TextSlots, Vec<(Feature, f32)>)]) -> Self {
        let own = Lists::of(texts.iter().map(|(_, own)| own.iter().copied()));
        let mut kinds: Vec<Kind> = Vec::new();
        let mut places: FxHashMap<Kind, u32> = FxHashMap::default();
        let mut kind_of = |text: &TextSlots| {
            let kind = Kind::of(text);
            *places.entry(kind).or_insert_with_key(|kind| {
                kinds.push(kind.clone());
                kinds.len() as u32 - 1
            })
        };
        Self {
            texts: texts.iter().map(|(text, _)| (short(text.masked), kind_of(text))).collect(),
            kinds: kinds.into(),
            own,
        }
    }

    /// True for a text that is, masked, that of a hash; for one in billions it is said of another.
    pub(crate) fn is_masked(&self, text: u32, hash: u64) -> bool {
        self.texts[text as usize].0 == short(hash)
    }

    /// What one text says of them.
    pub(crate) fn get(&self, text: u32) -> &Kind {
        self.kind(text).1
    }

    /// The same, numbered: texts of one number say the same.
    pub(crate) fn kind(&self, text: u32) -> (u32, &Kind) {
        let (_, kind) = self.texts[text as usize];
        (kind, &self.kinds[kind as usize])
    }

    /// Its words by which not anything of the kind is asked, with their weights; none where it is no fact's.
    pub(super) fn own(&self, text: u32) -> &[(Feature, f32)] {
        self.own.get(text as usize)
    }
}

/// The first half of a hash: enough for thousands of texts of which a few are asked about.
fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}
