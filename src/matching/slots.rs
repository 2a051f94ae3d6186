//! What the texts of a base say of slots, in columns: there are tens of thousands, most of which say little.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::features::Feature;
use super::own_text::TextSlots;

/// The slots of all texts of a base.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Slots {
    topics: Lists<u32>,
    metrics: Lists<u32>,
    measures: Lists<u32>,
    /// Words of the questions of facts by which not anything of the kind is asked, with their weights.
    own: Lists<(Feature, f32)>,
    /// Hashes of the masked texts.
    masked: Box<[u64]>,
    rest: Box<[Rest]>,
    /// Each group that is named in one of them.
    groups: Vec<String>,
}

/// What a text says of slots that it has once at the most.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Rest {
    /// Its place among the groups.
    group: Option<u16>,
    year: Option<i16>,
    place: bool,
    /// Most texts have neither metrics nor measures, so that the lists of these are not looked into.
    numbers: bool,
    says: bool,
}

/// The slots of one text, as in [`TextSlots`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct SlotsOf<'a> {
    pub(crate) topics: &'a [u32],
    pub(crate) metrics: &'a [u32],
    pub(crate) measures: &'a [u32],
    pub(crate) group: Option<&'a str>,
    pub(crate) year: Option<i16>,
    pub(crate) place: bool,
    /// False where nothing but names stands in it.
    pub(crate) says: bool,
}

impl Slots {
    /// Puts those of all texts into columns, each with its own words.
    pub(super) fn of(texts: &[(&TextSlots, Vec<(Feature, f32)>)]) -> Self {
        let own = Lists::of(texts.iter().map(|(_, own)| own.iter().copied()));
        let texts: Vec<&TextSlots> = texts.iter().map(|(text, _)| *text).collect();
        let mut groups: Vec<String> = Vec::new();
        let mut places: FxHashMap<&str, u16> = FxHashMap::default();
        for group in texts.iter().filter_map(|text| text.group.as_deref()) {
            places.entry(group).or_insert_with(|| {
                groups.push(group.to_owned());
                groups.len() as u16 - 1
            });
        }
        let numbers = |of: fn(&TextSlots) -> &Vec<usize>| {
            Lists::of(texts.iter().map(|text| of(text).iter().map(|number| *number as u32)))
        };
        let rest = |text: &&TextSlots| Rest {
            group: text.group.as_deref().map(|group| places[group]),
            year: text.year,
            place: text.place,
            numbers: !(text.metrics.is_empty() && text.measures.is_empty()),
            says: !text.content.is_empty(),
        };
        Self {
            topics: numbers(|text| &text.topics),
            metrics: numbers(|text| &text.metrics),
            measures: numbers(|text| &text.measures),
            own,
            masked: texts.iter().map(|text| text.masked).collect(),
            rest: texts.iter().map(rest).collect(),
            groups,
        }
    }

    /// A hash of a text, masked.
    pub(crate) fn masked(&self, text: u32) -> u64 {
        self.masked[text as usize]
    }

    /// Those of one text.
    pub(crate) fn get(&self, text: u32) -> SlotsOf<'_> {
        let at = text as usize;
        let Rest { group, year, place, numbers, says } = self.rest[at];
        SlotsOf {
            topics: self.topics.get(at),
            metrics: if numbers { self.metrics.get(at) } else { &[] },
            measures: if numbers { self.measures.get(at) } else { &[] },
            group: group.map(|group| self.groups[group as usize].as_str()),
            year,
            place,
            says,
        }
    }

    /// Its words by which not anything of the kind is asked, with their weights; none where it is no fact's.
    pub(super) fn own(&self, text: u32) -> &[(Feature, f32)] {
        self.own.get(text as usize)
    }
}
