//! What a reload would change. For operators, so in English alone.

use super::{counted, escape};
use crate::discord::reply::Field;
use crate::knowledge::{BaseDiff, DiffIds};

/// Ids that are named of each kind; the rest is counted.
const NAMED: usize = 8;

/// The difference as fields, one for what is added, changed and removed; empty where nothing differs.
pub(crate) fn diff(diff: &BaseDiff) -> Vec<Field> {
    [("Added", &diff.added), ("Changed", &diff.changed), ("Removed", &diff.removed)]
        .into_iter()
        .filter_map(|(name, ids)| {
            let value = lines(ids);
            (!value.is_empty()).then(|| Field { name: name.to_owned(), value, inline: false })
        })
        .collect()
}

fn lines(ids: &DiffIds) -> String {
    let kinds = [
        ("topic", &ids.topics),
        ("fact", &ids.facts),
        ("figure", &ids.figures),
        ("source", &ids.sources),
        ("other part", &ids.other),
    ];
    let lines: Vec<String> = kinds
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(kind, ids)| {
            let named: Vec<String> = ids.iter().take(NAMED).map(|id| escape(id)).collect();
            let rest = ids.len().saturating_sub(NAMED);
            let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            format!("{}: {}{more}", counted(ids.len(), kind), named.join(", "))
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_counted_and_named() {
        let figures = (0..11).map(|n| format!("f{n}")).collect();
        let example = BaseDiff {
            added: DiffIds { facts: vec!["line.what".into()], figures, ..DiffIds::default() },
            removed: DiffIds { topics: vec!["mixi".into()], ..DiffIds::default() },
            ..BaseDiff::default()
        };
        let field = |name: &str, value: &str| Field { name: name.into(), value: value.into(), inline: false };
        assert_eq!(
            diff(&example),
            [
                field("Added", "1 fact: line.what\n11 figures: f0, f1, f2, f3, f4, f5, f6, f7 and 3 more"),
                field("Removed", "1 topic: mixi"),
            ]
        );
        assert!(diff(&BaseDiff::default()).is_empty());
    }
}
