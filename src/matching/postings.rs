//! An inverted index: in which texts a feature or a word stands, and by it how like a question they are.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::question::Lists;

use super::features::Feature;
use super::texts::{Asking, Likeness};

/// Features that stand in more than this part of the texts tell none of them apart.
const COMMON: f32 = 0.03;
/// So many entries of a list are looked at one by one before it is searched.
const NEAR: usize = 8;
/// The steps of an entry's weight.
const FULL: f32 = u8::MAX as f32;
/// Texts that an entry can tell apart: a base of 100,000 facts has not a tenth of them.
const MOST_TEXTS: u32 = 1 << 24;
/// Less likeness than this is none.
const LEAST: f32 = 0.06;

/// A text as it is put into the index.
pub(super) struct Posted<'a> {
    /// Its numbered features with their weights.
    pub(super) vector: Vec<(u32, f32)>,
    pub(super) words: &'a [Feature],
    /// The part of a word's weight that it gets in this text: less, the longer the text.
    pub(super) share: f32,
}

/// A text with the weight that a feature has in it. There are a million of them, so that they are packed: three bytes
/// of text and one of weight, for 255 steps are enough for a sum of many.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Entry(u32);

impl Entry {
    fn new(text: u32, weight: f32) -> Self {
        assert!(text < MOST_TEXTS, "a base has fewer than {MOST_TEXTS} texts");
        Self(text << 8 | (weight * FULL).round() as u32)
    }

    fn text(self) -> u32 {
        self.0 >> 8
    }

    fn weight(self) -> f32 {
        (self.0 & 0xff) as f32
    }
}

/// Texts by what stands in them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Postings {
    /// By numbered feature.
    features: Lists<Entry>,
    /// The number of each word …
    words: FxHashMap<Feature, u32>,
    /// … and by it the texts.
    by_word: Lists<u32>,
    /// By text, from the first one on.
    shares: Box<[f32]>,
    /// The texts that are in it.
    range: Range<u32>,
    /// What stands in more texts than this finds none of them among all.
    most: usize,
    /// The same for words.
    most_by_word: usize,
}

impl Postings {
    /// Indexes texts, the first of which is number `first`, over `features` numbered features. What stands in more
    /// than `many` of them finds none among all.
    pub(super) fn new(texts: &[Posted<'_>], first: u32, features: usize, many: usize) -> Self {
        let numbered = || (first..).zip(texts);
        let mut words: FxHashMap<Feature, u32> = FxHashMap::default();
        for word in texts.iter().flat_map(|text| text.words) {
            let next = words.len() as u32;
            words.entry(*word).or_insert(next);
        }
        let of_features = numbered().flat_map(|(at, text)| {
            text.vector.iter().map(move |(feature, weight)| (*feature as usize, Entry::new(at, *weight)))
        });
        let number = &words;
        let of_words =
            numbered().flat_map(|(at, text)| text.words.iter().map(move |word| (number[word] as usize, at)));
        Self {
            features: Lists::new(features, of_features),
            by_word: Lists::new(words.len(), of_words),
            words,
            shares: texts.iter().map(|text| text.share).collect(),
            range: first..first + texts.len() as u32,
            most: (texts.len() as f32 * COMMON).max(50.0).min(many as f32) as usize,
            most_by_word: many,
        }
    }

    /// The texts that are like the question.
    pub(super) fn among_all(&self, asking: &Asking<'_>) -> Vec<Likeness> {
        self.search(std::slice::from_ref(&self.range), (self.most, self.most_by_word), asking)
    }

    /// Those of some texts that are like it; `parts` are in order and do not overlap.
    pub(super) fn among(&self, parts: &[Range<u32>], asking: &Asking<'_>) -> Vec<Likeness> {
        self.search(parts, (usize::MAX, usize::MAX), asking)
    }

    fn search(
        &self,
        parts: &[Range<u32>],
        (most, most_by_word): (usize, usize),
        asking: &Asking<'_>,
    ) -> Vec<Likeness> {
        let places = Places::new(parts, &self.range);
        let mut found = Gathered::new(places.all);
        for (feature, value) in asking.vector {
            let list = self.features.get(*feature as usize);
            if list.len() <= most {
                let step = value / FULL;
                places.each(
                    list,
                    |entry| entry.text(),
                    |place, entry| found.of(place, entry.text()).cosine += entry.weight() * step,
                );
            }
        }
        for (word, part_of_all) in &asking.words {
            let Some(number) = self.words.get(word) else { continue };
            let list = self.by_word.get(*number as usize);
            if list.len() <= most_by_word {
                places.each(
                    list,
                    |text| *text,
                    |place, text| {
                        let share = self.shares[(text - self.range.start) as usize];
                        found.of(place, *text).words += part_of_all * share;
                    },
                );
            }
        }
        found.likenesses.retain(|like| like.cosine >= LEAST || like.words >= LEAST);
        found.likenesses
    }
}

/// The texts of some parts, numbered one part behind the other.
struct Places<'a> {
    parts: &'a [Range<u32>],
    /// The first text of an index, and by text its place among those of the parts, or [`OUTSIDE`]; empty where lists
    /// are searched.
    of: (u32, Vec<u32>),
    /// How many there are.
    all: u32,
}

/// A text of no part.
const OUTSIDE: u32 = u32::MAX;
/// In a larger index each list is searched: making and clearing the table of places for every question takes longer.
const MAPPED: u32 = 1 << 16;
/// So many entries for each part are looked at one by one: searching a list for where a part begins and ends takes as
/// long.
const ONE_BY_ONE: usize = 12;

impl<'a> Places<'a> {
    fn new(parts: &'a [Range<u32>], range: &Range<u32>) -> Self {
        let length = |part: &Range<u32>| part.end - part.start;
        let mut of = Vec::new();
        if parts.len() > 1 && length(range) <= MAPPED {
            of.resize(length(range) as usize, OUTSIDE);
            let mut place = 0;
            for part in parts {
                let from = (part.start - range.start) as usize;
                for own in &mut of[from..from + length(part) as usize] {
                    *own = place;
                    place += 1;
                }
            }
        }
        Self { parts, of: (range.start, of), all: parts.iter().map(length).sum() }
    }

    /// Goes through those entries of an ordered list that lie in the parts, each with its place.
    fn each<T>(&self, list: &[T], text: impl Fn(&T) -> u32, mut see: impl FnMut(u32, &T)) {
        let (first, of) = &self.of;
        if !of.is_empty() && list.len() <= self.parts.len() * ONE_BY_ONE {
            for entry in list {
                let place = of[(text(entry) - first) as usize];
                if place != OUTSIDE {
                    see(place, entry);
                }
            }
            return;
        }
        let (mut rest, mut before) = (list, 0);
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

/// The position of the first entry whose text is not before that one. Most lists are short, and most parts are near.
fn first_from<T>(list: &[T], from: u32, text: impl Fn(&T) -> u32) -> usize {
    let is_before = |entry: &T| text(entry) < from;
    match list.get(NEAR) {
        Some(entry) if is_before(entry) => NEAR + list[NEAR..].partition_point(is_before),
        _ => list.iter().take_while(|entry| is_before(entry)).count(),
    }
}

/// The texts found so far.
struct Gathered {
    likenesses: Vec<Likeness>,
    /// By place, which of those found it is.
    found: Vec<u32>,
}

impl Gathered {
    fn new(places: u32) -> Self {
        Self { likenesses: Vec::with_capacity(1024), found: vec![u32::MAX; places as usize] }
    }

    fn of(&mut self, place: u32, text: u32) -> &mut Likeness {
        let found = &mut self.found[place as usize];
        if *found == u32::MAX {
            *found = self.likenesses.len() as u32;
            self.likenesses.push(Likeness { text, cosine: 0.0, words: 0.0 });
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
