//! An inverted index: in which texts a feature or a word stands, and by it how like a question they are.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::by_feature::ByFeature;
use super::entry::{Entry, FULL, Rare};
use super::features::Feature;
use super::fetch::fetch;
use super::subset::Subset;
use super::texts::{Asking, Likeness};

/// So many entries of a list are looked at one by one before it is searched.
const NEAR: usize = 8;

/// A text as it is put into the index.
pub(super) struct Posted<'a> {
    /// Its numbered features with their weights.
    pub(super) vector: Vec<(u32, f32)>,
    pub(super) words: &'a [Feature],
    /// The part of a word's weight that it gets in this text: less, the longer the text.
    pub(super) share: f32,
}

/// Texts by what stands in them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Postings {
    features: ByFeature<Entry>,
    /// The number of each word …
    words: FxHashMap<Feature, u32>,
    /// … and by it the texts.
    by_word: Lists<u32>,
    /// By text, from the first one on.
    shares: Box<[f32]>,
    /// The texts that are in it.
    range: Range<u32>,
}

impl Postings {
    /// Indexes texts, the first of which is number `first`, over `features` numbered features. A word that stands in
    /// more than `many` of them finds none.
    pub(super) fn new(texts: &[Posted<'_>], first: u32, features: usize, many: usize) -> Self {
        let numbered = || (first..).zip(texts);
        let mut seen: FxHashMap<Feature, usize> = FxHashMap::default();
        for word in texts.iter().flat_map(|text| text.words) {
            *seen.entry(*word).or_default() += 1;
        }
        seen.retain(|_, times| *times <= many);
        let words: FxHashMap<Feature, u32> = seen.into_keys().zip(0..).collect();
        let rare = Rare::new(texts.iter().map(|text| text.vector.as_slice()), features);
        let rare = &rare;
        let of_features = numbered().flat_map(|(at, text)| {
            rare.of(&text.vector).map(move |(feature, weight)| (feature, Entry::new(at, weight)))
        });
        let number = &words;
        let of_words = numbered().flat_map(|(at, text)| {
            text.words.iter().filter_map(move |word| Some((*number.get(word)? as usize, at)))
        });
        Self {
            features: ByFeature::new(features, of_features),
            by_word: Lists::new(words.len(), of_words),
            words,
            shares: texts.iter().map(|text| text.share).collect(),
            range: first..first + texts.len() as u32,
        }
    }

    /// The texts that are like the question.
    pub(super) fn among_all(&self, asking: &Asking) -> Vec<Likeness> {
        let mut found = Gathered::new(self.range.len());
        self.add_up(std::slice::from_ref(&self.range), asking, &mut found);
        found.likenesses.retain(Likeness::is_any);
        found.likenesses
    }

    /// How like it each text of some parts is, in their order; the parts are in order and do not overlap.
    pub(super) fn of_each(&self, parts: &[Range<u32>], asking: &Asking) -> Vec<Likeness> {
        let mut all = Vec::with_capacity(parts.iter().map(Range::len).sum());
        for part in parts {
            all.extend(part.clone().map(Likeness::none));
        }
        self.add_up(parts, asking, &mut all);
        all
    }

    fn add_up(&self, parts: &[Range<u32>], asking: &Asking, sums: &mut impl Sums) {
        let places = Places::new(parts, &self.range);
        let of_features = self.features.of(&asking.vector);
        let list =
            |(word, part): &(Feature, f32)| Some((self.by_word.get(*self.words.get(word)? as usize), *part));
        let of_words: Vec<(&[u32], f32)> = asking.words.iter().filter_map(list).collect();
        fetch(of_features.iter().map(|(entries, _)| places.beginning(entries)));
        fetch(of_words.iter().map(|(texts, _)| places.beginning(texts)));
        for (entries, value) in of_features {
            let step = value / FULL;
            places.each(
                entries,
                |entry| entry.text(),
                |place, entry| sums.of(place, entry.text()).cosine += entry.weight() * step,
            );
        }
        for (texts, part_of_all) in of_words {
            places.each(
                texts,
                |text| *text,
                |place, text| {
                    let share = self.shares[(text - self.range.start) as usize];
                    sums.of(place, *text).words += part_of_all * share;
                },
            );
        }
    }
}

/// The texts of some parts, numbered one part behind the other.
struct Places<'a> {
    parts: &'a [Range<u32>],
    /// The texts of an index …
    all: &'a Range<u32>,
    /// … and from the first one on, those that lie in the parts, where these are several.
    inside: Option<Subset>,
}

/// So many entries for each part are looked at one by one: searching a list for where a part begins and ends takes as
/// long, for it waits for memory at every step.
const ONE_BY_ONE: usize = 40;

impl<'a> Places<'a> {
    fn new(parts: &'a [Range<u32>], all: &'a Range<u32>) -> Self {
        let from_first = parts.iter().map(|part| part.start - all.start..part.end - all.start);
        let inside = (parts.len() > 1).then(|| Subset::of_ranges(all.len(), from_first));
        Self { parts, all, inside }
    }

    /// True for a list that is looked at entry by entry.
    fn is_short<T>(&self, list: &[T]) -> bool {
        self.parts.len() > 1 && list.len() <= self.parts.len() * ONE_BY_ONE
    }

    /// Of an ordered list, what begins about where the parts do: what stands somewhere stands there everywhere, more or
    /// less.
    fn beginning<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        let Some(part) = self.parts.first().filter(|_| !self.is_short(list)) else { return list };
        &list[list.len() * (part.start - self.all.start) as usize / self.all.len().max(1)..]
    }

    /// Goes through those entries of an ordered list that lie in the parts, each with its place.
    fn each<T>(&self, list: &[T], text: impl Fn(&T) -> u32, mut see: impl FnMut(u32, &T)) {
        if let Some(inside) = self.inside.as_ref().filter(|_| self.is_short(list)) {
            for entry in list {
                if let Some(place) = inside.place(text(entry) - self.all.start) {
                    see(place, entry);
                }
            }
            return;
        }
        let Some(first) = self.parts.first() else { return };
        let beginning = list.len() - self.beginning(list).len();
        let (mut rest, mut before) = (&list[first_from_about(list, beginning, first.start, &text)..], 0);
        for part in self.parts {
            if rest.is_empty() {
                break;
            }
            rest = &rest[first_from(rest, part.start, &text)..];
            let inside;
            (inside, rest) = rest.split_at(first_from(rest, part.end, &text));
            for entry in inside {
                see(before + text(entry) - part.start, entry);
            }
            before += part.end - part.start;
        }
    }
}

/// The position of the first entry whose text is not before that one, which is near a place or anywhere.
fn first_from_about<T>(list: &[T], about: usize, from: u32, text: impl Fn(&T) -> u32) -> usize {
    let is_before = |entry: &T| text(entry) < from;
    let (low, high) = (about.saturating_sub(NEAR), (about + NEAR).min(list.len()));
    if low > 0 && !is_before(&list[low - 1]) {
        list[..low].partition_point(is_before)
    } else if high < list.len() && is_before(&list[high]) {
        high + list[high..].partition_point(is_before)
    } else {
        low + list[low..high].partition_point(is_before)
    }
}

/// The position of the first entry whose text is not before that one. Most lists are short, and most parts are near.
fn first_from<T>(list: &[T], from: u32, text: impl Fn(&T) -> u32) -> usize {
    let is_before = |entry: &T| text(entry) < from;
    match list.get(NEAR) {
        Some(entry) if is_before(entry) => NEAR + list[NEAR..].partition_point(is_before),
        _ => list.iter().take_while(|entry| is_before(entry)).count(),
    }
}

/// Where what speaks for each text is added up.
trait Sums {
    /// That of a text, by its place in the parts that are gone through and by its number.
    fn of(&mut self, place: u32, text: u32) -> &mut Likeness;
}

/// Those of all texts, for few parts.
impl Sums for Vec<Likeness> {
    fn of(&mut self, place: u32, _: u32) -> &mut Likeness {
        &mut self[place as usize]
    }
}

/// Those of the texts found so far: of a whole base most are like no question.
struct Gathered {
    likenesses: Vec<Likeness>,
    /// By place, which of those found it is.
    found: Vec<u32>,
}

impl Gathered {
    fn new(places: usize) -> Self {
        Self { likenesses: Vec::with_capacity(1024), found: vec![u32::MAX; places] }
    }
}

impl Sums for Gathered {
    fn of(&mut self, place: u32, text: u32) -> &mut Likeness {
        let found = &mut self.found[place as usize];
        if *found == u32::MAX {
            *found = self.likenesses.len() as u32;
            self.likenesses.push(Likeness::none(text));
        }
        &mut self.likenesses[*found as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_parts_is_gone_through_part_by_part() {
        let list: Vec<u32> = (0..60).step_by(2).collect();
        let parts = [0..3, 8..9, 11..12, 40..43];
        let expected = [(0, 0), (2, 2), (3, 8), (5, 40), (7, 42)];
        // A list that is looked at one by one, and those that are searched, for one part and for more.
        let seen = |list: &[u32], parts: &[Range<u32>]| {
            let mut seen = Vec::new();
            Places::new(parts, &(0..60)).each(list, |text| *text, |place, text| seen.push((place, *text)));
            seen
        };
        assert_eq!(seen(&list, &parts), expected);
        let long: Vec<u32> = list.iter().flat_map(|text| [*text; 3]).collect();
        let thrice: Vec<(u32, u32)> = expected.iter().flat_map(|pair| [*pair; 3]).collect();
        assert_eq!(seen(&long, &parts), thrice);
        assert_eq!(seen(&list, std::slice::from_ref(&(4..9))), [(0, 4), (2, 6), (4, 8)]);
        assert_eq!(seen(&[], &parts), []);
    }
}
