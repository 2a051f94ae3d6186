//! Groups of ages that stand beside each other without overlap.

use crate::knowledge::{FactBase, Figure};

/// Groups that do not overlap, those of ten years first, from young to old: a breakdown that shows teenagers
/// beside "13 to 79" would count people twice.
pub(super) fn apart(base: &FactBase, groups: impl IntoIterator<Item = String>) -> Vec<String> {
    let span = |id: &String| base.lexicon.group(id).and_then(|group| group.ages);
    let mut ages: Vec<(String, (u8, u8))> =
        groups.into_iter().filter_map(|id| span(&id).map(|ages| (id, ages))).collect();
    ages.sort_by(|a, b| {
        let width = |(from, to): (u8, u8)| to.saturating_sub(from).abs_diff(9);
        (width(a.1), a.1, &a.0).cmp(&(width(b.1), b.1, &b.0))
    });
    let mut kept: Vec<(String, (u8, u8))> = Vec::new();
    for (id, (from, to)) in ages {
        if kept.iter().all(|(_, (start, end))| to < *start || *end < from) {
            kept.push((id, (from, to)));
        }
    }
    kept.sort_by_key(|(_, ages)| *ages);
    kept.into_iter().map(|(id, _)| id).collect()
}

/// The groups whose people none of the others counts already.
pub(super) fn beside(base: &FactBase, groups: Vec<String>, others: &[String]) -> Vec<String> {
    let span = |id: &String| base.lexicon.group(id).and_then(|group| group.ages);
    let meet = |a: (u8, u8), b: (u8, u8)| a.0 <= b.1 && b.0 <= a.1;
    let is_counted = |id: &String| match span(id) {
        Some(own) => others.iter().filter_map(span).any(|other| meet(own, other)),
        None => others.contains(id),
    };
    groups.into_iter().filter(|id| !is_counted(id)).collect()
}

/// The groups of the figures, each once.
pub(super) fn groups_of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Vec<String> {
    let mut groups: Vec<String> = figures.into_iter().map(|figure| figure.group.clone()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}
