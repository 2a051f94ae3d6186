//! An inverted index: in which texts a feature or a word stands, and by it how like a question they are.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::Feature;
use super::texts::{Asking, Likeness};

/// Features that stand in more than this part of the texts tell none of them apart.
const COMMON: f32 = 0.03;
/// So many entries of a list are looked at one by one before it is searched.
const NEAR: usize = 8;
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

/// A text with the weight that a feature has in it. There are a million of them, so that they are packed: five bytes
/// each, for 255 steps of weight are enough for a sum of many.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    text: [u8; 4],
    weight: u8,
}

impl Entry {
    fn new(text: u32, weight: f32) -> Self {
        Self { text: text.to_le_bytes(), weight: (weight * f32::from(u8::MAX)).round() as u8 }
    }

    fn text(self) -> u32 {
        u32::from_le_bytes(self.text)
    }

    fn weight(self) -> f32 {
        f32::from(self.weight) / f32::from(u8::MAX)
    }
}

/// Texts by what stands in them.
#[derive(Debug)]
pub(super) struct Postings {
    /// By numbered feature.
    features: Lists<Entry>,
    /// The number of each word …
    words: FxHashMap<Feature, u32>,
    /// … and by it the texts.
    by_word: Lists<u32>,
    /// By text, from the first one on.
    shares: Vec<f32>,
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
        let mut found = Gathered::new(parts);
        for (feature, value) in asking.vector {
            let list = self.features.get(*feature as usize);
            if list.len() <= most {
                within(
                    list,
                    parts,
                    |entry| entry.text(),
                    |part, entry| found.of(part, entry.text()).cosine += entry.weight() * value,
                );
            }
        }
        for (word, part_of_all) in &asking.words {
            let Some(number) = self.words.get(word) else { continue };
            let list = self.by_word.get(*number as usize);
            if list.len() <= most_by_word {
                within(
                    list,
                    parts,
                    |text| *text,
                    |part, text| {
                        let share = self.shares[(text - self.range.start) as usize];
                        found.of(part, *text).words += part_of_all * share;
                    },
                );
            }
        }
        found.likenesses.retain(|like| like.cosine >= LEAST || like.words >= LEAST);
        found.likenesses
    }
}

/// Goes through those entries of an ordered list that lie in the parts, each with the number of its part.
fn within<T>(list: &[T], parts: &[Range<u32>], text: impl Fn(&T) -> u32, mut each: impl FnMut(usize, &T)) {
    let mut rest = list;
    for (n, part) in parts.iter().enumerate() {
        if rest.is_empty() {
            break;
        }
        rest = &rest[first_from(rest, part.start, &text)..];
        let inside;
        (inside, rest) = rest.split_at(first_from(rest, part.end, &text));
        for entry in inside {
            each(n, entry);
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
struct Gathered<'a> {
    likenesses: Vec<Likeness>,
    /// By text of all parts, one part behind the other, its place among those found.
    places: Vec<u32>,
    parts: &'a [Range<u32>],
    /// Where each part begins there.
    starts: Vec<u32>,
}

impl<'a> Gathered<'a> {
    fn new(parts: &'a [Range<u32>]) -> Self {
        let mut all = 0;
        let starts = parts.iter().map(|part| {
            let start = all;
            all += part.end - part.start;
            start
        });
        let starts = starts.collect();
        Self { likenesses: Vec::with_capacity(1024), places: vec![u32::MAX; all as usize], parts, starts }
    }

    fn of(&mut self, part: usize, text: u32) -> &mut Likeness {
        let place = &mut self.places[(self.starts[part] + text - self.parts[part].start) as usize];
        if *place == u32::MAX {
            *place = self.likenesses.len() as u32;
            self.likenesses.push(Likeness { text, cosine: 0.0, words: 0.0 });
        }
        &mut self.likenesses[*place as usize]
    }
}

/// Lists by number, one behind the other in one piece of memory.
#[derive(Debug)]
struct Lists<T> {
    ends: Vec<u32>,
    entries: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Sorts entries into as many lists; each keeps their order.
    fn new(lists: usize, entries: impl Iterator<Item = (usize, T)> + Clone) -> Self {
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
        Self { ends, entries: sorted }
    }

    fn get(&self, list: usize) -> &[T] {
        let start = if list == 0 { 0 } else { self.ends[list - 1] as usize };
        &self.entries[start..self.ends[list] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_what_was_put_into_them_in_order() {
        let entries = [(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd'), (0, 'e')];
        let lists = Lists::new(5, entries.into_iter());
        let kept: Vec<&[char]> = (0..5).map(|list| lists.get(list)).collect();
        assert_eq!(kept, [&['b', 'e'][..], &[], &['a', 'c'], &['d'], &[]]);
    }

    #[test]
    fn what_lies_in_parts_is_gone_through_part_by_part() {
        let list = [1, 3, 4, 7, 8, 20];
        let mut seen = Vec::new();
        within(&list, &[0..2, 4..8, 9..12, 20..21], |text| *text, |part, text| seen.push((part, *text)));
        assert_eq!(seen, [(0, 1), (1, 4), (1, 7), (3, 20)]);
    }
}
