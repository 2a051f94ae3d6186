//! Those texts of an index that are compared with a question: parts of it, where a topic is named.

use std::ops::Range;

use super::subset::Subset;

/// So many entries of a list are looked at one by one before it is searched, and to each side of where it is thought to
/// begin.
const NEAR: usize = 8;

/// The texts of some parts, numbered one part behind the other.
pub(super) struct Parts<'a> {
    ranges: &'a [Range<u32>],
    /// The texts of an index …
    all: &'a Range<u32>,
    /// … and from the first one on, those that lie in the parts, where these are several.
    inside: Option<Subset>,
}

/// So many entries for each part are looked at one by one: searching a list for where a part begins and ends takes as
/// long, for it waits for memory at every step.
const ONE_BY_ONE: usize = 40;

impl<'a> Parts<'a> {
    /// Some parts of all texts of an index; they are in order and do not overlap.
    pub(super) fn new(ranges: &'a [Range<u32>], all: &'a Range<u32>) -> Self {
        let from_first = ranges.iter().map(|part| part.start - all.start..part.end - all.start);
        let inside = (ranges.len() > 1).then(|| Subset::of_ranges(all.len(), from_first));
        Self { ranges, all, inside }
    }

    /// True for a list that is looked at entry by entry.
    fn is_short<T>(&self, list: &[T]) -> bool {
        self.ranges.len() > 1 && list.len() <= self.ranges.len() * ONE_BY_ONE
    }

    /// Of an ordered list, what begins about where the parts do, as if its texts were spread evenly over the base; all of
    /// a list that is looked at entry by entry.
    pub(super) fn beginning<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        let Some(part) = self.ranges.first().filter(|_| !self.is_short(list)) else { return list };
        &list[list.len() * (part.start - self.all.start) as usize / self.all.len().max(1)..]
    }

    /// Goes through those entries of an ordered list that lie in the parts, each with its place.
    pub(super) fn each<T>(&self, list: &[T], text: impl Fn(&T) -> u32, mut see: impl FnMut(u32, &T)) {
        if let Some(inside) = self.inside.as_ref().filter(|_| self.is_short(list)) {
            for entry in list {
                if let Some(place) = inside.place(text(entry) - self.all.start) {
                    see(place, entry);
                }
            }
            return;
        }
        let Some(first) = self.ranges.first() else { return };
        let beginning = list.len() - self.beginning(list).len();
        let (mut rest, mut before) = (&list[first_from_about(list, beginning, first.start, &text)..], 0);
        for part in self.ranges {
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
            Parts::new(parts, &(0..60)).each(list, |text| *text, |place, text| seen.push((place, *text)));
            seen
        };
        assert_eq!(seen(&list, &parts), expected);
        let long: Vec<u32> = list.iter().flat_map(|text| [*text; 6]).collect();
        assert!(long.len() > parts.len() * ONE_BY_ONE);
        let six_times: Vec<(u32, u32)> = expected.iter().flat_map(|pair| [*pair; 6]).collect();
        assert_eq!(seen(&long, &parts), six_times);
        // What begins anywhere, in a list that lies where it is not looked for.
        let uneven: Vec<u32> = (0..40).map(|n| n * n / 27).collect();
        for from in 0..60 {
            let part = from..from + 3;
            let inside = uneven.iter().filter(|text| part.contains(*text));
            let expected: Vec<(u32, u32)> = inside.map(|text| (text - from, *text)).collect();
            assert_eq!(seen(&uneven, std::slice::from_ref(&part)), expected, "{part:?}");
        }
        assert_eq!(seen(&list, std::slice::from_ref(&(4..9))), [(0, 4), (2, 6), (4, 8)]);
        assert_eq!(seen(&[], &parts), []);
    }
}
